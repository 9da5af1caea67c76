"""What is computed: clock times, choices, coverage; numbers, no words."""

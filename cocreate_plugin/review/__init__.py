"""Review: two states of a handbook compared, in plain words, for those who say yes or no to a change."""

"""Handbook → the data of one deliverable, one file each: words and numbers, no tags."""

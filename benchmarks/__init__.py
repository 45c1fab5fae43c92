"""Measurements: `make bench`. Each compares with a named peer in the same run, and prints ratios."""

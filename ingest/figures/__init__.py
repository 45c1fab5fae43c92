"""Dates, sums, shares and currencies in prose, as texts write them."""

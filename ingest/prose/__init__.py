"""Prose as statements: from blocks to sentences, from sentences to ties, with their dates, sums and confidence."""

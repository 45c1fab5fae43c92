"""Ties that a sentence states without a verb: by a label, brackets, a name made of names, or by standing together."""

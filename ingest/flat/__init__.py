"""Tables that a page flattened into lines: where they stand, and how their rows and columns are rebuilt."""

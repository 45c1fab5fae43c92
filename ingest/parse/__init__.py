"""A sentence made ready for the parser, and what its parse says of who does what to whom."""

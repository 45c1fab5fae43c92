"""The verbs of the command line, by what they do. `cli.py` registers them."""

"""The words by which a text states a tie: what a trigger is, and the files that hold them."""

"""English words and the forms that rules make of them: what every stage of reading looks up."""

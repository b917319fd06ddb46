"""The page on which a person keeps, edits and drops the questions of a deck, on her own machine."""

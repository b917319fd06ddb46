"""Grammar: trees of clauses and phrases in, words that stand in a question out. Nothing is judged here."""

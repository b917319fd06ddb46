"""The kinds of fact and the degrees of difficulty, where they can be had without the models: the self-test must start at once."""

KINDS = ("role", "date", "participant", "place", "quotation", "quantity", "definition", "relation", "statement")
DIFFICULTIES = ("easy", "medium", "hard")

"""The kinds of fact, the contexts and the degrees of difficulty, where they can be had without the models: the self-test
must start at once."""

from typing import Literal

KINDS = (
    "role",
    "date",
    "participant",
    "place",
    "quotation",
    "quantity",
    "definition",
    "relation",
    "statement",
    "argument",
)
Context = Literal["alone", "placed", "article"]
CONTEXTS: tuple[Context, ...] = ("alone", "placed", "article")  # in this order each needs more beside the question
DIFFICULTIES = ("easy", "medium", "hard")

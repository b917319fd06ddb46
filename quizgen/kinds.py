"""The kinds of fact, the forms of question, the contexts and the degrees of difficulty, where they can be had without the models: the self-test
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
Form = Literal["short", "cloze", "choice", "true-false", "matching", "ordering"]
FORMS: tuple[Form, ...] = ("short", "cloze", "choice", "true-false", "matching", "ordering")
Context = Literal["alone", "placed", "article"]
CONTEXTS: tuple[Context, ...] = ("alone", "placed", "article")  # in this order each needs more beside the question
DIFFICULTIES = ("easy", "medium", "hard")

"""What is said of a card from elsewhere, held against an article."""

from typing import Literal

from quizgen.bring.card import Card
from quizgen.models import Context, Evidence, Model

Verdict = Literal["proved", "doubtful", "flawed", "contradicted", "not proved"]


class Checked(Model):
    """A card with its verdict, best first: proved, doubtful, flawed, contradicted, not proved.

    proved: `evidence` says it, and `context` is the least that must stand beside it. doubtful: the same, but the trained
    reader gives it little chance. flawed: a fault of the question, with its code. contradicted: the article says
    `instead` in the sentence of `evidence`. not proved: nothing in the article says it. `why` is one line for a person;
    `chance` the reader's, 0 to 1, where it was asked.
    """

    card: Card
    verdict: Verdict
    code: str = ""
    why: str = ""
    evidence: Evidence | None = None
    instead: str = ""
    context: Context = "article"
    chance: float | None = None

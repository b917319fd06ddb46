"""What a blank is, and whether words of a sentence can be one."""

from typing import Literal, NamedTuple

from quizgen.annotated import Entity
from quizgen.ask.sentences.verbatim import Standing
from quizgen.tokens import Token

BlankKind = Literal["date", "year", "number", "amount", "person", "organisation", "country", "place", "event", "term"]


class Blank(NamedTuple):
    """Characters `start` to `end` of the Doc's text that a blank takes the place of; `entity` when it is a name."""

    kind: BlankKind
    start: int
    end: int
    entity: Entity | None = None


def whole(standing: Standing, first: Token, last: Token) -> bool:
    """All its words stay, and no hyphen or apostrophe hangs on it."""
    kept = {token.i for token in standing.tokens}
    if not all(i in kept for i in range(first.i, last.i + 1)):
        return False
    text, before, after = first.doc.text, first.idx - 1, last.idx + len(last.text)
    return text[before : before + 1] not in ("-", "–", "/", "’", "'", "$") and text[after : after + 1] not in (
        "-",
        "–",
        "/",
        ":",
    )

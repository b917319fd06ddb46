"""Days in a question: what only its day explains becomes a date."""

import re

from quizgen import dates
from quizgen.annotated import Annotated
from quizgen.extract.unclear import UnclearError
from quizgen.tokens import Token

RELATIVE = re.compile(
    r"(?i)\b(?:today|yesterday|tomorrow|tonight|ago|now|current(?:ly)?|recent(?:ly)?|(?:this|last|next|past|coming|previous|following|same|that) "
    r"(?:\w+ )?(?:days?|weeks?|months?|years?|decades?|century|night|morning|afternoon|evening|weekend|spring|summer|autumn|fall|winter|january|february|march|april|may|june|"
    r"july|august|september|october|november|december)|(?:days?|weeks?|months?|years?) (?:later|earlier)|later that|earlier that|later this|earlier this)\b"
)


WEEKDAY = re.compile(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")


def dated(annotated: Annotated, token: Token) -> str | None:
    """A time that only its day explains as a date; "" where it has none; None where the words stand as they are."""
    time = annotated.time_at(token)
    if time is None:
        return None
    if not RELATIVE.search(time.text) and not (WEEKDAY.search(time.text) and annotated.report):
        return None
    value = dates.edtf(time.value)
    if time.vague or not time.anchored or dates.grain(value) not in ("day", "month", "year"):
        return None if WEEKDAY.search(time.text) and not RELATIVE.search(time.text) else ""
    if dates.is_week(time.value) or "T" in time.value:
        return None if WEEKDAY.search(time.text) and not RELATIVE.search(time.text) else ""
    return value


def fitted(value: str, tokens: list[Token], place: int, last: Token) -> str:
    """A date behind its preposition, or with its own."""
    before = tokens[place - 1] if place else None
    following = last.doc[last.i + 1] if last.i + 1 < len(last.doc) else None
    if following is not None and (
        following.tag_ == "POS" or (last.dep_ in ("compound", "amod", "nmod:unmarked") and last.head.i > last.i)
    ):
        raise UnclearError("a day before a noun")
    if before is not None and before.i == tokens[place].i - 1 and before.pos_ in ("ADP", "SCONJ"):
        if before.lower_ in ("on", "in") and not dates.phrase(value).startswith(before.lower_):
            raise UnclearError("a day with another preposition")
        if before.lower_ not in ("on", "in", "since", "until", "by", "from", "before", "after"):
            raise UnclearError("a day with another preposition")
        return dates.words(value)
    if before is not None and before.pos_ in ("DET", "ADJ"):
        raise UnclearError("a day with an article")
    return dates.phrase(value)

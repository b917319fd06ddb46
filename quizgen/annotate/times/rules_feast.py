"""Feasts: Christmas, Labor Day, New Year's Eve 1999."""

from collections.abc import Callable
from datetime import date, timedelta

from quizgen.annotate.times import vocabulary as v
from quizgen.annotate.times.arithmetic import easter, nth_weekday
from quizgen.annotate.times.reading import Reading, Value
from quizgen.annotate.times.rule import rule
from quizgen.annotate.times.rules_date import retrospective_year

FEASTS: dict[str, Callable[[int], date]] = {
    "christmas eve": lambda y: date(y, 12, 24), "christmas day": lambda y: date(y, 12, 25),
    "christmas": lambda y: date(y, 12, 25), "new year 's eve": lambda y: date(y, 12, 31),
    "new year 's day": lambda y: date(y, 1, 1), "boxing day": lambda y: date(y, 12, 26),
    "thanksgiving day": lambda y: nth_weekday(y, 11, 3, 4), "thanksgiving": lambda y: nth_weekday(y, 11, 3, 4),
    "independence day": lambda y: date(y, 7, 4), "halloween": lambda y: date(y, 10, 31),
    "labor day": lambda y: nth_weekday(y, 9, 0, 1), "memorial day": lambda y: nth_weekday(y, 5, 0, -1),
    "veterans day": lambda y: date(y, 11, 11), "valentine 's day": lambda y: date(y, 2, 14),
    "good friday": lambda y: easter(y) - timedelta(2), "easter monday": lambda y: easter(y) + timedelta(1),
    "easter sunday": easter, "easter": easter, "election day": lambda y: nth_weekday(y, 11, 0, 1) + timedelta(1),
    "martin luther king day": lambda y: nth_weekday(y, 1, 0, 3), "bastille day": lambda y: date(y, 7, 14),
}  # fmt: skip


FEAST_PREPOSITIONS = set(v.words("at on by before after since until for in last next this and"))


def feast(m: Reading) -> Value | None:
    """Christmas, last Thanksgiving, New Year's Eve 1999."""
    name = " ".join(m.group("feast"))
    if not m.tokens[m.end - len(m.group("feast")) - (m.year() is not None)].capital:
        return None
    next_word = m.tokens[m.end] if m.end < len(m.tokens) else None
    part_of_name = next_word is not None and next_word.capital and next_word.word.isalpha() and not next_word.upper
    if len(m.words) == 1 and (part_of_name or (m.inside_title() and m.before() not in FEAST_PREPOSITIONS)):
        return None  # the Christmas Cottage, Father Christmas
    year = m.year()
    if year:
        return Value("DATE", FEASTS[name](year).isoformat())
    if year := retrospective_year(m):
        return Value("DATE", FEASTS[name](year).isoformat())
    today = m.published
    days = [FEASTS[name](y) for y in (today.year - 1, today.year, today.year + 1)]
    if m.has("last"):
        return Value("DATE", max(day for day in days if day < today).isoformat())
    if m.has("next"):
        return Value("DATE", min(day for day in days if day > today).isoformat())
    return Value("DATE", min(days, key=lambda day: abs(day - today)).isoformat())


FEAST_RULES = [
    rule("feast", f"(?:last|next|this)? feast=(?:{'|'.join(FEASTS)}) {{year}}?", feast),
]

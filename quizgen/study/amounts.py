"""Quantities: a bound, a number, a unit. "about 80 million euros", "€80m", "eighty million"."""

import re
from dataclasses import dataclass

from quizgen.study.numbers import value
from quizgen.study.words import listed, words_of

HOW_MANY = re.compile(r"\b(how|what (?:number|percentage|share|proportion|sum|price))\b", re.I)
_HEDGES = dict.fromkeys(
    listed("about around approximately roughly some nearly almost circa than at to an estimated"), ""
)
_HEDGES |= dict.fromkeys(listed("over more least above exceeding"), ">")
_HEDGES |= dict.fromkeys(listed("under less fewer most up below"), "<")
_UNITS = {
    short: long
    for long, shorts in {
        "kilometer": "km kms", "meter": "m metre", "centimeter": "cm", "millimeter": "mm", "kilogram": "kg",
        "gram": "g", "hour": "hr hrs", "minute": "min mins", "second": "sec secs",
        "year": "yr yrs", "foot": "ft feet", "mile": "mi",
        "pound": "lb lbs gbp", "dollar": "usd", "euro": "eur", "person": "people persons", "man": "men",
        "woman": "women", "century": "centuries", "country": "countries", "city": "cities", "%": "pct",
    }.items()
    for short in shorts.split()
}  # fmt: skip
_ENDINGS = listed("st nd rd th")


@dataclass(frozen=True)
class Amount:
    """`bound` is ">", "<" or "" (also for "about", which nobody needs to repeat); `unit` is in the singular."""

    bound: str
    number: str
    unit: tuple[str, ...]


def read_amount(text: str) -> Amount | None:
    """The quantity that a text is; None when it does not start with a number, or holds several."""
    words, bound = words_of(text), ""
    while words and words[0] in _HEDGES:
        bound = _HEDGES[words.pop(0)] or bound
    if words[-2:] == ["or", "more"]:
        bound, words = ">", words[:-2]
    if not words:
        return None
    if (glued := re.fullmatch(r"(\d+(?:\.\d+)?)([a-z]+)", words[0])) and glued[2] not in _ENDINGS:
        words[:1] = [glued[1], glued[2]]  # 80m
    if value(words[0]) is None or any(value(word) is not None for word in words[1:]):
        return None
    return Amount(bound, words[0], tuple(_singular(word) for word in words[1:] if word not in ("of", "the", "a")))


def judge_amount(answer: Amount, typed: str, stem: str) -> tuple[str, str]:
    """("right" | "partly" | "wrong", why). The unit may go when the question asks how many; it may not be another."""
    found = "wrong", ""
    for way in (typed, re.sub(r"(?<=\d)\s?m$", " million", typed)):  # "80m" is metres or millions
        given = read_amount(way)
        if given is None or given.number != answer.number or given.bound not in ("", answer.bound):
            continue
        if given.unit == answer.unit or (not given.unit and HOW_MANY.search(stem)):
            return "right", ""
        if not given.unit:
            found = "partly", f"{given.number} what?"
    return found


def _singular(word: str) -> str:
    word = re.sub(r"'s?$", "", word)
    word = _UNITS.get(word, word)
    return re.sub(r"(?<=\w{2})s$", "", word)

"""Units made one, and those that are a fixed multiple of others: "3.12 km" is 3,120 metres, six weeks are 42 days."""

import re
from collections.abc import Iterable
from fractions import Fraction

from quizgen.study.words import listed

_NAMES = {
    short: long
    for long, shorts in {
        "kilometer": "km kms", "meter": "m", "centimeter": "cm", "millimeter": "mm", "kilogram": "kg kgs kilo kilos",
        "gram": "g", "hour": "h hr hrs", "minute": "min mins", "second": "sec secs", "year": "yr yrs",
        "foot": "ft feet", "mile": "mi", "pound": "lb lbs gbp quid", "dollar": "usd", "euro": "eur", "century": "centuries",
        "country": "countries", "city": "cities", "%": "pct", "celsius": "c centigrade", "fahrenheit": "f",
        "hectare": "ha", "kilowatt": "kw", "megawatt": "mw",
        # what a question calls one thing and an answer another
        "person": "people persons inhabitant inhabitants resident residents human humans",
        "ship": "vessel vessels boat boats", "soldier": "troop troops men man", "woman": "women",
        "child": "children kid kids", "dead": "died die killed death deaths victim victims fatality fatalities",
        "house": "home homes",
    }.items()
    for short in shorts.split()
}  # fmt: skip
_COMPOUND = {"kph": "kilometer hour", "kmh": "kilometer hour", "mph": "mile hour", "sqkm": "square kilometer"}
_EMPTY = listed("of the a an per each degree old aged age")
_FACTORS = {
    "kilometer": ("meter", Fraction(1000)), "centimeter": ("meter", Fraction(1, 100)),
    "millimeter": ("meter", Fraction(1, 1000)), "kilogram": ("gram", Fraction(1000)),
    "minute": ("second", Fraction(60)), "hour": ("second", Fraction(3600)), "day": ("second", Fraction(86_400)),
    "week": ("second", Fraction(604_800)), "fortnight": ("second", Fraction(1_209_600)), "year": ("month", Fraction(12)),
    "decade": ("month", Fraction(120)), "century": ("month", Fraction(1200)), "megawatt": ("kilowatt", Fraction(1000)),
}  # fmt: skip


def units_of(words: Iterable[str]) -> tuple[str, ...]:
    """The words of a unit under one name each, in the singular, without "of", "per" and the like."""
    found = [each for word in words for each in _COMPOUND.get(word, word).split()]
    kept = [singular(word) for word in found]
    return tuple(word for word in kept if word not in _EMPTY)


def singular(word: str) -> str:
    """One name for a word of a unit: "kms" -> "kilometer", "ships" -> "ship"."""
    word = re.sub(r"'s?$", "", word)
    word = _NAMES.get(word, word)
    word = re.sub(r"(?<=[^s])s$", "", word) if len(word) > 2 else word
    return _NAMES.get(word, word)


def in_base(number: Fraction, unit: tuple[str, ...]) -> tuple[Fraction, tuple[str, ...]]:
    """The same quantity in the smallest unit of its kind, where the multiple is fixed."""
    if len(unit) == 1 and unit[0] in _FACTORS:
        base, factor = _FACTORS[unit[0]]
        return number * factor, (base,)
    return number, unit

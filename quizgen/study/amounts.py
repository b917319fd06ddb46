"""Quantities: a bound, a number, a unit. "about 80 million euros", "€80m", "eighty million"; "a quarter", "25 %"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from quizgen.numbers import SCALES, value
from quizgen.study.items import BLANK, Item
from quizgen.study.units import in_base, singular, units_of
from quizgen.study.words import listed, words_of

HOW_MANY = re.compile(
    r"\b(how|(?:what|which) (?:number|percentage|share|proportion|sum|price|length|height|age|distance))\b", re.I
)
_HEDGES = dict.fromkeys(
    listed("about around approximately roughly some nearly almost circa than at to an estimated aged"), ""
)
_HEDGES |= dict.fromkeys(listed("over more least above exceeding"), ">")
_HEDGES |= dict.fromkeys(listed("under less fewer most up below"), "<")
_ENDINGS = listed("st nd rd th")
_PARTS = {"half": 2, "halves": 2, "3rd": 3, "thirds": 3, "quarter": 4, "quarters": 4, "4th": 4, "fourths": 4, "5th": 5,
          "fifths": 5, "6th": 6, "sixths": 6, "8th": 8, "eighths": 8, "10th": 10, "tenths": 10}  # fmt: skip
_ONE = listed("decade century fortnight week month year day hour")  # "a decade" is a quantity, "a net" is none
_NOUN_ENDS = re.compile(
    r"\b(?:was|were|is|are|did|do|does|has|have|had|can|could|will|would|may|must|in|on|at|of|for|from|to|by|with|long|high)\b"
    r"|[?,;:!]|\.(?!\d)"
)
_SIZES = listed("square cubic")
_MONEY = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}


@dataclass(frozen=True)
class Amount:
    """`bound` is ">", "<" or "" (also for "about", which nobody needs to repeat); `unit` is in the singular."""

    bound: str
    number: Fraction
    unit: tuple[str, ...]


def read_amount(text: str) -> Amount | None:
    """The quantity that a text is; None when it does not start with a number, or holds several."""
    minus = re.match(r"\s*(?:[-−–]|minus )\s*(?=[\d$€£¥])", text, re.I)
    text = text[minus.end() :] if minus else text
    words, bound = words_of(re.sub(r"(\d+)\s*/\s*(\d+)(?![\d/])", r"\1 over-\2", text)), ""
    while words and words[0] in _HEDGES and words[1:] and not (words[0] == "an" and words[1] in _PARTS):
        bound = _HEDGES[words.pop(0)] or bound
    if words[-2:] == ["or", "more"]:
        bound, words = ">", words[:-2]
    if not words:
        return None
    number, words = _number(words)
    if number is None or any(value(word) is not None for word in words):
        return None
    return Amount(bound, -number if minus else number, units_of(words))


def _number(words: list[str]) -> tuple[Fraction | None, list[str]]:
    """The number at the start, a share as so many per cent; and the words after it."""
    if words[0] == "half" and words[1:2] != ["a"]:
        return Fraction(50), ["%", *words[1:]]
    first = "1" if words[0] in ("a", "an", "one") else words[0]
    if (glued := re.fullmatch(r"(\d+(?:\.\d+)?)([a-z]+)", first)) and glued[2] not in _ENDINGS:
        return Fraction(glued[1]), [glued[2], *words[1:]]  # 80m
    number = value(first)
    if number is None:
        return None, words
    if words[1:3] and words[1] == "over" and len(words) > 2 and (below := value(words[2])):
        return 100 * Fraction(number) / Fraction(below), ["%", *words[3:]]
    if len(words) > 1 and words[1] in _PARTS:
        return 100 * Fraction(number) / _PARTS[words[1]], ["%", *words[2:]]
    if words[0] in ("a", "an") and not (len(words) == 2 and words[1] in _ONE):
        return None, words
    return Fraction(number), words[1:]


def judge_amount(item: Item, answer: str, typed: str) -> tuple[str, str] | None:
    """("right" | "nearly" | "partly" | "wrong", why); None when the answer is no quantity.

    What the question says need not be said again, and may be: its unit, its noun, its "%" beside the blank. Nothing
    may be another.
    """
    amount = read_amount(answer)
    if amount is None:
        return None
    found = "wrong", ""
    for way in (typed, re.sub(r"(?<=\d)\s?m$", " million", typed)):  # "80m" is metres or millions
        given = read_amount(way)
        if given is None or given.bound not in ("", amount.bound):
            continue
        for full in _said_in_full(item, amount):
            judged = _compare(item, full, given)
            if judged[0] == "right":
                return judged
            found = min(found, judged, key=lambda each: ("nearly", "partly", "wrong").index(each[0]))
    return found


def _compare(item: Item, full: Amount, given: Amount) -> tuple[str, str]:
    mine, theirs = in_base(full.number, full.unit), in_base(given.number, given.unit)
    if mine == theirs:
        return "right", ""
    if full.number != given.number:
        if full.unit[:1] == given.unit[:1] == ("%",) and 10**6 % full.number.denominator:  # two thirds, 66 %
            return ("partly", "that is rounded") if abs(full.number - given.number) < 1 else ("wrong", "")
        return ("partly", "with a minus or without?") if full.number == -given.number else ("wrong", "")
    extra, missing = set(given.unit) - set(full.unit), set(full.unit) - set(given.unit)
    stem = {singular(word) for word in words_of(item.stem)}
    if not extra and not missing:
        return "right", ""
    if _SIZES & (extra | missing):
        return "wrong", ""
    if not given.unit:
        if missing <= stem | _implied(item.stem):
            return "right", ""
        return "nearly" if HOW_MANY.search(item.stem) else "partly", f"{_plain(given.number)} what?"
    if full.unit and extra <= stem and (not missing or full.unit[-1] in given.unit):
        return "right", ""
    if full.unit and not extra:
        return "partly", "the unit is not whole"
    return "wrong", ""


def _said_in_full(item: Item, amount: Amount) -> Iterator[Amount]:
    """The quantity as the answer has it, and with the unit or noun that the question gives it."""
    yield amount
    if item.form == "cloze" and BLANK in item.stem:
        before, _, after = item.stem.partition(BLANK)
        if money := _MONEY.get(before.rstrip()[-1:]):
            amount = replace(amount, unit=(*amount.unit, money))
            yield amount
        words = _noun(after)
    elif (match := re.search(r"\bhow (?:many|much)\b(.*)", item.stem, re.I)) and not amount.unit:
        words = _noun(match[1])
        if "dead" in {singular(word) for word in words_of(match[1])}:
            yield replace(amount, unit=(*units_of(words), "dead"))
    else:
        words = list(_implied(item.stem))
    if words and words[0] in SCALES:
        amount = replace(amount, number=amount.number * SCALES[words.pop(0)])
        yield amount
    yield replace(amount, unit=(*amount.unit, *units_of(words)))


def _noun(text: str) -> list[str]:
    """The words of the noun phrase that a text begins with, as far as its first plural: "merchant ships waited in ..."."""
    words = words_of(_NOUN_ENDS.split(text)[0])[:4]
    for n, word in enumerate(words):
        if (singular(word) != word or re.search(r"[^s]s$", word)) and units_of([word]) and word not in SCALES:
            return words[: n + 2] if words[n + 1 : n + 2] == ["h"] else words[: n + 1]
    return words


def _implied(stem: str) -> frozenset[str]:
    """The unit that a question implies without naming it."""
    if re.search(r"\b(?:percentage|share|proportion)\b", stem, re.I):
        return frozenset({"%"})
    if re.search(r"\bhow old\b|\bage\b", stem, re.I):
        return frozenset({"year"})
    if re.search(r"\bhow many (?:died|were killed|die)\b", stem, re.I):
        return frozenset({"person"})
    return frozenset()


def _plain(number: Fraction) -> str:
    return str(number.numerator) if number.denominator == 1 else f"{float(number):g}"

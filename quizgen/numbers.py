"""Numbers in words and digits, made one: "two hundred and fifty", "250" and "0.25 thousand" all become "250"."""

import re
from decimal import Decimal

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
UNITS = {word: number for number, word in enumerate(_ONES.split())}
UNITS |= {word: 10 * number for number, word in enumerate(_TENS.split(), 2)}
SCALES = {
    "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12,
    "k": 10**3, "mn": 10**6, "bn": 10**9, "tn": 10**12,
}  # fmt: skip
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}
_ORDINALS |= {re.sub("y$", "ie", word) + "th": number for word, number in UNITS.items()}
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_GLUED = re.compile(r"(\d+(?:\.\d+)?)(k|mn|bn|tn)")
_ORDINAL_DIGITS = re.compile(r"(\d+)(?:st|nd|rd|th)")


def with_digits(words: list[str]) -> list[str]:
    """The words (lower case, without commas) with each number as one word of digits, each ordinal as "21st"."""
    found: list[str] = []
    at = 0
    while at < len(words):
        length, number = _number(words[at:])
        found.append(number if length else words[at])
        at += max(length, 1)
    return found


def value(word: str) -> Decimal | None:
    """The value of a word of digits; None for any other word."""
    return Decimal(word) if _DIGITS.fullmatch(word) else None


def _number(words: list[str]) -> tuple[int, str]:
    """How many of the first words make one number, and that number in digits; (0, "") if there is none."""
    if words[0] in ("a", "an") and len(words) > 1 and words[1] in SCALES and len(words[1]) > 2:
        length, number = _number(["one", *words[1:]])
        return length, number
    if words[0] == "half" and len(words) > 2 and words[1] in ("a", "an") and words[2] in SCALES:
        return 3, _text(Decimal(SCALES[words[2]]) / 2)
    if match := _ORDINAL_DIGITS.fullmatch(words[0]):
        return 1, ordinal(int(match[1]))
    if words[0] in _ORDINALS:
        return 1, ordinal(_ORDINALS[words[0]])
    if year := _year_in_words(words):
        return year
    total, group, at, last, spoken = Decimal(0), Decimal(0), 0, "", False
    while at < len(words):
        word = words[at]
        if word == "and" and last == "scale" and at + 1 < len(words) and words[at + 1] in (UNITS | _ORDINALS):
            at += 1
            continue
        if glued := _GLUED.fullmatch(word):
            if last:
                break
            return at + 1, _text(Decimal(glued[1]) * SCALES[glued[2]])
        if _DIGITS.fullmatch(word):
            if last:
                break
            group, last = Decimal(word), "digits"
        elif word in UNITS:
            # "twenty one" goes together, "five six" and "1869 two" do not
            if last == "digits" or (
                last == "unit" and not (group % 100 >= 20 and group % 10 == 0 and 0 < UNITS[word] < 10)
            ):
                break
            group, last, spoken = group + UNITS[word], "unit", True
        elif word in SCALES and last:
            if word == "hundred" or word == "dozen":
                group *= SCALES[word]
            else:
                total, group = total + group * SCALES[word], Decimal(0)
            last = "scale"
        elif word in _ORDINALS and last and last != "digits" and spoken:
            return at + 1, ordinal(int(total + group + _ORDINALS[word]))
        else:
            break
        at += 1
    while at and words[at - 1] == "and":
        at -= 1
    return (at, _text(total + group)) if last else (0, "")


def _year_in_words(words: list[str]) -> tuple[int, str] | None:
    """ "nineteen eighty nine", "nineteen oh five", "twenty twenty one"."""
    if UNITS.get(words[0], 0) < 10 or len(words) < 2:
        return None
    century = UNITS[words[0]]
    if words[1] in ("oh", "o") and len(words) > 2 and 0 < UNITS.get(words[2], 0) < 10:
        return 3, str(100 * century + UNITS[words[2]])
    rest = UNITS.get(words[1], 0)
    if rest < 10:
        return None
    if rest >= 20 and len(words) > 2 and 0 < UNITS.get(words[2], 0) < 10:
        return 3, str(100 * century + rest + UNITS[words[2]])
    return 2, str(100 * century + rest)


def ordinal(number: int) -> str:
    """1 -> "1st"."""
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def _text(number: Decimal) -> str:
    return f"{number.normalize():f}"

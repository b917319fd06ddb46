"""Wrong figures, years and dates: near the right one in size, of its form, as round as it is.

How many of the three are smaller than the right one is drawn from a key, so that over a deck the place of the right
answer tells nothing; the same key gives the same options.
"""

import hashlib
import re
from calendar import month_name
from collections.abc import Iterator, Sequence
from datetime import date

from quizgen.models import BLANK
from quizgen.numbers import UNITS

WORDS, TENS = tuple(UNITS)[:21], tuple(UNITS)[21:]  # "zero" to "twenty", "thirty" to "ninety"
MONTHS = tuple(month_name)[1:]
FIGURE = re.compile(
    r"(?P<lead>(?:[Aa]bout|[Aa]round|[Ss]ome|[Aa]pproximately|[Rr]oughly)\s)?(?P<sign>[$£€]\s?)?"
    r"(?P<digits>\d+(?:,\d{3})*)(?P<decimals>\.\d+)?(?P<rest>%?(?:[\s-][^\d]*)?)"
)
YEAR = re.compile(r"(?:1\d|20)\d\d")
BOUND = re.compile(
    r"(?i)\b(?:more than|less than|fewer than|at least|at most|over|under|up to|no more than|nearly|almost|above|below|"
    r"exceed(?:s|ed|ing)?|as many as|as much as)\s+(?:____|how|what)"
)
FUTURE = re.compile(r"(?i)\b(?:will|by|would|expected|plans?|planned|due|scheduled|to be)\b")
OPEN = re.compile(r"(?i)\b(?:by|before|after)\s+(?:the\s+)?(?:____|(?:what|which) year|when)")
STANDING = re.compile(r"(?i)\b(?:will|can|may|until|from|is|are|due|plans?)\b")
WANTED = 3


def draw(key: str, count: int) -> int:
    """A number below `count` that the key gives, always the same."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big") % count


def drawn(key: str, things: Sequence[str]) -> list[str]:
    """The things in an order that the key gives."""
    return sorted(things, key=lambda thing: hashlib.sha256(f"{key}\x1f{thing}".encode()).digest())


def near_figures(answer: str, stem: str, text: str, key: str) -> tuple[str, ...] | None:
    """Three figures near `answer`, the smallest first; None where a bound in the stem would make another right as well.

    None of them stands in the article's `text`; percentages stay below 100.
    """
    if BOUND.search(stem) or (answer.lower() in WORDS[:8] and re.search(r"\bof which\b|\bnamely\b", stem)):
        return None
    first, space, unit = answer.partition(" ")
    if (
        space
        and first.lower() in (*WORDS[3:], *TENS)
        and unit.split()[0] not in ("hundred", "thousand", "million", "billion")
    ):
        numbers = near_figures(first, stem, text, key)
        return tuple(f"{number} {unit}" for number in numbers) if numbers else None
    lowered = answer.lower()
    if lowered in WORDS[2:]:
        number = WORDS.index(lowered)
        least = 3 if re.search(r"(?i)\b(?:all|the) ____", stem) else 2  # "all two challenges"
        found = _around([str(n) for n in _whole_numbers(number) if n >= least], str(number), key)
        return tuple(_spelled(int(n), answer) for n in found) if found and all(int(n) <= 20 for n in found) else None
    if lowered in TENS:
        place = TENS.index(lowered)
        others = [TENS[i] for i in sorted(range(len(TENS)), key=lambda i: abs(i - place)) if i != place][:WANTED]
        return tuple(sorted(others, key=TENS.index))
    match = FIGURE.fullmatch(answer)
    if match is None:
        return None
    percent = "%" in answer or re.search(r"____\s?(?:%|per ?cent)|percent|percentage", stem) is not None
    values = _figures(match, percent)
    values = [value for value in values if _within(value_of(value), stem)]
    fresh = [value for value in values if not re.search(rf"(?<![\d.,]){re.escape(value)}(?![\d,]|\.\d)", text)]
    found = _around(fresh, answer, key)
    return tuple(found) if found else None


def _within(value: float, stem: str) -> bool:
    """Whether it is above or below what the stem sets beside it: "17 out of ____", "____ of the 18", "eighty to ____"."""
    lower = re.search(rf"([\w,]+) (?:(?:out )?of(?: the| its| their| all)?|to) {BLANK}", stem)
    lower = lower or re.search(rf"\bbetween ([\w,]+) and {BLANK}", stem)
    upper = re.search(rf"{BLANK} (?:(?:out )?of(?: the| its| their| all)?|to|and) ([\w,]+)", stem)
    least, most = (value_of(match[1]) if match is not None else 0 for match in (lower, upper))
    return value > least and (not most or value < most)


def _spelled(number: int, like: str) -> str:
    word = WORDS[number]
    return word.capitalize() if like[:1].isupper() else word


def _whole_numbers(number: int) -> Iterator[int]:
    """Those around a small number, the nearest first."""
    for step in range(1, 6):
        if number - step >= 2:
            yield number - step
        yield number + step


def _figures(match: re.Match[str], percent: bool) -> list[str]:
    """Figures in the form of the match, the nearest first."""
    digits, decimals = match["digits"], match["decimals"] or ""
    scale = 10 ** max(len(decimals) - 1, 0)
    number = round(float(digits.replace(",", "") + decimals) * scale)
    if number < 2:
        return []
    if number <= 12 and scale == 1:
        wrong = list(_whole_numbers(number))
    else:
        zeros = len(str(number)) - len(str(number).rstrip("0"))
        unit = 10 ** min(zeros, max(len(str(number)) - 1, 0))
        if unit >= 10 and number < 6 * unit:  # of whole thousands few are near 1,000
            unit //= 2
        wrong = []
        for factor in (1.2, 0.8, 1.35, 0.65, 1.5, 0.5, 1.75, 0.4, 2.0, 0.25, 2.5):
            near = max(round(number * factor / unit), 1) * unit
            if zeros == 0 and near % 10 == 0 and number % 10:
                near += 1 + number % 3  # as little round as the right one
            wrong.append(near)
    made, taken = list[str](), list[int]()
    for near in dict.fromkeys(wrong):
        crowded = any(abs(near - other) < 0.06 * number for other in taken)
        if near == number or near < 1 or (percent and near >= 100 * scale) or crowded:
            continue
        taken.append(near)
        whole, part = divmod(near, scale)
        figure = f"{whole:,}" if "," in digits or (whole >= 1000 > number // scale) else str(whole)
        head = (match["lead"] or "") + (match["sign"] or "")
        made.append(head + figure + (f".{part:0{len(decimals) - 1}}" if decimals else "") + match["rest"])
    return made


def value_of(figure: str) -> float:
    """The size of a figure, for sorting figures of one form; its unit counts for nothing."""
    if figure.lower() in UNITS:
        return float(UNITS[figure.lower()])
    match = re.search(r"\d[\d,]*(?:\.\d+)?", figure)
    return float(match[0].replace(",", "")) if match else 0.0


def _around(candidates: Sequence[str], answer: str, key: str) -> list[str]:
    """Three of them, so many below the answer as the key draws, sorted; fewer than three: none."""
    right = value_of(answer)
    below = [each for each in candidates if value_of(each) < right]
    above = [each for each in candidates if value_of(each) > right]
    wanted = draw(key, WANTED + 1)
    low = min(max(wanted, WANTED - len(above)), len(below))
    chosen = below[:low] + above[: WANTED - low]
    return sorted(chosen, key=value_of) if len(chosen) == WANTED else []


# ---------------------------------------------------------------------------------------------------- years and dates


def near_years(
    answer: str, stem: str, text: str, key: str, latest: int, told: Sequence[str] = ()
) -> tuple[str, ...] | None:
    """Three years in a span that fits how long ago it was, on the same side of every other year of the stem.

    One of them is of `told`, years of the article's `text` that are wrong here, where one is near: else the only year
    to be found there would be the right one.
    None after the year `latest` unless the stem looks ahead; None at all where "by" or "before" makes several right.
    """
    if OPEN.search(stem):
        return None
    year = int(answer)
    ago = max(latest - year, 0)
    steps = (
        (1, 2, 3, 4, 5)
        if ago <= 15
        else (2, 3, 5, 6, 8)
        if ago <= 80
        else (3, 5, 8, 11, 14)
        if ago <= 250
        else (9, 17, 26, 34, 45)
    )
    if ago > 800:
        steps = (25, 45, 70, 95, 120)
    if re.search(r"Olympi|World Cup|presidential election|Winter Games|Summer Games", stem):
        steps = (4, 8, 12, 16, 20)
    others = [int(other) for other in YEAR.findall(stem)]
    ahead = year > latest or bool(FUTURE.search(stem))
    shift = draw(f"{key} step", 2)  # not always the same steps
    near = [wrong for step in steps[shift:] + steps[:shift] for wrong in (year - step, year + step)]
    own = [int(wrong) for wrong in drawn(key, told) if 0 < abs(int(wrong) - year) <= max(steps)]
    fitting = [
        str(wrong)
        for wrong in dict.fromkeys([*own[:1], *(wrong for wrong in near if str(wrong) not in text), *own[1:]])
        if wrong > 0
        and (ahead or wrong <= latest)
        and (year <= latest or wrong >= latest)
        and not any((wrong - other) * (year - other) <= 0 for other in others)
    ]
    found = _around(fitting, answer, key)
    return tuple(found) if found else None


def near_dates(
    answer: str, stem: str, text: str, key: str, latest: date, told: Sequence[str] = ()
) -> tuple[str, ...] | None:
    """Three dates in the words of the answer: another day and month, another month, decade or century, a span moved."""
    if OPEN.search(stem):
        return None
    if re.fullmatch(YEAR, answer):
        return near_years(answer, stem, text, key, latest.year, told)
    if match := re.fullmatch(r"((?:[Ii]n|[Oo]n|[Aa]t|[Ss]ince|[Ff]rom) (?:the )?)(.*)", answer):
        inner = near_dates(match[2], stem, text, key, latest, told)
        return tuple(match[1] + each for each in inner) if inner else None
    if re.search(rf"\d (?:to|and|or) {BLANK}", stem) and re.match(r"\d+ [A-Z]", answer):
        return None  # "from 11 to 12 September"
    if not re.search(r"\d{3}", answer) and STANDING.search(stem):
        return None  # "open until 30 November": days before the report was written cannot be
    made = list(dict.fromkeys(each for each in _dates(answer, key, latest) if each != answer and each not in text))
    return tuple(sorted(made[:WANTED], key=_when)) if len(made) >= WANTED else None


def _when(day: str) -> tuple[int, int, int]:
    """Year or century, month and day, for sorting dates of one form; before Christ later is smaller."""
    years = re.findall(r"\d{3,4}", day)
    month = next((place for place, name in enumerate(MONTHS) if name in day), 0)
    rest = re.search(r"\d{1,2}", re.sub(r"\d{3,4}", "", day))
    return int(years[0]) if years else 0, month, int(rest[0]) if rest else 0


def _dates(answer: str, key: str, latest: date) -> Iterator[str]:
    month = next((name for name in MONTHS if re.search(rf"\b{name}\b", answer)), None)
    day = re.search(r"\b([12]?\d|3[01])(?:st|nd|rd|th)?\b(?!\d)", re.sub(YEAR, "", answer))
    years: list[str] = YEAR.findall(answer)
    if month is not None and re.search(r"\d+\s?[–-]\s?\d+|\bto\b|\band\b", answer):
        return
    if month is not None:
        yield from _months(answer, month, day, years, key, latest)
    elif match := re.search(r"(\d+)(st|nd|rd|th)(?= century| centuries)", answer):
        number = int(match[1])
        for by in drawn(key, ("-1", "1", "-2", "2")):
            if 1 <= number + int(by) <= latest.year // 100:
                yield answer.replace(match[0], _ordinal(number + int(by)))
    elif match := re.search(r"(\d\d)00s", answer):
        for by in drawn(key, ("-1", "1", "-2", "2")):
            if (int(match[1]) + int(by)) * 100 < latest.year:
                yield answer.replace(match[0], f"{int(match[1]) + int(by)}00s")
    elif match := re.search(r"(\d{3})0s", answer):
        for by in drawn(key, ("-1", "1", "-2", "2", "3", "-3")):
            if (int(match[1]) + int(by)) * 10 < latest.year - 10:
                yield answer.replace(match[0], f"{int(match[1]) + int(by)}0s")
    elif match := re.search(r"(\d{2,4}) (BC|BCE)\b", answer):
        found = near_figures(match[1], "", "", key)
        yield from (answer.replace(match[1], figure.replace(",", "")) for figure in found or ())
    elif years and not re.search(r"[A-Z]|\d{4}[–-]\d\d\b", answer):
        for moved_by in (int(step) for step in drawn(key, ("-7", "-4", "-2", "3", "5", "8"))):
            if max(int(year) for year in years) + moved_by <= latest.year:
                yield _moved(answer, moved_by)


def _months(
    answer: str, month: str, day: re.Match[str] | None, years: list[str], key: str, latest: date
) -> Iterator[str]:
    """Other months, of years near by where the answer says one; none after `latest` unless the answer is."""
    year = int(years[0]) if years else 0
    at = 12 * year + MONTHS.index(month)
    ahead = at > 12 * latest.year + latest.month - 1
    for n, step in enumerate((-2, 3, -4, 1, 5, -1, -7, -9, 8)):
        moved = at + step
        other_day = (int(day[1]) + 5 + 7 * n + draw(f"{key} {n}", 5)) % 28 + 1 if day is not None else 1
        if years and (date(moved // 12, moved % 12 + 1, other_day) > latest) != ahead:
            continue
        if (day is not None or not years) and moved // 12 != year and not (years and moved < at):
            continue
        new = answer.replace(month, MONTHS[moved % 12])
        if years:
            new = new.replace(years[0], str(moved // 12))
        if day is not None:
            new = re.sub(rf"(?<!\d){day[1]}(?:st|nd|rd|th)?(?!\d)", str(other_day), new, count=1)
        yield new


def _moved(answer: str, step: int) -> str:
    """All years of the answer moved by so many."""
    return re.sub(YEAR, lambda year: str(int(year[0]) + step), answer)


def _ordinal(number: int) -> str:
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"

"""Dates as people write them, for comparing two: "20 Oct. 2021", "2021-10-20", "October 20th", "the nineties"."""

import re
from dataclasses import dataclass, replace

from quizgen.numbers import with_digits
from quizgen.study.words import bare

_MONTHS = "january february march april may june july august september october november december"
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_DECADE_NAMES = "twenties thirties forties fifties sixties seventies eighties nineties"


def _numbered(names: str, start: int) -> dict[str, int]:
    return {name: number for number, name in enumerate(names.split(), start)}


def _with_short(names: dict[str, int]) -> dict[str, int]:
    return names | {name[:3]: number for name, number in names.items()}


MONTHS = _with_short(_numbered(_MONTHS, 1)) | {"sept": 9}
WEEKDAYS = _with_short(_numbered(_DAYS, 0)) | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_DECADES = _numbered(_DECADE_NAMES, 2)
_PARTS = {"early": "early", "mid": "middle", "middle": "middle", "late": "late", "spring": "spring", "summer": "summer",
          "autumn": "autumn", "fall": "autumn", "winter": "winter", "beginning": "early", "end": "late",
          "q1": "q1", "q2": "q2", "q3": "q3", "q4": "q4"}  # fmt: skip
_HEDGES = {"before", "after", "until", "since", "by"}
_FILLERS = {
    "the",
    "of",
    "in",
    "on",
    "year",
    "ad",
    "ce",
    "day",
    "a",
    "an",
    "during",
    "around",
    "about",
    "circa",
    "c",
    "it",
    "was",
}


@dataclass(frozen=True)
class When:
    """A date at some grain. `span` is how many years it covers: 1, 10 or 100; `year` is the first of them."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    span: int = 1
    part: str = ""  # early, middle, late, a season, a quarter
    relation: str = ""  # before, after, until, since, by
    weekday: int | None = None


def has_era(text: str) -> bool:
    """Whether it says before or after Christ."""
    return bool(re.search(r"\b(?:a\.?\s?d|b\.?\s?c|(?:b\.?\s?)?c\.?\s?e)\b", bare(text)))


def read_date(text: str, small: bool = False) -> list[When]:
    """The ways to read a text as one date, which is all it may hold; empty when it is none. 3/4/2021 has two.

    `small`: a number below 100 may be a year, as it is beside "AD".
    """
    plain = bare(text).strip(" .?!\"'")
    if numeric := _numeric(plain):
        return numeric
    plain = re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", plain)
    short = bool(re.fullmatch(r"(?:in )?'\d\d", bare(text).strip(" .")))
    plain = re.sub(r"\bb\.?\s?c\.?(?:\s?e\.?)?(?=\s|$)", " bc ", plain)
    small = small or has_era(plain)
    plain = re.sub(r"\b(?:a\.?\s?d|c\.?\s?e)\.?(?=\s|$)", " ", plain)
    plain = re.sub(r"(\d)-(?=century)|(?<=[a-z])-(?=[a-z\d])", r"\1 ", plain)
    words = [word for word in re.split(r"[\s,.]+", plain) if word]
    relation = ""
    while words and (words[0] in _FILLERS or words[0] in _HEDGES):
        if words[0] in _HEDGES:
            relation = words[0]
        words = words[1:]
    if not words:
        return []
    return [replace(each, relation=relation) for each in _in_words(words, short, small)]


def read_range(text: str) -> tuple[When, When] | None:
    """The two ends of "1914-1918", "from 1914 to 1918", "between May and June 2020"; None when it is no range."""
    plain = re.sub(r"^\s*(from|between|the)\s+", "", bare(text).strip(" ."))
    if _numeric(plain):
        return None
    parts = re.split(
        r"\s+(?:to|until|till|through|and)\s+|\s+-\s+|(?<=\d)-(?=\d{4})|(?<=\d{4})-(?=\d)|(?<=[a-z\d])-(?=[a-z])", plain
    )
    if len(parts) != 2:
        return None
    first, last = read_date(parts[0]), read_date(parts[1])
    if not first and last and re.fullmatch(r"\d{1,2}", parts[0].strip()):
        first = [When(day=int(parts[0]))]  # 3 to 5 May 2020
    if first and not last and first[0].year and re.fullmatch(r"\d\d", parts[1].strip()):
        last = [When(year=first[0].year // 100 * 100 + int(parts[1]))]  # 1914-18
    if not first or not last:
        return None
    start, end = first[0], last[0]
    if start.year is None:
        start = replace(start, year=end.year)
    if start.month is None and start.day is not None:
        start = replace(start, month=end.month)
    return start, end


def compare(answer: When, typed: When, stem_years: frozenset[int] = frozenset()) -> tuple[str, str]:
    """("right" | "partly" | "wrong", why). A year that stands in the question need not be typed again."""
    if typed.year is None and answer.year in stem_years:
        typed = replace(typed, year=answer.year)
    if answer.year is None and typed.year is not None and stem_years:
        if typed.year not in stem_years:
            return "wrong", ""
        typed = replace(typed, year=None)
    if typed.relation != answer.relation and not (answer.relation in ("by", "since") and not typed.relation):
        return "wrong", ""
    if (typed.weekday is not None and typed.weekday != _weekday(answer)) and _weekday(answer) is not None:
        return "wrong", "the day of the week is another"
    if typed.span != answer.span:
        wide, narrow = (typed, answer) if typed.span > answer.span else (answer, typed)
        if wide.year is not None and narrow.year is not None and wide.year <= narrow.year < wide.year + wide.span:
            return (
                "partly",
                "right, but too wide" if wide is typed else "more exact than the answer, which cannot be checked",
            )
        return "wrong", ""
    fields = [
        (answer.year, typed.year),
        (answer.month, typed.month),
        (answer.day, typed.day),
        (answer.part, typed.part),
    ]
    if all(mine == theirs for mine, theirs in fields):
        return "right", ""
    if any(mine and theirs and mine != theirs for mine, theirs in fields):
        return "wrong", ""
    coarse = any(mine and not theirs for mine, theirs in fields)
    return (
        "partly",
        "right, but not the whole date" if coarse else "more exact than the answer, which cannot be checked",
    )


def _weekday(when: When) -> int | None:
    if when.weekday is not None:
        return when.weekday
    if when.year and when.month and when.day and when.year > 1752:
        from datetime import date

        return date(when.year, when.month, when.day).weekday()
    return None


def _numeric(text: str) -> list[When]:
    text = text.strip()
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?", text):
        return _valid(When(int(match[1]), int(match[2]), int(match[3]) if match[3] else None))
    if match := re.fullmatch(r"(\d{1,2})[-/.](\d{4})", text):
        return _valid(When(int(match[2]), int(match[1])))
    if match := re.fullmatch(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d\d)", text):
        years = [int(match[4])] if len(match[4]) == 4 else [1900 + int(match[4]), 2000 + int(match[4])]
        orders = [(int(match[3]), int(match[1]))]
        if match[2] != ".":  # with dots the day comes first
            orders.append((int(match[1]), int(match[3])))
        return list(dict.fromkeys(w for year in years for m, d in orders for w in _valid(When(year, m, d))))
    return []


def _valid(when: When) -> list[When]:
    lengths = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    if when.month is not None and not 1 <= when.month <= 12:
        return []
    if when.day is not None and when.month is not None and not 1 <= when.day <= lengths[when.month - 1]:
        return []
    return [when]


def _in_words(words: list[str], short: bool, small: bool) -> list[When]:
    era = -1 if "bc" in words else 1
    words = [word for word in words if word != "bc"]
    weekday = next((WEEKDAYS[word] for word in words if word in WEEKDAYS), None)
    words = [word for word in words if word not in WEEKDAYS]
    part = ""
    if len(words) > 1 and words[1] == "quarter":
        numbers = with_digits(words[:1])
        quarter = re.sub(r"\D", "", numbers[0])
        part, words = (f"q{quarter}", words[2:]) if quarter in "1234" and quarter else ("", words)
    elif words and words[0] in _PARTS:
        part, words = _PARTS[words[0]], words[1:]
    elif len(words) > 1 and words[-1] in _PARTS:
        part, words = _PARTS[words[-1]], words[:-1]
    words = [word for word in words if word not in ("of", "the", "in")]
    found = _core(with_digits(words), era, short, small)
    return [replace(each, part=part, weekday=weekday) for each in found]


def _core(words: list[str], era: int, short: bool, small: bool) -> list[When]:
    if len(words) == 2 and words[1] == "century" and (match := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", words[0])):
        number = int(match[1])
        return [When(100 * (number - 1) if era > 0 else -100 * number, span=100)]
    if len(words) == 1 and (match := re.fullmatch(r"'?(\d{2}|\d{3}0)'?s", words[0])):
        digits = int(match[1])
        if digits > 99 and digits % 100 == 0:  # "the 1800s" is a century to some and a decade to others
            return [When(digits, span=100), When(digits, span=10)]
        starts = [digits] if digits > 99 else [1900 + digits] if digits >= 20 else []
        return [When(start, span=10) for start in starts]
    if words and words[-1] in _DECADES and len(words) <= 2:
        century = 19 if len(words) == 1 else int(words[0]) if words[0].isdigit() else 0
        return [When(100 * century + 10 * _DECADES[words[-1]], span=10)] if century else []
    if short and len(words) == 1 and (match := re.fullmatch(r"'?(\d\d)", words[0])):
        return [When(1900 + int(match[1])), When(2000 + int(match[1]))]
    months = [n for n, word in enumerate(words) if word in MONTHS]
    if len(months) > 1 or len(words) > 3:
        return []
    rest = [re.sub(r"(?<=\d)(st|nd|rd|th)$", "", word) for n, word in enumerate(words) if n not in months]
    if not all(word.isdigit() and len(word) <= 4 for word in rest):
        return []
    numbers = [int(word) for word in rest]
    # with an era the last number is the year, however short: "15 March 44 BC"
    is_year = [len(word) >= 3 or (small and n == len(rest) - 1) for n, word in enumerate(rest)]
    years = [number for number, year in zip(numbers, is_year, strict=True) if year]
    days = [number for number, year in zip(numbers, is_year, strict=True) if not year and 1 <= number <= 31]
    if len(years) > 1 or len(days) > 1 or len(years) + len(days) != len(rest) or (days and not months):
        return []
    if not years and not months:
        return []
    month = MONTHS[words[months[0]]] if months else None
    return _valid(When(era * years[0] if years else None, month, days[0] if days else None))

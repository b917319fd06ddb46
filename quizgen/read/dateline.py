"""What an article states of itself in the lines below its title: who wrote it, and when."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = "|".join([*MONTHS, *(month[:3] for month in MONTHS), "sept"])
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({_MONTH})\.?,?\s+(\d{{4}})\b", re.I)
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.I)
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?:\b|(?=T))")
_DATELINE = re.compile(
    r"^(?:(?:first )?published|posted|date)?(?: on)?\s*[:,]?\s*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?",
    re.I,
)

_NAME = r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)+"
_BYLINE = re.compile(rf"(?i:by):? ({_NAME}(?:(?:,|,? and|,? &) {_NAME})*)")
_FIRST_LINES = 6


class Credits(NamedTuple):
    """Byline and date, and which lines say nothing else."""

    byline: str
    published: date | None
    lines: frozenset[int]


def credit_lines(lines: Sequence[str], byline: str) -> Credits:
    """What the first lines below a title say; `byline` is what is known already."""
    published, found = None, set()
    for number, line in enumerate(lines[:_FIRST_LINES]):
        if not byline and (match := _BYLINE.fullmatch(line)):
            byline = match.group(1)
        rest = re.sub(rf"(?i)^(?:by:?\s+)?{re.escape(byline)}\W*", "", line) if byline else line
        day = dateline([rest])
        if day is not None or not rest:
            published = published or day
            found.add(number)
    return Credits(byline, published, frozenset(found))


def written_date(text: str) -> date | None:
    """The first full date of a text, "19 October 2021", "October 19, 2021" or ISO; None when there is none."""
    found = []
    for pattern, order in ((_ISO, (1, 2, 3)), (_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2))):
        if match := pattern.search(text):
            year, month, day = (match.group(i) for i in order)
            number = int(month) if month.isdigit() else [m[:3] for m in MONTHS].index(month[:3].lower()) + 1
            try:
                found.append((match.start(), date(int(year), number, int(day))))
            except ValueError:
                continue
    return min(found)[1] if found else None


def dateline(lines: Iterable[str]) -> date | None:
    """The date of a line near the top that is nothing but a date, with or without "Published"."""
    for line in islice(lines, _FIRST_LINES):
        rest = _DATELINE.sub("", line)
        for pattern in (_ISO, _DAY_FIRST, _MONTH_FIRST):
            if (
                (match := pattern.match(rest))
                and len(rest) - match.end() <= 20
                and re.fullmatch(r"[\s,.\d:|UTCGMESP]*", rest[match.end() :])
            ):
                return written_date(rest)
    return None

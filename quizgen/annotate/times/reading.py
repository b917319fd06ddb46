"""What a rule's resolver gets: the words it matched, what stands beside them, and the dates to count from."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from quizgen.annotate.times import vocabulary as v
from quizgen.annotate.times.arithmetic import Amount
from quizgen.annotate.times.tense import is_habit, lies_ahead
from quizgen.annotate.times.tokens import Token

VALUES: dict[str, dict[str, int]] = {
    "month": v.MONTHS | v.MONTH_ABBREVIATIONS,
    "weekday": v.WEEKDAYS | v.WEEKDAY_ABBREVIATIONS | v.WEEKDAY_PLURALS,
    "ordinal": v.ORDINAL_ONES | v.ORDINAL_TEENS | v.ORDINAL_TENS,
}
CODES: dict[str, dict[str, str]] = {
    "season": v.SEASONS, "daypart": v.DAY_PARTS | v.DAY_PART_PLURALS, "noon": v.NOONS, "frequency": v.FREQUENCIES,
    "unit": v.UNITS | v.UNIT_PLURALS,
}  # fmt: skip
NUMBERS = v.ONES | v.TEENS | v.TENS


class Value(NamedTuple):
    """What a resolver makes of a match."""

    type: str
    value: str
    vague: bool = False


@dataclass
class Memory:
    """What the text has dated so far, for expressions that count from an earlier one."""

    value: str = ""  # the latest calendar value
    value_at: int = -1000  # its first word
    end_at: int = -1000  # the word behind it
    relative_at: int = -1000  # the latest weekday, "today" or the like
    names: set[str] = field(default_factory=set)  # months that are somebody's name in this text
    coming: dict[int, date] = field(default_factory=dict)  # weekdays that were said to lie ahead

    def year(self, start: int, reach: int) -> int | None:
        """The year of the latest date, if that lies within reach of a word and names one."""
        known = re.match(r"\d{4}(?![^-T])", self.value)
        return int(known[0]) if known and start - self.value_at <= reach else None

    explicit: bool = False  # it named its year itself
    counted: bool = False  # it was itself counted from one before it
    day_first: bool | None = None  # 31/03/1889 elsewhere in the text: the day stands before the month
    quarter: str = ""
    quarter_at: int = -1000
    months_at: int = -1000  # the latest "nine months" of a business report


@dataclass
class Reading:
    """One match of one rule."""

    tokens: list[Token]
    start: int  # of the match, in tokens
    end: int
    match: re.Match[str]
    today: date
    memory: Memory
    undated: bool = False  # the publication date is unknown; `today` is a stand-in
    relative: bool = False  # set when the publication date was asked for
    recalled: bool = False  # set when an earlier date was asked for
    words: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.words = [token.word for token in self.tokens[self.start : self.end]]

    @property
    def published(self) -> date:
        """The publication date; asking for it makes the value a relative one."""
        self.relative = True
        return self.today

    def text_at(self, i: int) -> str:
        """One word of the match, as a sign of its capitals: upper case if all of it is."""
        token = self.tokens[self.start + i]
        return token.word.upper() if token.upper else token.word

    def has(self, *words: str) -> bool:
        """Whether one of the words is in the match."""
        return any(word in self.words for word in words)

    def number_of(self, kind: str) -> int | None:
        """The first month, weekday or ordinal in the match as a number."""
        values = VALUES[kind]
        return next((values[word] for word in self.words if word in values), None)

    def code_of(self, kind: str) -> str:
        """The last season, part of the day, frequency or unit in the match as its TIMEX3 code (units: singular)."""
        values = CODES[kind]
        return next((values[word] for word in reversed(self.words) if word in values), "")

    def group(self, name: str) -> list[str]:
        """The words of a named group of the rule, [] if it did not take part."""
        if name not in self.match.re.groupindex or self.match.start(name) < 0:
            return []
        shift = self.start - self.match.start()
        return [token.word for token in self.tokens[self.match.start(name) + shift : self.match.end(name) + shift]]

    def amount(self, name: str = "n") -> Amount:
        """A number group as a number; None where it says "some", "several", "a few"."""
        return amount(self.group(name))

    def ordinal(self, name: str = "nth") -> int:
        """An ordinal group as a number: third -> 3, 23rd -> 23, twenty-first -> 21."""
        words = self.group(name)
        total = 0
        for word in words:
            total += int(word[:-2]) if word[0].isdigit() else VALUES["ordinal"].get(word, v.TENS.get(word, 0))
        return total

    def day_number(self) -> int | None:
        """The day of the month in group "day": 23, 23rd, twenty-third."""
        words = self.group("day")
        if words and words[0].isdigit():
            return int(words[0])
        return (self.ordinal("day") or None) if words else None

    def year(self) -> int | None:
        """The year the match names, in figures or in words."""
        written = next((word for word in self.words if word.isdigit() and len(word) == 4), None)
        if written:
            return int(written)
        return said_year(self.group("said"))

    def ahead(self) -> bool | None:
        """Whether the clause speaks of what is still to come; None: nothing tells."""
        return lies_ahead(self.tokens, self.start, self.end)

    def is_habit(self) -> bool:
        """Whether the clause speaks of what happens again and again."""
        return is_habit(self.tokens, self.start, self.end)

    def ends_in_title(self) -> bool:
        """Whether the last word has a capital, as in a name ("60 Minutes"), and not for a headline in capitals."""
        last = self.tokens[self.end - 1]
        return last.capital and not last.upper

    def inside_title(self) -> bool:
        """Whether a capital inside a run of capitals shows that the match is part of a name: "Yucatan Today"."""
        first = self.tokens[self.start]
        previous = self.tokens[self.start - 1] if self.start else None
        return (
            first.capital and not first.upper and previous is not None and previous.capital and previous.word.isalpha()
        )

    def same_paragraph(self) -> bool:
        """Whether no paragraph ends between the latest date and the match."""
        return all(token.word[0] != "\n" for token in self.tokens[max(0, self.memory.value_at) : self.start])

    def before(self, back: int = 1) -> str:
        """The word so far before the match, "" at the start of the text."""
        return self.tokens[self.start - back].word if self.start >= back else ""

    def after(self, on: int = 0) -> str:
        """The word so far behind the match, "" at the end of the text."""
        return self.tokens[self.end + on].word if self.end + on < len(self.tokens) else ""


def amount(words: list[str]) -> Amount:
    """A number's words as a number; "a couple" is 2, "an" 1, "several" None."""
    if not words or words[0] in ("few", "several", "many", "some", "number"):
        return None
    if words[:2] in (["a", "few"], ["a", "number"]):
        return None
    if "to" in words or "or" in words:  # two to three: the lower
        words = words[: words.index("to" if "to" in words else "or")]
    if "couple" in words:
        return 2
    if "half" in words:
        return 0.5
    if words[0][0].isdigit():
        fraction = int(words[-3]) / int(words[-1]) if "/" in words else 0
        return float(words[0].replace(",", "")) + fraction
    total = 0.0
    for word in words:
        if word in v.SCALES:
            total = max(total, 1) * v.SCALES[word]
        elif word in ("a", "an", "the"):
            total += 1
        else:
            total += NUMBERS.get(word, 0)
    return total


def said_year(words: list[str]) -> int | None:
    """nineteen ninety-four -> 1994, two thousand and one -> 2001."""
    words = [word for word in words if word not in ("-", "and", "oh")]
    if not words:
        return None
    if words[:2] == ["two", "thousand"]:
        return 2000 + sum(NUMBERS.get(word, 0) for word in words[2:])
    rest = 0 if words[1:] == ["hundred"] else sum(NUMBERS.get(word, 0) for word in words[1:])
    return NUMBERS[words[0]] * 100 + rest

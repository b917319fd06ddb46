"""The data of a printed handout, which templates/handout/*.typ draw and render/docx.py writes."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, Literal, TypedDict

from quizgen.models import Form, Model

Layout = Literal["quiz", "sheet", "key", "numbers", "cards", "study"]
LAYOUTS: tuple[Layout, ...] = ("quiz", "sheet", "key", "numbers", "cards", "study")
Paper = Literal["a4", "letter"]
Edge = Literal["long", "short"]


class Option(Model):
    """A lettered option of a choice or matching question."""

    letter: str
    text: str


class Row(Model):
    """A line of a matching or ordering question; `key` is what belongs on its line or in its box."""

    text: str
    key: str
    right: str  # what it is matched with; the date of an ordered event


class Quote(Model):
    """An evidence sentence, cut at the answer that is found in it."""

    before: str
    answer: str = ""
    after: str = ""


class Item(Model):
    """A question as it stands on paper. `key` is what a marker looks for: "C", "T", "B A C", or the answer itself."""

    number: int
    id: str
    form: Form
    placing: str = ""  # stands above it on a card, and on a handout of several articles: the title of its own
    article: str = ""  # the title of its article
    stem: str  # of a cloze up to the blank
    rest: str = ""  # of a cloze after the blank
    options: tuple[Option, ...] = ()
    rows: tuple[Row, ...] = ()
    room: int = 0  # how many characters the line for the answer must hold
    points: int = 1
    key: str
    answer: str
    also_accept: tuple[str, ...] = ()
    note: str = ""
    evidence: tuple[Quote, ...] = ()


class Section(Model):
    """All questions of one form, with their instruction and what they are worth."""

    form: Form
    title: str
    instruction: str
    worth: str
    items: tuple[Item, ...]


class Test(Model):
    """One version of the quiz; `version` is "" when there is only one."""

    version: str
    points: int
    sections: tuple[Section, ...]


class Numbers(Model):
    """Under which number a question stands in each version."""

    id: str
    numbers: tuple[int, ...]


class Entry(Model):
    """A line of the fact sheet; on the timeline `gap`, 0 to 1, grows with the time since the entry before."""

    label: str
    text: str
    when: str = ""
    gap: float = 0


class Study(Model):
    """The facts of a deck, sorted for reading."""

    people: tuple[Entry, ...]
    timeline: tuple[Entry, ...]
    places: tuple[Entry, ...]
    numbers: tuple[Entry, ...]
    terms: tuple[Entry, ...]
    voices: tuple[Entry, ...]


class Handout(Model):
    """What the templates get, as JSON in `sys.inputs.handout`."""

    title: str
    placing: str  # stands below the title, for questions that need to be placed: the month, or the article's title
    mixed: bool  # of several articles: each question names its own
    sources: tuple[str, ...]  # of each article: byline, title, where it stood, day
    licence: str
    language: str
    rtl: bool
    paper: Paper
    columns: int
    large: bool
    font_size: float
    flip: Edge
    layouts: tuple[Layout, ...]
    tests: tuple[Test, ...]
    numbers: tuple[Numbers, ...]
    study: Study
    words: dict[str, Any]


class Options(TypedDict, total=False):
    """The keywords of `lay_out`, for functions that pass them on."""

    layout: Sequence[Layout]
    versions: int
    paper: Paper
    columns: int
    large: bool
    font_size: float | None
    flip: Edge
    language: str
    licence: str


def clean(text: str) -> str:
    """A text without control characters, surrogates and soft hyphens; line breaks are spaces, long words can break."""
    if not text.isprintable():
        text = re.sub(r"[\t\n\v\f\r\x85\u2028\u2029]+", " ", text)
        text = "".join(char for char in text if unicodedata.category(char) not in ("Cc", "Cs") and char != "\xad")
    return re.sub(r"\w{30}(?=\w{10})", "\\g<0>\u200b", text) if len(text) >= 40 else text


def letter(number: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    return (letter(number // 26 - 1) if number > 25 else "") + chr(65 + number % 26)

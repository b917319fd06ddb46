"""The data of a printed handout, which templates/handout/*.typ draw and render/docx.py writes."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypedDict

from quizgen.models import Form, Model

Layout = Literal["reading", "quiz", "sheet", "key", "numbers", "cards", "study"]
LAYOUTS: tuple[Layout, ...] = ("reading", "quiz", "sheet", "key", "numbers", "cards", "study")
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


class Place(Model):
    """Where in the printed article an answer stands: paragraph from 1, word from 0 over all words of the handout."""

    paragraph: int
    word: int


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
    points: int = 1
    key: str
    answer: str
    also_accept: tuple[str, ...] = ()
    note: str = ""
    evidence: tuple[Quote, ...] = ()
    places: tuple[Place, ...] = ()  # on a handout with the layout `reading`


class Section(Model):
    """All questions of one form, with their instruction and what they are worth.

    `room` is how many characters the line for an answer must hold: the same for all, so that no
    line tells how long its answer is.
    """

    form: Form
    title: str
    instruction: str
    worth: str
    room: int
    items: tuple[Item, ...]


class Test(Model):
    """One version of the quiz; `version` is "" when there is only one, `code` that of its questions, order and key."""

    version: str
    code: str
    points: int
    sections: tuple[Section, ...]


class ReadParagraph(Model):
    """A paragraph to be read: its words, of which the first is number `first`; a heading has the number 0."""

    number: int
    first: int
    words: tuple[str, ...]


class ReadArticle(Model):
    """An article to be read; `credit` are the lines below it: byline, where it stood, day, licence."""

    title: str
    paragraphs: tuple[ReadParagraph, ...]
    credit: tuple[str, ...]


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
    ids: bool
    articles: tuple[ReadArticle, ...]  # for the layout `reading`
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
    ids: bool
    points: Mapping[Form, int]


def clean(text: str) -> str:
    """A text as it is printed: no control characters, surrogates and soft hyphens, line breaks as spaces, curly quotes.

    Long words can break.
    """
    if not text.isprintable():
        text = re.sub(r"[\t\n\v\f\r\x85\u2028\u2029]+", " ", text)
        text = "".join(char for char in text if unicodedata.category(char) not in ("Cc", "Cs") and char != "\xad")
    text = curly(text)
    return re.sub(r"\w{16}(?=\w{8})", "\\g<0>\u200b", text) if len(text) >= 24 else text


def curly(text: str) -> str:
    """The text with typographic quote marks, apostrophes and inch marks for straight ones, each one character."""
    if "'" in text:
        text = re.sub(r"(?<=\d)'(?=\d|$|[\s,.;)])(?=[^']*\")", "′", text)  # 5'11"
        text = re.sub(rf"(?:^|(?<={OPENERS}))'(?=[^\W\d])(?!(?:tis|twas|em|til|cause|n)\b)", "‘", text)
        text = text.replace("'", "’")
    if '"' in text:
        parts = re.split(rf'((?:^|(?<={OPENERS}))"(?=\S))', text)
        opened, out = False, []
        for part in parts:
            if part == '"':
                out.append("“")
                opened = True
                continue
            for char in part:
                if char == '"':
                    inch = not opened and out and out[-1][-1:].isdigit()
                    out.append("″" if inch else "”")
                    opened = False
                else:
                    out.append(char)
        text = "".join(out)
    return text


OPENERS = r"[\s(\[{“‘—–/-]"


def letter(number: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    return (letter(number // 26 - 1) if number > 25 else "") + chr(65 + number % 26)

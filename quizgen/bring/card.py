"""A card from elsewhere, and its fields made plain text."""

import html
import re
import unicodedata
from collections.abc import Sequence
from html.parser import HTMLParser

from quizgen.errors import QuizgenError
from quizgen.models import BLANK, Form, Model, Pair

MOST_CARDS = 20_000
LONGEST_FIELD = 5_000  # characters; longer ones are no card


class CardError(QuizgenError):
    """A file of cards cannot be read; the message names file and line."""


class Card(Model):
    """A question and its answer as somebody wrote them, in plain text; `form` and its fields as in Question.

    `line` is where it begins in its file, counted from 1; of a package, the number of its note.
    """

    question: str
    answer: str = ""
    form: Form = "short"
    also_accept: tuple[str, ...] = ()
    distractors: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()
    line: int = 0


class _Words(HTMLParser):
    """Collects the words of a field; what a browser would not show is left out."""

    HIDDEN = ("script", "style", "template", "noscript")
    BREAKS = ("br", "p", "div", "li", "tr", "td", "hr", "h1", "h2", "h3", "ul", "ol")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in self.HIDDEN
        if tag in self.BREAKS:
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in self.HIDDEN and self.hidden > 0
        if tag in self.BREAKS:
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)


TAG = re.compile(r"</?[A-Za-z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z]\w*);")
MEDIA = re.compile(r"\[sound:[^\]]*\]|\[/?latex\]|\[/?\$\$?\]")
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def plain(text: str) -> str:
    """A field as one line of plain text: no markup, no media, no unseen characters, composed (NFC).

    Markup is dropped, never run; entities are resolved. Text that has none stays as it is, an inequality included.
    """
    text = MEDIA.sub(" ", text[: 4 * LONGEST_FIELD])
    if TAG.search(text):
        parser = _Words()
        parser.feed(text)
        parser.close()
        text = "".join(parser.words)
    else:
        text = html.unescape(text)
    return unicodedata.normalize("NFC", UNSEEN.sub("", " ".join(text.split())))


BLANKS = re.compile(r"_{2,}|\[\.{3}\]|\[…\]")
LETTER = re.compile(r"\(?([A-Ha-h])[.)]?")


def make_card(
    question: str, answer: str, options: Sequence[str] = (), line: int = 0, also_accept: Sequence[str] = ()
) -> Card:
    """The card of raw fields, its form told by them.

    `options` may hold the answer, which may be a letter that names one of them.
    """
    asked, key = plain(question), plain(answer)
    choices = [plain(option) for option in options if plain(option)]
    if choices and (letter := LETTER.fullmatch(key)) and key not in choices:
        number = ord(letter[1].lower()) - ord("a")
        key = choices[number] if number < len(choices) else key
    wrong = tuple(dict.fromkeys(option for option in choices if option != key))
    form: Form = "short"
    if set(map(str.lower, wrong)) <= {"true", "false"} and key.lower() in ("true", "false", "t", "f"):
        form, key, wrong = "true-false", "True" if key.lower().startswith("t") else "False", ()
        asked = TRUE_OR_FALSE.sub("", asked)
    elif wrong:
        form = "choice"
    elif BLANKS.search(asked):
        form, asked = "cloze", BLANKS.sub(BLANK, asked)
    return Card(
        question=asked,
        answer=key,
        form=form,
        also_accept=tuple(filter(None, map(plain, also_accept))),
        distractors=wrong,
        line=line,
    )


TRUE_OR_FALSE = re.compile(r"(?i)^true or false\s*[:?.–-]*\s*")

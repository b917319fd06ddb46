"""The formats by name: what each can hold, and what writes it."""

from collections.abc import Callable
from typing import NamedTuple

from quizgen.errors import RenderError
from quizgen.models import BLANK, Deck
from quizgen.render.lms import games, gift, lines, moodle, qti
from quizgen.render.lms.entries import Entry, Sheet, sheet_of
from quizgen.render.web import page


class Format(NamedTuple):
    """A format. `fit` gives an entry as the format holds it, or the reason why it cannot; `most` entries fit in a file."""

    ending: str
    says: str
    write: Callable[[Sheet], bytes]
    fit: Callable[[Entry], Entry | str]
    passages: bool = False  # whether articles go along
    most: int | None = None


class LeftOut(NamedTuple):
    """A question that a format cannot hold, by its id, and why."""

    id: str
    why: str


class Written(NamedTuple):
    """A file, how many questions are in it, what is not, and how many want an article that does not go along."""

    content: bytes
    held: int
    left_out: tuple[LeftOut, ...]
    needy: int


def _all(entry: Entry) -> Entry | str:
    return entry


FORMATS = {
    "html": Format("html", "a page for any browser, on its own and offline", page.write, _all, passages=True),
    "moodle": Format("xml", "Moodle XML, every form; importing it again doubles", moodle.write, _all, passages=True),
    "gift": Format("gift", "GIFT, Moodle's text format", gift.write, gift.fit, passages=True),
    "qti12": Format("zip", "QTI 1.2 package for Canvas", qti.write, qti.fit, passages=True),
    "aiken": Format("txt", "Aiken, choices only", lines.aiken, lines.fit_aiken),
    "blackboard": Format("txt", "Blackboard's text upload", lines.blackboard, _all, most=lines.MOST_BLACKBOARD),
    "brightspace": Format("csv", "Brightspace (D2L) question table", lines.brightspace, _all),
    "kahoot": Format(
        "xlsx", "Kahoot spreadsheet, choices up to 120 characters", games.kahoot, games.fit_kahoot, most=100
    ),
    "blooket": Format("csv", "Blooket spreadsheet, choices", games.blooket, games.as_choice),
    "gimkit": Format("csv", "Gimkit spreadsheet, choices", games.gimkit, games.as_choice),
    "wayground": Format("xlsx", "Wayground (Quizizz) spreadsheet, choices", games.wayground, games.as_choice),
    "quizlet": Format("txt", "cards to paste into Quizlet", lines.quizlet, _all),
    "anki-text": Format("txt", "cards as text for Anki's import", lines.anki_text, _all),
}


def render(deck: Deck, name: str, *, passage: bool = True) -> Written:
    """The questions of a deck in a format of FORMATS; with `passage` the articles that they need, where it holds them.

    Raises RenderError when the format can hold none of them.
    """
    chosen = FORMATS[name]
    sheet = sheet_of(deck, passage and chosen.passages)
    held: list[Entry] = []
    left: list[LeftOut] = []
    for entry in sheet.entries:
        fitting = chosen.fit(_checked(entry))
        if isinstance(fitting, Entry) and chosen.most is not None and len(held) == chosen.most:
            fitting = f"{name} takes {chosen.most} in a file"
        if isinstance(fitting, str):
            left.append(LeftOut(entry.id, fitting))
        else:
            held.append(fitting)
    if not held:
        why = f": {left[0].why} ({left[0].id})" if left else ""
        raise RenderError(f"{name} can hold no question of this deck{why}; see `quizgen export --help` for others")
    needy = 0 if sheet.passages else sum(entry.context == "article" for entry in held)
    return Written(chosen.write(sheet._replace(entries=tuple(held))), len(held), tuple(left), needy)


def _checked(entry: Entry) -> Entry:
    """The entry; RenderError for one that lacks what its form needs."""
    lacks = ""
    if not entry.stem:
        lacks = "a stem"
    elif entry.form in ("matching", "ordering"):
        lacks = "" if all(left and right for left, right in entry.pairs) and len(entry.pairs) > 1 else "two full pairs"
    elif entry.form == "true-false":
        lacks = "" if entry.answer in ("True", "False") else "the answer True or False"
    elif not entry.answer:
        lacks = "an answer"
    if entry.form == "cloze" and entry.stem.count(BLANK) != 1:
        lacks = f"one {BLANK} in its stem, where the answer goes"
    if lacks:
        raise RenderError(f"question {entry.id}: a {entry.form} question needs {lacks}; change it in the deck file")
    return entry

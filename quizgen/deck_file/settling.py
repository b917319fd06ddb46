"""A deck of a file in which somebody typed questions: what was filled in is written back."""

import tomllib
from contextlib import suppress
from pathlib import Path

from quizgen.deck_file.files import write_text
from quizgen.deck_file.reading import MARK, load
from quizgen.deck_file.writing import dumps
from quizgen.errors import DeckError
from quizgen.models import Deck


def load_settled(path: Path) -> Deck:
    """The deck of a file, as `load`; a question without an id gets it in the file, and keeps it whatever becomes of it."""
    deck = load(path)
    text = path.read_text("utf-8")
    if any("id" not in question for question in tomllib.loads(text.removeprefix(MARK)).get("questions", ())):
        with suppress(DeckError):  # of a file that cannot be written: the same words give the same id next time
            write_text(path.resolve(), dumps(deck, text))  # a link stays a link
    return deck

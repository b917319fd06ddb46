"""Deck <-> TOML. A person's comments stay, since an existing file is edited, not replaced; docs/deck.md describes it."""

from quizgen.deck_file.blocks import Draft, Entry, arranged, taken_apart, written
from quizgen.deck_file.files import write_bytes, write_text
from quizgen.deck_file.first_edition import of_first_edition
from quizgen.deck_file.keeping import kept
from quizgen.deck_file.locking import locked
from quizgen.deck_file.reading import load, loads
from quizgen.deck_file.settling import load_settled
from quizgen.deck_file.updating import stamped, stamped_question, updated
from quizgen.deck_file.writing import dumps, question_text

__all__ = [
    "Draft",
    "Entry",
    "arranged",
    "dumps",
    "kept",
    "load",
    "load_settled",
    "loads",
    "locked",
    "of_first_edition",
    "question_text",
    "stamped",
    "stamped_question",
    "taken_apart",
    "updated",
    "write_bytes",
    "write_text",
    "written",
]

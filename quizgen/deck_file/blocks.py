"""A deck's file taken apart into the blocks of its questions, so that one is written without a look at the others.

A block is the text from `[[questions]]` (and the comment right above it) to the next one. The others keep their bytes.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from quizgen.deck_file.first_edition import of_first_edition
from quizgen.deck_file.reading import MARK, loads
from quizgen.deck_file.writing import dumps, head_text, question_text
from quizgen.models import Deck, Question

BLOCK = re.compile(r"(?m)^((?:[ \t]*#.*\n)*[ \t]*\[\[)")
LABEL = re.compile(r"\s*([\w.]+)\s*\]\]")


class Entry(NamedTuple):
    """A question with the text of its block."""

    question: Question
    text: str


class Draft(NamedTuple):
    """A deck and its file's text: what stands before the questions, each of them, and what stands behind."""

    frame: Deck  # without its questions
    head: str
    entries: tuple[Entry, ...]
    tail: tuple[str, ...]

    @property
    def deck(self) -> Deck:
        questions = tuple(entry.question for entry in self.entries)
        return self.frame.model_copy(update={"questions": questions})

    @property
    def text(self) -> str:
        return "\n".join((self.head, *(entry.text for entry in self.entries), *self.tail))


def taken_apart(text: str, name: str = "deck") -> Draft:
    """The draft of a deck's text. A file that is written in an odd way becomes one of ours, comments kept where they can be.

    Raises DeckError as `loads` does.
    """
    deck = loads(text, name)
    frame = deck.model_copy(update={"questions": ()})
    for whole in _wordings(deck, text):
        head, *rest = BLOCK.split(whole)
        own: list[str] = []
        other: list[str] = []
        for start, end in zip(rest[::2], rest[1::2], strict=True):
            label = LABEL.match(end)
            to = own if label and label[1].startswith("questions") else other
            if label and "." in label[1] and to:  # [[questions.pairs]] belongs to the question above it
                to[-1] += f"\n{start}{end}".rstrip() + "\n"
            else:
                to.append(f"{start}{end}".rstrip() + "\n")
        if len(own) == len(deck.questions) and all(q.id in block for q, block in zip(deck.questions, own, strict=True)):
            entries = tuple(Entry(q, block) for q, block in zip(deck.questions, own, strict=True))
            return Draft(frame, head.rstrip() + "\n", entries, tuple(other))
    raise AssertionError("a deck that we wrote ourselves has a block for each question")


def _wordings(deck: Deck, text: str) -> Iterator[str]:
    """The text as it stands, then as we write it over it, then as we write it."""
    if not of_first_edition(text):
        yield text.removeprefix(MARK)
    yield dumps(deck, text)
    yield dumps(deck)


def written(entry: Entry, question: Question) -> Entry:
    """The entry with another question in its place; what was typed and still holds stays as it was typed."""
    return entry if question == entry.question else Entry(question, question_text(question, entry.text))


def arranged(draft: Draft, by_hand: bool) -> Draft:
    """The draft, its order marked as a person's, or not."""
    frame = draft.frame.model_copy(update={"arranged": by_hand})
    return draft._replace(frame=frame, head=head_text(frame, draft.head))

"""The deck under review. Every decision is in its file before it is answered; another program's edits are taken in first."""

import hashlib
import os
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import NamedTuple

from quizgen import deck_file
from quizgen.deck_file import Draft, Entry, arranged, taken_apart, written
from quizgen.errors import DeckError, QuizgenError
from quizgen.models import Deck, KeptArticle, Question
from quizgen.review import decisions
from quizgen.review.decisions import Add, Decision, Edit, Judge, Move, Take, Worth
from quizgen.review.text import sentence_around


class RefusedError(QuizgenError):
    """A decision that is not written; the message says why, for the page."""


class Step(NamedTuple):
    """What one decision changed: an entry and its place before and after, None where it was not or is no more."""

    id: str
    before: Entry | None
    was: int
    after: Entry
    now: int
    heads: tuple[str, str]  # what stood before the questions, before and after
    arranged: bool  # before it


Signature = tuple[int, int, int]


class Desk:
    """A deck on a person's desk: its draft, what the file was when it was last read, and what can be undone.

    Each method may be called from any thread. `clock` tells the time of an edit.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self.path = path.resolve()  # a link stays a link
        self.clock = clock
        self.lock = RLock()
        self.version = 0
        self.steps: list[Step] = []
        self.signature, self.draft = self._read()

    @property
    def deck(self) -> Deck:
        return self.draft.deck

    def refresh(self) -> None:
        """Take in what another program made of the file. Raises RefusedError when that is no deck any more."""
        with self.lock:
            try:
                if self._signed() == self.signature:
                    return
                signature, draft = self._read()
            except DeckError as error:
                raise RefusedError(
                    f"Another program changed the file, and nothing is written until it is mended: {error}"
                ) from None
            self.signature = signature
            if draft.text != self.draft.text:
                self.draft = draft
                self.version += 1

    def decide(self, decision: Decision, candidates: Mapping[str, Question]) -> str:
        """Write a decision; the id of its question. `candidates` are those of the drawer, by id.

        Raises RefusedError, and leaves the file alone, for what cannot be: a question that changed since she saw it, or
        that no print could hold.
        """
        with self.lock:
            self.refresh()
            before, place = self._entry(decision)
            draft, after, now = self._decided(decision, before, place, candidates)
            if (after, now) == (before, place):
                return after.question.id
            heads = (self.draft.head, draft.head)
            step = Step(after.question.id, before, place, after, now, heads, self.draft.frame.arranged)
            self._write(_placed(draft, step.id, after, now))
            self.steps.append(step)
            return step.id

    def undo(self) -> str:
        """Take the last decision back; the id of its question. RefusedError when there is none, or when it no longer stands."""
        with self.lock:
            self.refresh()
            if not self.steps:
                raise RefusedError("There is nothing to undo.")
            step = self.steps[-1]
            entry = next((each for each in self.draft.entries if each.question.id == step.id), None)
            if entry is None or entry.question != step.after.question:
                self.steps.clear()
                raise RefusedError(
                    "Another program changed that question since; what was decided before is not undone."
                )
            draft = self.draft
            if draft.frame.arranged != step.arranged:
                draft = arranged(draft, step.arranged)
                if self.draft.head == step.heads[1]:
                    draft = draft._replace(head=step.heads[0])
            before = step.before if entry == step.after or step.before is None else written(entry, step.before.question)
            self._write(_placed(draft, step.id, before, step.was))
            self.steps.pop()
            return step.id

    # --------------------------------------------------------------------------------------------------------- deciding

    def _entry(self, decision: Decision) -> tuple[Entry | None, int]:
        """The entry that is decided on, with its place; None for a new one."""
        if isinstance(decision, Add | Take):
            return None, -1
        for place, entry in enumerate(self.draft.entries):
            if entry.question.id == decision.id:
                if stamp(entry) != decision.stamp:
                    raise RefusedError("This question was changed elsewhere since you saw it; look at it again.")
                return entry, place
        raise RefusedError("This question is no longer in the file.")

    def _decided(
        self, decision: Decision, entry: Entry | None, place: int, candidates: Mapping[str, Question]
    ) -> tuple[Draft, Entry, int]:
        """The draft, what becomes of the entry, and where it goes."""
        draft = self.draft
        if entry is None:
            assert isinstance(decision, Add | Take)
            question = self._added(decision) if isinstance(decision, Add) else _taken(decision, candidates)
            if any(question.id == each.question.id for each in draft.entries):
                raise RefusedError("This question is in the deck already.")
            return draft, Entry(question, deck_file.question_text(question)), _fitting(self.deck, question)
        match decision:
            case Judge():
                question = decisions.judged(entry.question, decision)
            case Worth():
                question = entry.question.model_copy(update={"points": decision.points})
            case Edit():
                question = decisions.edited(entry.question, decision.words, self.deck, self.clock())
                _whole(question)
            case Move():
                others = [each.question.id for each in draft.entries if each.question.id != decision.id]
                if decision.before not in ("", *others):
                    raise RefusedError("The question before which it was to go is no longer in the file.")
                to = others.index(decision.before) if decision.before else len(others)
                return (arranged(draft, True) if to != place else draft), entry, to
        return draft, written(entry, question), place

    def _added(self, decision: Add) -> Question:
        article = self._article(decision.article)
        proof = sentence_around(article, *decision.span) if decision.span is not None else None
        asked = decision.span if proof is not None else None
        question = decisions.own(decision.words, self.deck, article.id, proof, asked, self.clock())
        _whole(question)
        return question

    def _article(self, id: str) -> KeptArticle:
        found = next((article for article in self.draft.frame.articles if article.id == id), None)
        if found is None:
            raise RefusedError("This article is no longer in the file.")
        return found

    # ------------------------------------------------------------------------------------------------------------- file

    def _read(self) -> tuple[Signature, Draft]:
        signature = self._signed()
        try:
            text = self.path.read_text("utf-8")
        except UnicodeDecodeError:
            raise DeckError(
                f"{self.path}: not a text file in UTF-8; a deck is a .toml file made by `quizgen make`"
            ) from None
        except OSError as error:
            raise DeckError(f"{self.path}: {(error.strerror or str(error)).lower()}; check the path") from None
        return signature, taken_apart(text, str(self.path))

    def _signed(self) -> Signature:
        try:
            found = os.stat(self.path)
        except OSError as error:
            raise DeckError(f"{self.path}: {(error.strerror or str(error)).lower()}; check the path") from None
        return found.st_mtime_ns, found.st_size, found.st_ino

    def _write(self, draft: Draft) -> None:
        try:
            deck_file.write_text(self.path, draft.text)
        except DeckError as error:
            raise RefusedError(f"It could not be written: {error}") from None
        self.signature, self.draft = self._signed(), draft
        self.version += 1


def stamp(entry: Entry) -> str:
    """By which the page says which words of a question it saw."""
    return hashlib.sha256(entry.text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _placed(draft: Draft, id: str, entry: Entry | None, place: int) -> Draft:
    """The draft with an entry at its place among the others, or without it."""
    others = [each for each in draft.entries if each.question.id != id]
    if entry is not None:
        others.insert(place, entry)
    return draft._replace(entries=tuple(others))


def _taken(decision: Take, candidates: Mapping[str, Question]) -> Question:
    if decision.id not in candidates:
        raise RefusedError("This candidate is no longer in the drawer; open it again.")
    return candidates[decision.id].model_copy(update={"kept": True})


def _whole(question: Question) -> None:
    """RefusedError for a question with a hole."""
    from quizgen.render.handout.items import lacking  # the page is ready sooner without

    if lacks := next(lacking(question), ""):
        raise RefusedError(f"A {question.form} question needs {lacks}.")


def _fitting(deck: Deck, question: Question) -> int:
    """Where a new question goes: where its article tells it, or to the end of an order made by hand."""
    proofs = question.evidence
    if deck.arranged or proofs is None:
        return len(deck.questions)
    article = deck.article(question).id
    for place, other in enumerate(deck.questions):
        told = next(iter(deck.proofs(other)), None)
        if told is not None and deck.article(other).id == article and told.start > proofs.start:
            return place
    return len(deck.questions)

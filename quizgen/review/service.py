"""What the page can ask for: address and JSON -> JSON. Nothing here knows of sockets, nor of files but the one deck."""

from typing import Any

from pydantic import TypeAdapter

from quizgen.models import Model, Question
from quizgen.review import decisions
from quizgen.review.candidates import Drawer, drafts
from quizgen.review.decisions import Decision, Words
from quizgen.review.desk import Desk, RefusedError
from quizgen.review.shown import answer_to, shown_candidates, shown_deck, state
from quizgen.review.text import sentence_around

DECISION: TypeAdapter[Decision] = TypeAdapter(Decision)
FEW = 5  # drafts for one selection


class Typed(Model):
    """A question as it stands in the fields; `id` is "" for one that is not in the deck yet."""

    id: str = ""
    words: Words


class Selected(Model):
    """Words that she selected: characters of an article's text."""

    article: str
    start: int
    end: int


class Service:
    """A review: its desk, its drawer, and how many questions are wanted."""

    def __init__(self, desk: Desk, wanted: int | None) -> None:
        self.desk = desk
        self.wanted = wanted
        self.drawer = Drawer(desk.deck)

    def close(self) -> None:
        """The review is over."""
        self.drawer.close()

    def deck(self, _: Any) -> dict[str, Any]:
        """The whole deck, as its file stands now."""
        with self.desk.lock:
            self.desk.refresh()
            return shown_deck(self.desk, self.wanted)

    def state(self, _: Any) -> dict[str, Any]:
        """A number that grows with each change of the file, whoever made it."""
        self.desk.refresh()
        return state(self.desk)

    def decide(self, said: Any) -> dict[str, Any]:
        """Write a decision. Raises RefusedError as the desk does, ValidationError for what is none."""
        candidates = {id: each.question for id, each in (self.drawer.found or {}).items()}
        decision = DECISION.validate_python(said)
        with self.desk.lock:
            return answer_to(self.desk, self.desk.decide(decision, candidates))

    def undo(self, _: Any) -> dict[str, Any]:
        """Take the last decision back."""
        with self.desk.lock:
            return answer_to(self.desk, self.desk.undo())

    def check(self, said: Any) -> dict[str, Any]:
        """What is wrong with a question as it is being typed, by field."""
        from quizgen.review.findings import findings  # needs the gazetteer

        typed = Typed.model_validate(said)
        deck = self.desk.deck
        there = next((question for question in deck.questions if question.id == typed.id), None)
        question = there or Question(id="", form=typed.words.form, stem="", changed=self.desk.clock())
        return {"findings": [each._asdict() for each in findings(deck, typed.words.on(question))]}

    def rejected(self, _: Any) -> dict[str, Any]:
        """What was left out; `share` of the text that is read while it is being made."""
        found = self.drawer.open()
        if self.drawer.error:
            raise RefusedError(self.drawer.error)
        if found is None:
            return {"share": self.drawer.share}
        return {"candidates": shown_candidates(self.desk, found.values())}

    def selected(self, said: Any) -> dict[str, Any]:
        """The sentence around a selection, and what the generator would ask there; `share` while it is still reading."""
        span = Selected.model_validate(said)
        article = next((each for each in self.desk.deck.articles if each.id == span.article), None)
        proof = sentence_around(article, span.start, span.end) if article is not None else None
        if article is None or proof is None:
            raise RefusedError("Select words of one paragraph.")
        words = proof.text[span.start - proof.start : span.end - proof.start]
        blank = f"{proof.text[: span.start - proof.start]}____{proof.text[span.end - proof.start :]}"
        told: dict[str, Any] = {
            "evidence": [span.article, proof.start, proof.end, proof.text],
            "cloze": decisions.plain(blank),
        }
        found = self.drawer.open()
        if found is None:
            return told | ({} if self.drawer.error else {"share": self.drawer.share})
        fitting = drafts(list(found.values()), span.article, span.start, span.end, words)
        return told | {"drafts": shown_candidates(self.desk, fitting)[:FEW]}

    def pages(self, _: Any) -> dict[str, Any]:
        """The print as it would be now, a picture a page."""
        from quizgen.review import preview  # needs the printer

        self.desk.refresh()
        return {"pages": preview.pages(self.desk.deck)}

"""What the page is told, as plain data. Nothing is told that the deck does not hold."""

from collections.abc import Iterable
from typing import Any

from quizgen.deck_file import Entry
from quizgen.models import Deck, Evidence, Question
from quizgen.placing import placing_line
from quizgen.review.candidates import Candidate
from quizgen.review.desk import Desk, stamp

WORDS = ("form", "stem", "answer", "also_accept", "distractors", "note", "context")


def shown_deck(desk: Desk, wanted: int | None) -> dict[str, Any]:
    """Everything: articles, questions, how many are wanted, and the state of the file."""
    draft, deck = desk.draft, desk.deck
    return {
        "title": deck.title,
        "file": desk.path.name,
        "wanted": wanted,
        "articles": [
            {
                "id": article.id,
                "title": article.title,
                "published": article.published.isoformat() if article.published else "",
                "byline": article.byline,
                "source": article.source,
                "paragraphs": [[each.start, each.kind, each.text] for each in article.paragraphs],
            }
            for article in deck.articles
        ],
        "questions": [_entry(deck, entry) for entry in draft.entries],
        **state(desk),
    }


def state(desk: Desk) -> dict[str, Any]:
    """By which the page sees that something changed."""
    return {"version": desk.version, "undo": len(desk.steps)}


def answer_to(desk: Desk, id: str) -> dict[str, Any]:
    """After a decision: the question that it was on, None where it is gone, and all ids in their order."""
    deck, entries = desk.deck, desk.draft.entries
    entry = next((each for each in entries if each.question.id == id), None)
    return {
        "id": id,
        "question": _entry(deck, entry) if entry is not None else None,
        "order": [each.question.id for each in entries],
        **state(desk),
    }


def shown_candidates(desk: Desk, candidates: Iterable[Candidate]) -> list[dict[str, Any]]:
    """Those that the deck does not have."""
    deck = desk.deck
    there = {question.id: question.stem for question in deck.questions}

    def told(why: str) -> str:
        """A reason, with the words of the question that it names by its id."""
        return " ".join(f"“{there[word]}”" if word in there else word for word in why.split(" "))

    return [
        {"code": each.code, "why": told(each.why), **_question(deck, each.question, [each.evidence])}
        for each in candidates
        if each.question.id not in there
    ]


def _entry(deck: Deck, entry: Entry) -> dict[str, Any]:
    question = entry.question
    state = "kept" if question.kept else "dropped" if question.dropped else "open"
    told = {name: getattr(question, name) for name in ("letter", "points", "edited", "unread")}
    return {"stamp": stamp(entry), "state": state, **told, **_question(deck, question, deck.proofs(question))}


def _question(deck: Deck, question: Question, proofs: Iterable[Evidence]) -> dict[str, Any]:
    first = deck.articles[0].id
    return {
        "id": question.id,
        **{name: getattr(question, name) for name in WORDS},
        "options": question.options,
        "pairs": [[pair.left, pair.right] for pair in question.pairs],
        "kind": question.kind,
        "doubt": question.doubt,
        "line": placing_line(deck, question),
        "article": deck.article(question).id,
        "asked": question.asked,
        "evidence": [[each.article or first, each.start, each.end, each.text] for each in proofs],
    }

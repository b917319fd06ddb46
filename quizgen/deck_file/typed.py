"""Questions that a person typed: `stem` and `answer` are enough, the rest is filled in here and then written back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from quizgen.dates import first_change
from quizgen.ids import own_id
from quizgen.models import BLANK

PAIRED = ("matching", "ordering")


def completed(question: Mapping[str, Any], articles: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    """A question's plain data with form, id, time of change, context and kind; what is there stays.

    `articles` and `facts` are the plain records of the deck by id. The same words give the same id each time.
    """
    if "id" in question and "changed" in question:
        return dict(question)
    form = question.get("form") or form_of(question)
    article = question.get("article") or next(iter(articles), "")
    published = articles.get(article, {}).get("published")
    fact = facts.get(str(question.get("fact", "")), {})
    filled = {
        "id": own_id(article, form, str(question.get("stem", "")), str(question.get("answer", question.get("pairs")))),
        "form": form,
        "kind": fact.get("kind", ""),
        "context": "placed",
        "changed": first_change(published if isinstance(published, date) else _day(published)).isoformat(),
    }
    return filled | dict(question)


def form_of(question: Mapping[str, Any]) -> str:
    """The form that a question without one has by what was typed."""
    if question.get("pairs"):
        return "matching"
    if BLANK in str(question.get("stem", "")):
        return "cloze"
    if question.get("distractors"):
        return "choice"
    return "true-false" if question.get("answer") in ("True", "False") else "short"


def missing(question: Mapping[str, Any]) -> list[str]:
    """The keys without which it is no question."""
    paired = (question.get("form") or form_of(question)) in PAIRED
    return [key for key in ("stem", "pairs" if paired else "answer") if key not in question]


def _day(published: Any) -> date | None:
    try:
        return date.fromisoformat(str(published))
    except ValueError:
        return None

"""What two readings of one article must have in common."""

from typing import Any

from quizgen.ask.templates import load_templates
from quizgen.corridor import Scope, deck_of, examine
from quizgen.errors import QuizgenError
from quizgen.models import Article
from quizgen.resources import template_folder


def pieces(article: Article) -> list[tuple[str, str]]:
    """Kind and text of each paragraph, its lines joined: where lines end is the format's affair."""
    return [(p.kind, " ".join(article.text[p.start : p.end].split())) for p in article.paragraphs]


def learned(article: Article) -> dict[str, Any]:
    """The deck without what the format decides: where in the text its evidence stands, and what is known of the article."""
    try:
        deck = deck_of([examine(article, load_templates(template_folder()))], Scope()).deck
    except QuizgenError:  # no facts in it, however it is wrapped
        return {"title": article.info.title, "facts": [], "questions": []}
    facts = {"__all__": {"evidence": {"start", "end"}, "span": True}}
    return deck.model_dump(exclude={"articles": True, "facts": facts, "questions": {"__all__": {"asked"}}})

"""What two readings of one article must have in common."""

from typing import Any

from quizgen.annotate.layers import annotate
from quizgen.ask.propose import propose
from quizgen.ask.templates import load_templates
from quizgen.extract import extract_facts
from quizgen.models import Article
from quizgen.resources import template_folder


def pieces(article: Article) -> list[tuple[str, str]]:
    """Kind and text of each paragraph, its lines joined: where lines end is the format's affair."""
    return [(p.kind, " ".join(article.text[p.start : p.end].split())) for p in article.paragraphs]


def learned(article: Article) -> dict[str, Any]:
    """All that can be asked of it, without what the format decides: where in the text its evidence stands.

    Which of it is asked is left out: what a reader thinks of a question hangs a little on the line ends around it.
    """
    annotated = annotate(article)
    facts = extract_facts(annotated)
    proposals = propose(annotated, facts, load_templates(template_folder()))
    return {
        "title": article.info.title,
        "facts": [fact.model_dump(exclude={"evidence": {"start", "end"}, "span": True}) for fact in facts],
        "questions": [(each.form, each.stem, each.answer) for each in proposals],
    }

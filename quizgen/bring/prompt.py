"""What to paste into any chat model: how to write the cards, the article's sentences with numbers, and the form of the reply.

Of the designs tried, numbered sentences did best: asked to copy its evidence as text, a model misquoted half of it.
"""

import json
from collections.abc import Sequence
from typing import Any

from quizgen.annotated import Annotated
from quizgen.models import ArticleInfo

RULES = """\
Write quiz cards for a class that has read the article below. Reply with JSON only, in the form given at the end.

For each card, first choose the numbers of the one or two sentences that prove it, then the answer, then the question.
- The answer is short: a name, a date, a number or a phrase of the article, right and whole by these sentences.
- The question makes sense to somebody who does not see the article: name who and what is meant, give the date where it
  matters. No "he", no "the meeting", no "yesterday", no "according to the article".
- Exactly one answer fits. The question must not hold the answer or a part of it.
- Keep "about", "may", "reportedly" and the like. Of what somebody claims, ask who claimed it or what they claimed.
- Ask what matters: who, what, when, why, how many, with what result. No two cards on one matter.
- Everything must stand in the article. Where you are not sure, write no card."""
EXAMPLES = """\
Of the sentence "[4] The footbridge at Ostwick, opened in 1911, was closed on Monday because its cables may have rusted."
published on 8 March 2024:
{"sentences": [4], "answer": "1911", "question": "In which year was the footbridge at Ostwick opened?"}
{"sentences": [4], "answer": "Its cables may have rusted", "question": "Why was the footbridge at Ostwick closed in March 2024?"}
Not: "When was it closed?" (what?), "Why did the cables rust?" (they may have)."""
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["cards"],
    "additionalProperties": False,
    "properties": {
        "cards": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["sentences", "answer", "question"],
                "additionalProperties": False,
                "properties": {
                    "sentences": {"type": "array", "items": {"type": "integer", "minimum": 1}, "minItems": 1},
                    "answer": {"type": "string"},
                    "question": {"type": "string"},
                },
            },
        }
    },
}


def prompt_of(annotated: Annotated) -> str:
    """The prompt for an article, to be pasted or piped; `quizgen verify` reads the reply."""
    sentences = (" ".join(sentence.text.split()) for sentence in annotated.sentences())
    lines = [f"[{number}] {text}" for number, text in enumerate(filter(None, sentences), 1)]
    form = json.dumps(SCHEMA, indent=1)
    return "\n\n".join(
        [RULES, EXAMPLES, _head(annotated.article.info), "\n".join(lines), f"JSON Schema of the reply:\n{form}\n"]
    )


def _head(info: ArticleInfo) -> str:
    head: Sequence[str] = [f"The article: {info.title}", *([f"published {info.published}"] if info.published else [])]
    return ", ".join(head)

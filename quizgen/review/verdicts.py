"""Decisions as verdicts, a JSON object a line: what `training/verdicts` calls a reading."""

import json
from collections.abc import Iterator

from quizgen.models import CONTEXTS, Deck, Question


def verdict_lines(deck: Deck) -> Iterator[str]:
    """A line for each question that was kept or dropped, in the deck's order.

    `verdict` stands for alone, placed and article: "ok" in the context of a question that was kept and in those that show
    more; in its own, of one that was dropped, the letter of the test that it failed, else "dropped"; null where nothing
    was said.
    """
    for question in deck.questions:
        if question.kept or question.dropped:
            yield json.dumps(_line(deck, question), ensure_ascii=False)


def _line(deck: Deck, question: Question) -> dict[str, object]:
    place = CONTEXTS.index(question.context)
    said = question.letter or "dropped" if question.dropped else "ok"
    verdict = [said if at == place or (question.kept and at > place) else None for at in range(len(CONTEXTS))]
    proof = next(iter(deck.proofs(question)), None)
    return {
        "article": deck.article(question).id,
        "question": question.id,
        "form": question.form,
        "template": question.template,
        "stem": question.stem,
        "answer": question.answer or "; ".join(f"{pair.left}: {pair.right}" for pair in question.pairs),
        "distractors": question.distractors,
        "evidence": [proof.start, proof.end] if proof is not None else None,
        "context": question.context,
        "edited": question.edited,
        "verdict": verdict,
    }

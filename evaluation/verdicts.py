"""Blind verdicts on questions, and how the decks of today stand by them.

`tests/verdicts/*.jsonl` holds a line for each question that was read: article, question id, a hash of stem and answer
(articles beside the checkout are other people's: their wording is not kept), the verdict, the first failed letter of
the rubric, and why in a few words. A verdict holds as long as stem, answer and options are the same.
"""

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

from evaluation.articles import ROOT, articles
from quizgen.ask.templates import load_templates
from quizgen.corridor import Scope, deck_of, examine
from quizgen.errors import QuizgenError
from quizgen.models import Question
from quizgen.resources import template_folder

FOLDER = ROOT / "tests" / "verdicts"


def question_hash(question: Question) -> str:
    """Twelve hex digits over all that a reader judged."""
    pairs = [f"{pair.left}={pair.right}" for pair in sorted(question.pairs, key=lambda pair: pair.left)]
    said = [question.stem, question.answer, question.note, *sorted(question.distractors), *pairs]
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:12]


def load_verdicts(folder: Path = FOLDER, since: str = "") -> dict[tuple[str, str], list[dict[str, Any]]]:
    """All verdicts, or those since a day ("2026-11-28"), by article and hash; a question that was read twice has two."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for path in sorted(folder.glob("*.jsonl")):
        if path.name < since:
            continue
        for line in path.read_text("utf-8").splitlines():
            verdict = json.loads(line)
            found.setdefault((verdict["article"], verdict["hash"]), []).append(verdict)
    return found


def measure() -> dict[str, float]:
    """Share of acceptable questions among those of today's decks that were read, in per cent; prints it by article."""
    verdicts, templates = load_verdicts(), load_templates(template_folder())
    read: Counter[str] = Counter()
    good: Counter[str] = Counter()
    letters: Counter[str] = Counter()
    unread = questions = 0
    for name, article in articles():
        try:
            deck = deck_of([examine(article, templates)], Scope()).deck
        except QuizgenError:
            continue
        questions += len(deck.questions)
        for question in deck.questions:
            known = verdicts.get((name, question_hash(question)), [])
            unread += not known
            for verdict in known:
                read[name] += 1
                good[name] += verdict["letter"] is None
                letters.update([verdict["letter"]] if verdict["letter"] else [])
        print(f"{name}: {good[name]} of {read[name]} readings acceptable, {len(deck.questions)} questions")
    print(f"{questions} questions, {unread} unread; rejected by letter: {dict(sorted(letters.items()))}")
    return {"acceptable": 100 * good.total() / read.total()} if read else {}

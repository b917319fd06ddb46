"""Question-worthiness: the probability that a careful teacher keeps a question.

A logistic model over what shows in the question and is known of its fact, fitted on the blind verdicts in
`tests/verdicts` by `python -m training.worthiness` (method: Heilman and Smith 2010, overgenerate and rank). Its few
numbers lie in `quizgen/data/worthiness.toml`; a feature that it does not know counts nothing.
"""

import math
import re
import tomllib
from functools import cache
from pathlib import Path

from quizgen.ask.screen import words_of
from quizgen.models import Fact, Question

FILE = Path(__file__).parent.parent / "data" / "worthiness.toml"

LEAST_WORTH = 0.5
SURE_WORTH = 0.6  # of the questions with less, readers kept about three in five

DEFINITE = re.compile(r"\bthe [a-z]")
POSSESSIVE = re.compile(r"\b(?:his|her|their|its)\b", re.I)
NAME = re.compile(r"(?<![.?!“] )(?<!^)\b[A-Z][\w’'.-]+(?: (?:of |the |de |von )*[A-Z][\w’'.-]+)*")
YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")


def features(question: Question, fact: Fact) -> dict[str, float]:
    """Named figures between about -1 and 2; a name that is absent stands for 0."""
    stem = question.stem
    asked = fact.clause.asked() if fact.clause is not None else None
    parts = fact.clause.parts if fact.clause is not None else ()
    found = {
        f"template {question.template}": 1.0,
        "anchors": min(fact.anchors, 4.0) / 4,
        "salience": fact.salience,
        "stem words": min(len(stem.split()), 40) / 20,
        "stem content": min(len(words_of(stem)), 20) / 10,
        "answer words": min(len(question.answer.split()), 12) / 6,
        "names": min(len(NAME.findall(stem)), 4) / 2,
        "definite phrases": min(len(DEFINITE.findall(stem)), 4) / 2,
        "short stem": float(len(stem.split()) < 8),
        "dated": float(YEAR.search(stem) is not None),
        "possessive": float(POSSESSIVE.search(stem) is not None),
        "commas": min(stem.count(","), 4) / 2,
        "quoted": float("“" in stem or '"' in stem),
        "figure": float(re.search(r"\d", YEAR.sub("", stem)) is not None),
        "headline": float(question.context != "alone"),
        "claim": float(bool(fact.source) and fact.kind != "quotation"),
        "hedged": float(bool(fact.hedge)),
        "answer names": min(len(re.findall(r"\b[A-Z]", question.answer)), 4) / 2,
        "answer article": float(question.answer.lower().startswith(("a ", "an ", "the "))),
        "answer of": float(re.search(r"[’']s | of ", question.answer) is not None),
        "first person": float(re.search(r"\b(?:I|we|our|my|us)\b", stem) is not None),
        "superlative": float(re.search(r"\b(?:first|only|\w+est|most)\b", stem) is not None),
    }
    if asked is not None:
        found[f"asked {asked.role} {asked.type}"] = 1.0
        found[f"asked {asked.type}"] = 1.0
    if fact.clause is not None:
        found["present"] = float(fact.clause.support in ("do", "does"))
        found["complement"] = float(any(part.role == "complement" for part in parts))
        found["parts"] = min(len(parts), 8) / 4
        subject = next((part for part in parts if part.role == "subject"), None)
        if subject is not None:
            found[f"subject {subject.type}"] = 1.0
        found["copula"] = float(not any(part.role == "verb" for part in parts))
    return {name: value for name, value in found.items() if value}


def worthiness(question: Question, fact: Fact) -> float:
    """From 0 to 1; 0.5 where nothing was ever fitted."""
    weights = _weights()
    total = weights.get("constant", 0.0) + sum(
        weights.get(name, 0.0) * x for name, x in features(question, fact).items()
    )
    return 1 / (1 + math.exp(-total))


@cache
def _weights() -> dict[str, float]:
    return tomllib.loads(FILE.read_text("utf-8"))["weights"] if FILE.is_file() else {}

"""Stable ids: of articles, facts, questions. Wording and offsets do not enter them, so corrections keep their history."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable

from quizgen.models import Question


def slug(title: str) -> str:
    """`The Moscow talks, 2021` -> `the-moscow-talks-2021`; never empty."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:80].strip("-") or "article"


def normalise(slot: str) -> str:
    """A slot without what may change by a correction of typing: case, articles, punctuation, spaces."""
    plain = unicodedata.normalize("NFKC", slot).casefold()
    return " ".join(word for word in re.findall(r"\w+", plain) if word not in ("the", "a", "an"))


def fact_id(article_id: str, kind: str, slots: Iterable[str]) -> str:
    """Ten letters and digits from the article's id, the kind, and the normalised slots."""
    key = "\x1f".join([article_id, kind, *(normalise(slot) for slot in slots)])
    return hashlib.sha256(key.encode()).hexdigest()[:10]


def content_hash(question: Question) -> str:
    """Eight hex digits over all that a learner sees of a question."""
    said = question.model_dump(include={"form", "stem", "answer", "also_accept", "distractors", "pairs", "note"})
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:8]


def question_id(fact: str, template: str) -> str:
    """The id on every output: handout, Anki guid, study history."""
    return f"{fact}-{template}"

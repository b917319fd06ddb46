"""Speakers: who the pipeline says speaks, against what readers wrote by hand of articles of the pool.

`attributions.jsonl`, one a line: `article` (shelf and name), `start` and `end` of what was said in characters of its text,
`exact` where it stands between quote marks, `speaker` as the article names it. Said texts are told by offsets alone.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from evaluation.articles import SHARED, shared_article
from quizgen.annotate.layers import annotate
from quizgen.annotated import Annotated, Attribution

POOL = SHARED.parent / "pool"
DATA = Path(__file__).with_name("attributions.jsonl")
COVERED = 0.5  # of the words that were said
NOBODY = {"he", "she", "they", "it", "who", "i", "we", "you", "that", "which", "his", "her", "their"}  # by itself


class Judged(NamedTuple):
    """One hand-written attribution, and the speaker that the pipeline gives; "" where it gives none."""

    article: str
    said: str
    speaker: str
    found: str

    @property
    def right(self) -> bool:
        """Whether both name the same: the words of one are among the words of the other."""
        one, other = ({*re.findall(r"\w+", name.lower())} - {"the", "a", "an"} for name in (self.speaker, self.found))
        return bool(one and other) and (one <= other or other <= one)


def judged(exact_only: bool = False) -> Iterator[Judged]:
    """Every hand-written attribution with what the pipeline makes of it."""
    by_article = defaultdict(list)
    for line in DATA.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["exact"] or not exact_only:
            by_article[row["article"]].append(row)
    for name, rows in by_article.items():
        annotated = annotate(shared_article(POOL / f"{name}.txt"))
        places = [annotated.offset(token.idx) for token in annotated.doc]
        for row in rows:
            said = {
                i for i, place in enumerate(places) if row["start"] <= place < row["end"] and annotated.doc[i].is_alpha
            }
            text = annotated.article.text[row["start"] : row["end"]]
            yield Judged(name, text, row["speaker"], _speaker(annotated, said))


def _speaker(annotated: Annotated, said: set[int]) -> str:
    """Who says these words: by the innermost attribution that has most of them and knows its speaker."""
    covering = [a for a in annotated.attributions if said and len(said & set(a.content)) >= COVERED * len(said)]
    names = [name for a in sorted(covering, key=lambda a: len(a.content)) if (name := _name(annotated, a))]
    return names[0] if names else ""


def _name(annotated: Annotated, attribution: Attribution) -> str:
    token = attribution.speaker
    if attribution.entity is not None:
        return attribution.entity.name
    if token is None:
        return ""
    together = any(child.dep_ == "conj" for child in token.children)
    entity = annotated.reference.get(token.i) or annotated.entity_at.get(token.i)
    if entity is not None and not together:
        return entity.name
    words = [word for word in token.subtree if word.i <= token.i or together]
    words = [word for word in words if word.dep_ not in ("case", "fixed") or word.head.i != token.i]
    return "" if {token.lower_, words[0].lower_} & NOBODY else " ".join(word.text for word in words)


def measure() -> dict[str, float]:
    """Right speakers among those given, and among all, in per cent; nothing where the pool is not there."""
    if not POOL.is_dir():
        return {}
    rows = list(judged())
    made = [row for row in rows if row.found]
    right = sum(row.right for row in made)
    print(f"speakers: {len(rows)} by hand, {len(made)} given, {right} right")
    return {"speakers right": 100 * right / max(1, len(made)), "speakers recall": 100 * right / len(rows)}


if __name__ == "__main__":
    for row in judged():
        print(
            f"{'ok   ' if row.right else 'none ' if not row.found else 'WRONG'} {row.speaker} / {row.found}: {row.said[:70]!r}"
        )
    print(measure())

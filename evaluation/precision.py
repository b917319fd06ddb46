"""Precision of the facts: 100 drawn with a fixed seed, read against their evidence by somebody who did not write the rules.

`python -m evaluation.precision` prints the sample of today for reading. `tests/verdicts/facts/*.jsonl` keeps a line for
each fact that was read: article, fact id, a hash of statement and evidence (the wording is other people's), whether it
is right, and why not. A verdict holds as long as both are the same.
"""

import hashlib
import json
import random
from collections.abc import Iterator

from evaluation.articles import ROOT, articles
from quizgen.corridor import find_facts
from quizgen.errors import QuizgenError
from quizgen.models import Fact

FOLDER = ROOT / "tests" / "verdicts" / "facts"
SAMPLE, SEED = 100, 2026


def fact_hash(fact: Fact) -> str:
    """Twelve hex digits over what a reader judged."""
    said = "\x1f".join([fact.kind, fact.statement, fact.evidence.text])
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def all_facts() -> Iterator[tuple[str, Fact]]:
    """Every fact of every article, once for each statement of a sentence."""
    for name, article in articles():
        try:
            facts = find_facts(article)
        except QuizgenError:
            continue
        yield from {fact_hash(fact): (name, fact) for fact in facts}.values()


def sample() -> list[tuple[str, Fact]]:
    """The facts to be read, in the order of the articles."""
    every = list(all_facts())
    chosen = random.Random(SEED).sample(range(len(every)), min(SAMPLE, len(every)))
    return [every[i] for i in sorted(chosen)]


def measure() -> dict[str, float]:
    """Share of right ones among those of today's facts that were read, in per cent; nothing where none was."""
    verdicts = {}
    for path in sorted(FOLDER.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            verdict = json.loads(line)
            verdicts[verdict["article"], verdict["hash"]] = verdict["right"]
    if not verdicts:
        print("no fact was read yet: `python -m evaluation.precision` draws them")
        return {}
    read = [verdicts[key] for name, fact in all_facts() if (key := (name, fact_hash(fact))) in verdicts]
    print(f"{len(read)} facts of today were read, {sum(read)} are right")
    return {"precision facts": 100 * sum(read) / len(read)} if read else {}


if __name__ == "__main__":
    for number, (name, fact) in enumerate(sample(), 1):
        source = f"\n  claimed by: {fact.source}" if fact.source else ""
        print(
            f"{number}. [{fact.kind}] {fact.statement}{source}\n  article: {name}\n  evidence: {fact.evidence.text}\n"
        )

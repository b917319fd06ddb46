"""Recall of the gold facts: `python -m evaluation.facts`.

A gold fact counts as found when a fact of ours has overlapping evidence and the same answer (case, articles and titles
aside). Kinds follow the gold; `quote` is our quotation.
"""

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from quizgen import dates
from quizgen.errors import QuizgenError
from quizgen.ids import normalise
from quizgen.models import Fact
from quizgen.pipeline import find_facts
from quizgen.read import read_article

SHARED = Path(__file__).parent.parent.parent / "shared" / "articles"


def answers(fact: Fact) -> list[str]:
    """All that a fact can be asked for, normalised."""
    found = [fact.statement]
    for name in (
        "person",
        "role",
        "when",
        "place",
        "speaker",
        "content",
        "value",
        "description",
        "term",
        "object",
        "subject",
    ):
        value = getattr(fact, name, "")
        found += [value, dates.words(value) if name == "when" else ""]
    found += list(getattr(fact, "participants", ()))
    if fact.clause is not None and (asked := fact.clause.asked()) is not None:
        found.append(asked.text)
    return [normalise(each) for each in found if each]


def matches(gold: dict[str, str], fact: Fact) -> bool:
    """Overlapping evidence and the same answer: one holds the other's words."""
    start, end = gold["offset"], gold["offset"] + len(gold["evidence"])
    if int(start) >= fact.evidence.end or fact.evidence.start >= int(end):
        return False
    wanted = set(normalise(gold["answer"]).split())
    iso = gold.get("iso", "")
    if gold["kind"] == "date" and iso and getattr(fact, "when", "") == iso:
        return True
    for answer in answers(fact)[1:]:
        words = set(answer.split())
        if words and (
            len(words & wanted) >= 0.6 * len(wanted) or (gold["kind"] != "date" and words <= wanted and len(words) >= 2)
        ):
            return True
    statement = set(answers(fact)[0].split())
    return fact.kind == gold["kind"] and len(wanted & statement) >= 0.8 * len(wanted)


def main() -> None:
    if not SHARED.is_dir():
        print("no gold facts beside this checkout (../shared/articles): nothing to measure")
        sys.exit(0)
    total: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    for gold_file in sorted(SHARED.glob("*/*.gold.json")):
        name = gold_file.name.removesuffix(".gold.json")
        article_file = gold_file.with_name(f"{name}.txt")
        published = json.loads(gold_file.with_name(f"{name}.json").read_text("utf-8")).get("published")
        try:
            facts = find_facts(read_article(article_file, date.fromisoformat(published[:10]) if published else None))
        except QuizgenError:
            facts = []
        gold = json.loads(gold_file.read_text("utf-8"))
        found = [item for item in gold if any(matches(item, fact) for fact in facts)]
        total.update(item["kind"] for item in gold)
        hit.update(item["kind"] for item in found)
        seed = gold_file.parent.name == "seed"
        wanted = [item for item in gold if item["kind"] in ("role", "date", "participant")]
        print(
            f"{name}: {len(found)} of {len(gold)} gold facts, {len(facts)} facts"
            + (f"; role, date, participant {sum(i in found for i in wanted)} of {len(wanted)}" if seed else "")
        )
    for kind, count in total.most_common():
        print(f"recall {kind:<12} {100 * hit[kind] / count:5.1f} %  ({hit[kind]} of {count})")
    print(f"recall all          {100 * hit.total() / total.total():5.1f} %")


if __name__ == "__main__":
    main()

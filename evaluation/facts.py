"""Recall of the gold facts.

A gold fact counts as found when a fact of ours has overlapping evidence and the same answer (case, articles and titles
aside). Kinds follow the gold; `quote` is our quotation.
"""

import json
import re
from collections import Counter

from evaluation.articles import SHARED, shared_article
from quizgen import dates, gazetteer
from quizgen.corridor import find_facts
from quizgen.errors import QuizgenError
from quizgen.ids import normalise
from quizgen.models import Fact


def answers(fact: Fact) -> list[str]:
    """All that a fact can be asked for, its statement first."""
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
    return [each for each in found if each]


def content(text: str) -> set[str]:
    """The words that tell, a people as its country: "Russian president" is "president of Russia"."""
    words = set()
    for word in re.findall(r"[\w’'.-]+", text):
        country = gazetteer.country(word)
        words |= set(normalise(country.name if country is not None else word).split())
    return words - {"of", "s"}


def matches(gold: dict[str, str], fact: Fact) -> bool:
    """Overlapping evidence and the same answer: one holds the other's words."""
    start, end = gold["offset"], gold["offset"] + len(gold["evidence"])
    if int(start) >= fact.evidence.end or fact.evidence.start >= int(end):
        return False
    if (
        variants := re.fullmatch(r"([^()]+) \(([^()]+)\)", gold["answer"])
    ) is not None:  # "the BBC (British Broadcasting ...)"
        return any(matches(gold | {"answer": variant}, fact) for variant in variants.groups())
    wanted = content(gold["answer"])
    iso = gold.get("iso", "")
    if gold["kind"] == "date" and iso and getattr(fact, "when", "") == iso:
        return True
    statement, *said = (content(answer) for answer in answers(fact))
    if gold["kind"] == "place" and any(words and words == content(gold["answer"].split(",")[0]) for words in said):
        return True  # "Doha" is the answer where the gold has "Doha, Qatar"
    for words in said:
        if words and (
            len(words & wanted) >= 0.6 * len(wanted) or (gold["kind"] != "date" and words <= wanted and len(words) >= 2)
        ):
            return True
    return fact.kind == {"quote": "quotation"}.get(gold["kind"], gold["kind"]) and len(wanted & statement) >= 0.8 * len(
        wanted
    )


def measure() -> dict[str, float]:
    """Recall by kind and over all, in per cent; prints a line for each article and kind."""
    total: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    for gold_file in sorted(SHARED.glob("*/*.gold.json")):
        name = gold_file.name.removesuffix(".gold.json")
        try:
            facts = find_facts(shared_article(gold_file.with_name(f"{name}.txt")))
        except QuizgenError:
            facts = []
        gold = json.loads(gold_file.read_text("utf-8"))
        found = [item for item in gold if any(matches(item, fact) for fact in facts)]
        total.update(item["kind"] for item in gold)
        hit.update(item["kind"] for item in found)
        print(f"{name}: {len(found)} of {len(gold)} gold facts, {len(facts)} facts")
    figures = {f"recall {kind}": 100 * hit[kind] / count for kind, count in total.most_common()}
    return figures | {"recall all": 100 * hit.total() / total.total()}

"""Coverage: which of the things that a teacher asks, or that a reader marked as facts, some proposal asks.

Mechanical: a proposal whose evidence overlaps, with the same answer. Three sets: the gold facts, the reference cards of the
Moscow talks, and 120 questions of a teacher; for each a table of what is missing by kind.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from evaluation.articles import SHARED, shared_article
from evaluation.facts import content
from evaluation.proposals import proposals_of
from quizgen import gazetteer
from quizgen.models import Article, Proposal
from quizgen.read import read_article

TEACHER = SHARED.parent / "coverage" / "teacher-questions.jsonl"
POOL = SHARED.parent / "pool"
EMPTY = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "by",
        "with",
        "from",
        "and",
        "or",
        "because",
        "since",
        "as",
        "that",
        "it",
        "its",
        "they",
        "their",
        "was",
        "were",
        "is",
        "are",
        "be",
        "been",
        "had",
        "has",
        "have",
        "about",
        "approximately",
        "around",
        "over",
        "more",
        "than",
        "when",
        "after",
        "he",
        "she",
        "his",
        "her",
    ]
)
ALIKE = 0.6  # of the wanted words that tell
LONGER = 2.5  # times as many words as wanted, at most: else it says something else too


def same_answer(said: str, wanted: str) -> bool:
    """Whether an answer says what is wanted: most of its words that tell, and little else."""
    said = re.sub(r"(?<=\d),(?=\d{3})", "", said)
    a, b = content(said) - EMPTY, content(wanted) - EMPTY
    if not a or not b:
        return said.lower() == wanted.lower()
    return len(a & b) >= ALIKE * len(b) and len(a) <= max(LONGER * len(b), len(b) + 2)


def asks(proposal: Proposal, start: int, end: int, answer: str) -> bool:
    """Whether a proposal's evidence overlaps these characters, and its answer is the same."""
    overlap = proposal.evidence.start < end and start < proposal.evidence.end
    said = proposal.note if proposal.form == "true-false" else _with_unit(proposal)
    return overlap and any(same_answer(each, answer) for each in (said, proposal.answer, *proposal.also_accept) if each)


def _with_unit(proposal: Proposal) -> str:
    """The answer with the unit that the question supplies: "48 hours" of "within ____ hours", "how many hours"."""
    unit = re.search(r"(?i)(?:\bhow many|____)[ -](\w+)", proposal.stem)
    return f"{proposal.answer} {unit[1]}" if unit is not None else proposal.answer


def _variants(answer: str) -> list[str]:
    """`BBC (British Broadcasting Corporation)`: either is right; so is the name of "Hale, a painter", and of "Doha, Qatar"; "8000" is "8,000"."""
    answer = re.sub(r"(?<=\d),(?=\d{3})", "", answer)
    if match := re.fullmatch(r"([^()]+) \(([^()]+)\)", answer):
        return [answer, match[1], match[2]]
    if described := re.fullmatch(r"((?:[A-Z][\w’'.-]*\s?)+), [a-z].*", answer):
        return [answer, described[1]]
    town = re.fullmatch(r"([A-Z][\w’'. -]+), [A-Z][\w’'. -]+", answer)
    return [answer, town[1]] if town is not None and gazetteer.place(town[1]) is not None else [answer]


def _covered(proposals: Sequence[Proposal], start: int, end: int, answer: str) -> bool:
    return any(asks(each, start, end, variant) for each in proposals for variant in _variants(answer))


def _place(article: Article, evidence: str) -> tuple[int, int]:
    """Where a sentence stands in the article as read; (-1, -1) where it does not."""
    pattern = r"\s+".join(re.escape(word) for word in evidence.split())
    match = re.search(pattern, article.text)
    return match.span() if match else (-1, -1)


def _figures(name: str, total: Counter[str], hit: Counter[str], missed: Iterable[str], show: bool) -> dict[str, float]:
    kinds = "; ".join(f"{kind} {total[kind] - hit[kind]} of {total[kind]}" for kind, _ in total.most_common())
    print(f"{name}: missing {kinds}")
    for each in missed if show else ():
        print(f"   {each}")
    return {name: 100 * hit.total() / total.total()} if total else {}


def gold(show: bool = False) -> dict[str, float]:
    """The gold facts of the articles."""
    total, hit, missed = Counter[str](), Counter[str](), list[str]()
    for path in sorted(SHARED.glob("*/*.gold.json")):
        proposals = proposals_of(shared_article(path.with_name(path.name.replace(".gold.json", ".txt"))))
        for item in json.loads(path.read_text("utf-8")):
            total[item["kind"]] += 1
            start = int(item["offset"])
            if _covered(proposals, start, start + len(item["evidence"]), item["answer"]):
                hit[item["kind"]] += 1
            else:
                missed.append(f"{item['kind']}: {item['answer']} | {item['evidence'][:200]}")
    return _figures("covered gold", total, hit, missed, show)


def reference(show: bool = False) -> dict[str, float]:
    """The cards of a strong model on the Moscow talks; they name no evidence, so a proposal must share words with the card."""
    total, hit, missed = Counter[str](), Counter[str](), list[str]()
    for path in sorted(SHARED.glob("*/*.reference.json")):
        article = shared_article(path.with_name(path.name.replace(".reference.json", ".txt")))
        proposals = proposals_of(article)
        for card in json.loads(path.read_text("utf-8")):
            total["card"] += 1
            near = [each for each in proposals if len(content(each.stem) & content(card["question"]) - EMPTY) >= 2]
            if _covered(near, 0, len(article.text), card["answer"]):
                hit["card"] += 1
            else:
                missed.append(f"{card['question']} | {card['answer']}")
    return _figures("covered reference", total, hit, missed, show)


def teacher(show: bool = False) -> dict[str, float]:
    """A teacher's questions on ten articles of the pool."""
    total, hit, missed = Counter[str](), Counter[str](), list[str]()
    read: dict[str, tuple[Article, list[Proposal]]] = {}
    for line in TEACHER.read_text("utf-8").splitlines() if TEACHER.is_file() else ():
        item = json.loads(line)
        name = item["article"]
        if name not in read:
            article = read_article(next(POOL.glob(f"shelf-0[56]/{name}.txt")))
            read[name] = article, proposals_of(article)
        article, proposals = read[name]
        start, end = _place(article, item["evidence"])
        kind = item["why_missing"].partition(":")[0] or "asked by the sketch"
        total[kind] += 1
        if start >= 0 and _covered(proposals, start, end, item["answer"]):
            hit[kind] += 1
        else:
            missed.append(f"{kind}: {item['question']} | {item['answer']} | {item['evidence'][:200]}")
    return _figures("covered teacher", total, hit, missed, show)


def measure() -> dict[str, float]:
    """The share of each set that some proposal asks, in per cent; prints what is missing by kind."""
    return gold() | reference() | teacher()


if __name__ == "__main__":
    for figures in (reference(True), teacher(True), gold(True)):
        print(figures)

"""Docs built by hand: trees of tests/cases/trees, cases of tests/cases/*.md, and what the stages make of them in lines.

A tree is a block: `# ` and the sentence as it stands in a text, then one word a line: word, Penn tag, label, head, and
the type of the name that it belongs to. The head is a word of the sentence, `word@2` where it is the second such word;
the root's is `-`. Side by side, words of one type are one name; a new name begins with `B-`.

A case is a row of a table: hit or refusal, the article (`¶` parts paragraphs, `same` is the article of the row above), a
line that must or must not come out (`*` stands for any words), and, where the code does not do so yet, why.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import numpy as np
import pytest

from quizgen.annotate.engine import Engine
from quizgen.annotate.layers import annotate
from quizgen.annotate.lemmas import lemma
from quizgen.annotate.pipeline import MODEL, paragraphs
from quizgen.annotated import Annotated
from quizgen.ask.propose import propose
from quizgen.ask.templates import load_templates
from quizgen.extract import extract_facts
from quizgen.judge.guards import stops
from quizgen.models import Article, ArticleInfo, Fact, Paragraph
from quizgen.resources import template_folder
from quizgen.tokens import Doc, Parse

CASES = Path(__file__).parent / "cases"
POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB",
    "VBP": "VERB", "VBZ": "VERB", "MD": "AUX", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "RB": "ADV", "RBR": "ADV", "RBS": "ADV",
    "DT": "DET", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WP$": "PRON", "WDT": "PRON", "WRB": "ADV", "CD": "NUM", "IN": "ADP",
    "TO": "PART", "POS": "PART", "CC": "CCONJ", "EX": "PRON", "RP": "ADP", "$": "SYM", "UH": "INTJ",
}  # fmt: skip


class Word(NamedTuple):
    text: str
    tag: str
    pos: str
    label: str
    head: int  # position in the sentence; a root is its own head
    name: str  # BIO tag


@dataclass(frozen=True)
class Case:
    pattern: str
    hit: bool
    text: str
    title: str
    published: date | None
    line: str
    fault: str  # why it does not hold yet


# ------------------------------------------------------------------------------------------------------------------ trees


@cache
def trees() -> dict[str, tuple[Word, ...]]:
    """All trees by their sentence."""
    found: dict[str, tuple[Word, ...]] = {}
    for path in sorted((CASES / "trees").glob("*.txt")):
        for block in re.split(r"\n\s*\n", path.read_text("utf-8").strip()):
            lines = [line for line in block.splitlines() if not line.startswith("## ")]
            if lines:
                sentence = lines[0].removeprefix("# ")
                assert lines[0].startswith("# ") and sentence not in found, f"{path.name}: {lines[0]}"  # noqa: PT018
                found[sentence] = tuple(_words(sentence, [line.split() for line in lines[1:]]))
    return found


def _words(sentence: str, rows: Sequence[Sequence[str]]) -> Iterator[Word]:
    names = [f"{row[0]}@{[r[0] for r in rows[: i + 1]].count(row[0])}" for i, row in enumerate(rows)]
    before = ""
    for i, row in enumerate(rows):
        text, tag, label, head = row[:4]
        kind = row[4] if len(row) > 4 else ""
        once = sum(r[0] == head for r in rows) == 1
        assert head == "-" or once or "@" in head, f"{sentence}: which {head!r} is the head of {text!r}?"
        at = i if head == "-" else names.index(head if "@" in head else f"{head}@1")
        name = kind if kind.startswith("B-") else f"{'I' if kind == before else 'B'}-{kind}" if kind else "O"
        before = kind.removeprefix("B-")
        yield Word(text, tag, _pos(text, tag, label), label, at, name)


def _pos(text: str, tag: str, label: str) -> str:
    """The universal tag, which in English the Penn tag and the label give."""
    if text == "%":
        return "SYM"
    if label in ("aux", "aux:pass", "cop"):
        return "AUX"
    if tag == "IN" and (label == "mark" or text.lower() == "that"):
        return "SCONJ"
    if tag == "DT" and not label.startswith("det") and label != "cc:preconj":
        return "PRON"
    if text.lower() in ("not", "n’t"):
        return "PART"
    return POS.get(tag, "PUNCT")


# ------------------------------------------------------------------------------------------------------------------- docs


def build(text: str) -> Doc:
    """The Doc of a text whose sentences have trees; every sentence without one is an error."""
    words: list[Word] = []
    spaces: list[bool] = []
    for number, paragraph in enumerate(text.split("\n\n")):
        if number:
            words.append(Word("\n\n", "_SP", "SPACE", "dep", len(words) - 1, "O"))
            spaces.append(False)
        for sentence, last in _sentences(paragraph):
            start, rest = len(words), sentence
            for word in trees()[sentence]:
                assert rest.startswith(word.text), f"{sentence}: {word.text!r} does not stand at {rest!r}"
                rest = rest[len(word.text) :]
                words.append(word._replace(head=start + word.head))
                spaces.append(rest.startswith(" ") or (not rest and not last))
                rest = rest.lstrip()
            assert not rest, f"{sentence}: no tree for {rest!r}"
    return Doc(
        Parse(
            words=[word.text for word in words],
            spaces=spaces,
            lemmas=[word.text if word.pos == "SPACE" else lemma(word.text, word.pos, word.tag) for word in words],
            pos=[word.pos for word in words],
            tags=[word.tag for word in words],
            heads=[word.head for word in words],
            deps=["ROOT" if word.label == "root" else word.label for word in words],
            names=[word.name for word in words],
            states=_states(tuple(word.text for word in words)),
        )
    )


def untagged(text: str) -> Doc:
    """The words of a text hung on the first, without tags or names."""
    words = text.split()
    size = len(words)
    blank = [""] * size
    return Doc(
        Parse(
            words=words,
            spaces=[True] * (size - 1) + [False] * bool(size),
            lemmas=words,
            pos=blank,
            tags=blank,
            heads=[0] * size,
            deps=blank,
            names=["O"] * size,
        )
    )


@cache
def _states(words: tuple[str, ...]) -> np.ndarray:
    """What the real encoder knows of the words: trees and names are built by hand, how words look in company is not."""
    found = {}
    for places in paragraphs(words):
        states = _engine().analyse([words[i] for i in places]).states
        found |= dict(zip(places, states, strict=True))
    blank = np.zeros_like(next(iter(found.values())))
    return np.array([found.get(i, blank) for i in range(len(words))])


@cache
def _engine() -> Engine:
    return Engine(MODEL)


def _sentences(paragraph: str) -> Iterator[tuple[str, bool]]:
    """The sentences of a paragraph, and whether each is its last."""
    while paragraph:
        known = [sentence for sentence in trees() if paragraph.startswith(sentence)]
        assert known, f"no tree for: {paragraph}"
        sentence = max(known, key=len)
        paragraph = paragraph[len(sentence) :].lstrip()
        yield sentence, not paragraph


@cache
def annotated(text: str, title: str = "", published: date | None = None) -> Annotated:
    """The text with the project's own layers over its hand-built Doc."""
    starts = [0, *[match.end() for match in re.finditer(r"\n\n", text)]]
    ends = [*[match.start() for match in re.finditer(r"\n\n", text)], len(text)]
    article = Article(
        info=ArticleInfo(id="test", title=title or "An article of the tests about it", published=published),
        text=text,
        paragraphs=tuple(Paragraph(start=start, end=end) for start, end in zip(starts, ends, strict=True)),
    )

    def read(given: str) -> Doc:  # few titles have a tree; the others have no names either
        return build(given) if given == text or given in trees() else untagged(given)

    with patch("quizgen.annotate.pipeline.load_pipeline", return_value=read):
        return annotate(article)


# ------------------------------------------------------------------------------------------------------------------ lines


@cache
def lines(text: str, title: str = "", published: date | None = None) -> tuple[str, ...]:
    """What comes of a text: `refers It: Norway`, `date 1907: Norway signed ... in 1907.`, `short: stem = answer`.

    Questions are the proposals that no guard stops; which of them are asked, the reader decides.
    """
    article = annotated(text, title, published)
    out = [f"refers {article.doc[i].text}: {entity.name}" for i, entity in sorted(article.reference.items())]
    facts = [fact for fact in extract_facts(article) if fact.kind != "argument"]  # those have cases of their own
    out += [f"{kind_of(fact)} {asked(fact)}: {fact.statement}" for fact in facts]
    proposals = propose(article, facts, load_templates(template_folder()))
    asked_of_facts = (
        each for each in proposals if not each.template.startswith("sentence-")
    )  # those have their own cases
    out += [f"{each.form}: {each.stem} = {each.answer}" for each in asked_of_facts if not stops(each)]
    return tuple(out)


def kind_of(fact: Fact) -> str:
    """The kind; words that need what stands around them are a "kept quotation", which is not asked."""
    return "kept quotation" if fact.kind == "quotation" and not fact.anchors else fact.kind


def asked(fact: Fact) -> str:
    """The slot that a fact is about."""
    if fact.kind == "role":
        return f"{'former ' if fact.former else ''}{fact.role}"
    if fact.kind == "participant":
        return f"{', '.join(fact.participants)} {fact.part}"
    if fact.kind == "relation":
        part = fact.clause.asked() if fact.clause is not None else None
        return part.text if part is not None else fact.object
    slot = {"date": "when", "place": "place", "quotation": "speaker", "quantity": "value", "definition": "term"}[
        fact.kind
    ]
    return str(getattr(fact, slot))


# ------------------------------------------------------------------------------------------------------------------ cases


def read_cases(name: str) -> list[Case]:
    """The rows of cases/<name>.md. `Title:` and `Published:` above a table hold for it."""
    found: list[Case] = []
    pattern = title = text = ""
    published: date | None = None
    for line in (CASES / f"{name}.md").read_text("utf-8").splitlines():
        if line.startswith("## "):
            pattern, title, published = line[3:], "", None
        elif line.startswith("Title: "):
            title = line.removeprefix("Title: ")
        elif line.startswith("Published: "):
            published = date.fromisoformat(line.removeprefix("Published: "))
        elif line.startswith(("| hit |", "| refusal |")):
            verdict, article, wanted, *fault = (cell.strip() for cell in line.strip("| ").split("|") if cell.strip())
            text = text if article == "same" else article.replace(" ¶ ", "\n\n")
            found.append(Case(pattern, verdict == "hit", text, title, published, wanted, " ".join(fault)))
    return found


def parameters(cases: Sequence[Case]) -> list[object]:
    """The cases for parametrize; what does not hold yet is expected to fail."""
    made = []
    for number, case in enumerate(cases):
        marks = [pytest.mark.xfail(strict=True, reason=case.fault)] if case.fault else []
        name = re.sub(r"\W+", "-", f"{case.pattern} {'hit' if case.hit else 'refusal'} {number}").strip("-")
        made.append(pytest.param(case, id=name.lower(), marks=marks))
    return made


def check(case: Case) -> None:
    """A hit's line comes out, a refusal's does not."""
    out = lines(case.text, case.title, case.published)
    found = [line for line in out if fnmatchcase(line, case.line)]
    assert bool(found) == case.hit, "\n".join(["", *out])

"""Corpora of chains in one shape: which phrases of a text mean the same, by their characters.

GUM marks every phrase, also those spoken of once. LitBank and MEANTIME mark some sorts of things only: a phrase that they
do not mark tells nothing. GAP marks one pronoun in each text, and two names, one of which or neither is meant.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from evaluation.chains import read_gold
from training.evaluate import spaced

GENRES = frozenset(["news", "bio", "interview", "voyage", "textbook", "academic", "speech", "court", "vlog", "conversation"])  # fmt: skip
STRETCH = 4  # sentences of a paragraph where the corpus does not tell its paragraphs


class Chained(NamedTuple):
    """A text with its marked phrases (first character, character after the last, chain)."""

    name: str
    genre: str
    title: str
    text: str
    marked: list[tuple[int, int, str]]
    parts: dict[str, set[str]]  # chain -> the chains that it means together
    whole: bool  # every phrase is marked
    rivals: str = ""  # GAP: "name:" begins the chains of the two names, and nothing else is known


def gum(path: Path) -> Iterator[Chained]:
    for gold in read_gold(path, GENRES):
        marked = [(each.start, each.end, each.chain) for each in gold.mentions]
        yield Chained(gold.name, gold.genre, "", gold.text, marked, gold.parts, True)


def litbank(folder: Path) -> Iterator[Chained]:
    """LitBank (Bamman et al. 2020): chains of people, places, vehicles and organisations in fiction."""
    for path in sorted(folder.glob("*.conll")):
        yield _columns(path.stem, "fiction", path.read_text("utf-8").splitlines(), 3)


def meantime(path: Path) -> Iterator[Chained]:
    """MEANTIME (Minard et al. 2016): news, chains inside a document."""
    lines: list[str] = []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#end"):
            yield _columns(lines[1].split("\t")[0], "news", lines, 3)
            lines = []
        else:
            lines.append(line)


def _columns(name: str, genre: str, lines: list[str], form: int) -> Chained:
    """A document with a word a line and the brackets of its mentions in the last column."""
    text, sentences = "", 0
    marked: list[tuple[int, int, str]] = []
    opened: dict[str, list[int]] = defaultdict(list)
    words: list[str] = []
    brackets: list[str] = []
    for line in [*lines, ""]:
        column = line.split("\t")
        if len(column) > form and not line.startswith("#"):
            words.append(column[form])
            brackets.append(column[-1])
        elif words:
            for word, space, bracket in zip(words, spaced(words), brackets, strict=True):
                start, end = len(text), len(text) + len(word)
                for each in re.split(r"\|\s*", bracket):
                    chain = each.strip("() ")
                    if each.strip().startswith("("):
                        opened[chain].append(start)
                    if each.strip().endswith(")") and opened[chain]:
                        marked.append((opened[chain].pop(), end, chain))
                text += word + (" " if space else "")
            sentences += 1
            text = text.rstrip() + ("\n\n" if sentences % STRETCH == 0 else " ")
            words, brackets = [], []
    return Chained(name, genre, "", text.rstrip() + "\n", marked, {}, False)


def gap(folder: Path) -> Iterator[Chained]:
    """GAP (Webster et al. 2018): Wikipedia, one pronoun and two names a text."""
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                at = int(row["Pronoun-offset"])
                marked = [(at, at + len(row["Pronoun"]), "pronoun")]
                for name in "AB":
                    start = int(row[f"{name}-offset"])
                    right = row[f"{name}-coref"].upper() == "TRUE"
                    marked.append((start, start + len(row[name]), "pronoun" if right else f"name:{name}"))
                title = row["URL"].rsplit("/", 1)[-1].split("(")[0].replace("_", " ").strip()
                if any(chain == "pronoun" for *_, chain in marked[1:]):
                    yield Chained(row["ID"], "gap", title, row["Text"], marked, {}, False, "name:")

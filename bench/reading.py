"""How much of saved pages is read right, beside trafilatura and readability-lxml alone: `PAGES=folder[:folder] python bench/reading.py`.

A folder is the test pages of mozilla/readability (`*/source.html` with `expected.html`) or a checkout of
scrapinghub/article-extraction-benchmark (`html/*.html.gz` with `ground-truth.json`). Nothing is fetched. The figures are
over the words of each page as a bag: mean F1, and how many pages of 150 words and more reach a recall of 0.95 and a precision
of 0.9. The title is not counted, since one of the sets has it and the other has not.
"""

import gzip
import json
import logging
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from lxml import html

from quizgen.errors import ReadError
from quizgen.read.html import page

# A character of a script without spaces is a word.
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
LONG = 150  # words


class Page(NamedTuple):
    name: str
    markup: str
    expected: Counter[str]


class Score(NamedTuple):
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / ((self.precision + self.recall) or 1)


def pages(folder: Path) -> Iterator[Page]:
    """The saved pages of a folder, in either of the two layouts."""
    truth = folder / "ground-truth.json"
    if truth.is_file():
        for name, record in sorted(json.loads(truth.read_text("utf-8")).items()):
            markup = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()).decode("utf-8", "replace")
            yield Page(name[:12], markup, words(record.get("articleBody", "")))
    for source in sorted(folder.glob("*/source.html")):
        expected = html.fromstring(source.with_name("expected.html").read_text("utf-8"))
        yield Page(source.parent.name, source.read_text("utf-8"), words(" ".join(expected.itertext())))


def words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text))


def quizgen(markup: str) -> str:
    try:
        found = page(markup, "page")
    except ReadError:
        return ""
    return " ".join(block.text for block in found.blocks if block.text != found.title)


def trafilatura(markup: str) -> str:
    import trafilatura

    return trafilatura.extract(markup, include_comments=False) or ""


def readability(markup: str) -> str:
    from readability import Document

    try:
        return " ".join(html.fromstring(Document(markup).summary()).itertext())
    except Exception:  # whatever it raises on a page that it cannot take, it has read nothing
        return ""


READERS: dict[str, Callable[[str], str]] = {"quizgen": quizgen, "trafilatura": trafilatura, "readability": readability}


def score(found: Counter[str], expected: Counter[str]) -> Score:
    same = (found & expected).total()
    return Score(same / (found.total() or 1), same / (expected.total() or 1))


def main() -> None:
    folders = [Path(each) for each in os.environ.get("PAGES", "").split(os.pathsep) if each]
    if not folders:
        print("reading: no saved pages to measure on; name their folders with PAGES=")
        return
    logging.disable(logging.CRITICAL)
    told = len(sys.argv) > 1 and sys.argv[1] == "--pages"
    for folder in folders:
        scores: dict[str, list[Score]] = {}
        long: list[bool] = []
        for each in pages(folder):
            long.append(each.expected.total() >= LONG)
            for name, reader in READERS.items():
                scores.setdefault(name, []).append(score(words(reader(each.markup)), each.expected))
            if told:
                row = (
                    f"{name} {s[-1].f1:.3f} (p {s[-1].precision:.3f}, r {s[-1].recall:.3f})"
                    for name, s in scores.items()
                )
                print(f"{each.name[:40]:<40}  {'  '.join(row)}")
        print(f"{folder}: {len(long)} pages, {sum(long)} of them of {LONG} words and more")
        for name, found in scores.items():
            whole = [s for s, is_long in zip(found, long, strict=True) if is_long]
            print(
                f"  {name:<12} F1 {mean(s.f1 for s in found):.4f}, of the longer ones {mean(s.f1 for s in whole):.4f},"
                f" recall 0.95 in {sum(s.recall >= 0.95 for s in whole)}, precision 0.9 in {sum(s.precision >= 0.9 for s in whole)}"
            )


if __name__ == "__main__":
    main()

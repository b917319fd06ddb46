"""One article as a web page, a PDF in two columns and a Word document: the same text, and the same deck, as in plain text."""

from collections.abc import Callable, Sequence
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from comparing import learned, pieces
from producers import Part, make_docx, make_html, make_pdf

from quizgen.models import Article
from quizgen.read import read_article, read_bytes

ROOT = Path(__file__).resolve().parents[2]
SEEDS = sorted((ROOT / "seeds").glob("*.md"))
ARTICLES = ROOT.parent / "shared" / "articles"
SAMPLE = [
    path for name in ("gum-news-asylum", "gum-voyage-york") if (path := ARTICLES / "dev" / f"{name}.txt").is_file()
]
ALL = sorted(ARTICLES.rglob("*.txt"))
DAY = date(2021, 10, 20)  # that of the page made around the article
WRAPPINGS: dict[str, Callable[[Sequence[Part]], bytes]] = {
    "html": lambda parts: make_html(parts).encode(),
    "pdf": make_pdf,
    "docx": make_docx,
}


@cache
def plain(path: Path) -> tuple[Article, list[Part], dict[str, Any]]:
    """An article, its parts with the title first, and its deck."""
    article = read_article(path, published=DAY)
    parts = pieces(article)
    return article, parts if parts[0][0] == "title" else [("title", article.info.title), *parts], learned(article)


def wrapped(path: Path, form: str) -> Article:
    article, parts, _ = plain(path)
    return read_bytes(WRAPPINGS[form](parts), f"a.{form}", published=DAY, article_id=article.info.id)


@pytest.mark.parametrize("form", WRAPPINGS)
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_seeds(path: Path, form: str) -> None:
    _, parts, deck = plain(path)
    article = wrapped(path, form)
    assert pieces(article) == parts
    assert learned(article) == deck


@pytest.mark.skipif(not SAMPLE, reason="the articles to develop on are not here: ../shared/articles")
@pytest.mark.parametrize("form", WRAPPINGS)
@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_other_articles(path: Path, form: str) -> None:
    _same(path, form)


@pytest.mark.slow
@pytest.mark.skipif(not ALL, reason="the articles to develop on are not here: ../shared/articles")
@pytest.mark.parametrize("form", WRAPPINGS)
@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_all_articles(path: Path, form: str) -> None:
    _same(path, form)


def _same(path: Path, form: str) -> None:
    _, parts, deck = plain(path)
    article = wrapped(path, form)
    wanted, found = " ".join(text for _, text in parts).split(), article.text.split()
    same = sum(match.size for match in SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks())
    assert same >= 0.99 * max(len(wanted), len(found))
    made = learned(article)
    # Of a PDF, a mark or a hyphen at the end of a line may be read otherwise: in evidence, hardly ever in a question.
    different = [
        key for key in ("title", "questions", *(() if form == "pdf" else ("facts",))) if made[key] != deck[key]
    ]
    assert different == []

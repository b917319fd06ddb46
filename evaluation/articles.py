"""The articles that are measured on: the project's seeds, and those that lie beside the checkout, where they do."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from quizgen.models import Article
from quizgen.read import read_article

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "articles"


def shared_article(path: Path) -> Article:
    """A text with its publication date from the JSON file beside it."""
    published = json.loads(path.with_suffix(".json").read_text("utf-8")).get("published")
    return read_article(path, published=date.fromisoformat(published[:10]) if published else None)


def articles() -> Iterator[tuple[str, Article]]:
    """Name and article: seeds as `seed-NAME`."""
    for path in sorted((ROOT / "seeds").glob("*.md")):
        yield f"seed-{path.stem}", read_article(path)
    for path in sorted(SHARED.glob("*/*.txt")):
        yield path.stem, shared_article(path)

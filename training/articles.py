"""Articles out of the treebank GUM: title, publication date and paragraphs, as their readers met them."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from quizgen.models import Article
from quizgen.read.text import read_text
from training.conllu import open_text

DATED = ("news", "interview", "speech")  # genres whose `dateCreated` is the day of publication


def gum_articles(path: Path) -> Iterator[tuple[str, Article]]:
    """Name ("gum-bio-dvorak") and article for each document of one CoNLL-U file."""
    name, meta, blocks = "", dict[str, str](), list[str]()
    for line in open_text(path):
        if line.startswith("# newdoc id"):
            if name:
                yield "gum-" + name.replace("_", "-"), _article(name, meta, blocks)
            name, meta, blocks = line.partition("GUM_")[2], {}, []
        elif line.startswith("# meta::"):
            key, _, value = line.removeprefix("# meta::").partition(" = ")
            meta[key] = value
        elif line.startswith("# newpar") or (line.startswith("# text = ") and not blocks):
            blocks.append("")
        if line.startswith("# text = "):
            blocks[-1] = f"{blocks[-1]} {line.removeprefix('# text = ')}".strip()
    if name:
        yield "gum-" + name.replace("_", "-"), _article(name, meta, blocks)


def _article(name: str, meta: dict[str, str], blocks: list[str]) -> Article:
    title = meta.get("title", name)
    body = [block for block in blocks if block]
    if body and re.sub(r"\W", "", body[0]).lower() == re.sub(r"\W", "", title).lower():
        body = body[1:]
    day = meta.get("dateCreated", "") if name.split("_")[0] in DATED else ""
    published = date.fromisoformat(day) if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None
    return read_text("\n\n".join([title, *body]) + "\n", name, published=published)

"""Article -> Markdown with front matter, which reads as the same article."""

import re

import yaml

from quizgen.models import Article

_MARKS = {"title": "# ", "heading": "## ", "item": "- ", "paragraph": ""}


def as_markdown(article: Article) -> str:
    """The article as a text that a person can mend: what is known of it first, then its paragraphs, a blank line between."""
    info = article.info
    front = {
        "title": info.title,
        "byline": info.byline,
        "published": info.published,
        "source": info.source,
        "id": info.id,
    }
    head = yaml.safe_dump(
        {key: value for key, value in front.items() if value}, allow_unicode=True, sort_keys=False, width=1000
    )
    blocks = [
        _MARKS[paragraph.kind] + _escaped(" ".join(article.text[paragraph.start : paragraph.end].split()))
        for paragraph in article.paragraphs
        if paragraph.kind != "title"
    ]
    return f"---\n{head}---\n\n" + "\n\n".join(blocks) + "\n"


def _escaped(line: str) -> str:
    """The line with a backslash before what would be read as a mark."""
    return re.sub(r"([*_`\\])", r"\\\1", line)

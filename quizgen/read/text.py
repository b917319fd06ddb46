"""Plain text and Markdown -> Article. Offsets count characters of the decoded file, front matter included."""

import re
from datetime import date, datetime
from typing import Any

import yaml

from quizgen.errors import ReadError
from quizgen.ids import slug
from quizgen.models import Article, ArticleInfo, Paragraph
from quizgen.read.characters import blanked

FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?\r?\n)---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
FEWEST_LETTERS = 40
LONGEST_FRONT = 20_000  # characters
LONGEST_WORD = 1_000  # characters; a paragraph with a longer one is data, no prose


def read_text(text: str, name: str, published: date | None = None, title: str = "", article_id: str = "") -> Article:
    """Article of a text; `name` is used in messages. Title: given, front matter, `# heading`, or the first line."""
    text = blanked(text)
    front: dict[str, Any] = {}
    start = 0
    if match := FRONT_MATTER.match(text):
        start = match.end()
        front = _front_matter(match.group(1), name)
    paragraphs = _paragraphs(text, start)
    if sum(character.isalpha() for p in paragraphs for character in text[p.start : p.end]) < FEWEST_LETTERS:
        raise ReadError(f"{name}: there is no article in it; give a text of at least a few sentences")
    found = str(front.get("title", "")).strip()
    if not found:
        first = paragraphs[0]
        found = text[first.start : first.end].lstrip("# ").strip()
        if first.kind == "heading" or (
            len(found.split()) <= 25 and not found.endswith((".", "”", '"')) and len(paragraphs) > 1
        ):
            paragraphs = [first.model_copy(update={"kind": "title"}), *paragraphs[1:]]
        else:
            found = " ".join(found.split()[:12])
    info = ArticleInfo(
        id=article_id or str(front.get("id") or front.get("url") or slug(title or found)),
        title=title or found,
        published=published or _date(front.get("published"), name),
        byline=str(front.get("byline") or ""),
        source=str(front.get("source") or front.get("url") or ""),
    )
    return Article(info=info, text=text, paragraphs=tuple(paragraphs))


def _front_matter(block: str, name: str) -> dict[str, Any]:
    try:
        front = yaml.safe_load(block) if len(block) <= LONGEST_FRONT else None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise ReadError(
            f"{name}: the front matter between the --- lines is not YAML; write lines like `title: ...`"
        ) from None
    if not isinstance(front, dict):
        raise ReadError(f"{name}: the front matter has no `key: value` lines; write lines like `title: ...`")
    # Single values only: aliases make a small list of lists endless, and large numbers refuse to be written out.
    return {
        str(key): value
        for key, value in front.items()
        if isinstance(key, str)
        and (isinstance(value, str | float | date) or (isinstance(value, int) and abs(value) < 10**18))
    }


def _date(value: Any, name: str) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise ReadError(f"{name}: published: {value!r} is not a date; write it as 2021-10-19") from None


def _paragraphs(text: str, start: int) -> list[Paragraph]:
    """By blank lines; when there are none, every line is a paragraph."""
    body = text[start:]
    # Both patterns are linear: they begin at line starts only and never try the rest of a line twice.
    by_blank_lines = re.search(r"\S[^\S\n]*\n[ \t]*\r?\n\s*\S", body) is not None
    # A heading or a list item is a paragraph of its own, blank line or not.
    mark = r"(?:#{1,6}[ \t]|[-*•][ \t]|\d+[.)][ \t])"
    line = r"[^\S\n]*\S[^\n]*"
    pattern = (
        rf"(?m)^(?:[ \t]*{mark}[^\n]*|{line}(?:\n(?![ \t]*(?:\r?\n|{mark})){line})*)"
        if by_blank_lines
        else rf"(?m)^{line}"
    )
    found = []
    for match in re.finditer(pattern, body):
        a, b = match.span()
        while a < b and body[a].isspace():
            a += 1
        while b > a and body[b - 1].isspace():
            b -= 1
        if a == b or re.fullmatch(r"[-=*_#\s]+", body[a:b]):
            continue
        if b - a > LONGEST_WORD and max(len(word) for word in body[a:b].split()) > LONGEST_WORD:
            continue
        kind = "paragraph"
        if marker := re.match(r"#{1,6}[ \t]+", body[a:b]):
            kind, a = "heading", a + marker.end()
        elif marker := re.match(r"(?:[-*•]|\d+[.)])[ \t]+", body[a:b]):
            kind, a = "item", a + marker.end()
        elif len(body[a:b].split()) <= 10 and not body[a:b].endswith((".", "!", "?", ":", ";", "”", '"', ",", "’")):
            kind = "heading"  # a short line that is no sentence
        found.append(Paragraph.model_validate({"start": start + a, "end": start + b, "kind": kind}))
    return found

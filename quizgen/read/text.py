"""Plain text and Markdown -> Article. Offsets count characters of the decoded file, front matter included."""

import re
from datetime import date, datetime
from typing import Any

import yaml

from quizgen.errors import ReadError
from quizgen.ids import slug
from quizgen.models import Article, ArticleInfo, Paragraph
from quizgen.read.blocks import SENTENCE_ENDS
from quizgen.read.characters import blanked
from quizgen.read.dateline import credit_lines, written_date
from quizgen.read.furniture import is_furniture
from quizgen.read.limits import LONGEST_WORD
from quizgen.read.markup import without_markup
from quizgen.read.wires import read_dateline, without_datelines

FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?\r?\n)---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
FEWEST_LETTERS = 40
LONGEST_FRONT = 20_000  # characters


def read_text(text: str, name: str, published: date | None = None, title: str = "", article_id: str = "") -> Article:
    """Article of a text; `name` is used in messages. Title: given, front matter, `# heading`, or the first line."""
    text = blanked(text)
    front: dict[str, Any] = {}
    start = 0
    if match := FRONT_MATTER.match(text):
        start = match.end()
        front = _front_matter(match.group(1), name)
    text = text[:start] + without_markup(text[start:])
    paragraphs = _paragraphs(text, start)
    if sum(character.isalpha() for p in paragraphs for character in text[p.start : p.end]) < FEWEST_LETTERS:
        raise ReadError(f"{name}: there is no article in it; give a text of at least a few sentences")
    found = str(front.get("title", "")).strip()
    if not found:
        paragraphs = [*_opening_lines(text, paragraphs[0]), *paragraphs[1:]]
        first = paragraphs[0]
        found = " ".join(text[first.start : first.end].lstrip("# ").split())
        told = read_dateline(text[first.start : first.end])
        if told is not None:  # a report without a title
            found = " ".join(text[first.start + told.length : first.end].split()[:12])
        elif first.kind == "heading" or (
            len(found.split()) <= 25 and not found.endswith((".", "”", '"')) and len(paragraphs) > 1
        ):
            paragraphs = [first.model_copy(update={"kind": "title"}), *paragraphs[1:]]
        else:
            found = " ".join(found.split()[:12])
    below = 1 if paragraphs[0].kind == "title" else 0
    lines = [" ".join(text[p.start : p.end].split()) for p in paragraphs[below : below + 6]]
    said = credit_lines(lines, str(front.get("byline") or front.get("author") or ""))
    paragraphs = [p for number, p in enumerate(paragraphs) if number - below not in said.lines]
    info = ArticleInfo(
        id=article_id or str(front.get("id") or front.get("url") or slug(title or found)),
        title=title or found,
        published=published or _date(front.get("published"), name) or _stated(front.get("date")) or said.published,
        byline=said.byline,
        source=str(front.get("source") or front.get("url") or ""),
        licence=str(front.get("licence") or front.get("license") or ""),
    )
    info, behind = without_datelines(info, text, paragraphs)
    return Article(info=info, text=text, paragraphs=behind)


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


def _stated(value: Any) -> date | None:
    """The `date` of front matter for other programs: whatever it is, it is no mistake."""
    return written_date(str(value or ""))


def _opening_lines(text: str, first: Paragraph) -> list[Paragraph]:
    """The first paragraph, the lines at its top that are a title, a byline or a date each on its own.

    A line that ends although the next word would have had room was not wrapped.
    """
    width = max(map(len, text.splitlines()))
    found, start = [], first.start
    while (end := text.find("\n", start, first.end)) >= 0:
        line, following = text[start:end].strip(), text[end : first.end].split(None, 1)[0]
        if len(line) + len(following) >= 0.85 * width or line.endswith(SENTENCE_ENDS) or len(line.split()) > 25:
            break
        found.append(Paragraph(start=start, end=start + len(line), kind="heading"))
        start = end + 1
        while text[start].isspace():
            start += 1
    return [*found, first.model_copy(update={"start": start})]


def _paragraphs(text: str, start: int) -> list[Paragraph]:
    """By blank lines; when there are none, every line is a paragraph."""
    body = text[start:]
    # Both patterns are linear: they begin at line starts only and never try the rest of a line twice.
    by_blank_lines = re.search(r"\S[^\S\n]*\n[ \t]*\r?\n\s*\S", body) is not None
    # A heading or a list item is a paragraph of its own, blank line or not; an item's further lines are indented.
    # A line that begins with "2020." goes on with its paragraph: only a list's first number starts a list there.
    mark, first = (rf"(?:#{{1,6}}[ \t]|[-*•][ \t]|{number}[.)][ \t])" for number in (r"\d{1,2}", "1"))
    line = r"[^\S\n]*\S[^\n]*"
    more = rf"(?:\n(?![ \t]*(?:\r?\n|{mark}))[ \t]{{2,}}\S[^\n]*)*"
    pattern = (
        rf"(?m)^(?:[ \t]*{mark}[^\n]*{more}|{line}(?:\n(?![ \t]*(?:\r?\n|{first})){line})*)"
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
        if a == b or re.fullmatch(r"[-=*_#\s]+", body[a:b]) or is_furniture(body[a:b]):
            continue
        if b - a > LONGEST_WORD and max(len(word) for word in body[a:b].split()) > LONGEST_WORD:
            continue
        kind = "paragraph"
        if marker := re.match(r"#{1,6}[ \t]+", body[a:b]):
            kind, a = "heading", a + marker.end()
        elif marker := re.match(r"(?:[-*•]|\d{1,2}[.)])[ \t]+", body[a:b]):
            kind, a = "item", a + marker.end()
        elif len(body[a:b].split()) <= 10 and not body[a:b].endswith(SENTENCE_ENDS):
            kind = "heading"  # a short line that is no sentence
        found.append(Paragraph.model_validate({"start": start + a, "end": start + b, "kind": kind}))
    return found

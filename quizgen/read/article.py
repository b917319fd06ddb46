"""Blocks -> Article: the title first, offsets that count in the text as read."""

from collections.abc import Sequence
from datetime import date

from quizgen.errors import ReadError
from quizgen.ids import slug
from quizgen.models import Article, ArticleInfo, Paragraph
from quizgen.read.blocks import SENTENCE_ENDS, Block, Extracted
from quizgen.read.dateline import credit_lines
from quizgen.read.wires import read_dateline, without_datelines

FEWEST_LETTERS = 40


def to_article(
    found: Extracted, name: str, published: date | None = None, title: str = "", article_id: str = ""
) -> Article:
    """The Article of what a format yielded: blocks parted by blank lines. ReadError when there is no article in it."""
    blocks, shown = _with_title([block for block in found.blocks if block.text], found.title)
    if sum(character.isalpha() for block in blocks for character in block.text) < FEWEST_LETTERS:
        raise ReadError(
            f"{name}: there is no article in it; if it shows one in your browser or viewer, copy it into a .txt file"
        )
    said = credit_lines([block.text for block in blocks[1:]], found.byline)
    text, paragraphs = "", []
    for number, block in enumerate(blocks):
        if number - 1 in said.lines:
            continue
        text += "\n\n" if text else ""
        paragraphs.append(Paragraph(start=len(text), end=len(text) + len(block.text), kind=block.kind))
        text += block.text
    info = ArticleInfo(
        id=article_id or found.url or slug(title or shown),
        title=title or shown,
        published=published or found.published or said.published,
        byline=said.byline,
        source=found.url,
    )
    info, behind = without_datelines(info, text, paragraphs)
    return Article(info=info, text=text + "\n", paragraphs=behind, left_out=found.left_out)


def _with_title(blocks: Sequence[Block], title: str) -> tuple[Sequence[Block], str]:
    """The blocks with the title first and once, and the title: found, a title block, or a first line that is no sentence."""
    if not blocks:
        return blocks, title or "untitled"
    wanted = _key(title)
    place = next((i for i, b in enumerate(blocks[:8]) if b.kind == "title" or (wanted and _key(b.text) == wanted)), -1)
    first = blocks[0]
    if place < 0 and not title:
        told = read_dateline(first.text)
        if told is not None:  # a report without a title
            return blocks, " ".join(first.text[told.length :].split()[:12])
        if first.kind == "heading" or (
            len(first.text.split()) <= 25 and not first.text.endswith(SENTENCE_ENDS) and len(blocks) > 1
        ):
            place = 0
        else:
            return blocks, " ".join(first.text.split()[:12])
    if place < 0:
        return [Block(text=title, kind="title"), *blocks], title
    chosen = blocks[place].text
    # A book's title page and its first chapter both have it.
    rest = [b for i, b in enumerate(blocks) if i != place and not (i < 8 and _key(b.text) == _key(chosen))]
    return [Block(text=chosen, kind="title"), *rest], chosen


def _key(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())

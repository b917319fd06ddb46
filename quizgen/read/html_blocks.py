"""The tree of a page -> blocks: each block-level element's own lines, in order."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from lxml import etree
from lxml.etree import _Element

from quizgen.read.blocks import BULLET, SENTENCE_ENDS, Block, make_block

BLOCK_TAGS = frozenset((
    "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figure", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
ITEMS = frozenset(("li", "dd"))
BOLD = frozenset(("b", "strong", "font", "i", "em", "big"))
Kind = Literal["heading", "item", "paragraph"]


class Found(NamedTuple):
    """A block, the share of its characters that are links, and the block-level element that it stands in."""

    block: Block
    linked: float
    place: _Element


class _Piece(NamedTuple):
    text: str
    linked: bool
    bold: bool


BREAK = _Piece("\n", False, False)


def blocks_of(root: _Element) -> list[Block]:
    """All text under an element as blocks."""
    return [found.block for found in walk(root)]


def walk(root: _Element) -> Iterator[Found]:
    """The blocks under an element, without recursion: hostile pages nest deeply."""
    pieces: list[_Piece] = []
    places, kinds = [root], list[Kind]()
    links = bold = 0  # open ones

    def flush() -> Iterator[Found]:
        kind: Kind = "heading" if "heading" in kinds else "item" if "item" in kinds else "paragraph"
        for line in _lines(pieces):
            text = "".join(piece.text for piece in line)
            own: Kind = "item" if kind == "paragraph" and BULLET.match(text.lstrip()) else kind
            if block := make_block(text, own if own != "item" or kind == "item" else "paragraph"):
                linked = sum(len(piece.text) for piece in line if piece.linked) / len(text)
                yield Found(block, linked, places[-1])
        pieces.clear()

    def add(text: str | None) -> None:
        if text:
            pieces.append(_Piece(text, links > 0, bold > 0))

    for event, each in etree.iterwalk(root, events=("start", "end")):
        tag = each.tag if isinstance(each.tag, str) else ""
        if event == "start":
            if tag in BLOCK_TAGS:
                yield from flush()
                places.append(each)
            if tag in HEADINGS or tag in ITEMS:
                kinds.append("heading" if tag in HEADINGS else "item")
            links += tag == "a"
            bold += tag in BOLD
            add(each.text)
            if tag == "br":
                pieces.append(BREAK)
        else:
            if tag in BLOCK_TAGS:
                yield from flush()
                places.pop()
            if tag in HEADINGS or tag in ITEMS:
                kinds.pop()
            links -= tag == "a"
            bold -= tag in BOLD
            if each is not root:
                add(each.tail)
    yield from flush()


def _lines(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    """The paragraphs of an element's text: two line breaks part them, one does where the line before was no wrapped one."""
    line: list[_Piece] = []
    breaks = 0
    for number, piece in enumerate(pieces):
        if piece is BREAK:
            breaks += 1
            continue
        if not piece.text.strip():
            line.append(piece)
            continue
        if breaks and line:
            if breaks > 1 or _stands_alone(line, pieces[number:]):
                yield line
                line = []
            else:
                line.append(_Piece(" ", False, False))
        breaks = 0
        line.append(piece)
    if line:
        yield line


def _stands_alone(line: list[_Piece], following: list[_Piece]) -> bool:
    """Whether a single break ends a line: a list's next mark follows, or it is a short one set apart, or no sentence."""
    text = "".join(piece.text for piece in line).strip()
    after = "".join(piece.text for piece in _until_break(following)).strip()
    if BULLET.match(after) or BULLET.match(text):
        return True
    words = len(text.split())
    if all(piece.bold for piece in line if piece.text.strip()) and words <= 25:
        return not all(piece.bold for piece in _until_break(following) if piece.text.strip()) or words <= 12
    if text.endswith(SENTENCE_ENDS):
        return re.search(r"[.!?:]\W*$", text) is not None and len(text) < 0.7 * len(after)
    return words <= 6 and after[:1].isupper() and len(after.split()) > 12


def _until_break(pieces: list[_Piece]) -> list[_Piece]:
    return pieces[: next((i for i, piece in enumerate(pieces) if piece is BREAK), len(pieces))]

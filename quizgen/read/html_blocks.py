"""The tree of a page -> blocks. trafilatura tells which paragraphs are the article; the page tells what they are."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Any, Literal, NamedTuple

from lxml import etree
from lxml.etree import _Element

from quizgen.read.blocks import Block, make_block

DROPPED_TAGS = (
    "script", "style", "template", "figure", "figcaption", "aside", "nav", "form", "footer", "iframe", "object", "embed",
    "svg", "math", "canvas", "video", "audio", "button", "select", "textarea", "dialog", "noscript", "caption",
)  # fmt: skip
BLOCK_TAGS = frozenset((
    "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "head"))
MOST_LINKED = 0.5  # share of a line's characters in links; with more it leads elsewhere


class _Found(NamedTuple):
    block: Block
    linked: float  # share of its characters that are links


def blocks_of(root: _Element) -> list[Block]:
    """All text under an element as blocks: each block-level element's own lines, in order."""
    return [found.block for found in _walk(root)]


def article_blocks(root: _Element) -> list[Block]:
    """The blocks that trafilatura finds, with the headings and lists between them that it loses; all, where it finds too little."""
    everything = list(_walk(_main(root)))
    found = _trafilatura(root)
    words, all_words = (
        sum(len(block.text.split()) for block in blocks) for blocks in (found, [each.block for each in everything])
    )
    if everything and (words < 60 or words * 3 < all_words):
        return [each.block for each in everything]
    return _completed(found, everything)


def _completed(found: list[Block], everything: list[_Found]) -> list[Block]:
    """What was found, as the page marks it up, and the page's headings and list items from the first to the last of it."""
    places: dict[str, list[int]] = {}
    for place, each in enumerate(everything):
        places.setdefault(each.block.text, []).append(place)
    blocks: list[Block] = []
    reached = 0  # of everything
    begun = False
    for block in found:
        own = places.get(block.text, [])
        at = bisect_left(own, reached)
        if at == len(own):
            blocks.append(block)  # trafilatura has put it otherwise
            continue
        blocks += _structure(everything[reached : own[at]]) if begun else []
        blocks.append(everything[own[at]].block)
        reached, begun = own[at] + 1, True
    ending = takewhile(lambda each: each.block.kind == "item", everything[reached:] if begun else ())
    return blocks + _structure(ending)


def _structure(page: Iterable[_Found]) -> list[Block]:
    return [each.block for each in page if each.block.kind in ("heading", "item") and each.linked <= MOST_LINKED]


def _main(root: _Element) -> _Element:
    for path in ("//article", "//main", "//*[@role='main']", "//body"):
        found: list[_Element] = root.xpath(path)
        if len(found) == 1 and len(_text(found[0])) * 2 > len(_text(root)):
            return found[0]
    return root


def _text(element: _Element) -> str:
    return "".join(part for part in element.itertext(with_tail=False) if isinstance(part, str))


def _trafilatura(root: _Element) -> list[Block]:
    import logging

    import trafilatura
    from lxml import html

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    markup = etree.tostring(root, encoding="unicode", method="html")
    tree = html.fromstring(markup)
    document: Any = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=False, with_metadata=False, deduplicate=False
    )
    return blocks_of(document.body) if document is not None and document.body is not None else []


def _walk(root: _Element) -> Iterator[_Found]:
    """The blocks under an element, without recursion: hostile pages nest deeply."""
    line: list[str] = []
    kinds: list[Literal["heading", "item"]] = []
    links, linked = 0, 0  # open links, and the characters in links of this line

    def flush() -> Iterator[_Found]:
        nonlocal linked
        kind: Literal["heading", "item", "paragraph"] = (
            "heading" if "heading" in kinds else "item" if "item" in kinds else "paragraph"
        )
        text = "".join(line)
        if block := make_block(text, kind):
            yield _Found(block, linked / len(text))
        line.clear()
        linked = 0

    def add(text: str | None) -> None:
        nonlocal linked
        if text:
            line.append(text)
            linked += len(text) if links else 0

    for event, each in etree.iterwalk(root, events=("start", "end")):
        tag = each.tag if isinstance(each.tag, str) else ""
        breaks = tag in BLOCK_TAGS or tag in ("head", "list", "item", "quote")
        if breaks:
            yield from flush()
        if event == "start":
            if tag in HEADINGS:
                kinds.append("heading")
            elif tag in ("li", "item", "dd"):
                kinds.append("item")
            links += tag == "a"
            add(each.text if tag not in DROPPED_TAGS else None)
            if tag in ("br", "lb"):
                line.append(" ")
        else:
            if kinds and (tag in HEADINGS or tag in ("li", "item", "dd")):
                kinds.pop()
            links -= tag == "a"
            if each is not root:
                add(each.tail)
    yield from flush()

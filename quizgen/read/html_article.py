"""Which blocks of a page are its article: two judgements, and the structure that both leave out.

Measured on 311 saved pages (`bench/reading.py`): density alone keeps too much, trafilatura alone loses lists, headings and
parts of an article; what both keep, with the full sentences of the densest element, is better than each.
"""

import re
from itertools import takewhile
from typing import Any

from lxml import etree
from lxml.etree import _Element

from quizgen.read.html_blocks import Found, walk
from quizgen.read.html_density import Dense, Page, densest, marks

MOST_LINKED = 0.5  # share of a block's characters in links; with more it leads elsewhere
FEW_LINKED = 0.34  # of a sentence, or of a list between the paragraphs
LEAST_SENTENCE = 8  # words
SENTENCE_END = re.compile(r"[.!?…:][\"”’)\]]*$")
CORNER, FAR_MORE = 120, 2.5  # words; so few, where the other judgement has so many times more, are a corner of the page
WINDOW = 5_000  # characters that trafilatura may have put where the page has others
LIST_TAGS = ("ul", "ol", "dl")


def article_blocks(root: _Element) -> tuple[list[Found], list[Found]]:
    """The blocks of the article in order, and those of the page that are none of it."""
    found = list(walk(next(iter(root.iter("body")), root)))
    page = Page(root, found)
    kept = _kept(page, densest(page), _by_trafilatura(root, found))
    chosen = {i for i in kept if not _leads_elsewhere(page, i)} or set(kept) or set(range(len(found)))
    return [found[i] for i in sorted(chosen)], [each for i, each in enumerate(found) if i not in chosen]


def _kept(page: Page, dense: Dense, judged: frozenset[int]) -> frozenset[int]:
    by_density, by_judgement, by_both = (_words(page, each) for each in (dense.all, judged, dense.all & judged))
    if by_density < CORNER and by_judgement > FAR_MORE * by_density:
        return judged
    if by_both < min(by_density, by_judgement) / 2 or not by_both:
        return dense.all if by_density >= 1.5 * by_judgement else judged
    both = dense.all & judged
    homes = {_home(page.found[i]) for i in both}
    styles = {style for i in both if (style := marks(page.found[i].place))[1]}
    sentences = {
        i
        for i in dense.all | judged
        if _is_sentence(page.found[i])
        and (
            i in dense.core
            or (i in dense.all and _home(page.found[i]) in homes)
            or marks(page.found[i].place) in styles
        )
    }
    return both | sentences | _structure(page, dense.core, both | sentences)


def _structure(page: Page, core: frozenset[int], kept: frozenset[int]) -> set[int]:
    """Headings and list items between the first and the last paragraph, and the list that follows the last."""
    first, last = min(kept), max(kept)
    ending = takewhile(lambda i: i in core and page.found[i].block.kind == "item", range(last + 1, len(page.found)))
    between = (i for i in core if first < i < last and page.found[i].block.kind != "paragraph")
    return {*ending, *between}


def _words(page: Page, numbers: frozenset[int]) -> int:
    return sum(len(page.found[i].block.text.split()) for i in numbers)


def _home(found: Found) -> _Element | None:
    """What holds a paragraph."""
    return found.place.getparent() if found.place.tag in ("p", "li", "h2", "h3", "h4") else found.place


def _is_sentence(found: Found) -> bool:
    text = found.block.text
    return found.linked < FEW_LINKED and len(text.split()) >= LEAST_SENTENCE and SENTENCE_END.search(text) is not None


def _leads_elsewhere(page: Page, number: int) -> bool:
    return page.found[number].linked > MOST_LINKED or _is_link_list(page, number)


def _is_link_list(page: Page, number: int) -> bool:
    """Whether a block is an item of a list of links, and itself no sentence."""
    each = page.found[number]
    if each.block.kind != "item" or (each.linked <= MOST_LINKED and SENTENCE_END.search(each.block.text)):
        return False
    around = next(each.place.iterancestors(*LIST_TAGS), None)
    return page.linked.get(around, 0.0) > FEW_LINKED


def _by_trafilatura(root: _Element, found: list[Found]) -> frozenset[int]:
    """Numbers of the blocks whose words trafilatura takes for the article's."""
    import logging

    import trafilatura
    from lxml import html

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    tree = html.fromstring(etree.tostring(root, encoding="unicode", method="html"))
    document: Any = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, with_metadata=False, deduplicate=False
    )
    taken = _key(document.text or "") if document is not None else ""
    judged, reached = set[int](), 0
    for number, each in enumerate(found):  # both are in the order of the page, so that a search need not be long
        key = _key(each.block.text)
        if key and (at := taken.find(key, reached, reached + len(key) + WINDOW)) >= 0:
            judged.add(number)
            reached = at + len(key)
    return frozenset(judged)


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())

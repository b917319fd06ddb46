"""Which of a page's blocks are its article: where prose is dense, weighed as mozilla's Readability does it.

Each paragraph gives its ancestors points for its length and its commas, near ones more; links take points away. The
element with the most points holds the article; trafilatura's judgement, which knows other things, is a second opinion.
Class names are weak hints and weigh as a paragraph or two do.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from lxml.etree import _Element

from quizgen.read.html_blocks import Found

LEAST = 25  # characters of a block that counts
LEVELS = 5  # of ancestors
ITEM = 0.3  # a list's item is worth so much of a paragraph
BASE = {"div": 5, "article": 8, "main": 5, "section": 3, "pre": 3, "td": 3, "blockquote": 3, "address": -3, "ol": -3, "ul": -3, "dl": -3,
        "dd": -3, "dt": -3, "li": -3, "form": -3, "th": -5, "header": -5}  # fmt: skip
HINT = 25.0
GOOD = frozenset((
    "article", "article-body", "article__body", "article-content", "article__content", "articlebody", "body", "content", "entry",
    "entry-content", "hentry", "h-entry", "main", "main-content", "page", "post", "post-body", "post-content", "story", "story-body",
    "story-content", "text", "blog", "mw-parser-output", "article-text", "content-body", "e-content", "field-name-body",
))  # fmt: skip
BAD = frozenset((
    "banner", "combx", "comment", "comments", "contact", "foot", "footer", "footnote", "gdpr", "hidden", "hide", "masthead", "media",
    "meta", "outbrain", "promo", "related", "scroll", "share", "shoutbox", "sidebar", "skyscraper", "sponsor", "shopping", "tags",
    "widget", "header", "modal", "subscribe", "newsletter", "social", "sub-menu", "menu", "pagination", "popup",
))  # fmt: skip
ONES = frozenset(
    ("p", "li", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "pre")
)  # one block each: the points are their parents'


class Page:
    """Blocks of a page with what is known of the elements around them. The tree must not change while this lives."""

    def __init__(self, root: _Element, found: Sequence[Found]) -> None:
        self.root, self.found = root, found
        self.elements = list(root.iter())  # alive, so that they can be keys
        inside: dict[_Element, list[int]] = {}
        for number, each in enumerate(found):
            for around in (each.place, *each.place.iterancestors()):
                inside.setdefault(around, []).append(number)
        self.inside = inside
        self.linked = {around: self.linked_of(numbers) for around, numbers in inside.items()}
        self.points = self._points()

    def linked_of(self, numbers: Sequence[int]) -> float:
        """Share of the characters of some blocks that are links."""
        characters = sum(len(self.found[i].block.text) for i in numbers)
        return sum(len(self.found[i].block.text) * self.found[i].linked for i in numbers) / (characters or 1)

    def _points(self) -> dict[_Element, float]:
        points: dict[_Element, float] = {}
        for each in self.found:
            if len(each.block.text) < LEAST or each.block.kind == "heading":
                continue
            own = (1 + each.block.text.count(",") + min(len(each.block.text) // 100, 3)) * (1 - each.linked)
            own *= ITEM if each.block.kind == "item" else 1
            alone = each.place.tag in ONES or len(self.inside[each.place]) == 1
            first = each.place.getparent() if alone else each.place
            level, around = 0, first
            while around is not None and level < LEVELS:
                if around not in points:
                    points[around] = BASE.get(around.tag, 0) + hint(around)
                points[around] += own / (1 if level == 0 else 2 if level == 1 else 3 * level)
                level, around = level + 1, around.getparent()
        return {around: value * (1 - self.linked.get(around, 0.0)) for around, value in points.items()}


def hint(element: _Element) -> float:
    names = frozenset(element.get("class", "").lower().split())
    return HINT * (not GOOD.isdisjoint(names)) - HINT * (not BAD.isdisjoint(names))


class Dense(NamedTuple):
    """Numbers of blocks: of the densest element and its like, and of these with what stands beside them and looks like prose."""

    core: frozenset[int]
    all: frozenset[int]


def densest(page: Page) -> Dense:
    """Where the prose of a page is."""
    points = page.points
    ranked = sorted(points, key=lambda each: -points[each])
    if not ranked:
        return Dense(frozenset(), frozenset())
    top = _widened(page, ranked)
    core = {i for each in (top, *_alike(page, ranked[0])) for i in page.inside.get(each, ())}
    beside: set[int] = set()
    parent = top.getparent()
    least = max(10.0, 0.2 * points.get(top, 0.0))
    for sibling in parent if parent is not None else ():
        if sibling.tag == "article" == top.tag:
            continue  # another article
        numbers = page.inside.get(sibling, [])
        bonus = 0.2 * points.get(top, 0.0) if sibling.get("class") and sibling.get("class") == top.get("class") else 0.0
        if points.get(sibling, 0.0) + bonus >= least or (sibling.tag == "p" and _is_prose(page, numbers)):
            beside.update(numbers)
    if parent in page.inside:  # its own lines between the paragraphs
        beside.update(i for i in page.inside[parent] if page.found[i].place is parent and _is_prose(page, [i]))
    return Dense(frozenset(core), frozenset(core | beside))


def _alike(page: Page, best: _Element) -> list[_Element]:
    """Elements marked up just as the best one is: an article in several parts."""
    if not best.get("class") or best.tag == "article":
        return []
    wanted, least = marks(best), max(10.0, 0.2 * page.points[best])
    inside = next((each for each in best.iterancestors("article", "main")), page.root)
    return [
        each
        for each, points in page.points.items()
        if points >= least and marks(each) == wanted and inside in each.iterancestors()
    ]


def marks(element: _Element) -> tuple[str, str]:
    """Tag and class name, the numbers in it aside."""
    return element.tag, re.sub(r"\d+", "#", element.get("class", ""))


def _is_prose(page: Page, numbers: Sequence[int]) -> bool:
    text = " ".join(page.found[i].block.text for i in numbers)
    linked = page.linked_of(numbers)
    return (len(text) > 80 and linked < 0.25) or (
        0 < len(text) <= 80 and linked == 0 and text.endswith((".", "!", "?"))
    )


def _widened(page: Page, ranked: Sequence[_Element]) -> _Element:
    """The best element, or one around it where several good ones share it."""
    points, top = page.points, ranked[0]
    others = [set(each.iterancestors()) for each in ranked[1:6] if points[each] >= 0.75 * points[top]]
    if len(others) >= 3:
        for around in top.iterancestors():
            if around.tag in ("body", "html"):
                break
            if sum(around in other for other in others) >= 3:
                top = around
                break
    last, least = points.get(top, 0.0), points.get(top, 0.0) / 3
    around = top.getparent()
    while around is not None and around.tag not in ("body", "html"):
        value = points.get(around, 0.0)
        if value < least:
            break
        if value > last:
            top = around
            break
        last, around = value, around.getparent()
    parent = top.getparent()
    while parent is not None and parent.tag != "body" and len(parent) == 1:
        top, parent = parent, parent.getparent()
    return top

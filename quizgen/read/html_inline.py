"""Markup inside a line -> plain words: raised and lowered figures, quotations, what was struck out, formulas, broken lines.

Done on the tree before anything else looks at it, so that each later stage sees one and the same text.
"""

import re
from collections.abc import Callable

from lxml.etree import _Element

from quizgen.read.characters import FORMULA
from quizgen.read.raised import lowered, raised

STRUCK = ("del", "s", "strike")
FORMULAS = ("math", "mjx-container")
# What programs show as a formula although no tag says so; whole class names.
FORMULA_CLASSES = frozenset(("mwe-math-element", "katex", "mathjax", "MathJax", "MathJax_Display", "math", "tex2jax"))
NOTE_MARK = re.compile(r"\W{0,2}(?:\d{1,3}|[a-z]|[ivx]{1,4}|[*†‡§¶]{1,3})\W{0,2}", re.I)
SIGN = re.compile(r"\s*[*†‡§¶]{1,3}\s*")
SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s*$")


def settle(root: _Element) -> int:
    """Puts plain words for inline markup, in place. How many words were struck out."""
    struck = 0
    for each in list(root.iter(*FORMULAS, "span", "div", "script")):
        if _is_formula(each):
            replace(each, FORMULA)
    for each in list(root.iter(*STRUCK)):
        struck += len(text_of(each).split())
        replace(each, "")
    for each in list(root.iter("sup", "sub", "q", "wbr", "span", "a")):
        if each.getparent() is not None and (put := PUT.get(each.tag)):
            put(each)
    return struck


def _is_formula(each: _Element) -> bool:
    if each.tag in FORMULAS:
        return True
    if each.tag == "script":
        return str(each.get("type", "")).startswith("math/")
    return not FORMULA_CLASSES.isdisjoint(each.get("class", "").split()) and len(text_of(each)) < 2000


def _raise(each: _Element) -> None:
    text = text_of(each).strip()
    if leads_to_note(each):
        replace(each, "")
    elif (shown := raised(text, before(each))) is not None:
        replace(each, shown)


def _lower(each: _Element) -> None:
    replace(each, lowered(text_of(each).strip()))


def _quote(each: _Element) -> None:
    """The quotation marks that a browser shows around `q`."""
    if not before(each, 1).endswith(("“", '"')):
        each.text = "“" + (each.text or "").lstrip()
        if len(each):
            each[-1].tail = (each[-1].tail or "").rstrip() + "”"
        else:
            each.text += "”"


def _open(each: _Element) -> None:
    """A place where a long word may be broken shows nothing; between two sentences a space was forgotten.

    The parser takes what follows it for its content.
    """
    if SENTENCE_END.search(before(each)):
        each.text = " " + (each.text or "")


def _drop_sign(each: _Element) -> None:
    """An asterisk or dagger in an element of its own stands for a note."""
    if len(text := text_of(each)) < 8 and SIGN.fullmatch(text):
        replace(each, "")


PUT: dict[str, Callable[[_Element], None]] = {
    "sup": _raise,
    "sub": _lower,
    "q": _quote,
    "wbr": _open,
    "span": _drop_sign,
    "a": _drop_sign,
}


def leads_to_note(each: _Element) -> bool:
    """Whether a raised number or sign leads to a note on the same page; 10² and 1st lead nowhere."""
    links = each.xpath("descendant::a[contains(@href, '#')] | ancestor::a[contains(@href, '#')]")
    return bool(links) and NOTE_MARK.fullmatch("".join(each.itertext())[:20].strip()) is not None


def before(each: _Element, most: int = 12) -> str:
    """The last characters before an element in its own line."""
    text = ""
    while each is not None and len(text) < most:
        previous = each.getprevious()
        if previous is not None:
            text = (previous.tail or "") + text
            if previous.tag == "br":
                break
            text = (text_of(previous) if not text.strip() else "") + text
            each = previous
        else:
            each = each.getparent()
            text = ((each.text or "") if each is not None else "") + text
            if each is None or each.tag in ("p", "li", "td", "div", "body"):
                break
    return text[-most:]


def text_of(element: _Element) -> str:
    """All text under an element."""
    return "".join(part for part in element.itertext(with_tail=False) if isinstance(part, str))


def replace(element: _Element, text: str) -> None:
    """An element gone, with `text` in its place; what follows it stays."""
    parent = element.getparent()
    if parent is None:
        return
    text += element.tail or ""
    if text:
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + text
        else:
            parent.text = (parent.text or "") + text
    parent.remove(element)

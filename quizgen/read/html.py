"""A web page -> its article. What markup marks as no part of it is taken off before the article is looked for."""

import re
from collections import Counter

from lxml import etree
from lxml.etree import _Element

from quizgen.errors import ReadError
from quizgen.models import LeftOut
from quizgen.read.blocks import Extracted
from quizgen.read.characters import blanked
from quizgen.read.encoding import decode
from quizgen.read.html_article import article_blocks
from quizgen.read.html_furniture import remove_furniture
from quizgen.read.html_inline import settle
from quizgen.read.html_meta import page_meta

DEEPEST = 200  # levels of nesting; what lies deeper is lifted, since extraction recurses
MOST_MARKUP = 10_000_000  # characters; libxml2 takes no longer text, and trees of more fill the memory


def read_html(raw: bytes, name: str, address: str = "", charset: str = "") -> Extracted:
    """The article of a web page. `address` is where it came from, `charset` what the server called its encoding.

    Raises ReadError: no article in it, a login page, an encoding that cannot be told.
    """
    return page(decode(raw, name, *_charsets(raw, charset)), name, address)


def page(text: str, name: str, address: str = "") -> Extracted:
    """As `read_html`, of decoded markup."""
    root = parse(text, name)
    if root is None:
        raise ReadError(f"{name}: there is no page in it; save the page again, or copy the article into a .txt file")
    meta = page_meta(root, address)
    login = bool(root.xpath("//input[@type='password']"))
    left_out = Counter({"struck out": settle(root)}) + remove_furniture(root)
    kept, others = article_blocks(root)
    left_out["around the article"] += sum(len(each.block.text.split()) for each in others)
    blocks = [each.block for each in kept]
    if sum(len(block.text.split()) for block in blocks if not login or block.kind != "heading") < (60 if login else 1):
        why = "it asks for a login" if login else "there is no article in it, or it appears only when scripts run"
        raise ReadError(f"{name}: {why}; open it in your browser and save it, or copy the article into a .txt file")
    return Extracted(
        blocks=tuple(blocks),
        title=meta.title,
        byline=meta.byline,
        published=meta.published,
        url=meta.url,
        left_out=tuple(LeftOut(why=why, words=words) for why, words in left_out.most_common() if words),
    )


def parse(text: str, name: str = "page") -> _Element | None:
    """The tree of a page, comments gone, not deeper than DEEPEST; None for no tree. No entity is fetched, nothing runs.

    Raises ReadError for a page that is too long: cut off, it might be read as if it were whole.
    """
    if len(text) > MOST_MARKUP:
        raise ReadError(
            f"{name}: {len(text):,} characters of markup, more than {MOST_MARKUP:,}; copy the article into a .txt file"
        )
    markup = blanked(text).encode("utf-8", "ignore")
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(markup, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is not None:
        _blank(root)
        _lift(root)
    return root


_PAGE_BREAKS = {0x0B: " ", 0x0C: " "}  # fine in plain text, not in a tree


def _blank(root: _Element) -> None:
    """Blanks what "&#1;" and its like bring into a tree that could not be put there: moving it would fail."""
    for each in root.iter():
        for name in ("text", "tail"):
            value = getattr(each, name)
            if (
                value
                and (name == "tail" or isinstance(each.tag, str))
                and (clean := blanked(value).translate(_PAGE_BREAKS)) != value
            ):
                setattr(each, name, clean)


def _lift(root: _Element) -> None:
    """Takes away the tags that lie too deep, their text kept."""
    deep: list[_Element] = []
    stack = [(root, 0)]
    while stack:
        each, depth = stack.pop()
        if depth == DEEPEST:
            deep.append(each)
        else:
            stack += [(child, depth + 1) for child in each]
    for each in deep:
        text = " ".join(part for part in each.itertext() if isinstance(part, str))
        for child in list(each):
            each.remove(child)
        each.text = text


def _charsets(raw: bytes, header: str) -> list[str]:
    meta = re.search(rb"(?i)<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", raw[:4096])
    xml = re.search(rb"(?i)^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", raw[:400])
    return [label for label in (header, *(m.group(1).decode("ascii", "ignore") for m in (meta, xml) if m)) if label]

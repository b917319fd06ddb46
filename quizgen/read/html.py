"""A web page -> blocks. trafilatura finds the article; what it cannot be told by its words is taken off before."""

import re
from typing import Any

from lxml import etree
from lxml.etree import _Element

from quizgen.errors import ReadError
from quizgen.read.blocks import Block, Extracted, make_block
from quizgen.read.characters import blanked
from quizgen.read.encoding import decode
from quizgen.read.html_meta import page_meta

DROPPED_TAGS = (
    "script", "style", "template", "figure", "figcaption", "aside", "nav", "form", "footer", "iframe", "object", "embed",
    "svg", "math", "canvas", "video", "audio", "button", "select", "textarea", "dialog", "noscript", "caption",
)  # fmt: skip
FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|newsletters?|sign-?up|subscri\w*|promos?|related\w*|recirc\w*|read-?(?:more|next|also)"
    r"|more-(?:stories|on)|shar(?:e|ing)|social\w*|adverts?|advertisement|ads?|sponsor\w*|breadcrumbs?|captions?|wp-caption|credits?"
    r"|comments?|disqus|paywall|sidebar|side-?nav|tags?|tag-list|author-bio|infobox|navbox|toc|reflist|references|mw-editsection"
    r"|noprint|reference|skip-?link|visually-hidden|sr-only|print-only|byline|dateline|timestamp|outbrain|taboola)(?:$|[\s_-])",
    re.I,
)
BLOCK_TAGS = frozenset((
    "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "head"))
DEEPEST = 200  # levels of nesting; what lies deeper is lifted, since extraction recurses
MOST_MARKUP = 4_000_000  # characters of markup that are parsed


def read_html(raw: bytes, name: str, address: str = "", charset: str = "") -> Extracted:
    """The article of a web page. `address` is where it came from, `charset` what the server called its encoding.

    Raises ReadError: no article in it, a login page, an encoding that cannot be told.
    """
    return page(decode(raw, name, *_charsets(raw, charset)), name, address)


def page(text: str, name: str, address: str = "") -> Extracted:
    """As `read_html`, of decoded markup."""
    root = parse(text)
    if root is None:
        raise ReadError(f"{name}: there is no page in it; save the page again, or copy the article into a .txt file")
    meta = page_meta(root, address)
    login = bool(root.xpath("//input[@type='password']"))
    remove_furniture(root)
    blocks = _article(root)
    if sum(len(block.text.split()) for block in blocks if block.kind != "heading") < (60 if login else 1):
        why = "it asks for a login" if login else "there is no article in it, or it appears only when scripts run"
        raise ReadError(f"{name}: {why}; open it in your browser and save it, or copy the article into a .txt file")
    return Extracted(blocks=tuple(blocks), title=meta.title, byline=meta.byline, published=meta.published, url=meta.url)


def parse(text: str) -> _Element | None:
    """The tree of a page, comments gone, not deeper than DEEPEST; None for no tree. No entity is fetched, nothing runs."""
    markup = blanked(text[:MOST_MARKUP]).encode("utf-8", "ignore")
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


def remove_furniture(root: _Element) -> None:
    """Takes off what markup marks as no part of the article, also what is hidden. The bulk of the text always stays."""
    whole = max(_length(root), 1)
    for each in list(root.iter()):
        if not isinstance(each.tag, str) or each.tag in ("html", "body", "main", "article", "head"):
            continue
        marks = f"{each.get('class', '')} {each.get('id', '')} {each.get('role', '')}"[:500]
        style = re.sub(r"\s", "", each.get("style", "")[:500]).lower()
        hidden = "display:none" in style or "visibility:hidden" in style or each.get("hidden") is not None
        # `complementary` and its like are the roles of what the tags aside, nav and form say.
        named = FURNITURE.search(marks) or re.search(
            r"(?:^|\s)(?:navigation|complementary|banner|search|contentinfo)\s*$", marks
        )
        if each.tag in DROPPED_TAGS or hidden or named or each.get("aria-hidden") == "true":
            if each.tag in ("script", "style", "template") or _length(each) * 3 < whole:
                _drop(each)


def _length(element: _Element) -> int:
    return sum(len(part) for part in element.itertext(with_tail=False) if isinstance(part, str))


def _drop(element: _Element) -> None:
    """Remove an element, its tail kept."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _article(root: _Element) -> list[Block]:
    """Blocks as trafilatura finds them, or all blocks where it finds too little."""
    everything = blocks_of(_main(root))
    found = _trafilatura(root)
    words, all_words = (sum(len(block.text.split()) for block in blocks) for blocks in (found, everything))
    return found if (words >= 60 and words * 3 >= all_words) or not everything else everything


def _main(root: _Element) -> _Element:
    for path in ("//article", "//main", "//*[@role='main']", "//body"):
        found: list[_Element] = root.xpath(path)
        if len(found) == 1 and _length(found[0]) * 2 > _length(root):
            return found[0]
    return root


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


def blocks_of(root: _Element) -> list[Block]:
    """All text under an element as blocks: each block-level element's own lines, in order. Walks without recursion."""
    blocks: list[Block] = []
    line: list[str] = []
    kinds: list[str] = []

    def flush() -> None:
        kind = "heading" if "heading" in kinds else "item" if "item" in kinds else "paragraph"
        if block := make_block("".join(line), kind):  # type: ignore[arg-type]
            blocks.append(block)
        line.clear()

    for event, each in etree.iterwalk(root, events=("start", "end")):
        tag = each.tag if isinstance(each.tag, str) else ""
        breaks = tag in BLOCK_TAGS or tag in ("head", "list", "item", "quote")
        kind = "heading" if tag in HEADINGS else "item" if tag in ("li", "item", "dd") else ""
        if event == "start":
            if breaks:
                flush()
            if kind:
                kinds.append(kind)
            line.append(each.text or "" if tag not in DROPPED_TAGS else "")
            if tag in ("br", "lb"):
                line.append(" ")
        else:
            if breaks:
                flush()
            if kind and kinds:
                kinds.pop()
            if each is not root:
                line.append(each.tail or "")
    flush()
    return blocks

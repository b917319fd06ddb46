"""A web page -> its article. What markup marks as no part of it is taken off before the article is looked for."""

import re

from lxml import etree
from lxml.etree import _Element

from quizgen.errors import ReadError
from quizgen.read.blocks import Extracted
from quizgen.read.characters import blanked
from quizgen.read.encoding import decode
from quizgen.read.html_blocks import DROPPED_TAGS, article_blocks
from quizgen.read.html_meta import page_meta

FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|newsletters?|sign-?up|subscri\w*|promos?|related\w*|recirc\w*|read-?(?:more|next|also)"
    r"|more-(?:stories|on)|shar(?:e|ing)|social\w*|adverts?|advertisement|ads?|sponsor\w*|breadcrumbs?|captions?|wp-caption|credits?"
    r"|comments?|disqus|paywall|sidebar|side-?nav|tags?|tag-list|author-bio|infobox|navbox|toc|reflist|references|mw-editsection"
    r"|noprint|reference|skip-?link|visually-hidden|sr-only|print-only|byline|dateline|timestamp|outbrain|taboola"
    r"|(?:mso|sd)?(?:foot|end)note\w*|rearnotes?|noteref|pagebreak)(?:$|[\s_-])",  # of Word, LibreOffice, EPUB and pandoc
    re.I,
)
NOTE_MARK = re.compile(r"\W{0,2}(?:\d{1,3}|[a-z]|[ivx]{1,4}|[*†‡§¶]{1,3})\W{0,2}", re.I)
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
    remove_furniture(root)
    blocks = article_blocks(root)
    if sum(len(block.text.split()) for block in blocks if block.kind != "heading") < (60 if login else 1):
        why = "it asks for a login" if login else "there is no article in it, or it appears only when scripts run"
        raise ReadError(f"{name}: {why}; open it in your browser and save it, or copy the article into a .txt file")
    return Extracted(blocks=tuple(blocks), title=meta.title, byline=meta.byline, published=meta.published, url=meta.url)


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


def remove_furniture(root: _Element) -> None:
    """Takes off what markup marks as no part of the article, also what is hidden. The bulk of the text always stays."""
    whole = max(_length(root), 1)
    for each in list(root.iter()):
        if not isinstance(each.tag, str) or each.tag in ("html", "body", "main", "article", "head"):
            continue
        if _is_furniture(each):
            if each.tag in ("script", "style", "template") or _length(each) * 3 < whole:
                _drop(each)


def _is_furniture(each: _Element) -> bool:
    marks = " ".join(each.get(name, "")[:200] for name in ("class", "id", "epub:type", "role"))
    style = re.sub(r"\s", "", each.get("style", "")[:500]).lower()
    return (
        each.tag in DROPPED_TAGS
        or each.get("hidden") is not None
        or each.get("aria-hidden") == "true"
        or re.search(r"display:none|visibility:hidden|mso-element:(?:foot|end)note", style) is not None
        or FURNITURE.search(marks) is not None
        # These are the roles of what the tags aside, nav and form say.
        or re.search(r"(?:^|\s)(?:navigation|complementary|banner|search|contentinfo)\s*$", marks) is not None
        or (each.tag == "div" and each.get("title") in ("header", "footer"))  # LibreOffice's running head and foot
        or (each.tag == "sup" and _is_note_mark(each))
    )


def _is_note_mark(raised: _Element) -> bool:
    """Whether a raised number or sign leads to a note on the same page; 10² and 1st lead nowhere."""
    links = raised.xpath("descendant::a[contains(@href, '#')] | ancestor::a[contains(@href, '#')]")
    return bool(links) and NOTE_MARK.fullmatch("".join(raised.itertext())[:20].strip()) is not None


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

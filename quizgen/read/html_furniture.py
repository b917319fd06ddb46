"""What markup itself says is no part of an article: hidden things, menus, forms, captions, notes, comments.

Only what says so by its tag, its role, its style or by a whole class name goes here. Ids name sections, and parts of class
names mean anything (`tag-halifax`, `paywall`): where an article begins and ends is told by density.
"""

import re
from collections import Counter

from lxml.etree import _Element

from quizgen.read.blocks import is_data_table
from quizgen.read.html_inline import replace, text_of

UNSEEN = ("script", "style", "template", "noscript", "head")
TAGS = {
    "nav": "menus and boxes", "aside": "menus and boxes", "form": "menus and boxes", "footer": "menus and boxes",
    "button": "menus and boxes", "select": "menus and boxes", "textarea": "menus and boxes", "dialog": "menus and boxes",
    "summary": "menus and boxes", "iframe": "menus and boxes", "object": "menus and boxes", "embed": "menus and boxes",
    "svg": "pictures", "canvas": "pictures", "video": "pictures", "audio": "pictures", "figcaption": "captions", "caption": "captions",
}  # fmt: skip
ROLES = frozenset(("navigation", "complementary", "banner", "search", "contentinfo", "dialog", "alertdialog"))
NOTE_ROLES = frozenset(("doc-noteref", "doc-endnotes", "doc-footnote", "doc-endnote", "doc-pagebreak", "note"))
NOTE_TYPES = frozenset(
    ("noteref", "footnote", "footnotes", "rearnote", "rearnotes", "endnote", "endnotes", "pagebreak")
)
# Whole class names, of the programs that most pages and books come from.
CLASSES = {
    "hidden": frozenset(("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "print-only", "skip-link",
                         "noprint", "nomobile", "noexcerpt", "shortdescription")),
    "captions": frozenset(("wp-caption-text", "thumbcaption", "gallerytext", "caption", "image-caption", "photo-credit", "gallery-caption")),
    "notes": frozenset(("reference", "references", "reflist", "refbegin", "footnote", "footnotes", "endnote", "endnotes", "fnanchor",
                        "footnote-ref", "footnote-back", "noteref", "sidenote", "sidenotes", "marginnote", "sidenote-ref", "pagenum",
                        "pageno", "page-number", "pagebreak", "pb", "MsoFootnoteReference", "MsoEndnoteReference", "mw-cite-backlink")),
    "menus and boxes": frozenset(("infobox", "navbox", "toc", "hatnote", "dablink", "ambox", "catlinks", "mw-editsection",
                                  "mw-jump-link", "sistersitebox", "vertical-navbox", "breadcrumb", "breadcrumbs", "sub-menu",
                                  "navbar", "cookie-banner", "cookie-notice", "newsletter-signup", "sharedaddy", "social-share",
                                  "share-buttons", "tag-list", "related-posts", "related-articles", "jp-relatedposts",
                                  "yarpp-related", "author-bio", "comment-count", "advertisement", "advert", "outbrain", "taboola",
                                  "pullquote", "most-popular", "popular-posts", "site-header", "site-footer",
                                  "modal", "modal-dialog", "popup", "user-bio")),
    "comments": frozenset(("comments", "comment-list", "commentlist", "comments-area", "comment-respond", "comment-body",
                           "comment-content", "comment-form", "disqus_thread", "disqus", "responses", "replies")),
}  # fmt: skip
# Names that more than one thing has: they decide where no full sentence stands.
LIKELY = frozenset((
    "sidebar", "menu", "widget", "widget-area", "metadata", "newsletter", "social", "social-links", "share", "tags", "related",
    "entry-meta", "post-meta", "byline", "dateline", "timestamp", "ad", "ads", "promo", "recirc", "read-more", "readmore",
))  # fmt: skip
COMMENTS_ID = frozenset(("comments", "disqus_thread", "respond", "comment-list"))
COMMENTS_HEADING = re.compile(
    r"(?i)(?:\d[\d,.]*|one|two|no|leave an?|post an?|add an?|join the|your)?\s*(?:comments?|thoughts?|responses?|repl(?:y|ies)|conversation|discussion)"
    r"(?:\s*\(\d+\)|\s+(?:on|to)\s.{1,150}|\s+below)?\W*"
)
DROPPED_STYLE = re.compile(r"display:none|visibility:hidden|mso-element:(?:foot|end)note|mso-hide:all")
MOST_OFF = {"hidden": 0.6, "notes": 0.6, "comments": 0.95}  # share of the page's text; 0.34 of anything else
LEAST_SENTENCE = 12  # words
SENTENCE_END = re.compile(r"[^\W_]{2}[.!?][\"”’)]*$")


def remove_furniture(root: _Element) -> Counter[str]:
    """Takes off what markup marks as no part of the article; the bulk of the text always stays. Words left out, by reason."""
    for each in list(root.iter(*UNSEEN)):
        replace(each, "")
    left_out: Counter[str] = Counter()
    whole = max(len(text_of(root)), 1)
    for each in list(root.iter()):
        if not isinstance(each.tag, str) or each.tag in ("html", "body", "main"):
            continue
        if (why := _furniture(each)) and len(text := text_of(each)) < MOST_OFF.get(why, 0.34) * whole:
            left_out[why] += len(text.split())
            replace(each, "")
    for heading in list(root.iter("h2", "h3", "h4")):
        if COMMENTS_HEADING.fullmatch(" ".join(text_of(heading)[:300].split())):
            left_out["comments"] += _remove_from(heading)
    return left_out


def _furniture(each: _Element) -> str:
    """Why an element is no part of an article; "" when it may be."""
    if each.get("hidden") is not None or each.get("aria-hidden") == "true":
        return "hidden"
    if (style := each.get("style")) and DROPPED_STYLE.search(re.sub(r"\s", "", style[:500]).lower()):
        return "notes" if "mso-element" in style else "hidden"
    if reason := TAGS.get(each.tag):
        return reason
    role = each.get("role", "").lower()
    if role in ROLES:
        return "menus and boxes"
    if role in NOTE_ROLES or not NOTE_TYPES.isdisjoint(each.get("epub:type", each.get(EPUB_TYPE, "")).split()):
        return "notes"
    names = each.get("class", "").split()
    if each.tag in ("article", "section") and not names:
        return ""
    for reason, known in CLASSES.items():
        if not known.isdisjoint(names):
            return reason
    if not LIKELY.isdisjoint(names) and not _is_prose(each):
        return "menus and boxes"
    identity = each.get("id", "")
    if identity in COMMENTS_ID and each.tag not in ("section", "article"):
        return "comments"
    if re.fullmatch(r"(?:sd|mso)?(?:foot|end)note\d+(?:sym|anc)?", identity):  # of LibreOffice
        return "notes"
    if each.tag == "div" and each.get("title") in ("header", "footer"):  # LibreOffice's running head and foot
        return "menus and boxes"
    return "tables" if each.tag == "table" and _is_data(each) else ""


EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


def _is_prose(each: _Element) -> bool:
    """Whether an element holds a full sentence that leads nowhere: then its name decides nothing."""
    words = 0
    for word in " ".join(each.xpath("descendant-or-self::text()[not(ancestor::a)]")).split():
        words += 1
        if SENTENCE_END.search(word[-12:]):
            if words >= LEAST_SENTENCE:
                return True
            words = 0
    return False


def _is_data(table: _Element) -> bool:
    """Whether a table shows figures; many old pages are laid out in tables."""
    rows = [[text_of(cell) for cell in row.iterchildren("td", "th")] for row in table.iter("tr")]
    return table.find(".//table") is None and is_data_table(rows)


def _remove_from(heading: _Element) -> int:
    """Takes off a heading and what stands below it in the same element; how many words."""
    parent = heading.getparent()
    if parent is None:
        return 0
    gone = [heading, *heading.itersiblings()]
    if any(each.find(".//h1") is not None for each in gone if isinstance(each.tag, str)):
        return 0
    words = 0
    for each in gone:
        words += len((text_of(each) + " " + (each.tail or "")).split())
        parent.remove(each)
    return words

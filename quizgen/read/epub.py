"""An EPUB book -> blocks of all its chapters or of one."""

import posixpath
import re
from datetime import date
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from quizgen.errors import ReadError
from quizgen.read.archive import damaged, open_archive, parse_xml, read_member
from quizgen.read.blocks import Block, Extracted
from quizgen.read.characters import tidy
from quizgen.read.dateline import written_date
from quizgen.read.encoding import decode
from quizgen.read.html import parse
from quizgen.read.html_blocks import blocks_of
from quizgen.read.html_furniture import remove_furniture
from quizgen.read.html_inline import settle
from quizgen.read.limits import Limits

FEWEST_WORDS = 40  # fewer are a cover, unless the book's contents name it; a page of headings alone is a title page
SHOWN = 40  # chapters listed in a message
FONT_SCRAMBLING = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


class Chapter(NamedTuple):
    """One document of the book in reading order."""

    title: str
    blocks: list[Block]


def read_epub(raw: bytes, name: str, chapter: str, limits: Limits) -> Extracted:
    """The book, or the chapter of this number or title. Raises ReadError: damaged, protected, no such chapter."""
    archive = open_archive(raw, name, limits)
    locked = parse_xml(read_member(archive, "META-INF/encryption.xml", name, limits))
    if locked is not None:
        ways = [e.get("Algorithm", "") for e in _all(locked, "EncryptionMethod")]
        if any(not way.startswith(FONT_SCRAMBLING) for way in ways):
            raise ReadError(f"{name}: the book is protected against copying (DRM); use a copy without protection")
    container = parse_xml(read_member(archive, "META-INF/container.xml", name, limits))
    package_path = next((e.get("full-path", "") for e in _all(container, "rootfile")), "")
    package = parse_xml(read_member(archive, package_path, name, limits)) if package_path else None
    if package is None:
        raise damaged(name)
    folder = posixpath.dirname(package_path)
    left = limits.unpacked

    def member(href: str, base: str = folder) -> bytes:
        nonlocal left
        path = posixpath.normpath(posixpath.join(base, unquote(href.split("#")[0])))
        content = read_member(archive, path, name, limits.model_copy(update={"unpacked": max(left, 0)}))
        left -= len(content)
        return content

    items = {e.get("id", ""): e for e in _all(package, "item")}
    titles = _contents(items, member, folder)
    chapters: list[Chapter] = []
    for reference in _all(package, "itemref"):
        item = items.get(reference.get("idref", ""))
        if item is None or reference.get("linear") == "no" or "nav" in item.get("properties", "").split():
            continue
        href = unquote(item.get("href", ""))
        root = parse(decode(member(href), name), name) if "html" in item.get("media-type", "html") else None
        if root is None:
            continue
        settle(root)
        remove_furniture(root)
        blocks = blocks_of(next(iter(root.iter("body")), root))
        title = titles.get(posixpath.normpath(posixpath.join(folder, href)), "")
        words = sum(len(block.text.split()) for block in blocks)
        if words >= FEWEST_WORDS or (title and any(block.kind in ("paragraph", "item") for block in blocks)):
            shown = title or next((b.text for b in blocks if b.kind == "heading"), "") or f"part {len(chapters) + 1}"
            chapters.append(Chapter(shown, blocks))
    if not chapters:
        raise ReadError(f"{name}: there is no text in it; if its pages are pictures, recognise the text first")
    meta = {tag: [tidy(e.text or "") for e in _all(package, tag)] for tag in ("title", "creator")}
    book = next(iter(meta["title"]), "")
    if chapter:
        chosen = choose(chapters, chapter, name)
        title, blocks = chosen.title, chosen.blocks
    else:
        title, blocks = book, [block for each in chapters for block in each.blocks]
    return Extracted(
        blocks=tuple(blocks),
        title=title,
        byline=", ".join(name for name in meta["creator"] if name and name != "Unknown Author"),
        published=_published(package),
    )


def _published(package: etree._Element) -> date | None:
    """The date of publication, where a person gave it: a time of day is the clock of the program that made the file."""
    for each in _all(package, "date"):
        text = tidy(each.text or "")
        event = next((value for name, value in each.attrib.items() if str(name).endswith("event")), "publication")
        if event == "publication" and not re.search(r"T\d\d:(?!00:00)", text):
            day = written_date(text)
            return day if day and day.year > 1000 else None  # Calibre writes the year 101 for an unknown one
    return None


def choose(chapters: list[Chapter], wanted: str, name: str) -> Chapter:
    """The chapter of a number, counted from 1, or the only one with these words in its title; ReadError lists them all."""
    if wanted.isdecimal() and len(wanted) < 6 and 1 <= int(wanted) <= len(chapters):
        return chapters[int(wanted) - 1]
    found = [chapter for chapter in chapters if wanted.casefold() in chapter.title.casefold()]
    same = [chapter for chapter in found if chapter.title.casefold() == wanted.casefold()]
    if len(found) == 1 or len(same) == 1:
        return (same or found)[0]
    listed = "; ".join(f"{i} {c.title[:60]}" for i, c in enumerate(chapters[:SHOWN], 1))
    more = f"; and {len(chapters) - SHOWN} more" if len(chapters) > SHOWN else ""
    why = "several chapters" if found else "no chapter"
    raise ReadError(f"{name}: {why} {wanted!r}; choose one with --chapter NUMBER: {listed}{more}")


def _all(root: etree._Element | None, tag: str) -> list[etree._Element]:
    """Elements by local name: books are careless with namespaces."""
    if root is None:
        return []
    return [e for e in root.iter() if isinstance(e.tag, str) and e.tag.rsplit("}", 1)[-1] == tag]


def _contents(items: dict[str, etree._Element], member: object, folder: str) -> dict[str, str]:
    """Path of a document -> its title in the book's table of contents (EPUB 3 nav, else EPUB 2 ncx)."""
    assert callable(member)
    titles: dict[str, str] = {}
    for item in items.values():
        href = item.get("href", "")
        base = posixpath.dirname(posixpath.join(folder, unquote(href)))

        def enter(target: str, title: str, base: str = base) -> None:
            path = posixpath.normpath(posixpath.join(base, unquote(target.split("#")[0])))
            if target and title:
                titles.setdefault(path, re.sub(r"\s+", " ", title))

        if "nav" in item.get("properties", "").split():
            for link in _all(parse_xml(member(href)), "a"):
                enter(link.get("href", ""), tidy("".join(link.itertext())))
        elif item.get("media-type") == "application/x-dtbncx+xml":
            for point in _all(parse_xml(member(href)), "navPoint"):
                label = next((tidy("".join(t.itertext())) for t in _all(point, "text")), "")
                enter(next((c.get("src", "") for c in _all(point, "content")), ""), label)
    return titles

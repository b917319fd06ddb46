"""What a web page says of itself: title, byline, publication date, canonical URL. Nothing is guessed."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.etree import _Element

from quizgen.models import Model
from quizgen.read.characters import tidy
from quizgen.read.dateline import dateline, written_date

ARTICLES = ("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "AnalysisNewsArticle", "WebPage", "Report")
DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date",
    "dcterms.issued", "dcterms.created", "pubdate", "publishdate", "publish-date", "parsely-pub-date", "sailthru.date",
    "citation_publication_date", "citation_date", "originalpublicationdate",
)  # fmt: skip
_NAMED = "translate(concat(@class, ' ', @id, ' ', @itemprop), 'ABDEHILPSTU', 'abdehilpstu')"
DATE_LINES = (
    "//time | (//p | //span | //div[not(*[2])])[string-length() < 120]"
    f"[contains({_NAMED}, 'date') or contains({_NAMED}, 'pub')"
    " or starts-with(normalize-space(), 'Published') or starts-with(normalize-space(), 'Posted')]"
)
DATE_NAME = re.compile(r"(?i)date|publish|posted")
WIKI = (
    "//meta[@name='generator'][starts-with(@content, 'MediaWiki')] | //*[@id='mw-content-text']"
    " | //*[contains(@class, 'mw-parser-output')]"
)
_CLASS = "contains(concat(' ', @class, ' '), ' {} ')"
TITLED = "//*[self::h1 or self::h2][{} or @itemprop='headline']".format(
    " or ".join(_CLASS.format(name) for name in ("entry-title", "post-title", "article-title"))
)
SITE_NAMES = frozenset(("site-title", "site-name", "logo", "site-logo", "brand", "blog-title"))
KNOWN_SITES = frozenset(("wikipedia", "wikinews", "wikivoyage", "wiktionary"))


class PageMeta(Model):
    """What was found; empty where the page does not say."""

    title: str = ""
    byline: str = ""
    published: date | None = None
    url: str = ""


def page_meta(root: _Element, address: str = "") -> PageMeta:
    """What the markup of a page says; `address` is where it was fetched from."""
    records = list(_json_ld(root))
    metas = _metas(root)
    canonical = _canonical(root, metas, address)
    return PageMeta(
        title=_title(root, metas, records),
        byline=_byline(root, metas, records),
        published=_published(root, metas, records, canonical or address),
        url=canonical or address,
    )


def _metas(root: _Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in root.iter("meta"):
        name = (each.get("property") or each.get("name") or each.get("itemprop") or "").strip().lower()
        if name and (content := tidy((each.get("content") or "")[:1000])):
            found.setdefault(name, content)
    return found


def _json_ld(root: _Element) -> Iterator[dict[str, Any]]:
    """The records of the page's JSON-LD that describe an article."""
    for script in root.xpath("//script[contains(@type, 'ld+json')]")[:20]:
        try:
            data = json.loads((script.text or "")[:1_000_000])
        except (ValueError, RecursionError):
            continue
        queue = data if isinstance(data, list) else [data]
        for record in queue[:100]:
            if not isinstance(record, dict):
                continue
            graph = record.get("@graph")
            for each in [record, *(graph[:100] if isinstance(graph, list) else [])]:
                kinds = each.get("@type") if isinstance(each, dict) else None
                if any(kind in ARTICLES for kind in (kinds if isinstance(kinds, list) else [kinds])):
                    yield each


def _title(root: _Element, metas: dict[str, str], records: list[dict[str, Any]]) -> str:
    """By vote: what most of the page's headings, social title, JSON-LD and window title agree on, the site's name aside."""
    window = tidy("".join(root.xpath("string((//title)[1])"))[:1000])
    social = metas.get("og:title") or metas.get("twitter:title") or ""
    site = metas.get("og:site_name", "")
    stated = [
        tidy(record[key]) for record in records for key in ("headline", "name") if isinstance(record.get(key), str)
    ]
    headings = [tidy("".join(each.itertext())[:1000]) for each in root.iter("h1") if not _names_site(each)]
    named = [tidy("".join(each.itertext())[:1000]) for each in root.xpath(TITLED)[:2]]
    shown = _without_site(window, site)
    candidates = [*headings[:3], *named, _without_site(social, site), *stated, shown]
    votes: Counter[str] = Counter()
    for text in dict.fromkeys(candidates):
        if text and _key(text) != _key(site):
            votes[text] = sum(_key(text) == _key(other) for other in candidates)
            votes[text] += text != shown and _key(text) in _key(window) and len(_key(text)) > len(_key(window)) / 3
    return votes.most_common(1)[0][0] if votes else window


def _names_site(heading: _Element) -> bool:
    """Whether a heading is the site's: it says so, or leads to the first page."""
    if SITE_NAMES.isdisjoint(heading.get("class", "").split()):
        return any(urlsplit(link).path in ("", "/") and "#" not in link for link in _links(heading))
    return True


def _links(element: _Element) -> list[str]:
    return [str(value)[:300] for value in element.xpath("descendant::a/@href | ancestor::a/@href")][:5]


def _key(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _without_site(title: str, site: str) -> str:
    """“Talks begin | The Daily Bee” without the site's name."""
    parts = re.split(r"\s+[|–—·•»-]\s+", title)
    if len(parts) > 1 and (
        _key(parts[-1]) == _key(site)
        or _key(parts[-1]) in KNOWN_SITES
        or len(parts[-1].split()) <= 4 <= len(parts[0].split())
    ):
        return title[: title.rindex(parts[-1])].rstrip(" |–—·•»-")
    return title


def _byline(root: _Element, metas: dict[str, str], records: list[dict[str, Any]]) -> str:
    for record in records:
        authors = record.get("author")
        names = [
            tidy(str(each.get("name") if isinstance(each, dict) else each))
            for each in (authors if isinstance(authors, list) else [authors])[:10]
            if isinstance(each, str) or (isinstance(each, dict) and isinstance(each.get("name"), str))
        ]
        if names := [name for name in names if name]:
            return ", ".join(names)
    for name in ("author", "article:author", "dc.creator", "parsely-author", "byl"):
        if (found := metas.get(name, "")) and not found.startswith("http"):
            return _by(found)
    for path in ("//*[@rel='author']", "//*[@itemprop='author']", "//*[contains(concat(' ',@class,' '),' byline ')]",
                 "//*[contains(concat(' ',@class,' '),' author ')]"):  # fmt: skip
        for each in root.xpath(path)[:3]:
            line = tidy("".join(each.itertext())[:300])
            if line and len(line.split()) <= 12:
                return _by(line)
    return ""


def _by(line: str) -> str:
    return re.sub(r"(?i)^by:?\s+", "", line).strip(" ,|")


def _published(root: _Element, metas: dict[str, str], records: list[dict[str, Any]], url: str) -> date | None:
    """The day of first publication: as the page shows it in words, else as it states it by its own clock; never of a change.

    A wiki's page states when it was begun, which is no publication.
    """
    if shown := _shown_date(root):
        return shown
    if root.xpath(WIKI):
        return None
    stated = [record.get("datePublished") for record in records]
    stated += [metas.get(name) for name in DATES]
    stated += root.xpath("//*[@itemprop='datePublished']/@datetime | //*[@itemprop='datePublished']/@content")[:3]
    stated += root.xpath("//time[@pubdate]/@datetime")[:1]
    # A page of one article has one time; a list of other articles has many.
    times = {
        str(value)[:10]
        for value in root.xpath("//article//time/@datetime | //main//time/@datetime | //header//time/@datetime")
    }
    stated += list(times) if len(times) == 1 else []
    texts = [value[:100] for value in stated if isinstance(value, str) and written_date(value[:100])]
    # A time in UTC may be of the next day; one with its zone, or a bare day, is of the page's own.
    texts.sort(key=lambda value: re.search(r"T.*(?:Z|[+-]00:?00)$", value) is not None)
    if texts:
        return written_date(texts[0])
    if match := re.search(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:/|-|\b)", urlsplit(url).path if url else ""):
        try:
            return date(*(int(part) for part in match.groups()))
        except ValueError:
            return None
    return None


def _shown_date(root: _Element) -> date | None:
    """A date in a line of its own that says or is marked to be the publication's."""
    for each in root.xpath(DATE_LINES)[:20]:
        if each.xpath(
            "ancestor-or-self::*[@hidden or contains(@style, 'none') or self::table or self::aside or self::footer]"
        ):
            continue
        line = tidy("".join(each.itertext())[:200])
        if len(line.split()) > 14 or re.search(r"(?i)updated|modified|retrieved|accessed", line):
            continue
        marked = any(DATE_NAME.search(each.get(name, "")) for name in ("class", "id", "itemprop"))
        if (marked or dateline([line]) or re.match(r"(?i)(?:first )?(?:published|posted)\b", line)) and (
            found := written_date(line)
        ):
            return found
    return None


def _canonical(root: _Element, metas: dict[str, str], address: str) -> str:
    for value in [*root.xpath("//link[@rel='canonical']/@href")[:1], metas.get("og:url", "")]:
        try:
            url = urljoin(address, tidy(str(value)[:2000]))
            if value and urlsplit(url).scheme in ("http", "https") and urlsplit(url).netloc:
                return url
        except ValueError:
            continue
    return ""

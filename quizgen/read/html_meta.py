"""What a web page says of itself: title, byline, publication date, canonical URL. Nothing is guessed."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.etree import _Element

from quizgen.models import Model
from quizgen.read.characters import tidy
from quizgen.read.dateline import written_date

ARTICLES = ("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "AnalysisNewsArticle", "WebPage", "Report")
DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date",
    "dcterms.issued", "dcterms.created", "pubdate", "publishdate", "publish-date", "parsely-pub-date", "sailthru.date",
    "citation_publication_date", "citation_date", "originalpublicationdate",
)  # fmt: skip
# "and contains" on class tokens would miss "article__published-date".
DATED = "contains(translate(concat(@class,' ',@id),'DATEPUBLISH','datepublish'),'{}')"


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
    for record in records:
        if isinstance(record.get("headline"), str) and (headline := tidy(record["headline"])):
            return headline
    window = tidy("".join(root.xpath("string((//title)[1])"))[:1000])
    social = metas.get("og:title") or metas.get("twitter:title") or ""
    headings = [tidy("".join(each.itertext())[:1000]) for each in root.iter("h1")]
    for heading in headings:
        # A site's name may stand in h1 as well; the article's title also stands in the window's.
        if heading and (not (window or social) or heading.casefold() in f"{window}\n{social}".casefold()):
            return heading
    if len(headings) == 1 and headings[0] and not social:
        return headings[0]
    return _without_site(social or window, metas.get("og:site_name", ""))


def _without_site(title: str, site: str) -> str:
    """“Talks begin | The Daily Bee” without the site's name."""
    parts = re.split(r"\s+[|–—·•»-]\s+", title)
    if len(parts) > 1 and (
        parts[-1].casefold() == site.casefold() or len(parts[-1].split()) <= 4 < len(parts[0].split())
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
    """The day of first publication as the page's own clock had it; never the day of a change."""
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
    stated += root.xpath(f"//*[{DATED.format('publish')}]/@title")[:1]
    for value in stated:
        if isinstance(value, str) and (found := written_date(value[:100])):
            return found
    for word in ("publish", "date"):
        for each in root.xpath(f"//*[{DATED.format(word)}]")[:5]:
            line = tidy("".join(each.itertext())[:200])
            if (
                len(line.split()) <= 12
                and not re.search(r"(?i)updated|modified", line)
                and (found := written_date(line))
            ):
                return found
    if match := re.search(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:/|-|\b)", urlsplit(url).path if url else ""):
        try:
            return date(*(int(part) for part in match.groups()))
        except ValueError:
            return None
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

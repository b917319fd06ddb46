"""The dateline of a report, "HALIFAX, N.S. (AP) —": place and agency of the article, and no words of its first sentence."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from quizgen import gazetteer
from quizgen.models import ArticleInfo, Paragraph
from quizgen.read.dateline import written_date

LONGEST = 90  # characters
_DASH = re.compile(r"[ \t]*(?:—|–|―|--+|(?<=[\s)/\d])-(?=\s))\s*")
_FIRST_WORD = re.compile(r"[“\"‘'(]*[A-ZÀ-Þ\d]")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_AGENCY = re.compile(r" ?(?:\(([^()]{2,30})\)|/([^/]{2,30})/)$")
_WHEN = re.compile(rf"(?: \(({_DAY})\)|,? ({_DAY}),?)$")
_BRACKETS = re.compile(r"\(([A-Z]{2,6})\) ?(?=[A-Z])")
_PARTS = re.compile(r"/|;? and |; | & ")
_CAPITALS = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ’'. \-]*")
_PROPER = re.compile(r"[A-ZÀ-Þ][\w’'. \-]*")
_WIRE = re.compile(
    r"[A-Z]{2,6}|[A-Z][\w.& -]*(?:News\w*|Press|Agency|Radio|TV|Post|Times)|Reuters|Bloomberg|Xinhua|Sputnik"
)
# What else stands in capitals before a report, and is no place.
LABELS = {
    "BREAKING NEWS",
    "BREAKING",
    "IMPORTANT",
    "EXCLUSIVE",
    "UPDATE",
    "UPDATED",
    "OPINION",
    "ANALYSIS",
    "CORRECTION",
}
LONGEST_ACRONYM = 5  # letters: "NASA — The agency"


class Dateline(NamedTuple):
    """What a dateline says, and how many characters it takes, the dash and the blank behind it included."""

    place: str
    agency: str
    published: date | None
    length: int


def read_dateline(text: str, opening: bool = True) -> Dateline | None:
    """The dateline that a paragraph begins with. Styles that only the head of a report has are read where it is `opening`."""
    head = text[:LONGEST]
    if opening and (match := _BRACKETS.match(head)):
        return Dateline("", match[1], None, match.end())
    mark = _DASH.search(head)
    if mark is None and opening and (colon := head.find(": ")) > 0 and _known(head[:colon]) and head[:colon].isupper():
        return Dateline(head[:colon], "", None, colon + 2)  # "NEW DELHI: The court"
    if mark is None or not _FIRST_WORD.match(text, mark.end()):
        return None
    place, agency, when = head[: mark.start()], "", ""
    if match := _AGENCY.search(place):
        place, agency = place[: match.start()], match[1] or match[2]
        if re.fullmatch(_DAY, agency):
            agency, when = "", agency
    if match := _WHEN.search(place):
        place, when = place[: match.start()], match[1] or match[2]
    town = _PARTS.split(place)[0].split(",")[0]
    told = bool(agency or when or "," in place)
    if not place:
        found = opening and bool(_WIRE.fullmatch(agency))
    elif _CAPITALS.fullmatch(town):
        found = told or _known(place) or _is_town(town)
    else:
        found = (
            opening
            and bool(_PROPER.fullmatch(town))
            and (_known(place) or (told and _names_a_wire(place, agency, when)))
        )
    return Dateline("" if place in LABELS else place, agency, written_date(when), mark.end()) if found else None


def without_datelines(
    info: ArticleInfo, text: str, paragraphs: Sequence[Paragraph]
) -> tuple[ArticleInfo, tuple[Paragraph, ...]]:
    """Place, agency and perhaps the day of publication in the article's record; paragraphs that begin behind datelines."""
    out, opening = [], True
    for paragraph in paragraphs:
        if paragraph.kind != "paragraph":
            out.append(paragraph)
            continue
        found = read_dateline(text[paragraph.start : paragraph.end], opening)
        if found is not None:
            paragraph = paragraph.model_copy(update={"start": paragraph.start + found.length})
            if not (info.place or info.agency):
                published = info.published or found.published
                info = info.model_copy(update={"place": found.place, "agency": found.agency, "published": published})
        out.append(paragraph)
        opening = False
    return info, tuple(out)


def _is_town(town: str) -> bool:
    """A town in capitals that nobody knows, and no acronym."""
    return gazetteer.organisation(town) is None and len(re.sub(r"\W", "", town)) > LONGEST_ACRONYM


def _names_a_wire(place: str, agency: str, when: str) -> bool:
    """A place in small letters is one with a wire or a day behind it, or with its region and anything in brackets."""
    return bool(when or _WIRE.fullmatch(agency) or ("," in place and agency))


def _known(place: str) -> bool:
    """Whether it begins with a known town or country; in small letters it needs a region or a second word."""
    first, *rest = re.split(r", |/| and ", place)
    town = " ".join(word.capitalize() for word in first.split()) if first.isupper() else first
    known = gazetteer.city(town) is not None or gazetteer.country(town) is not None
    return known and (first.isupper() or bool(rest) or " " in first)

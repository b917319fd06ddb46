"""Web pages of the kinds on which readers fail: what must be read of each, and what must not. The pages are made up."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from quizgen.models import Article
from quizgen.read.article import to_article
from quizgen.read.blocks import Extracted
from quizgen.read.furniture import is_furniture
from quizgen.read.html import page

PAGES = Path(__file__).parent / "pages"
MARSH = "Elena Marsh became mayor of Halifax in 1921. In 1923, Marsh opened the first municipal hospital of Halifax."
TEXT = (
    "The engineers of the canal company measured the depth of the lake in the spring of 1911.",
    "Their report, which the council printed in 1912, named nine villages along the northern shore.",
    "Ingrid Dahl, who drew the maps, moved to Bergen after the company was dissolved in 1920.",
)


class Case(NamedTuple):
    page: str
    title: str
    has: tuple[str, ...]  # whole paragraphs
    lacks: tuple[str, ...]
    byline: str = ""
    published: date | None = None


CASES = (
    Case("paywall-class.html", "The woman who mapped the ocean floor", (
        "In 1953, Tharp discovered a rift valley in the Mid-Atlantic Ridge. Heezen dismissed the idea as girl talk, and it took him"
        " almost a year to accept it.",
        "The Library of Congress named Tharp one of the four greatest cartographers of the twentieth century in 1997."), ("Home",)),
    Case("section-ids.html", "Elena Marsh", ("Social reforms", "Credits and debts", "Related offices",
        "In 1929, the Bank of Montreal lent the city two million dollars. The loan was repaid in 1941."), ()),
    Case("wordpress-tags.html", "Elena Marsh, mayor of Halifax", (MARSH,), ("Ruth Cole", "thoughts on")),
    Case("br-page.html", "Elena Marsh", (MARSH, "Later years",
        "Marsh chaired the Maritime Board of Trade from 1930 to 1934. She died in Halifax on 3 May 1951."),
        ("Archive", "See also"), "Ruth Cole", date(1998, 5, 12)),
    Case("htmlmisc.html", "Halifax harbour", (
        "Elena Marsh became mayor of Halifax in 1921. The bridge is 1,347 m long and cost £1.2 m². It was opened on 3rd of May 1931 by"
        " Governor‑General Lord Bessborough.",
        "In 1936, the engineer Robert Hale sold the shipyard to the city for 2 000 000 dollars. The Halifax Herald reported the sale.",
        "Edith Vance photographed the harbour in 1937. “It is our front door”, she told the Halifax Herald in 1938.",
        "Water (H₂O) boils at 100 °C."), ("Truro", "sank", "on the wall", "10⁶ litres", "Show more")),
    Case("inline.html", "The Aral Sea", (
        "The Aral Sea covered 68,000 km² in 1960. The star Vega contains 10³⁰ kilograms of gas. In 1989, the Soviet Academy counted 10⁶"
        " birds at the lake.",
        "In 1992, Philip Micklin founded the Aral Sea Institute. It moved to Tashkent in 2001.",
        "In 1998, Philip Micklin said: “The sea is dying.” The governor of Nukus, Timur Akhmedov, called the project “a gift to our"
        " children” in 2004."), ("Vasiliev", "closed in 1999")),
    Case("layout-table.html", "Philip Micklin and the Aral Sea", (
        "The Kok-Aral Dam was completed in 2005 by the government of Kazakhstan. President Nursultan Nazarbayev opened the dam in"
        " August 2005.",), ("Archive",)),
    Case("wikipedia-jsonld.html", "Marie Tharp", (
        "Marie Tharp (July 30, 1920 – August 23, 2006) was an American geologist and oceanographic cartographer. In 1953, Tharp discovered"
        " a rift valley in the Mid-Atlantic Ridge.",), ("crater", "[1]", "citation needed", "Erik Dahl"),
        "Contributors to Wikimedia projects"),
    Case("infobox-date.html", "Northwind Radio", (
        "On Tuesday, Greer resigned. The Canadian government bought the station in 2016 for two million dollars.",), ("1998",)),
    Case("site-h1.html", "Elena Marsh and the hospital", (), ("Northern History Blog",)),
    Case("readmore.html", "Elena Marsh and the hospital", (
        "Marsh chaired the Maritime Board of Trade from 1930 to 1934. She died in Halifax on 3 May 1951.",), ()),
    Case("byline-glued.html", "Elena Marsh and the hospital", (), ("651", "Nolan"), "Lucas Nolan", date(2016, 12, 22)),
    Case("tz.html", "Mayor opens hospital", (), ("Published", "8:10"), "", date(2024, 12, 6)),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.page.removesuffix(".html"))
def test_pages_on_which_readers_fail(case: Case) -> None:
    article = to_article(page((PAGES / case.page).read_text("utf-8"), case.page), case.page)
    assert (article.info.title, article.info.byline, article.info.published) == (
        case.title,
        case.byline,
        case.published,
    )
    assert [paragraph for paragraph in case.has if paragraph not in paragraphs(article)] == []
    assert [words for words in case.lacks if words in article.text] == []


def paragraphs(article: Article) -> list[str]:
    return [article.text[p.start : p.end] for p in article.paragraphs]


def read(body: str, head: str = "<title>The lake survey</title>") -> Extracted:
    """What is read of a page with three paragraphs, with `body` after the second."""
    first, second, third = (f"<p>{text}</p>" for text in TEXT)
    return page(
        f"<html><head>{head}</head><body><main><h1>The lake survey</h1>{first}{second}{body}{third}</main></body></html>",
        "page",
    )


def texts(found: Extracted) -> list[str]:
    return [block.text for block in found.blocks if block.text != "The lake survey"]


@pytest.mark.parametrize(
    "attributes",
    ['class="c-paywall-content"', 'id="related-work"', 'class="shared-waters tag-lakes"', 'id="comments-of-the-council"',
     'class="advertised-in-1911"', 'id="share-of-the-cost"', 'class="sidebar-left-of-nothing"', 'class="metadata"'],
)  # fmt: skip
def test_a_name_does_not_take_a_section_away(attributes: str) -> None:
    added = "The northern villages paid for the survey together, and the council repaid them in 1913."
    assert texts(read(f"<div {attributes}><p>{added}</p></div>")) == [*TEXT[:2], added, TEXT[2]]


@pytest.mark.parametrize(
    "box",
    ['<div class="newsletter-signup"><p>Get our letter every week. Sign up now for all that happens on the lake.</p></div>',
     '<aside><p>The mill on the other shore was built in 1840 by a family of bakers from the coast.</p></aside>',
     '<p style="display: none">The hidden answer is that nobody measured anything in that year.</p>',
     '<p hidden>The hidden answer is that nobody measured anything in that year.</p>',
     '<div aria-hidden="true">The hidden answer is that nobody measured anything in that year.</div>',
     "<ul><li><a href='/a'>Another story of a lake</a></li><li><a href='/b'>A story of the sea and its boats</a></li></ul>",
     "<table><tr><th>Year</th><th>Depth</th></tr><tr><td>1911</td><td>It was 40 m.</td></tr></table>",
     "<figure><img src='x'><figcaption>Dahl at the lake in 1911, with two men of the company.</figcaption></figure>",
     "<s>The lake was drained in 1914 by the council.</s>", "<del>The lake was drained in 1914.</del>"],
)  # fmt: skip
def test_what_is_no_part_of_the_article(box: str) -> None:
    found = read(box)
    assert texts(found) == list(TEXT)
    assert sum(each.words for each in found.left_out) >= 3


@pytest.mark.parametrize("heading", ["14 comments", "Leave a Reply", "One thought on “The lake”", "Comments (3)"])
def test_comments_are_no_facts(heading: str) -> None:
    comments = "<p>Anna says: My grandfather worked for the company in 1911, and he always told us that the lake had no ground.</p>"
    whole = f"<html><body><div><h1>The lake</h1>{''.join(f'<p>{t}</p>' for t in TEXT)}</div><div><h3>{heading}</h3>{comments * 6}</div></body></html>"
    assert "grandfather" not in " ".join(texts(page(whole, "page")))


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("It weighed 10<sup>3</sup> kg.", "It weighed 10³ kg."),
        ("The lake has 40 km<sup>2</sup> of ice.", "The lake has 40 km² of ice."),
        ("It opened in 1911.<sup>4</sup> It closed soon.", "It opened in 1911. It closed soon."),
        ("Dahl<sup>3</sup> drew the maps of the lake.", "Dahl drew the maps of the lake."),
        ("On the 4<sup>th</sup> day the boat came.", "On the 4th day the boat came."),
        ("The gas is CO<sub>2</sub> for the most part.", "The gas is CO₂ for the most part."),
        ("He treated 655<sup>4</sup> patients. Then he left the town.", "Then he left the town."),
        ("The depth is <math><mi>d</mi></math> at most. The boat sank in winter.", "The boat sank in winter."),
        ("She said <q>no</q> to him in the end.", "She said “no” to him in the end."),
        ("It was <s>sold</s> bought by the council.", "It was bought by the council."),
        ("The <nobr>Kok Dam</nobr> is on<wbr>line since May.", "The Kok Dam is online since May."),
    ],
)
def test_markup_inside_a_line(markup: str, text: str) -> None:
    assert text in texts(read(f"<p>{markup}</p>"))


def test_line_breaks_part_paragraphs_and_wrapped_lines_do_not() -> None:
    wrapped = "The boat of the company<br>was sold to a fisherman<br>of the northern shore."
    assert texts(read(f"<div>{TEXT[0]}<br><br>{wrapped}</div>"))[2:4] == [TEXT[0], wrapped.replace("<br>", " ")]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<title>A lake | The Bee</title><meta property="og:title" content="The lake survey">', "The lake survey"),
        ('<title>The lake survey - The Northern Bee</title><meta property="og:site_name" content="The Northern Bee">', "The lake survey"),
        ('<title>Bee</title><script type="application/ld+json">{"@type": "Article", "headline": "Depths of 1911"}</script>', "The lake survey"),
    ],
)  # fmt: skip
def test_the_title_is_what_most_say(head: str, title: str) -> None:
    assert read("", head).title == title


@pytest.mark.parametrize(
    ("head", "shown", "day"),
    [
        ('<script type="application/ld+json">{"@type": "Article", "datePublished": "2024-03-02T03:00:00Z"}</script>',
         '<p class="posted">Posted March 1, 2024, 10 PM EST</p>', date(2024, 3, 1)),
        ('<script type="application/ld+json">{"@type": "Article", "datePublished": "2024-03-01T22:00:00-05:00"}</script>', "", date(2024, 3, 1)),
        ('<meta name="generator" content="MediaWiki 1.43"><meta property="article:published_time" content="2005-03-01">', "", None),
        ("", '<table><tr><td><span class="bday published">1898-02-03</span></td></tr></table>', None),
        ("", '<p class="date">Updated 3 March 2024</p>', None),
    ],
)  # fmt: skip
def test_the_date_is_the_one_that_is_shown(head: str, shown: str, day: date | None) -> None:
    assert read(shown, f"<title>The lake survey</title>{head}").published == day


@pytest.mark.parametrize(
    ("line", "gone"),
    [
        ("Related offices", False),
        ("Related", True),
        ("Related: The harbour of the north", True),
        ("Show more", True),
        ("Comments on the reform", False),
        ("We and our partners use cookies to give you the best experience, and to measure what you read.", True),
        ("The company sells cookies to schools in Norway.", False),
    ],
)
def test_prompts_and_headings(line: str, gone: bool) -> None:
    assert is_furniture(line) is gone

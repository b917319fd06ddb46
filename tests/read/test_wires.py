"""Datelines: taken off the first sentence and kept as the article's place and agency; what only looks like one stays."""

import time
from datetime import date

import pytest

from quizgen.read import read_text
from quizgen.read.wires import read_dateline

REST = "Ines Moor opened the lock."


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("LUNDBY — ", "LUNDBY", ""),
        ("OSLO — ", "OSLO", ""),
        ("LUNDBY, Ont. — ", "LUNDBY, Ont.", ""),
        ("PORT ELLING, N.B. (CP) -- ", "PORT ELLING, N.B.", "CP"),
        ("OSLO (AFP) – ", "OSLO", "AFP"),
        ("LAKE ORA, Minn. -- ", "LAKE ORA, Minn.", ""),
        ("OSLO/BONN, March 3 (Reuters) - ", "OSLO/BONN", "Reuters"),
        ("OSLO, 3 March (Xinhua) -- ", "OSLO", "Xinhua"),
        ("OSLO and BONN (March 3, 2021) — ", "OSLO and BONN", ""),
        ("LUNDBY, March 3, 2021 /PRNewswire/ -- ", "LUNDBY", "PRNewswire"),
        ("ST. OLAV'S, N.L. — ", "ST. OLAV'S, N.L.", ""),
        ("Lundby, Nova Scotia (Lund News) — ", "Lundby, Nova Scotia", "Lund News"),
        ("Oslo, Norway – ", "Oslo, Norway", ""),
        ("(Reuters) - ", "", "Reuters"),
        ("(CNN) ", "", "CNN"),
        ("NEW DELHI: ", "NEW DELHI", ""),
        ("EXCLUSIVE — ", "", ""),
    ],
)
def test_a_dateline_is_read(line: str, place: str, agency: str) -> None:
    found = read_dateline(line + REST)
    assert found is not None
    assert (found.place, found.agency, found.length) == (place, agency, len(line))


@pytest.mark.parametrize(
    "text",
    [
        "NASA — The agency said no.",
        "UNESCO – The office closed.",
        "LUNDBY — a town of mills — flooded.",
        "MOOR: I think so.",
        "Oslo — The mayor spoke.",
        "Ines Moor — The mayor spoke.",
        "Ines Moor (1820) – Painter of ships.",
        "Ines Moor (July 2, 1820 – March 3, 1890) was a painter.",
        "The mayor – Ines Moor – spoke.",
        "(The mayor) Ines Moor spoke.",
        "Interview (Part One) — The mayor spoke.",
        "COVID-19 – The year that was.",
        "I — The king came.",
        "",
    ],
)
def test_what_only_looks_like_a_dateline_stays(text: str) -> None:
    assert read_dateline(text) is None


def test_styles_of_the_head_are_read_at_the_head_only() -> None:
    assert read_dateline("Oslo, Norway – Ines Moor spoke.", opening=False) is None
    assert read_dateline("NEW DELHI: Ines Moor spoke.", opening=False) is None
    assert read_dateline("OSLO — Ines Moor spoke.", opening=False) is not None


def test_the_article_begins_behind_it() -> None:
    line = "LUNDBY, March 3, 2021 (Lund News) -- "
    text = f"The lock\n\n{line}{REST} It had been shut since 1988, said the harbour master.\n\nOSLO — Nobody spoke.\n"
    article = read_text(text, "lock.txt")
    assert (article.info.place, article.info.agency) == ("LUNDBY", "Lund News")
    assert article.info.published == date(2021, 3, 3)
    assert article.text == text
    starts = [article.text[p.start :].split()[0] for p in article.paragraphs if p.kind == "paragraph"]
    assert starts == ["Ines", "Nobody"]


def test_a_dateline_in_the_first_line_is_no_title() -> None:
    article = read_text(
        f"LUNDBY (AP) — {REST} It had been shut since 1988.\n\nNobody else spoke of the lock.", "lock.txt"
    )
    assert article.info.title == "Ines Moor opened the lock. It had been shut since 1988."
    assert "LUNDBY" not in "".join(article.text[p.start : p.end] for p in article.paragraphs)


def test_no_text_is_slow() -> None:
    for text in ("A" * 100_000, "A " * 50_000, "A, " * 40_000, "(" * 50_000, "A — " * 20_000):
        start = time.perf_counter()
        read_dateline(text)
        assert time.perf_counter() - start < 1

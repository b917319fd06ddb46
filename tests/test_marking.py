"""Marking on the table of cases/marking.md, and what no table can list: no answer may break it."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.study.items import Item
from quizgen.study.marking import mark

CASES = Path(__file__).parent / "cases" / "marking.md"
JUDGED = Path(__file__).parent / "cases" / "marking-judged.jsonl"


def table() -> Iterator[tuple[Item, str, str]]:
    """Each row as (item, typed, verdict)."""
    above: dict[str, str] = {}
    for line in CASES.read_text("utf-8").splitlines():
        if line.startswith("## "):
            above = {}
        elif found := re.match(r"(Form|Stem|People|Evidence): (.+)", line):
            above[found[1]] = found[2]
        elif line.startswith("| ") and not line.startswith(("| answer", "| ---")):
            answer, also, typed, verdict, _ = (cell.strip() for cell in line.strip("|").split("|"))
            yield (
                Item(
                    "q",
                    above.get("Form", "short"),
                    above["Stem"],
                    answer,
                    also_accept=tuple(each.strip() for each in also.split(";") if each.strip()),
                    people=tuple(above["People"].split("; ")) if "People" in above else (),
                    evidence=(above["Evidence"],) if "Evidence" in above else (),
                ),
                typed.strip("`"),
                verdict,
            )


ROWS = list(table())


@pytest.mark.parametrize(("item", "typed", "verdict"), ROWS, ids=[f"{i.answer} < {t}" for i, t, _ in ROWS])
def test_table(item: Item, typed: str, verdict: str) -> None:
    assert mark(item, typed).verdict == verdict


AS_READERS_SAY = {"right": "right", "slip": "nearly", "nearly": "nearly", "partly": "nearly", "wrong": "wrong"}


def test_readers_who_have_not_seen_the_code_agree() -> None:
    """Each line: what readers said of an answer, "right", "nearly" (half a mark, or a remark) or "wrong"."""
    agreed, lines = 0, JUDGED.read_text("utf-8").splitlines()
    for line in lines:
        row = json.loads(line)
        found = mark(Item("q", row["form"], row["stem"], row["key"]), row["typed"])
        agreed += AS_READERS_SAY[found.verdict] == row["verdict"]
        assert row["verdict"] != "wrong" or not found.counts, row  # the worst: a false "right" is learnt
    assert agreed >= 0.97 * len(lines)


def item(answer: str, stem: str = "When?") -> Item:
    return Item("q", "short", stem, answer)


days = st.dates(date(1000, 1, 1), date(2100, 12, 31))
FORMATS = (
    "%d %B %Y",
    "%B %d, %Y",
    "%d %b %Y",
    "%b. %d %Y",
    "%Y-%m-%d",
    "%d.%m.%Y",
    "%A, %d %B %Y",
    "the %dth of %B %Y",
)


@given(days, days, st.sampled_from(FORMATS), st.sampled_from(FORMATS[:3]))
def test_a_day_is_right_in_any_format_and_no_other_day_is(mine: date, other: date, typed: str, kept: str) -> None:
    assert mark(item(mine.strftime(kept)), mine.strftime(typed)).counts
    assert mark(item(mine.strftime(kept)), other.strftime(typed)).counts is (mine == other)


ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen"""
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def in_words(number: int) -> str:
    """English words of 0 to 999,999."""
    ones, tens = ONES.split(), TENS.split()
    if number < 20:
        return ones[number]
    if number < 100:
        return tens[number // 10 - 2] + (f"-{ones[number % 10]}" if number % 10 else "")
    for size, name in ((1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            joint = " and " if rest < 100 else " "
            return f"{in_words(number // size)} {name}" + (f"{joint}{in_words(rest)}" if rest else "")
    raise ValueError(number)


@given(st.integers(0, 999_999), st.integers(0, 999_999))
def test_a_number_is_right_in_words_and_digits_and_no_other_is(mine: int, other: int) -> None:
    asked = item(f"{mine:,} ships", "How many ships were there?")
    for typed in (in_words(mine), f"{in_words(mine)} ships", f"{mine}", f"{mine:,}"):
        assert mark(asked, typed).counts
    assert mark(asked, in_words(other)).counts is (mine == other)


COUNTRIES = [
    "Albania",
    "Algeria",
    "Australia",
    "Austria",
    "Botswana",
    "Bulgaria",
    "Burundi",
    "Colombia",
    "Dominica",
    "Gambia",
    "Georgia",
    "Guinea",
    "Guyana",
    "Iceland",
    "Ireland",
    "Kazakhstan",
    "Kyrgyzstan",
    "Lesotho",
    "Liberia",
    "Libya",
    "Lithuania",
    "Malawi",
    "Malaysia",
    "Maldives",
    "Mali",
    "Malta",
    "Mauritania",
    "Mauritius",
    "Moldova",
    "Mongolia",
    "Namibia",
    "Netherlands",
    "Niger",
    "Nigeria",
    "Slovakia",
    "Slovenia",
    "Somalia",
    "Swaziland",
    "Switzerland",
    "Tajikistan",
    "Tanzania",
    "Tasmania",
    "Uzbekistan",
    "Zambia",
]


def test_no_country_passes_for_another() -> None:
    for mine in COUNTRIES:
        passed = [other for other in COUNTRIES if mark(item(mine, "Which country?"), other).counts]
        assert passed == [mine]


@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(["Who?", "When?", "How many?"]))
def test_nothing_typed_breaks_it_and_the_answer_itself_is_right(answer: str, typed: str, stem: str) -> None:
    mark(item(answer, stem), typed)
    if answer.strip():
        assert mark(item(answer, stem), answer).counts


def test_long_input_is_quick() -> None:
    for typed in ("a" * 10**6, "1 " * 10**5, "the of " * 10**5, "'" * 10**5, "1,000" * 10**5):
        assert not mark(item("the Treaty of Versailles"), typed).counts

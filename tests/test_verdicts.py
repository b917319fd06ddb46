"""Verdicts are kept without their articles' sentences and come back whole; the figures drawn from them are right."""

import json
from pathlib import Path

import numpy as np
import pytest

from training.curves import area, best_of, fitted
from training.verdicts import held_out, load, taken_in

TEXT = "Elling\n\nThe harbour of  Elling opened in 1911. It was built by Ada Lunt.\n"
START = TEXT.index("The harbour")
END = TEXT.index(" It was")


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder of articles with one of them."""
    folder = tmp_path / "articles/gum"
    folder.mkdir(parents=True)
    (folder / "elling.txt").write_text(TEXT + "Elling lies on the Gull coast, and ships call there. " * 3, "utf-8")
    (folder / "elling.json").write_text(json.dumps({"title": "Elling", "published": None}), "utf-8")
    return tmp_path


def card(form: str, question: str, answer: str, **more: object) -> dict[str, object]:
    return {
        "article": "elling", "form": form, "template": "t", "question": question, "answer": answer, "distractors": [],
        "start": START, "end": END, "alone": "D", "placed": None, "read": "ok", **more,
    }  # fmt: skip


def test_sentences_as_they_stand_are_kept_as_characters(shared: Path) -> None:
    cloze = card("cloze", "The harbour of Elling opened in ____.", "1911")
    true = card("true-false", "True or false: The harbour of Elling opened in 1911.", "True")
    ours = card("cloze", "Elling’s harbour opened in ____.", "1911")
    short = card("short", "When did the harbour of Elling open?", "1911", context="placed", margin=0.5)
    planted = card("short", "When did the harbour of Elling open?", "1912", planted=True)
    lines = list(taken_in([cloze, true, ours, short, planted], shared))
    assert ["stem" in line for line in lines] == [False, False, True, True]
    assert "harbour of Elling opened" not in json.dumps(lines[:2])
    kept = shared / "kept"
    kept.mkdir()
    (kept / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    articles, verdicts = load(kept, shared)
    assert list(articles) == ["elling"]
    assert [verdict.proposal.stem for verdict in verdicts] == [
        "The harbour of Elling opened in ____.",
        "The harbour of Elling opened in 1911.",
        "Elling’s harbour opened in ____.",
        "When did the harbour of Elling open?",
    ]
    assert [(each.proposal.context, each.proposal.margin) for each in verdicts[2:]] == [("article", 1), ("placed", 0.5)]
    assert verdicts[0].letters == ("D", "", "ok")
    assert verdicts[0].proposal.evidence.text == TEXT[START:END]


def test_verdicts_on_articles_that_are_not_there_are_left_out(shared: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    line = next(taken_in([card("short", "Who built it?", "Ada Lunt")], shared)) | {"article": "elsewhere"}
    (kept / "a.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    assert load(kept, shared) == ({}, [])


def test_articles_held_out_are_about_one_in_seven_and_always_the_same() -> None:
    names = [f"article-{number}" for number in range(700)]
    chosen = [name for name in names if held_out(name)]
    assert 70 < len(chosen) < 130
    assert chosen == [name for name in names if held_out(name)]


def test_area_counts_pairs_in_the_right_order() -> None:
    kept = np.array([True, False, True, False])
    assert area(kept, np.array([4, 1, 3, 2])) == 1
    assert area(kept, np.array([1, 4, 2, 3])) == 0
    assert area(kept, np.array([1, 1, 1, 1])) == 0.5
    assert area(kept, np.array([4, 3, 1, 2])) == 0.5
    assert best_of(kept, np.array([4, 3, 2, 1]), 0.5) == 0.5


def test_a_fitted_curve_gives_back_slope_offset_and_families() -> None:
    rng = np.random.default_rng(1)
    odds, families = rng.normal(0, 2, 20_000), np.where(np.arange(20_000) % 2, "cloze", "clause")
    moved = np.where(families == "cloze", 0.4, -0.4)
    kept = rng.random(20_000) < 1 / (1 + np.exp(-(0.5 * odds - 1 + moved)))
    slope, offset, found = fitted(odds, kept, families)
    assert (slope, offset) == pytest.approx((0.5, -1), abs=0.06)
    assert (found["cloze"], found["clause"]) == pytest.approx((0.4, -0.4), abs=0.06)


def test_a_family_of_few_cards_is_held_back() -> None:
    odds, families = np.zeros(1003), np.array(["cloze"] * 1000 + ["clause"] * 3)
    kept = np.arange(1003) % 2 == 0
    kept[1000:] = True
    assert 0 < fitted(odds, kept, families)[2]["clause"] < 0.7

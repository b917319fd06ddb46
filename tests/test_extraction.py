"""Extraction and question writing on hand-built Docs: the grammar of each pattern, with as many refusals as hits."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hand_built import Case, build, check, parameters, read_cases, trees
from test_arguments import CASES as ASKED_OR_LEFT

TABLES = ("extraction", "definitions", "questions", "reference", "attribution")
LABELS = Path(__file__).parent.parent / "quizgen" / "annotate" / "model" / "labels.json"


@pytest.mark.parametrize("case", parameters(read_cases("extraction")))
def test_facts(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", parameters(read_cases("definitions")))
def test_definitions(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", parameters(read_cases("questions")))
def test_questions(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("table", TABLES)
def test_every_pattern_has_hits_and_refusals(table: str) -> None:
    cases = read_cases(table)
    hits, refusals = (Counter(case.pattern for case in cases if case.hit is verdict) for verdict in (True, False))
    assert hits.keys() == refusals.keys()
    if table != "questions":  # whether a question that grammar allows is asked, the reader decides
        assert refusals.total() >= hits.total()


def test_trees_are_trees_in_the_labels_of_the_engine() -> None:
    known = json.loads(LABELS.read_text("utf-8"))
    for sentence, words in trees().items():
        doc = build(sentence)
        assert len(list(doc.sents)) == 1, f"{sentence}: more than one root, or a crossing arc"
        for i, word in enumerate(words):
            assert word.tag in known["xpos"], f"{sentence}: {word}"
            assert word.label in known["deps"], f"{sentence}: {word}"
            assert word.name in known["names"], f"{sentence}: {word}"
            assert (word.head == i) == (word.label == "root"), f"{sentence}: {word}"
            assert doc[i].head.i == word.head


def test_every_tree_is_used() -> None:
    articles = [text for table in TABLES for case in read_cases(table) for text in (case.text, case.title)]
    articles += [text for text, _, _ in ASKED_OR_LEFT]
    assert [sentence for sentence in trees() if not any(sentence in text for text in articles)] == []

"""Sentences: quotations, brackets, abbreviations, datelines, lists, headings. A bar marks where the next one begins."""

import pytest

from quizgen.annotate.pipeline import load_pipeline
from quizgen.annotate.sentences import sentence_starts

CASES = {
    "dateline": "MOSCOW (AP) — The minister arrived in the city on Tuesday. | He left a day later.",
    "dateline with a date": "GENEVA, March 3 - Talks resumed here. | Nobody spoke.",
    "U.S. inside": "The U.S. Senate voted. | The U.S. Supreme Court agreed at 9 a.m. on Friday.",
    "U.S. at the end": "She moved to the U.S. | The house was cheap. | He lives in Washington, D.C. | It rains there.",
    "abbreviation at the end": "The shop closed at 5 p.m. | The guards left. | They live at 10 Main St. | They have a dog.",
    "initials": "J. R. Harlow met George W. Finch and Capt. Ann Dale at St. Mary's.",
    "ranks": "Lt. Col. Ray Poe was there, too. | Sgt. Moss was not. | The guest was Gov. Ann Dale.",
    "company": "Sales rose at Smith & Sons Inc. | The company said so.",
    "straight quotes": '"Why did you come?" she asked. | "Because I had to!" he said. | "It was late."',
    "interrupted": '"The bridge is closed," Mr. Poe said, "and it will stay closed." | Nobody objected.',
    "curly quotes": "“We will go on,” said Dr. Harlow. | “We have no choice. | Nobody else does it.” | Then he left.",
    "single quotes": "‘It is over,’ she said. | ‘Go home.’ | They went.",
    "straight single quotes": "'It is over,' she said. | 'Go home.' | The boys' boat sank.",
    "cue in lower case": "He asked, “Who is there?” and opened the door. | “Nobody!” cried Ann. | “Go away!”",
    "cue with a name": "“Why?” Ann Dale asked. | “Because!” Ray Poe answered.",
    "brackets": "Prices rose (see Fig. 3). | They fell later (by about half). | (Nobody knows why.) | The report came late.",
    "capitals in brackets": "The union (Arbeiterverein Eintracht) closed in 1902.",
    "colon": "There was one reason: the ships were too big.",
    "speakers": "Anna Poe: How did it begin?",
    "bullets": "The plan has two parts: | • Build a harbour. | • Train the crews.",
    "bulleted lines": "The plan has two parts:\n| - build a harbour\n| - train the crews",
    "numbers": "1. Build a harbour. | 2. Train the crews. | 3) Go.",
    "heading": "Minister Opens Harbour in North Haven After Long Dispute",
    "marks": "What?! | She laughed!!! | Yes.",
    "row of signs": "= = = = = = = =",
}


@pytest.mark.parametrize("name", CASES)
def test_sentences(name: str) -> None:
    wanted = [sentence.strip() for sentence in CASES[name].split("|")]
    text = CASES[name].replace("| ", "").replace("|", "")
    assert [sentence.text.strip() for sentence in load_pipeline()(text).sents] == wanted


def test_rules_overrule_the_model() -> None:
    words = ["“", "Go", ",", "”", "said", "Capt.", "Ann", "Dale", ".", "She", "left", "."]
    spaces = [False, False, False, True, True, True, True, False, True, True, False, False]
    tags = ["``", "VB", ",", "''", "VBD", "NNP", "NNP", "NNP", ".", "PRP", "VBD", "."]
    assert sentence_starts(words, spaces, [True] * len(words), tags) == [0, 9]
    assert sentence_starts(words, spaces, [False] * len(words), tags) == [0, 9]


def test_only_lists_end_sentences_without_a_mark() -> None:
    words = ["Ann", "Dale", "Call", "me", "at", "noon"]
    starts = [i in (0, 2) for i in range(6)]

    def begins(words: list[str]) -> list[int]:
        return sentence_starts(words, [True] * len(words), [*starts, False, False], ["NN"] * len(words))

    assert begins(words) == [0]
    assert begins([*words, "."]) == [0]
    assert begins([*words[:5], ":", "noon"]) == [0, 2]

"""Feedback tells no answer of a question that is still to come, in whatever words the sentence has it."""

from collections.abc import Iterator

import pytest

from quizgen.study.items import Item
from quizgen.study.screen import evidence, verdict
from quizgen.study.telling import spoilers

SENTENCE = "On 4 March 1921 Velland's president, Rasmus Holtengaard, opened 15 mills in the U.K. for £2.4 million."
ASKED = Item("now", "short", "Who did this?", "Rasmus Holtengaard", evidence=(SENTENCE,))


def blanked(sentence: str, *coming: Item, item: Item = ASKED) -> str:
    for start, end in reversed(spoilers(sentence, item, coming)):
        sentence = f"{sentence[:start]}____{sentence[end:]}"
    return sentence


def short(stem: str, answer: str, *also: str, form: str = "short") -> Item:
    return Item("later", form, stem, answer, also_accept=also)


@pytest.mark.parametrize(
    ("coming", "told"),
    [
        (short("When did the mills open?", "4 March 1921"), "4 March 1921"),
        (short("On what day of 1921 did the mills open?", "March 4"), "4 March 1921"),
        (short("How many mills opened?", "fifteen"), "15 mills"),
        (short("How many opened?", "15 mills"), "15 mills"),
        (short("Where did the mills open?", "the United Kingdom"), "U.K"),
        (short("How much did the mills cost?", "2.4 million pounds"), "£2.4 million"),
        (short("What cost £2.4 million?", "the mills", form="choice"), "mills"),
        (short("What was he?", "the president of Velland"), "Velland's president"),
        (short("What was he?", "head of state", "president"), "president"),
    ],
)
def test_a_later_answer_is_found_however_it_is_put(coming: Item, told: str) -> None:
    assert blanked(SENTENCE, coming) == SENTENCE.replace(told, "____")


@pytest.mark.parametrize(
    "coming",
    [
        short("When did the mills close?", "1922"),
        short("How many mills closed?", "50"),
        short("Where did he die?", "the United States"),
        short("Who was vice-president?", "Erik Lund"),
        short("Which mills?", "the paper mills of Osk"),
        Item("now", "short", "When?", "1921"),  # the same question, to be asked again
    ],
)
def test_what_answers_nothing_stays(coming: Item) -> None:
    assert blanked(SENTENCE, coming) == SENTENCE


def test_what_the_question_itself_has_said_stays() -> None:
    asked = ASKED._replace(stem="Who opened 15 mills on 4 March 1921?")
    assert blanked(SENTENCE, short("When did the mills open?", "4 March 1921"), item=asked) == SENTENCE


def test_pairs_and_statements_still_to_come() -> None:
    pairs = Item("later", "ordering", "Order.", pairs=(("mills", "4 March 1921"), ("dam", "1930")))
    assert "____" in blanked(SENTENCE, pairs)
    statement = Item("later", "true-false", "There were 12 mills.", "False", evidence=(SENTENCE,))
    assert blanked(SENTENCE, statement) == "____"
    assert blanked(SENTENCE, statement._replace(evidence=("Another.",))) == SENTENCE


def shown(item: Item, *coming: Item) -> Iterator[str]:
    return (line.text.plain for line in evidence(item, True, coming))


def test_own_answer_is_always_shown_and_the_blank_explained() -> None:
    date = short("When did the mills open?", "4 March 1921")
    same = short("Who governed Velland?", "Holtengaard")
    assert list(shown(ASKED, same)) == [SENTENCE.replace("Rasmus Holtengaard", "*Rasmus Holtengaard*"), ""]
    lines = list(shown(ASKED, date, same))
    assert lines[0].startswith("On ____ Velland's president, *Rasmus Holtengaard*, opened 15 mills")
    assert lines[-1] == "____ hides what another question will ask."


def test_the_note_of_a_false_statement_tells_nothing_either() -> None:
    false = Item("now", "true-false", "The mills opened in 1920.", "False", note="They opened on 4 March 1921.")
    line = verdict(false, None, (), [short("When did the mills open?", "4 March 1921")])
    assert line.text.plain == "Answer: False. They opened on ____."
    assert verdict(false, None, ()).text.plain == "Answer: False. They opened on 4 March 1921."


def test_the_source_line_tells_nothing_either() -> None:
    lines = list(shown(ASKED._replace(source="Mills of Osk · 1921"), short("Where were the mills?", "Osk")))
    assert "Mills of ____ · 1921" in lines

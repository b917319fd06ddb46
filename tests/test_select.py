"""Which of the judged questions make a deck."""

from datetime import UTC, datetime

import pytest

from quizgen.judge.select import FEW, Offer, least_context, pool, select
from quizgen.models import Evidence, Form, Judged, Proposal, Question
from quizgen.pairs import alike, tells

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def ask(number: int, stem: str, answer: str, form: Form = "short", template: str = "") -> Question:
    return Question(
        id=f"q{number:02}", form=form, stem=stem, answer=answer, kind="date", fact=f"f{number}", template=template or f"t{number}", changed=NOW
    )  # fmt: skip


def offer(question: Question, worth: float, sentence: int = -1, paragraph: int = 0, words: int = 8) -> Offer:
    place = int(question.id[1:]) if sentence < 0 else sentence
    evidence = Evidence(text="word " * words, start=100 * place, end=100 * place + 50)
    return Offer(question, evidence, paragraph, (worth, worth, worth))


PLACES = ("Oslo", "Bergen", "Narvik", "Hammerfest", "Stavanger", "Drammen", "Larvik", "Moss", "Halden", "Sandnes", "Skien", "Bodø")  # fmt: skip


def several(number: int, **given: str) -> list[Question]:
    return [ask(n, f"Which harbour did ship {name} reach?", f"Port {name[::-1]}", **given) for n, name in enumerate(PLACES[:number])]  # type: ignore[arg-type]  # fmt: skip


def test_the_best_in_the_order_of_the_article() -> None:
    questions = several(6)
    worths = (0.9, 0.5, 0.95, 0.6, 0.99, 0.7)
    chosen, left = select([offer(*each) for each in zip(questions, worths, strict=True)], 3)
    assert [question.id for question in chosen] == ["q00", "q02", "q04"]
    assert {each.why for each in left} == {"enough better questions"}


def test_ties_go_by_id_whatever_the_order() -> None:
    offers = [offer(question, 0.9) for question in several(6)]
    assert select(offers, 3) == select(offers[::-1], 3)


def test_the_whole_article_is_asked() -> None:
    questions = several(6)
    offers = [offer(question, 0.9 - n / 200, paragraph=n // 3) for n, question in enumerate(questions)]
    chosen, _ = select(offers, 4)
    assert [question.id for question in chosen] == ["q00", "q01", "q03", "q04"]


@pytest.mark.parametrize(("words", "number"), [(10, 2), (40, 3)])
def test_no_sentence_is_asked_to_death(words: int, number: int) -> None:
    chosen, left = select([offer(question, 0.9, sentence=1, words=words) for question in several(5)], 10)
    assert len(chosen) == number
    assert "enough questions from this sentence already" in {each.why for each in left}


def test_none_tells_another() -> None:
    asked = ask(1, "In what year was the Kiel Canal opened to ships?", "1895")
    teller = ask(2, "Which emperor opened the Kiel Canal to ships in 1895?", "Wilhelm")
    assert tells(teller, asked)
    assert not tells(asked, teller)
    chosen, left = select([offer(asked, 0.9), offer(teller, 0.8)], 5)
    assert [question.id for question in chosen] == ["q01"]
    assert "tells the other's answer" in left[0].why


def test_a_statement_and_its_question_are_one() -> None:
    short = ask(1, "Which canal did Wilhelm open in 1895?", "The Kiel Canal")
    statement = ask(1, "Wilhelm opened the Kiel Canal in 1895.", "True", "true-false")
    other = ask(2, "Wilhelm opened the Kiel Canal in 1895 with a hammer.", "True", "true-false")
    assert alike(short, statement)
    assert not alike(short, other)


def test_one_fact_is_asked_once_whatever_the_form() -> None:
    short = ask(1, "In what year did the Kiel Canal open?", "1895")
    cloze = ask(1, "The Kiel Canal opened in ____, and soon it was the busiest in the world.", "1895", "cloze")
    false = ask(2, "In 1897, Wilhelm opened the Kiel Canal between two seas with a hammer.", "False", "true-false")
    blank = ask(3, "In ____, Wilhelm opened the Kiel Canal between two seas with a hammer.", "1895", "cloze")
    assert alike(short, cloze)
    assert alike(false, blank)


def test_no_more_than_three_statements_too_many_are_true() -> None:
    stems = [f"The harbour of {name} opened." for name in PLACES[:6]]
    chosen, left = select([offer(ask(n, stem, "True", "true-false"), 0.95) for n, stem in enumerate(stems)], 9)
    assert len(chosen) == 3
    assert {each.why for each in left} == {"enough statements that are true"}


def test_an_answer_is_asked_twice_at_most() -> None:
    stems = ("Who dug the canal of Elling?", "Who lost an eye in Cairo?", "Who married a baker’s daughter?")
    chosen, left = select([offer(ask(n, stem, "Per Lund"), 0.9) for n, stem in enumerate(stems)], 5)
    assert len(chosen) == 2
    assert left[0].why == "the answer is asked for 2 times already"


def test_forms_and_templates_are_mixed_unless_the_whole_is_asked_for() -> None:
    clozes = [offer(question, 0.9) for question in several(12, form="cloze")]
    assert len(select(clozes, 6)[0]) == FEW
    assert len(select(clozes, 12, whole=True)[0]) == 12
    years = [offer(question, 0.9) for question in several(12, template="date-year")]
    assert len(select(years, 6)[0]) == FEW


@pytest.mark.parametrize(
    ("chances", "wanted"),
    [
        ((0.9, 0.95, 0.97), "alone"),
        ((0.6, 0.9, 0.97), "placed"),
        ((0.3, 0.5, 0.97), "article"),
        ((0.1, 0.1, 0.1), "article"),
    ],
)
def test_the_least_context(chances: tuple[float, float, float], wanted: str) -> None:
    proposal = Proposal(
        form="short", stem="Who?", answer="He", kind="date", fact="f", template="t", evidence=Evidence(text="He did.", start=0, end=7)
    )  # fmt: skip
    assert least_context(Judged(proposal=proposal, chances=chances, letters=("", "", ""))) == wanted


def test_what_readers_would_drop_fills_up_to_twelve_and_no_further() -> None:
    questions = [each.model_copy(update={"context": "article"}) for each in several(12)]
    few = [offer(question, 0.75) for question in questions[:6]]
    assert len(select(few, 20)[0]) == 6
    chosen, left = select([offer(question, 0.5) for question in questions], 20)
    assert not chosen
    assert "a strict reader would rather drop it" in left[0].why


def test_statements_are_true_and_false_in_turn() -> None:
    stems = [f"The harbour of {name} opened." for name in PLACES[:8]]
    keys = ["True"] * 5 + ["False"] * 3
    offers = [offer(ask(n, stem, key, "true-false"), 0.95 - n / 100) for n, (stem, key) in enumerate(zip(stems, keys, strict=True))]  # fmt: skip
    chosen, _ = select(offers, 4, whole=True)
    assert sorted(question.answer for question in chosen) == ["False", "False", "True", "True"]


def test_a_pool_holds_what_readers_keep_and_leaves_spoilers_to_the_forms() -> None:
    asked = ask(1, "In what year was the Kiel Canal opened to ships?", "1895")
    teller = ask(2, "Which emperor opened the Kiel Canal to ships in 1895?", "Wilhelm")
    dull = ask(3, "Who sneezed?", "Wilhelm")
    kept, left = pool([offer(asked, 0.9), offer(teller, 0.8), offer(dull, 0.3)], "article")
    assert kept == [asked, teller]
    assert [each.stem for each in left] == ["Who sneezed?"]

"""Forms on demand, from a deck alone: what is asked in which form, what gives what away, and the line about the rest."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from quizgen.ask.forms import choice_of, choose
from quizgen.ask.sets import load_sets, sets_of
from quizgen.ask.wishes import mix, read_forms
from quizgen.errors import QuizgenError
from quizgen.models import Dated, Deck, Evidence, Fact, Form, KeptArticle, Question, Quotation, Role

WHEN = datetime(2023, 5, 12, tzinfo=UTC)
WRONG = ("Per Lund", "Ole Berg", "Ida Norell")


def question(
    number: int, form: Form, options: tuple[str, ...] = (), start: int | None = None, fact: str = ""
) -> Question:
    place = number * 100 if start is None else start
    answer = {"true-false": "True", "choice": "Dana Moe"}.get(form, f"Answer {number}")
    return Question(
        id=f"q{number}", form=form, stem=f"Stem ____ {number}" if form == "cloze" else f"Stem {number}", answer=answer,
        distractors=WRONG if form == "choice" else (), options=options, fact=fact,
        evidence=Evidence(text="x", start=place, end=place + 1), changed=WHEN,
    )  # fmt: skip


def deck(*questions: Question, facts: tuple[Fact, ...] = ()) -> Deck:
    return Deck(
        title="Port Elling", articles=(KeptArticle(id="elling", title="Port Elling"),), questions=questions, facts=facts
    )


BOTH = deck(
    *(question(n, "short", WRONG) for n in range(6)),
    *(question(n, "short") for n in range(6, 10)),
    *(question(n, "cloze", WRONG) for n in range(10, 14)),
    *(question(n, "true-false") for n in range(14, 18)),
)


def forms(chosen: Deck) -> Counter[str]:
    return Counter(each.form for each in chosen.questions)


def test_counts_are_met_and_each_question_is_asked_once() -> None:
    chosen, line = choose(BOTH, {"short": 5, "choice": 5, "true-false": 2})
    assert forms(chosen) == {"short": 5, "choice": 5, "true-false": 2}
    assert line == ""
    assert len({each.id.removesuffix("-choice") for each in chosen.questions}) == 12


def test_short_answers_leave_those_with_options_to_the_choices() -> None:
    chosen, line = choose(BOTH, {"short": 4, "choice": 10})
    assert forms(chosen) == {"short": 4, "choice": 10}
    assert line == ""


def test_one_line_says_what_is_missing_and_why() -> None:
    chosen, line = choose(BOTH, {"choice": 12, "short": 2})
    assert forms(chosen)["choice"] == 10
    assert line == "14 of 14 questions: 10 of 12 choices (no three good wrong options for the others)"
    assert "\n" not in line


def test_the_deck_keeps_its_order_and_the_seed_decides() -> None:
    first, again = choose(BOTH, {"short": 4}, seed=1)[0], choose(BOTH, {"short": 4}, seed=1)[0]
    assert first == again
    ids = [each.id for each in first.questions]
    assert ids == [each.id for each in BOTH.questions if each.id in ids]
    assert any(choose(BOTH, {"short": 4}, seed=n)[0] != first for n in range(2, 6))


def test_sentences_take_turns() -> None:
    crowded = deck(*(question(n, "cloze", start=100 if n < 4 else n * 100) for n in range(8)))
    chosen, _ = choose(crowded, {"cloze": 5})
    assert sum(each.evidence is not None and each.evidence.start == 100 for each in chosen.questions) == 1


def telling(number: int, form: Form, stem: str, answer: str, options: tuple[str, ...] = ()) -> Question:
    return question(number, form, options).model_copy(update={"stem": stem, "answer": answer})


TELLING = deck(
    telling(0, "short", "Who opened the canal of Elling in 1895?", "Dana Moe", WRONG),
    telling(1, "cloze", "Dana Moe opened the canal of Elling in ____.", "1895", ("1891", "1893", "1897")),
    telling(2, "short", "Who fell into the harbour on a Sunday?", "A goat", WRONG),
    telling(3, "cloze", "The mayor keeps ____ bees on the town hall.", "forty", ("thirty", "fifty", "sixty")),
)


def test_of_questions_that_tell_each_other_one_is_asked_where_they_are_a_pool() -> None:
    chosen, line = choose(TELLING, {"choice": 4}, pool=True)
    assert forms(chosen) == {"choice": 3}
    assert line == "3 of 4 questions: 3 of 4 choices (the others would give an answer away)"
    assert forms(choose(TELLING, {"choice": 4})[0]) == {"choice": 4}  # a person put them side by side


def test_not_only_years_are_asked_for() -> None:
    years = [telling(n, "cloze", f"Ship {n} sank in ____.", str(1800 + n), WRONG) for n in range(8)]
    others = [
        telling(n, "cloze", f"Harbour {n} was built by ____.", name, WRONG) for n, name in ((8, "Moe"), (9, "Lund"))
    ]
    chosen, _ = choose(deck(*years, *others), {"choice": 4})
    assert sum(each.answer.isdigit() for each in chosen.questions) == 2


def test_the_scarcest_form_is_served_first() -> None:
    assert forms(choose(TELLING, {"cloze": 2, "short": 1}, pool=True)[0]) == {"cloze": 2, "short": 1}


def test_an_answer_is_asked_for_twice_at_most() -> None:
    same = [telling(n, "short", f"Who {deed}?", "Dana Moe") for n, deed in enumerate(("sang", "ran", "sat", "slept"))]
    assert len(choose(deck(*same), {"short": 4}, pool=True)[0].questions) == 2


def test_a_question_typed_by_hand_is_a_choice_where_the_deck_gives_options() -> None:
    typed = telling(1, "short", "In what year did the harbour of Elling freeze?", "1912")
    chosen, _ = choose(deck(typed, telling(2, "short", "What did the mayor say?", "That it was cold.")), {"choice": 2})
    (choice,) = (each for each in chosen.questions if each.form == "choice")
    assert len({choice.answer, *choice.distractors}) == 4
    assert all(option.isdigit() for option in choice.distractors)


def test_a_dropped_question_is_asked_in_no_form() -> None:
    dropped = deck(*(each.model_copy(update={"dropped": True}) for each in BOTH.questions[:17]), BOTH.questions[17])
    assert [each.id for each in choose(dropped, {"short": 2, "choice": 2, "true-false": 3})[0].questions] == ["q17"]


def test_as_a_choice_it_has_its_own_id_and_no_empty_options() -> None:
    made = choice_of(question(1, "short", WRONG))
    assert (made.id, made.form, made.distractors, made.options) == ("q1-choice", "choice", WRONG, ())


# ----------------------------------------------------------------------------------------------------------- wishes


def test_wishes_are_read() -> None:
    assert read_forms("short=5,choice=10", 15) == {"short": 5, "choice": 10}
    assert read_forms("short, choice", 15) == {"short": 8, "choice": 7}
    assert read_forms("choice=10, short", 15) == {"choice": 10, "short": 5}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("chioce=10", "did you mean choice"),
        ("essay", "the forms are"),
        ("short=many", "short=5"),
        ("short=0", "short=5"),
    ],
)
def test_a_wrong_wish_is_told(text: str, said: str) -> None:
    with pytest.raises(QuizgenError, match=said):
        read_forms(text, 10)


def test_mixes_share_the_count() -> None:
    assert mix("class", 12) == {"short": 4, "choice": 4, "cloze": 2, "true-false": 2}
    assert sum(mix("exam", 17).values()) == 17
    assert sum(mix("revision", 5).values()) == 5
    with pytest.raises(QuizgenError, match="class, exam, revision"):
        mix("party", 12)


# ------------------------------------------------------------------------------------------------------------- sets


def role(person: str, post: str, **more: object) -> Role:
    return Role.model_validate(
        {
            "id": person,
            "statement": "-",
            "evidence": {"text": "-", "start": 0, "end": 1},
            "person": person,
            "role": post,
            **more,
        }
    )


ROLES = (
    role("Dana Moe", "mayor of Port Elling"),
    role("Per Lund", "chief of the fisheries union"),
    role("Ole Berg", "captain of the ferry"),
    role("Ida Norell", "keeper of the museum"),
)
LIKE = question(0, "short")


def test_persons_are_matched_with_their_roles() -> None:
    (made,) = sets_of(ROLES, LIKE, 1)
    assert (made.form, made.template, len(made.pairs)) == ("matching", "role-matching", 4)
    assert {pair.left: pair.right for pair in made.pairs}["Per Lund"] == "Chief of the fisheries union"


@pytest.mark.parametrize(
    "facts",
    [
        ROLES[:3],
        (*ROLES[:3], role("Ida Norell", "mayor of Port Elling")),  # two would be right
        (*ROLES[:3], role("Ida Norell", "head of the Norell museum")),  # told by its name
        (*ROLES[:3], role("Ida Norell", "keeper of the museum", former=True)),
        (*ROLES[:3], role("Ida Norell", "keeper of the museum", source="Per Lund")),  # a claim
    ],
)
def test_no_matching_of_few_told_or_doubtful_lines(facts: tuple[Fact, ...]) -> None:
    assert sets_of(facts, LIKE, 1) == []


def dated(event: str, when: str) -> Dated:
    return Dated(id=event, statement="-", evidence=Evidence(text="-", start=0, end=1), event=event, when=when)


EVENTS = (
    dated("the council bought the ferry", "1998-03-03"), dated("the museum opened", "2004"), dated("the pier was built", "1971"),
    dated("the union called a strike", "1985-06"), dated("the harbour was dredged", "2011"),
)  # fmt: skip


def test_events_are_ordered_and_matched_with_their_dates() -> None:
    made = {each.template: each for each in sets_of(EVENTS, LIKE, 1)}
    assert [pair.left for pair in made["date-ordering"].pairs] == [
        "The pier was built", "The union called a strike", "The council bought the ferry", "The museum opened", "The harbour was dredged"
    ]  # fmt: skip
    assert {pair.right for pair in made["date-matching"].pairs} >= {"3 March 1998", "June 1985", "2011"}


def test_events_of_one_year_are_not_put_in_order() -> None:
    facts = tuple(dated(f"the crew of boat number {n} sailed", f"1998-0{n + 1}") for n in range(5))
    assert not any(each.form == "ordering" for each in sets_of(facts, LIKE, 1))


def test_a_set_and_a_question_on_one_of_its_facts_are_not_asked_together() -> None:
    both = deck(
        *(question(n, "short", fact=fact.id) for n, fact in enumerate(ROLES)), question(9, "short"), facts=ROLES
    )
    chosen, _ = choose(both, {"matching": 1, "short": 3})
    assert [each.form for each in chosen.questions] == ["short", "matching"]
    assert chosen.questions[0].id == "q9"


def test_a_line_that_tells_the_answer_of_another_fact_keeps_it_out() -> None:
    teller = question(1, "short").model_copy(update={"stem": "Who keeps the museum?", "answer": "Ida Norell"})
    other = question(2, "short").model_copy(update={"stem": "Who built the pier?", "answer": "Ida Norell"})
    chosen, _ = choose(deck(teller, other, facts=ROLES), {"matching": 1, "short": 2})
    assert [each.id for each in chosen.questions][:-1] == ["q2"]


def test_exact_words_are_matched_with_who_said_them() -> None:
    facts = tuple(
        Quotation(
            id=who, statement="-", evidence=Evidence(text="-", start=0, end=1), speaker=who, content=words, exact=True
        )
        for who, words in zip(
            (*WRONG, "Dana Moe"), ("No net is safe.", "The tide has turned.", "Boats rot.", "We wait."), strict=True
        )
    )
    (made,) = sets_of(facts, LIKE, 1)
    assert made.template == "speaker-matching"
    assert "“Boats rot.”" in {pair.right for pair in made.pairs}


def test_the_sets_are_read_from_the_templates() -> None:
    assert {each.id for each in load_sets()} >= {
        "role-matching",
        "date-matching",
        "term-matching",
        "speaker-matching",
        "date-ordering",
    }

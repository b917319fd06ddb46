"""Sentences as they stand, with the real engine on invented texts: what is cut, named, blanked, and what is refused."""

import re
from datetime import date

import pytest

from quizgen.annotate.layers import annotate
from quizgen.ask.sentences import sentence_proposals, statements_of
from quizgen.ids import proposal_id
from quizgen.models import BLANK, Article, ArticleInfo, Paragraph, Proposal, Rejected

TITLE = "Harbour life in Port Elling"
DAY = date(2023, 5, 12)


def asked(text: str, title: str = TITLE) -> tuple[list[Proposal], list[Rejected]]:
    info = ArticleInfo(id="elling", title=title, published=DAY)
    return sentence_proposals(
        annotate(Article(info=info, text=text, paragraphs=(Paragraph(start=0, end=len(text)),))), []
    )


def statements(text: str, title: str = TITLE) -> list[str]:
    return [proposal.stem for proposal in asked(text, title)[0] if proposal.answer == "True"]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            "However, the council of Port Elling bought the old ferry in 1998.",
            "The council of Port Elling bought the old ferry in 1998.",
        ),
        (
            "The ferry (built in Bergen) carried 40 cars and a crew of nine across the sound.",
            "The ferry carried 40 cars and a crew of nine across the sound.",
        ),
        (
            "The harbour museum – a former fish hall – opened its doors to visitors in 2004.",
            "The harbour museum opened its doors to visitors in 2004.",
        ),
        (
            "The old lighthouse also guides small fishing boats into the harbour.",
            "The old lighthouse guides small fishing boats into the harbour.",
        ),
        (
            "The town of Port Elling sold the ferry in 2011; the buyer was never named.",
            "The town of Port Elling sold the ferry in 2011.",
        ),
        (
            "The ferry was cheap and Mary Okafor bought it for the town in 1998.",
            "The ferry was cheap, and Mary Okafor bought it for the town in 1998.",
        ),
        (
            "The blockade was a grave danger to the fishermen of the northern islands as well.",
            "The blockade was a grave danger to the fishermen of the northern islands.",
        ),
    ],
)
def test_asides_are_cut_and_nothing_else_moves(text: str, statement: str) -> None:
    assert statements(text) == [statement]


def test_a_pronoun_gets_its_name_once_and_those_behind_it_stay() -> None:
    text = "Mary Okafor became mayor of Port Elling in 2015. She sold her house and moved to the harbour with her sons."
    assert "Mary Okafor sold her house and moved to the harbour with her sons." in statements(text)


def test_a_pronoun_that_the_sentence_explains_stays() -> None:
    text = "Mary Okafor said on Tuesday that she would sell the old ferry to a museum in Bergen."
    assert statements(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "These boats carried more than 300 passengers across the sound each day.",
        "In exchange, the council of Bergen gave the town two small tugs.",
        "The same boat carried more than 300 passengers across the sound each day.",
        "The council of Port Elling met yesterday and sold the ferry to a museum.",
        "It carried more than 300 passengers across the sound each day.",
        "We carried more than 300 passengers across the sound in our first year.",
        "The idea brought many visitors to the harbour of Port Elling that summer.",
        "Days later, the council of Port Elling sold the ferry to a museum.",
        "The ferry had three owners: a bank in Bergen, a farmer and the town.",
        "Did the council of Port Elling sell the old ferry to a museum in Bergen?",
        "Three ferries, two tugs and a small fleet of fishing boats in the sound.",
        "In 1998, the council had sold the old ferry to a museum in Bergen.",
        "The ship Aurora in 1827 carried the first mail across the sound.",
        "The harbour master is elected by the fishermen of Port Elling since 1921.",
        "Most have at least two engines and a small crew of Norwegian sailors.",
        "By the 16th century, it had reached Bergen, Oslo and the northern islands.",
        "The plan of selling it to a museum in Bergen was popular in the town.",
        "The deck surrounding its engine is heated by steam from the boiler.",
        "Thereafter the council of Port Elling sold the ferry to a museum.",
        "The council of Bergen even painted the old ferry in the colours of the town.",
        "Ida Norell asked Mary Okafor to join them in the harbour museum of Bergen.",
        "The Norell family, who owned the ferry since 1921, sold it to the town.",
    ],
)
def test_what_leans_on_what_stood_before_is_refused_with_a_reason(text: str) -> None:
    proposals, rejected = asked(text)
    assert proposals == []
    assert [each.code for each in rejected] == ["S10"]
    assert rejected[0].why


def test_whose_it_is_stays_where_the_subject_tells_it() -> None:
    text = "The fishermen of Bergen had many debts. Thousands could not repay the bank and lost their boats."
    assert "Thousands could not repay the bank and lost their boats." in statements(text)


def test_the_country_that_an_article_is_at_home_in_is_no_blank() -> None:
    text = "Norway has many ferries. Norway built most of them. In 1998, the council of Bergen in Norway sold a boat to Denmark."
    assert "Norway" not in blanked(text)
    assert "Denmark" in blanked(text)


def blanked(text: str, title: str = TITLE) -> dict[str, str]:
    """Answer -> stem of each cloze."""
    return {p.answer: p.stem for p in asked(text, title)[0] if p.form == "cloze"}


def test_blanks_stand_for_whole_dates_figures_and_names() -> None:
    found = blanked("On 3 March 1998, Mary Okafor bought the old ferry from the town for $2.5 million.")
    assert set(found) == {"3 March 1998", "$2.5 million", "Mary Okafor"}
    assert found["$2.5 million"].endswith(f"from the town for {BLANK}.")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("The town joined the 1964 Summer Olympics with a crew of four rowers.", "1964"),
        ("The town had more boats after the War of 1812 than in all years before.", "1812"),
        ("The two crews of Port Elling rowed across the sound in the rain.", "two"),
        ("A Falcon 9 rocket flew over the harbour while the crews were rowing.", "9"),
        ("Norwegian officials visited the harbour and praised the new tugs in the sound.", "Norwegian"),
        ("Ida Norell, Per Lund, Mary Okafor and Ole Berg rowed across the sound.", "Per Lund"),
        ("The town of Port Elling asked the Bank of England for a loan in 1998.", "England"),
        (
            "The council founded the Northern Union of Tugs and Dredgers, or NUTAD, in the year of the great flood.",
            "NUTAD",
        ),
        ("The warehouse burned from 11 to 12 September 1944 while the crews were at sea.", "11"),
        ("The harbour police of Bergen arrested a sailor in Bergen on Monday evening.", "Bergen"),
        ("The crews trained hard and at the same speed as in the summer.", "same speed"),
        ("In 1926 and 1927, the crews of Port Elling rowed across the sound.", "1926"),
        ("Eighty to 90 percent of the sailors in Port Elling were women from Bergen.", "90"),
        ("The mail crossed the sound to the harbour museum of Port Elling Jan. 8.", "Jan. 8"),
        ("The council was suspicious of James’ motives and sold the old ferry.", "James"),
        ("The museum in Bergen, Vestland, Norway bought the old ferry in 1998.", "Norway"),
        ("The crews of Port Elling took pictures of Earth from the old lighthouse.", "Earth"),
        ("The town has three boats, the Tern, the Gull and the Auk, in its harbour.", "three"),
        ("On August 1 and 2, 2019, the crews of Port Elling rowed across the sound.", "August 1"),
    ],
)
def test_no_blank_where_the_idiom_or_the_rest_tells_it(text: str, answer: str) -> None:
    assert answer not in blanked(text)


def test_two_years_that_do_not_tell_each_other_can_be_blanked() -> None:
    assert {"1958", "1967"} <= set(blanked("In 1958 and 1967, the crews of Port Elling rowed across the sound."))


def test_the_subject_of_the_article_is_no_answer() -> None:
    text = "In 1998, Ida Norell rowed across the sound and won a medal."
    assert "Ida Norell" in blanked(text)
    assert "Ida Norell" not in blanked(text, "Ida Norell, rower")


def test_a_term_is_blanked_where_the_article_uses_it_again() -> None:
    text = "Old mussels are cleaned with a pressure hose before the sale. The pressure hose was bought in Bergen by the harbour guild."
    assert "pressure hose" in blanked(text)
    assert "pressure hose" not in blanked("Old mussels are cleaned with a pressure hose before the sale.")


def test_the_sentence_that_answers_it_can_be_found_in_the_article() -> None:
    text = "Port Elling lies on the sound. In 1998, the council of Port Elling bought the old ferry for a song."
    for proposal in asked(text)[0]:
        assert text[proposal.evidence.start : proposal.evidence.end] == proposal.evidence.text
        if proposal.form == "cloze":
            assert proposal.asked is not None
            assert text[slice(*proposal.asked)] == proposal.answer


def test_each_blank_of_a_sentence_is_a_question_of_its_own_wherever_it_stands() -> None:
    sentence = "In 1998, Mary Okafor bought the old ferry from the council of Bergen."
    ids = {p.answer: proposal_id("elling", p) for p in asked(sentence)[0]}
    later = {
        p.answer: proposal_id("elling", p) for p in asked(f"The winter was long and cold in Norway. {sentence}")[0][1:]
    }
    assert len(set(ids.values())) == len(ids) > 2
    assert ids["1998"] == later["1998"]


def test_each_sentence_without_another_fact_is_one_fact_of_its_own() -> None:
    proposals, _ = asked("In 1998, Mary Okafor bought the old ferry from the council of Bergen.")
    facts = statements_of(proposals)
    assert len(proposals) > 2
    assert [fact.statement for fact in facts] == [
        "In 1998, Mary Okafor bought the old ferry from the council of Bergen."
    ]
    assert {proposal.fact for proposal in proposals} == {fact.id for fact in facts}


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("Norway and Sweden signed a treaty on fishing rights in the North Sea in 1998.", "alone"),
        ("The harbour was dredged in 1998 at the cost of the state of Norway.", "placed"),
        ("The brewery was closed in 1998 at the cost of the state of Norway.", "article"),
        ("Norway and Sweden signed a treaty on fishing rights on Tuesday evening.", "article"),
    ],
)
def test_what_must_stand_beside_it(text: str, context: str) -> None:
    assert [p.context for p in asked(text)[0] if p.answer == "True"] == [context]


def falsehoods(text: str) -> list[Proposal]:
    return [proposal for proposal in asked(text)[0] if proposal.answer == "False"]


def test_a_false_statement_differs_in_one_figure_and_says_what_is_right() -> None:
    text = "The council of Port Elling bought 40 boats from the old guild."
    (false,) = falsehoods(text)
    assert false.note == text
    assert re.fullmatch(r"The council of Port Elling bought \d+ boats from the old guild\.", false.stem)
    assert "40" not in false.stem
    assert false.asked is not None
    assert text[slice(*false.asked)] == "40"


@pytest.mark.parametrize(
    "text",
    [
        "The council of Port Elling bought more than 40 boats from the old guild.",
        "The council of Port Elling received no money until 1923.",
        "The council of Port Elling never bought 40 boats from the old guild.",
        "The ferry may carry 40 cars across the sound each summer.",
        "In 1998, the council sold the ferry that it had bought in 1971.",
        "By 1998, the council of Port Elling had sold all its ferries.",
        "Mary Okafor was sentenced to 10 years in prison for theft.",
    ],
)
def test_no_false_statement_of_an_open_state_beside_another_date_or_of_a_harm(text: str) -> None:
    assert falsehoods(text) == []

"""Options for a choice: of the answer's kind, false by the article, in its form; three or none. As many refusals as hits."""

import re
from datetime import date

import pytest

from quizgen.annotate.layers import annotate
from quizgen.ask.options import Stock, as_choice, harm, options_for, stock_of, stock_of_facts
from quizgen.ask.options.near import near_dates, near_figures, near_years, value_of
from quizgen.models import Article, ArticleInfo, Paragraph, Role

LATEST = date(2023, 12, 31)
NOTHING = Stock("", (), {}, {}, LATEST)


def stock(text: str) -> Stock:
    info = ArticleInfo(id="elling", title="Harbour life")
    return stock_of(annotate(Article(info=info, text=text, paragraphs=(Paragraph(start=0, end=len(text)),))))


# ------------------------------------------------------------------------------------------------------- figures


@pytest.mark.parametrize(
    "answer", ["40", "12,500", "37", "3.4", "$2.5 million", "£76.8 billion", "seven", "80,000", "9"]
)
def test_figures_have_the_form_of_the_answer_and_stand_in_order(answer: str) -> None:
    options = near_figures(answer, "The town has ____ boats.", "", "key")
    assert options is not None
    shape = re.sub(r"[\d]+", "0", answer)
    assert len({*options, answer}) == 4
    assert list(options) == sorted(options, key=value_of)
    if answer != "seven":
        assert {re.sub(r"\d+", "0", option) for option in options} == {shape}


def test_no_percentage_reaches_a_hundred() -> None:
    for key in "abcdefgh":
        options = near_figures("85", "In 1998, ____% of the boats were new.", "", key)
        assert options is not None
        assert all(value_of(option) < 100 for option in options)


def test_a_part_is_less_than_its_whole() -> None:
    whole = near_figures("18", "They won 17 out of ____ seats.", "", "key")
    assert whole is not None
    assert all(int(each) > 17 for each in whole)
    part = near_figures("17", "They won ____ of the 18 seats.", "", "key")
    assert part is None or all(int(each) < 18 for each in part)


def test_no_figure_of_the_article_is_a_wrong_one() -> None:
    text = "The town has 40 boats, 48 nets, 32 hooks and 60 sailors."
    options = near_figures("40", "The town has ____ boats.", text, "key")
    assert options is not None
    assert not {"48", "32", "60"} & set(options)


@pytest.mark.parametrize(
    "stem", ["The town has more than ____ boats.", "The boat takes up to ____ cars.", "At least ____ came."]
)
def test_no_options_where_a_bound_makes_others_right(stem: str) -> None:
    assert near_figures("40", stem, "", "key") is None


def test_the_place_of_the_answer_tells_nothing() -> None:
    places = []
    for n in range(200):
        options = near_figures("400", f"Boat {n} carries ____ tons.", "", f"{n}")
        assert options is not None
        places.append(sum(value_of(option) < 400 for option in options))
    assert all(30 <= places.count(place) <= 75 for place in range(4))


# --------------------------------------------------------------------------------------------------- years and dates


def test_years_are_near_past_and_on_their_side_of_the_others() -> None:
    for key in "abcdefgh":
        options = near_years("1983", "Over 400 boats were sold between ____ and 1985.", "", key, 2023)
        assert options is None or all(int(option) < 1985 for option in options)
        recent = near_years("2021", "The ferry was sold in ____.", "", key, 2023)
        assert recent is not None
        assert all(int(option) <= 2023 for option in recent)


def test_long_ago_the_span_is_wider() -> None:
    near = near_years("1998", "The ferry was sold in ____.", "", "key", 2023)
    far = near_years("1173", "The tower was built in ____.", "", "key", 2023)
    assert near is not None
    assert far is not None
    assert int(far[-1]) - int(far[0]) > int(near[-1]) - int(near[0])


def test_by_a_year_is_no_choice() -> None:
    assert near_years("1990", "By ____, the orbit had been found.", "", "key", 2023) is None
    assert near_years("1990", "By what year had the orbit been found?", "", "key", 2023) is None


@pytest.mark.parametrize(
    ("answer", "pattern"),
    [
        ("26 June 1948", r"\d+ [A-Z][a-z]+ 1948"),
        ("June 26, 1948", r"[A-Z][a-z]+ \d+, 1948"),
        ("July 2012", r"[A-Z][a-z]+ 201\d"),
        ("March 15", r"[A-Z][a-z]+ \d+"),
        ("the 1300s", r"the 1\d00s"),
        ("14th century", r"1\d(st|nd|rd|th) century"),
        ("late 1980s", r"late \d{4}s"),
        ("1956 to 1964", r"19\d\d to 19\d\d"),
    ],
)
def test_dates_keep_their_words(answer: str, pattern: str) -> None:
    options = near_dates(answer, "The ferry sailed on ____.", "", "key", LATEST)
    assert options is not None
    assert len({*options, answer}) == 4
    assert all(re.fullmatch(pattern, option) for option in options)


def test_no_month_lies_after_the_report_nor_a_plan_before_it() -> None:
    latest = date(2020, 1, 3)
    told = near_dates("2 January 2020", "The bridge fell on ____.", "", "key", latest)
    assert told is not None
    assert all(option.endswith("2019") for option in told)
    planned = near_dates("March 2021", "Work begins in ____.", "", "key", date(2021, 1, 3))
    assert planned is not None
    assert all(int(option[-4:]) >= 2021 for option in planned)
    assert near_dates("30 November", "It can be seen until ____.", "", "key", latest) is None


def test_a_year_of_the_article_is_among_the_wrong_ones_unless_it_may_be_right() -> None:
    text = "The mill opened in 1881. A fire broke out in 1884. The mill was sold in 1888."
    options = options_for("The mill was sold in ____.", "1888", stock(text), evidence="The mill was sold in 1888.")
    assert options is not None
    assert {"1881", "1884"} & {*options}
    again = "The mill was sold in 1884 by its owner. The mill was sold in 1888."
    assert "1884" not in (options_for("The mill was sold in ____.", "1888", stock(again)) or ())


# ------------------------------------------------------------------------------------------------------ names and terms


def test_a_body_of_a_town_stands_beside_those_of_other_towns() -> None:
    bergen = options_for("She lectured at the ____.", "University of Bergen", NOTHING, "organisation")
    assert bergen is not None
    assert all(option.startswith("University of ") for option in bergen)
    survey = options_for("The ____ printed it.", "Norwegian Mapping Authority", NOTHING, "organisation")
    assert survey is not None
    assert all(option.endswith(" Mapping Authority") for option in survey)


def test_somebody_beside_a_president_is_one() -> None:
    text = "President Dwight Eisenhower met Walter Ulbricht, Willy Brandt, and Ernst Lemmer in Berlin in 1959."
    options = options_for("President ____ wrote to the town.", "Dwight Eisenhower", stock(text), "person")
    assert options is not None
    assert not {"Walter Ulbricht", "Willy Brandt", "Ernst Lemmer"} & {*options}


def test_a_town_of_the_state_that_the_stem_names() -> None:
    options = options_for("In New York, the cities of ____ and Buffalo closed.", "Rochester", NOTHING, "place")
    assert options is None or {*options} <= {"Albany", "Ithaca", "Syracuse", "Yonkers", "Niagara Falls", "West Point"}


def test_what_a_name_bears_tells_nothing() -> None:
    text = "Otto Wenger met Philip I, Karl Vogel, Ernst Huber and King Ludwig Brandt in Berlin in Germany."
    options = options_for("____ built the castle.", "Otto Wenger", stock(text), "person")
    assert options is not None
    assert not {"Philip I", "Ludwig Brandt"} & {*options}


def test_an_other_name_of_somebody_is_no_option() -> None:
    text = "Doris Lund, born Doris Margit Berg, praised Ida Holm, Ruth Moe, Ingrid Dahl and Karin Vik in Oslo, Norway."
    options = options_for("Who praised the choir?", "Ida Holm", stock(text), "person")
    assert "Doris Margit Berg" not in (options or ())


@pytest.mark.parametrize(
    ("stem", "answer", "kind", "known"),
    [
        (
            "The treaty was signed in ____.",
            "Lyon",
            "place",
            {"Marseille", "Toulouse", "Nice", "Bordeaux", "Lille", "Strasbourg"},
        ),
        (
            "In 1812, President ____ asked for war.",
            "James Madison",
            "person",
            {"Thomas Jefferson", "James Monroe", "John Adams"},
        ),
        ("She joined the ____ in 1950.", "Air Force", "organisation", {"Army", "Navy", "Coast Guard", "Marine Corps"}),
        (
            "The lamp holds ____ at low pressure.",
            "neon",
            "",
            {"argon", "fluorine", "sodium", "oxygen", "nitrogen", "magnesium"},
        ),
        (
            "The ship sailed to ____ in 1998.",
            "Norway",
            "country",
            {"Sweden", "Denmark", "Finland", "Germany", "France"},
        ),
    ],
)
def test_options_are_of_the_same_kind(stem: str, answer: str, kind: str, known: set[str]) -> None:
    options = options_for(stem, answer, NOTHING, kind)  # type: ignore[arg-type]
    assert options is not None
    assert len(set(options)) == 3
    assert set(options) & known
    assert answer not in options


def test_persons_of_the_article_come_first_and_share_the_sex() -> None:
    text = (
        "Thomas Berg led the guild until 1990. George Lund repaired the pier. Mary Okafor opened the museum. "
        "Henry Dahl sailed to Bergen. In 1998, William Moen bought the old ferry."
    )
    options = options_for("In 1998, ____ bought the old ferry.", "William Moen", stock(text), "person")
    assert options is not None
    assert set(options) == {"Thomas Berg", "George Lund", "Henry Dahl"}


def test_nobody_of_whom_the_article_says_the_same() -> None:
    text = "Thomas Berg bought the old ferry before 1990. In 1998, William Moen bought the old ferry."
    options = options_for("In 1998, ____ bought the old ferry.", "William Moen", stock(text), "person")
    assert options is not None
    assert "Thomas Berg" not in options


def test_none_of_them_stands_in_the_stem_or_the_sentence() -> None:
    options = options_for(
        "Sweden and ____ signed a treaty in 1998.", "Norway", NOTHING, "country", "Sweden, Norway and Denmark signed."
    )
    assert options is not None
    assert not {"Sweden", "Denmark"} & set(options)


def test_a_or_an_before_the_blank_tells_nothing() -> None:
    options = options_for("She was an ____ in Paris.", "engineer", NOTHING)
    assert options is None or all(option[0] in "aeiou" for option in options)


@pytest.mark.parametrize(
    ("stem", "answer", "kind"),
    [
        ("The crew sailed to ____ in 1998.", "Nether Wobbling", "place"),
        ("The ____ bought the ferry in 1998.", "Elling Herring Guild", "organisation"),
        ("The boat has a ____ at its stern.", "wobble board", ""),
        ("The battleship ____ sank in the harbour of Elling in 1898.", "Maine", "place"),
        ("The city was taken in the ____.", "Seven Hills War", "event"),
        ("In 1998, ____ was convicted of murder.", "William Moen", "person"),
        ("In 1998, ____ died of a stroke.", "William Moen", "person"),
    ],
)
def test_none_where_there_are_no_three(stem: str, answer: str, kind: str) -> None:
    assert options_for(stem, answer, NOTHING, kind) is None  # type: ignore[arg-type]


def test_the_same_question_gives_the_same_options() -> None:
    ask = [options_for("In 1998, ____ bought the old ferry.", "William Moen", NOTHING, "person") for _ in range(2)]
    assert ask[0] == ask[1] is not None


def test_compounds_of_the_article_stand_beside_each_other() -> None:
    text = (
        "An ionic bond is strong. A covalent bond shares electrons. A hydrogen bond is weak. A metallic bond is common."
    )
    options = options_for("Two atoms share electrons in a ____.", "covalent bond", stock(text))
    assert options is None or {*options} <= {"ionic bond", "hydrogen bond", "metallic bond"}


def test_the_article_of_a_country_goes_into_the_blank() -> None:
    stem, answer, wrong = as_choice(
        "The ships left the ____ in 1812.", "United States", ["France", "Spain", "the Netherlands"]
    )
    assert stem == "The ships left ____ in 1812."
    assert answer == "the United States"
    assert wrong == ("France", "Spain", "the Netherlands")


def test_what_stands_at_the_head_of_a_line_has_a_capital() -> None:
    assert as_choice("What did she play?", "violin", ["viola", "cello", "harp"])[1:] == (
        "Violin",
        ("Viola", "Cello", "Harp"),
    )


def test_a_number_word_in_the_sentence_has_none() -> None:
    assert as_choice("She gave them ____ months.", "Six", ["Four", "Five", "Eight"])[1:] == (
        "six",
        ("four", "five", "eight"),
    )


def test_a_deck_alone_offers_persons_and_countries() -> None:
    evidence = {"text": "Thomas Berg, mayor of Bergen in Norway, sailed to Sweden.", "start": 0, "end": 57}
    facts = [
        Role.model_validate({"statement": "-", "evidence": evidence, "person": name, "role": "mayor"})
        for name in ("Thomas Berg", "George Lund", "Henry Dahl", "William Moen")
    ]
    known = stock_of_facts("", facts)
    assert options_for("Who sold the ferry?", "William Moen", known, "person") is not None
    assert [each.name for each in known.names["country"]] == ["Norway", "Sweden"]


# ------------------------------------------------------------------------------------------------------------- harm


@pytest.mark.parametrize(
    "words",
    [
        "was convicted of murder", "was sentenced to ten years", "died of cancer", "killed a guard", "was arrested on Monday",
        "is a liar", "was wounded in the war", "was sued by the town", "committed suicide", "stole a boat",
    ],
)  # fmt: skip
def test_a_harm_is_seen(words: str) -> None:
    assert harm(f"____ {words}.")


@pytest.mark.parametrize(
    "words",
    [
        "bought the old ferry", "is the chief executive", "was elected mayor", "opened the foreign affairs office", "built a hangar",
        "studied the Ganges", "painted a portrait", "played football", "resigned as mayor", "wrote the hospital's history",
    ],
)  # fmt: skip
def test_no_harm_is_seen_where_there_is_none(words: str) -> None:
    assert not harm(f"____ {words}.")

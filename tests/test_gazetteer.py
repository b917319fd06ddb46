"""The curated data is consistent, and look-ups find what is meant."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from typing import get_args

import pytest

from quizgen import gazetteer


def repeated(items: Iterable[object]) -> list[object]:
    return [item for item, count in Counter(items).items() if count > 1]


def raw(name: str) -> dict[str, object]:
    return tomllib.loads((gazetteer.FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def test_country_forms_are_unambiguous():
    names = [form for each in gazetteer.countries() for form in dict.fromkeys([each.name, *each.also])]
    assert repeated(names) == []
    demonyms = [form for each in gazetteer.countries() for form in each.demonyms if not each.shared]
    assert repeated(demonyms) == []
    owners = {form: each.name for each in gazetteer.countries() for form in (each.name, *each.also)}
    clash = [
        (form, each.name, owners[form])
        for each in gazetteer.countries()
        for form in each.demonyms
        if owners.get(form, each.name) != each.name
    ]
    assert clash == []


def test_countries_are_complete():
    kinds = Counter(each.kind for each in gazetteer.countries())
    assert kinds["country"] >= 195
    assert set(kinds) == {"country", "historic", "territory", "part"}
    assert len({each.region for each in gazetteer.countries()}) <= 20
    for each in gazetteer.countries():
        assert each.capital
        assert each.region
        if each.kind == "country" and each.name != "Vatican City":
            assert each.adjective, each.name
            assert each.people, each.name
        if each.part_of:
            assert gazetteer.country(each.part_of) is not None, each.name


def test_rows_are_sorted():
    for kind in ("country", "territory"):
        names = [each.name for each in gazetteer.countries() if each.kind == kind]
        plain = [re.sub(r"[^a-z ]", "", name.lower().translate(str.maketrans("éãôç", "eaoc"))) for name in names]
        assert plain == sorted(plain)


def test_every_capital_is_a_city():
    for each in gazetteer.countries():
        if each.kind == "historic":
            continue
        place = gazetteer.city(each.capital, within=each.part_of or each.name) or gazetteer.city(each.capital)
        assert place is not None, each
        if each.kind == "country":
            own = gazetteer.city(each.capital, within=each.name)
            assert own is not None, each
            assert own.capital, each


def test_capital_flag_is_true_of_capitals_only():
    for each in gazetteer.cities():
        if each.capital:
            land = gazetteer.country(each.country)
            assert land is not None
            assert land.capital == each.name


def test_every_city_has_its_country():
    countries = {each.name for each in gazetteer.countries()}
    assert [each for each in gazetteer.cities() if each.country not in countries] == []
    assert repeated((each.name, each.country, each.region) for each in gazetteer.cities()) == []
    assert len(gazetteer.cities()) >= 700
    assert all(not set(each.name) & set("*^!+~=;") for each in gazetteer.cities())


def test_cities_lie_in_known_regions():
    regions = {(each.country, each.name) for each in gazetteer.regions()}
    assert [each for each in gazetteer.cities() if each.region and (each.country, each.region) not in regions] == []
    states = gazetteer.us_states()
    assert len(states) == 50
    seats = Counter(each.region for each in gazetteer.cities() if each.seat and each.country == "United States")
    assert set(seats) == set(states)
    assert set(seats.values()) == {1}


def test_city_aliases_are_unambiguous_where_well_known():
    known = [form for each in gazetteer.cities() if each.size == "world" for form in (each.name, *each.also)]
    assert repeated(known) == []


def test_places():
    names = [each.name for each in gazetteer.places()]
    assert repeated(names) == []
    forms = [form for each in gazetteer.places() for form in (each.name, *each.also)]
    assert repeated(forms) == []
    assert all("|" not in form and "=" not in form and ";" not in form for form in forms)
    assert len(names) >= 500


def test_organisations():
    forms = [form for each in gazetteer.organisations() for form in dict.fromkeys([each.name, *each.also])]
    assert repeated(forms) == []
    countries = {each.name for each in gazetteer.countries()}
    for each in gazetteer.organisations():
        assert each.phrase.strip(), each
        assert not each.country or each.country in countries, each
        assert "~" not in each.name
        assert not set(each.name) & set("|;"), each


def test_no_organisation_is_a_country():
    assert [each.name for each in gazetteer.organisations() if gazetteer.country(each.name) is not None] == []


def test_offices_and_titles():
    assert repeated(each.name.lower() for each in gazetteer.offices()) == []
    assert len(gazetteer.offices()) >= 350
    forms = [form for each in gazetteer.titles() for form in dict.fromkeys([each.name, *each.also])]
    assert repeated(forms) == []
    assert {each.gender for each in gazetteer.titles()} == {"m", "f", ""}


def test_noun_lists_have_no_repeats():
    for name, text in raw("nouns")["nouns"].items():  # type: ignore[attr-defined]
        entries = [entry.strip() for entry in text.replace("\n", " ").split(",")]
        assert repeated(entry.split("/")[0] for entry in entries) == [], name
        assert all(entries), name
    assert set(raw("nouns")["nouns"]) == set(get_args(gazetteer.NounList))  # type: ignore[call-overload]


def test_vague_nouns_name_no_person():
    assert not gazetteer.nouns("vague_nouns") & gazetteer.nouns("person_nouns")


def test_each_cue_verb_is_of_one_kind():
    verbs = [
        entry.strip().rstrip("*")
        for text in raw("nouns")["verbs"].values()  # type: ignore[attr-defined]
        for entry in text.replace("\n", " ").split(",")
    ]
    assert repeated(verbs) == []
    assert set(gazetteer.cue_verbs().values()) == {"say", "claim", "think", "ask", "order"}


def test_each_first_name_has_one_gender():
    names = [
        entry.strip()
        for text in raw("first_names").values()
        for entry in text.replace("\n", " ").split(",")  # type: ignore[attr-defined]
    ]
    assert repeated(names) == []
    assert len(names) >= 400


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("the UK", "United Kingdom"), ("Russian", "Russia"), ("Spaniard", "Spain"), ("Danes", "Denmark"),
        ("U.S.", "United States"),
        ("French", "France"), ("Frenchman", "France"), ("Dominican", "Dominican Republic"),
        ("Congolese", "Democratic Republic of the Congo"),
        ("Soviet", "Soviet Union"), ("Scottish", "Scotland"), ("Burma", "Myanmar"), ("the Netherlands", "Netherlands"),
        ("Nigerien", "Niger"), ("Nigerian", "Nigeria"), ("Swiss", "Switzerland"),
    ],
)  # fmt: skip
def test_country(form: str, name: str):
    found = gazetteer.country(form)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("form", ["us", "polish", "turkey", "The", "", "the"])
def test_no_country(form: str):
    assert gazetteer.country(form) is None


def test_articles():
    assert {"United States", "Netherlands", "Philippines", "Gambia", "Soviet Union"} <= {
        each.name for each in gazetteer.countries() if each.article
    }
    united_nations, nato = gazetteer.organisation("UN"), gazetteer.organisation("NATO")
    assert united_nations is not None
    assert nato is not None
    assert united_nations.article
    assert united_nations.with_article("UN")
    assert not nato.article


def test_city():
    found = gazetteer.city("Kiev")
    assert found is not None
    assert (found.name, found.country, found.capital) == ("Kyiv", "Ukraine", True)
    birmingham, other = gazetteer.city("Birmingham"), gazetteer.city("Birmingham", within="Alabama")
    assert birmingham is not None
    assert birmingham.country == "United Kingdom"
    assert other is not None
    assert other.country == "United States"
    assert gazetteer.city("Birmingham", within="France") is None


@pytest.mark.parametrize(
    ("form", "phrase"),
    [
        ("UNHCR", "the UN refugee agency"), ("Tass", "the Russian state news agency"), ("NASA", "the US space agency"),
        ("Interpol", "the international police organisation"), ("the Fed", "the US central bank"),
    ],
)  # fmt: skip
def test_organisation(form: str, phrase: str):
    found = gazetteer.organisation(form)
    assert found is not None
    assert found.phrase == phrase


def test_ambiguous_organisation():
    amazon = gazetteer.organisation("Amazon")
    assert amazon is not None
    assert amazon.ambiguous
    assert gazetteer.organisation("the Amazon") is None
    assert gazetteer.organisation("the Guardian") is not None


def test_former_names_stay():
    """A text on Zaire must not speak of the state's present name."""
    zaire = gazetteer.country("Zaire")
    assert zaire is not None
    assert (zaire.name, zaire.kind) == ("Zaire", "historic")


def test_capitals_and_seats_that_act():
    for name, land in [("Moscow", "Russia"), ("Doha", "Qatar"), ("Washington", "United States"), ("Beijing", "China")]:
        found = gazetteer.capital_of(name)
        assert found is not None
        assert found.name == land
    kremlin = gazetteer.place("the Kremlin")
    assert kremlin is not None
    assert kremlin.stands_for == "the Russian presidency"


def test_offices():
    foreign_minister = gazetteer.office("Foreign Minister")
    assert foreign_minister == gazetteer.Office("foreign minister", "minister", True)
    assert gazetteer.is_office("goalkeeper")
    assert not gazetteer.is_unique_office("goalkeeper")
    assert gazetteer.is_unique_office("prime minister")
    assert not gazetteer.is_office("table")


def test_nouns_verbs_names():
    assert "refugee" in gazetteer.nouns("person_nouns")
    assert gazetteer.irregular_plural("spokesman") == "spokesmen"
    assert gazetteer.cue_verbs()["warn"] == "claim"
    assert gazetteer.takes_that("warn")
    assert not gazetteer.takes_that("tell")
    assert gazetteer.gender("Vladimir") == "m"
    assert gazetteer.gender("Angela") == "f"
    assert gazetteer.gender("Kim") is None
    assert gazetteer.gender("Xyz") is None
    general = gazetteer.title("Gen.")
    assert general is not None
    assert general.full == "General"

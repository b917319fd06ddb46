"""The curated data: countries, cities, places, organisations, offices, titles, nouns, verbs of speech, first names.

The files in `quizgen/data` hold rows in multi-line strings, since these load quickly; each file's head says how they
read. Each file is read at first use. Look-ups tell capitals apart ("US", "us"; "Polish", "polish"), except those of
offices.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

FOLDER = Path(__file__).parent / "data"


class Country(NamedTuple):
    """A state, a former state, a territory or a part of a state that is spoken of like a country."""

    name: str
    also: tuple[str, ...]
    article: bool  # "the" is said before the name
    adjectives: tuple[str, ...]  # the usual one first: "Argentine", "Argentinian"
    people: tuple[str, ...]  # plural, the usual one first: "Spaniards", "the Spanish"
    capital: str
    region: str
    kind: str  # country, historic, territory or part
    part_of: str  # the country it belongs to; "" for most
    shared: tuple[str, ...]  # demonyms that `country()` gives to another: "Dominican" of Dominica

    @property
    def adjective(self) -> str:
        return self.adjectives[0] if self.adjectives else ""

    @property
    def demonyms(self) -> tuple[str, ...]:
        """Adjectives and nouns for the people, singular and plural, without the article."""
        plural = [noun.removeprefix("the ") for noun in self.people]
        return tuple(
            dict.fromkeys([*self.adjectives, *plural, *(one for noun in self.people for one in _singular(noun))])
        )


class City(NamedTuple):
    name: str
    also: tuple[str, ...]
    country: str
    region: str  # US state, Canadian province ...; "" for most
    capital: bool  # of its country
    seat: bool  # of its region's government: a US state capital
    size: str  # world, large or regional: how well it is known
    ambiguous: bool  # also a name of persons or an ordinary word: Jackson, Reading


class Place(NamedTuple):
    name: str
    also: tuple[str, ...]
    article: bool
    type: str  # sea, river, mountain, region, landmark ...
    region: str  # continent or country
    stands_for: str  # "the Russian presidency" of the Kremlin; "" for most


class Organisation(NamedTuple):
    name: str
    also: tuple[str, ...]  # acronyms and other names
    acronyms: tuple[str, ...]  # those of `also` that are acronyms
    type: str
    phrase: str  # places it for a class: "the UN refugee agency"
    country: str
    article: bool  # "the" is said before the name
    ambiguous: bool  # the name is also a common word, a place, a person's name or the name of others

    def with_article(self, form: str) -> bool:
        """Whether "the" is said before this form of the name."""
        return self.article if form == self.name else form in _organisations()[1]


class Office(NamedTuple):
    name: str
    role: str  # head of state, minister, diplomat ...
    unique: bool  # one person at a time holds it for a country or an organisation


class Title(NamedTuple):
    name: str
    also: tuple[str, ...]
    role: str  # honorific, military, royal, religious, political, academic ...
    full: str
    gender: str  # m, f or ""


class Region(NamedTuple):
    """A US state, a Canadian province, a German Land ..."""

    name: str
    abbreviation: str
    country: str
    type: str


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _rows(text: str) -> Iterator[list[str]]:
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("|")]


def _list(text: str) -> tuple[str, ...]:
    return tuple(part for each in text.split(",") if (part := each.strip())) if text else ()


def _names(text: str) -> tuple[str, tuple[str, ...], bool]:
    """ "the Maldives; a, b" -> the name, the other names, whether the name has an article."""
    name, _, also = text.partition(";")
    return name.strip().removeprefix("the "), _list(also), name.startswith("the ")


def _bare(form: str) -> str:
    return form[4:] if form[:4] in ("the ", "The ") else form


def _singular(noun: str) -> tuple[str, ...]:
    """Singular of a people's plural: Poles, Englishmen; none of "the French"."""
    if noun.startswith("the "):
        return ()
    if noun.endswith("men"):
        return (noun[:-3] + "man",)
    return (noun[:-1],) if noun.endswith("s") else ()


@cache
def countries() -> tuple[Country, ...]:
    found = []
    for kind, text in _read("countries").items():
        for names, adjectives, people, capital, region, *part_of in _rows(text):
            name, also, article = _names(names)
            own, folk = _list(adjectives), _list(people)
            shared = tuple(each[1:] for each in own + folk if each[0] == "~")
            own, folk = tuple(each.lstrip("~") for each in own), tuple(each.lstrip("~") for each in folk)
            also = tuple(each.removeprefix("the ") for each in also)
            parent = part_of[0] if part_of else ""
            found.append(Country(name, also, article, own, folk, capital, region, kind, parent, shared))
    return tuple(found)


@cache
def _countries_by_form() -> dict[str, Country]:
    found: dict[str, Country] = {}
    for each in countries():
        for form in (each.name, *each.also):
            found.setdefault(form, each)
    for each in countries():
        shared = {form for noun in each.shared for form in (noun.removeprefix("the "), *_singular(noun))}
        for form in each.demonyms:
            if form not in shared:
                found.setdefault(form, each)
    return found


def country(form: str) -> Country | None:
    """Country of a name, another name or a demonym: "the UK", "Russian", "Spaniards"."""
    return _countries_by_form().get(_bare(form))


@cache
def _capitals() -> dict[str, Country]:
    found: dict[str, Country] = {}
    for each in countries():
        if each.kind in ("country", "territory"):
            place = city(each.capital)
            for form in (each.capital, *(place.also if place is not None else ())):
                found.setdefault(form, each)
    return found


def capital_of(name: str) -> Country | None:
    """Country whose capital this is: what "Moscow" means when it acts."""
    return _capitals().get(name)


# What is held and attended: "the Moscow talks".
MEETINGS = frozenset({"talk", "meeting", "summit", "conference", "negotiation", "gathering", "forum", "congress"})


@cache
def cities() -> tuple[City, ...]:
    found = []
    for line in _read("cities")["cities"].splitlines():
        if not line:
            continue
        where, _, text = line.partition(": ")
        land, _, area = where.removeprefix("the ").partition(" / ")
        for entry in text.split("; "):
            first, *other = entry.split(" = ")
            name = first.rstrip("*^!+~")
            marks = first[len(name) :]
            size = "world" if "!" in marks else "large" if "+" in marks else "regional"
            found.append(City(name, tuple(other), land, area, "*" in marks, "^" in marks, size, "~" in marks))
    return tuple(found)


@cache
def _cities_by_form() -> dict[str, City]:
    found: dict[str, City] = {}
    rank = {"world": 0, "large": 1, "regional": 2}
    for each in sorted(cities(), key=lambda city: rank[city.size]):  # the better known wins
        for form in (each.name, *each.also):
            found.setdefault(form, each)
    return found


def city(name: str, within: str = "") -> City | None:
    """City of this name: the best known, or the one in the country or region `within`."""
    best = _cities_by_form().get(name)
    if best is None or not within or within in (best.country, best.region):
        return best
    return next(
        (each for each in cities() if within in (each.country, each.region) and name in (each.name, *each.also)), None
    )


@cache
def regions() -> tuple[Region, ...]:
    found = []
    for kind, table in _read("cities")["regions"].items():
        for entry in table["names"].replace("\n", " ").split(","):
            name, _, abbreviation = entry.strip().partition(" = ")
            found.append(Region(name, abbreviation, table["country"], kind.replace("_", " ")))
    return tuple(found)


@cache
def _regions_by_form() -> dict[str, Region]:
    found = {each.name: each for each in regions()}
    for each in regions():
        if each.abbreviation.count(".") > 1:
            found.setdefault(each.abbreviation, each)
    return found


def region(name: str) -> Region | None:
    """State, province or Land of this name."""
    return _regions_by_form().get(_bare(name))


def us_states() -> Mapping[str, str]:
    """US state -> postal abbreviation."""
    return MappingProxyType({each.name: each.abbreviation for each in regions() if each.type == "US state"})


@cache
def places() -> tuple[Place, ...]:
    found = []
    for kind, areas in _read("places").items():
        for area, text in areas.items():
            for line in text.splitlines() if "|" in text else text.replace("\n", " ").split(","):
                if not line.strip():
                    continue
                names, _, meaning = line.partition("|")
                name, also, article = _names(names.replace(" = ", "; ").strip())
                also = tuple(other.removeprefix("the ") for each in also for other in each.split("; "))
                found.append(Place(name, also, article, kind.replace("_", " "), area, meaning.strip()))
    return tuple(found)


@cache
def _places_by_form() -> dict[str, Place]:
    found: dict[str, Place] = {}
    for each in places():
        for form in (each.name, *each.also):
            found.setdefault(form, each)
    return found


def place(name: str) -> Place | None:
    """Sea, river, region, landmark ... of this name."""
    return _places_by_form().get(_bare(name))


@cache
def _organisations() -> tuple[tuple[Organisation, ...], frozenset[str]]:
    """All organisations; those of their other names before which "the" is said."""
    found, articled = [], set[str]()
    for kind, text in _read("organisations").items():
        for row in _rows(text):
            names, phrase, land = (*row, "", "")[:3]
            name, also, article = _names(names)
            articled.update(each[4:] for each in also if each.startswith("the "))
            name, ambiguous = name.rstrip("~"), name.endswith("~")
            other = tuple(each.removeprefix("the ") for each in also)
            acronyms = tuple(each for each in (name, *other) if _is_acronym(each))
            found.append(Organisation(name, other, acronyms, kind, phrase, land, article, ambiguous))
    return tuple(found), frozenset(articled)


def _is_acronym(form: str) -> bool:
    return " " not in form and sum(letter.isupper() for letter in form) >= 2 and len(form) <= 9


def organisations() -> tuple[Organisation, ...]:
    return _organisations()[0]


@cache
def _organisations_by_form() -> dict[str, Organisation]:
    found: dict[str, Organisation] = {}
    for each in organisations():
        found.setdefault(each.name, each)
    for each in organisations():
        for form in each.also:
            found.setdefault(form, each)
    return found


def organisation(form: str) -> Organisation | None:
    """Organisation of a name, another name or an acronym; none of "the Amazon", the river."""
    found = _organisations_by_form().get(_bare(form))
    if found is not None and found.ambiguous and form != _bare(form) and not found.with_article(_bare(form)):
        return None
    return found


@cache
def offices() -> tuple[Office, ...]:
    found = []
    for role, text in _read("offices").items():
        for entry in _list(text.replace("\n", " ")):
            found.append(Office(entry.rstrip("*"), role, entry.endswith("*")))
    return tuple(found)


@cache
def _offices_by_name() -> dict[str, Office]:
    found: dict[str, Office] = {}
    for each in offices():
        found.setdefault(each.name.lower(), each)
    return found


def office(noun: str) -> Office | None:
    """Office of a role noun or phrase: "foreign minister"."""
    return _offices_by_name().get(noun.lower())


def is_office(noun: str) -> bool:
    return noun.lower() in _offices_by_name()


def is_unique_office(noun: str) -> bool:
    """Whether one person at a time holds it for a country or an organisation: "the president of France"."""
    found = office(noun)
    return found is not None and found.unique


@cache
def titles() -> tuple[Title, ...]:
    found = []
    for role, text in _read("titles").items():
        for row in _rows(text):
            names, full, gender = (*row, "", "")[:3]
            name, also, _ = _names(names)
            found.append(Title(name, also, role, full or name, gender))
    return tuple(found)


@cache
def _titles_by_form() -> dict[str, Title]:
    found: dict[str, Title] = {}
    for each in titles():
        for form in (each.name, *each.also, each.full):
            found.setdefault(form, each)
    return found


def title(word: str) -> Title | None:
    """Title that stands before a name: "Gen.", "Sheikh"."""
    return _titles_by_form().get(word)


@cache
def _noun_lists() -> tuple[dict[str, frozenset[str]], dict[str, str], dict[str, str], frozenset[str]]:
    """Lists of nouns, irregular plurals, kinds of the cue verbs, those verbs that take a that-clause."""
    data = _read("nouns")
    lists, plurals, cues, that = {}, {}, {}, set()
    for name, text in data["nouns"].items():
        entries = [entry.partition("/") for entry in _list(text.replace("\n", " "))]
        lists[name] = frozenset(noun for noun, _, _ in entries)
        plurals.update({noun: plural for noun, _, plural in entries if plural})
    for kind, text in data["verbs"].items():
        for entry in _list(text.replace("\n", " ")):
            lemma = entry.rstrip("*")
            cues[lemma] = kind
            if entry != lemma:
                that.add(lemma)
    return lists, plurals, cues, frozenset(that)


NounList = Literal[
    "person_nouns", "group_nouns", "event_nouns", "place_nouns", "area_nouns", "time_nouns", "unit_nouns", "vague_nouns"
]


def nouns(name: NounList) -> frozenset[str]:
    """Lemmas of one list."""
    return _noun_lists()[0][name]


def irregular_plural(noun: str) -> str | None:
    return _noun_lists()[1].get(noun)


def cue_verbs() -> Mapping[str, str]:
    """Lemma -> say, claim, think, ask or order."""
    return MappingProxyType(_noun_lists()[2])


def takes_that(verb: str) -> bool:
    """Whether a that-clause can be the object of this verb of speech or thought."""
    return verb in _noun_lists()[3]


@cache
def _genders() -> dict[str, str]:
    found: dict[str, str] = {}
    for gender, text in _read("first_names").items():
        found.update(dict.fromkeys(_list(text.replace("\n", " ")), gender))
    return found


def gender(first_name: str) -> Literal["m", "f"] | None:
    """Gender that a given name lets expect; None where it is unknown or both."""
    known = _genders().get(first_name)
    return "m" if known == "m" else "f" if known == "f" else None


def first_names() -> Iterable[str]:
    return _genders().keys()


def is_demonym(text: str) -> bool:
    """An adjective or a people's name ("Russian", "Afghans"), not the country's own name."""
    found = country(text)
    return found is not None and text not in (found.name, *found.also)

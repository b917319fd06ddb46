"""Things of the same kind as an answer: the article's own first, then those of the curated data.

Of the same kind, not of the same type of name: a court beside courts, a city beside cities of its country and size, a
person beside persons of the same sex, time and walk of life.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from quizgen import gazetteer, lexicon
from quizgen.ask.options.near import drawn
from quizgen.ask.options.stock import Named, Stock, bare

ROOMS = {"people": "person", "bodies": "organisation", "things": ""}
FAMILY_NAME_FIRST = (
    "chinese_leaders",
    "asian_leaders",
    "kings_of_england",
    "kings_of_france",
    "popes",
)  # no last names
FAR = 14  # neighbours beyond it are of another time
MODERN = 1930  # before it there were other parties
NEAR = 7  # neighbours in a list that are near enough
HOMES = {"United States": "us_", "United Kingdom": "uk_", "England": "uk_"}  # whose bodies are listed
POWERS = ("great_powers", "cold_war_powers", "interwar_powers", "early_powers")
BODY_NOUNS = (
    "university", "college", "school", "institute", "museum", "bank", "court", "committee", "commission", "council", "party",
    "ministry", "department", "agency", "society", "association", "foundation", "hospital", "church", "club", "company",
    "library", "laboratory", "observatory", "academy", "orchestra", "airport", "corporation", "union", "league",
)  # fmt: skip
PLACE_NOUNS = (
    "river", "lake", "island", "islands", "mountain", "mountains", "valley", "bay", "sea", "ocean", "street", "square",
    "bridge", "park", "county", "province", "district", "peninsula", "desert", "strait", "port", "castle", "palace",
)  # fmt: skip


class Family(NamedTuple):
    """A curated set: its members as they are said, "the" included, in an order where neighbours are alike."""

    room: str
    name: str
    members: tuple[str, ...]
    women: frozenset[str]


@cache
def families() -> tuple[Family, ...]:
    found = []
    for room in ROOMS:
        for name in lexicon.names(room):
            entries = lexicon.entries(room, name)
            members = tuple(entry.rstrip("~") for entry in entries)
            women = frozenset(entry.rstrip("~") for entry in entries if entry.endswith("~"))
            found.append(Family(room, name, members, women))
    return tuple(found)


@cache
def _by_member() -> dict[str, tuple[Family, ...]]:
    found: dict[str, list[Family]] = {}
    for family in families():
        for member in family.members:
            found.setdefault(bare(member).lower(), []).append(family)
    return {member: tuple(each) for member, each in found.items()}


def siblings(answer: str, kind: str, stock: Stock, key: str) -> Iterator[Named]:
    """Candidates in the order in which they are to be tried; `kind` is "person", "organisation", "country", "place", "event",
    or "" for a common noun. The key draws among those that are as good."""
    named = stock.named(answer)
    kind = kind or (named[0] if named is not None else "")
    full = named[1] if named is not None else Named(answer)
    family = _family(full.name, kind, stock)
    if kind == "person":
        yield from _persons(full, " " not in bare(answer), family, stock, key)
    elif kind == "country" and gazetteer.is_demonym(bare(answer)):
        yield from _peoples(answer, stock, key)
    elif kind == "country":
        yield from _countries(full, stock, key)
    elif family is not None:
        yield from _members(family, full.name, stock, key)
    elif kind == "place":
        yield from _places(full, stock, key)
    elif kind == "organisation":
        yield from _bodies(full, stock, key)
    elif not kind:
        yield from _compounds(answer, stock)


def _family(name: str, kind: str, stock: Stock) -> Family | None:
    """The curated set that it belongs to; of several the one most of whose members the article names."""
    fitting = [
        family
        for family in _by_member().get(bare(name).lower(), ())
        if ROOMS[family.room] in ("", kind)
        and family.name not in POWERS
        and (kind or family.room == "things")
        and family.name.startswith("us_early") == (stock.time < MODERN and family.name.endswith("parties"))
    ]
    return max(fitting, key=lambda family: sum(bare(m) in stock.text for m in family.members), default=None)


def _members(family: Family, name: str, stock: Stock, key: str) -> Iterator[Named]:
    """Those that the article names, then the nearest in the list's order."""
    members = [member for member in family.members if bare(member).lower() != bare(name).lower()]
    place = next(i for i, member in enumerate(family.members) if bare(member).lower() == bare(name).lower())
    told = [
        member
        for member in members
        if f" {bare(member)}" in f" {stock.text}" and abs(family.members.index(member) - place) <= FAR
    ]
    near = sorted(members, key=lambda member: abs(family.members.index(member) - place))
    for member in (*drawn(key, told), *drawn(key, near[:NEAR]), *near[NEAR:]):
        gender = "f" if member in family.women else "m" if family.room == "people" else ""
        yield Named(bare(member), member.lower().startswith("the "), gender)


# ------------------------------------------------------------------------------------------------------------- persons


def _persons(person: Named, short: bool, family: Family | None, stock: Stock, key: str) -> Iterator[Named]:
    """Persons of the article, of the person's own walk and time, else invented names of the region."""
    gender = person.gender or ("f" if family and person.name in family.women else "m" if family else "")
    gender = gender or gazetteer.gender(person.name.split()[0]) or ""
    if not gender:
        return
    own = [each for each in stock.names.get("person", ()) if each.gender == gender and each.name != person.name]
    if short:  # by the last name alone: those that the article calls so
        own = [each for each in own if each.name.split()[-1] in each.forms]
        family = None if family is not None and family.name in FAMILY_NAME_FIRST else family
    if family is not None:
        known = [each for each in _members(family, person.name, stock, key) if each.gender == gender]
        walk = {each.name for each in known}
        yield from (each for each in own if each.name in walk)
        yield from known
        return
    order = {name: i for i, name in enumerate(drawn(key, [each.name for each in own]))}
    yield from sorted(own, key=lambda each: order[each.name])
    for name in invented(person.name, gender, stock, key):
        yield Named(name, gender=gender)


def invented(like: str, gender: str, stock: Stock, key: str) -> list[str]:
    """Names that nobody in the article bears, of the region of a given name, else of the country that the article names."""
    rows = {row[0]: row[1:] for row in lexicon.rows("personal_names", "names")}
    first, last = like.split()[0], like.split()[-1]
    home = _region_of(stock)
    region = next((name for name, row in rows.items() if last in lexicon.listed(row[2])), home)
    if region not in rows:
        return []
    given = lexicon.listed(rows[region][1 if gender == "f" else 0])
    surnames = [name for name in lexicon.listed(rows[region][2]) if name not in stock.text and name != last]
    given = [name for name in given if name != first]
    return [" ".join(pair) for pair in zip(drawn(key, given), drawn(f"{key} last", surnames), strict=False)]


def _region_of(stock: Stock) -> str:
    """Where the names of the country that the article names first are usual; "" where the data has none of it."""
    first = next((each.name for each in stock.names.get("country", ())), "")
    for region, countries in lexicon.rows("personal_names", "countries"):
        if first in lexicon.listed(countries):
            return region
    return "" if first else "english"


# ----------------------------------------------------------------------------------------------- countries and places


def _countries(answer: Named, stock: Stock, key: str) -> Iterator[Named]:
    """Countries of the article of its kind (states of today, or those that are no more), then those of its region."""
    known = gazetteer.country(answer.name)
    if known is None:
        return
    own = [each for each in stock.names.get("country", ()) if gazetteer.country(each.name) not in (None, known)]
    ranked = {name: i for i, name in enumerate(drawn(key, [each.name for each in own]))}
    for each in sorted(own, key=lambda each: ranked[each.name]):
        land = gazetteer.country(each.name)
        if land is not None and land.part_of != known.name and known.part_of != land.name:
            if _part(land) == _part(known) and land.kind == known.kind:
                yield Named(land.name, land.article)
    states = [c for c in gazetteer.countries() if c.kind == "country" and _part(c) == _part(known) and _large(c.name)]
    for near in ([c for c in states if c.region == known.region], [c for c in states if c.region != known.region]):
        articled = {each.name: each.article for each in near}
        yield from (Named(name, articled[name]) for name in drawn(key, list(articled)))


def _part(country: gazetteer.Country) -> str:
    """The part of the world: "Europe" of "Northern Europe"."""
    part = country.region.split()[-1]
    return "Asia" if part in ("East", "Caucasus") else part


def _peoples(answer: str, stock: Stock, key: str) -> Iterator[Named]:
    """Peoples of other countries, named in the same way: "the Spanish" beside "the Dutch"."""
    known = gazetteer.country(bare(answer))
    for each in _countries(Named(known.name), stock, key) if known is not None else ():
        land = gazetteer.country(each.name)
        if land is not None and (people := next((name for name in land.people if name.startswith("the ")), "")):
            yield Named(bare(people), article=True)


@cache
def _large(country: str) -> bool:
    """A country that a class can be expected to know: with a city that is known the world over, or several large ones."""
    sizes = [city.size for city in gazetteer.cities() if city.country == country]
    return "world" in sizes or sizes.count("large") >= 2


def _places(answer: Named, stock: Stock, key: str) -> Iterator[Named]:
    """Places of its sort: cities of its country and size, rivers, islands of its continent; else those that bear its noun."""
    own = [each for each in stock.names.get("place", ()) if each.name != answer.name]
    city, place = gazetteer.city(answer.name), gazetteer.place(answer.name)
    if place is not None:
        yield from (
            each for each in own if (other := gazetteer.place(each.name)) is not None and other.type == place.type
        )
        near = [p for p in gazetteer.places() if p.type == place.type and p.region == place.region]
        far = [p for p in gazetteer.places() if p.type == place.type and p.region != place.region]
        for group in (near, far):
            articled = {p.name: p.article for p in group}
            yield from (Named(name, articled[name]) for name in drawn(key, list(articled)))
    elif city is not None:
        yield from (each for each in own if _alike(gazetteer.city(each.name), city))
        if city.capital:
            yield from (Named(name) for name in drawn(key, _capitals_around(city.country)))
        home = [c for c in gazetteer.cities() if c.country == city.country and c.size == city.size]
        home = (
            [c for c in home if c.region == city.region]
            if len({c.name for c in home if c.region == city.region}) > 3
            else home
        )
        yield from (Named(name) for name in drawn(key, [c.name for c in home if not c.ambiguous]))
        yield from (Named(name) for name in drawn(key, _cities_around(city.country, city.size)))
    elif noun := _noun(answer.name, PLACE_NOUNS):
        yield from (each for each in own if _noun(each.name, PLACE_NOUNS) == noun)


def _alike(one: gazetteer.City | None, other: gazetteer.City) -> bool:
    """Of one country, or of one part of the world and one size."""
    if one is None:
        return False
    lands = gazetteer.country(one.country), gazetteer.country(other.country)
    near = lands[0] is not None and lands[1] is not None and lands[0].region == lands[1].region
    return one.country == other.country or (near and one.size == other.size)


@cache
def _capitals_around(country: str) -> tuple[str, ...]:
    """Capitals of well-known countries in its part of the world."""
    home = gazetteer.country(country)
    near = [c for c in gazetteer.countries() if home is not None and _part(c) == _part(home) and c.kind == "country"]
    return tuple(
        c.capital for c in near if c.name != country and _large(c.name) and gazetteer.city(c.capital) is not None
    )


@cache
def _cities_around(country: str, size: str) -> tuple[str, ...]:
    """Cities of that size in the other countries of its region."""
    home = gazetteer.country(country)
    region = home.region if home else ""
    lands = {c.name for c in gazetteer.countries() if c.region == region and c.name != country and _large(c.name)}
    return tuple(
        dict.fromkeys(c.name for c in gazetteer.cities() if c.country in lands and c.size == size and not c.ambiguous)
    )


# -------------------------------------------------------------------------------------------------- bodies and terms


def _bodies(answer: Named, stock: Stock, key: str) -> Iterator[Named]:
    """Bodies of its sort: of its type in the gazetteer, else those of the article and the data that bear its noun."""
    own = [each for each in stock.names.get("organisation", ()) if each.name != answer.name]
    known = gazetteer.organisation(answer.name)
    if known is not None:
        sort = known.type
        yield from (
            each for each in own if (other := gazetteer.organisation(each.name)) is not None and other.type == sort
        )
        alike = [
            o for o in gazetteer.organisations() if o.type == sort and o.country == known.country and not o.ambiguous
        ]
        articled = {o.name: o.article for o in alike}
        yield from (Named(name, articled[name]) for name in drawn(key, list(articled)))
    elif noun := _noun(answer.name, BODY_NOUNS):
        yield from (each for each in own if _noun(each.name, BODY_NOUNS) == noun)
        home = HOMES.get(next((each.name for each in stock.names.get("country", ())), ""), "-")
        listed = [
            m for f in families() if f.name.startswith(home) for m in f.members if _noun(bare(m), BODY_NOUNS) == noun
        ]
        for member in drawn(key, listed):
            yield Named(bare(member), member.lower().startswith("the "))


def _noun(name: str, nouns: Sequence[str]) -> str:
    """The noun of the sort that a name bears at its end, at its head, or before "of"."""
    words = name.lower().split()
    head = words[: words.index("of")] if "of" in words else words
    return next((word for word in (head[-1], words[-1], words[0]) if word in nouns), "") if head else ""


def _compounds(answer: str, stock: Stock) -> Iterator[Named]:
    """Other compounds of the article with the same noun: "ionic bond" beside "covalent bond"."""
    for phrase in stock.terms.get(answer.split()[-1], ()) if len(answer.split()) == 2 else ():
        yield Named(phrase)

"""Things of the same kind as an answer: the article's own first, then those of the curated data.

Of the same kind, not of the same type of name: a court beside courts, a city beside cities of its country and size, a
person beside persons of the same sex, time and walk of life.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from quizgen import gazetteer
from quizgen.ask.options.families import families, family_of, members
from quizgen.ask.options.near import drawn
from quizgen.ask.options.persons import persons
from quizgen.ask.options.stock import Named, Stock, bare, home_of

HOMES = {"United States": "us_", "United Kingdom": "uk_", "England": "uk_"}  # whose bodies are listed
BODY_NOUNS = (
    "university", "college", "school", "institute", "museum", "bank", "court", "committee", "commission", "council", "party",
    "ministry", "department", "agency", "society", "association", "foundation", "hospital", "church", "club", "company",
    "library", "laboratory", "observatory", "academy", "orchestra", "airport", "corporation", "union", "league",
    "authority", "office", "service", "survey", "navy", "army", "police", "theatre", "opera", "zoo", "prize", "cathedral",
)  # fmt: skip
PLACE_NOUNS = (
    "river", "lake", "island", "islands", "mountain", "mountains", "valley", "bay", "sea", "ocean", "street", "square",
    "bridge", "park", "county", "province", "district", "peninsula", "desert", "strait", "port", "castle", "palace",
)  # fmt: skip


UNLIKE = ("world region", "continent", "ocean", "landmark")  # types of which no two are alike, but in curated sets
YOUNG = ("United States", "Canada", "Australia")  # whose towns of today were not there two hundred years ago
QUALIFIED = re.compile(r"(United States|U\.S\.|US|UK|British|Australian|Canadian|Federal) (.+)")


def siblings(answer: str, kind: str, stock: Stock, key: str) -> Iterator[Named]:
    """Candidates in the order in which they are to be tried; `kind` is "person", "organisation", "country", "place", "event",
    or "" for a common noun. The key draws among those that are as good."""
    named = stock.named(answer)
    kind = kind or (named[0] if named is not None else "")
    full = named[1] if named is not None else Named(answer)
    family = family_of(full.name, kind, stock)
    if kind == "person":
        yield from persons(full, " " not in bare(answer), family, stock, key)
    elif kind == "country" and gazetteer.is_demonym(bare(answer)):
        yield from _peoples(answer, stock, key)
    elif kind == "country":
        yield from _countries(full, stock, key)
    elif family is not None:
        yield from members(family, full.name, stock, key)
    elif kind == "place":
        yield from _places(full, stock, key)
    elif kind == "organisation" and (match := QUALIFIED.fullmatch(full.name)) and family_of(match[2], kind, stock):
        for each in siblings(match[2], kind, stock._replace(names={}), key):
            yield Named(f"{match[1]} {each.name}", full.article)
    elif kind == "organisation":
        yield from _bodies(full, stock, key)
    elif not kind:
        yield from _compounds(answer, stock)


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
    if known.kind != "country":
        return
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
    if place is not None and place.type in UNLIKE:
        return
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
        yield from _of_sort(answer, noun, stock, key)


def _of_sort(answer: Named, noun: str, stock: Stock, key: str) -> Iterator[Named]:
    """Rivers or lakes that a class knows, of the part of the world that the article tells of, said as the answer is."""
    home = gazetteer.country(home_of(stock))
    told = (gazetteer.place(each.name) for each in stock.names.get("place", ()))
    part = next((p.region for p in told if p is not None and p.type == noun), _part(home) if home is not None else "")
    leads = answer.name.lower().startswith(f"{noun} ")
    known = [p for p in gazetteer.places() if p.type == noun and part and part.endswith(p.region)]
    for name in drawn(
        key, [re.sub(rf"(?i)^{noun} | {noun}$", "", p.name) for p in known if not p.name.startswith("Río")]
    ):
        yield Named(f"{noun.capitalize()} {name}" if leads else f"{name} {noun.capitalize()}", answer.article)


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
        home = HOMES.get(home_of(stock), "-")
        listed = [
            member
            for family in families()
            if family.name.startswith(home)
            for member in family.members
            if _noun(bare(member), BODY_NOUNS) == noun and _leads(bare(member), noun) == _leads(answer.name, noun)
        ]
        for member in drawn(key, listed):
            yield Named(bare(member), member.lower().startswith("the "))
        yield from _elsewhere(answer, stock, key)


def _leads(name: str, noun: str) -> bool:
    """ "Department of State", not "State Department"."""
    return name.lower().startswith(noun)


def _elsewhere(answer: Named, stock: Stock, key: str) -> Iterator[Named]:
    """Bodies of the same name in other towns or lands: "University of Oslo" for that of Bergen, a Danish survey for a Swedish."""
    words = answer.name.split()
    for start, end in ((i, j) for i in range(len(words)) for j in (i + 2, i + 1) if j <= len(words)):
        inner = " ".join(words[start:end])
        before, after = words[:start], words[end:]
        if (city := gazetteer.city(inner)) is not None and not city.ambiguous:
            if city.country in YOUNG and stock.time < 1900:
                return
            others = (each.name for each in _places(Named(city.name), stock, key))
            names = [name for name in others if name not in answer.name and not name.endswith(" City")]
        elif gazetteer.is_demonym(inner) and (land := gazetteer.country(inner)) is not None:
            lands = (gazetteer.country(each.name) for each in _countries(Named(land.name), stock, key))
            names = [other.adjectives[0] for other in lands if other is not None and other.adjectives]
        else:
            continue
        yield from (Named(" ".join((*before, name, *after)), answer.article) for name in names)
        return


def place_noun(name: str) -> str:
    """The noun of its sort that a place's name bears, "" for none: "river" of "Ohio River"."""
    return _noun(name, PLACE_NOUNS)


def _noun(name: str, nouns: Sequence[str]) -> str:
    """The noun of the sort that a name bears at its end, at its head, or before "of"."""
    words = name.lower().split()
    head = words[: words.index("of")] if "of" in words else words
    return next((word for word in (head[-1], words[-1], words[0]) if word in nouns), "") if head else ""


def _compounds(answer: str, stock: Stock) -> Iterator[Named]:
    """Other compounds of the article with the same noun, each said twice: "ionic bond" beside "covalent bond"."""
    noun = answer.split()[-1]
    if len(answer.split()) != 2 or noun in gazetteer.nouns("vague_nouns"):
        return
    for phrase in stock.terms.get(noun, ()):
        if stock.text.count(phrase) > 1:
            yield Named(phrase)

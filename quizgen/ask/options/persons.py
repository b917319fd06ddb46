"""Persons beside a person: of the article, of his own walk and time, else invented names of the region."""

from collections.abc import Iterator

from quizgen import gazetteer, lexicon
from quizgen.ask.options.families import Family, members
from quizgen.ask.options.near import drawn
from quizgen.ask.options.stock import Named, Stock

# sets whose members have no last names, or bear them first
FAMILY_NAME_FIRST = ("chinese_leaders", "asian_leaders", "kings_of_england", "kings_of_france", "popes")


def persons(person: Named, short: bool, family: Family | None, stock: Stock, key: str) -> Iterator[Named]:
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
        known = [each for each in members(family, person.name, stock, key) if each.gender == gender]
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

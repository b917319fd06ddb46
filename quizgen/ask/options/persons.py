"""Persons beside a person: of the article, of his own walk and time, else invented names of the region."""

import re
from collections.abc import Iterator

from quizgen import gazetteer, lexicon
from quizgen.ask.options.families import Family, family_of, members
from quizgen.ask.options.locales import regions_of, sex_of
from quizgen.ask.options.near import drawn
from quizgen.ask.options.stock import Named, Stock, home_of

# sets whose members have no last names, or bear them first
NUMBERED = re.compile(r" [IVX]+$")
RULER = r"(?:King|Queen|(?:Crown )?Prince|Princess|Pope|Emperor|Tsar|Sultan|Landgrave|President|Saint|God)"
LAST = r"(?:[A-Z][\w.’'-]+ )+[A-Z][\w’'-]+"
FAMILY_NAME_FIRST = ("chinese_leaders", "asian_leaders", "kings_of_england", "kings_of_france", "popes")


def persons(person: Named, short: bool, family: Family | None, stock: Stock, key: str) -> Iterator[Named]:
    """Persons of the article, of the person's own walk and time, else invented names of the region."""
    gender = person.gender or ("f" if family and person.name in family.women else "m" if family else "")
    gender = gender or gazetteer.gender(person.name.split()[0]) or sex_of(person.name.split()[0])
    if not gender:
        return
    own = [each for each in stock.names.get("person", ()) if each.gender == gender and each.name != person.name]
    own = [each for each in own if _fits_beside(each, person, stock)]
    if short:  # by the last name alone: those that the article calls so
        own = [each for each in own if each.name.split()[-1] in each.forms]
    if family is not None:
        known = [each for each in members(family, person.name, stock, key) if each.gender == gender]
        if short:  # by names that are last names
            known = (
                [] if family.name in FAMILY_NAME_FIRST else [each for each in known if re.fullmatch(LAST, each.name)]
            )
        walk = {each.name for each in known}
        yield from (each for each in own if each.name in walk)
        yield from known
        return
    order = {name: i for i, name in enumerate(drawn(key, [each.name for each in own]))}
    yield from sorted(own, key=lambda each: order[each.name])
    for name in invented(person.name, gender, stock, key):
        yield Named(name, gender=gender)


def _fits_beside(each: Named, person: Named, stock: Stock) -> bool:
    """Neither a king beside somebody without a number, nor a head of state or a great name that is named in passing."""
    if NUMBERED.search(each.name) and not NUMBERED.search(person.name):
        return False
    if re.search(rf"\b{RULER} {re.escape(each.name)}", stock.text):
        return re.search(rf"\b{RULER} {re.escape(person.name)}", stock.text) is not None
    return family_of(each.name, "person", stock) is None or stock.text.count(each.name.split()[-1]) > 1


def invented(like: str, gender: str, stock: Stock, key: str) -> list[str]:
    """Names that nobody in the article bears, of the region of a given name, else of the country that the article speaks of."""
    rows = {row[0]: row[1:] for row in lexicon.rows("personal_names", "names")}
    first, last = like.split()[0], like.split()[-1]
    home = _region_of(stock)
    usual = [name for name, row in rows.items() if last in lexicon.listed(row[2])] or regions_of(last)
    region = home if home in usual or not usual else usual[0]
    if region not in rows or (region == "english" and not usual and not sex_of(first)):
        return []  # a name that no list knows, in a land whose lists know most
    given = lexicon.listed(rows[region][1 if gender == "f" else 0])
    surnames = [name for name in lexicon.listed(rows[region][2]) if name not in stock.text and name != last]
    given = [name for name in given if name != first]
    return [" ".join(pair) for pair in zip(drawn(key, given), drawn(f"{key} last", surnames), strict=False)]


def _region_of(stock: Stock) -> str:
    """Where the names of the country that the article speaks of are usual; "" where the data has none of it."""
    first = home_of(stock)
    for region, countries in lexicon.rows("personal_names", "countries"):
        if first in lexicon.listed(countries):
            return region
    return "" if first else "english"

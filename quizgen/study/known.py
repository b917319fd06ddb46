"""Other names of the same thing that the gazetteer knows, abbreviations of offices and firms, and initials."""

import re
from collections import defaultdict
from functools import cache

from quizgen import gazetteer
from quizgen.study.words import key, listed

_SMALL = listed("of the and for in on to de du des la & at")
_FIRM = re.compile(r"[,\s]+(?:ltd|limited|inc|incorporated|corp|corporation|co|company|plc|llc|gmbh|ag|sa)\.?$", re.I)
_TITLED = ("academic", "political", "military", "religious")  # of the titles: those that are not Mr and Mrs


def same_thing(answer: str, typed: str) -> bool:
    """Whether the gazetteer has both as names of one country, state, city, place or organisation."""
    things = _things()
    return bool(things.get(key(answer), frozenset()) & things.get(key(typed), frozenset()))


def is_land(text: str) -> str:
    """The country that a name or an adjective means, under its usual name; "" when it means none."""
    for form in (text, text[:1].upper() + text[1:]):
        if land := gazetteer.country(form):
            return land.name
    return ""


def written_out(text: str) -> str:
    """The text with the short forms of titles and offices written out: "PM" -> "Prime Minister"."""
    return " ".join(_short_forms().get(word.replace(".", "").casefold(), word) for word in text.split())


def without_firm(text: str) -> str:
    """A firm's name without "Ltd", "Inc." and the like."""
    return _FIRM.sub("", text)


def are_initials(answer: str, typed: str) -> bool:
    """Whether what was typed are the initials, three or more, of a name of capitalised words."""
    words = [word for word in re.findall(r"[^\W\d_]+|&", answer) if word.casefold() not in _SMALL]
    given = re.sub(r"[.\s]", "", typed)
    return (
        len(words) >= 3
        and all(word[0].isupper() for word in words)
        and given.casefold() == "".join(word[0] for word in words).casefold()
    )


def is_short_for(short: str, word: str) -> bool:
    """Whether this is the start of a long word, three letters or more, with a full stop: "Calif."."""
    return len(word) >= 7 and word.isalpha() and len(short) >= 4 and short[-1] == "." and word.startswith(short[:-1])


@cache
def _things() -> dict[str, frozenset[tuple[str, ...]]]:
    """Each name as a key, and what it may mean: (sort, name, where)."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)

    def add(thing: tuple[str, ...], *names: str) -> None:
        for name in names:
            found[key(name)].add(thing)

    for country in gazetteer.countries():
        add(("country", country.name), country.name, *country.also)
    for region in gazetteer.regions():
        add(("region", region.name, region.country), region.name, *filter(None, [region.abbreviation]))
    for city in gazetteer.cities():
        add(("city", city.name, city.country, city.region), city.name, *city.also)
    for place in gazetteer.places():
        add(("place", place.name, place.type), place.name, *place.also)
    for body in gazetteer.organisations():
        add(("organisation", body.name), body.name, *body.also)
    return {name: frozenset(things) for name, things in found.items()}


@cache
def _short_forms() -> dict[str, str]:
    found: dict[str, str] = {}
    for title in gazetteer.titles():
        if title.role in _TITLED:
            for short in (title.name, *title.also):
                plain = short.replace(".", "").casefold()
                if " " not in plain and 1 < len(plain) < len(title.full):
                    found.setdefault(plain, title.full if plain != title.full.casefold() else title.name)
    return found

"""Curated sets of things of one kind, neighbours side by side (`quizgen/lexicon`)."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from quizgen import lexicon
from quizgen.ask.options.near import drawn
from quizgen.ask.options.stock import Named, Stock, bare

ROOMS = {"people": "person", "bodies": "organisation", "things": ""}
FAR = 9  # neighbours beyond it are of another time
NEAR = 5  # neighbours in a list that are near enough
MODERN = 1930  # before it there were other parties
POWERS = ("great_powers", "cold_war_powers", "interwar_powers", "early_powers")


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
            for name in dict.fromkeys((bare(member).lower(), _plain(member).lower())):
                found.setdefault(name, []).append(family)
    return {member: tuple(each) for member, each in found.items()}


def _plain(name: str) -> str:
    """A name without the initials in its middle: "Dwight Eisenhower"."""
    return re.sub(r" (?:[A-Z]\. )+", " ", bare(name))


def family_of(name: str, kind: str, stock: Stock) -> Family | None:
    """The curated set that it belongs to; of several the one most of whose members the article names."""
    fitting = [
        family
        for family in _by_member().get(_plain(name).lower(), ())
        if ROOMS[family.room] in ("", kind)
        and family.name not in POWERS
        and (kind or family.room == "things")
        and family.name.startswith("us_early") == (stock.time < MODERN and family.name.endswith("parties"))
    ]
    return max(fitting, key=lambda family: sum(bare(m) in stock.text for m in family.members), default=None)


def members(family: Family, name: str, stock: Stock, key: str) -> Iterator[Named]:
    """Those that the article names, then the nearest in the list's order."""
    plain = _plain(name).lower()
    place = next(i for i, member in enumerate(family.members) if _plain(member).lower() == plain)
    others = [member for member in family.members if _plain(member).lower() != plain]
    told = [
        member
        for member in others
        if f" {bare(member)}" in f" {stock.text}" and abs(family.members.index(member) - place) <= FAR
    ]
    near = sorted(others, key=lambda member: abs(family.members.index(member) - place))
    for member in (*drawn(key, told), *drawn(key, near[:NEAR]), *near[NEAR:]):
        gender = "f" if member in family.women else "m" if family.room == "people" else ""
        yield Named(bare(member), member.lower().startswith("the "), gender)

"""Wrong options: same type and sub-type, false by every fact, near in form. From the article first, then from curated
lists of the type, then Faker with a fixed seed for personal names. (Haladyna, Downing and Rodriguez 2002: plausible,
homogeneous, parallel.)"""

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from quizgen import gazetteer
from quizgen.ask.realise import HYPERNYMS
from quizgen.models import Fact, Part, Role

WANTED = 3
MODERN = 1950  # before it there were other countries, and people had other names
YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
MOST = 100  # candidates tried: where so many fail, the next will fail too


class Known(NamedTuple):
    """What the facts of an article say, gathered once: each question is held against all of it."""

    names: Mapping[str, tuple[str, ...]]  # by type, in the article's order
    said: Mapping[str, str]  # all statements of a predicate, in lower case, a line each
    beside: Mapping[int, str]  # all statements of a sentence, by its offset
    roles: Mapping[str, tuple[Role, ...]]  # by person


def known_of(facts: Sequence[Fact]) -> Known:
    """The facts gathered for `distractors`."""
    said: dict[str, list[str]] = defaultdict(list)
    beside: dict[int, list[str]] = defaultdict(list)
    roles: dict[str, list[Role]] = defaultdict(list)
    for fact in facts:
        statement = fact.statement.lower()
        said[_predicate(fact)].append(statement)
        beside[fact.evidence.start].append(statement)
        if fact.kind == "role":
            roles[fact.person].append(fact)
    return Known(
        names=_names_by_type(facts),
        said={predicate: "\n".join(lines) for predicate, lines in said.items()},
        beside={start: "\n".join(lines) for start, lines in beside.items()},
        roles={person: tuple(own) for person, own in roles.items()},
    )


def _predicate(fact: Fact) -> str:
    return getattr(fact, "predicate", "") or fact.pattern


def distractors(fact: Fact, answer: str, part: Part | None, known: Known, seed: int) -> tuple[str, ...]:
    """Three wrong options for an answer, or none when there are no three good ones."""
    kind = part.type if part is not None else "person"
    rng = random.Random(f"{seed} {fact.id}")
    stem_words = fact.statement.lower()
    chosen: list[str] = []
    year = YEAR.search(fact.statement)
    modern = year is None or int(year[0]) >= MODERN
    for candidate in islice(_candidates(kind, answer, known, rng, modern), MOST):
        if len(chosen) == WANTED:
            break
        if _same(candidate, answer) or any(_same(candidate, other) for other in chosen):
            continue
        if bare(candidate).lower() in stem_words or _true_elsewhere(fact, candidate, known):
            continue
        chosen.append(candidate)
    return tuple(chosen) if len(chosen) == WANTED else ()


def _candidates(kind: str, answer: str, known: Known, rng: random.Random, modern: bool) -> Iterator[str]:
    """Names of the article first; lists and made-up names, which are of today, only where those do not suffice."""
    near = _homogeneous(kind, answer, list(known.names.get(kind, ())))
    yield from near
    if modern and (kind != "person" or len(near) >= 4):  # made-up names stand out among real ones unless they are few
        yield from _from_lists(kind, answer, rng)


def bare(name: str) -> str:
    """A name without its article."""
    return name[4:] if name.lower().startswith("the ") else name


def _same(one: str, other: str) -> bool:
    a, b = bare(one).lower(), bare(other).lower()
    return a == b or a in b.split() or b in a.split() or a.split()[-1] == b.split()[-1]


def _true_elsewhere(fact: Fact, candidate: str, known: Known) -> bool:
    """Whether some fact says of the candidate what the fact says of its answer: same predicate or same sentence."""
    name = bare(candidate).lower()
    if fact.kind == "role":
        nouns = {word for word in fact.role.lower().split() if gazetteer.is_office(word)}
        own = known.roles.get(candidate, ())
        if not own and not fact.office:
            return True  # nobody tells that he is no physicist
        return any(nouns & set(other.role.lower().split()) or not nouns for other in own)
    told = (known.said.get(_predicate(fact), ""), known.beside.get(fact.evidence.start, ""), fact.evidence.text.lower())
    return any(name in text for text in told)


def _names_by_type(facts: Sequence[Fact]) -> dict[str, tuple[str, ...]]:
    """Names that the article itself speaks of, in order; of places also those that only its sentences name."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for fact in facts:
        if fact.kind == "role":
            found["person"].setdefault(fact.person)
        if fact.clause is not None:
            for part in fact.clause.parts:
                if part.role != "lead":
                    found[part.type].setdefault(part.text)
    for sentence in dict.fromkeys(fact.evidence.text for fact in facts):
        for name in re.findall(r"[A-Z]\w+(?: [A-Z]\w+)*", sentence):
            if (country := gazetteer.country(name)) is not None and country.name == name:
                found["country"].setdefault(f"the {name}" if country.article else name)
            if (city := gazetteer.city(name)) is not None and city.name == name:
                found["city"].setdefault(name)
    return {kind: tuple(names) for kind, names in found.items()}


def _homogeneous(kind: str, answer: str, candidates: list[str]) -> list[str]:
    """Organisations of the answer's own sort: nobody takes a navy for the United Nations."""
    if kind != "organisation":
        return candidates
    sort = _sort(answer)
    return [candidate for candidate in candidates if _sort(candidate) == sort] if sort else []


def _sort(name: str) -> str:
    known = gazetteer.organisation(bare(name))
    if known is not None:
        return known.type
    words = bare(name).lower().split()
    return next((noun for noun in HYPERNYMS if noun in words), "")


def _from_lists(kind: str, answer: str, rng: random.Random) -> Iterator[str]:
    """Countries and cities, those near the answer first; made-up names for a person."""
    if kind == "country" and (known := gazetteer.country(bare(answer))) is not None:
        near, far = _other_countries(known)
        yield from _shuffled(near, rng)
        yield from _shuffled(far, rng)
    elif kind == "city" and (city := gazetteer.city(bare(answer))) is not None:
        yield from _shuffled(
            (c.name for c in gazetteer.cities() if c.country == city.country and c.name != city.name), rng
        )
        yield from _shuffled(_cities_around(city.country), rng)
    elif kind == "person":
        yield from _names(answer, rng)


def _shuffled(names: Iterable[str], rng: random.Random) -> list[str]:
    order = list(names)
    rng.shuffle(order)
    return order


@cache
def _other_countries(known: gazetteer.Country) -> tuple[list[str], list[str]]:
    """Countries of its region, and of others."""
    near: list[str] = []
    far: list[str] = []
    for country in gazetteer.countries():
        if country.kind == "country" and country.name != known.name:
            (near if country.region == known.region else far).append(
                f"the {country.name}" if country.article else country.name
            )
    return near, far


@cache
def _cities_around(country: str) -> list[str]:
    """Larger cities of the other countries of its region."""
    home = gazetteer.country(country)
    region = home.region if home else ""
    lands = {each.country for each in gazetteer.cities()} - {country}
    near = {land for land in lands if (known := gazetteer.country(land)) is not None and known.region == region}
    return [city.name for city in gazetteer.cities() if city.country in near and city.size != "regional"]


def _names(answer: str, rng: random.Random) -> list[str]:
    """Made-up personal names that fit the answer's gender, for want of real ones in the article."""
    from faker import Faker

    fake = Faker("en_GB")
    fake.seed_instance(rng.randrange(1 << 30))
    gender = gazetteer.gender(answer.split()[0])
    first = fake.first_name_female if gender == "f" else fake.first_name_male
    return [f"{first()} {fake.last_name()}" for _ in range(6)]


def nearby_dates(when: str, rng: random.Random, latest: int) -> list[str]:
    """The same date in years near its own, never in the year itself nor after the year `latest`."""
    year = int(when[:4])
    steps = [-7, -5, -4, -3, -2, 2, 3, 4, 6, 8]
    rng.shuffle(steps)
    return [f"{year + step:04}{when[4:]}" for step in steps if year + step <= max(latest, year)]

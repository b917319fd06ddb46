"""What given and last names tell, by the lists of Faker: the sex of a bearer, and the region where they are usual.

The lists are looked into, nothing is drawn from them: a later Faker may know more names, and makes no others up.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from quizgen import lexicon


def sex_of(given: str) -> str:
    """ "m" or "f", "" for a name that both bear or nobody knows."""
    return _given().get(given, "")


def regions_of(last: str) -> tuple[str, ...]:
    """The regions of `personal_names.toml` in whose languages a last name is usual."""
    return _last().get(last, ())


def _locales() -> list[tuple[str, str]]:
    """Region and locale."""
    rows = lexicon.rows("personal_names", "locales")
    return [(region, locale) for region, locales in rows for locale in lexicon.listed(locales)]


def _names(locale: str, field: str) -> tuple[str, ...]:
    provider = import_module(f"faker.providers.person.{locale}").Provider
    return tuple(getattr(provider, field, ()))


@cache
def _given() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for _, locale in _locales():
        for sex, field in (("m", "first_names_male"), ("f", "first_names_female")):
            for name in _names(locale, field):
                found[name] = sex if found.get(name, sex) == sex else ""
    for _, men, women, _ in lexicon.rows("personal_names", "names"):
        found |= dict.fromkeys(lexicon.listed(men), "m") | dict.fromkeys(lexicon.listed(women), "f")
    return found


@cache
def _last() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for region, locale in _locales():
        for name in _names(locale, "last_names"):
            if region not in found.get(name, ()):
                found[name] = (*found.get(name, ()), region)
    return found

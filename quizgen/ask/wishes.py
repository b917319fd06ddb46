"""What is wished for: how many questions of each form, in words of the command line or as a mix."""

import difflib
import tomllib
from collections.abc import Mapping
from functools import cache

from quizgen.errors import QuizgenError
from quizgen.models import FORMS
from quizgen.resources import template_folder

NAMES = (*FORMS, "list")


def read_forms(text: str, count: int) -> dict[str, int]:
    """ "short=5,choice=10" -> how many of each form; names alone share `count` evenly, the first ones get the rest.

    Raises QuizgenError for an unknown form or a bad count.
    """
    wanted: dict[str, int] = {}
    open_: list[str] = []
    for part in filter(None, (each.strip() for each in text.split(","))):
        name, equals, number = (each.strip() for each in part.partition("="))
        if name not in NAMES:
            close = difflib.get_close_matches(name, NAMES, 1)
            hint = f"; did you mean {close[0]}?" if close else f"; the forms are {', '.join(NAMES)}"
            raise QuizgenError(f"{name!r} is no form of question{hint}")
        if equals and not (number.isdecimal() and int(number)):
            raise QuizgenError(f"{part!r}: after = stands how many are wanted, as {name}=5")
        if equals:
            wanted[name] = wanted.get(name, 0) + int(number)
        else:
            open_.append(name)
    left = max(count - sum(wanted.values()), 0)
    return wanted | _shared(dict.fromkeys(open_, 1), left) if open_ else wanted


@cache
def mixes() -> Mapping[str, Mapping[str, int]]:
    """The presets of `templates/mixes.toml`: name -> form -> share."""
    found: Mapping[str, Mapping[str, int]] = tomllib.loads((template_folder() / "mixes.toml").read_text("utf-8"))
    return found


def mix(name: str, count: int) -> dict[str, int]:
    """How many of each form a preset wants of `count`. Raises QuizgenError for an unknown one."""
    if name not in mixes():
        raise QuizgenError(f"{name!r} is no mix; there are {', '.join(mixes())}")
    return _shared(mixes()[name], count)


def _shared(shares: Mapping[str, int], count: int) -> dict[str, int]:
    """`count` parted by the shares, the largest remainders first (Hamilton's method)."""
    whole = sum(shares.values())
    exact = {name: count * share / whole for name, share in shares.items()}
    parts = {name: int(each) for name, each in exact.items()}
    rest = sorted(exact, key=lambda name: parts[name] - exact[name])[: count - sum(parts.values())]
    return {name: parts[name] + (name in rest) for name in shares}

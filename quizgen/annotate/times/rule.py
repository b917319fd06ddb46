"""A rule: a name, a pattern over words, and the function that says what a match means."""

import re
from collections.abc import Callable
from typing import NamedTuple

from quizgen.annotate.times.reading import Reading, Value
from quizgen.annotate.times.tokens import translate

Resolver = Callable[[Reading], Value | None]  # None: the words are no time expression here


class Rule(NamedTuple):
    """One place per pattern."""

    name: str
    pattern: re.Pattern[str]
    resolve: Resolver


def rule(name: str, notation: str, resolve: Resolver) -> Rule:
    """A rule from its notation (see tokens.translate)."""
    return Rule(name, re.compile(translate(notation)), resolve)

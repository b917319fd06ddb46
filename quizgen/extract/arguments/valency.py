"""Which prepositions a verb or an adjective takes as its complement, which verbs people do: counted in treebanks by training/valency.py."""

import tomllib
from functools import cache

from quizgen import gazetteer
from quizgen.tokens import Token


@cache
def _data() -> dict[str, str]:
    return tomllib.loads((gazetteer.FOLDER / "valency.toml").read_text("utf-8"))


@cache
def _prepositions() -> dict[str, frozenset[str]]:
    pairs = (row.partition(" | ") for row in _data()["prepositions"].split("\n") if row)
    return {word: frozenset(taken.split(", ")) for word, _, taken in pairs}


@cache
def _agentive() -> frozenset[str]:
    return frozenset(_data()["agentive"].split())


def takes(head: Token, preposition: str) -> bool:
    """Whether the preposition belongs to the word: "depend on", "similar to"."""
    return preposition in _prepositions().get(head.lemma_.lower(), frozenset())


def agentive(head: Token) -> bool:
    """Whether it is nearly always people who do it: "announce", not "include"."""
    return head.lemma_.lower() in _agentive()

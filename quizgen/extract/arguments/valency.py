"""Which prepositions a verb or an adjective takes as its complement, which verbs people do, which want an object: counted in treebanks by training/valency.py."""

import tomllib
from functools import cache

from quizgen import gazetteer, lexicon
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


@cache
def _transitive() -> frozenset[str]:
    return frozenset(_data()["transitive"].split()) | lexicon.words("grammar", "transitive")


def takes(head: Token, preposition: str) -> bool:
    """Whether the preposition belongs to the word: "depend on", "similar to"."""
    return preposition in _prepositions().get(head.lemma_.lower(), frozenset())


def wants_object(verb: Token) -> bool:
    """Whether it hardly ever stands in the active without an object or a clause in its place: "found", not "arrive"."""
    particle = any(child.dep_ == "compound:prt" for child in verb.children)
    return not particle and verb.lemma_.lower() in _transitive()


def agentive(head: Token) -> bool:
    """Whether it is nearly always people who do it: "announce", not "include"."""
    return head.lemma_.lower() in _agentive()

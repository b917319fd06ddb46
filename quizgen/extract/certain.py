"""How sure the engine was of what a fact is read from."""

import re
from collections.abc import Iterable

from quizgen.annotated import Annotated, Entity
from quizgen.tokens import Token


def certainty(annotated: Annotated, tokens: Iterable[Token]) -> float:
    """The least margin of the arcs, labels and links along some words, 0 to 1."""
    sure = 1.0
    for token in tokens:
        if token.is_punct or token.is_space or _within(annotated, token):
            continue
        sure = min(sure, _margin(annotated, token))
        meant = annotated.antecedent.get(token.i)
        if meant is not None and meant.odds < _needed(annotated, token, meant.entity):
            sure = min(sure, meant.odds / 2)
        if token.i in annotated.reference and token.lemma_.lower() in OF_OFFICE:
            return 0.0
    return sure


def _margin(annotated: Annotated, token: Token) -> float:
    """The margin of a word; whether a town hangs on the deed or on the thing beside it is no matter."""
    entity = annotated.entity_at.get(token.i)
    where = entity is not None and entity.type in ("PLACE", "COUNTRY") and token.dep_ in ("obl", "nmod")
    lying = where and any(c.lower_ in ("in", "at", "near") for c in token.children if c.dep_ == "case")
    return token.margin**0.5 if lying and abs(token.i - token.head.i) < NEAR else token.margin


NEAR = 6  # words


def _within(annotated: Annotated, token: Token) -> bool:
    """Whether a word hangs on another of the same name or date: how their parts hang together is no matter."""
    time = annotated.time_at(token)
    if time is not None:
        return annotated.time_at(token.head) is time or SHORT_DATE.search(time.text) is not None
    entity = annotated.entity_at.get(token.i)
    return entity is not None and annotated.entity_at.get(token.head.i) is entity


SHORT_DATE = re.compile(r"\d[/.]\d|['’]\d")  # "3.5.1982", "'77": not words that the engine knows
# What may go from one to another, and what is only a word: "the capital was moved", "asked about the phrase".
OF_OFFICE = {"capital", "seat", "title", "record", "name", "phrase", "word", "term"}
FIRM_HERO, FIRM_LINK, FIRM_NOUN = 0.55, 0.8, 0.85  # odds; below, one link in six means another


def _needed(annotated: Annotated, token: Token, entity: Entity | None) -> float:
    """The least odds of a link: whom the article is about, another with a pronoun, a definite phrase."""
    if token.pos_ != "PRON":
        return FIRM_NOUN
    return FIRM_HERO if entity is not None and annotated.is_about(entity) else FIRM_LINK

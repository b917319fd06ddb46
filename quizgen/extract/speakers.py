"""Who says it: somebody with a name, or somebody described."""

import re
from typing import NamedTuple

from quizgen.annotated import Annotated, Entity
from quizgen.extract.clauses import introduce
from quizgen.extract.nouns import named
from quizgen.extract.phrases import render
from quizgen.extract.standing import referent
from quizgen.extract.unclear import UnclearError
from quizgen.tokens import Token

SPEAKERS = ("PERSON", "ORG", "COUNTRY")
MOST_WORDS = 12
NOBODY = re.compile(
    r"(?i)\b(?:he|she|they|it|his|her|their|its|i|we|you|my|our|your|who|which|that|this|these|those|others?|some|many|both|all|none)\b"
)


class Speaker(NamedTuple):
    """A speaker's name, the name with what places it, and whether a class can be asked for it."""

    name: str
    introduced: str
    organisation: bool
    firm: bool
    entity: Entity | None


def speaker_of(entity: Entity) -> Speaker:
    """A speaker with a name. A bare surname that nothing places is no answer."""
    person = entity.type == "PERSON"
    introduced = introduce(entity)
    return Speaker(
        entity.name if person else named(entity),
        introduced + ("," if "," in introduced else ""),
        not person,
        not person or entity.known or " " in entity.name,
        entity,
    )


def speaker_at(annotated: Annotated, token: Token) -> Speaker | None:
    """The speaker whose words head is `token`; one that is only described ("a local poster") is never asked for."""
    if any(child.dep_ == "conj" for child in token.children):
        return None  # several said it
    try:
        entity = referent(annotated, token)
    except UnclearError:
        return None
    if entity is not None:
        return speaker_of(entity) if entity.type in SPEAKERS else None
    if token.pos_ != "NOUN" or not (token.tag_ == "NNS" or any(c.dep_ in ("det", "nummod") for c in token.children)):
        return None
    try:
        text = render(annotated, token)
    except UnclearError:
        return None  # "the poster": which
    if not 2 <= len(text.split()) <= MOST_WORDS or NOBODY.search(text) or set(text) & set('“”",:'):
        return None
    return Speaker(text, text[:1].upper() + text[1:], False, False, None)

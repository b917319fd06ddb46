"""Pronouns in a question: kept where it has named what they mean, else the name in their place."""

from dataclasses import dataclass, field

from quizgen import gazetteer
from quizgen.annotated import Annotated, Antecedent, Entity
from quizgen.extract.unclear import FIRST_SECOND, UnclearError
from quizgen.tokens import Token

THIRD = frozenset(["he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "hers", "theirs"])


@dataclass
class Told:
    """What a question has named so far, so that a pronoun may stand for it; filled as its words are made, from left to right."""

    entities: set[int] = field(default_factory=set)  # by id()
    heads: list[Token] = field(default_factory=list)  # of phrases without a name that a pronoun can mean: the subject

    def name(self, entity: Entity | None) -> None:
        if entity is not None:
            self.entities.add(id(entity))

    def knows(self, entity: Entity | None) -> bool:
        return entity is not None and id(entity) in self.entities


def entity_of(annotated: Annotated, token: Token) -> Entity | None:
    """Whom or what a head word names, by itself or by reference."""
    if token.i in annotated.selves:
        return annotated.selves[token.i]
    found = annotated.entity_at.get(token.i)
    return found if found is not None else annotated.reference.get(token.i)


def antecedent_of(annotated: Annotated, token: Token) -> Antecedent | None:
    """What stands for a pronoun, where its number fits: no "they" for one dam."""
    found = annotated.antecedent.get(token.i)
    if found is None or token.lower_ not in THIRD:
        return found
    many = token.lower_ in ("they", "them", "their", "theirs")
    body = found.head.lemma_.lower() in gazetteer.nouns("group_nouns") or found.entity is not None
    return found if many == found.plural or (many and body) else None


def named(entity: Entity) -> str:
    name = entity.name
    return f"the {name}" if entity.article and not name.lower().startswith("the ") else name


def possessive(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def pronoun(annotated: Annotated, token: Token, tokens: list[Token], told: Told) -> str:
    low = token.lower_
    if token.dep_ == "expl":
        return low
    entity = annotated.selves.get(token.i) or annotated.reference.get(token.i)
    if low in FIRST_SECOND and token.i not in annotated.selves:
        raise UnclearError(f"first or second person: {token.text}")
    if low == "i" and (
        token.head.tag_ == "VBP" or any(c.tag_ == "VBP" for c in token.head.children if c.dep_.startswith("aux"))
    ):
        raise UnclearError("I, with its verb")
    if told.knows(entity) and entity is not None:
        return low if low in THIRD else _third(entity, low)
    antecedent = antecedent_of(annotated, token)
    if antecedent is not None and any(
        head.lemma_ == antecedent.head.lemma_ and head.i < token.i for head in told.heads
    ):
        return low  # what it means has just been said
    own = token.dep_ == "nmod:poss" or token.tag_ == "PRP$"
    if (
        entity is None
        and antecedent is not None
        and not any(head in antecedent.span or head is antecedent.head for head in told.heads)
    ):
        return possessive(antecedent.text) if own else antecedent.text
    if entity is None:
        if any(
            _agrees(token, head) for head in told.heads if head.i < token.i and (own or token.head is not head.head)
        ) or any(_agrees(token, each) for each in tokens if each.i < token.i and each.pos_ in ("NOUN", "PROPN")):
            return low
        raise UnclearError(f"pronoun: {token.text}")
    told.name(entity)
    return possessive(named(entity)) if own else named(entity)


def _third(entity: Entity, low: str) -> str:
    """The third person for a speaker's "I"."""
    if not entity.gender:
        raise UnclearError("I: he or she")
    forms = {
        "i": ("he", "she"),
        "me": ("him", "her"),
        "my": ("his", "her"),
        "myself": ("himself", "herself"),
        "mine": ("his", "hers"),
    }
    if low not in forms:
        raise UnclearError(f"first or second person: {low}")
    return forms[low][entity.gender == "f"]


def _agrees(pronoun: Token, head: Token) -> bool:
    low = pronoun.lower_
    plural = head.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in head.children)
    if head.pos_ == "PRON":
        return False
    if low in ("they", "them", "their", "theirs"):
        return plural
    if low in ("he", "she", "him", "her", "his", "hers"):
        return not plural and head.lemma_.lower() in gazetteer.nouns("person_nouns")
    return low in ("it", "its") and not plural

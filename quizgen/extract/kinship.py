"""Who was whose father, mother, wife, husband: "her father Peter Hale", "Finch’s wife, Ida Norell"."""

from collections.abc import Iterator

from quizgen.annotated import Annotated, Entity
from quizgen.extract.evidence import sentence_evidence
from quizgen.models import Relation
from quizgen.tokens import Token

ONE = {"father", "mother", "wife", "husband", "grandfather", "grandmother", "widow", "fiancé", "fiancée"}
RANKED = {"son", "daughter", "child", "brother", "sister"}  # one of several, unless a rank tells which
RANKS = {"eldest", "oldest", "youngest", "only", "first", "second", "third", "fourth", "fifth", "twin", "elder"}
CHANGED = {"former", "future", "then", "ex", "estranged", "adoptive", "legal"}  # "her late husband" is still hers


def find_kinship(annotated: Annotated) -> Iterator[Relation]:
    """Kin of persons, each named in full; none where the article gives one person two of a kind."""
    found: dict[tuple[str, str], list[Relation]] = {}
    for token in annotated.doc:
        relation = _relation(annotated, token)
        if relation is not None:
            found.setdefault((relation.object, relation.predicate), []).append(relation)
    for same in found.values():
        if len({relation.subject for relation in same}) == 1:
            yield same[0]


def _relation(annotated: Annotated, kin: Token) -> Relation | None:
    if kin.lemma_.lower() not in ONE | RANKED or kin.tag_ != "NN":
        return None
    words = [child for child in kin.children if child.dep_ == "amod"]
    ranks = [word.lower_ for word in words if word.lower_ in RANKS]
    if any(word.lower_ in CHANGED for word in words) or (kin.lemma_.lower() in RANKED and not ranks):
        return None
    owner = next((_person(annotated, c) for c in kin.children if c.dep_ == "nmod:poss"), None)
    named = next(
        (_person(annotated, c) for c in kin.children if c.dep_ in ("appos", "flat") and c.i in annotated.entity_at),
        None,
    )
    if owner is None or named is None or owner is named or any(child.dep_ == "conj" for child in kin.children):
        return None
    label = " ".join([*ranks, kin.lemma_.lower()])
    return Relation(
        subject=named.name, predicate=label, object=owner.name, statement=f"{owner.name}’s {label} was {named.name}.",
        evidence=sentence_evidence(annotated, kin), pattern="kinship", confidence=0.9,
    )  # fmt: skip


def _person(annotated: Annotated, token: Token) -> Entity | None:
    """The person that a name or a sure pronoun stands for, when the full name is known."""
    entity = annotated.entity_at.get(token.i) or annotated.reference.get(token.i)
    return entity if entity is not None and entity.type == "PERSON" and " " in entity.name else None

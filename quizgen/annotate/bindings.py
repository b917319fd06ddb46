"""What no sureness overrules: number, gender and the grammar that ties a pronoun to a word or keeps it from one."""

from collections.abc import Iterable, Mapping

from quizgen import gazetteer
from quizgen.annotated import Antecedent, Entity
from quizgen.tokens import Token

GENDERS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
THEY = frozenset(["they", "them", "their", "theirs", "themselves"])
IT = frozenset(["it", "its", "itself"])
ONE = frozenset(["PERSON", "COUNTRY", "PLACE"])  # never "they"
OWNED = 0.9  # how sure "its" must be: the subject of its own clause draws it, right or wrong
AMONG_TWO = 0.85  # how sure an object must be where another person stands in the sentence of the one meant


def agrees(token: Token, best: Antecedent, entity_at: Mapping[int, Entity]) -> bool:
    """Whether a pronoun or definite phrase can mean this antecedent."""
    word, entity = token.lower_, best.entity
    if word in THEY:
        return entity is None or entity.type not in ONE
    if word == "its" and best.odds < OWNED:
        return False
    if word in IT:
        joined = any(child.dep_ == "conj" and child.i in entity_at for child in best.head.children)
        return not best.plural and not joined and (entity is None or entity.type != "PERSON")
    if word not in GENDERS:
        return True
    if entity is not None and (entity.type != "PERSON" or entity.gender not in ("", GENDERS[word])):
        return False
    if (owner := relative_owner(token)) is not None:
        same = owner is best.head or (entity is not None and entity_at.get(owner.i) is entity)
        return same != (token.dep_ in ("obj", "iobj", "obl") and token.head.head is owner)
    beside = [best.head.head] if best.head.dep_ == "conj" else []
    beside += [child for child in best.head.children if child.dep_ == "conj"]
    if best.head.sent is token.sent:
        return True
    if _another(beside, token, best, entity_at) or _unnamed_subject(best.head):
        return False
    subject = token.dep_ in ("nsubj", "nsubj:pass")
    return subject or best.odds >= AMONG_TWO or not _another(best.head.sent, token, best, entity_at)


def relative_owner(token: Token) -> Token | None:
    """The person of whom a relative clause tells that has a pronoun: "a poet who lost her sister", "Ann Marlow, who ..."."""
    for word in token.ancestors:
        subject = any(c.dep_ in ("nsubj", "nsubj:pass") and c.lower_ in ("who", "that") for c in word.children)
        if word.dep_ == "acl:relcl" and subject:
            noun = word.head
            person = noun.ent_type_ == "PERSON" or noun.lemma_.lower() in gazetteer.nouns("person_nouns")
            return noun if person and noun.tag_ not in ("NNS", "NNPS") else None
    return None


def _another(words: Iterable[Token], token: Token, best: Antecedent, entity_at: Mapping[int, Entity]) -> bool:
    """Whether another person of the pronoun's gender is named by some of these words."""
    found = [entity_at[word.i] for word in words if word.i in entity_at]
    return any(e is not best.entity and e.type == "PERSON" and e.gender in ("", GENDERS[token.lower_]) for e in found)


def _unnamed_subject(head: Token) -> bool:
    """Whether somebody without a name is the subject of a person's sentence: "A nurse met Ann Marlow"."""
    persons = gazetteer.nouns("person_nouns")
    return any(
        word.tag_ == "NN"
        and word.dep_ in ("nsubj", "nsubj:pass")
        and word.lemma_.lower() in persons
        and word is not head
        for word in head.sent
        if not any(child.dep_ in ("appos", "flat") and child.pos_ == "PROPN" for child in word.children)
    )

"""What pronouns and pointing words in exact words go back to: something in the same words, the headline, or an entity."""

from quizgen import gazetteer
from quizgen.annotated import Annotated, Entity
from quizgen.tokens import Token

THIRD_PERSON = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she", "it": "it", "its": "it",
                "they": "they", "them": "they", "their": "they"}  # fmt: skip
POINTING = {"this", "that", "these", "those", "there", "here", "such", "so"}


def suits(token: Token, entity: Entity) -> bool:
    """A man or woman for he or she, one thing for it; a plural needs a body of people."""
    person = entity.type == "PERSON"
    return {"he": person, "she": person, "it": not person, "they": entity.type == "ORG"}[THIRD_PERSON[token.lower_]]


def points_inside(annotated: Annotated, token: Token, quote: tuple[int, int]) -> bool:
    """ "that" as a conjunction or relative, "there is", "so large"; below the headline also "this crisis"."""
    if token.lower_ == "that" and token.tag_ in ("IN", "WDT") and token.i > quote[0] + 1:
        return token.dep_ in ("mark", "nsubj", "obj", "nsubj:pass")
    if token.lower_ == "there":
        return token.dep_ == "expl"
    if token.lower_ == "so":
        return token.dep_ == "advmod" and token.head.pos_ in ("ADJ", "ADV") and token.head.i == token.i + 1
    if token.lower_ == "those":
        return any(child.dep_ in ("acl:relcl", "acl", "amod") and child.i > token.i for child in token.children)
    if token.lower_ == "this" and token.dep_ == "nsubj" and token.i <= quote[0] + 1:
        return bool(annotated.placed) and token.head.pos_ == "NOUN"  # "This is a victory for the fishermen"
    noun = token.head.lemma_.lower()
    return (
        token.lower_ in ("this", "these")
        and token.dep_ == "det"
        and bool(annotated.placed)
        and (noun in annotated.placed or noun in gazetteer.nouns("event_nouns") or noun in SITUATIONS)
    )


SITUATIONS = {"crisis", "situation", "problem", "case", "tragedy", "disaster", "incident", "law", "decision", "project", "conflict", "issue"}  # fmt: skip


def bound_inside(token: Token, quote: tuple[int, int]) -> bool:
    """ "It is time to go"; or a pronoun whose noun, the only one that fits, stands before it in the same words."""
    if token.lower_ == "it" and (token.dep_ == "expl" or _anticipates(token)):
        return True
    kind = THIRD_PERSON[token.lower_]
    before = [
        each
        for each in token.doc[quote[0] : token.i]
        if each.pos_ in ("NOUN", "PROPN") and each.dep_ not in ("compound", "flat") and not token.is_ancestor(each)
    ]
    fits = [each for each in before if _agrees(each, kind)]
    subjects = [each for each in fits if each.dep_ in ("nsubj", "nsubj:pass")]
    return len(fits) == 1 or (len(subjects) == 1 and token.dep_ in ("nsubj", "nsubj:pass", "nmod:poss"))


def _agrees(noun: Token, kind: str) -> bool:
    """Whether a noun can be what a pronoun goes back to, by number and by being a person."""
    plural = noun.tag_ in ("NNS", "NNPS")
    person = noun.lemma_.lower() in gazetteer.nouns("person_nouns") or noun.ent_type_ == "PERSON"
    if noun.lemma_.lower() in gazetteer.nouns("time_nouns"):
        return False
    return {"they": plural, "it": not plural and not person}.get(kind, person and not plural)


def _anticipates(token: Token) -> bool:
    """ "It is clear that", "it takes years to": what "it" means comes behind."""
    head = token.head
    return (
        token.dep_ == "nsubj"
        and head.pos_ in ("ADJ", "NOUN")
        and any(child.dep_ in ("ccomp", "csubj", "advcl", "xcomp") and child.i > head.i for child in head.children)
        and any(child.lower_ in ("to", "that") for child in token.doc[head.i + 1 : head.i + 3])
    )


def starts_with_pronoun(annotated: Annotated, sentence: tuple[int, int]) -> bool:
    """ "It is all about Norway": what goes on from the sentence before may be asked for together with it."""
    return any(token.lower_ in THIRD_PERSON for token in annotated.doc[sentence[0] : sentence[1]])

"""What sort of answer a phrase is, by its head: a person, a thing of a class, a place, a bare thing."""

import re
from typing import NamedTuple

from quizgen import gazetteer, lexicon
from quizgen.annotated import Annotated, Entity
from quizgen.classes import name_class
from quizgen.extract.grammar.pronouns import antecedent_of, entity_of
from quizgen.extract.grammar.trees import behind_comma, conjuncts, is_plural
from quizgen.models import Asks
from quizgen.tokens import Token


class Sort(NamedTuple):
    """What a phrase is asked with; `noun` is its class ("enzyme", "walls"), `plural` the number of the question's noun."""

    asks: Asks
    noun: str = ""
    plural: bool = False
    acting: bool = False  # a body of people, which is "who" where it acts


TYPES = {"PERSON": Asks.PERSON, "NORP": Asks.PERSON}
RELATIONAL = re.compile(
    r"(?:al|ic|ar|ine|ian|ese|ish|ary|ative)$|^(?:red|white|black|green|blue|wild|stone|wooden)$"
)  # what sort, not how


def sort_of(annotated: Annotated, token: Token, without: Token | None = None) -> Sort:
    """The sort of a phrase by its head word and the names in it; `without` the relative clause that asks for it."""
    if (
        token.pos_ == "PRON"
        and (antecedent := antecedent_of(annotated, token)) is not None
        and antecedent.head is not token
    ):
        return sort_of(annotated, antecedent.head)
    plural = is_plural(token)
    partitive = token.lemma_.lower() in lexicon.words("grammar", "partitive") and not _the_number(token)
    if partitive and (whole := _of_which(token)) is not None:
        return Sort(_unclassed(sort_of(annotated, whole)), plural=True)
    entity = entity_of(annotated, token)
    lemma = token.lemma_.lower()
    if (
        token.tag_ in ("NNS", "NNPS")
        and token.pos_ in ("NOUN", "PROPN")
        and (token.ent_type_ == "NORP" or gazetteer.is_demonym(token.text))
    ):
        return Sort(Asks.PERSON, plural=True)
    if any(
        c.i > token.i and c.dep_ in ("flat", "appos") and _person(annotated, c) and not behind_comma(c)
        for c in token.children
    ):
        return Sort(Asks.PERSON, plural=plural)
    if token.pos_ == "PROPN" and entity is None and _person(annotated, token):
        return Sort(Asks.PERSON, plural=plural)
    if token.pos_ in ("PROPN", "PRON") and entity is not None:
        if (
            entity.type in TYPES
            and not _thing_of(annotated, entity)
            and not (token.tag_ == "NNP" and any(c.lower_ in ("the", "a", "an") for c in token.children))
        ):
            return Sort(Asks.PERSON, plural=plural)
        noun = name_class(entity.name, entity.type)
        others = [annotated.entity_at.get(each.i) for each in conjuncts(token)]
        if others and any(other is None or name_class(other.name, other.type) != noun for other in others):
            noun = ""
        acting = entity.type in ("ORG", "COUNTRY")
        if noun:
            return Sort(Asks.CLASS, _plural(noun) if others else noun, bool(others), acting)
        return Sort(Asks.THING, plural=plural, acting=acting and entity.type == "ORG")
    before = [c for c in token.children if c.i < token.i and c.dep_ != "case"]
    if (
        token.tag_ == "NN"
        and not before
        and token.dep_ in ("obl", "obj", "xcomp")
        and gazetteer.is_office(token.lower_)
    ):
        return Sort(Asks.THING)  # "ran for president"
    if (
        lemma in lexicon.words("grammar", "humans")
        or lemma in gazetteer.nouns("person_nouns")
        or _compound(token) in gazetteer.nouns("person_nouns")
    ):
        return Sort(Asks.PERSON, plural=plural)
    if lemma in ("family", "host", "body", "set", "band") and (whole := _of_which(token)) is not None:
        if _unclassed(sort_of(annotated, whole)) is Asks.THING:
            return Sort(Asks.THING, plural=plural)  # "a family of views"
    if lemma in gazetteer.nouns("group_nouns") or _compound(token) in gazetteer.nouns("group_nouns"):
        noun = _class_noun(annotated, token, plural, without)
        return Sort(Asks.CLASS if noun else Asks.THING, noun, plural, True)
    noun = _class_noun(annotated, token, plural, without)
    return Sort(Asks.CLASS if noun else Asks.THING, noun, plural)


def _the_number(token: Token) -> bool:
    """ "the number of judges" is a number, "a number of judges" are judges."""
    return token.lower_ == "number" and any(c.lower_ == "the" for c in token.children)


def _of_which(token: Token) -> Token | None:
    """The whole that a part is of: "civilians" of "some of the civilians"."""
    return next(
        (c for c in token.children if c.dep_ == "nmod" and c.i > token.i and any(k.lower_ == "of" for k in c.children)),
        None,
    )


def _unclassed(sort: Sort) -> Asks:
    return Asks.PERSON if sort.asks is Asks.PERSON else Asks.THING


def _person(annotated: Annotated, token: Token) -> bool:
    """Whether a name is a person's: of one, or the surname of one."""
    entity = annotated.entity_at.get(token.i)
    if entity is not None:
        return entity.type == "PERSON"
    return token.pos_ == "PROPN" and any(
        e.type == "PERSON" and e.name.endswith(f" {token.text}") for e in annotated.entities
    )


def _thing_of(annotated: Annotated, entity: Entity) -> bool:
    """Whether a name is an acronym or a storm's, though it was taken for a person's."""
    if entity.name.isupper() and len(entity.name) > LONGEST_INITIALS:
        return True
    return any(
        annotated.doc[span.start - 1].lower_ in lexicon.words("grammar", "storms")
        or span[0].lower_ in lexicon.words("grammar", "storms")
        for span in entity.mentions
        if span.start
    )


LONGEST_INITIALS = 3  # "JFK"


def _compound(token: Token) -> str:
    before = [child for child in token.children if child.dep_ == "compound" and child.i == token.i - 1]
    return f"{before[0].lower_} {token.lemma_.lower()}" if before else ""


def _class_noun(annotated: Annotated, token: Token, plural: bool, without: Token | None) -> str:
    """The noun that "which" asks for, where the phrase says more than that noun: "muscular arteries", "the MILC program"."""
    if (
        token.pos_ != "NOUN"
        or conjuncts(token)
        or token.lemma_.lower() in lexicon.words("grammar", "empty")
        or token.i in annotated.entity_at
    ):
        return ""
    before = [c for c in token.children if c.dep_ in ("compound", "amod", "nmod:desc", "nmod:poss") and c.i < token.i]
    naming = [
        c
        for c in before
        if c.dep_ == "compound"
        or (c.dep_ == "amod" and c.lower_ not in lexicon.words("grammar", "judging") and c.tag_ == "JJ")
    ]
    behind = [
        c
        for c in token.children
        if c.dep_ in ("acl", "acl:relcl")
        and c.i > token.i
        and (without is None or (c is not without and c not in without.ancestors))
    ]
    if plural and (behind or any(c.dep_ == "compound" or RELATIONAL.search(c.lower_) for c in naming)):
        return token.lower_
    if not plural and any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in before):
        return token.lower_
    return ""


def kind_noun(annotated: Annotated, token: Token) -> str:
    """The noun of "what kind of walls", where an adjective or noun before it says of what kind, and nothing behind it."""
    if (
        token.pos_ != "NOUN"
        or conjuncts(token)
        or token.lemma_.lower() in lexicon.words("grammar", "empty")
        or token.i in annotated.entity_at
    ):
        return ""
    if any(c.dep_ in ("det", "nmod:poss", "nummod", "nmod", "acl", "acl:relcl") for c in token.children):
        return ""
    before = [c for c in token.children if c.i < token.i and c.dep_ in ("amod", "compound")]
    if (
        len(before) == 1
        and before[0].lower_ not in lexicon.words("grammar", "judging")
        and before[0].dep_ == "amod"
        and before[0].tag_ == "JJ"
        and RELATIONAL.search(before[0].lower_)
    ):
        return token.lower_
    return ""


def _plural(noun: str) -> str:
    if irregular := gazetteer.irregular_plural(noun):
        return irregular
    if noun.endswith(("s", "sh", "ch", "x")):
        return noun + "es"
    return noun[:-1] + "ies" if re.search(r"[^aeiou]y$", noun) else noun + "s"

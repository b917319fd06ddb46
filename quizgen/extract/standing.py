"""Whether a noun, a name or a pronoun stands on its own, and what it refers to."""

import re

from quizgen import gazetteer
from quizgen.annotated import Annotated, Entity
from quizgen.extract.pruning import aside
from quizgen.extract.unclear import FIRST_SECOND, UNIQUE, UnclearError
from quizgen.tokens import Token


def pronoun(annotated: Annotated, token: Token, bound: Entity | None, bound_plural: bool | None) -> str:
    lower = token.lower_
    possessive = token.tag_ == "PRP$" or (lower in ("his", "its", "their", "her") and token.dep_ == "nmod:poss")
    if (speaker := annotated.selves.get(token.i)) is not None and speaker is bound and speaker.gender:
        return THIRD_PERSON[lower][speaker.gender == "f"]
    if lower in FIRST_SECOND:
        raise UnclearError(f"first or second person: {token.text}")
    if lower in ("who", "which", "that", "whom", "whose", "what", "where") and token.dep_ not in ("det",):
        if lower in ("that", "what") and token.dep_ in ("nsubj", "obj", "root", "obl", "nmod") and token.tag_ == "DT":
            raise UnclearError(f"demonstrative: {token.text}")
        return lower
    if lower in ("everyone", "someone", "anyone", "nobody", "nothing", "something", "anything", "everything", "each", "none", "one", "all", "both",
                 "many", "some", "several", "few", "most", "much", "more"):  # fmt: skip
        if any(child.dep_ in ("nmod", "acl:relcl", "acl") for child in token.children):
            return lower
        raise UnclearError(f"vague: {token.text}")
    entity = annotated.reference.get(token.i)
    if entity is not None:
        if bound is entity:
            return lower  # the subject of this very clause
        return entity.name + ("’s" if possessive else "")
    if lower == "its" and bound is not None and _other_thing(annotated, token, bound):
        raise UnclearError("whose: its")
    if lower in ("its", "itself") and (
        bound_plural is False or (bound is not None and bound.type in ("ORG", "COUNTRY", "PLACE", "OTHER"))
    ):
        return lower
    if lower in ("their", "themselves") and (
        bound_plural is True or (bound is not None and bound.type in ("NORP", "ORG", "GROUP"))
    ):
        return lower
    if lower in ("their", "its") and _own(token):
        return lower
    raise UnclearError(f"pronoun: {token.text}")


# What a speaker says of herself, told by others.
THIRD_PERSON = {"i": ("he", "she"), "me": ("him", "her"), "my": ("his", "her"), "myself": ("himself", "herself")}


def pronoun_of(entity: Entity) -> str:
    """What stands for a name that has just been said; "" where its gender is not known."""
    if entity.type == "PERSON":
        return {"m": "he", "f": "she"}.get(entity.gender, "")
    return "it" if entity.type in ("ORG", "COUNTRY") else ""


def _other_thing(annotated: Annotated, token: Token, bound: Entity) -> bool:
    """Whether another named thing has just been a subject, to which `its` may go back: "the canal ..., until Israel reached its bank"."""
    start = token.sent.start
    start = token.doc[start - 1].sent.start if start else 0
    for other in token.doc[start : token.i]:
        entity = annotated.reference.get(other.i) or annotated.entity_at.get(other.i)
        if (
            entity is not None
            and entity is not bound
            and entity.type not in ("PERSON", "NORP")
            and other.dep_ in ("nsubj", "nsubj:pass")
        ):
            return True
    return False


def check_conjunct(token: Token) -> None:
    """ "at Cornell, where he was a friend" read as "mathematics and friend": a person's noun needs its article."""
    if (
        token.dep_ == "conj"
        and token.tag_ == "NN"
        and token.head.pos_ == "NOUN"
        and token.head.lemma_.lower() not in gazetteer.nouns("person_nouns")
        and not _office(token.head)
        and (token.lemma_.lower() in gazetteer.nouns("person_nouns") or _office(token))
        and not any(child.dep_ in ("det", "nmod:poss", "nummod") for child in token.children)
    ):
        raise UnclearError(f"conjunct without article: {token.text}")


def _own(token: Token) -> bool:
    """ "The team named their robot": the possessive of an object goes back to the clause's only other noun, its subject."""
    verb = token.head
    while verb.dep_ in ("obj", "obl", "nmod", "xcomp") and verb.pos_ != "VERB":
        verb = verb.head
    if verb.pos_ != "VERB":
        return False
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubj:pass")), None)
    if subject is None or subject.pos_ != "NOUN" or subject.i > token.i:
        return False
    plural = subject.tag_ == "NNS"
    fits = plural == (token.lower_ == "their") or (
        not plural and subject.lemma_.lower() in gazetteer.nouns("group_nouns")
    )
    between = [
        t for t in token.doc[subject.i + 1 : token.i] if t.pos_ in ("NOUN", "PROPN") and not subject.is_ancestor(t)
    ]
    return fits and not between


PRIZE_TIMES = {"year", "month", "week"}


def check_definite(annotated: Annotated, token: Token) -> None:
    """`the group` with nothing that tells which group, and no referent found, cannot stand alone."""
    if annotated.reference.get(token.i) is not None or token.pos_ != "NOUN":
        return
    children = list(token.children)
    if not any(child.lower_ == "the" and child.dep_ == "det" for child in children):
        return
    if token.dep_ == "nmod" and token.lower_ in PRIZE_TIMES and token.head.tag_ in ("NN", "NNP"):
        return  # "player of the year": a rank, and no year in particular
    if token.lemma_.lower() in UNIQUE or annotated.time_at(token) is not None:
        return
    if _placed_by_headline(annotated, token) or invented(token) or _is_topic(annotated, token):
        return
    for child in children:
        if child.dep_ in ("nmod", "acl", "acl:relcl", "nmod:poss") and not aside(annotated, child, token):
            return
        if child.dep_ == "amod" and gazetteer.is_demonym(child.text):
            if _national(token):
                return
            continue  # "the Japanese ships": which of them
        if child.dep_ in ("compound", "amod", "nmod:desc", "nummod", "appos") and (
            child.i in annotated.entity_at or child.tag_ in ("JJS", "NNP", "RBS")
        ):
            return
        if child.dep_ == "amod" and (
            child.lower_ in ("first", "only") or any(g.tag_ == "RBS" for g in child.children) or child.pos_ == "PROPN"
        ):
            return
        if child.dep_ in ("amod", "compound") and any(g.i in annotated.entity_at for g in child.subtree):
            return
    raise UnclearError(f"definite: the {token.text}")


def _is_topic(annotated: Annotated, token: Token) -> bool:
    """ "the cell" in an article called "The Cell": the kind of thing that it is about."""
    title = annotated.article.info.title.lower().removeprefix("the ")
    if annotated.report or token.tag_ != "NN" or not re.fullmatch(r"[a-z]+(?: [a-z]+)?", title):
        return False
    words = [child.lower_ for child in token.children if child.dep_ in ("amod", "compound") and child.i < token.i]
    return " ".join([*words, token.lower_]) == title


INVENTING = {"invent", "discover", "propose", "formulate", "develop", "pioneer", "patent", "coin", "devise", "popularise", "popularize"}  # fmt: skip


def invented(token: Token) -> bool:
    """ "Dalton proposed the atomic theory": with a modifier, and not spoken of before, it is the one that everybody means."""
    verb = token.head
    made = token.dep_ == "obj" or (token.dep_ == "nsubj:pass" and verb.tag_ == "VBN")
    if not made or verb.lemma_ not in INVENTING or token.tag_ != "NN":
        return False
    modified = any(child.dep_ in ("amod", "compound") for child in token.children)
    return modified and all(other.lemma_ != token.lemma_ for other in token.doc[: token.left_edge.i])


def _placed_by_headline(annotated: Annotated, token: Token) -> bool:
    """ "the dam" below the headline "Dam bursts near Elling": no word tells it from another, and there is no other."""
    lemma = token.lemma_.lower()
    if lemma not in annotated.placed or any(
        child.dep_ in ("amod", "compound", "nummod", "nmod:desc") and child.lemma_.lower() not in annotated.placed
        for child in token.children
    ):
        return False
    introduced = [
        other
        for other in annotated.doc
        if other.lemma_.lower() == lemma
        and other.pos_ == "NOUN"
        and any(
            c.lower_ in ("a", "an", "another", "other", "each", "every") or c.dep_ == "nummod" for c in other.children
        )
    ]
    return len(introduced) <= 1


def _national(token: Token) -> bool:
    """What a country has one of: "the Russian army", "the Dutch prime minister"."""
    lemma = token.lemma_.lower()
    return token.tag_ == "NN" and (
        lemma in gazetteer.nouns("group_nouns") or gazetteer.is_office(lemma) or lemma in ONE_PER_COUNTRY
    )


ONE_PER_COUNTRY = {"capital", "constitution", "economy", "embassy", "flag", "language", "border", "coast", "throne", "crown", "presidency", "people",
                   "population", "monarchy", "empire", "currency", "mainland", "revolution", "public", "anthem", "prime", "premier"}  # fmt: skip


def check_surname(annotated: Annotated, entity: Entity) -> None:
    """A bare surname that two persons of the article bear tells nobody which."""
    if " " not in entity.name and sum(other.name.endswith(f" {entity.name}") for other in annotated.entities) > 1:
        raise UnclearError(f"which {entity.name}")


def referent(annotated: Annotated, token: Token) -> Entity | None:
    """The entity that a phrase stands for: a name, a pronoun or definite phrase with a referent, or a role with its bearer."""
    entity = annotated.reference.get(token.i) or annotated.entity_at.get(token.i) or annotated.selves.get(token.i)
    if token.i in annotated.entity_at and gazetteer.is_demonym(token.text):
        return None  # "taught English", "met the Danes": a language, a people, not the country
    if entity is not None and token.i in annotated.entity_at:
        mention = annotated.mention_of(token)
        if mention is not None and mention[1].root.i != token.i and token.i not in annotated.reference:
            return None
    if entity is None:
        for child in token.children:
            if (
                child.dep_ in ("appos", "flat", "nmod:desc")
                and (named := annotated.entity_at.get(child.i)) is not None
                and named.type == "PERSON"
                and token.tag_ not in ("NNS", "NNPS")
            ):
                return named if token.lemma_.lower() in gazetteer.nouns("person_nouns") or _office(token) else None
    if entity is not None and entity.type == "PERSON":
        check_surname(annotated, entity)
    if (
        entity is not None
        and " " not in entity.name
        and token.i in annotated.entity_at
        and token.lower_ in gazetteer.nouns("place_nouns")
    ):
        return None  # "the Tern and Gull Rivers", cut
    return entity


def _office(token: Token) -> bool:
    return gazetteer.is_office(token.lemma_.lower())

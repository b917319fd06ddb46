"""Pronouns of a sentence that stands by itself: which of them get a name, and which the sentence explains."""

from collections.abc import Iterator, Sequence

from quizgen import gazetteer
from quizgen.annotated import Annotated, Entity
from quizgen.tokens import Token

PEOPLE = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
THINGS = ("it", "its")
MANY = ("they", "them", "their", "theirs")
THIRD = (*PEOPLE, *THINGS, *MANY)
MAKING = ("appoint", "name", "make", "elect", "call", "dub", "declare", "crown", "nominate", "create")
NOMINALS = ("NOUN", "PROPN")


class UnfitError(Exception):
    """A sentence that cannot stand by itself; the message says why."""


def name_pronouns(
    annotated: Annotated, kept: Sequence[Token], speaker: Entity | None
) -> Iterator[tuple[int, int, str]]:
    """Characters of the Doc's text and the name that takes their place: one for each entity that the words do not name.

    The name goes where a writer would put it first: to the main subject, else to the first pronoun. `speaker` is named
    before the words already. Raises UnfitError for a pronoun that nothing explains.
    """
    named = [annotated.entity_at[token.i] for token in kept if token.i in annotated.entity_at]
    own = {token.i for token in kept}
    unnamed: dict[str, list[Token]] = {}
    for token in kept:
        if token.lower_ not in THIRD or token.pos_ not in ("PRON", "DET") or token.dep_ == "expl":
            continue
        if token.lower_ == "her" and token.i and token.doc[token.i - 1].lemma_ in MAKING:
            raise UnfitError("“her” may be whom they made something, or whose it was")
        entity, meant = annotated.reference.get(token.i), annotated.antecedent.get(token.i)
        if token.tag_ == "PRP$" and _of_subject(annotated, token, entity, own):
            continue
        if entity is not None:
            if entity is not speaker and entity not in named and not _last_name_said(entity, kept):
                unnamed.setdefault(called(annotated, entity), []).append(token)
        elif meant is not None:
            if meant.head.i not in own:
                unnamed.setdefault(meant.text, []).append(token)
        elif not _explained(token, kept, annotated):
            raise UnfitError(f"nothing tells who or what “{token.text}” is")
    for name, tokens in unnamed.items():
        first = next((t for t in tokens if t.dep_ in ("nsubj", "nsubj:pass") and t.head is t.sent.root), tokens[0])
        if first.tag_ == "PRP$" or first.dep_ == "nmod:poss":
            name += "’" if name.endswith("s") else "’s"
        yield first.idx, first.idx + len(first.text), name


def called(annotated: Annotated, entity: Entity) -> str:
    """The name that the article has for it: its full one where the article or its title says it, else the usual one."""
    said = [span.text for span in entity.mentions]
    name = entity.name
    if name not in said and name not in annotated.article.info.title:
        name = max(said, key=said.count, default=name)
    if not name[:1].isupper() or len(name.split()) > 5:
        raise UnfitError("who is meant has no clean name")
    return f"the {name}" if entity.article and not name.startswith("The ") else name


def _last_name_said(entity: Entity, kept: Sequence[Token]) -> bool:
    last = entity.name.split()[-1]
    return entity.type == "PERSON" and any(token.text == last for token in kept)


def _of_subject(annotated: Annotated, pronoun: Token, meant: Entity | None, own: set[int]) -> bool:
    """ "Thousands could not pay their debts": the subject before it has no name of its own, and says whose."""
    verb = pronoun.head
    while verb.head is not verb and not any(child.dep_.startswith("nsubj") for child in verb.children):
        verb = verb.head
    subject = next((child for child in verb.children if child.dep_.startswith("nsubj")), None)
    if subject is None or subject.i > pronoun.i or subject.i not in own or subject is pronoun.head:
        return False
    named = annotated.entity_at.get(subject.i)
    if (named is not None and named is not meant) or pronoun in subject.subtree or subject.pos_ not in NOMINALS:
        return False
    plural = subject.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in subject.children)
    if pronoun.lower_ in MANY:
        return plural or subject.lemma_.lower() in gazetteer.nouns("group_nouns")
    person = subject.lemma_.lower() in gazetteer.nouns("person_nouns") or gazetteer.is_office(subject.lower_)
    return not plural and (person if pronoun.lower_ in PEOPLE else not person)


def _within(pronoun: Token, noun: Token) -> bool:
    """Whether the pronoun stands inside the phrase of the noun, and so cannot mean it: "the idea of spreading it"."""
    token = pronoun.head if pronoun.dep_ == "nmod:poss" else pronoun
    while token is not noun and token.head is not token:
        together = any(
            child.lower_ in ("with", "without", "beside") for child in token.children if child.dep_ == "case"
        )
        if token.dep_ in ("conj", "acl:relcl", "appos", "nmod:poss") or together:
            return False
        token = token.head
    return token is noun


def _explained(pronoun: Token, kept: Sequence[Token], annotated: Annotated) -> bool:
    """Whether a noun before it in the sentence can be what it means: of its number, a person for "he" and "she"."""
    for token in kept:
        if token.i >= pronoun.i:
            return False
        if token.pos_ not in NOMINALS or token.dep_ in ("compound", "flat"):
            continue
        if token.dep_ == "nmod:poss" and token.i not in annotated.entity_at:
            continue
        if token.i in annotated.time_of or _within(pronoun, token):
            continue
        entity = annotated.entity_at.get(token.i)
        person = (
            entity.type == "PERSON" if entity is not None else token.lemma_.lower() in gazetteer.nouns("person_nouns")
        )
        whole = entity is not None and entity.type in ("COUNTRY", "ORG", "PLACE")  # "the United States"
        plural = (token.tag_ in ("NNS", "NNPS") and not whole) or any(child.dep_ == "conj" for child in token.children)
        if token.head is pronoun.head and token.dep_ != "nmod" and pronoun.dep_ in ("obj", "iobj", "obl"):
            continue  # "Reagan appointed him", "put the mail in it"
        if pronoun.lower_ in THINGS and (token.dep_ == "conj" or any(c.dep_ == "conj" for c in token.children)):
            continue
        if entity is not None and entity.gender and entity.gender != PEOPLE.get(pronoun.lower_, entity.gender):
            continue
        if pronoun.lower_ in PEOPLE and person and not plural:
            return True
        if pronoun.lower_ in MANY and (
            plural or (person and entity is None) or token.lemma_ in gazetteer.nouns("group_nouns")
        ):
            return True
        if pronoun.lower_ in THINGS and not person and not plural:
            return True
    return False

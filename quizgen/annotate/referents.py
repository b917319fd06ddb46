"""What a pronoun or definite phrase can go back to: the entities of the article and its phrases without a name, as they are spoken of.

A phrase without a name is never what a link ends at; it stands here as a rival, so that "she" is left open after "a nurse".
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from quizgen import gazetteer
from quizgen.annotated import Entity
from quizgen.tokens import Doc, Token


@dataclass(eq=False)
class Referent:
    """An entity, or a phrase without a name; `heads` are the head words of its mentions read so far, `nouns` what it was called."""

    entity: Entity | None
    plural: bool
    heads: list[Token] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    gender: str = ""  # of the name, or of the pronouns that went back to it


class Referents:
    """The referents of an article, told word by word: `read` a word, then ask for those `before` the next."""

    def __init__(self, doc: Doc, entities: Iterable[Entity], entity_at: dict[int, Entity]) -> None:
        self.entity_at = entity_at
        self.roots = {span.root.i: entity for entity in entities for span in entity.mentions}
        self.of_entity = {id(entity): Referent(entity, False, [], called(entity), entity.gender) for entity in entities}
        self.unnamed: list[Referent] = []
        self.by_noun: dict[str, Referent] = {}
        self.number = {token.i: n for n, sentence in enumerate(doc.sents) for token in sentence}

    def read(self, token: Token) -> None:
        """A word has been read: it may be a mention."""
        if (entity := self.roots.get(token.i)) is not None:
            self.mention(self.of_entity[id(entity)], token)
            if any(child.dep_ == "conj" and child.pos_ in ("PROPN", "NOUN") for child in token.children):
                self.unnamed.append(Referent(None, True, [token]))
        elif token.pos_ == "NOUN" and token.i not in self.entity_at and not _belongs(token, self.entity_at):
            lemma = token.lemma_.lower()
            again = self.by_noun.get(lemma)
            plural = token.tag_ == "NNS"
            if again is not None and again.plural == plural and _is_definite(token):
                again.heads.append(token)
                return
            self.by_noun[lemma] = Referent(None, plural, [token], {lemma})
            self.unnamed.append(self.by_noun[lemma])
            if any(child.dep_ == "conj" and child.pos_ in ("PROPN", "NOUN") for child in token.children):
                self.unnamed.append(Referent(None, True, [token]))

    def mention(self, referent: Referent, token: Token, gender: str = "") -> None:
        """A referent is spoken of, by a word that may tell its gender."""
        referent.heads.append(token)
        referent.gender = referent.gender or gender

    def before(self, token: Token, reach: int, far: int) -> list[Referent]:
        """Those spoken of before a word, the last spoken of first: entities within `far` sentences, others within `reach`."""
        here = self.number[token.i]
        named = [r for r in self.of_entity.values() if r.heads and here - self.number[r.heads[-1].i] <= far]
        recent = []
        for referent in reversed(self.unnamed):
            if here - self.number[referent.heads[0].i] > reach * 4:
                break
            if here - self.number[referent.heads[-1].i] <= reach:
                recent.append(referent)
        return sorted([*named, *recent], key=lambda referent: -referent.heads[-1].i)


def role(token: Token) -> tuple[str, Token]:
    """What a mention does in its clause, and the word that it hangs on."""
    joined = False
    while token.dep_ in ("flat", "nmod:desc", "appos", "conj") and token.head.i != token.i:
        joined = joined or token.dep_ == "conj"
        token = token.head
    label = token.dep_
    if label in ("nsubj", "nsubj:pass"):
        return ("conj" if joined else "subject"), token.head
    if label in ("obj", "iobj", "obl", "nmod", "nmod:poss", "compound"):
        return label, token.head
    return ("obl" if label.startswith("obl") else "root" if label == "ROOT" else "other"), token.head


def clause(token: Token) -> Token:
    """The verb or predicate of the clause that a word stands in."""
    word = token.head
    while word.head.i != word.i and not (
        word.pos_ in ("VERB", "AUX") or any(child.dep_ in ("nsubj", "nsubj:pass") for child in word.children)
    ):
        word = word.head
    return word


def subject(verb: Token) -> Token | None:
    """The subject of a clause, that of the clause which it is joined to where it has none of its own."""
    for _ in range(4):
        found = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubj:pass")), None)
        if found is not None or verb.dep_ not in ("conj", "xcomp", "advcl", "acl"):
            return found
        verb = verb.head
    return None


def called(entity: Entity) -> set[str]:
    """The nouns that the article or common knowledge calls an entity by: "the agency" for the UN refugee agency."""
    found = {word.lower() for word in entity.name.split()[-1:]} if entity.type != "PERSON" else set()
    organisation = gazetteer.organisation(entity.name)
    if organisation is not None and organisation.phrase:
        found.add(organisation.phrase.split(" of ")[0].split(" for ")[0].split()[-1].lower())
    for span in entity.mentions:
        root = span.root
        near = [child for child in root.children if child.dep_ in ("appos", "nmod:desc", "compound", "flat")]
        if root.dep_ in ("appos", "flat", "nmod:desc"):
            near.append(root.head)
        if root.dep_ == "nsubj" and root.head.pos_ == "NOUN" and any(c.dep_ == "cop" for c in root.head.children):
            near.append(root.head)
        if span.start and (title := span.doc[span.start - 1]).pos_ in ("NOUN", "PROPN") and entity.type == "PERSON":
            near.append(title)
        found |= {
            word.lemma_.lower() for word in near if word.pos_ == "NOUN" or word.i not in range(span.start, span.end)
        }
    return found


def _belongs(token: Token, entity_at: dict[int, Entity]) -> bool:
    """Whether a noun is part of a phrase with a person's name: "the defender Ann Marlow"."""
    near = [child for child in token.children if child.dep_ in ("appos", "flat", "nmod:desc")]
    if token.dep_ in ("appos", "nmod:desc", "flat", "compound"):
        near.append(token.head)
    return token.dep_ == "compound" or any(
        (entity := entity_at.get(word.i)) is not None and entity.type == "PERSON" for word in near
    )


def _is_definite(token: Token) -> bool:
    return any(
        child.lower_ in ("the", "this", "that", "these", "those") or child.dep_ == "nmod:poss"
        for child in token.children
    )

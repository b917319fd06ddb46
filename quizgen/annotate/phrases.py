"""The phrases of an article that mean something or can be meant, and what is read off each of them."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from quizgen import gazetteer
from quizgen.annotated import Entity
from quizgen.tokens import Doc, Token

Array = np.ndarray[Any, Any]

PRONOUNS = {
    form: kind
    for kind, forms in {
        "he": "he him his himself", "she": "she her hers herself", "it": "it its itself", "they": "they them their theirs themselves",
        "i": "i me my mine myself", "we": "we us our ours ourselves", "you": "you your yours yourself",
        "relative": "who whom whose which that", "this": "this these those",
    }.items()
    for form in forms.split()
}  # fmt: skip
DEFINITE = frozenset(["the", "this", "that", "these", "those"])
KINDS = ("he", "she", "it", "they", "i", "we", "you", "relative", "this", "name", "definite", "owned", "indefinite", "bare", "group")  # fmt: skip
TYPES = ("", "PERSON", "ORG", "PLACE", "COUNTRY", "NORP", "EVENT", "OTHER")
ROLES = ("subject", "obj", "obl", "nmod", "nmod:poss", "conj", "appos", "root", "other")
FEMALE = frozenset(
    ["wife", "mother", "sister", "daughter", "woman", "girl", "queen", "aunt", "niece", "actress", "widow", "lady", "princess"]
)  # fmt: skip
MALE = frozenset(
    ["husband", "father", "brother", "son", "man", "boy", "king", "uncle", "nephew", "actor", "widower", "lord", "prince", "gunman"]
)  # fmt: skip
WORDY: tuple[gazetteer.NounList, ...] = (
    "person_nouns",
    "group_nouns",
    "event_nouns",
    "place_nouns",
)  # lists of nouns that tell what a thing is
TELLING = ("amod", "compound", "flat", "nmod", "nummod", "nmod:poss", "acl", "acl:relcl", "nmod:desc", "obl")


class Phrase(NamedTuple):
    """A noun, name or pronoun by its head word; or a whole coordination, by the head of its first part."""

    head: Token
    kind: str


class Traits(NamedTuple):
    """One row for each phrase, in the order in which they are complete; numbers stand for words, -1 for none."""

    word: Array  # token position
    sentence: Array
    paragraph: Array
    kind: Array  # place in KINDS
    plural: Array
    gender: Array  # 0 not known, 1 male, 2 female
    type: Array  # place in TYPES
    person: Array  # 1 a person, -1 surely none, 0 not known
    role: Array  # place in ROLES
    main: Array  # subject of its sentence's main clause
    governor: Array  # the word that it hangs on
    subject: Array  # the subject of its clause
    above: Array  # the subject of the clause above
    left: Array  # first and last word of all that hangs under it
    right: Array
    quoted: Array
    lemma: Array
    form: Array
    entity: Array
    before: Array  # how often what has its name or noun was spoken of before
    titled: Array  # the title speaks of it
    bare: Array  # nothing but an article tells which
    reflexive: Array
    lists: Array  # (phrases, WORDY): its noun stands in the list
    words: Array  # (phrases, vocabulary): its noun and what tells which
    called: Array  # (phrases, vocabulary): nouns that a name is known to be called by


def find_phrases(doc: Doc, entity_at: Mapping[int, Entity]) -> list[Phrase]:
    """The phrases, each at the word where it is complete."""
    found: list[tuple[int, int, Phrase]] = []
    for token in doc:
        kind = _kind(token, entity_at)
        if not kind:
            continue
        found.append((token.i, 0, Phrase(token, kind)))
        joined = [child for child in token.children if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN")]
        if joined and token.pos_ in ("NOUN", "PROPN", "PRON") and token.dep_ != "conj":
            found.append((joined[-1].i, 1, Phrase(token, "group")))
    return [phrase for *_, phrase in sorted(found, key=lambda each: each[:2])]


def _kind(token: Token, entity_at: Mapping[int, Entity]) -> str:
    if token.pos_ == "PRON":
        return PRONOUNS.get(token.lower_, "") if token.dep_ != "expl" else ""
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("compound", "flat", "goeswith"):
        return ""
    if token.pos_ == "PROPN" or token.i in entity_at:
        return "name"
    articles = [child.lower_ for child in token.children if child.dep_ == "det"]
    if DEFINITE.intersection(articles):
        return "definite"
    if any(child.dep_ == "nmod:poss" for child in token.children):
        return "owned"
    return "indefinite" if articles else "bare"


def traits(
    doc: Doc, phrases: Sequence[Phrase], entities: Sequence[Entity], entity_at: Mapping[int, Entity], title: str
) -> Traits:
    """What is read off the phrases of a Doc."""
    words: dict[str, int] = {}
    numbers = {id(entity): i for i, entity in enumerate(entities)}
    sentence, paragraph, quoted = _places(doc)
    title_words = frozenset(title.lower().split())
    calls = {id(entity): called(entity) for entity in entities}
    rows: list[tuple[int, ...]] = []
    tells: list[list[int]] = []
    names: list[list[int]] = []
    lists: list[list[bool]] = []
    seen: dict[tuple[str, int], int] = {}

    def number(word: str) -> int:
        return words.setdefault(word, len(words))

    for head, kind in phrases:
        entity = entity_at.get(head.i) if kind != "group" else None
        lemma = head.lemma_.lower()
        pronoun = head.pos_ == "PRON" and kind != "group"
        mods = [] if pronoun else [c for c in head.children if c.dep_ in TELLING and c.pos_ not in ("PRON", "DET")]
        key = ("entity", numbers[id(entity)]) if entity is not None else ("noun", number(lemma))
        before = 0 if pronoun or kind == "group" else seen.get(key, 0)
        if not pronoun and kind != "group":
            seen[key] = before + 1
        subject, above = _subjects(head)
        role, main = _role(head)
        type_ = _type(head, entity, kind)
        own = [lemma, *(c.lemma_.lower() for c in mods)]
        if entity is not None:
            own += [word.lower() for word in entity.name.split()]
        named = title_words.intersection(own) if not pronoun else frozenset()
        in_lists = [not pronoun and lemma in gazetteer.nouns(name) for name in WORDY]
        rows.append((
            head.i, sentence[head.i], paragraph[head.i], KINDS.index(kind), _plural(head, kind), _gender(head, entity, kind),
            type_, _person(lemma, kind, TYPES[type_], in_lists[0]), role, main, head.head.i if head.head is not head else -1,
            subject, above, head.left_edge.i, head.right_edge.i, quoted[head.i], -1 if pronoun else number(lemma),
            number("=" + head.lower_), numbers[id(entity)] if entity is not None else -1, before, bool(named), not mods,
            head.lower_.endswith(("self", "selves")),
        ))  # fmt: skip
        tells.append([] if pronoun else [number(word) for word in own])
        names.append([number(word) for word in calls[id(entity)]] if entity is not None else [])
        lists.append(in_lists)
    columns = np.array(rows, np.int64).reshape(len(rows), 23).T
    listed = np.array(lists, bool).reshape(len(rows), len(WORDY))
    return Traits._make([*columns, listed, _marked(tells, len(words)), _marked(names, len(words))])


def _marked(rows: Sequence[Sequence[int]], width: int) -> Array:
    table = np.zeros((len(rows), width), np.float32)
    for row, places in enumerate(rows):
        table[row, list(places)] = 1
    return table


def _places(doc: Doc) -> tuple[list[int], list[int], list[bool]]:
    """Sentence and paragraph of each word, and whether it stands between quote marks of its sentence."""
    sentences, paragraphs, quoted = [0] * len(doc), [0] * len(doc), [False] * len(doc)
    paragraph = 0
    for number, sentence in enumerate(doc.sents):
        inside = False
        for token in sentence:
            paragraph += token.text.count("\n") > 1
            sentences[token.i], paragraphs[token.i] = number, paragraph
            inside ^= token.text in ("“", "”", '"')
            quoted[token.i] = inside
    return sentences, paragraphs, quoted


def _plural(head: Token, kind: str) -> bool:
    if kind in ("they", "we", "group"):
        return True
    return head.tag_ in ("NNS", "NNPS") or head.lower_ in ("these", "those")


def _gender(head: Token, entity: Entity | None, kind: str) -> int:
    if kind in ("he", "she"):
        return 1 if kind == "he" else 2
    if entity is not None:
        return {"m": 1, "f": 2}.get(entity.gender, 0)
    lemma = head.lemma_.lower()
    return 1 if lemma in MALE else 2 if lemma in FEMALE else 0


def _type(head: Token, entity: Entity | None, kind: str) -> int:
    found = entity.type if entity is not None else head.ent_type_ if kind == "name" else ""
    return TYPES.index(found) if found in TYPES else 0


def _person(lemma: str, kind: str, type_: str, listed: bool) -> int:
    if kind in ("he", "she", "i", "you", "we") or type_ == "PERSON":
        return 1
    if kind in ("they", "relative", "group"):
        return 0
    if kind in ("it", "this") or type_:
        return -1
    return 1 if listed or lemma in MALE | FEMALE or gazetteer.is_office(lemma) else -1


def _role(token: Token) -> tuple[int, bool]:
    """What a phrase does in its clause, and whether it is the subject of the main clause."""
    while token.dep_ in ("flat", "nmod:desc") and token.head is not token:
        token = token.head
    label = token.dep_
    if label in ("nsubj", "nsubj:pass"):
        return 0, token.head.dep_ == "ROOT"
    if label in ROLES:
        return ROLES.index(label), False
    if label == "ROOT":
        return ROLES.index("root"), True
    return ROLES.index("obl" if label.startswith("obl") else "obj" if label == "iobj" else "other"), False


def _subjects(token: Token) -> tuple[int, int]:
    """The subject of the clause that a word stands in, and that of the clause above."""
    found: list[int] = []
    word = token
    while word.head is not word and len(found) < 2:
        word = word.head
        own = next((child for child in word.children if child.dep_ in ("nsubj", "nsubj:pass")), None)
        if own is not None and own.i != token.i:
            found.append(own.i)
        elif own is not None and not found:
            found.append(-1)
    found += [-1, -1]
    return found[0], found[1]


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
        found |= {word.lemma_.lower() for word in near if word.pos_ == "NOUN" or not span.start <= word.i < span.end}
    return found

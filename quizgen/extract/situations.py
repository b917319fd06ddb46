"""Where a place lies: "Elling is a town in Kalmar County", "lies on the shores of Lake Tern", "40 km north of Bergen"."""

import re
from collections.abc import Iterator

from quizgen import gazetteer
from quizgen.annotated import Annotated, Entity
from quizgen.extract.evidence import sentence_evidence
from quizgen.extract.genus import case_of
from quizgen.extract.nouns import entity_type, named
from quizgen.extract.phrases import render
from quizgen.extract.records import Event
from quizgen.extract.unclear import UnclearError
from quizgen.headlines import capitalise
from quizgen.models import Clause, Part, Place, Quantity
from quizgen.tokens import Token

LYING = {"lie", "stand", "sit", "locate", "situate"}
RUNNING = {"flow", "rise", "empty"}  # a river, from its source to its mouth
SETTLED = {"city", "town", "village", "hamlet", "suburb", "municipality", "island", "port", "port city", "borough", "settlement", "community", "commune",
           "county", "district", "region", "province", "archipelago", "peninsula", "lake", "resort", "volcano", "mountain", "country", "republic"}  # fmt: skip
WITHIN = {"in", "on", "at", "along", "within", "into"}
# "on the shores of Lake Tern": a part of what is named.
SIDES = {"shore", "bank", "coast", "edge", "foot", "mouth", "slope", "confluence", "heart", "centre", "center", "tip", "end", "foothill", "north", "south",
         "east", "west", "middle", "part", "side", "corner"}  # fmt: skip
COMPASS = re.compile(r"(?i)(?:central|(?:north|south)?-?(?:east|west)?(?:ern)?|mid|upper|lower)$")
BEARING = re.compile(r"(?i)(?:north|south)?-?(?:east|west)?$")
UNITS = {"km", "kilometre", "kilometer", "mile", "m", "metre", "meter", "mi"}


def situations_of_event(annotated: Annotated, event: Event) -> Iterator[Place | Quantity]:
    """The larger place that a named place lies in or on, and how far it lies from another."""
    subject, head = event.by_role("subject"), event.head
    if subject is None or subject.entity is None or subject.entity.type not in ("PLACE", "COUNTRY"):
        return
    if event.source or event.hedge or event.negative or event.when() or not event.present or not _lies(head):
        return  # where it was, it may have been for a time
    frame = _frame(event)
    if frame is None:
        return
    name = subject.part.model_copy(update={"gloss": ""})
    for phrase in _phrases(annotated, head):
        try:
            asked = _larger(annotated, phrase)
        except UnclearError:
            continue
        if asked is not None and asked.text not in name.text and name.text not in asked.text:
            clause = frame.model_copy(update={"parts": (name, *frame.parts, asked.model_copy(update={"asked": True}))})
            said = " ".join(f"{part.preposition} {part.text}".strip() for part in clause.parts)
            yield Place(
                event=name.text, place=asked.text, statement=f"{capitalise(said)}.", clause=clause, confidence=0.92,
                evidence=sentence_evidence(annotated, phrase), pattern="where a place lies",
            )  # fmt: skip
    if (far := _distance(annotated, head)) is not None:
        clause = frame.model_copy(update={"parts": (name, *frame.parts, far)})
        said = " ".join([name.text, *[part.text for part in frame.parts], far.text, far.preposition])
        yield Quantity(
            what=f"{name.text} {far.preposition}", value=far.text, statement=f"{capitalise(said)}.", clause=clause, confidence=0.9,
            evidence=sentence_evidence(annotated, head), pattern="how far a place lies",
        )  # fmt: skip


def _lies(head: Token) -> bool:
    """`lies`, `is located`, `is a town in`, and the name behind "is in"."""
    if head.pos_ == "VERB":
        return head.lemma_ in LYING | RUNNING
    if not any(child.dep_ == "cop" for child in head.children):
        return False
    return case_of(head) in WITHIN or head.lemma_.lower() in SETTLED or _bearing(head)


def _frame(event: Event) -> Clause | None:
    """What stands between the name and the place: "is located", "lies"."""
    auxiliary, verb = event.by_role("auxiliary"), event.by_role("verb")
    if event.head.lemma_ in ("lie", "stand", "sit", *RUNNING) and event.support and verb is not None:
        return Clause.model_validate({"parts": (verb.part,), "base": event.base, "support": event.support})
    if auxiliary is None or auxiliary.part.text not in ("is", "are"):
        return None
    word = event.head.text if event.head.pos_ == "VERB" else "located"
    return Clause(parts=(auxiliary.part, Part(role="verb", text=word)))


def _phrases(annotated: Annotated, head: Token) -> Iterator[Token]:
    """The phrases that tell where, in the order of the sentence."""
    if case_of(head) in WITHIN:
        yield head
    for child in head.children:
        if child.dep_ in ("obl", "nmod") and child.i > head.i and case_of(child) in WITHIN:
            yield child


def _larger(annotated: Annotated, phrase: Token) -> Part | None:
    """The named place of a phrase, behind the words that lead to it: "on the shores of" Lake Tern."""
    preposition, target, sort = case_of(phrase), phrase, ""
    inner = next((c for c in phrase.children if c.dep_ == "nmod" and case_of(c) == "of" and c.i > phrase.i), None)
    if phrase.i not in annotated.entity_at:
        if inner is None:
            return None
        lemma = phrase.lemma_.lower()
        if (
            lemma in gazetteer.nouns("area_nouns")
            and phrase.tag_ == "NN"
            and not any(c.dep_ == "compound" for c in phrase.children)
        ):
            sort = lemma
        elif lemma in SIDES:
            apart = [
                c.i for c in phrase.children if c.i > phrase.i or c.dep_ in ("case", "cop", "nsubj", "punct", "conj")
            ]
            preposition = f"{preposition} {render(annotated, phrase, drop=apart)} of"
        else:
            return None
        target = inner
    entity = annotated.entity_at.get(target.i)
    mention = annotated.mention_of(target)
    if entity is None or mention is None or entity.type not in ("PLACE", "COUNTRY"):
        return None
    if mention[1].root is not target and mention[1].root.head is not target.head:
        return None  # half of a name, unless its two words hang side by side
    if not _plain(target, range(mention[1].start, mention[1].end)):
        return None
    kind = sort or ("country" if entity.type == "COUNTRY" else _kind(entity))
    return Part(role="oblique", preposition=preposition, text=_name(entity, sort), type=kind)


def _name(entity: Entity, sort: str) -> str:
    return entity.name if sort or gazetteer.region(entity.name) is not None else named(entity)


def _kind(entity: Entity) -> str:
    return "city" if entity_type(entity) == "city" else "place"


def _plain(target: Token, name: range) -> bool:
    """Whether nothing but a point of the compass, or a larger place, goes with the name."""
    for child in target.children:
        if child.i in name or child.is_punct or child.dep_ in ("case", "cop", "nsubj", "cc") or child.lower_ == "the":
            continue
        if child.dep_ in ("amod", "compound") and COMPASS.match(child.lower_):
            continue
        if child.dep_ in ("nmod:unmarked", "appos", "nmod", "acl:relcl", "advmod") and child.i > target.i:
            continue
        return False
    return True


def _distance(annotated: Annotated, head: Token) -> Part | None:
    """ "40 km north of Bergen": how far, behind which place."""
    for bearing in (head, *head.children):
        if not _bearing(bearing):
            continue
        other = next(
            (c for t in (bearing, head) for c in t.children if c.i > bearing.i and case_of(c) in ("of", "from")), None
        )
        unit = next(
            (
                c
                for t in (bearing, head)
                for c in t.children
                if c.i < bearing.i and c.lemma_.lower() in UNITS and any(g.pos_ == "NUM" for g in c.children)
            ),
            None,
        )
        first = min([bearing.i, *[c.i for c in bearing.children if c.dep_ == "compound" and _bearing(c)]])
        if unit is None or other is None or first - unit.i > 2:
            return None
        entity = annotated.entity_at.get(other.i)
        if entity is None or entity.type not in ("PLACE", "COUNTRY"):
            return None
        try:
            value = render(annotated, unit)
        except UnclearError:
            return None
        return Part(role="complement", preposition=f"{head.doc[first : bearing.i + 1].text.lower()} of {named(entity)}", text=value, type="distance", asked=True)  # fmt: skip
    return None


def _bearing(token: Token) -> bool:
    return bool(token.text) and token.text.isalpha() and BEARING.match(token.lower_) is not None

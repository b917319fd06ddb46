"""The places beside a place, all of them: "Norway borders Sweden, Finland and Russia", "lies between Elling and Bergen"."""

from collections.abc import Iterator

from quizgen.annotated import Annotated
from quizgen.extract.evidence import sentence_evidence
from quizgen.extract.genus import case_of
from quizgen.extract.nouns import named
from quizgen.extract.records import Event
from quizgen.headlines import capitalise
from quizgen.models import Clause, Part, Relation
from quizgen.tokens import Token

BORDERING = {"border", "adjoin"}
LYING = {"lie", "locate", "situate"}


def neighbours_of_event(annotated: Annotated, event: Event) -> Iterator[Relation]:
    """The complete list, named; a list with a thing that has no name is left out."""
    subject, head = event.by_role("subject"), event.head
    if subject is None or subject.entity is None or event.source or event.negative or event.when():
        return
    found = next((each for each in head.children if _beside(head, each)), None)
    if found is None:
        return
    names = _names(annotated, found)
    if names is None:
        return
    items, kind = names
    text = f"{', '.join(items[:-1])} and {items[-1]}"
    preposition = case_of(found)
    asked = Part(role="oblique" if preposition else "object", preposition=preposition, text=text, type=kind, asked=True)
    middle = [phrase.part for phrase in event.phrases if phrase.part.role in ("auxiliary", "verb")]
    name = subject.part.model_copy(update={"gloss": ""})
    clause = Clause.model_validate({"parts": (name, *middle, asked), "base": event.base, "support": event.support})
    said = " ".join(f"{part.preposition} {part.text}".strip() for part in clause.parts)
    yield Relation(
        subject=name.text, predicate=head.lemma_, object=text, statement=f"{capitalise(said)}.", clause=clause, confidence=0.92,
        evidence=sentence_evidence(annotated, head), pattern="neighbours",
    )  # fmt: skip


def _beside(head: Token, child: Token) -> bool:
    if head.lemma_ in BORDERING:
        return child.i > head.i and (
            child.dep_ == "obj" or (child.dep_ in ("obl", "obl:agent") and case_of(child) == "by")
        )
    return head.lemma_ in LYING and child.dep_ == "obl" and case_of(child) == "between"


def _names(annotated: Annotated, first: Token) -> tuple[list[str], str] | None:
    """Two names or more of one sort, joined by "and"."""
    heads = [first]
    for token in heads:
        heads += [c for c in token.children if c.dep_ == "conj"]
    if len(heads) < 2 or not any(c.lower_ == "and" for c in heads[-1].children if c.dep_ == "cc"):
        return None
    items, kinds = [], set()
    for token in heads:
        entity, mention = annotated.entity_at.get(token.i), annotated.mention_of(token)
        if entity is None or mention is None or entity.type not in ("PLACE", "COUNTRY") or mention[1].root.i != token.i:
            return None
        inside = range(mention[1].start, mention[1].end)
        if any(c.i not in inside and c.dep_ in ("amod", "nmod", "compound", "nummod", "acl") for c in token.children):
            return None
        items.append(named(entity))
        kinds.add(entity.type)
    return items, "countries" if kinds == {"COUNTRY"} else "places"

"""How long, high or large a named thing is: "The River Tern is 240 km long", "Lake Tern covers 300 square kilometres"."""

import re
from collections.abc import Iterator

from quizgen.annotated import Annotated
from quizgen.extract.evidence import sentence_evidence
from quizgen.extract.genus import case_of
from quizgen.extract.phrases import render
from quizgen.extract.records import Event
from quizgen.extract.unclear import UnclearError
from quizgen.headlines import capitalise
from quizgen.models import Clause, Part, Quantity
from quizgen.tokens import Token

EXTENTS = {"long", "high", "tall", "wide", "deep", "broad", "thick"}
MEASURES = {"area", "length", "height", "depth", "width", "elevation", "altitude", "diameter", "circumference", "capacity", "span"}  # fmt: skip
AGEING = {"population"}  # asked of a year only
HAVING = {"have", "cover", "occupy", "reach", "span"}
VALUE = re.compile(
    r"(?:[a-z-]+ ){0,3}[\d.,]+(?: (?:thousand|million|billion|hundred))?(?: [a-z]+(?: (?:kilomet(?:re|er)s|miles|met(?:re|er)s|feet))?)?"
)


def extents_of_event(annotated: Annotated, event: Event) -> Iterator[Quantity]:
    """A measure of the clause's subject; of what grows and shrinks only with its year."""
    subject, head = event.by_role("subject"), event.head
    if subject is None or subject.entity is None or subject.entity.type == "PERSON":
        return
    if event.source or event.negative or event.headed:
        return
    name = subject.part.model_copy(update={"gloss": "", "type": "thing"})
    clause = _extent(event, name) if head.pos_ == "ADJ" else _measure(annotated, event, name)
    if clause is None:
        return
    parts = [part for part in clause.parts if not part.asked]
    asked = clause.asked()
    assert asked is not None
    degree = asked.preposition
    words = [f"{part.preposition} {part.text}".strip() for part in parts]
    words.insert(2, f"{asked.text} {degree}".strip())
    yield Quantity(
        what=f"{parts[0].text} {degree}".strip(), value=asked.text, when=event.when(), statement=f"{capitalise(' '.join(words))}.", clause=clause,
        evidence=sentence_evidence(annotated, head), pattern="measure of its subject", confidence=0.9,
    )  # fmt: skip


def _extent(event: Event, name: Part) -> Clause | None:
    """ "is 240 km long"."""
    auxiliary, complement = event.by_role("auxiliary"), event.by_role("complement")
    word = event.head.lower_
    if auxiliary is None or complement is None or auxiliary.part.text not in ("is", "are") or word not in EXTENTS:
        return None
    value = complement.part.text.removesuffix(f" {word}")
    if value == complement.part.text or VALUE.fullmatch(value) is None:
        return None
    asked = Part(role="complement", preposition=word, text=value, type="extent", asked=True)
    return Clause(parts=(name, auxiliary.part, asked))


def _measure(annotated: Annotated, event: Event, name: Part) -> Clause | None:
    """ "has an area of 300 square kilometres", "had a population of 45,000 in 2011"."""
    target = event.by_role("object")
    if target is None or event.head.lemma_ not in HAVING or event.by_role("auxiliary") is not None:
        return None
    noun = target.head
    lemma = noun.lemma_.lower()
    if lemma not in MEASURES | AGEING or (lemma in AGEING and not event.when()):
        return None
    inner = next((c for c in noun.children if c.dep_ == "nmod" and case_of(c) == "of"), None)
    if inner is None or not _counts(inner):
        return None
    kind = " ".join(c.text for c in noun.children if c.dep_ in ("amod", "compound"))
    try:
        value = render(annotated, inner)
    except UnclearError:
        return None
    if VALUE.fullmatch(value) is None or any(c.lower_ in ("the", "its") for c in noun.children):
        return None
    what = f"the {kind} {noun.text} of {name.text}".replace("  ", " ")
    times = tuple(phrase.part for phrase in event.phrases if phrase.part.role == "time")
    asked = Part(role="complement", text=value, type="measure", asked=True)
    return Clause(parts=(Part(role="subject", text=what), Part(role="auxiliary", text="is" if event.present else "was"), asked, *times))  # fmt: skip


def _counts(noun: Token) -> bool:
    return noun.pos_ == "NUM" or any(c.dep_ == "nummod" for c in noun.children)

"""How much and how many, told by a form of "be": "the population of Bergen was 285,000", "there were 300 ships in Bergen"."""

import re
from collections.abc import Iterator

from quizgen import dates
from quizgen.annotated import Annotated
from quizgen.extract.clauses import claimant
from quizgen.extract.evidence import sentence_evidence
from quizgen.extract.measures import measures_in
from quizgen.extract.parts import time_of
from quizgen.extract.phrases import render
from quizgen.extract.unclear import UnclearError
from quizgen.extract.verbs import SUBJECTS, hypothetical
from quizgen.ids import normalise
from quizgen.models import Clause, Part, Quantity
from quizgen.tokens import Token

MEASURES = {"population", "length", "height", "width", "depth", "area", "weight", "capacity", "altitude", "elevation", "diameter", "circumference",
            "mass", "distance", "speed", "temperature", "budget", "cost", "price", "toll", "turnout"}  # fmt: skip
AGEING = {"population", "budget", "cost", "price", "toll", "turnout", "temperature"}  # true at a time only
NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty|hundred|thousand|million)\b"
)


def find_counts(annotated: Annotated) -> Iterator[Quantity]:
    """Measures of named things and numbers of things at a named place; without a date only where they do not age."""
    for token in annotated.doc:
        if not any(child.dep_ in ("cop", "expl") for child in token.children):
            continue
        if hypothetical(token) or any(child.lower_ in ("not", "n't", "n’t") for child in token.children):
            continue
        try:
            made = _measure(annotated, token) or _existing(annotated, token)
            if made is None:
                yield from _measured(annotated, token)
        except UnclearError:
            continue
        if made is not None:
            yield made


def _measure(annotated: Annotated, head: Token) -> Quantity | None:
    """ "The population of Bergen was 285,000": the predicate is a number, alone or with its unit."""
    be = next((c for c in head.children if c.dep_ == "cop" and c.lower_ in ("is", "was")), None)
    subject = next((c for c in head.children if c.dep_ == "nsubj" and c.lemma_.lower() in MEASURES), None)
    number = head if head.pos_ == "NUM" else next((c for c in head.children if c.dep_ == "nummod"), None)
    if be is None or subject is None or number is None or head.dep_ not in ("ROOT", "conj"):
        return None
    what = render(annotated, subject)
    times = _times(annotated, head)
    value = render(
        annotated, head, drop=[c.i for c in head.children if c.i <= be.i or annotated.time_at(c) is not None]
    )
    if not _names(annotated, subject) or not re.search(r"\d", value):
        return None
    clause = Clause(
        parts=(
            Part(role="subject", text=what),
            Part(role="auxiliary", text=be.text),
            Part(role="complement", text=value, type="measure", asked=True),
            *times,
        )
    )
    dated = bool(times) or (subject.lemma_.lower() not in AGEING and be.lower_ == "is")
    return _quantity(annotated, head, what, value, "", clause, dated)


def _existing(annotated: Annotated, head: Token) -> Quantity | None:
    """ "There were 300 ships in the harbour of Bergen in 1958"."""
    there = next((c for c in head.children if c.dep_ == "expl" and c.lower_ == "there"), None)
    things = next((c for c in head.children if c.dep_ in SUBJECTS and c.tag_ in ("NNS", "NNPS")), None)
    if there is None or things is None or head.lower_ not in ("are", "were") or head.dep_ not in ("ROOT", "conj"):
        return None
    number = next((c for c in things.children if c.dep_ == "nummod"), None)
    if number is None or any(c.dep_ == "conj" for c in things.children):
        return None
    lying = [
        c for c in things.children if c.dep_ == "nmod" and any(k.lower_ in ("in", "at", "on") for k in c.children)
    ][-1:]
    text = render(annotated, things, drop=[c.i for c in lying])
    places = [Part(role="oblique", text=render(annotated, child, keep_case=True)) for child in lying]
    places += [
        Part(role="oblique", text=render(annotated, child, keep_case=True))
        for child in head.children
        if child.dep_ == "obl" and annotated.time_at(child) is None
    ]
    times = _times(annotated, head)
    if not NUMBER.match(text.split()[0].lower()) or not (_names(annotated, things) or _names(annotated, head)):
        return None
    clause = Clause(
        parts=(
            Part(role="subject", text="there", plural=True),
            Part(role="auxiliary", text=head.lower_),
            Part(role="object", text=text, type="number", plural=True, asked=True),
            *places,
            *times,
        )
    )
    value = text.split(things.text)[0].strip()
    return _quantity(annotated, head, text, value, things.text, clause, bool(times))


def _measured(annotated: Annotated, head: Token) -> Iterator[Quantity]:
    """ "There is a nine-hour difference between Oslo and New York": each thing whose measure stands before it."""
    there = next((c for c in head.children if c.dep_ == "expl" and c.lower_ == "there"), None)
    first = next((c for c in head.children if c.dep_ in SUBJECTS and c.i > head.i), None)
    if there is None or first is None or head.lower_ not in ("is", "are", "was", "were"):
        return
    source, _entity = claimant(annotated, head)
    for thing in (first, *[c for c in first.children if c.dep_ == "conj"]):
        text = render(annotated, thing, drop=[c.i for c in thing.children if c.dep_ in ("conj", "cc")])
        found = next(((value, unit) for value, unit in measures_in(text)), None)
        if found is None or not _names(annotated, thing):
            continue
        be = "is" if head.tag_ in ("VBZ", "VBP") else "was"
        be = {"is": "are", "was": "were"}[be] if thing.tag_ == "NNS" else be
        lead = f"According to {source}, there" if source else "There"
        clause = Clause(
            parts=(Part(role="subject", text="there"), Part(role="auxiliary", text=be), Part(role="object", text=text))
        )
        made = _quantity(annotated, head, text, found[0], found[1], clause, asked=False)
        yield made.model_copy(update={"statement": f"{lead} {be} {text}.", "source": source})


def _quantity(
    annotated: Annotated, head: Token, what: str, value: str, unit: str, clause: Clause, asked: bool
) -> Quantity:
    statement = " ".join(f"{part.preposition} {part.text}".strip() for part in clause.parts)
    return Quantity(
        what=normalise(what), value=value, unit=unit, statement=f"{statement[:1].upper()}{statement[1:]}.", clause=clause,
        evidence=sentence_evidence(annotated, head), pattern="be and a number", confidence=0.85, anchors=2.0 if asked else 0.0,
    )  # fmt: skip


def _times(annotated: Annotated, head: Token) -> list[Part]:
    """The year or day of the clause; of "as of the 2011 census" the year."""
    for child in head.children:
        if (found := time_of(annotated, child)) is not None:
            return [found.part]
        if any(c.lower_ == "by" and c.dep_ == "case" for c in child.children) and (time := annotated.time_at(child)):
            text = dates.words(dates.edtf(time.value))
            if text and not time.vague:
                return [Part(role="time", preposition="by", text=text, type="date")]
        if child.lower_ == "as" and (
            time := next((t for g in child.subtree if (t := annotated.time_at(g)) is not None), None)
        ):
            when = dates.edtf(time.value)
            if not time.vague and dates.phrase(when):
                preposition, _, text = dates.phrase(when).partition(" ")
                return [Part(role="time", preposition=preposition, text=text, type="date")]
    return []


def _names(annotated: Annotated, root: Token) -> bool:
    return any(token.i in annotated.entity_at for token in root.subtree)

"""What a term means: apposition of a name that is no person or place, "X is a ...", "known as"."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from quizgen.annotated import Annotated, Entity
from quizgen.extract.clauses import Event, named
from quizgen.extract.evidence import sentence_evidence
from quizgen.extract.phrases import UnclearError, render
from quizgen.models import Definition

TYPES = {"ORG", "EVENT", "OTHER", "NORP", "PLACE"}


def find_definitions(annotated: Annotated) -> Iterator[Definition]:
    """ "the Stirling Prize, an award for buildings"."""
    for entity in annotated.entities:
        if entity.type not in TYPES:
            continue
        for span in entity.mentions:
            for child in (*span.root.children, *(span.root.head.children if span.root.dep_ == "conj" else ())):
                if (
                    child.dep_ != "appos"
                    or child.i < span.end
                    or not _directly_after(child, span)
                    or child.pos_ != "NOUN"
                    or child.ent_type_
                ):
                    continue
                if entity.type == "OTHER" and len(entity.name.split()) < 2:
                    continue
                if entity.type == "PLACE" and not any(
                    grand.dep_ in ("det", "nmod", "amod") for grand in child.children
                ):
                    continue
                try:
                    text = render(annotated, child)
                except UnclearError:
                    continue
                if 3 <= len(text.split()) <= 20 and entity.name not in text:
                    yield Definition(
                        term=named(entity), description=text, statement=f"{_capital(named(entity))} {_be(entity, span)} {text}.",
                        evidence=sentence_evidence(annotated, child), pattern="apposition", confidence=0.9,
                        be="are" if _be(entity, span) == "are" else "is",
                    )  # fmt: skip


def definitions_of_event(annotated: Annotated, event: Event) -> Iterator[Definition]:
    """ "Rusalka is an opera in three acts", with the subject a name and the predicate an indefinite phrase."""
    subject, complement = event.by_role("subject"), event.by_role("complement")
    if subject is None or complement is None or subject.entity is None or event.source or event.negative:
        return
    head = event.head
    if head.pos_ != "NOUN" or subject.entity.type not in {*TYPES, "COUNTRY"} or event.by_role("time") is not None:
        return
    if not any(child.lower_ in ("a", "an", "the") for child in head.children):
        return
    auxiliary = event.by_role("auxiliary")
    text = complement.part.text
    if (
        auxiliary is None
        or auxiliary.part.text not in ("is", "are", "was", "were")
        or len(text.split()) < 3
        or len(text.split()) > 20
    ):
        return
    term = subject.part.text
    yield Definition(
        term=term, description=text, statement=f"{_capital(term)} {auxiliary.part.text} {text}.",
        evidence=sentence_evidence(annotated, head), pattern="copula", confidence=0.9, be=auxiliary.part.text,
    )  # fmt: skip


def _directly_after(child: Token, span: Span) -> bool:
    """`Bangladeshis and Rohingya, a minority ...` describes the Rohingya: the name that stands right before the comma."""
    edge = child.left_edge.i
    return child.doc[span.end].text == "," and edge in (span.end, span.end + 1)  # the comma may be counted in


def _be(entity: Entity, span: Span) -> str:
    return "are" if entity.type == "NORP" or span.root.tag_ in ("NNS", "NNPS") else "is"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

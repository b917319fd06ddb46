"""What the one thing of its kind is: "The official language of Elling is Norwegian", "the highest peak on Tern is Mount Gull"."""

from collections.abc import Iterator

from quizgen.annotated import Annotated
from quizgen.extract.evidence import sentence_evidence
from quizgen.extract.genus import case_of
from quizgen.extract.phrases import render
from quizgen.extract.ranks import is_measured
from quizgen.extract.records import Event
from quizgen.extract.unclear import UnclearError
from quizgen.headlines import capitalise
from quizgen.models import Clause, Part, Relation
from quizgen.tokens import Token

# One of each belongs to a place or a body; other nouns need a word that leaves one of them.
ONE = {"capital", "currency", "motto", "anthem", "emblem", "seat", "headquarters", "source", "mouth", "mascot", "nickname", "symbol", "flag"}  # fmt: skip
SINGLING = {"official", "national", "first", "only", "sole", "main", "principal", "chief", "dominant", "predominant", "original", "patron"}  # fmt: skip
WORTH = {"language", "religion", "industry", "export", "crop", "river", "lake", "peak", "mountain", "point", "island", "city", "town", "settlement", "sport",
         "animal", "bird", "flower", "saint", "port", "airport", "building", "bridge", "tree", "plant", "resource", "product", "currency",
         "month", "inhabitant", "holiday", "colour", "color", "dish", "font", "element", "metal", "gas", "planet", "organ", "bone"}  # fmt: skip


def identities_of_event(annotated: Annotated, event: Event) -> Iterator[Relation]:
    """What is asked is the new thing: the complement."""
    head, auxiliary = event.head, event.by_role("auxiliary")
    if auxiliary is None or auxiliary.part.text not in ("is", "was") or event.source or event.hedge or event.negative:
        return
    subject = next((c for c in head.children if c.dep_ == "nsubj" and c.i < head.i), None)
    complement = event.by_role("complement")
    if subject is None or complement is None or head.pos_ not in ("NOUN", "PROPN", "ADJ") or event.when():
        return
    if not _one(annotated, subject) or not _answers(annotated, head, complement.part.text):
        return
    try:
        what = render(annotated, subject)
    except UnclearError:
        return
    answer = complement.part.text
    clause = Clause(
        parts=(
            Part(role="subject", text=what),
            Part(role="auxiliary", text=auxiliary.part.text),
            Part(role="object", text=answer, type="thing", asked=True),
        )
    )
    yield Relation(
        subject=what, predicate="be", object=answer, statement=f"{capitalise(what)} {auxiliary.part.text} {answer}.", clause=clause,
        evidence=sentence_evidence(annotated, head), pattern=f"identity, {subject.lemma_}", confidence=0.9,
    )  # fmt: skip


def _one(annotated: Annotated, noun: Token) -> bool:
    """Whether the subject is the one of its kind of something named."""
    if noun.tag_ != "NN" or noun.i in annotated.entity_at or any(c.dep_ in ("conj", "appos") for c in noun.children):
        return False
    lemma = noun.lemma_.lower()
    singled = is_measured(noun) or any(c.lower_ in SINGLING for c in noun.children if c.dep_ in ("amod", "compound"))
    if lemma not in ONE and not (singled and lemma in WORTH):
        return False
    definite = any(c.lower_ == "the" or c.dep_ == "nmod:poss" for c in noun.children)
    of_named = any(
        (c.dep_ == "nmod:poss" or (c.dep_ == "nmod" and case_of(c) in ("of", "in", "on")))
        and any(token.i in annotated.entity_at for token in c.subtree)
        for c in noun.children
    )
    return definite and of_named


def _answers(annotated: Annotated, head: Token, text: str) -> bool:
    """A name, a language, or "the" something: no description, and no person, whom the roles tell of."""
    entity = annotated.entity_at.get(head.i)
    if entity is not None and entity.type == "PERSON":
        return False
    definite = any(c.lower_ == "the" for c in head.children)
    return len(text.split()) <= 7 and (head.i in annotated.entity_at or definite or head.text[:1].isupper())

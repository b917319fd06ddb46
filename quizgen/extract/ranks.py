"""What is first of its kind: "the second largest city in Norway", "the capital of the Tern Province"."""

from collections.abc import Iterator

from quizgen.annotated import Annotated, Entity
from quizgen.extract.evidence import sentence_evidence
from quizgen.extract.genus import case_of
from quizgen.extract.nouns import named
from quizgen.extract.phrases import render
from quizgen.extract.posts import is_news
from quizgen.extract.records import Event
from quizgen.extract.unclear import UnclearError
from quizgen.headlines import capitalise
from quizgen.models import Clause, Part, Relation
from quizgen.tokens import Token

RANKED = {"PLACE", "OTHER", "ORG", "EVENT"}
# What can be measured or counted; the best and the most beautiful are opinions.
MEASURED = {"large", "big", "small", "high", "tall", "long", "short", "old", "young", "deep", "low", "wide", "broad", "narrow", "heavy", "fast", "early",
            "northernmost", "southernmost", "easternmost", "westernmost", "outermost", "dry", "wet", "hot", "cold", "warm", "shallow", "steep"}  # fmt: skip
MOST = {
    "populous",
    "populated",
    "visited",
    "northerly",
    "southerly",
    "easterly",
    "westerly",
    "spoken",
    "common",
    "abundant",
}
SOLE = {"capital", "seat"}
HEDGES = {"perhaps", "probably", "arguably", "possibly", "reportedly", "once", "formerly", "historically", "allegedly", "maybe"}  # fmt: skip
LONGEST = 14  # words of a rank


def find_ranks(annotated: Annotated) -> Iterator[Relation]:
    """Ranks in apposition: "Elling, the oldest port in Norway, ..."."""
    for entity in annotated.entities:
        if entity.type not in RANKED:
            continue
        for span in entity.mentions:
            if span.root.dep_ == "nmod":
                continue  # "the centre of Elling, the oldest port in Norway": which of the two
            for child in span.root.children:
                before = annotated.doc[child.left_edge.i - (child.left_edge.text != ",")].text
                if (
                    child.dep_ == "appos"
                    and child.i >= span.end
                    and before == ","
                    and child.left_edge.i <= span.end + 1
                ):
                    if (told := _rank(annotated, entity, child, "is")) is not None:
                        yield told


def ranks_of_event(annotated: Annotated, event: Event) -> Iterator[Relation]:
    """Ranks told by a present "is"."""
    subject, auxiliary = event.by_role("subject"), event.by_role("auxiliary")
    if subject is None or subject.entity is None or subject.entity.type not in RANKED or auxiliary is None:
        return
    if event.source or event.hedge or event.negative or event.when() or auxiliary.part.text != "is":
        return
    for noun in (event.head, *[c for c in event.head.children if c.dep_ == "conj" and _joined(c)]):
        if noun.pos_ == "NOUN" and (told := _rank(annotated, subject.entity, noun, "is")) is not None:
            yield told


def _joined(conjunct: Token) -> bool:
    """A second rank behind "and", of the same subject."""
    return any(c.lower_ == "and" for c in conjunct.children if c.dep_ == "cc") and not any(
        c.dep_ in ("nsubj", "cop") for c in conjunct.children
    )


def _rank(annotated: Annotated, entity: Entity, noun: Token, be: str) -> Relation | None:
    """The rank as a fact; None where it is an opinion, has no limits, or is shared."""
    if noun.tag_ != "NN" or noun.i in annotated.entity_at or is_news(annotated) or not has_rank(noun):
        return None
    if any(child.lower_ in HEDGES or child.lower_ in ("not", "n't", "n’t") for child in noun.children):
        return None
    if not _limited(annotated, noun):
        return None
    apart = [c.i for c in noun.children if c.dep_ in ("nsubj", "cop", "conj", "cc", "advcl", "parataxis", "appos", "acl", "acl:relcl", "obl", "advmod")
             and not (c.dep_ == "obl" and case_of(c) in ("in", "after"))]  # fmt: skip
    try:
        text = render(annotated, noun, drop=apart)
    except UnclearError:
        return None
    owned = any(child.dep_ == "nmod:poss" for child in noun.children)
    if len(text.split()) > LONGEST or entity.name in text or not (owned or text.startswith("the ")):
        return None
    name = named(entity)
    clause = Clause(
        parts=(
            Part(role="subject", text=name, type="thing", asked=True),
            Part(role="auxiliary", text=be),
            Part(role="complement", text=text),
        )
    )
    return Relation(
        subject=name, predicate=noun.lemma_, object=text, statement=f"{capitalise(name)} {be} {text}.", clause=clause, confidence=0.92,
        evidence=sentence_evidence(annotated, noun), pattern=f"rank, {text}", anchors=2.0,
    )  # fmt: skip


def has_rank(noun: Token) -> bool:
    """A superlative of what can be measured, "the only", or a noun of which there is one."""
    if noun.lemma_.lower() in SOLE or any(
        c.lemma_.lower() == "capital" and c.dep_ == "compound" for c in noun.children
    ):
        return True
    return any(c.dep_ == "amod" and c.lower_ == "only" for c in noun.children) or is_measured(noun)


def is_measured(noun: Token) -> bool:
    """Whether it is the first of its kind by a superlative of what can be measured."""
    for child in noun.children:
        if child.tag_ == "JJS" and (child.lemma_.lower() in MEASURED or child.lower_.endswith("ernmost")):
            return True
        most = any(grand.lower_ == "most" for grand in child.children)
        if child.dep_ == "amod" and child.lower_ in MOST and most:
            return True
    return False


def _limited(annotated: Annotated, noun: Token) -> bool:
    """Whether it is said among what: "in Norway", "Norway’s", "of the Tern Province"."""
    for child in noun.children:
        inside = (
            any(
                (entity := annotated.entity_at.get(token.i)) is not None and entity.type in ("PLACE", "COUNTRY", "ORG")
                for token in child.subtree
            )
            or child.lower_ == "world"
        )
        if inside and (
            child.dep_ == "nmod:poss" or (child.dep_ in ("nmod", "obl") and case_of(child) in ("in", "of", "on"))
        ):
            return True
    return False

"""What a term means: apposition of a name that is no person or place, "X is a ...", "known as"."""

import re
from collections.abc import Iterator
from typing import Literal

from quizgen import gazetteer
from quizgen.annotated import Annotated, Entity
from quizgen.articles import indefinite
from quizgen.extract.evidence import sentence_evidence
from quizgen.extract.nouns import named
from quizgen.extract.phrases import render
from quizgen.extract.records import Event
from quizgen.extract.unclear import CONTEXTUAL, UnclearError
from quizgen.models import Definition
from quizgen.tokens import Span, Token

TYPES = {"ORG", "EVENT", "OTHER", "NORP", "PLACE"}


EMPTY = {"new", "famous", "popular", "large", "big", "small", "great", "major", "important", "well-known", "leading", "main", "local", "special",
         "beautiful", "nice", "good", "stunning", "lovely", "charming", "wonderful", "interesting", "scenic", "trendy", "old", "unique"}  # fmt: skip
PRAISE = re.compile(
    r"(?i)\b(?:beautiful|stunning|lovely|charming|wonderful|amazing|great|must|best|haven|paradise|perfect|delicious|spectacular|trendy|"
    r"magnificent|tasteful|superb|splendid|breathtaking|quaint|picturesque|vibrant|exquisite|romantic|elegant|idyllic|"
    r"interesting|impressive|gorgeous|excellent|nice|good|scenery|awesome|fantastic|favou?rite)\b"
)


def _tells(term: str, description: str) -> bool:
    """Whether a description tells the thing from others: not "a new website", no praise, and no term that is a common noun."""
    content = [
        word
        for word in re.findall(r"[\w’'-]+", description)
        if word.lower() not in EMPTY and word.lower() not in ("the", "a", "an", "of", "in", "for", "and", "one")
    ]
    if re.search(r"\b(?:Street|Road|Avenue|Square|Park|Lane|Hall|Station|Market|Plaza|Mall)$", term):
        return False  # every town has one
    generic = " " not in term.removeprefix("the ") and term.removeprefix("the ").lower() in gazetteer.nouns(
        "group_nouns"
    )
    if description.split()[0].lower() in ("nor", "not", "neither", "or", "at", "with", "in", "on", "by", "about", "as"):
        return False
    return len(content) >= 2 and not PRAISE.search(description) and not generic


def find_definitions(annotated: Annotated) -> Iterator[Definition]:
    """ "the Stirling Prize, an award for buildings"."""
    for entity in annotated.entities:
        if entity.type not in TYPES:
            continue
        for span in entity.mentions:
            if (told := _described_before(annotated, entity, span)) is not None:
                yield told
            for child in (
                *span.root.children,
                *(span.root.head.children if span.root.dep_ in ("conj", "appos") else ()),
            ):
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
                if any(
                    c.dep_ == "conj" and (c.pos_ == "PROPN" or any(g.dep_ == "det" for g in c.children))
                    for c in child.children
                ):
                    continue  # "Mt. Hale, the lakes and the isle of Tern": a list; "Cara, a chain of restaurants, and Unicorp, ..."
                if child.tag_ == "NN" and not any(c.dep_ in ("det", "nmod:poss") for c in child.children):
                    continue  # "season two, episode four": no description
                if (entity.known and entity.type == "PLACE") or child.lemma_ in (
                    "area",
                    "place",
                    "part",
                    "one",
                    "thing",
                ):
                    continue
                if 3 <= len(text.split()) <= 20 and entity.name not in text and _tells(entity.name, text):
                    be: Literal["is", "are"] = "are" if entity.type == "NORP" or child.tag_ == "NNS" else "is"
                    yield Definition(
                        term=named(entity), description=text, statement=f"{_capital(named(entity))} {be} {text}.",
                        evidence=sentence_evidence(annotated, child), pattern="apposition", confidence=0.9, be=be, people=entity.type == "NORP",
                    )  # fmt: skip


def _described_before(annotated: Annotated, entity: Entity, span: Span) -> Definition | None:
    """ "the oldest prize for bridges in Norway, the Kalmar Prize": the description stands first."""
    noun = span.root.head
    if (
        span.root.dep_ != "appos"
        or noun.i > span.start
        or noun.tag_ != "NN"
        or noun.i in annotated.entity_at
        or _vague(noun)
        or annotated.doc[span.root.left_edge.i - (span.root.left_edge.text != ",")].text != ","
        or not any(c.dep_ in ("det", "nmod:poss") for c in noun.children)
        or any(c.dep_ == "conj" for t in (noun, span.root) for c in t.children)
        or (entity.type == "PLACE" and (entity.known or gazetteer.region(entity.name) is not None))
    ):
        return None
    try:
        text = render(annotated, noun, drop=[span.root.i])
    except UnclearError:
        return None
    if (
        not 3 <= len(text.split()) <= 20
        or set(entity.name.split()) & set(text.split())
        or not _tells(entity.name, text)
    ):
        return None
    return Definition(
        term=named(entity), description=text, statement=f"{_capital(named(entity))} is {text}.",
        evidence=sentence_evidence(annotated, noun), pattern="apposition, name last", confidence=0.85,
    )  # fmt: skip


def find_described_names(annotated: Annotated) -> Iterator[Definition]:
    """ "the nuclear-powered aircraft carrier Charles de Gaulle": what stands before a name says what it is."""
    doc = annotated.doc
    for entity in annotated.entities:
        if entity.known or len(entity.name.split()) < 2:
            continue
        for span in entity.mentions:
            last = span.start - 1 if span.start and doc[span.start - 1].text not in OPENING else span.start - 2
            vessel = doc[last].lemma_.lower() in VESSELS and entity.type in (
                "PERSON",
                "PLACE",
            )  # "the carrier Ida Norell"
            if entity.type not in ("ORG", "OTHER", "EVENT") and not vessel:
                continue
            if last < 1 or doc[last].tag_ != "NN" or last in annotated.entity_at or doc[last].lemma_.lower() in NAMING:
                continue
            first = last
            while first > 0 and (
                doc[first - 1].pos_ in ("ADJ", "NOUN", "PROPN", "PART")
                or doc[first - 1].tag_ in ("HYPH", "POS", "JJ", "VBN")
            ):
                first -= 1
            determiner = doc[first - 1].lower_ if first else ""
            words = doc[first : last + 1].text
            owned = re.match(r"[A-Z][\w. ]*[’']s ", words)
            if not (determiner in ("the", "a", "an") or owned) or len(words.split()) < 2 or any(
                t.lower_ in CONTEXTUAL or t.tag_ == "JJS" or annotated.time_at(t) is not None for t in doc[first : last + 1]
            ):  # fmt: skip
                continue
            if not _tells(entity.name, words):
                continue
            term = (
                f"the {entity.name}"
                if doc[last].lemma_.lower() in VESSELS and not entity.name.split()[0].isupper()
                else named(entity)
            )
            description = (
                words if owned and determiner != "the" else f"the {words}" if owned else f"{indefinite(words)} {words}"
            )
            yield Definition(
                term=term, description=description, statement=f"{_capital(term)} is {description}.",
                evidence=sentence_evidence(annotated, doc[last]), pattern="noun before name", confidence=0.85,
            )  # fmt: skip


VESSELS = {"ship", "boat", "vessel", "carrier", "frigate", "destroyer", "submarine", "yacht", "liner", "tanker", "ferry", "steamer", "cruiser",
           "schooner", "trawler", "freighter", "steamship", "battleship", "warship", "barge"}  # fmt: skip


def _vague(noun: Token) -> bool:
    """`an area where ...`, `an example of ...`, but not `the meeting place of ...`."""
    return noun.lemma_ in VAGUE and not any(child.dep_ == "compound" for child in noun.children)


VAGUE = {
    "area",
    "place",
    "part",
    "one",
    "thing",
    "example",
    "kind",
    "sort",
    "type",
    "result",
    "reason",
    "way",
    "term",
    "name",
    "word",
}
OPENING = {"“", '"', "‘", "'"}
NAMING = {
    "word",
    "term",
    "name",
    "title",
    "phrase",
    "year",
    "month",
    "day",
    "town",
    "city",
    "page",
    "number",
    "article",
    "today",
}


def definitions_of_event(annotated: Annotated, event: Event) -> Iterator[Definition]:
    """ "Rusalka is an opera in three acts", with the subject a name and the predicate an indefinite phrase."""
    subject, complement = event.by_role("subject"), event.by_role("complement")
    if subject is None or complement is None or subject.entity is None or event.source or event.negative:
        return
    head = event.head
    if head.pos_ != "NOUN" or subject.entity.type not in {*TYPES, "COUNTRY"} or event.by_role("time") is not None:
        return
    if (
        not any(child.lower_ in ("a", "an", "the") for child in head.children)
        or any(c.dep_ == "case" for c in head.children)
        or _vague(head)
    ):
        return
    if subject.entity.known and subject.entity.type in ("PLACE", "COUNTRY"):
        return  # what Athens is, a class knows; what it once was, is a matter of dates
    auxiliary = event.by_role("auxiliary")
    text = complement.part.text
    if annotated.report and not event.present:
        return  # what it was on the day of the report
    if (
        auxiliary is None
        or auxiliary.part.text not in ("is", "are", "was", "were")
        or len(text.split()) < 3
        or len(text.split()) > 20
        or not _tells(subject.part.text, text)
    ):
        return
    term = subject.part.text
    yield Definition(
        term=term, description=text, statement=f"{_capital(term)} {auxiliary.part.text} {text}.",
        evidence=sentence_evidence(annotated, head), pattern="copula", confidence=0.9, be=auxiliary.part.text,
        reversible=_one_of_its_kind(annotated, head, text) and auxiliary.part.text in ("is", "are"),
    )  # fmt: skip


def _one_of_its_kind(annotated: Annotated, head: Token, text: str) -> bool:
    """ "the largest town on Tern Island", "the capital of Norway": a rank and what it is the rank in, which only one can have."""
    ranked = head.lemma_.lower() == "capital" or any(
        token.tag_ in ("JJS", "RBS") or (token.lower_ in ("first", "only", "main", "sole") and token.dep_ == "amod")
        for child in head.children
        for token in (child, *child.children)
    )
    within = any(
        child.dep_ in ("nmod", "nmod:poss", "obl")
        and any(t.i in annotated.entity_at and t.text in text for t in child.subtree)
        for child in head.children
    )
    several = any(child.dep_ == "conj" for child in head.children)
    return text.startswith("the ") and ranked and within and not several


def _directly_after(child: Token, span: Span) -> bool:
    """`Bangladeshis and Rohingya, a minority ...` describes the Rohingya: the name that stands right before the comma."""
    edge, end = child.left_edge.i, span.end
    if child.doc[end].text in ("”", '"', "’"):
        end += 1
    return child.doc[end].text == "," and edge in (end, end + 1)  # the comma may be counted in


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

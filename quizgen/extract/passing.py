"""What a clause tells in passing: figures, places, lists of names and spans of years inside its phrases.

The clause stands alone already, so that its sentence is the statement. These facts are true, and kept; nothing of them
is asked but spans of years.
"""

import re
from collections.abc import Iterator

from quizgen import dates, gazetteer
from quizgen.annotated import Annotated
from quizgen.extract.asking import anchors, asks_well
from quizgen.extract.evidence import sentence_evidence
from quizgen.extract.listed import listed_date
from quizgen.extract.measures import measures_in
from quizgen.extract.nouns import Phrase
from quizgen.extract.phrases import render
from quizgen.extract.plans import as_of
from quizgen.extract.pruning import kept_tokens
from quizgen.extract.quantities import period_lost, tallied
from quizgen.extract.records import Event
from quizgen.extract.sides import sides
from quizgen.extract.unclear import UnclearError
from quizgen.extract.worth import worthy
from quizgen.models import Clause, Dated, Fact, Part, Participant, Place, Quantity
from quizgen.tokens import Token

LYING = {"in", "at", "near", "on", "off", "outside", "along", "between", "across"}
ONLINE = {"website", "site", "network", "channel", "platform"}  # where something can happen, when named
AREAS = {"region", "area", "city", "country", "town", "village", "district", "province", "state", "place"}
NOT_OF_NOUN = ("cop", "aux", "nsubj", "expl", "cc", "conj", "mark", "advcl", "obl", "advmod", "punct")
FEWEST, MOST = 4, 45  # words of a statement
LASTING = {"run", "lead", "work", "serve", "live", "hold", "own", "teach", "chair", "rule", "govern", "belong", "exist", "play", "manage", "direct", "edit",
           "head", "be", "stand", "remain", "represent", "publish", "host", "occupy", "control", "ban", "employ", "use"}  # fmt: skip
LONGEST_PLACE = 9  # words
VAGUE_START = re.compile(
    r"(?i)(?:both|all|each|either|neither|one|some|many|most|others?|which|who|that|what)\b(?! in \w+ )"
)


def facts_in_passing(annotated: Annotated, event: Event, known: list[Fact]) -> Iterator[Fact]:
    """Figures, places, participants and spans of an event record; `known` are the facts read off it already."""
    anchored = event if event.headed else as_of(annotated, event)
    speaks = gazetteer.cue_verbs().get(event.head.lemma_) in ("say", "claim", "think")
    if anchored is None or event.negative or speaks or not _placed(annotated, event):
        return
    event, statement = anchored, anchored.sentence()
    if not FEWEST <= len(statement.split()) <= MOST:
        return
    common = {
        "statement": statement, "evidence": sentence_evidence(annotated, event.head), "source": event.source, "hedge": event.hedge,
        "confidence": min(0.85, round(event.certainty, 2)), "pattern": "in passing", "anchors": 0.0,
    }  # fmt: skip
    when = event.when()
    taking_part = [fact.participants for fact in known if fact.kind == "participant"]
    bounded = not period_lost(annotated, event)
    counted = {fact.value for fact in known if fact.kind == "quantity"}
    if (span := _span(annotated, event)) is not None:
        yield span.model_copy(update={key: value for key, value in common.items() if key != "anchors"})
    for listed in _listed_dates(annotated, event):
        yield Dated(event=event.label(), when=listed, **common)
    for phrase in event.phrases:
        if phrase.part.role in ("lead", "auxiliary", "time") or phrase.part.type == "date":
            continue
        for value, unit in measures_in(phrase.part.text) if bounded else ():
            if not tallied(unit) and not any(
                re.search(rf"(?<![\d.,]){re.escape(other)}(?![\d.,])", value) for other in counted
            ):
                yield Quantity(what=event.label(), value=value, unit=unit, when=when, **common)
        if phrase.part.role == "verb":
            continue
        if (rank := _rank(event, phrase)) is not None:
            yield Quantity(what=event.label(phrase), value=rank, when=when, **common)
        for label, place in _places(annotated, phrase):
            if not label and not (when or event.headed or _named(annotated, event)):
                continue  # "problems arose in several monasteries of Egypt"
            yield Place(event=label or event.label(phrase), place=place, when="" if label else when, **common)
        names = sides(annotated, event, phrase)
        if names and names not in taking_part:
            yield Participant(event=event.label(phrase), participants=names, when=when, **common)


def _placed(annotated: Annotated, event: Event) -> bool:
    """Whether the sentence tells what it is about: it names something, or stands below the headline."""
    subject = event.by_role("subject")
    if subject is None or (subject.entity is None and VAGUE_START.match(subject.part.text)):
        return False
    if event.head.pos_ != "VERB" and re.match(r"an? ", subject.part.text):
        return False  # "a suburb is the largest": a relative clause hung on the wrong noun
    return event.headed or any(
        (entity := annotated.entity_at.get(token.i)) is not None and token.text in phrase.part.text and entity.type != "NORP"
        for phrase in event.phrases
        if phrase.part.role not in ("lead", "verb", "auxiliary")
        for token in phrase.head.subtree
    )  # fmt: skip


def _named(annotated: Annotated, event: Event) -> bool:
    """Whether the subject holds a name."""
    subject = event.by_role("subject")
    return subject is not None and (
        subject.entity is not None or any(token.i in annotated.entity_at for token in subject.head.subtree)
    )


def _span(annotated: Annotated, event: Event) -> Dated | None:
    """ "taught at Leeds from 1947 to 1960", "has run the bank since 1998": asked for as one answer."""
    spans = [p for p in event.phrases if p.part.role == "oblique" and p.part.type == "date" and not p.coarse]
    bounds = [(p, when) for p in spans if (when := _edtf(annotated, p))]
    if len(bounds) != len(spans) or (event.when() and len(spans) > 1):
        return None
    prepositions = [p.part.preposition for p in spans]
    if prepositions in (["from", "to"], ["from", "until"]):
        (first, start), (last, end) = bounds
        if dates.grain(start) != dates.grain(end) or start >= end:
            return None
        part = Part(
            role="time", preposition="from", text=f"{first.part.text} to {last.part.text}", type="span", asked=True
        )
        when = f"{start}/{end}"
    elif prepositions == ["since"]:
        first, start = bounds[0]
        when = f"{start}/.."
        part = first.part.model_copy(update={"role": "time", "type": "since", "asked": True})
    else:
        return None
    rest = tuple(p for p in event.phrases if p not in spans)
    if any(p.part.text in other.part.text for p in spans for other in rest):
        return None  # the predicate holds it already
    parts = (*[p.part for p in rest], part)
    clause = Clause.model_validate({"parts": parts, "base": event.base, "support": event.support})
    asked = Phrase(part, first.head)
    lasts = part.type == "span" or (event.head.lemma_ in LASTING and event.by_role("auxiliary") is not None)
    well = lasts and worthy(annotated, event) and asks_well(annotated, event, asked)
    firm = anchors(annotated, event, first) if well else 0.0
    label = " ".join(f"{p.part.preposition} {p.part.text}".strip() for p in rest if p.part.role != "lead")
    return Dated(event=label, when=when, statement="-", evidence=sentence_evidence(annotated, event.head), clause=clause, anchors=firm)  # fmt: skip


def _listed_dates(annotated: Annotated, event: Event) -> Iterator[str]:
    """ "won it in 2007 and 2008": each of the dates; "between May and June 1981": the span."""
    for phrase in event.phrases:
        if phrase.part.type != "date" or phrase.part.role != "oblique":
            continue
        heads = (phrase.head, *[c for c in phrase.head.children if c.dep_ == "conj"])
        whens = [when for head in heads if (when := listed_date(annotated, head))]
        if phrase.part.preposition in ("in", "on"):
            yield from whens
        elif phrase.part.preposition == "between" and len(whens) == 2:
            yield "/".join(whens)


def _edtf(annotated: Annotated, phrase: Phrase) -> str:
    """The date of a phrase; of a span its first or last year, whichever the phrase holds."""
    time = annotated.time_at(phrase.head)
    if time is None or time.vague or time.type != "DATE":
        return ""
    first, span, last = time.value.partition("/")
    return dates.edtf(last if span and phrase.head.idx > time.start else first)


RANKING = {"finish", "come", "rank", "place", "end"}
ORDINAL = re.compile(
    r"(?:the )?(?P<rank>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))(?: place)?"
    r"(?=$| (?:in|at|of|among|behind|overall|out)\b)"
)


def _rank(event: Event, phrase: Phrase) -> str | None:
    """ "finished fourth", "came in second place"."""
    if event.head.lemma_ not in RANKING or phrase.part.role not in ("complement", "adverb", "object", "oblique"):
        return None
    match = ORDINAL.match(phrase.part.text)
    return match["rank"] if match else None


def _places(annotated: Annotated, phrase: Phrase) -> Iterator[tuple[str, str]]:
    """Things inside a phrase and the named places where they are: "boarding schools", "England and Switzerland"."""
    try:
        kept = kept_tokens(annotated, phrase.head)
    except UnclearError:
        return
    for token in kept:
        inner = token.dep_ == "nmod" and token.head.pos_ in ("NOUN", "PROPN") and token.i != phrase.head.i
        if not (inner or (token is phrase.head and phrase.entity is None)) or annotated.time_at(token) is not None:
            continue
        named = annotated.entity_at.get(token.i)
        if not inner and named is not None and named.type == "PERSON":
            continue
        cases = {c.lower_ for c in token.children if c.dep_ == "case"}
        if not cases or not cases <= LYING:
            continue
        if inner and (
            not _is_place(annotated, token) or any(c.dep_ == "conj" and c.i < token.i for c in token.head.children)
        ):
            continue  # "the Lund in Graz and the Moor in Porto"
        if inner and "on" in cases and not _ground(annotated, token):
            continue  # "a meeting on Afghanistan"
        if inner and "between" in cases:
            continue  # "peace between Norway and Sweden", "the border between Norway and Sweden"
        if not inner and token.lemma_.lower() not in gazetteer.nouns("place_nouns") | ONLINE:
            continue
        try:
            place = render(annotated, token)
            apart = [token.i]
            apart += [c.i for c in token.head.children if c.dep_ in NOT_OF_NOUN or (c.dep_ == "nmod" and c.i > token.i)]
            label = render(annotated, token.head, drop=apart) if inner else ""
            if inner and (token.head.lemma_.lower() in AREAS or not re.match(r"[\w“‘\"]+ ?\w*", label)):
                continue
            label = "" if label.split(" ")[0] in ("of", "to", "in", "from", "for", "with") else label
        except UnclearError:
            continue
        if len(place.split()) > LONGEST_PLACE or re.search(r"\b(?:whose|that|which|who|followed)\b", place):
            continue
        if place in phrase.part.text and re.search(r"[A-Z]", place) and not place.startswith("both "):
            yield label, place


def _ground(annotated: Annotated, token: Token) -> bool:
    """Whether one stands on it: an island, a square, a coast."""
    mention = annotated.mention_of(token)
    words = mention[0].name.lower().split() if mention is not None else []
    return bool(words) and words[-1].removesuffix("s") in gazetteer.nouns("place_nouns")


def _is_place(annotated: Annotated, token: Token) -> bool:
    """A name of a place or country, or a list of nothing else."""
    heads = [token, *[child for child in token.children if child.dep_ == "conj"]]
    return all(
        (entity := annotated.entity_at.get(head.i)) is not None
        and entity.type in ("PLACE", "COUNTRY")
        and not gazetteer.is_demonym(head.text)
        for head in heads
    )

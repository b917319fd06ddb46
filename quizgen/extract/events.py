"""Date, place, participant, quantity and relation facts, read off event records."""

import re
from collections.abc import Iterator
from dataclasses import replace

import lemminflect

from quizgen import dates, gazetteer
from quizgen.annotated import Annotated
from quizgen.extract.clauses import Event, Phrase, introduce
from quizgen.extract.evidence import sentence_evidence
from quizgen.extract.phrases import MEETINGS, UnclearError, render
from quizgen.extract.roles import is_news
from quizgen.models import Dated, Evidence, Fact, Part, Participant, Place, Quantity, Quotation, Relation

NAMED_TYPES = {"person", "organisation", "country", "city", "place"}
PARTS = {
    "host": "host",
    "attend": "attended",
    "join": "attended",
    "boycott": "absent",
    "visit": "attended",
    "meet": "attended",
    "sign": "attended",
}
ASKED_PREPOSITIONS = {
    "with",
    "to",
    "from",
    "by",
    "against",
    "for",
    "at",
    "under",
    "into",
    "between",
    "of",
    "on",
    "in",
    "toward",
    "towards",
    "about",
    "over",
}
STATIVE = {"be", "have", "live", "reside", "know", "speak", "remain", "seem", "appear", "include", "consist", "belong", "contain", "feel", "want", "need",
           "believe", "hope", "think", "love", "like", "exist", "lie", "stand"}  # fmt: skip
DULL = {
    "do",
    "get",
    "make",
    "let",
    "try",
    "happen",
    "go",
    "come",
    "seem",
    "appear",
    "use",
    "help",
    "continue",
    "begin",
    "start",
    "keep",
    "look",
    "see",
}


def facts_of_event(annotated: Annotated, event: Event) -> Iterator[Fact]:
    """All facts that one event record yields: one for each slot that can be asked."""
    anchored = _as_of(annotated, event)
    if anchored is None or not _worthy(annotated, anchored):
        return
    event = anchored
    statement = sentence(event)
    if not 5 <= len(statement.split()) <= 45:
        return
    common = {
        "statement": statement,
        "evidence": sentence_evidence(annotated, event.head),
        "source": event.source,
        "hedge": event.hedge,
        "confidence": 0.9 if not event.source else 0.85,
        "pattern": f"clause, {event.head.lemma_}",
    }
    for figure in _figures(event):
        yield figure.model_copy(update=common)
    for phrase in event.phrases:
        made = _fact(annotated, event, phrase)
        if made is not None:
            yield made.model_copy(
                update={**common, "clause": event.clause(phrase), "anchors": _anchors(annotated, event, phrase)}
            )


def meeting_of_event(annotated: Annotated, event: Event) -> Participant | None:
    """Who met whom: "Norway held talks with Sweden", "the envoys met the king"."""
    subject, target = event.by_role("subject"), event.by_role("object")
    if event.negative or subject is None or target is None or event.head.lemma_ not in ("hold", "meet", "have"):
        return None
    label = "meeting"
    if event.head.lemma_ != "meet":
        if target.head.lemma_.lower() not in MEETINGS:
            return None
        label = target.head.lower_
        other = next(
            (c for c in target.head.children if c.dep_ == "nmod" and any(k.lower_ == "with" for k in c.children)), None
        )
        if other is None:
            return None
        try:
            names = render(annotated, other, drop=[c.i for c in other.children if c.dep_ == "nmod"])
        except UnclearError:
            return None
    else:
        names = target.part.text
    return Participant(
        event=label, participants=(subject.part.text, names), part="attended", when=event.when(), statement=sentence(event),
        evidence=sentence_evidence(annotated, event.head), source=event.source, pattern=f"clause, {event.head.lemma_}", confidence=0.85,
    )  # fmt: skip


def reported_in_event(annotated: Annotated, event: Event) -> Iterator[Quotation]:
    """What a named speaker is reported to have said, as a clause after "that"."""
    if event.source_entity is None or event.source_entity.type not in ("PERSON", "ORG"):
        return
    attribution = min((a for a in annotated.attributions if event.head.i in a.content), key=lambda a: len(a.content))
    speaker = event.source_entity
    cue = attribution.cue
    kind = gazetteer.cue_verbs().get(cue.lemma_)
    if (
        speaker is None
        or cue.pos_ != "VERB"
        or kind not in ("say", "claim")
        or (event.negative and cue.lemma_ == "deny")
    ):
        return
    inflected = lemminflect.getInflection(cue.lemma_, "VBD") if cue.lemma_ in THAT_VERBS else ("said",)
    content = " ".join(_words(phrase.part) for phrase in event.phrases if phrase.part.role != "lead")
    when = next(
        (
            dates.edtf(time.value)
            for child in cue.children
            if (time := annotated.time_at(child)) is not None and not time.vague
        ),
        "",
    )
    if not 6 <= len(content.split()) <= 28 or not inflected:
        return
    verb = str(inflected[0])
    yield Quotation(
        speaker=speaker.name, content=content, verb=verb, when=when, source=speaker.name,
        statement=f"{introduce(speaker)}{',' if ',' in introduce(speaker) else ''} {verb}{' ' + dates.phrase(when) if when else ''} that {content}.",
        evidence=sentence_evidence(annotated, event.head), pattern=f"reported, {cue.lemma_}", confidence=0.85,
        anchors=_anchors(annotated, event, event.phrases[0]),
    )  # fmt: skip


THAT_VERBS = {"warn", "argue", "claim", "insist", "announce", "predict", "note", "stress", "suggest", "maintain", "confirm", "explain", "report",
              "believe", "complain", "admit", "declare", "acknowledge", "caution", "assert"}  # fmt: skip


def _anchors(annotated: Annotated, event: Event, asked: Phrase) -> float:
    """How firmly the rest of the clause pins the asked slot down: each name, date, number one; a superlative or ordinal one."""
    names: set[int] = set()
    total = 0.0
    for phrase in event.phrases:
        if phrase is asked or phrase.part.role in ("lead", "verb", "auxiliary"):
            continue
        if phrase.entity is not None:
            names.add(id(phrase.entity))
        total += phrase.part.role == "time" or phrase.part.type in ("number", "date")
        total += (
            phrase.part.type != "date"
            and phrase.part.role != "time"
            and re.search(r"\b(?:1\d|20)\d\d\b", phrase.part.text) is not None
        )
        for token in phrase.head.subtree:
            entity = annotated.entity_at.get(token.i)
            if entity is not None and entity is not asked.entity and entity.name in phrase.part.text:
                names.add(id(entity))
            if token.tag_ in ("JJS", "RBS") or (token.lower_ in ("first", "only") and token.dep_ in ("amod", "advmod")):
                total += 0.5
    total += event.source != ""
    content = [
        word for phrase in event.phrases if phrase is not asked for word in phrase.part.text.split() if len(word) > 4
    ]
    return total + len(names) + (0.5 if len(content) >= 7 else 0)


def _fact(annotated: Annotated, event: Event, phrase: Phrase) -> Fact | None:
    part = phrase.part
    evidence = sentence_evidence(annotated, event.head)
    when = event.when()
    label = event_label(event, phrase)
    base = {"statement": "-", "evidence": evidence}
    if part.role == "time":
        return Dated(event=label, when=phrase.when, **base) if _dateable(event) else None
    if part.role == "place" and part.type in ("country", "city", "place"):
        return Place(event=label, place=part.text, when=when, **base)
    if part.type == "number" and part.role in ("object", "oblique", "subject"):
        return _quantity(phrase, label, when, base)
    if part.role == "subject" and part.type in ("countries", "persons", "organisations"):
        names = tuple(re.split(r", (?:and )?| and ", part.text))
        return Participant(event=label, participants=names, part=_part(event), when=when, **base)
    if part.role in ("subject", "object", "oblique") and part.type in NAMED_TYPES and phrase.entity is not None:
        if part.role == "subject" and not event.negative and _open_to_many(event):
            return None
        if part.role == "oblique" and (part.preposition not in ASKED_PREPOSITIONS or event.head.pos_ != "VERB"):
            return None
        if part.role == "subject" and _part(event) != "agent":
            return Participant(event=label, participants=(part.text,), part=_part(event), when=when, **base)
        if part.role == "subject" and event.head.pos_ == "ADJ":
            return None  # many things are large, Buddhist, or calm
        subject = event.by_role("subject")
        assert subject is not None
        other = next(
            (
                p.part.text
                for p in event.phrases
                if p is not phrase and p.part.role in ("object", "oblique", "complement", "place")
            ),
            "",
        )
        return Relation(
            subject=subject.part.text,
            predicate=event.head.lemma_,
            object=part.text if part.role != "subject" else other,
            when=when,
            **base,
        )
    return None


def _open_to_many(event: Event) -> bool:
    """What many can do alike: "Who took part in the conference?" has many answers."""
    takes_part = event.head.lemma_ == "take" and any(
        p.part.text.startswith("part") for p in event.phrases if p.part.role == "object"
    )
    return takes_part or event.head.lemma_ in OPEN_TO_MANY


OPEN_TO_MANY = {
    "attend",
    "participate",
    "join",
    "visit",
    "invite",
    "belong",
    "live",
    "study",
    "teach",
    "work",
    "travel",
    "stay",
    "serve",
}


def _part(event: Event) -> str:
    """What the subject had to do with the event: by the verb, and by what was expected of it."""
    lemma = event.head.lemma_
    if lemma in ("expect", "invite") and any(
        p.part.role == "auxiliary" and p.part.text in ("was", "were", "is", "are") for p in event.phrases
    ):
        return "expected" if lemma == "expect" else "invited"
    if lemma in PARTS:
        return "absent" if event.negative else PARTS[lemma]
    return "agent"


def _figures(event: Event) -> Iterator[Quantity]:
    """Numbers inside a phrase: "after an occupation of 10 years". They can be blanked, not asked with "how many"."""
    for phrase in event.phrases:
        if phrase.part.type in ("number", "date") or phrase.part.role in (
            "time",
            "lead",
            "subject",
            "verb",
            "auxiliary",
        ):
            continue
        match = re.fullmatch(
            r"(.*\b(?:of|by|to|for|than|about|over))\s(\d[\d,.]*)\s([a-z]+(?:\s.*)?)", phrase.part.text
        )
        if match is None or re.fullmatch(r"(?:1\d|20)\d\d", match[2]) or match[3].split()[0] in ("percent", "per"):
            continue
        before = phrase.part.model_copy(update={"text": match[1]})
        figure = Part(role="complement", text=f"{match[2]} {match[3]}", type="figure", asked=True)
        parts = [part for each in event.phrases for part in ((before, figure) if each is phrase else (each.part,))]
        clause = event.clause().model_copy(update={"parts": tuple(parts)})
        yield Quantity(
            what=event_label(event), value=match[2], unit=match[3], when=event.when(), statement="-", clause=clause,
            evidence=Evidence(text="", start=0, end=0), anchors=2.0,
        )  # fmt: skip


def _quantity(phrase: Phrase, label: str, when: str, base: dict) -> Quantity | None:  # type: ignore[type-arg]
    number = next((c for c in phrase.head.children if c.dep_ == "nummod" and c.pos_ == "NUM"), None)
    if (
        number is None
        or number.lower_ in ("one", "1")
        or (not phrase.part.text.split()[0][:1].isdigit() and number.lower_ not in NUMBER_WORDS)
    ):
        return None
    unit = phrase.part.text.split(number.text, 1)[-1].strip()
    return Quantity(what=label, value=number.text, unit=unit, when=when, **base)


NUMBER_WORDS = {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million"}  # fmt: skip


def event_label(event: Event, without: Phrase | None = None) -> str:
    """The event in words, without the asked slot: what a date or place fact is about."""
    return " ".join(
        _words(phrase.part) for phrase in event.phrases if phrase is not without and phrase.part.role != "lead"
    )


def sentence(event: Event) -> str:
    """The clause as a plain sentence."""
    text = " ".join(_words(phrase.part) for phrase in event.phrases)
    return text[:1].upper() + text[1:] + "."


def _words(part: Part) -> str:
    return f"{part.preposition} {part.text}" if part.preposition else part.text


def _dateable(event: Event) -> bool:
    """States have no "when": "he was a professor in 1950" is true of 1951 too."""
    if event.head.lemma_ in STATIVE and event.head.pos_ == "VERB":
        return False
    if event.head.pos_ != "VERB":
        return False
    return not event.negative


def _as_of(annotated: Annotated, event: Event) -> Event | None:
    """News in the present tense holds at its date: "As of October 2021, ..."; None when it cannot be dated."""
    if event.when() and is_news(annotated):
        return _planned(event)
    if not event.present or event.when():
        return event
    if event.source or not is_news(annotated):
        return event
    published = annotated.article.info.published
    assert published is not None
    when = f"{published:%Y-%m}"
    lead = Phrase(Part(role="lead", text=f"As of {dates.words(when)},"), event.head)
    return replace(event, phrases=(lead, *event.phrases))


def _planned(event: Event) -> Event:
    """What a report announces for a date ("will host", "hosts on Wednesday") is told as a plan: "was to host"."""
    auxiliary, verb, subject = event.by_role("auxiliary"), event.by_role("verb"), event.by_role("subject")
    if verb is None or subject is None or event.head.pos_ != "VERB":
        return event
    if auxiliary is not None and auxiliary.part.text == "will":
        infinitive = f"to {verb.part.text}"
    elif auxiliary is None and event.present:
        infinitive = f"to {event.base}"
    else:
        return event
    be = Phrase(Part(role="auxiliary", text="were" if subject.part.plural else "was"), verb.head)
    planned = Phrase(verb.part.model_copy(update={"text": infinitive}), verb.head)
    phrases: list[Phrase] = []
    for phrase in event.phrases:
        if phrase is verb:
            phrases += [be, planned]
        elif phrase is not auxiliary:
            phrases.append(phrase)
    return replace(event, phrases=tuple(phrases), base="", support="", present=False)


def _worthy(annotated: Annotated, event: Event) -> bool:
    """The clause names enough to be pinned down: two names, or a name and a date or number; and its verb says something."""
    names = {id(p.entity) for p in event.phrases if p.entity is not None}
    inside = {
        id(entity)
        for p in event.phrases
        if p.part.role not in ("lead", "verb", "auxiliary")
        for token in p.head.subtree
        if (entity := annotated.entity_at.get(token.i)) is not None
    }
    dated = any(re.search(r"\b(?:1\d|20)\d\d\b", p.part.text) for p in event.phrases if p.part.role != "lead")
    anchors = len(names | inside) + bool(event.when() or dated) + any(p.part.type == "number" for p in event.phrases)
    if event.head.lemma_ in DULL and len(names | inside) < 2:
        return False
    passive = event.head.tag_ == "VBN" and any(
        p.part.role == "auxiliary" and p.part.text in ("was", "were", "is", "are") for p in event.phrases
    )
    speech = gazetteer.cue_verbs().get(event.head.lemma_) in ("say", "claim", "think") and not passive
    if speech and not any(p.part.role == "object" for p in event.phrases):
        return False  # who said what is a quotation
    if not any(
        p.entity is not None or p.part.type in ("countries", "persons", "organisations")
        for p in event.phrases
        if p.part.role in ("subject", "object", "oblique", "place")
    ):
        return False  # no name is a part of its own: it hangs on an unnamed subject
    if event.present and not (event.when() or dated) and is_news(annotated) and len(names | inside) < 2:
        return False  # "As of May 2015, Thailand has cracked down ...": many countries may have
    return anchors >= 2

"""Date, place, participant, quantity and relation facts, read off event records."""

import re
from collections.abc import Iterator
from dataclasses import replace

import lemminflect

from quizgen import dates, gazetteer
from quizgen.annotated import Annotated
from quizgen.extract.clauses import Event
from quizgen.extract.evidence import sentence_evidence
from quizgen.extract.parts import Phrase
from quizgen.extract.phrases import UnclearError, render
from quizgen.extract.quantities import figures_of_event, quantity_of_phrase, subject_anchor
from quizgen.extract.roles import is_news
from quizgen.models import Dated, Fact, Part, Participant, Place, Relation

NAMED_TYPES = {"person", "organisation", "country", "city", "place", "named"}
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
STATIVE = {"be", "have", "own", "enjoy", "face", "boast", "offer", "live", "reside", "know", "speak", "remain", "seem", "appear", "include", "consist", "belong", "contain", "feel", "want", "need",
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

INTERVIEW = {"interview", "speak", "talk", "chat", "tell"}


def facts_of_event(annotated: Annotated, event: Event) -> Iterator[Fact]:
    """All facts that one event record yields: one for each slot that can be asked."""
    anchored = _as_of(annotated, event)
    if anchored is None or not _worthy(annotated, anchored):
        return
    event = anchored
    statement = event.sentence()
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
    for figure in figures_of_event(event):
        yield figure.model_copy(
            update={**common, "anchors": anchors(annotated, event, event.phrases[0]) + subject_anchor(event)}
        )
    for phrase in event.phrases:
        made = _fact(annotated, event, phrase)
        if made is not None:
            yield made.model_copy(
                update={**common, "clause": event.clause(phrase), "anchors": anchors(annotated, event, phrase)}
            )


def meeting_of_event(annotated: Annotated, event: Event) -> Participant | None:
    """Who met whom: "Norway held talks with Sweden", "the envoys met the king"."""
    subject, target = event.by_role("subject"), event.by_role("object")
    if event.negative or subject is None or target is None or event.head.lemma_ not in ("hold", "meet", "have"):
        return None
    label = "meeting"
    if event.head.lemma_ != "meet":
        if target.head.lemma_.lower() not in gazetteer.MEETINGS:
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
        event=label, participants=(subject.part.text, names), part="attended", when=event.when(), statement=event.sentence(),
        evidence=sentence_evidence(annotated, event.head), source=event.source, pattern=f"clause, {event.head.lemma_}", confidence=0.85,
    )  # fmt: skip


def anchors(annotated: Annotated, event: Event, asked: Phrase) -> float:
    """How firmly the rest of the clause pins the asked slot down.

    A name, date or number counts one, a superlative or rank a half, a content word a fifth up to one in all:
    "the economic restrictions on Afghanistan as a violation of human rights" is one thing though it holds one name.
    """
    names: set[str] = set()
    total = content = 0.0
    for phrase in event.phrases:
        part = phrase.part
        if phrase is asked or part.role == "lead":
            continue
        if phrase.entity is not None:
            names.add(phrase.entity.name)
        total += part.role == "time" or part.type in ("number", "date")
        if part.type != "date" and part.role != "time":
            total += re.search(r"\d", part.text) is not None and part.type != "number"
        for token in phrase.head.subtree if part.role not in ("verb", "auxiliary") else (phrase.head,):
            entity = annotated.entity_at.get(token.i)
            if (
                entity is not None
                and entity is not asked.entity
                and (entity.name in part.text or token.text in part.text)
            ):
                names.add(entity.name)
            elif gazetteer.country(token.text) is not None and token.text in part.text:
                names.add(token.text)
            elif (
                token.pos_ in ("NOUN", "ADJ", "VERB")
                and len(token) > 4
                and (token.text in part.text or part.role == "verb")
            ):
                content += 0.2
            if token.tag_ in ("JJS", "RBS") or (token.lower_ in ("first", "only") and token.dep_ in ("amod", "advmod")):
                total += 0.5
    total += event.source != ""
    return total + len(names) + min(content, 1.0)


def _fact(annotated: Annotated, event: Event, phrase: Phrase) -> Fact | None:
    part = phrase.part
    evidence = sentence_evidence(annotated, event.head)
    when = event.when()
    label = event.label(phrase)
    base = {"statement": "-", "evidence": evidence}
    if part.role in ("time", "place") and _minor_life(annotated, event):
        return None
    if part.role == "time":
        return Dated(event=label, when=phrase.when, **base) if _dateable(event) and not phrase.coarse else None
    if event.negative and (_part(event) != "absent" or part.role != "subject"):
        return None  # what did not happen has no single who or where
    if part.role == "place" and part.type in ("country", "city", "place"):
        return Place(event=label, place=f"{part.text}, {part.gloss}" if part.gloss else part.text, when=when, **base)
    if part.type == "number" and (
        part.role in ("object", "subject") or part.preposition in ("for", "over", "after", "by")
    ):
        return quantity_of_phrase(phrase, label, when, base)
    if part.type in ("countries", "persons", "organisations") and (
        part.role == "subject" or part.preposition in ASKED_PREPOSITIONS
    ):
        names = tuple(re.split(r", (?:and )?| and ", part.text))
        return Participant(event=label, participants=names, part=_part(event), when=when, **base)
    if part.role == "object" and event.head.lemma_ in ("remain", "become", "seem", "include"):
        return None
    if phrase.head.dep_ == "iobj" or (event.present and not is_news(annotated) and part.type == "person"):
        return None  # "Whom did it earn a degree?"; who does it now changes with the years
    if part.role == "object" and any(p is not phrase and p.part.role == "object" for p in event.phrases):
        return None  # of two objects one is misread, or a receiver
    if _what(event, phrase):
        subject = event.by_role("subject")
        return Relation(
            subject=subject.part.text if subject else "",
            predicate=event.head.lemma_,
            object=part.text,
            when=when,
            **base,
        )
    if part.role in ("subject", "object", "oblique") and part.type in NAMED_TYPES and phrase.entity is not None:
        if part.role == "subject" and not event.negative and _open_to_many(event):
            return None
        if part.role == "subject" and is_news(annotated) and event.head.lemma_ in REACTING and not event.when():
            return None
        if (
            part.role == "subject"
            and phrase.entity.type == "PLACE"
            and gazetteer.capital_of(phrase.entity.name)
            and event.head.lemma_ in WILLING
        ):
            return None  # "Moscow wants ...": a government, for which no question word is natural
        if part.role == "oblique" and (part.preposition not in ASKED_PREPOSITIONS or event.head.pos_ != "VERB"):
            return None
        if part.preposition in ("under", "over", "about", "on", "at") and part.type != "person":
            return None  # "Over which country did they win?"
        if part.role == "object" and part.type == "person" and not _by_people(event):
            return None  # what corruption left, or fame brought, is no "whom"
        if part.role == "subject" and not _singles_out(annotated, event, phrase):
            return None
        if part.role == "subject" and _part(event) != "agent":
            return Participant(event=label, participants=(part.text,), part=_part(event), when=when, **base)
        if part.role == "subject" and event.head.pos_ == "ADJ":
            return None  # many things are large, Buddhist, or calm
        if part.role == "subject" and event.head.pos_ == "NOUN" and gazetteer.is_office(event.head.lemma_.lower()):
            return None  # who held a post is a role, and needs its date
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


def _in_progress(event: Event) -> bool:
    """ "was sharing a flat in Leeds": what was going on is a background to what happened."""
    return event.head.tag_ == "VBG" and event.by_role("auxiliary") is not None


def _minor_life(annotated: Annotated, event: Event) -> bool:
    """Births and deaths of those who are mentioned in passing."""
    subject = event.by_role("subject")
    if event.head.lemma_ not in ("bear", "die") or subject is None:
        return False
    entity = subject.entity
    return entity is None or not (annotated.is_about(entity) or len(entity.mentions) >= OFTEN)


OFTEN = 4


def _by_people(event: Event) -> bool:
    """Whether somebody did it: a person, a body of persons, a country."""
    subject = event.by_role("subject")
    return subject is not None and (subject.entity is not None or subject.part.type in ("human", "people", "group"))


def _singles_out(annotated: Annotated, event: Event, subject: Phrase) -> bool:
    """Whether a clause fits one doer only: "Who had a reading knowledge of Greek?" fits thousands.

    What is made, found or won has its maker; a rank or a superlative has one holder; what happened on a day, in an
    article that tells of one thing, was done by one. What somebody is or has, does or likes, fits others too.
    """
    assert subject.entity is not None
    if event.ranked() or any(
        token.tag_ in ("JJS", "RBS") or (token.lower_ in ("first", "only", "sole") and token.dep_ in ("amod", "advmod"))
        for phrase in event.phrases
        for token in (phrase.head, *phrase.head.children)
    ):
        return True
    if event.head.pos_ != "VERB":
        definite = any(c.lower_ == "the" for c in event.head.children) and any(
            c.dep_ == "nmod" for c in event.head.children
        )
        return definite and event.head.pos_ == "NOUN"
    dated = bool(event.when()) or re.search(r"\b1\d{3}\b|\b20\d\d\b", event.label(subject)) is not None
    if event.head.lemma_ in STATIVE and not dated:
        return False
    if event.head.lemma_ == "become" and any(
        p.part.role == "complement" and p.part.text.startswith("the ") for p in event.phrases
    ):
        return True
    if event.present and not event.source and not is_news(annotated):
        return event.head.lemma_ in MAKING
    return event.head.lemma_ in MAKING or dated or not annotated.is_about(subject.entity)


def _what(event: Event, phrase: Phrase) -> bool:
    """Whether "What did X found in 1858?" can be asked: a short thing, of a verb that has one object at a time."""
    part = phrase.part
    if event.negative or event.head.pos_ != "VERB" or part.type not in ("thing", "group"):
        return False
    if phrase.entity is not None and not (phrase.entity.type == "OTHER" and part.role == "object"):
        return False
    if not 1 <= len(part.text.split()) <= 7 or re.search(r"\d", part.text):
        return False
    if part.role == "object":
        subject = event.by_role("subject")
        if sum(p.part.role in ("object", "complement") for p in event.phrases) > 1:
            return False
        if (
            not any(p.part.role in ("oblique", "place", "adverb") for p in event.phrases)
            and event.head.lemma_ in GAINING
        ):
            return False  # "What did she earn in 2006?"
        return event.head.lemma_ in MAKING and subject is not None and subject.entity is not None
    return part.role == "subject" and event.head.lemma_ in CAUSING and event.by_role("object") is not None


GAINING = {"win", "receive", "earn", "lose", "get", "sell", "buy", "lead", "offer", "accept", "announce", "describe"}
MAKING = {"study", "teach", "discover", "invent", "found", "publish", "write", "build", "design", "propose", "introduce", "establish", "launch",
          "create", "develop", "compose", "paint", "direct", "produce", "win", "receive", "earn", "lose", "sign", "cross", "export", "import",
          "demand", "abolish", "ban", "declare", "recommend", "describe", "measure", "dig", "sell", "buy", "rule", "lead", "adopt", "accept",
          "reject", "condemn", "announce", "offer", "fire", "name", "co-found", "edit", "translate", "finance", "promise", "abandon"}  # fmt: skip
CAUSING = {
    "cause",
    "trigger",
    "prompt",
    "destroy",
    "spark",
    "kill",
    "inspire",
    "replace",
    "connect",
    "join",
    "separate",
    "link",
    "supply",
}


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
    "embark",
    "star",
    "appear",
    "perform",
    "compete",
    "learn",
    "read",
    "board",
    "enter",
    "gather",
    "arrive",
    "flee",
    "go",
    "come",
    "return",
    "move",
    "leave",
}
REACTING = {"ask", "urge", "appeal", "welcome", "condemn", "support", "oppose", "thank", "criticise", "criticize", "praise", "warn"}  # fmt: skip
WILLING = {"want", "hope", "say", "announce", "seek", "try", "claim", "agree", "refuse", "accuse", "deny", "demand", "offer", "insist",
           "believe", "plan", "intend", "send", "recognise", "recognize", "fear", "feel", "support", "oppose"}  # fmt: skip


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


INTENDING = {"plan", "intend", "hope", "want", "aim", "expect", "prepare", "need"}


def _planned(event: Event) -> Event:
    """What a report announces for a date ("will host", "hosts on Wednesday") is told as a plan: "was to host"."""
    auxiliary, verb, subject = event.by_role("auxiliary"), event.by_role("verb"), event.by_role("subject")
    if verb is None or subject is None or event.head.pos_ != "VERB":
        return event
    if auxiliary is not None and auxiliary.part.text == "will":
        infinitive = f"to {verb.part.text}"
    elif auxiliary is None and event.present and event.head.lemma_ in INTENDING:
        past = lemminflect.getInflection(event.head.lemma_, "VBD")
        told = Phrase(verb.part.model_copy(update={"text": past[0]}), verb.head)
        return replace(
            event, phrases=tuple(told if p is verb else p for p in event.phrases), support="did", present=False
        )
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


GOING_SOMEWHERE = {
    "go",
    "come",
    "arrive",
    "return",
    "travel",
    "move",
    "sail",
    "flee",
    "march",
    "walk",
    "drive",
    "fly",
    "head",
    "emigrate",
}
ACHIEVING = {"become", "win", "lose", "die", "resign", "arrive", "defeat", "kill", "score", "beat", "find", "hold", "launch", "open", "close"}  # fmt: skip


def _somewhere(annotated: Annotated, phrase: Phrase) -> bool:
    """A place, a goal with a name in it, or a purpose."""
    part = phrase.part
    if part.role in ("place", "complement", "object") or (part.role == "adverb" and part.text != "later"):
        return True
    return part.role == "oblique" and any(
        token.i in annotated.entity_at or token.lemma_.lower() in gazetteer.nouns("place_nouns")
        for token in phrase.head.subtree
    )


def _placed(annotated: Annotated, event: Event) -> bool:
    """Whether the clause names a place, a country or an event that tells what it belongs to."""
    return any(
        (entity := annotated.entity_at.get(token.i)) is not None
        and entity.type in ("PLACE", "COUNTRY", "EVENT", "OTHER")
        for phrase in event.phrases
        if phrase.part.role not in ("lead", "verb", "auxiliary")
        for token in phrase.head.subtree
    )


def _named_subject(annotated: Annotated, event: Event) -> bool:
    """ "the container ship Ever Given": the subject holds a name, though it is none."""
    subject = event.by_role("subject")
    return subject is not None and any(
        (entity := annotated.entity_at.get(token.i)) is not None
        and token.text in subject.part.text
        and entity.type != "NORP"
        for token in subject.head.subtree
    )


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
    held = len(names | inside) + bool(event.when() or dated) + any(p.part.type == "number" for p in event.phrases)
    if event.head.lemma_ in INTERVIEW or any(
        child.lemma_ == "up" and event.head.lemma_ == "catch" for child in event.head.children
    ):
        return False  # how the article came about is not its matter
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
    ) and not (
        event.when()
        and (
            len(names | inside) >= 2
            or _named_subject(annotated, event)
            or any(p.part.type == "number" for p in event.phrases)
        )
    ):
        return False  # no name is a part of its own: it hangs on an unnamed subject
    if _in_progress(event):
        return False
    if event.head.lemma_ in GOING_SOMEWHERE and not any(_somewhere(annotated, p) for p in event.phrases):
        return False  # "returned to a more settled period", "arrived at the age of 23"
    if is_news(annotated) and not (event.when() or dated or event.source or _placed(annotated, event)):
        return False  # a report's events hang on their day or their place
    if event.present and event.phrases[0].part.role == "lead" and event.head.lemma_ in ACHIEVING:
        return False  # "As of September 2016, she becomes ...": a headline's or a caption's present
    if event.present and not (event.when() or dated) and is_news(annotated) and len(names | inside) < 2:
        return False  # "As of May 2015, Thailand has cracked down ...": many countries may have
    return held >= 2

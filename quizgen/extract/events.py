"""Date, place, participant, quantity and relation facts, read off event records."""

import re
from collections.abc import Iterator

from quizgen import gazetteer
from quizgen.annotated import Annotated
from quizgen.extract.asking import anchors, asks_well
from quizgen.extract.clauses import below_headline
from quizgen.extract.evidence import sentence_evidence
from quizgen.extract.fullness import is_full
from quizgen.extract.matters import matters_of_event
from quizgen.extract.nouns import Phrase
from quizgen.extract.objects import asks_what, whole
from quizgen.extract.phrases import render
from quizgen.extract.plans import announced, as_of, planned
from quizgen.extract.posts import is_news
from quizgen.extract.quantities import clear_figure, figures_of_event, period_lost, quantity_of_phrase, subject_anchor
from quizgen.extract.records import Event, words_of_part
from quizgen.extract.unclear import UnclearError
from quizgen.extract.worth import STATIVE, telling, worthy
from quizgen.models import Dated, Fact, Participant, Place, Relation

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


def facts_of_event(annotated: Annotated, event: Event) -> Iterator[Fact]:
    """All facts that one event record yields: one for each slot that can be asked."""
    anchored = event if event.headed else as_of(annotated, event)
    if anchored is None or (event.present and event.when() and event.head.lemma_ in STATIVE):
        return  # "today it has": no date of it
    headed = (
        None
        if event.headed
        else below_headline(annotated, planned(event, annotated.article.info.published) if announced(event) else event)
    )
    asked = worthy(annotated, anchored)
    if not asked and headed is not None and worthy(annotated, headed):
        anchored, asked = headed, True
    asked = asked and not _running_total(annotated, anchored)
    if not asked and not (telling(annotated, anchored) and _unabridged(annotated, anchored)):
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
        "confidence": min(0.9 if not event.source else 0.85, round(event.certainty, 2)),
        "pattern": f"clause, {event.head.lemma_}",
    }
    clear = clear_figure(annotated, event)
    bounded = not period_lost(annotated, event)  # "only 30 concerts", of his last years: a number of that time alone
    counted = headed if headed is not None and not event.when() else event
    for figure in figures_of_event(counted) if bounded else ():
        askable = asked and clear and is_full(annotated, counted, event.phrases[0])
        firm = anchors(annotated, counted, event.phrases[0]) + subject_anchor(event) if askable else 0.0
        yield figure.model_copy(update={**common, "anchors": firm})
    kinds: set[str] = set()
    for phrase in event.phrases:
        made = _fact(annotated, event, phrase)
        if made is not None and (asked or made.kind != "relation" or "relation" not in kinds):
            kinds.add(made.kind)
            told = event
            firm = _firm(annotated, event, phrase) if asked else 0.0
            if firm and made.kind == "relation" and phrase.entity is None and len(phrase.part.text.split()) > 1:
                firm = max(firm, min(firm + _told_once(annotated, event), FIRM))
            if made.kind == "quantity" and not bounded:
                continue
            if made.kind == "quantity" and not clear:
                yield made.model_copy(update={**common, "clause": event.clause(phrase), "anchors": 0.0})
                continue
            loose = made.kind == "quantity" and not event.when()  # a number of what happened some time
            if (
                asked
                and headed is not None
                and (firm < FIRM or loose or shows_headline(annotated, event, phrase))
                and (firmer := _firm(annotated, headed, phrase)) >= FIRM
            ):
                told, firm = headed, firmer
            yield made.model_copy(update={**common, "clause": told.clause(phrase), "anchors": firm})
    for matter in matters_of_event(annotated, event):
        told, firm = event, _firm(annotated, event, matter.asked) + matter.firm
        firm = max(firm, min(firm + _told_once(annotated, event), FIRM))
        if headed is not None and (firm < FIRM or shows_headline(annotated, event, matter.asked, matter.answer)):
            told, firm = headed, _firm(annotated, headed, matter.asked) + matter.firm
        told_all = statement if matter.answer in statement else f"{statement.removesuffix('.')} {matter.answer}."
        yield Relation(
            subject=subject_of_event(event), predicate=event.head.lemma_, object=matter.answer, when=event.when(),
            clause=matter.clause(told), anchors=firm, **{**common, "statement": told_all},
        )  # fmt: skip


def _running_total(annotated: Annotated, event: Event) -> bool:
    """ "has flown 870 missions", with nothing that says up to when."""
    counts = any(phrase.part.type == "number" for phrase in event.phrases)
    return counts and event.present and not event.when() and annotated.article.info.published is None


def _unabridged(annotated: Annotated, event: Event) -> bool:
    """Whether what a fact says in passing is whole: "possessed a gift" is not, where the article says for what."""
    told = [p for p in event.phrases if p.part.role in ("object", "complement") and re.match(r"an? ", p.part.text)]
    return all(whole(annotated, phrase.head, phrase.part.text) for phrase in told)


def shows_headline(annotated: Annotated, event: Event, asked: Phrase, answer: str = "") -> bool:
    """Whether a question of a report is placed by its headline: nothing else dates it, and the headline does not give the answer away."""
    if annotated.headline is None or re.search(r"\b(?:1\d|20)\d\d\b", event.label(asked)):
        return False
    published, when = annotated.article.info.published, event.when()
    if published is not None and when and when[:4] != str(published.year):
        return False  # what happened long before is not of the headline
    told = set(re.findall(r"[\w’'-]{3,}", annotated.headline.text.lower()))
    words = set(re.findall(r"[\w’'-]{3,}", (answer or asked.part.text).lower())) - {"the", "and", "for", "his", "her"}
    return asked.part.role == "time" or not words & told


def _told_once(annotated: Annotated, event: Event) -> float:
    """What it adds to the firmness of a thing or deed that the article tells of no second of its kind; reports tell of many days."""
    subject = event.by_role("subject")
    if is_news(annotated) or subject is None or subject.entity is None:
        return 0.0
    same = [token for token in annotated.doc if token.lemma_ == event.head.lemma_ and token.pos_ == "VERB"]
    return 0.6 if len(same) == 1 else 0.0


def subject_of_event(event: Event) -> str:
    subject = event.by_role("subject")
    return subject.part.text if subject is not None else ""


FIRM = 2.0  # as many anchors as an open question needs


def _firm(annotated: Annotated, event: Event, phrase: Phrase) -> float:
    """How firmly the clause pins a slot down; nothing where it cannot be asked well."""
    return anchors(annotated, event, phrase) if asks_well(annotated, event, phrase) else 0.0


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


def _fact(annotated: Annotated, event: Event, phrase: Phrase) -> Fact | None:
    part = phrase.part
    evidence = sentence_evidence(annotated, event.head)
    when = event.when()
    label = event.label(phrase)
    base = {"statement": "-", "evidence": evidence}
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
        names = tuple(re.split(r", (?!(?:Jr|Sr|II|III|IV)\b)(?:and (?!(?:Jr|Sr)\b))?| and (?!(?:Jr|Sr)\b)", part.text))
        return Participant(event=label, participants=names, part=_part(event), when=when, **base)
    if part.role == "object" and event.head.lemma_ in ("remain", "become", "seem", "include"):
        return None
    if phrase.head.dep_ == "iobj" or (event.present and not is_news(annotated) and part.type == "person"):
        return None  # "Whom did it earn a degree?"; who does it now changes with the years
    if part.role == "object" and any(p is not phrase and p.part.role == "object" for p in event.phrases):
        return None  # of two objects one is misread, or a receiver
    if asks_what(annotated, event, phrase):
        subject = event.by_role("subject")
        return Relation(
            subject=subject.part.text if subject else "",
            predicate=event.predicate(phrase),
            object=_object(event, phrase),
            when=when,
            **base,
        )
    if part.role in ("subject", "object", "oblique") and part.type in NAMED_TYPES and phrase.entity is not None:
        if part.role == "oblique" and (part.preposition not in ASKED_PREPOSITIONS or event.head.pos_ != "VERB"):
            return None
        if part.role == "subject" and _part(event) != "agent" and part.text not in ("it", "he", "she", "they"):
            return Participant(event=label, participants=(part.text,), part=_part(event), when=when, **base)
        if part.role == "subject" and event.head.pos_ == "ADJ":
            return None  # many things are large, Buddhist, or calm
        if part.role == "subject" and event.head.pos_ == "NOUN" and gazetteer.is_office(event.head.lemma_.lower()):
            return None  # who held a post is a role, and needs its date
        subject = event.by_role("subject")
        assert subject is not None
        told = _object(event, phrase)
        if not told and not when:
            return None  # what it did is not told
        return Relation(subject=subject.part.text, predicate=event.predicate(phrase), object=told, when=when, **base)
    return None


def _object(event: Event, asked: Phrase) -> str:
    """What a relation goes to: the asked phrase, with its preposition; of an asked subject what follows the verb first."""
    if asked.part.role != "subject":
        return words_of_part(asked.part) if asked.part.role == "oblique" else asked.part.text
    roles = ("object", "oblique", "complement", "place", "adverb")
    return next((words_of_part(p.part) for p in event.phrases if p.part.role in roles and p is not asked), "")


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

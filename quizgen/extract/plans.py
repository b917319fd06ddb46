"""News told as it stood at its date: what was so then, and what was planned."""

from dataclasses import replace
from datetime import date

from quizgen import dates
from quizgen.annotated import Annotated
from quizgen.extract.nouns import Phrase
from quizgen.extract.pasts import past_of
from quizgen.extract.posts import is_news
from quizgen.extract.records import Event
from quizgen.models import Part


def as_of(annotated: Annotated, event: Event) -> Event | None:
    """News in the present tense holds at its date: "As of October 2021, ..."; None when it cannot be dated."""
    if event.when() and is_news(annotated):
        return (
            None if _now(event, annotated.article.info.published) else planned(event, annotated.article.info.published)
        )
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


def announced(event: Event) -> bool:
    """Whether a clause tells what is to come or is intended, and not what is so at the time of writing."""
    auxiliary = event.by_role("auxiliary")
    return (
        bool(event.when())
        or event.head.lemma_ in INTENDING
        or (auxiliary is not None and auxiliary.part.text == "will")
    )


def _over(event: Event, published: date | None) -> bool:
    """Whether the present tells what was over at publication: a caption's "opens the bridge on 3 May", printed on 5 May."""
    when = event.when()
    return published is not None and when[:1].isdigit() and when < published.isoformat()[: len(when)]


def _now(event: Event, published: date | None) -> bool:
    """Whether a plain present is of the very year or month of publication: "hosts the games in 2012" may be news or a plan."""
    when, plain = event.when(), event.by_role("auxiliary") is None and event.present
    same = published is not None and len(when) < len("2012-05-01") and published.isoformat().startswith(when)
    return plain and same and event.head.lemma_ not in INTENDING and event.head.pos_ == "VERB"


def planned(event: Event, published: date | None) -> Event:
    """What a report announces for a date ("will host", "hosts on Wednesday") is told as a plan: "was to host"."""
    auxiliary, verb, subject = event.by_role("auxiliary"), event.by_role("verb"), event.by_role("subject")
    if verb is None or subject is None or event.head.pos_ != "VERB":
        return event
    if auxiliary is not None and auxiliary.part.text == "will":
        infinitive = f"to {verb.part.text}"
    elif auxiliary is None and event.present and (event.head.lemma_ in INTENDING or _over(event, published)):
        told = Phrase(verb.part.model_copy(update={"text": past_of(event.head.lemma_)}), verb.head)
        return replace(
            event, phrases=tuple(told if p is verb else p for p in event.phrases), support="did", present=False
        )
    elif auxiliary is None and event.present:
        infinitive = f"to {event.base}"
    else:
        return event
    be = Phrase(Part(role="auxiliary", text="were" if subject.part.plural else "was"), verb.head)
    plan = Phrase(verb.part.model_copy(update={"text": infinitive}), verb.head)
    phrases: list[Phrase] = []
    for phrase in event.phrases:
        if phrase is verb:
            phrases += [be, plan]
        elif phrase is not auxiliary:
            phrases.append(phrase)
    return replace(event, phrases=tuple(phrases), base="", support="", present=False)

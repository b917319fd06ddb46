"""`annotate`: an article through the language engine, and the typed layers laid over its Doc."""

import re
from bisect import bisect_left
from calendar import month_name
from datetime import date

from quizgen.annotate.attribution import find_attributions
from quizgen.annotate.coreference import named_antecedents, resolve
from quizgen.annotate.entities import find_entities, index, merge_birth_names
from quizgen.annotate.headline import find_headline
from quizgen.annotate.interview import find_answers, find_marked_answers, find_speech
from quizgen.annotate.meetings import link_meeting, main_meeting, meeting_months
from quizgen.annotate.selves import find_selves
from quizgen.annotate.spans import join_spans
from quizgen.annotate.times import TimeExpression, find_times
from quizgen.annotated import Annotated
from quizgen.models import Article
from quizgen.tokens import Doc


def annotate(article: Article) -> Annotated:
    """Read an article's running text (titles and headings are not prose) and lay the typed layers over it."""
    from quizgen.annotate.pipeline import load_pipeline

    text, starts = "", []
    for paragraph in article.paragraphs:
        if paragraph.kind in ("paragraph", "item"):
            text += "\n\n" if text else ""
            starts.append((len(text), paragraph.start))
            text += article.text[paragraph.start : paragraph.end]
    nlp = load_pipeline()
    doc = nlp(text)
    found = [_sure(time) for time in join_spans(text, find_times(text, article.info.published))]
    times, report = _trusted(found, article.info.published)
    title = nlp(article.info.title)
    title_names = [span.text for span in title.ents if span.label_ == "PERSON" and len(span) > 1]
    words = article.info.title.split()
    if not title_names and 2 <= len(words) <= 4 and all(word[:1].isupper() for word in words):
        title_names = [article.info.title]  # a biography's title; it counts only where the text has such a person
    entities = find_entities(doc, title_names)
    entity_at = index(entities)
    time_of = _time_of(doc, times)
    reference, antecedent = resolve(doc, entities, entity_at, time_of, article.info.title)
    if merged := merge_birth_names(doc, entities, entity_at, reference):
        entities, entity_at = merged, index(merged)
        reference, antecedent = resolve(doc, entities, entity_at, time_of, article.info.title)
    meetings = meeting_months(doc, times, entity_at)
    if (meeting := main_meeting(doc, entity_at, meetings)) is not None:
        link_meeting(doc, entity_at, meeting, reference)
        antecedent = named_antecedents(reference) | antecedent
    attributions = [
        *find_attributions(doc),
        *(find_marked_answers(doc, title, entities) or find_answers(doc, article.info.title, entities)),
        *find_speech(doc, title, entities),
    ]
    return Annotated(
        article,
        doc,
        times,
        time_of,
        entities,
        entity_at,
        reference,
        antecedent,
        attributions,
        find_selves(doc, attributions, entity_at, reference),
        meetings,
        meeting,
        report,
        find_headline(title, article.info.published, report),
        starts or [(0, 0)],
    )


def _time_of(doc: Doc, times: list[TimeExpression]) -> dict[int, TimeExpression]:
    """Token position -> the time expression that it stands in, the first where there are two."""
    starts = [token.idx for token in doc]
    return {
        i: time
        for time in reversed(times)
        for i in range(bisect_left(starts, time.start), bisect_left(starts, time.end))
    }


def _sure(time: TimeExpression) -> TimeExpression:
    """A date, or a vague one of "about 1750" and "fiscal 2019": nothing happened on those by the calendar."""
    doubtful = time.type == "DATE" and (time.approximate or time.fiscal)
    return time.model_copy(update={"vague": True}) if doubtful else time


DEICTIC = re.compile(
    r"(?i)\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today(?![’']s)|yesterday|tomorrow|tonight|ago|(?<!the )(?:this|last|next|past) (?:week|month|night|year))\b"
)


def _trusted(times: list[TimeExpression], published: date | None) -> tuple[list[TimeExpression], bool]:
    """The expressions, those that were read against the wrong date made vague; and whether the text is a dated report.

    A report speaks of days as its writer saw them ("on Wednesday"), and tells few years long past. In it, a bare "in August" that came out years before
    publication was read against a date of the past; in any other text, one that came out near publication was read
    against a date that has nothing to do with the story.
    """
    if published is None:
        return _near_their_year(times), False
    days = sum(time.anchored and not time.vague and DEICTIC.search(time.text) is not None for time in times)
    years = {int(time.value[:4]) for time in times if not time.anchored and re.match(r"\d{4}", time.value)}
    far = sum(abs(published.year - year) > 1 for year in years)
    report = days > 0 and far <= 3 * days

    def trust(time: TimeExpression) -> TimeExpression:
        if not time.anchored or time.vague or not time.value[:4].isdigit():
            return time
        near = abs(published.year - int(time.value[:4])) <= 1
        if report and CHAINED.search(time.text):
            return time
        return time if near == report else time.model_copy(update={"vague": True})

    trusted = [trust(time) for time in times]
    return (trusted if report else _near_their_year(trusted)), report


REACH = 250  # characters: two sentences


def _near_their_year(times: list[TimeExpression]) -> list[TimeExpression]:
    """A story's "on 5 November" is of the year that was named just before; where that is far back, of which is a guess."""
    named = -REACH - 1
    out = []
    for time in times:
        yearless = time.anchored and re.search(MONTH, time.text) and not re.search(r"\d{4}", time.text)
        far = time.start - named > REACH and not CHAINED.search(time.text)
        out.append(time.model_copy(update={"vague": True}) if yearless and far else time)
        if re.search(r"\d{4}", time.text):
            named = time.end
    return out


MONTH = rf"\b(?:{'|'.join(month_name[1:])})\b"


CHAINED = re.compile(r"(?i)\b(?:later|earlier|that|same|following|after|before)\b")

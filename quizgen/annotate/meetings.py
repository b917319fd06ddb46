"""When meetings were held: the event records that give "the Moscow talks" their date in every question."""

from collections import defaultdict

from quizgen import dates, gazetteer
from quizgen.annotate.times import TimeExpression
from quizgen.annotated import Entity
from quizgen.tokens import Doc

HOLDING = {"host", "hold", "meet", "convene", "gather", "open"}


def meeting_months(doc: Doc, times: list[TimeExpression], entity_at: dict[int, Entity]) -> dict[str, str]:
    """Place -> month, when all dated sentences that speak of a meeting there agree in it."""
    found: dict[str, set[str]] = defaultdict(set)
    for sentence in doc.sents:
        if not any(
            token.lemma_.lower() in gazetteer.MEETINGS or (token.pos_ == "VERB" and token.lemma_ in HOLDING)
            for token in sentence
        ):
            continue
        months = {
            value[:7]
            for time in times
            if sentence.start_char <= time.start < sentence.end_char and time.type in ("DATE", "TIME") and not time.vague
            and dates.grain(value := dates.edtf(time.value)) in ("day", "month")
        }  # fmt: skip
        days = {
            value
            for time in times
            if sentence.start_char <= time.start < sentence.end_char
            and not time.vague
            and dates.grain(value := dates.edtf(time.value)) == "day"
        }
        months = {day[:7] for day in days} or months
        places = {
            entity.name
            for token in sentence
            if (entity := entity_at.get(token.i)) is not None
            and entity.type == "PLACE"
            and any(child.lower_ in ("in", "at") for child in token.children)
        }
        for token in sentence:  # who hosts, hosts in the capital unless another place is named
            host = entity_at.get(token.i)
            if not places and host is not None and host.type == "COUNTRY" and any(t.lemma_ == "host" for t in sentence):
                country = gazetteer.country(host.name)
                places |= {country.capital} if country is not None and country.capital else set()
        for place in places:
            found[place] |= months
    return {place: next(iter(months)) for place, months in found.items() if len(months) == 1}


def main_meeting(doc: Doc, entity_at: dict[int, Entity], meetings: dict[str, str]) -> Entity | None:
    """The one meeting that the article names by its place and dates, under the name that tells it: "Moscow talks of October 2021"."""
    labels: dict[str, str] = {}
    for token in doc:
        if token.pos_ == "NOUN" and token.lemma_.lower() in gazetteer.MEETINGS:
            for child in token.children:
                entity = entity_at.get(child.i)
                if entity is not None and child.dep_ == "compound" and entity.name in meetings:
                    labels[entity.name] = f"{entity.name} {token.lower_} of {dates.words(meetings[entity.name])}"
    return Entity(next(iter(labels.values())), "MEETING", article=True) if len(labels) == 1 else None


def link_meeting(doc: Doc, entity_at: dict[int, Entity], meeting: Entity, reference: dict[int, Entity]) -> None:
    """`the meeting` is that meeting, unless the last one spoken of was another: one in another place, or one of its own kind."""
    other = False
    for token in doc:
        if token.pos_ != "NOUN" or token.lemma_.lower() not in gazetteer.MEETINGS:
            continue
        children = list(token.children)
        bare = any(c.lower_ == "the" for c in children) and all(c.dep_ in ("det", "case", "punct") for c in children)
        if bare and not other:
            reference.setdefault(token.i, meeting)
        elif not bare:
            places = {e.name for t in token.sent if (e := entity_at.get(t.i)) is not None and e.type == "PLACE"}
            own = any(meeting.name.startswith(name) for name in places)
            hosted = any(t.lemma_ == "host" for t in token.sent)
            other = not (own or hosted)

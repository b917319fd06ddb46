"""When meetings were held: the event records that give "the Moscow talks" their date in every question."""

from collections import defaultdict

from spacy.tokens import Doc

from quizgen import dates, gazetteer
from quizgen.annotate.times import TimeExpression
from quizgen.annotated import Entity

MEETINGS = {"talk", "meeting", "summit", "conference", "negotiation", "gathering", "forum", "congress"}
HOLDING = {"host", "hold", "meet", "convene", "gather", "open"}


def meeting_months(doc: Doc, times: list[TimeExpression], entity_at: dict[int, Entity]) -> dict[str, str]:
    """Place -> month, when all dated sentences that speak of a meeting there agree in it."""
    found: dict[str, set[str]] = defaultdict(set)
    for sentence in doc.sents:
        if not any(
            token.lemma_.lower() in MEETINGS or (token.pos_ == "VERB" and token.lemma_ in HOLDING) for token in sentence
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

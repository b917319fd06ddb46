"""Names made whole: what the engine cuts at "St.", at "the Great", and at a title's first word."""

import re
from calendar import month_name
from collections.abc import Sequence, Set

from quizgen import gazetteer
from quizgen.tokens import Doc, Span

BEFORE_PLACES = {"St.", "St", "Saint", "Sainte", "Mt.", "Mount", "Ft.", "Fort", "Port", "Lake", "Cape", "San", "Santa", "Los", "Las", "Le", "La", "El"}  # fmt: skip
SHIPS = {"HMS", "USS", "USNS", "RMS", "FS", "HMCS", "HMAS", "INS", "MV", "MS", "RRS"}  # what stands before ships' names
TITLE_STARTS = {"A", "An", "The"}  # with a capital inside a sentence
NUMERAL = re.compile(r"[IVX]+")  # of rulers and sons
SUFFIXES = {"Jr", "Jr.", "Sr", "Sr."}
INNER = {"of", "in", "for", "from", "as", "to", "at", "on", "with", "and"}  # small words inside titles of works
MONTHS = set(month_name[1:])
NUMBERED = {"No.", "No", "Op.", "Nr."}


def whole_names(doc: Doc, spans: Sequence[Span]) -> list[Span]:
    """The spans in order, each with the words around it that belong to the name; what it swallows is left out."""
    found: list[Span] = []
    taken = {i for span in spans if span.label_ in ("PLACE", "EVENT") for i in range(span.start, span.end)}
    for span in sorted(spans, key=lambda span: span.start):
        if found and span.start < found[-1].end:
            continue  # swallowed
        start, end = span.start, span.end
        last = found[-1] if found else None
        if (
            span.label_ == "PLACE"
            and start > 0
            and doc[start - 1].text in BEFORE_PLACES
            and not _starts_sentence(doc, start)
        ):
            cut = last is not None and (last.start, last.end) == (start - 1, start)  # "Mt." as a name of its own
            if cut:
                found.pop()
            start -= cut or last is None or last.end < start
        elif (
            span.label_ == "OTHER"
            and start > 0
            and doc[start - 1].text in TITLE_STARTS
            and not _starts_sentence(doc, start - 1)
        ):
            start -= 1
        elif span.label_ == "PERSON" and end - start == 1 and _has_byname(doc, end):
            end += 2
        if span.label_ == "PERSON":
            end = _suffix_end(doc, end)
        if span.label_ == "OTHER":
            if start > 1 and doc[start - 1].text == ":" and re.fullmatch(r"\d{3,4}", doc[start - 2].text):
                start -= 2  # "1848: A Year of Storms"
            end = _mark_end(doc, _title_end(doc, end, taken))
        if span.label_ == "ORG":
            end = _mark_end(doc, _campus_end(doc, start, end))
        if (
            last is not None
            and span.label_ == last.label_ == "PERSON"
            and (last.end, "&") == (start - 1, doc[start - 1].text)
        ):
            start, span = found.pop().start, Span(doc, span.start, span.end, "ORG")  # "Moor & Lund"
        label = "OTHER" if doc[start].text in SHIPS and end - start > 1 else span.label_
        if label != span.label_:
            span = Span(doc, span.start, span.end, label)
        found.append(Span(doc, start, end, label) if (start, end) != (span.start, span.end) else span)
    return found


def _title_end(doc: Doc, end: int, taken: Set[int]) -> int:
    """ "A Synopsis" of English Syntax, "the Nobel Prize" in Physics: the name goes on behind "of", "in", "for", "from"."""
    while end + 1 < len(doc) and doc[end].lower_ in INNER:
        article = doc[end + 1].text in ("the", "a", "an")
        after = end + 1 + article
        if not article and doc[end].lower_ not in ("of", "in", "for", "from"):
            break  # "Journal of a Harbour", "Portrait as a Young Woman", but not "Harbour Watch to Norway"
        if after >= len(doc) or not doc[after].text[:1].isupper() or (after in taken and doc[end].lower_ != "of"):
            break
        if doc[after].text in MONTHS or (doc[end].lower_ in ("from", "for") and after == end + 1):
            break  # "the site Harbour Watch from Friday", "a prize for Norway"
        end = after
        while (
            end < len(doc)
            and (
                doc[end].text[:1].isupper()
                or (doc[end].text == "and" and end + 1 < len(doc) and doc[end + 1].text[:1].isupper())
            )
            and not doc[end].is_punct
        ):
            end += 1
    return end


def _suffix_end(doc: Doc, end: int) -> int:
    """ "Haile Selassie" I, "Otto Marlow" Jr., "Otto Marlow", Jr.,: what tells two persons of one name apart."""
    comma = end + 1 < len(doc) and doc[end].text == ","
    at = end + comma
    if at < len(doc) and doc[at].text in SUFFIXES:
        return at + 1
    if comma or at >= len(doc) or not NUMERAL.fullmatch(doc[at].text):
        return end
    spoken = doc[at].text == "I" and at + 1 < len(doc) and doc[at + 1].tag_ in ("VBP", "MD")  # "with Marlow I am"
    return end if spoken or doc[at - 1].text in SUFFIXES else at + 1


def _mark_end(doc: Doc, end: int) -> int:
    """ "Ahoy"! in 1943, "Symphony" No. 9: signs and numbers of a work, where its sentence goes on behind them."""
    if end + 1 < len(doc) and doc[end].text in ("!", "?") and doc[end + 1].text[:1].islower():
        return end + 1
    at = end - (doc[end - 1].text in NUMBERED)
    if at < len(doc) and doc[at].text in NUMBERED:
        at += 1 + (at + 1 < len(doc) and doc[at + 1].text == ".")
        if at < len(doc) and doc[at].text[:1].isdigit():
            return at + 1
    return end


def _campus_end(doc: Doc, start: int, end: int) -> int:
    """ "University of Norland", Elling: one of several that share the name."""
    if doc[start].text != "University" or end + 1 >= len(doc) or doc[end].text != ",":
        return end
    last = end + 1
    while last < len(doc) and doc[last].text[:1].isupper() and gazetteer.country(doc[last].text) is None:
        last += 1
    return last if last > end + 1 else end


def _has_byname(doc: Doc, end: int) -> bool:
    """ "Catherine the Great": the article and one capital word, and no noun behind that it could belong to."""
    if end + 1 >= len(doc) or doc[end].text != "the" or not doc[end + 1].text[:1].isupper():
        return False
    if doc[end + 1].head.i != end - 1 and doc[end + 1].tag_ != "JJ":
        return False  # "gave Mary the Bible"
    return end + 2 >= len(doc) or not (doc[end + 2].text[:1].isupper() or doc[end + 2].tag_ in ("NN", "NNS", "HYPH"))


def _starts_sentence(doc: Doc, i: int) -> bool:
    return bool(doc[i].is_sent_start)

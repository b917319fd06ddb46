"""Names made whole: what the engine cuts at "St.", at "the Great", and at a title's first word."""

import re
from calendar import month_name
from collections.abc import Iterator, Sequence, Set

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


RULERS = {"King", "Queen", "Emperor", "Empress", "Pope", "Prince", "Princess", "Tsar"}
LORDS = {"Duke", "Duchess", "Count", "Countess", "Earl", "Marquis", "Baron", "Regent", "Sultan", "Shah", "Bishop", "Archbishop", "President", "Dauphin"}  # fmt: skip


def is_post(name: str) -> bool:
    """`King of Norway` stands for a name, and is said with "the"."""
    title, _, rest = name.partition(" ")
    return rest.startswith("of ") and (title in RULERS or title in LORDS)


def whole_names(doc: Doc, spans: Sequence[Span]) -> list[Span]:
    """The spans in order, each with the words around it that belong to the name; what it swallows is left out."""
    spans = _joined_by_particles(doc, sorted(spans, key=lambda span: span.start))
    people = [span for span in spans if span.label_ == "PERSON"]
    found: list[Span] = []
    taken = {i for span in spans if span.label_ in ("PLACE", "EVENT") for i in range(span.start, span.end)}
    for span in sorted([*spans, *_bodies(doc, spans)], key=lambda span: (span.start, -span.end)):
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
        elif (span.label_ == "PERSON" and end - start == 1 and _has_byname(doc, end)) or (
            span.label_ == "PERSON" and end - start == 1 and _is_of_place(doc, end, people)
        ):
            end += 2
        if span.label_ == "PERSON":
            end = _suffix_end(doc, end)
        if span.label_ == "OTHER":
            if start > 1 and doc[start - 1].text == ":" and re.fullmatch(r"\d{3,4}", doc[start - 2].text):
                start -= 2  # "1848: A Year of Storms"
            end = _mark_end(doc, _title_end(doc, end, taken))
        if doc[end - 1].text == "District" and end < len(doc) and doc[end].text == "Attorney" and end - start > 1:
            end -= 1
        if span.label_ == "PERSON" and (ship := _ship_before(doc, start)) is not None:
            start = ship
        if span.label_ == "ORG":
            end = _mark_end(doc, _campus_end(doc, start, end))
        if (
            last is not None
            and span.label_ == "ORG"
            and last.label_ == "PERSON"
            and last.end == start
            and doc[start].text in NAMED_AFTER
        ):
            start = found.pop().start  # "Marjorie Moor" High School
        if (
            last is not None
            and span.label_ == last.label_ == "PERSON"
            and (last.end, "&") == (start - 1, doc[start - 1].text)
        ):
            start, span = found.pop().start, Span(doc, span.start, span.end, "ORG")  # "Moor & Lund"
        end = _glued_end(doc, _whole_end(doc, start, end))
        label = "OTHER" if doc[start].text in SHIPS and end - start > 1 else span.label_
        if label != span.label_:
            span = Span(doc, span.start, span.end, label)
        found.append(Span(doc, start, end, label) if (start, end) != (span.start, span.end) else span)
    return found


def _ship_before(doc: Doc, start: int) -> int | None:
    """ "MV" Professor "Albrecht Penck": a vessel that bears somebody's name."""
    at = start - 1
    while at > 0 and start - at < 3 and doc[at].text[:1].isupper() and doc[at].text not in SHIPS:
        at -= 1
    return at if at >= 0 and doc[at].text in SHIPS else None


def _whole_end(doc: Doc, start: int, end: int) -> int:
    """ "Supreme Court of the United" Kingdom: a name behind "of" goes on to the word that its last word hangs on."""
    inside = [token.text for token in doc[start:end]]
    if "of" not in inside[-3:-1] or end >= len(doc) or doc[end - 1].head.i != end:
        return end
    return end + 1 if doc[end].text[:1].isupper() and doc[end].tag_.startswith("NNP") else end


def _glued_end(doc: Doc, end: int) -> int:
    """ "SARS"-CoV-2: what is written in one with a name, behind a hyphen, where it holds a capital or a figure."""
    last = end
    while (
        last + 1 < len(doc)
        and doc[last].text in ("-", "–")
        and not doc[last - 1].whitespace_
        and not doc[last].whitespace_
    ):
        if not re.search(r"[A-Z\d]", doc[last + 1].text):
            break
        last += 2
    return end if doc[end - 1].text[-1].isdigit() else last


NAMED_AFTER = {"High", "Middle", "Elementary", "Primary", "School", "University", "College", "Foundation", "Center", "Centre", "Institute", "Hospital", "Library",
               "Museum", "Memorial", "Airport", "Award", "Prize", "Trust", "Fund"}  # fmt: skip
PARTICLES = {"ud", "ad", "al", "ul", "el", "ibn", "bin", "bint", "-"}


def _joined_by_particles(doc: Doc, spans: Sequence[Span]) -> list[Span]:
    """ "Ghiyas" ud-"Din Balban": one person, cut at the small words of his name."""
    found: list[Span] = []
    for span in spans:
        last = found[-1] if found else None
        between = doc[last.end : span.start] if last is not None else None
        if (
            last is not None
            and between
            and last.label_ == span.label_ == "PERSON"
            and all(token.text in PARTICLES for token in between)
            and any(token.is_alpha for token in between)
        ):
            found[-1] = Span(doc, last.start, span.end, "PERSON")
        else:
            found.append(span)
    return found


def _is_of_place(doc: Doc, end: int, people: Sequence[Span]) -> bool:
    """ "Mahmud" of Ghazni: one name by itself, no surname of somebody whom the text names in full, and the place he is called by."""
    if end + 1 >= len(doc) or doc[end].text != "of" or not doc[end + 1].text[:1].isupper() or doc[end + 1].is_punct:
        return False
    name = doc[end - 1].text
    in_full = any(len(span) > 1 and name in (doc[span.start].text, doc[span.end - 1].text) for span in people)
    further = end + 2 < len(doc) and doc[end + 2].text[:1].isupper()
    return not in_full and not further and gazetteer.country(doc[end + 1].text) is None


BODIES = {"Committee", "Commission", "Office", "Department", "Ministry", "Agency", "Board", "Council", "Bureau", "Service", "Administration", "Authority"}  # fmt: skip
MOST_OF_BODY = 12  # words


def _bodies(doc: Doc, spans: Sequence[Span]) -> Iterator[Span]:
    """ "the Senate Health, Education, Labor, and Pensions Committee": a body whose name is a row, from its article on."""
    people = {i for span in spans if span.label_ == "PERSON" for i in range(span.start, span.end)}
    for token in doc:
        if token.text not in BODIES:
            continue
        start = token.i
        while start > max(0, token.i - MOST_OF_BODY) and start - 1 not in people and _in_row(doc, start - 1):
            start -= 1
        while start < token.i and not doc[start].text[:1].isupper():
            start += 1
        inside = doc[start : token.i]
        opened = start > 0 and doc[start - 1].lower_ == "the" and doc[start - 1].head.i >= token.i
        if opened and any(each.text == "and" for each in inside):
            yield Span(doc, start, token.i + 1, "ORG")


def _in_row(doc: Doc, i: int) -> bool:
    token = doc[i]
    return token.text in (",", "and", "&") or (token.text[:1].isupper() and token.pos_ in ("PROPN", "NOUN", "ADJ"))


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

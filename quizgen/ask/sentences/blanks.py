"""Where a blank may stand in a sentence: on a whole date, figure, name or term that the matter forces, not the idiom."""

import re
from collections.abc import Iterator

from quizgen import gazetteer
from quizgen.annotated import Annotated, Entity
from quizgen.ask.sentences.spots import Blank, BlankKind, whole
from quizgen.ask.sentences.terms import terms
from quizgen.ask.sentences.verbatim import Standing
from quizgen.tokens import Span, Token

NAMES: dict[str, BlankKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "COUNTRY": "country",
    "PLACE": "place",
    "EVENT": "event",
}
FIGURE = re.compile(r"(?:[$£€]\s?)?\d+(?:,\d{3})*(?:\.\d+)?(?:\s(?:million|billion|trillion|thousand))?")
NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM")
SMALL = ("one", "two", "both", "first", "half", "zero", "dozen", "a", "1", "2")


def blanks(annotated: Annotated, standing: Standing) -> list[Blank]:
    """All blanks that may stand in it, in the order of the sentence."""
    found = [*_dates(annotated, standing), *_figures(annotated, standing), *_names(annotated, standing)]
    found += [blank for blank in terms(annotated, standing) if not any(_overlap(blank, other) for other in found)]
    text = annotated.doc.text
    return sorted(
        (blank for blank in found if not _told(text[blank.start : blank.end], blank, standing, text)),
        key=lambda blank: blank.start,
    )


def _overlap(one: Blank, other: Blank) -> bool:
    return one.start < other.end and other.start < one.end


def _told(answer: str, blank: Blank, standing: Standing, text: str) -> bool:
    """Whether the rest of the sentence says the answer or a word of it."""
    rest = f"{standing.lead} {text[standing.start : blank.start]} {text[blank.end : standing.end]}".lower()
    rest += " ".join(edit.words for edit in standing.edits).lower()
    own = [word for word in re.findall(r"\w+", answer.lower()) if len(word) > 3 or word.isdigit()]
    said = set(re.findall(r"\w+", rest))
    return any(word in said or (word.isalpha() and any(_kin(word, other) for other in said)) for word in own)


def _kin(word: str, other: str) -> bool:
    """ "tax", "taxes"; "music", "musical"."""
    short, long = sorted((word, other), key=len)
    return len(short) > 4 and long.startswith(short[:-1]) and len(long) - len(short) <= 3


# ---------------------------------------------------------------------------------------------------- dates and figures


def _dates(annotated: Annotated, standing: Standing) -> Iterator[Blank]:
    doc = annotated.doc
    for time in annotated.times:
        if not (standing.start <= time.start and time.end <= standing.end) or time.type != "DATE":
            continue
        inside = [token for token in standing.tokens if time.start <= token.idx < time.end]
        if (
            not inside
            or not re.search(r"\d", time.text)
            or re.search(r"(?i)\b(?:ago|last|next|this|later)\b", time.text)
        ):
            continue
        first, last = inside[0], inside[-1]
        if last.idx + len(last.text) < time.end or not whole(standing, first, last):
            continue
        before = doc[first.i - 1] if first.i else None
        after = doc[last.i + 1] if last.i + 1 < len(doc) else None
        if after is not None and (after.text[:1].isupper() or after.tag_ == "POS"):
            continue  # "the 1964 Summer Olympics"
        if before is not None and before.text == "," and after is not None and after.text == ",":
            if re.fullmatch(r"\d{4}", time.text):
                continue  # a year set beside a title
        if before is not None and re.fullmatch(r"\d{4}", time.text):
            named = doc[before.i - 1] if before.lower_ == "of" and before.i else before
            if named.text[:1].isupper() and not named.is_sent_start:
                continue  # "Act 1983", "the War of 1812"
        if after is not None and (
            after.pos_ in ("NOUN", "ADJ", "PROPN") or (after.tag_ == "VBN" and after.dep_ == "amod")
        ):
            continue  # "the 2005 census"
        if _beside_its_like(first, last) or _hangs(before, time.text):
            continue
        start = first.idx + (4 if time.text.startswith("the ") else 0)
        yield Blank("year" if re.fullmatch(r"\d{4}", time.text) else "date", start, time.end)


def _beside_its_like(first: Token, last: Token) -> bool:
    """ "In ____ and 1927", "the 3rd and ____ centuries", "eighty to ____ percent": its neighbour tells it, or belongs to it."""
    doc = first.doc
    first = doc[first.i + 1] if first.lower_ == "the" and first is not last else first
    if doc[first.i - 1].lower_ == "between":
        return doc[min(last.i + 1, len(doc) - 1)].lower_ != "and"
    for own, joint, like in ((_value(first), first.i - 1, first.i - 2), (_value(last), last.i + 1, last.i + 2)):
        if min(joint, like) < 0 or max(joint, like) >= len(doc) or doc[joint].lower_ not in ALIKE:
            continue
        other = _value(doc[like + 1 if doc[like].lower_ in ("early", "late", "mid") else like])
        if other is not None and own is not None and (min(own, other) < 1000 or abs(own - other) <= NEAR):
            return True
    return False


ALIKE = ("and", "or", "to", "nor", "–", "-")
NEAR = 1  # years: "1926 and 1927"
DECADE = re.compile(r"\d{3}0['’]?s")


def _value(token: Token) -> float | None:
    """The number that a word is, an ordinal's or a decade's too; 0 for one in words."""
    if match := DECADE.fullmatch(token.text):
        return int(match[0][:3])
    if match := re.fullmatch(r"(\d+(?:\.\d+)?)(?:st|nd|rd|th)?", token.text.replace(",", "")):
        return float(match[1])
    return 0 if token.pos_ == "NUM" else None


def _counted_behind(standing: Standing, number: str, last: Token) -> bool:
    """ "____ boats, the Tern, the Gull and the Auk": whoever counts them has the answer."""
    words = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
    few = int(number) if number.isdigit() else words.index(number.lower()) + 2 if number.lower() in words else 0
    return few > 2 and any(
        token.i > last.i and sum(child.dep_ == "conj" for child in token.children) == few - 1
        for token in standing.tokens
    )


def _hangs(before: Token | None, date: str) -> bool:
    """ "in Elling Jan. 8", "from 10th century": the word that joins the date to its sentence is missing."""
    if before is None:
        return False
    return before.pos_ in ("NOUN", "PROPN") or (before.pos_ == "ADP" and re.match(r"\d+\w\w [Cc]", date) is not None)


def _figures(annotated: Annotated, standing: Standing) -> Iterator[Blank]:
    doc, text = annotated.doc, annotated.doc.text
    for match in FIGURE.finditer(text, standing.start, standing.end):
        inside = [token for token in standing.tokens if match.start() <= token.idx < match.end()]
        if not inside or inside[0].idx != match.start() or inside[-1].idx + len(inside[-1].text) != match.end():
            continue
        yield from _figure(annotated, standing, inside[0], inside[-1])
    for token in standing.tokens:
        if token.pos_ == "NUM" and token.text.isalpha() and token.dep_ == "nummod" and token.lower_ not in SMALL:
            last = token
            while last.i + 1 < len(doc) and doc[last.i + 1].lower_ in ("hundred", "thousand", "million", "billion"):
                last = doc[last.i + 1]
            if token.lower_ not in ("million", "billion", "hundred", "thousand", "trillion"):
                yield from _figure(annotated, standing, token, last)


def _figure(annotated: Annotated, standing: Standing, first: Token, last: Token) -> Iterator[Blank]:
    doc = annotated.doc
    time = annotated.time_of.get(first.i)
    if (time is not None and time.type in ("DATE", "TIME", "SET")) or not whole(standing, first, last):
        return
    before = doc[first.i - 1] if first.i else None
    after = doc[last.i + 1] if last.i + 1 < len(doc) else None
    written = doc.text[first.idx : last.idx + len(last.text)]
    if written.lower() in SMALL or after is None or re.fullmatch(r"1[5-9]\d\d|20\d\d", written):
        return
    money = written[0] in "$£€"
    if (
        not money
        and before is not None
        and (before.text in "#§" or before.text[:1].isupper())
        and before.i != standing.tokens[0].i
    ):
        return  # "Article 5", "Falcon 9"
    if not money and (after.text[:1].isupper() or after.text in ("th", "st", "nd", "rd", "a.m.", "p.m.", "°")):
        return
    if not money and before is not None and before.text == "," and after.text in (",", "."):
        return  # an age set beside a name
    if after.i + 1 < len(doc) and doc[after.i + 1].pos_ == "NUM":
        return  # "5 hours 41 minutes"
    if _beside_its_like(first, last) or _counted_behind(standing, written, last):
        return
    if not money and after.pos_ not in ("NOUN", "ADJ", "ADP", "SYM", "ADV", "VERB") and after.text != "%":
        return
    yield Blank("amount" if money else "number", first.idx, last.idx + len(last.text))


# ---------------------------------------------------------------------------------------------------------------- names


def _names(annotated: Annotated, standing: Standing) -> Iterator[Blank]:
    sentence, home = standing.sentence, _home(annotated)
    own = {token.i for token in standing.tokens}
    for entity in annotated.entities:
        kind = NAMES.get(entity.type)
        if kind is None or entity is home or entity.name in WORLDS or _is_subject(annotated, entity):
            continue
        if sum(span.start in own for span in entity.mentions) > 1:
            continue  # "the Tern Network, or ____"
        for span in entity.mentions:
            if sentence.start <= span.start and span.end <= sentence.end and whole(standing, span[0], span[-1]):
                if _name_fits(annotated, standing, entity, span, kind):
                    yield Blank(kind, span.start_char, span.end_char, entity)


WORLDS = ("Earth", "Moon", "Sun", "World")  # nothing else stands where they do


def _home(annotated: Annotated) -> Entity | None:
    """The country that an article is at home in, named far more often than any other: a blank for it asks nothing."""
    lands = sorted((e for e in annotated.entities if e.type == "COUNTRY"), key=lambda e: -len(e.mentions))
    first, second = (len(lands[i].mentions) if i < len(lands) else 0 for i in (0, 1))
    return lands[0] if first >= 3 and first >= HOME * second else None


HOME = 2.5  # times as often as the next


def _is_subject(annotated: Annotated, entity: Entity) -> bool:
    """Whether the title names it: what the whole article is about is no answer."""
    title = annotated.article.info.title.lower()
    if any(len(word) > 3 and word.lower() in title for word in entity.name.split()):
        return True
    short = next((span.text for span in entity.mentions if span.text.isupper()), "")
    return bool(short) and f"{title} ({short.lower()})" in annotated.doc.text.lower()  # "Tuberculosis (TB)"


def _name_fits(annotated: Annotated, standing: Standing, entity: Entity, span: Span, kind: BlankKind) -> bool:
    doc = annotated.doc
    before = doc[span.start - 1] if span.start > sentence_start(standing) else None
    after = doc[span.end] if span.end < len(doc) else None
    if (any(token.tag_.startswith("JJ") for token in span) and len(span) == 1) or not span.text[:1].isupper():
        return False  # "British officials"
    if gazetteer.is_demonym(span.text) or (kind == "person" and gazetteer.is_demonym(span[0].text)):
        return False
    if kind == "place" and span.root.tag_ == "NNPS" and gazetteer.place(span.text) is None:
        return False  # "Missourians"
    if kind == "organisation" and re.fullmatch(r"(?:[A-Z][a-z]?\.)+[A-Z]?", span.text):
        return False  # "B.A."
    if after is not None and (
        after.text[:1].isupper() or after.text == "&" or after.pos_ in ("NOUN", "PROPN", "ADJ", "NUM")
    ):
        return False  # part of a longer name, or beside its noun: "NASA scientists"
    if after is not None and after.tag_ == "POS" and (after.text in ("’", "'") or doc[span.end + 1].text[:1].isupper()):
        return False  # "Adams’ motives" tells the s, "Elling's Harbour Museum" is one name
    if before is not None and before.tag_ == "POS" and before.i and doc[before.i - 1].text[:1].isupper():
        return False  # "People's Republic of China"
    if after is not None and after.lower_ == "and" and span.end + 1 < len(doc):
        follower = doc[span.end + 1]
        if follower.pos_ == "ADJ" or (follower.text[:1].isupper() and follower.i not in annotated.entity_at):
            return False  # "the U.S. and Algerian prisoners", "the National Archives and Records Administration"
    if before is not None and before.text[:1].isupper():
        if kind != "person" or gazetteer.title(before.text) is None:
            return False
    if (
        before is not None
        and before.lower_ in ("of", "for", "and", "&", "at")
        and before.i
        and doc[before.i - 1].text[:1].isupper()
    ):
        if before.lower_ != "and" or doc[before.i - 1].i not in annotated.entity_at:
            return False  # "Bank of England"
    if after is not None and after.lower_ in ("of", "for", "&") and span.end + 1 < len(doc):
        follower = doc[span.end + 1]
        if follower.text[:1].isupper() or follower.lower_ == "the":
            return False
    if before is not None and before.text == "," and after is not None:
        if after.text in (",", ".", ";", "and") or (
            kind in ("place", "country") and before.i - 1 in annotated.entity_at
        ):
            return False  # an item of a list, or the country behind a town
    if (
        after is not None
        and after.text == ","
        and span.end + 1 < len(doc)
        and doc[span.end + 1].i in annotated.entity_at
    ):
        return False  # the town before its country
    if _listed(span.root):
        return False
    if after is not None and after.tag_ == "POS" and doc[min(span.end + 1, len(doc) - 1)].pos_ not in NOMINAL:
        return False  # a genitive whose noun was lost
    if any(child.dep_ in ("appos", "flat") for child in span.root.children) and kind != "person":
        return False
    if kind == "country":
        return not _country_told(annotated, standing, entity, span)
    return kind != "person" or len(span) > 1 or (span.text != entity.name and span.text == entity.name.split()[-1])


def _listed(token: Token) -> bool:
    """One of three or more things that are told in a row: any of them could be left out."""
    top = token
    while top.dep_ == "conj":
        top = top.head
    return sum(child.dep_ == "conj" for child in top.children) >= 2


def sentence_start(standing: Standing) -> int:
    return standing.tokens[0].i


def _country_told(annotated: Annotated, standing: Standing, entity: Entity, span: Span) -> bool:
    """Whether another word of the sentence tells the country: its people, a city of its own, a part of it."""
    for token in standing.tokens:
        other = annotated.entity_at.get(token.i)
        if span.start <= token.i < span.end:
            continue
        land = gazetteer.country(token.text)
        city = gazetteer.city(token.text) or (gazetteer.city(other.name) if other is not None else None)
        if (land is not None and land.name == entity.name) or (city is not None and city.country == entity.name):
            return True
    return False

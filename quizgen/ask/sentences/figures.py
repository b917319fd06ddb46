"""Dates and figures that a blank may stand for: whole, joined to their sentence, and not told by their neighbours."""

import re
from collections.abc import Iterator

from quizgen.annotated import Annotated
from quizgen.ask.sentences.spots import Blank, whole
from quizgen.ask.sentences.verbatim import Standing
from quizgen.tokens import Token

FIGURE = re.compile(r"(?:[$£€]\s?)?\d+(?:,\d{3})*(?:\.\d+)?(?:\s(?:million|billion|trillion|thousand))?")
SMALL = ("one", "two", "both", "first", "half", "zero", "dozen", "a", "1", "2")


def dates(annotated: Annotated, standing: Standing) -> Iterator[Blank]:
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
        words = re.sub(r"^(?:the )?(?:year )?", "", time.text)
        if re.fullmatch(r"\d{1,2}", words):
            continue  # "from 11 to 12 September"
        yield Blank("year" if re.fullmatch(r"\d{4}", words) else "date", time.end - len(words), time.end)


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


def figures(annotated: Annotated, standing: Standing) -> Iterator[Blank]:
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

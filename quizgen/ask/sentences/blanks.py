"""Where a blank may stand in a sentence: on a whole date, figure, name or term that the matter forces, not the idiom."""

import re
from collections.abc import Iterator

from quizgen import gazetteer
from quizgen.annotated import Annotated, Entity
from quizgen.ask.sentences.figures import dates, figures
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
NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM")


def blanks(annotated: Annotated, standing: Standing) -> list[Blank]:
    """All blanks that may stand in it, in the order of the sentence."""
    found = [*dates(annotated, standing), *figures(annotated, standing), *_names(annotated, standing)]
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
    if answer.isupper() and _spelled_out(answer, text[standing.start : blank.start]):
        return True
    own = [word for word in re.findall(r"\w+", answer.lower()) if len(word) > 3 or word.isdigit()]
    said = set(re.findall(r"\w+", rest))
    return any(word in said or (word.isalpha() and any(_kin(word, other) for other in said)) for word in own)


def _spelled_out(acronym: str, before: str) -> bool:
    """ "the Tern Conference on Harbours and Ships, or TCHS"."""
    initials = iter(word[0].upper() for word in re.findall(r"[^\W\d_]+", before)[-2 * len(acronym) :])
    return all(letter in initials for letter in acronym)


def _kin(word: str, other: str) -> bool:
    """ "tax", "taxes"; "music", "musical"."""
    short, long = sorted((word, other), key=len)
    return len(short) > 4 and long.startswith(short[:-1]) and len(long) - len(short) <= 3


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
    if before is not None and before.tag_ == "POS" and doc[before.i - 1].text[:1].isupper() and kind == "country":
        return False  # "the People's Republic of China"
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

"""What an article offers as wrong options and what it rules out: its names by kind, its terms, its text."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from quizgen import gazetteer
from quizgen.annotated import Annotated, Entity
from quizgen.ask.options.locales import sex_of
from quizgen.models import Fact

KIND = {"PERSON": "person", "ORG": "organisation", "COUNTRY": "country", "PLACE": "place", "EVENT": "event"}
THIS_YEAR = 2030  # nothing later has happened, for an article without a date


class Named(NamedTuple):
    """A clean name of the article: `article` when "the" is said before it, `gender` "m", "f" or "" of a person."""

    name: str
    article: bool = False
    gender: str = ""
    forms: tuple[str, ...] = ()  # all that the article calls it


class Stock(NamedTuple):
    """`names` by kind and `terms` by the noun at their end, in the article's order; `sentences` of its text; nothing
    that it tells has happened after `latest`."""

    text: str
    sentences: tuple[str, ...]
    names: Mapping[str, tuple[Named, ...]]
    terms: Mapping[str, tuple[str, ...]]
    latest: date
    time: int = THIS_YEAR  # the year about which it tells: the middle one of those that it names

    def named(self, answer: str) -> tuple[str, Named] | None:
        """Kind and name of an answer that the article knows by one of its forms."""
        wanted = bare(answer)
        for kind, names in self.names.items():
            for each in names:
                if wanted == each.name or wanted in each.forms:
                    return kind, each
        return None


def bare(name: str) -> str:
    """A name without its article."""
    return name[4:] if name[:4] in ("the ", "The ") and name[4:5].isupper() else name.removeprefix("the ")


def stock_of(annotated: Annotated) -> Stock:
    """What an annotated article offers."""
    names: dict[str, list[Named]] = {}
    for entity in annotated.entities:
        kind = KIND.get(entity.type)
        if kind is not None and _clean(entity, annotated):
            forms = tuple(dict.fromkeys(span.text for span in entity.mentions))
            gender = entity.gender or _sex(entity.name) if kind == "person" else ""
            names.setdefault(kind, []).append(Named(entity.name, _articled(entity, annotated), gender, forms))
    published = annotated.article.info.published
    sentences = tuple(sentence.text.strip() for sentence in annotated.sentences())
    return Stock(
        annotated.doc.text,
        sentences,
        {kind: tuple(each) for kind, each in names.items()},
        _terms(annotated),
        published or date(_latest(annotated.doc.text), 12, 31),
        _time(annotated.doc.text),
    )


def _sex(name: str) -> str:
    return gazetteer.gender(name.split()[0]) or sex_of(name.split()[0])


def _time(text: str) -> int:
    years = sorted(int(year) for year in re.findall(r"\b(?:1\d|20)\d\d\b", text))
    return years[len(years) // 2] if years else THIS_YEAR


def _latest(text: str) -> int:
    """The last year that a text without a date of its own names: what it tells has not happened later."""
    years = [int(year) for year in re.findall(r"\b(?:1\d|20)\d\d\b", text)]
    return max((year for year in years if year <= THIS_YEAR), default=THIS_YEAR)


def stock_of_facts(text: str, facts: Sequence[Fact], published: date | None = None) -> Stock:
    """What can be known without the engine: persons of facts, and countries and cities that the text names."""
    persons: dict[str, None] = {}
    for fact in facts:
        name = getattr(fact, "person", "") or getattr(fact, "speaker", "")
        if 2 <= len(name.split()) <= 4 and all(word[:1].isupper() for word in name.split()):
            persons.setdefault(name)
    told = text or " ".join(dict.fromkeys(fact.evidence.text for fact in facts))
    runs = dict.fromkeys(run.rstrip(".") for run in re.findall(r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*", told))
    countries = [known for run in runs if (known := gazetteer.country(run)) is not None and known.name == run]
    cities = [run for run in runs if (city := gazetteer.city(run)) is not None and not city.ambiguous]
    return Stock(
        told,
        tuple(re.split(r"(?<=[.!?])\s+", told)),
        {
            "person": tuple(Named(name, gender=_sex(name)) for name in persons),
            "country": tuple(Named(each.name, each.article) for each in countries),
            "place": tuple(Named(name) for name in cities),
        },
        {},
        published or date(_latest(told), 12, 31),
        _time(told),
    )


def _articled(entity: Entity, annotated: Annotated) -> bool:
    """Whether the article says "the" before it."""
    before = [
        annotated.doc[span.start - 1].lower_ for span in entity.mentions if span.start and span.text == entity.name
    ]
    return entity.article or (bool(before) and before.count("the") * 2 > len(before))


def _clean(entity: Entity, annotated: Annotated) -> bool:
    """A whole name: capitals, no torn end, of a person first and last name, and no part of another one."""
    words = entity.name.split()
    if not entity.name[:1].isupper() or len(words) > 6 or words[-1].lower() in ("of", "for", "and", "the", "in", "de"):
        return False
    if re.search(r"[^\w\s.’'&-]|\d{4}", entity.name) or entity.name.endswith(("-", "’s", "'s")):
        return False
    if entity.type == "PERSON":
        if not 2 <= len(words) <= 4 or not all(word[:1].isupper() for word in (words[0], words[-1])):
            return False
        if (
            gazetteer.is_demonym(words[0])
            or gazetteer.title(words[0]) is not None
            or gazetteer.organisation(entity.name) is not None
        ):
            return False
    return not any(_inside(span.start, span.end, annotated) for span in entity.mentions[:1])


def _inside(start: int, end: int, annotated: Annotated) -> bool:
    """Whether a capitalised word or a hyphen hangs on the mention: "Georgia" of "Georgia National Guard"."""
    tokens = annotated.doc.tokens
    after = tokens[end] if end < len(tokens) else None
    before = tokens[start - 1] if start else None
    hangs = after is not None and (after.text in "-–&" or (after.pos_ == "PROPN" and after.text[:1].isupper()))
    return hangs or (before is not None and before.text in "-–&" and bool(before.text))


def _terms(annotated: Annotated) -> dict[str, tuple[str, ...]]:
    """Compounds by the noun at their end: "bond": covalent bond, ionic bond."""
    found: dict[str, dict[str, None]] = {}
    for token in annotated.doc:
        before = [child for child in token.children if child.dep_ in ("compound", "amod") and child.i == token.i - 1]
        if token.pos_ == "NOUN" and before and before[0].text.isalpha() and before[0].lower_ == before[0].text:
            if before[0].tag_ in ("NN", "JJ") and not before[0].children:
                found.setdefault(token.text, {}).setdefault(f"{before[0].text} {token.text}")
    return {noun: tuple(phrases) for noun, phrases in found.items()}


def home_of(stock: Stock) -> str:
    """The country that the text speaks of most, by its name or its adjectives; "" for none."""

    def told(name: str) -> int:
        known = gazetteer.country(name)
        words = {name, *(known.adjectives if known is not None else ())}
        return sum(len(re.findall(rf"\b{re.escape(word)}\b", stock.text)) for word in words)

    return max((each.name for each in stock.names.get("country", ())), key=told, default="")

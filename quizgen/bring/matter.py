"""What a sentence is about, in keys that article and cards share: lemmas, names, numbers, days.

A key is a word's lemma in small letters, the name of a country for all its forms ("UK", "British"), or a number in digits
("six" is "6"). A name's words are keys of their own, and a sentence of the article has those of what its pronouns mean, too.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from quizgen import gazetteer
from quizgen.annotate.times import TimeExpression
from quizgen.annotated import Annotated
from quizgen.models import Evidence
from quizgen.numbers import SCALES, value, with_digits
from quizgen.tokens import Doc, Token

_EMPTY = """
    be have do will would can could may might must shall should not no a an the this that these those it its he
    she they i we you his her their him them who whom whose which what when where why how many much long large old
    far and or but of in on at to for from by with as than if so because while also there about according some
    any each all both none nobody nothing more most other such into over after before during between through under up out off then
    only just very s name true false call day year date month kind sort type much one say tell person people"""
EMPTY = frozenset(_EMPTY.split())
PLAIN = re.compile(r"\w[\w.’'&/-]*")
CALENDAR = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
YEAR = re.compile(r"\d{4}")
MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
LONGEST_NUMBER = 8  # words
THOUSANDS = re.compile(r"\d{1,3} \d{3}")
SHARED_START = 0.65  # of the longer word: "interrogate", "interrogation"


class Matter(NamedTuple):
    """Keys with the positions of the words that have them; `names` and `numbers` are among the keys, `days` are not.

    `days` are dates of the calendar, as exact as they were written (`said`: all words in small letters): "2021", "2021-10", "2021-10-19", of a card
    without its year "-10-19".
    """

    keys: dict[str, tuple[Token, ...]]
    names: frozenset[str]
    numbers: frozenset[str]
    days: frozenset[str]
    said: frozenset[str]


class Line(NamedTuple):
    """A sentence of the article: its matter and where it stands; `end` is the position after its last word."""

    matter: Matter
    evidence: Evidence
    start: int
    end: int


def lines_of(annotated: Annotated) -> list[Line]:
    """The sentences of an article with their matter."""
    found = []
    for sentence in annotated.doc.sents:
        tokens = [token for token in sentence if not token.is_space]
        if tokens:
            start, end = annotated.offset(tokens[0].idx), annotated.offset(tokens[-1].idx + len(tokens[-1].text))
            evidence = Evidence(text=annotated.article.text[start:end], start=start, end=end)
            found.append(Line(_matter_of_line(annotated, tokens), evidence, sentence.start, sentence.end))
    return found


def _matter_of_line(annotated: Annotated, tokens: Sequence[Token]) -> Matter:
    days = {time.value for t in tokens if (time := annotated.time_of.get(t.i)) and CALENDAR.fullmatch(time.value)}

    def dated(token: Token) -> bool:
        time = annotated.time_of.get(token.i)
        return time is not None and CALENDAR.fullmatch(time.value) is not None

    keys = _keys(tokens, dated)
    names = {key for key, held in keys.items() if any(_is_name(token) for token in held)}
    for token in tokens:
        entity = annotated.reference.get(token.i) or annotated.entity_at.get(token.i)
        meant = [entity.name] if entity else []
        if antecedent := annotated.antecedent.get(token.i):
            meant.append(antecedent.text)
        for word in (word for text in meant for word in _words(text)):
            keys[word] = (*keys.get(word, ()), token)
        names |= set(_words(entity.name)) if entity else set()
    return _matter(keys, names, days, tokens)


def matters_of(texts: Sequence[str], published: date | None) -> list[Matter]:
    """The matter of short texts (the fields of cards), read by the language engine all at once."""
    from quizgen.annotate.pipeline import load_pipeline

    bounds, place = [], 0
    for text in texts:
        bounds.append((place, place + len(text)))
        place += len(text) + 2
    doc = load_pipeline()("\n\n".join(texts))
    return [_matter_of_text(doc, text, start, published) for text, (start, _) in zip(texts, bounds, strict=True)]


def _matter_of_text(doc: Doc, text: str, start: int, published: date | None) -> Matter:
    from quizgen.annotate.times import find_times

    times = [time for time in find_times(text, published) if CALENDAR.fullmatch(time.value)]
    tokens = [token for token in _between(doc, start, start + len(text)) if not token.is_space]

    def timed(token: Token) -> bool:
        return any(time.start <= token.idx - start < time.end for time in times)

    keys = _keys(tokens, timed)
    names = {key for key, held in keys.items() if any(_is_name(token) for token in held)}
    return _matter(keys, names, {_day(time) for time in times}, tokens)


def _day(time: TimeExpression) -> str:
    """The day that a card means; of "30 September" without a year only "-09-30", since its writer had none before them."""
    yearless = time.anchored and MONTH.search(time.text) and not YEAR.search(time.text)
    return time.value[4:] if yearless else time.value


def _between(doc: Doc, start: int, end: int) -> Iterator[Token]:
    from bisect import bisect_left

    first = bisect_left(doc.tokens, start, key=lambda token: token.idx)
    while first < len(doc.tokens) and doc.tokens[first].idx < end:
        yield doc.tokens[first]
        first += 1


def _matter(
    keys: dict[str, tuple[Token, ...]], names: Iterable[str], days: Iterable[str], tokens: Sequence[Token]
) -> Matter:
    numbers = frozenset(key for key in keys if value(key) is not None)
    return Matter(keys, frozenset(names) - numbers, numbers, frozenset(days), frozenset(t.lower_ for t in tokens))


def _keys(tokens: Sequence[Token], timed: Callable[[Token], bool]) -> dict[str, tuple[Token, ...]]:
    keys: dict[str, tuple[Token, ...]] = {}

    def add(key: str, *held: Token) -> None:
        keys[key] = (*keys.get(key, ()), *held)

    counted: set[Token] = set()
    for held, number in _numbers([token for token in tokens if not timed(token)]):
        add(number, *held)
        counted.update(held)
    for token in tokens:
        if token.is_punct or timed(token) or token in counted or token.text[:1].isdigit():
            continue
        if key := _key(token.lemma_, token.text):
            add(key, token)
    for i in range(len(tokens)):
        for j in range(i + 2, min(i + 6, len(tokens)) + 1):
            if tokens[i].text[:1].isupper() and tokens[j - 1].text[:1].isupper():
                land = gazetteer.country(" ".join(token.text for token in tokens[i:j]))
                if land:
                    add(land.name.lower(), *tokens[i:j])
    return keys


def _key(lemma: str, text: str) -> str:
    """The key of a word; "" of one that carries no matter."""
    land = gazetteer.country(text) if text[:1].isupper() else None
    if land:
        return land.name.lower()
    key = lemma.lower()
    return "" if key in EMPTY or text.lower() in EMPTY or not PLAIN.fullmatch(key) else key


def _words(text: str) -> Iterator[str]:
    for word in PLAIN.findall(text):
        if key := _key(word, word):
            yield key


def _numbers(tokens: Sequence[Token]) -> Iterator[tuple[list[Token], str]]:
    """The numbers of a text, in digits, each with its words; of "two to three hundred" 200 and 300, "378 000" is one."""
    found: list[tuple[int, int, str]] = []
    words = [token.lower_.replace(",", "") if token.text[:1].isdigit() else token.lower_ for token in tokens]
    at = 0
    while at < len(words):
        if THOUSANDS.fullmatch(" ".join(words[at : at + 2])):
            found.append((at, 2, "".join(words[at : at + 2])))
            at += 2
            continue
        length = 1
        if tokens[at].text[:1].isdigit() or tokens[at].pos_ == "NUM":
            longest = range(min(len(words), at + LONGEST_NUMBER), at, -1)
            length = next((end - at for end in longest if len(with_digits(words[at:end])) == 1), 1)
            if value(number := with_digits(words[at : at + length])[0]) is not None:
                found.append((at, length, number))
        at += length
    for (at, length, number), after in zip(found, [*found, None][1:], strict=True):
        scale = SCALES.get(words[after[0] + after[1] - 1], 1) if after else 1
        if after and after[0] == at + length + 1 and words[at + length] in ("to", "or", "-", "–") and length == 1:
            low, high = value(number), value(after[2])
            if low is not None and high is not None and low * scale < high:
                number = f"{low * scale}"
        yield list(tokens[at : at + length]), number


def _is_name(token: Token) -> bool:
    return token.pos_ == "PROPN" or bool(token.ent_type_)


@lru_cache(maxsize=100_000)
def akin(one: str, other: str) -> bool:
    """Whether two keys are one word or made of one: "interrogate" and "interrogation"."""
    if one == other:
        return True
    if min(len(one), len(other)) < 5 or one[:4] != other[:4]:
        return False
    same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return same >= max(5, SHARED_START * max(len(one), len(other)))


def has_day(matter: Matter, day: str) -> bool:
    """Whether a sentence names a day, or a year as an end of a span: "from 1963 to 1964"."""
    return day in matter.numbers or any(same_day(day, other) for other in matter.days)


def same_day(one: str, other: str) -> bool:
    """Whether the second date is as exact as the first, or more, and within it: "2021-10" holds "2021-10-19", "-10" too."""
    return other[4:].startswith(one) if one.startswith("-") else other.startswith(one)

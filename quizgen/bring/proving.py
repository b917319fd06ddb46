"""Whether an article proves a card: the sentence that the question points at must hold the answer, said in the same way.

The question's keys (`matter`) are sought in each sentence and what stands around it; rare ones weigh more, as in document
retrieval (inverse sentence frequency: Spärck Jones 1972). The answer must stand where most of them do. If it stands
elsewhere only, while the best sentence has another name, number or day, the article says otherwise. Then denials, hedges
and speakers of the sentence must be in the card too.
"""

from collections.abc import Iterable, Sequence
from math import log
from typing import NamedTuple

from quizgen.annotated import Annotated
from quizgen.bring.card import Card
from quizgen.bring.matter import Line, Matter, akin, has_day, lines_of, matters_of, same_day
from quizgen.bring.rivals import instead, nearer
from quizgen.bring.saying import as_said
from quizgen.bring.verdict import Checked
from quizgen.tokens import Token

NAME_WEIGHT, UNKNOWN_WEIGHT = 1.5, 0.6  # against a common word; of a word that the article does not have
BESIDE, SET = (
    0.6,
    0.9,
)  # what a key counts in the sentence beside; one that title, first sentence and date set for the whole article
SET_APART = 0.4  # what a word of a clause that only sets the scene weighs
POINTED, HARDLY = 0.4, 0.2  # so much of the question must point at a sentence; below the second it points nowhere
STATED = 0.6  # of a statement that is to be true
BETTER = 0.12  # so much more of the question points at a rival sentence
MUCH_BETTER = 0.3  # the same, of an answer in common words, which are said in many ways
SOFT = 0.6  # of the answer's common words must be in the sentence


class Page(NamedTuple):
    """An article made ready: its sentences, and in how many of them each key stands."""

    annotated: Annotated
    lines: Sequence[Line]
    counts: dict[str, int]
    title: Matter


def page_of(annotated: Annotated) -> Page:
    """Read an annotated article for proving."""
    lines = lines_of(annotated)
    counts: dict[str, int] = {}
    for line in lines:
        for key in line.matter.keys:
            counts[key] = counts.get(key, 0) + 1
    info = annotated.article.info
    return Page(annotated, lines, counts, matters_of([info.title], info.published)[0])


def prove(page: Page, cards: Sequence[Card]) -> list[Checked]:
    """Each card against one article, in the order given; the words alone, without guards and reader."""
    published = page.annotated.article.info.published
    texts = [text for card in cards for question, answer in _asked(card) for text in (question, answer)]
    matters = iter(matters_of(texts, published) if texts else [])
    checked = []
    for card in cards:
        parts = [_prove(page, card, next(matters), next(matters)) for _ in _asked(card)]
        checked.append(min(parts, key=lambda each: each.verdict == "proved"))
    return checked


def _asked(card: Card) -> list[tuple[str, str]]:
    """The question and the answer, of pairs all of them."""
    pairs = [(pair.left, pair.right) for pair in card.pairs]
    return pairs or [(card.question, card.answer if card.form != "true-false" else "")]


def _prove(page: Page, card: Card, question: Matter, answer: Matter) -> Checked:
    if card.form == "true-false":
        return _prove_statement(page, card, question)
    shares = _shares(page, question)
    holders = [i for i in range(len(page.lines)) if _holds(page, i, answer, card)]
    best = max(range(len(shares)), key=shares.__getitem__, default=None)
    if best is None:
        return Checked(card=card, verdict="not proved", why="the article has no sentences")
    if not holders:
        if shares[best] >= POINTED and (other := instead(page.annotated, page.lines[best], question, answer)):
            return _contradicted(page, card, best, other)
        return Checked(card=card, verdict="not proved", why=f"no sentence says “{card.answer}”")
    held = max(holders, key=shares.__getitem__)
    if shares[held] < HARDLY:
        return Checked(card=card, verdict="not proved", why=f"“{card.answer}” stands in no sentence that this asks of")
    firm = bool(answer.names or answer.numbers or answer.days)
    rivals = [
        i
        for i in range(len(shares))
        if i not in holders and shares[i] >= shares[held] + (BETTER if firm else MUCH_BETTER)
    ]
    if rivals:
        rival = max(rivals, key=shares.__getitem__)
        if other := instead(page.annotated, page.lines[rival], question, answer):
            return _contradicted(page, card, rival, other)
        return Checked(card=card, verdict="not proved", why="the sentence that it asks of does not say it")
    if other := nearer(page.annotated, page.lines[held], question, answer):
        return _contradicted(page, card, held, other)
    found = as_said(page.annotated, page.lines[held], card, question, answer)
    if found.verdict == "proved" and (why := _doubt(page, shares, held, holders, question, answer)):
        return found.model_copy(update={"verdict": "doubtful", "code": why[0], "why": why[1]})
    return found


def _doubt(
    page: Page, shares: Sequence[float], held: int, holders: Sequence[int], question: Matter, answer: Matter
) -> tuple[str, str] | None:
    """What makes a proof thin: code and reason."""
    if shares[held] < POINTED:
        return "other-words", "the sentence has the answer, but little else of the card"
    for place, share in enumerate(shares):
        if (
            share > shares[held]
            and place not in holders
            and (other := instead(page.annotated, page.lines[place], question, answer))
        ):
            return "no-single-answer", f"{other} may answer it as well"
    return None


def _prove_statement(page: Page, card: Card, said: Matter) -> Checked:
    """A statement: all its names, numbers and days in one place, and denied only where the article denies it."""
    verbs = [key for key, held in said.keys.items() if key in page.counts and any(t.dep_ == "ROOT" for t in held)]
    shares = [
        share if all(_has(line.matter, verb) for verb in verbs) else 0.0
        for share, line in zip(_shares(page, said, statement=True), page.lines, strict=True)
    ]
    best = max(range(len(shares)), key=shares.__getitem__, default=None)
    if best is None or shares[best] < STATED:
        found = Checked(card=card, verdict="not proved", why="no sentence says so")
    elif missing := _missing(page, best, said):
        others = page.lines[best].matter.numbers - said.numbers
        found = _contradicted(page, card, best, "").model_copy(
            update={"why": f"the article does not say {missing} of it"}
        )
        if missing in said.numbers and others:
            found = _contradicted(page, card, best, min(others))
        elif missing in said.days and (day := _other_day(page.lines[best].matter.days, missing)):
            found = _contradicted(page, card, best, day)
    else:
        found = as_said(page.annotated, page.lines[best], card, said, None)
    if card.answer == "True":
        return found
    if found.verdict == "contradicted":
        return found.model_copy(update={"verdict": "proved", "why": "", "instead": ""})
    if found.verdict == "proved":
        return found.model_copy(update={"verdict": "contradicted", "why": "the article says so, and the key says no"})
    return found


def _missing(page: Page, place: int, said: Matter) -> str:
    """A number, day or name of a statement that neither its sentence nor what stands around it has; "" for none."""
    near = [page.lines[i].matter for i in _around(page, place)]
    published = page.annotated.article.info.published
    days = {day for each in near for day in each.days} | ({published.isoformat()} if published else set())
    setting = (*near, page.title, page.lines[0].matter)
    missing = [
        *(
            number
            for number in sorted(said.numbers)
            if not any(number in each.numbers or number in each.days for each in near)
        ),
        *(
            day
            for day in sorted(said.days)
            if not any(same_day(day, other) for other in days) and not any(day in each.numbers for each in near)
        ),
        *(name for name in sorted(said.names & said.keys.keys()) if not any(_has(each, name) for each in setting)),
    ]
    return missing[0] if missing else ""


def _other_day(days: Iterable[str], than: str) -> str:
    """One of these days that is as exact as another."""
    return min((day for day in days if len(day) == len(than)), default="")


def _around(page: Page, place: int) -> Iterable[int]:
    return range(max(0, place - 1), min(len(page.lines), place + 2))


def _shares(page: Page, asked: Matter, statement: bool = False) -> list[float]:
    """How much of what is asked points at each sentence, 0 to 1; a statement must be said there, not only set elsewhere."""
    setting = (page.title.keys.keys() | page.lines[0].matter.keys.keys()) if page.lines else set()
    found = [0.0] * len(page.lines)
    whole = 0.0
    for key, held in asked.keys.items():
        if key in asked.numbers and held[0].i and held[0].doc[held[0].i - 1].lower_ in ("which", "what", "the"):
            continue  # "which two ministers": the article may name two without counting them
        kin = {other for other in (*page.counts, *page.title.keys) if akin(key, other)}
        known = max((page.counts.get(other, 0) for other in kin), default=0)
        named = key in asked.names or key in asked.numbers
        weight = log(1 + len(page.lines) / (known or 1)) * (1.0 if known else UNKNOWN_WEIGHT)
        weight *= (NAME_WEIGHT if named else 1.0) * (SET_APART if all(map(_sets, held)) else 1.0)
        whole += weight
        has = [not kin.isdisjoint(line.matter.keys) for line in page.lines]
        set_for_all = (named or not statement) and not kin.isdisjoint(setting)
        for i in range(len(found)):
            if has[i]:
                found[i] += weight
            elif set_for_all:
                found[i] += SET * weight
            elif any(has[other] for other in _around(page, i)):
                found[i] += (BESIDE / 2 if statement else BESIDE) * weight
    for day in asked.days:
        weight = SET_APART * log(1 + len(page.lines) / 2)
        whole += weight
        for i in range(len(found)):
            found[i] += weight * _dated(page, i, day)
    return [each / whole if whole else 0.0 for each in found]


def _dated(page: Page, place: int, day: str) -> float:
    """What a date counts for a sentence: whole where it stands, less where it is that of the article or stands around."""
    if any(same_day(day, other) for other in page.lines[place].matter.days):
        return 1.0
    published = page.annotated.article.info.published
    if published is not None and same_day(day, published.isoformat()):
        return SET
    near = (page.title, page.lines[0].matter, *(page.lines[i].matter for i in _around(page, place)))
    return BESIDE if any(same_day(day, other) for each in near for other in each.days) else 0.0


SETTING_CLAUSES = ("advcl", "relcl", "acl")
SETTING_WORDS = frozenset(["after", "before", "during", "when", "while", "since", "following"])


def _sets(token: Token) -> bool:
    """Whether a word of a question only says of what it speaks: "when the ferry sank", "that fell in 2019"."""
    for each in (token, *token.ancestors):
        if each.dep_ in SETTING_CLAUSES or (each.dep_ in ("prep", "pobj") and each.lower_ in SETTING_WORDS):
            return True
    return False


def _has(matter: Matter, key: str) -> bool:
    return key in matter.keys or any(akin(key, other) for other in matter.keys)


def _holds(page: Page, place: int, answer: Matter, card: Card) -> bool:
    """Whether a sentence has the answer: each name, number and day of it, most of its other words."""
    line = page.lines[place].matter
    if not all(has_day(line, day) for day in answer.days):
        return False
    if not all(number in line.numbers for number in answer.numbers):
        return False
    names = [key for key in answer.names if key in answer.keys]
    if names and not _named(line, names):
        return False
    words = [key for key in answer.keys if key not in answer.names and key not in answer.numbers]
    if not words:
        literal = not answer.keys and _literally(page.lines[place], card.answer)  # "many people" has no keys
        return bool(names or answer.numbers or answer.days) or literal or _denies(page, place, card.answer)
    share = sum(_has(line, key) for key in words) / len(words)
    return share > 0 or bool(names) if (names or answer.numbers or answer.days) else share >= SOFT


def _named(line: Matter, names: Sequence[str]) -> bool:
    """All words of the names, but a first name or a title may be missing where the rest is there."""
    return sum(_has(line, key) for key in names) >= max(1, len(names) - (len(names) > 2))


NONE = frozenset(["none", "no", "nobody", "no one", "nothing", "zero", "0"])


def says_none(answer: str) -> bool:
    """Whether an answer is that there is none: a number like any other."""
    return answer.lower().strip(" .") in NONE


def _denies(page: Page, place: int, answer: str) -> bool:
    line = page.lines[place]
    words = {token.lower_ for token in page.annotated.doc[line.start : line.end]}
    return says_none(answer) and bool(words & (NONE | {"not", "n’t", "n't", "never", "without"}))


def _literally(line: Line, answer: str) -> bool:
    return f" {answer.lower()} " in f" {line.evidence.text.lower()} "


def _contradicted(page: Page, card: Card, place: int, other: str) -> Checked:
    why = f"the article says {other}"
    evidence = page.lines[place].evidence
    return Checked(card=card, verdict="contradicted", why=why, evidence=evidence, instead=other)

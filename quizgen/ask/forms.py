"""Forms on demand: which questions of a deck are asked, and in which form.

A short or cloze question with tested options can be asked as a choice (`ID-choice`); matching and ordering are made of
the deck's facts (`sets`). The same deck, wishes and seed give the same questions.
"""

import difflib
import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from quizgen.ask.options import as_choice
from quizgen.ask.options.near import drawn
from quizgen.ask.sets import STOP, sets_of
from quizgen.errors import QuizgenError
from quizgen.ids import choice_id
from quizgen.models import FORMS, Deck, Question
from quizgen.resources import template_folder

NAMES = (*FORMS, "list")
SETS = ("matching", "ordering")
ITEMS = re.compile(r"[^,]+(?:, [^,]+)+,? and [^,]+")
PLURALS = {
    "short": "short answers",
    "cloze": "clozes",
    "choice": "choices",
    "true-false": "true or false",
    "list": "lists",
}


class Chosen(NamedTuple):
    """The deck with the questions that are asked, and one line on what is missing, "" when nothing is."""

    deck: Deck
    line: str


def read_forms(text: str, count: int) -> dict[str, int]:
    """ "short=5,choice=10" -> how many of each form; names alone share `count` evenly, the first ones get the rest.

    Raises QuizgenError for an unknown form or a bad count.
    """
    wanted: dict[str, int] = {}
    open_: list[str] = []
    for part in filter(None, (each.strip() for each in text.split(","))):
        name, equals, number = (each.strip() for each in part.partition("="))
        if name not in NAMES:
            close = difflib.get_close_matches(name, NAMES, 1)
            hint = f"; did you mean {close[0]}?" if close else f"; the forms are {', '.join(NAMES)}"
            raise QuizgenError(f"{name!r} is no form of question{hint}")
        if equals and not (number.isdecimal() and int(number)):
            raise QuizgenError(f"{part!r}: after = stands how many are wanted, as {name}=5")
        if equals:
            wanted[name] = wanted.get(name, 0) + int(number)
        else:
            open_.append(name)
    left = max(count - sum(wanted.values()), 0)
    return wanted | _shared(dict.fromkeys(open_, 1), left) if open_ else wanted


@cache
def mixes() -> Mapping[str, Mapping[str, int]]:
    """The presets of `templates/mixes.toml`: name -> form -> share."""
    found: Mapping[str, Mapping[str, int]] = tomllib.loads((template_folder() / "mixes.toml").read_text("utf-8"))
    return found


def mix(name: str, count: int) -> dict[str, int]:
    """How many of each form a preset wants of `count`. Raises QuizgenError for an unknown one."""
    if name not in mixes():
        raise QuizgenError(f"{name!r} is no mix; there are {', '.join(mixes())}")
    return _shared(mixes()[name], count)


def _shared(shares: Mapping[str, int], count: int) -> dict[str, int]:
    """`count` parted by the shares, the largest remainders first (Hamilton's method)."""
    whole = sum(shares.values())
    exact = {name: count * share / whole for name, share in shares.items()}
    parts = {name: int(each) for name, each in exact.items()}
    rest = sorted(exact, key=lambda name: parts[name] - exact[name])[: count - sum(parts.values())]
    return {name: parts[name] + (name in rest) for name in shares}


def choose(deck: Deck, wanted: Mapping[str, int], seed: int = 1) -> Chosen:
    """The questions of the deck that the wishes ask for, in its order, sets at the end; each is asked once.

    Articles of a deck take turns, and so do the sentences of an article. Where a form runs out, as many others as the
    deck has take its place.
    """
    pool = [question for question in deck.questions if not question.dropped]
    sets = _sets(deck, pool, wanted, seed)
    pool = [each for each in pool if each.form not in SETS and not any(_tells(lines, each) for lines in sets)]
    taken: dict[str, Question] = {}
    crowd = _Crowd(deck, seed)
    for form in ("true-false", "list", "short", "cloze", "choice"):
        for _ in range(wanted.get(form, 0)):
            able = [each for each in pool if each.id not in taken and (asked := _asked(each, form)) is not None]
            if not able:
                break
            sparing = [each for each in able if form == "choice" or not wanted.get("choice") or not _offers(each)]
            best = crowd.next(sparing or able)
            asked = _asked(best, form)
            assert asked is not None
            taken[best.id] = asked
    count = sum(wanted.values())
    for each in crowd.order([question for question in pool if question.id not in taken]):
        if len(taken) + len(sets) >= count:
            break
        if each.form in wanted or not wanted:
            taken[each.id] = each
    questions = [taken[each.id] for each in deck.questions if each.id in taken] + sets
    return Chosen(deck.model_copy(update={"questions": tuple(questions)}), _line(questions, wanted, pool))


class _Crowd:
    """Takes turns: the question of the article, and then of the sentence, that was asked of least, and that readers doubt
    least; of those, one with another template, and of statements as many false as true."""

    def __init__(self, deck: Deck, seed: int) -> None:
        self.deck = deck
        self.rank = {name: i for i, name in enumerate(drawn(str(seed), [each.id for each in deck.questions]))}
        self.articles: Counter[str] = Counter()
        self.sentences: Counter[tuple[str, int]] = Counter()
        self.templates: Counter[str] = Counter()
        self.truths: Counter[str] = Counter()

    def next(self, questions: Sequence[Question]) -> Question:
        best = min(questions, key=self._key)
        article, sentence = self._place(best)
        self.articles[article] += 1
        self.sentences[sentence] += 1
        self.templates[best.template] += 1
        if best.form == "true-false":
            self.truths[best.answer] += 1
        return best

    def order(self, questions: Sequence[Question]) -> list[Question]:
        return sorted(questions, key=self._key)

    def _key(self, question: Question) -> tuple[int, int, int]:
        article, sentence = self._place(question)
        again = self.sentences[sentence] + question.doubt + self.templates[question.template]
        if question.form == "true-false":
            again += 3 * (self.truths[question.answer] - self.truths.total() // 2)
        return self.articles[article], again, self.rank[question.id]

    def _place(self, question: Question) -> tuple[str, tuple[str, int]]:
        article = self.deck.article(question).id
        proofs = self.deck.proofs(question)
        return article, (article, proofs[0].start if proofs else -1)


def _tells(lines: Question, asked: Question) -> bool:
    """Whether a set of lines tells the answer: it rests on the same fact, or a line has the answer on one side and words of
    the stem on the other."""
    if asked.fact and asked.fact in (lines.fact, *lines.also_facts):
        return True
    answer, stem = _words(asked.answer), _words(asked.stem)
    sides = [(_words(pair.left), _words(pair.right)) for pair in lines.pairs]
    return bool(answer) and any(
        answer <= told and stem & other for left, right in sides for told, other in ((left, right), (right, left))
    )


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w{3,}", text.lower()) if word not in STOP}


def _offers(question: Question) -> bool:
    return question.form in ("short", "cloze") and len(question.wrong()) >= 3


def _asked(question: Question, form: str) -> Question | None:
    """The question in this form, None where it cannot be asked so."""
    if form == "list":
        return question if question.form == "short" and ITEMS.fullmatch(question.answer) else None
    if form == question.form:
        return question
    return choice_of(question) if form == "choice" and _offers(question) else None


def choice_of(question: Question) -> Question:
    """A short or cloze question that has options, as a choice."""
    stem, answer, wrong = as_choice(question.stem, question.answer, question.wrong()[:3])
    changed = {"form": "choice", "stem": stem, "answer": answer, "distractors": wrong, "options": (), "content": ""}
    return question.model_copy(update={**changed, "id": choice_id(question.id)})


def _sets(deck: Deck, pool: Sequence[Question], wanted: Mapping[str, int], seed: int) -> list[Question]:
    """Matching and ordering questions: those that the deck holds, then those that its facts give, article by article."""
    if not pool:
        return []
    found: list[Question] = []
    made = [
        each
        for article in deck.articles
        for each in sets_of([fact for fact in deck.facts if deck.article(fact.evidence) is article], pool[0], seed)
    ]
    held = [question for question in pool if question.form in SETS]
    for form in SETS:
        used = {fact for each in found for fact in (each.fact, *each.also_facts)}
        for each in [*held, *made]:
            if sum(other.form == form for other in found) >= wanted.get(form, 0):
                break
            if each.form == form and not used & {each.fact, *each.also_facts}:
                found.append(each)
                used |= {each.fact, *each.also_facts}
    return found


def _line(questions: Sequence[Question], wanted: Mapping[str, int], pool: Sequence[Question]) -> str:
    """What there was of what was wanted, and what stopped the rest; "" where all came."""
    came: Counter[str] = Counter(question.form for question in questions)
    came["list"] = sum(_asked(question, "list") is not None for question in questions)
    short = {form: number - came[form] for form, number in wanted.items() if came[form] < number}
    if not short:
        return ""
    reasons = {
        "choice": "no three good wrong options for the others",
        "matching": "no four facts of one kind that can be matched",
        "ordering": "no four events of different years",
    }
    parts = []
    for form in short:
        why = reasons.get(form, "the article holds no more that a reader would keep")
        parts.append(f"{came[form]} of {wanted[form]} {PLURALS.get(form, form)} ({why})")
    return f"{len(questions)} of {sum(wanted.values())} questions: {'; '.join(parts)}"

"""Forms on demand: which questions of a deck are asked, and in which form.

A short or cloze question with tested options can be asked as a choice (`ID-choice`); matching and ordering are made of
the deck's facts (`sets`). The same deck, wishes and seed give the same questions.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from quizgen.ask.options import Stock, as_choice, options_for, stock_of_facts
from quizgen.ask.options.near import drawn
from quizgen.ask.sets import STOP, sets_of
from quizgen.ids import choice_id
from quizgen.models import BLANK, Deck, Question
from quizgen.pairs import same_answer, says, spoils

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


def choose(deck: Deck, wanted: Mapping[str, int], seed: int = 1, *, pool: bool = False) -> Chosen:
    """The questions of the deck that the wishes ask for, in its order, sets at the end; each is asked once.

    Articles of a deck take turns, and so do the sentences of an article. Where a form runs out, as many others as the
    deck has take its place. With `pool` the deck's questions may spoil each other, and of those that do one is asked.
    """
    whole = [question for question in deck.questions if not question.dropped]
    if wanted.get("choice"):
        whole = [*_offering(deck, whole)]
    sets = _sets(deck, whole, wanted, seed)
    single = [each for each in whole if each.form not in SETS and not any(_tells(lines, each) for lines in sets)]
    # What is served first may spoil the rest: the scarcest form, and the one most wanted, are tried.
    orders = dict.fromkeys(
        (_scarcest_first(single, wanted), tuple(sorted(wanted, key=lambda form: (-wanted[form], form))))
    )
    served = [
        _serve(_Crowd(deck, single, seed, pool), order, wanted, sum(wanted.values()) - len(sets)) for order in orders
    ]
    crowd = max(served, key=lambda crowd: crowd.met(wanted))
    taken = crowd.taken
    questions = [taken[each.id] for each in deck.questions if each.id in taken] + sets
    return Chosen(
        deck.model_copy(update={"questions": tuple(questions)}),
        _line(questions, wanted, [each for each in single if each.id not in taken]),
    )


def _scarcest_first(pool: Sequence[Question], wanted: Mapping[str, int]) -> tuple[str, ...]:
    """The forms, those first of which there are the fewest for those that are wanted."""
    able = {form: sum(_asked(each, form) is not None for each in pool) for form in wanted}
    return tuple(sorted(able, key=lambda form: (able[form] / max(wanted[form], 1), form)))


def _serve(crowd: "_Crowd", order: Sequence[str], wanted: Mapping[str, int], most: int) -> "_Crowd":
    """Take what is wanted of each form in this order, then others of these forms until there are `most`."""
    for form in order:
        for _ in range(wanted[form] if form not in SETS else 0):
            able = [each for each in crowd.left if _asked(each, form) is not None]
            if not able:
                break
            sparing = [each for each in able if form == "choice" or not wanted.get("choice") or not _offers(each)]
            crowd.take(crowd.best(sparing or able), form)
    while len(crowd.taken) < most and (able := [each for each in crowd.left if each.form in wanted]):
        best = crowd.best(able)
        crowd.take(best, best.form)
    return crowd


class _Crowd:
    """Those taken so far, and those left. The next is one that a person kept, of the article and of the sentence that was
    asked of least, and the one that readers doubt least; of those, one with another template, and of statements as many
    false as true."""

    def __init__(self, deck: Deck, left: Sequence[Question], seed: int, pool: bool) -> None:
        self.deck, self.pool = deck, pool
        self.left = list(left)
        self.taken: dict[str, Question] = {}
        self.rank = {name: i for i, name in enumerate(drawn(str(seed), [each.id for each in deck.questions]))}
        self.articles: Counter[str] = Counter()
        self.sentences: Counter[tuple[str, int]] = Counter()
        self.templates: Counter[str] = Counter()
        self.sorts: Counter[str] = Counter()
        self.truths: Counter[str] = Counter()
        self.answers: list[Question] = []

    def best(self, questions: Sequence[Question]) -> Question:
        return min(questions, key=self._key)

    def take(self, question: Question, form: str) -> None:
        """Ask it in this form, in which it can be asked; of a pool, what does not go with it is no longer left."""
        asked = _asked(question, form)
        assert asked is not None
        article, sentence = self._place(question)
        self.taken[question.id] = asked
        self.articles[article] += 1
        self.sentences[sentence] += 1
        self.templates[question.template] += 1
        self.sorts[_sort(question)] += 1
        if question.form == "true-false":
            self.truths[question.answer] += 1
        self.left = [each for each in self.left if each.id != question.id]
        if self.pool:
            self.left = [each for each in self.left if not spoils(question, each) and not self._again(question, each)]
            if question.form != "true-false":
                self._limit(question)

    def _again(self, one: Question, other: Question) -> bool:
        """Whether both ask of one sentence, and for the same words, or one for what the other says."""
        if self._place(one) != self._place(other):
            return False
        return same_answer(one, other) or says(one, other.answer) or says(other, one.answer)

    def met(self, wanted: Mapping[str, int]) -> int:
        """How many of the wishes are fulfilled."""
        came: Counter[str] = Counter(each.form for each in self.taken.values())
        return sum(min(came[form], number) for form, number in wanted.items())

    def _limit(self, question: Question) -> None:
        """The same answer is asked for twice at most."""
        if any(same_answer(question, other) for other in self.answers):
            self.left = [e for e in self.left if e.form == "true-false" or not same_answer(question, e)]
        self.answers.append(question)

    def _key(self, question: Question) -> tuple[bool, int, int, int]:
        article, sentence = self._place(question)
        doubt = 0 if question.kept else question.doubt
        again = 2 * self.sentences[sentence] + 2 * doubt
        again += self.templates[question.template] + self.sorts[_sort(question)]
        if question.form == "true-false":
            again += 3 * (self.truths[question.answer] - self.truths.total() // 2)
        return not question.kept, self.articles[article], again, self.rank[question.id]

    def _place(self, question: Question) -> tuple[str, tuple[str, int]]:
        article = self.deck.article(question).id
        proofs = self.deck.proofs(question)
        return article, (article, proofs[0].start if proofs else -1)


def _sort(question: Question) -> str:
    """What is asked for, roughly: a year, another date or figure, a name, or anything else."""
    if re.fullmatch(r"(?:In )?\d{4}", question.answer):
        return "year"
    if re.search(r"\d", question.answer):
        return "figure"
    return "name" if question.answer[:1].isupper() and BLANK in question.stem else question.template


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


def _offering(deck: Deck, questions: Sequence[Question]) -> Iterator[Question]:
    """The questions; those that somebody typed without wrong answers with such as the deck's own texts and facts give."""
    stocks: dict[str, Stock] = {}
    for each in questions:
        if each.template or each.form not in ("short", "cloze") or _offers(each):
            yield each
            continue
        article = deck.article(each)
        if article.id not in stocks:
            facts = [fact for fact in deck.facts if deck.article(fact.evidence) is article]
            text = " ".join(paragraph.text for paragraph in article.paragraphs)
            stocks[article.id] = stock_of_facts(text, facts, article.published)
        found = options_for(each.stem, each.answer, stocks[article.id])
        yield each.model_copy(update={"options": found or ()})


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


def _line(questions: Sequence[Question], wanted: Mapping[str, int], others: Sequence[Question]) -> str:
    """What there was of what was wanted, and what stopped the rest, of which are `others`; "" where all came."""
    came: Counter[str] = Counter(question.form for question in questions)
    came["list"] = sum(_asked(question, "list") is not None for question in questions)
    short = {form: number - came[form] for form, number in wanted.items() if came[form] < number}
    if not short:
        return ""
    unable = any(each.form in ("short", "cloze") and not _offers(each) for each in [*questions, *others])
    parts = [
        f"{came[form]} of {wanted[form]} {PLURALS.get(form, form)} ({_stopped(form, others, unable)})" for form in short
    ]
    return f"{len(questions)} of {sum(wanted.values())} questions: {'; '.join(parts)}"


def _stopped(form: str, others: Sequence[Question], unable: bool) -> str:
    """Why there are no more of a form, with `others` left over; `unable`: some question can be no choice."""
    if form == "matching":
        return "no four facts of one kind that can be matched"
    if form == "ordering":
        return "no four events of different years"
    if any(_asked(each, form) is not None for each in others):
        return "the others would give an answer away"
    if form == "choice" and unable:
        return "no three good wrong options for the others"
    return "the article holds no more that a reader would keep"

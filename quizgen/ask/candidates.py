"""Candidates: every template tried on every fact, and what a guard or the realiser stopped."""

import random
import re
from collections.abc import Sequence, Set
from datetime import datetime
from typing import NamedTuple

from quizgen import dates
from quizgen.ask.accept import also_accept
from quizgen.ask.distract import Known, bare, distractors, nearby_dates
from quizgen.ask.realise import UnrealisableError, fill
from quizgen.ask.screen import check_question
from quizgen.ask.templates import applies
from quizgen.ask.worthiness import worthiness
from quizgen.ids import question_id
from quizgen.kinds import KINDS
from quizgen.models import ArticleInfo, Clause, Fact, Question, Rejected, Template
from quizgen.placing import line_of, tells

# The fewest anchors a stem needs: a choice is pinned down by its options, an open question only by what it says.
FEWEST_ANCHORS = {"short": 2.0, "cloze": 2.0, "choice": 1.5, "true-false": 1.5}
FORM_WORTH = {"short": 1.0, "choice": 0.95, "cloze": 0.9, "true-false": 0.85}
NAMED = ("person", "persons", "organisation", "country", "city", "place", "named", "event")
HERO = 0.8  # what the article is about makes a dull answer

YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")


class Scored(NamedTuple):
    """A question that no guard stops: how much a teacher would want it, and how likely readers keep its like."""

    score: float
    question: Question
    fact: Fact
    worth: float


def find_candidates(
    article: ArticleInfo,
    wanted: Sequence[Fact],
    templates: Sequence[Template],
    known: Known,
    rivalled: Set[str],
    seed: int,
) -> tuple[list[Scored], list[Rejected]]:
    """Questions on the wanted facts that no guard stops, each with its score; and those left out with the reason.

    `known` is what all facts of the article say, `rivalled` the ids of facts with another answer beside theirs: a question
    is held against every one of them.
    """
    changed = dates.first_change(article.published)
    scored: list[Scored] = []
    rejected: list[Rejected] = []
    of_kind = {kind: [template for template in templates if template.kind == kind] for kind in KINDS}
    for fact in wanted:
        for template in of_kind[fact.kind]:
            if not applies(template, fact):
                continue
            try:
                question = ask_question(template, fact, known, changed, seed)
            except UnrealisableError as reason:
                rejected.append(_reject(template, fact, template.stem, template.answer, "R01", str(reason)))
                continue
            question = _in_context(question, fact, article)
            if (flaw := _flaw(question, template, fact, rivalled)) is not None:
                rejected.append(_reject(template, fact, question.stem, question.answer, *flaw))
                continue
            dull = HERO if question.answer in article.title else 1
            worth = worthiness(question, fact)
            scored.append(Scored(_score(template, question, fact, worth) * dull, question, fact, worth))
    return _unambiguous(scored, rejected), rejected


def _reject(template: Template, fact: Fact, stem: str, answer: str, code: str, why: str) -> Rejected:
    return Rejected(stem=stem, answer=answer, fact=fact.id, template=template.id, code=code, why=why)


def _flaw(question: Question, template: Template, fact: Fact, rivalled: Set[str]) -> tuple[str, str] | None:
    """The first thing wrong with a question, by its fact or by a guard: code and reason."""
    fewest = FEWEST_ANCHORS.get(template.form, 0) - (0.5 if fact.kind in ("date", "quantity", "place") else 0)
    if fact.kind == "quotation":
        fewest = 1.0 if fact.exact or fact.when else 2.0
    if (
        fact.kind == "quantity"
        and not fact.when
        and fact.clause is not None
        and _happens(fact.clause)
        and not fact.clause.placed
    ):
        return "Q10", "a number of what happened some time"
    if (fact.clause is not None or fact.kind == "quotation") and fact.anchors < fewest:
        return "Q10", "too little pins it down"
    if fact.id in rivalled:
        return "Q08", "at another time, or of somebody else, it is as right"
    found = next(iter(check_question(question)), None)
    return (found.code, found.why) if found is not None else None


def _happens(clause: Clause) -> bool:
    """Something that took place, which has its time, and no measure or standing habit."""
    return clause.support not in ("do", "does") and any(part.role == "verb" for part in clause.parts)


def _in_context(question: Question, fact: Fact, article: ArticleInfo) -> Question:
    """The question with the least that must stand beside it; below a line that tells its answer it cannot stand."""
    placed = fact.clause is not None and fact.clause.placed
    if not placed and not (fact.kind in ("quotation", "definition") and fact.placed):
        return question
    line = line_of(article.title, article.published, report=True)
    return question.model_copy(update={"context": "article" if tells(line, question) else "placed"})


def ask_question(template: Template, fact: Fact, known: Known, changed: datetime, seed: int) -> Question:
    """One template filled with one fact. Raises UnrealisableError where the grammar, or the options, are not sure."""
    if template.form == "true-false":
        return _true_or_false(template, fact, known, changed, seed)
    answer = fill(template.answer, fact)
    part = fact.clause.asked() if fact.clause is not None else None
    wrong: tuple[str, ...] = ()
    if template.form == "choice":
        if fact.clause is not None and fact.clause.support in ("do", "does"):
            raise UnrealisableError("what holds today of one may hold of the others")
        if part is not None and part.gloss:
            raise UnrealisableError("the state behind the town points to it")
        wrong = tuple(option[:1].upper() + option[1:] for option in distractors(fact, answer, part, known, seed))
        if len(wrong) < 3:
            raise UnrealisableError("no three good distractors")
    stem = fill(template.stem, fact)
    if template.form == "cloze" and "the ____" in stem:
        answer = bare(answer)
    return Question(
        id=question_id(fact.id, template.id),
        form=template.form,
        stem=stem,
        answer=answer,
        also_accept=also_accept(fact, answer, part.type if part is not None else ""),
        distractors=wrong,
        note=fill(template.note, fact) if template.note else "",
        kind=fact.kind,
        fact=fact.id,
        template=template.id,
        changed=changed,
    )


def _true_or_false(template: Template, fact: Fact, known: Known, changed: datetime, seed: int) -> Question:
    """The statement as it is, or with the asked part swapped for one that is false by every fact; which, the id decides."""
    clause = fact.clause
    part = clause.asked() if clause is not None else None
    if clause is None or part is None or clause.placed:
        raise UnrealisableError("nothing to swap")
    rng = random.Random(f"{seed} {fact.id} {template.id}")
    truth = fill(template.stem, fact)
    stem, answer, note = truth, "True", ""
    if rng.random() < 0.6:
        if fact.kind == "date" and any(YEAR.search(each.text) for each in clause.parts if not each.asked):
            raise UnrealisableError("another year in it may show that the statement is false")
        if fact.kind == "date" and next((p.type for p in clause.parts if p.role == "subject"), "") not in NAMED:
            raise UnrealisableError("others may have done it in another year")
        if fact.kind == "date":
            wrong = (
                dates.words(nearby_dates(fact.when, rng, changed.year)[0])
                if dates.grain(fact.when) in ("day", "month", "year") and not dates.before_christ(fact.when)
                else ""
            )
        else:
            wrong = next(iter(distractors(fact, part.text, part, known, seed)), "")
        if not wrong:
            raise UnrealisableError("nothing false that is near")
        swapped = part.model_copy(update={"text": wrong})
        parts = tuple(swapped if each.asked else each for each in clause.parts)
        stem = fill(template.stem, fact.model_copy(update={"clause": clause.model_copy(update={"parts": parts})}))
        answer, note = "False", truth
    return Question(
        id=question_id(fact.id, template.id), form="true-false", stem=stem, answer=answer, note=note, kind=fact.kind, fact=fact.id,
        template=template.id, changed=changed,
    )  # fmt: skip


def _score(template: Template, question: Question, fact: Fact, worth: float) -> float:
    """How much a teacher would want it: what readers' verdicts tell of its like, how sure it is, and what the article is about."""
    return worth * template.worth * fact.confidence * (0.75 + 0.25 * fact.salience) * FORM_WORTH.get(question.form, 1.0)


def _unambiguous(scored: list[Scored], rejected: list[Rejected]) -> list[Scored]:
    """Drop questions whose very stem has another answer elsewhere in the article."""
    answers: dict[str, set[str]] = {}
    for _, question, _, _ in scored:
        answers.setdefault(question.stem, set()).add(question.answer.lower())
    kept = []
    for each in scored:
        question, fact = each.question, each.fact
        if len(answers[question.stem]) > 1:
            rejected.append(
                Rejected(
                    stem=question.stem,
                    answer=question.answer,
                    fact=fact.id,
                    template=question.template,
                    code="Q08",
                    why="another answer fits too",
                )
            )
        else:
            kept.append(each)
    return kept

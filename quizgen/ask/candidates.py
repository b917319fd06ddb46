"""A template filled with a fact: the question, or why it cannot be realised."""

import random
import re
from datetime import datetime

from quizgen import dates
from quizgen.ask.accept import also_accept
from quizgen.ask.distract import Known, bare, distractors, nearby_dates
from quizgen.ask.realise import UnrealisableError, fill
from quizgen.ids import question_id
from quizgen.models import Fact, Question, Template

NAMED = ("person", "persons", "organisation", "country", "city", "place", "named", "event")

YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")


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

"""One template filled with one fact: a question, or a statement that is true or false."""

import random
import re
from collections.abc import Mapping
from datetime import datetime

from quizgen import dates
from quizgen.ask.accept import also_accept
from quizgen.ask.options import Kind, Stock, harm, options_for
from quizgen.ask.options.stock import bare
from quizgen.ask.realise import UnrealisableError, fill
from quizgen.ids import question_id
from quizgen.models import BLANK, Clause, Fact, Question, Template

NAMED = ("person", "persons", "organisation", "country", "city", "place", "named", "event")
KINDS: Mapping[str, Kind] = {
    "person": "person",
    "organisation": "organisation",
    "country": "country",
    "city": "place",
    "place": "place",
}
YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")


def ask_question(template: Template, fact: Fact, stock: Stock, changed: datetime, seed: int) -> Question:
    """One template filled with one fact. Raises UnrealisableError where the grammar, or the options, are not sure."""
    if template.form == "true-false":
        return _true_or_false(template, fact, stock, changed, seed)
    answer = fill(template.answer, fact)
    part = fact.clause.asked() if fact.clause is not None else None
    stem = fill(template.stem, fact)
    if template.form == "cloze" and "the ____" in stem:
        answer = bare(answer)
    return Question(
        id=question_id(fact.id, template.id),
        form=template.form,
        stem=stem,
        answer=answer,
        also_accept=also_accept(fact, answer, part.type if part is not None else ""),
        note=fill(template.note, fact) if template.note else "",
        kind=fact.kind,
        fact=fact.id,
        template=template.id,
        changed=changed,
    )


def _true_or_false(template: Template, fact: Fact, stock: Stock, changed: datetime, seed: int) -> Question:
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
        if harm(truth):
            raise UnrealisableError("a harm that would be told falsely")
        shown = dates.words(fact.when) if fact.kind == "date" else part.text
        wrong = options_for(
            _said(template, fact, clause, BLANK), shown, stock, KINDS.get(part.type, ""), fact.evidence.text
        )
        if not wrong:
            raise UnrealisableError("nothing false that is near")
        stem = _said(template, fact, clause, wrong[rng.randrange(len(wrong))])
        answer, note = "False", truth
    return Question(
        id=question_id(fact.id, template.id), form="true-false", stem=stem, answer=answer, note=note, kind=fact.kind, fact=fact.id,
        template=template.id, changed=changed,
    )  # fmt: skip


def _said(template: Template, fact: Fact, clause: Clause, words: str) -> str:
    """The statement with other words in the asked place."""
    parts = tuple(part.model_copy(update={"text": words}) if part.asked else part for part in clause.parts)
    return fill(template.stem, fact.model_copy(update={"clause": clause.model_copy(update={"parts": parts})}))

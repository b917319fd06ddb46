"""QUESTION WRITING: facts -> questions. Overgenerate, screen hard, select."""

import random
import re
from collections.abc import Sequence
from datetime import UTC, datetime

from quizgen import dates
from quizgen.ask.distract import Known, bare, distractors, known_of, nearby_dates
from quizgen.ask.realise import UnrealisableError, fill, statement, tidy
from quizgen.ask.screen import check_question, gives_away
from quizgen.ask.select import select
from quizgen.ask.templates import applies
from quizgen.ids import question_id
from quizgen.models import ArticleInfo, Clause, Fact, Pair, Question, Rejected, Template

__all__ = ["write_questions"]

# The fewest anchors a stem needs: a choice is pinned down by its options, an open question only by what it says.
FEWEST_ANCHORS = {"short": 2.0, "cloze": 2.0, "choice": 1.5, "true-false": 1.5}
FORM_WORTH = {"short": 1.0, "choice": 0.95, "cloze": 0.9, "true-false": 0.85}
NAMED = ("person", "persons", "organisation", "country", "city", "place", "named", "event")
HERO = 0.8  # what the article is about makes a dull answer
MATCHING = "role-matching"
ORDERING = "date-ordering"


def write_questions(
    article: ArticleInfo,
    facts: Sequence[Fact],
    templates: Sequence[Template],
    count: int = 20,
    kinds: Sequence[str] = (),
    seed: int = 1,
) -> tuple[list[Question], list[Rejected]]:
    """The questions of a deck in the article's order, and the candidates left out with the reason."""
    changed = first_change(article)
    scored: list[tuple[float, Question, Fact]] = []
    rejected: list[Rejected] = []
    known = known_of(facts)
    for fact in facts:
        if kinds and fact.kind not in kinds:
            continue
        for template in templates:
            if not applies(template, fact):
                continue
            try:
                question = _ask(template, fact, known, changed, seed)
            except UnrealisableError as reason:
                rejected.append(_reject(template, fact, template.stem, template.answer, "R01", str(reason)))
                continue
            if (flaw := _flaw(question, template, fact, facts)) is not None:
                rejected.append(_reject(template, fact, question.stem, question.answer, *flaw))
                continue
            scored.append(
                (_score(template, question, fact) * (HERO if question.answer in article.title else 1), question, fact)
            )
    scored = _unambiguous(scored, rejected)
    if (matching := _match_roles(facts, changed, seed)) is not None and (not kinds or "role" in kinds):
        scored.append((0.95, *matching))
    questions, left_out = select(scored, count)
    if len(questions) < count and (not kinds or "date" in kinds):
        questions += _order_events(facts, questions, changed)
    return questions, [*rejected, *left_out]


def _reject(template: Template, fact: Fact, stem: str, answer: str, code: str, why: str) -> Rejected:
    return Rejected(stem=stem, answer=answer, fact=fact.id, template=template.id, code=code, why=why)


def _flaw(question: Question, template: Template, fact: Fact, facts: Sequence[Fact]) -> tuple[str, str] | None:
    """The first thing wrong with a question, by its fact or by a guard: code and reason."""
    fewest = FEWEST_ANCHORS.get(template.form, 0) - (0.5 if fact.kind in ("date", "quantity", "place") else 0)
    if fact.kind == "quotation":
        fewest = 1.0 if fact.exact or fact.when else 2.0
    if (
        fact.kind == "quantity"
        and not fact.when
        and fact.clause is not None
        and _happens(fact.clause)
        and not fact.clause.headed()
    ):
        return "Q10", "a number of what happened some time"
    if (fact.clause is not None or fact.kind == "quotation") and fact.anchors < fewest:
        return "Q10", "too little pins it down"
    if fact.kind == "date" and _recurs(fact, facts):
        return "Q08", "it happened at another time too"
    found = next(iter(check_question(question)), None)
    return (found.code, found.why) if found is not None else None


def _happens(clause: Clause) -> bool:
    """Something that took place, which has its time, and no measure or standing habit."""
    return clause.support not in ("do", "does") and any(part.role == "verb" for part in clause.parts)


def first_change(article: ArticleInfo) -> datetime:
    """The time of change of a question that was never changed: fixed, so that the same input gives the same bytes."""
    day = article.published
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else datetime(2020, 1, 1, tzinfo=UTC)


def _ask(template: Template, fact: Fact, known: Known, changed: datetime, seed: int) -> Question:
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
    if template.form == "cloze":
        answer = bare(answer) if fill(template.stem, fact).find("the ____") >= 0 else answer
    return Question(
        id=question_id(fact.id, template.id),
        form=template.form,
        stem=fill(template.stem, fact),
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
    if clause is None or part is None or clause.headed():
        raise UnrealisableError("nothing to swap")
    rng = random.Random(f"{seed} {fact.id} {template.id}")
    truth = fill(template.stem, fact)
    stem, answer, note = truth, "True", ""
    if rng.random() < 0.6:
        if fact.kind == "date" and next((p.type for p in clause.parts if p.role == "subject"), "") not in NAMED:
            raise UnrealisableError("others may have done it in another year")
        if fact.kind == "date":
            wrong = (
                dates.words(nearby_dates(fact.when, rng, changed.year)[0])
                if dates.grain(fact.when) in ("day", "month", "year")
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


def also_accept(fact: Fact, answer: str, kind: str) -> tuple[str, ...]:
    """Other ways to say the answer that are as right: surname, without article, date formats, name variants."""
    others: list[str] = []
    if kind == "person" or (fact.kind in ("role", "quotation") and len(answer.split()) in (2, 3)):
        if answer == getattr(fact, "person", answer):
            others.append(answer.split()[-1])
    if bare(answer) != answer:
        others.append(bare(answer))
    if fact.kind == "date":
        others += date_variants(fact.when)
    if kind == "country":
        from quizgen import gazetteer

        known = gazetteer.country(bare(answer))
        if known is not None:
            others += [known.name, *known.also]
    return tuple(dict.fromkeys(other for other in others if other.lower() != answer.lower()))


def date_variants(when: str) -> list[str]:
    """`2021-10-20` -> the ISO form, "October 20, 2021", "20 October"."""
    if dates.grain(when) != "day":
        return [when] if dates.grain(when) == "month" else []
    day, month, year = dates.words(when).split()
    return [when, f"{month} {day}, {year}"]


def _score(template: Template, question: Question, fact: Fact) -> float:
    """How much a teacher would want it, from what is known without data: template, confidence, salience, length."""
    length = len(question.stem.split())
    brevity = 1.0 if 8 <= length <= 24 else 0.85
    firm = min(1.0, 0.7 + 0.1 * fact.anchors)
    return (
        firm
        * template.worth
        * fact.confidence
        * brevity
        * (0.75 + 0.25 * fact.salience)
        * FORM_WORTH.get(question.form, 1.0)
    )


def _unambiguous(
    scored: list[tuple[float, Question, Fact]], rejected: list[Rejected]
) -> list[tuple[float, Question, Fact]]:
    """Drop questions whose very stem has another answer elsewhere in the article."""
    answers: dict[str, set[str]] = {}
    for _, question, _ in scored:
        answers.setdefault(question.stem, set()).add(question.answer.lower())
    kept = []
    for score, question, fact in scored:
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
            kept.append((score, question, fact))
    return kept


FEWEST_EVENTS, MOST_EVENTS = 4, 5
LINE_GUARDS = ("Q01", "Q02", "Q12")  # a line names all that it speaks of, as a stem does


def _order_events(facts: Sequence[Fact], asked: Sequence[Question], changed: datetime) -> list[Question]:
    """Dated events to be put in order, years apart from each other; none that tells the answer of another question."""
    chosen: dict[str, tuple[Pair, Fact]] = {}
    for fact in facts:
        if (
            fact.kind != "date"
            or fact.clause is None
            or fact.source
            or not fact.anchors
            or dates.grain(fact.when) not in ("day", "month", "year")
        ):
            continue
        if _recurs(fact, facts):
            continue
        parts = tuple(part for part in fact.clause.parts if part.role not in ("time", "lead"))
        text = tidy(statement(fact.clause.model_copy(update={"parts": parts})))
        if len(text.split()) > 14 or re.search(r"\d{3,4}|later|earlier|\bagain\b|\bwas to\b|\bwere to\b", text):
            continue
        pair = Pair(left=text, right=dates.words(fact.when))
        teller = Question(
            id="-", form="ordering", stem=text, kind="date", fact=fact.id, template=ORDERING, changed=changed
        )
        if any(finding.code in LINE_GUARDS for finding in check_question(teller)):
            continue
        if not any(gives_away(teller, question) for question in asked if question.fact != fact.id):
            chosen.setdefault(fact.when[:4], (pair, fact))
    if len(chosen) < FEWEST_EVENTS:
        return []
    years = sorted(chosen)
    step = (len(years) - 1) / (min(len(years), MOST_EVENTS) - 1)
    picked = [chosen[years[round(i * step)]] for i in range(min(len(years), MOST_EVENTS))]
    first = picked[0][1]
    return [
        Question(
            id=question_id(first.id, ORDERING), form="ordering", stem="Put these events in order, the earliest first.",
            pairs=tuple(pair for pair, _ in picked), kind="date", fact=first.id, also_facts=tuple(fact.id for _, fact in picked[1:]),
            template=ORDERING, changed=changed,
        )
    ]  # fmt: skip


MOTION = {"go", "leave", "return", "travel", "move", "come", "visit", "sail", "fly", "emigrate", "arrive"}


def _recurs(fact: Fact, facts: Sequence[Fact]) -> bool:
    """Whether the article tells of another time at which the same subject did the same: "returned to China" twice.

    Going somewhere, leaving for it and visiting it are the same to a learner. A stated purpose tells them apart.
    """
    if fact.clause is None or any(part.role == "complement" for part in fact.clause.parts):
        return False
    verb, subject, named = _frame(fact)
    for other in facts:
        if other.id != fact.id and other.clause is not None and other.kind in ("date", "relation", "participant"):
            their_verb, their_subject, their_named = _frame(other)
            if subject == their_subject and verb == their_verb and named & their_named and getattr(other, "when", "") not in ("", getattr(fact, "when", "")):  # fmt: skip
                return True
    return False


def _frame(fact: Fact) -> tuple[str, str, set[str]]:
    """Verb (one for all going), subject, and the other phrases but times."""
    assert fact.clause is not None
    verb = fact.pattern.rpartition(" ")[2]
    parts = fact.clause.parts
    return (
        "go" if verb in MOTION else verb,
        next((part.text for part in parts if part.role == "subject"), ""),
        {bare(part.text) for part in parts if part.role in ("object", "oblique", "place") and part.type != "date"},
    )


def _match_roles(facts: Sequence[Fact], changed: datetime, seed: int) -> tuple[Question, Fact] | None:
    """Persons and their roles as one matching question, five to seven pairs."""
    chosen: dict[str, Fact] = {}
    for fact in facts:
        if (
            fact.kind == "role"
            and fact.of
            and fact.person not in chosen
            and not fact.former
            and len(fact.role.split()) <= 12
        ):
            if all(fact.role != other.role for other in chosen.values() if other.kind == "role"):
                chosen[fact.person] = fact
    if len(chosen) < 5:
        return None
    used = list(chosen.values())[:7]
    pairs = tuple(Pair(left=f.person, right=tidy(f.role)) for f in used if f.kind == "role")
    order = random.Random(f"{seed} {used[0].id}").sample(range(len(pairs)), len(pairs))
    question = Question(
        id=question_id(used[0].id, MATCHING),
        form="matching",
        stem="Match each person with his or her role.",
        pairs=tuple(pairs[i] for i in order),
        kind="role",
        fact=used[0].id,
        also_facts=tuple(fact.id for fact in used[1:]),
        template=MATCHING,
        changed=changed,
    )
    return question, used[0]

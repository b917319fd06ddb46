"""Questions over several facts: persons matched with their roles, dated events put in order."""

import random
import re
from collections.abc import Sequence, Set
from datetime import datetime

from quizgen import dates
from quizgen.ask.realise import statement, tidy
from quizgen.ask.screen import check_question, gives_away
from quizgen.ids import question_id
from quizgen.models import Fact, Pair, Question

MATCHING = "role-matching"
ORDERING = "date-ordering"
FEWEST_EVENTS, MOST_EVENTS = 4, 5
LINE_GUARDS = ("Q01", "Q02", "Q12")  # a line names all that it speaks of, as a stem does


def _of_a_life(fact: Fact) -> bool:
    """Births and deaths: everybody knows which comes first."""
    return fact.pattern == "life dates" or fact.pattern.rpartition(" ")[2] in ("bear", "die")


def order_events(
    facts: Sequence[Fact], asked: Sequence[Question], recurring: Set[str], changed: datetime
) -> list[Question]:
    """Dated events to be put in order, years apart from each other; none that tells the answer of another question."""
    chosen: dict[str, tuple[Pair, Fact]] = {}
    for fact in facts:
        if (
            fact.kind != "date"
            or fact.clause is None
            or fact.source
            or not fact.anchors
            or fact.clause.placed
            or _of_a_life(fact)
            or ((part := fact.clause.asked()) is not None and part.type in ("span", "since"))
            or dates.grain(fact.when) not in ("day", "month", "year")
            or dates.before_christ(fact.when)
        ):
            continue
        if fact.id in recurring:
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


def match_roles(facts: Sequence[Fact], changed: datetime, seed: int) -> Question | None:
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
    return Question(
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

"""Asking when, since when, how long, how often."""

import re

from quizgen import dates
from quizgen.annotated import Annotated
from quizgen.extract.arguments.asked import Asked, Request, answer_words, asked_as, bare_tokens
from quizgen.extract.arguments.clauses import Clause
from quizgen.extract.arguments.frames import frame_of
from quizgen.extract.grammar.cutting import kept
from quizgen.extract.grammar.days import RELATIVE, WEEKDAY
from quizgen.extract.grammar.heads import Sort
from quizgen.extract.grammar.trees import first_words, preposition, relation
from quizgen.extract.unclear import UnclearError
from quizgen.models import Asks, Slot
from quizgen.tokens import Token

GRAINS = {"day": Asks.DATE, "year": Asks.YEAR, "century": Asks.CENTURY, "decade": Asks.DECADE}


def ask_time(request: Request, part: Token) -> Asked:
    annotated, clause, draft = request.annotated, request.clause, request.draft
    time = annotated.time_at(part)
    if time is None:
        raise UnclearError("no time")
    before = preposition(part)
    value = dates.edtf(time.value)
    others = [p for p in (*clause.parts, *clause.borrowed) if p is not part and annotated.time_at(p) is not None]
    if time.type == "DURATION":
        return _duration(request, part, before)
    if time.type == "SET":
        return _rate(request, part, before)
    if others:
        raise UnclearError("two times")
    row = [c for c in part.children if c.dep_ == "conj" and annotated.time_at(c) is not None]
    said = time.vague and re.search(SAID, time.text) is not None
    if not (row or said) and ((time.type == "TIME" and not value) or time.vague or not value):
        raise UnclearError("a time that is no date")
    if before in ("by", "till", "through", "from", "to", "between", "as of", "before", "after", "during", "for"):
        raise UnclearError(f"a time with {before}")
    perfect = any(word.lower_ in ("has", "have", "'ve", "’ve") for word in clause.auxiliaries)
    if before != "since" and perfect:
        raise UnclearError("a perfect has no date")
    if stateless(clause):
        raise UnclearError("no time of its own")
    deictic = RELATIVE.search(time.text) or (WEEKDAY.search(time.text) and annotated.report)
    if deictic and not said and (not time.anchored or dates.is_week(time.value)):
        raise UnclearError("a day that nothing dates")
    asks = GRAINS.get(dates.grain(value), Asks.TIME) if value and not said else Asks.TIME
    if any(c.dep_ == "conj" for c in part.children) and not deictic:
        asks = Asks.TIME
    if before in ("since", "until"):
        asks = Asks.START if before == "since" else Asks.END
    elif (
        (
            asks in (Asks.YEAR, Asks.CENTURY, Asks.DECADE)
            and re.search(
                r"(?i)\b(?:early|late|mid|end|beginning|around|circa|c\.)\b", time.text + first_words(part, 4)
            )
        )
        or (part.i < clause.head.i and dates.grain(value) == "")
        or time.approximate
    ):
        asks = Asks.TIME
    frame = frame_of(annotated, clause, draft, asked=part, also_gone=frozenset(p for p in clause.borrowed))
    used = draft.used.copy()
    tokens = bare_tokens(part)
    answer = (
        said_words(annotated, part, said) or dates.words(value) if deictic else answer_words(annotated, tokens, draft)
    )
    if asks is Asks.DATE and not re.search(r"\d{4}", answer):
        asks, answer = (Asks.DATE, dates.words(value)) if time.anchored and annotated.report else (Asks.TIME, answer)
    if asks in (Asks.START, Asks.END) and answer:
        answer = f"{before} {answer}"  # by itself the day would be the day of the event
    if asks is Asks.TIME:
        answer = answer if deictic else answer_words(annotated, kept(part), draft)
    dated = dates.words(value) if value and not row and not said else ""
    return Asked(
        Slot.TIME,
        Sort(asks),
        frame,
        answer,
        tuple(tokens),
        tuple(used),
        also=(dated,) if dated not in ("", answer) else (),
    )


SAID = r"(?i)\b(?:last|this|next) (?:spring|summer|autumn|fall|winter|weekend)\b"


def said_words(annotated: Annotated, part: Token, said: bool) -> str:
    """ "Last fall" as it stands, where no date can take its place."""
    return " ".join(t.text for t in kept(part) if not t.is_punct) if said else ""


def stateless(clause: Clause) -> bool:
    """Whether a state has no "when": "is", "have"."""
    return (
        clause.finite is not None
        and clause.finite.tag_ in ("VBZ", "VBP")
        and not clause.passive
        and (clause.copula is not None or clause.head.lemma_ in ("have", "be"))
    )


def _duration(request: Request, part: Token, before: str) -> Asked:
    annotated, clause, draft = request.annotated, request.clause, request.draft
    if before not in ("", "for", "over") or not any(
        t.pos_ == "NUM" or t.lower_ in ("a", "an", "several") for t in part.children
    ):
        raise UnclearError("no duration")
    behind = part.i + 1 < len(part.doc) and part.doc[part.i + 1].lower_ in (
        "later",
        "earlier",
        "ago",
        "old",
        "after",
        "before",
        "of",
        "-",
    )
    if behind or part.i < clause.head.i:
        raise UnclearError("no duration")
    frame = frame_of(annotated, clause, draft, asked=part)
    tokens = bare_tokens(part) if before == "for" else kept(part)
    return asked_as(request, Slot.DURATION, Sort(Asks.SPAN), frame, tokens)


def _rate(request: Request, part: Token, before: str) -> Asked:
    annotated, clause, draft = request.annotated, request.clause, request.draft
    if before or not re.match(r"(?i)(?:every|each|once|twice|annually|daily|weekly|monthly)\b", first_words(part, 1)):
        raise UnclearError("no rate")
    frame = frame_of(annotated, clause, draft, asked=part)
    tokens = kept(part)
    return asked_as(request, Slot.FREQUENCY, Sort(Asks.RATE), frame, tokens)


def ask_event(request: Request, part: Token) -> Asked:
    """ "When did she retire? After the 2012 Games": a time told by what happened then."""
    annotated, clause, draft = request.annotated, request.clause, request.draft
    if preposition(part) not in ("after", "before", "during", "following") or any(
        annotated.time_at(p) is not None for p in (*clause.parts, *clause.borrowed)
    ):
        raise UnclearError("no event that dates it")
    if stateless(clause) or part.pos_ not in ("NOUN", "PROPN"):
        raise UnclearError("no time of its own")
    frame = frame_of(annotated, clause, draft, asked=part)
    tokens = kept(part)
    return asked_as(request, Slot.TIME, Sort(Asks.TIME), frame, tokens)


CIRCUMSTANTIAL = ("obl", "nmod", "advmod", "obj")


def is_time(annotated: Annotated, part: Token) -> bool:
    return annotated.time_at(part) is not None and relation(part) in CIRCUMSTANTIAL

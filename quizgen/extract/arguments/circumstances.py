"""Asking for circumstances: when, how long, how often, where, why, how, on what condition."""

import re

from quizgen import dates, gazetteer, lexicon
from quizgen.annotated import Annotated
from quizgen.extract.arguments.asked import Asked, Request, answer_words, bare_tokens
from quizgen.extract.arguments.clauses import Clause
from quizgen.extract.arguments.frames import frame_of
from quizgen.extract.grammar.cutting import kept
from quizgen.extract.grammar.heads import Sort, sort_of
from quizgen.extract.grammar.trees import first_words, mark_of, preposition, relation, subject_of
from quizgen.extract.grammar.wording import RELATIVE, WEEKDAY
from quizgen.extract.unclear import UnclearError
from quizgen.models import Asks, Slot
from quizgen.tokens import Token

GRAINS = {"day": Asks.DATE, "year": Asks.YEAR, "century": Asks.CENTURY, "decade": Asks.DECADE}
WHERE = (
    "in",
    "at",
    "on",
    "near",
    "outside",
    "inside",
    "off",
    "along",
    "beneath",
    "under",
    "around",
    "throughout",
    "across",
    "within",
    "between",
    "above",
    "below",
)
TOWARDS = ("to", "into", "onto", "from")
REASONS = (
    "because of",
    "due to",
    "owing to",
    "thanks to",
    "as a result of",
    "in response to",
    "on account of",
    "in honour of",
    "in honor of",
)
BECAUSE = ("because", "since", "as", "in order to", "so that", "in order", "so")


def time_of(annotated: Annotated, part: Token):  # type: ignore[no-untyped-def]
    """The time expression that a part is, by its head or by what its head carries."""
    if (time := annotated.time_at(part)) is not None:
        return time
    return None


def ask_time(request: Request, part: Token) -> Asked:
    annotated, clause, draft = request.annotated, request.clause, request.draft
    time = time_of(annotated, part)
    before = preposition(part)
    value = dates.edtf(time.value)
    others = [p for p in (*clause.parts, *clause.borrowed) if p is not part and annotated.time_at(p) is not None]
    if time.type == "DURATION":
        return _duration(request, part, before)
    if time.type == "SET":
        return _rate(request, part, before)
    if others:
        raise UnclearError("two times")
    if (time.type == "TIME" and not value) or time.vague or not value:
        raise UnclearError("a time that is no date")
    if before in (
        "by",
        "until",
        "till",
        "through",
        "from",
        "to",
        "between",
        "as of",
        "before",
        "after",
        "during",
        "for",
        "since",
    ) and before not in ("since", "until"):
        raise UnclearError(f"a time with {before}")
    perfect = any(word.lower_ in ("has", "have", "'ve", "’ve") for word in clause.auxiliaries)
    if before != "since" and perfect:
        raise UnclearError("a perfect has no date")
    if _unanswerable(clause):
        raise UnclearError("no time of its own")
    deictic = RELATIVE.search(time.text) or (WEEKDAY.search(time.text) and annotated.report)
    if deictic and (not time.anchored or dates.is_week(time.value)):
        raise UnclearError("a day that nothing dates")
    asks = GRAINS.get(dates.grain(value), Asks.TIME)
    if any(c.dep_ == "conj" for c in part.children) and not deictic:
        asks = Asks.TIME
    if before == "since":
        asks = Asks.START
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
    answer = dates.words(value) if deictic else answer_words(annotated, tokens, draft)
    if asks is Asks.DATE and not re.search(r"\d{4}", answer):
        asks, answer = (Asks.DATE, dates.words(value)) if time.anchored and annotated.report else (Asks.TIME, answer)
    if asks is Asks.TIME:
        answer = answer if deictic else answer_words(annotated, kept(part), draft)
    return Asked(
        Slot.TIME,
        Sort(asks),
        frame,
        answer,
        tuple(tokens),
        tuple(used),
        also=(dates.words(value),) if dates.words(value) not in ("", answer) else (),
    )


def _unanswerable(clause: Clause) -> bool:
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
    used = draft.used.copy()
    tokens = bare_tokens(part) if before == "for" else kept(part)
    return Asked(
        Slot.DURATION, Sort(Asks.SPAN), frame, answer_words(annotated, tokens, draft), tuple(tokens), tuple(used)
    )


def _rate(request: Request, part: Token, before: str) -> Asked:
    annotated, clause, draft = request.annotated, request.clause, request.draft
    if before or not re.match(r"(?i)(?:every|each|once|twice|annually|daily|weekly|monthly)\b", first_words(part, 1)):
        raise UnclearError("no rate")
    frame = frame_of(annotated, clause, draft, asked=part)
    used = draft.used.copy()
    tokens = kept(part)
    return Asked(
        Slot.FREQUENCY, Sort(Asks.RATE), frame, answer_words(annotated, tokens, draft), tuple(tokens), tuple(used)
    )


def ask_place(request: Request, part: Token) -> Asked:
    annotated, clause, draft = request.annotated, request.clause, request.draft
    before = preposition(part)
    going = clause.head.lemma_ in lexicon.words("grammar", "motion")
    if before not in WHERE and not (before in TOWARDS and going):
        raise UnclearError("no place")
    if not _is_place(annotated, part):
        raise UnclearError("no place")
    if any(p is not part and preposition(p) in WHERE and _is_place(annotated, p) for p in clause.parts):
        raise UnclearError("two places")
    frame = frame_of(annotated, clause, draft, asked=part, stay="from" if before == "from" else "")
    used = draft.used.copy()
    tokens = bare_tokens(part) if before in ("to", "from") else kept(part)
    return Asked(
        Slot.PLACE, Sort(Asks.PLACE), frame, answer_words(annotated, tokens, draft), tuple(tokens), tuple(used)
    )


def _is_place(annotated: Annotated, part: Token) -> bool:
    entity = annotated.entity_at.get(part.i)
    if entity is not None:
        return entity.type in ("PLACE", "COUNTRY")
    lemma = part.lemma_.lower()
    return lemma in gazetteer.nouns("place_nouns") or lemma in gazetteer.nouns("area_nouns")


def ask_place_of_act(request: Request, part: Token) -> Asked:
    """ "Where is the fair to take place?": the place inside what somebody plans, agreed, is expected to do."""
    annotated, clause, draft = request.annotated, request.clause, request.draft
    inner = [
        c
        for c in part.children
        if relation(c) == "obl" and c.i > part.i and preposition(c) in WHERE and _is_place(annotated, c)
    ]
    if (
        len(inner) != 1
        or part.tag_ != "VB"
        or any(preposition(p) in WHERE and _is_place(annotated, p) for p in clause.parts)
    ):
        raise UnclearError("no place of an act")
    frame = frame_of(annotated, clause, draft, hole=frozenset(inner[0].subtree))
    used = draft.used.copy()
    tokens = kept(inner[0])
    return Asked(
        Slot.PLACE, Sort(Asks.PLACE), frame, answer_words(annotated, tokens, draft), tuple(tokens), tuple(used)
    )


def ask_where_is(request: Request) -> Asked:
    """ "Where is Jakarta?": a place as the predicate."""
    annotated, clause, draft = request.annotated, request.clause, request.draft
    head = clause.head
    if preposition(head) not in WHERE or not _is_place(annotated, head) or clause.negation is not None:
        raise UnclearError("no place as predicate")
    frame = frame_of(annotated, clause, draft, without_predicate=True)
    used = draft.used.copy()
    tokens = list(
        kept(
            head,
            frozenset(
                c
                for c in head.children
                if c not in clause.own and c.dep_ != "case" and c.dep_ not in ("det", "amod", "compound")
            ),
        )
    )
    return Asked(
        Slot.PLACE, Sort(Asks.PLACE), frame, answer_words(annotated, tokens, draft), tuple(tokens), tuple(used)
    )


def ask_event(request: Request, part: Token) -> Asked:
    """ "When did she retire? After the 2012 Games": a time told by what happened then."""
    annotated, clause, draft = request.annotated, request.clause, request.draft
    if preposition(part) not in ("after", "before", "during", "following") or any(
        annotated.time_at(p) is not None for p in (*clause.parts, *clause.borrowed)
    ):
        raise UnclearError("no event that dates it")
    if _unanswerable(clause) or part.pos_ not in ("NOUN", "PROPN"):
        raise UnclearError("no time of its own")
    frame = frame_of(annotated, clause, draft, asked=part)
    used = draft.used.copy()
    tokens = kept(part)
    return Asked(Slot.TIME, Sort(Asks.TIME), frame, answer_words(annotated, tokens, draft), tuple(tokens), tuple(used))


def ask_means(request: Request, part: Token) -> Asked:
    """ "How do most people vote? Through the mail"."""
    annotated, clause, draft = request.annotated, request.clause, request.draft
    before = preposition(part)
    bare = (
        before == "by"
        and not any(c.dep_ in ("det", "nummod", "nmod:poss") for c in part.children)
        and part.tag_ == "NN"
        and not clause.passive
    )
    if (
        not (before in ("through", "via", "by means of") or bare)
        or _is_place(annotated, part)
        or part.i in annotated.entity_at
    ):
        raise UnclearError("no means")
    if (
        part.lemma_.lower() in gazetteer.nouns("time_nouns")
        or clause.head.lemma_ in lexicon.words("grammar", "motion")
        or clause.copula is not None
    ):
        raise UnclearError("no means")
    frame = frame_of(annotated, clause, draft, asked=part)
    used = draft.used.copy()
    tokens = kept(part)
    return Asked(
        Slot.MEANS, Sort(Asks.MANNER), frame, answer_words(annotated, tokens, draft), tuple(tokens), tuple(used)
    )


def ask_cause(request: Request, part: Token) -> Asked:
    """ "Because of the fog": a reason as a noun."""
    annotated, clause, draft = request.annotated, request.clause, request.draft
    if not preposition(part).startswith(REASONS):
        raise UnclearError("no reason")
    frame = frame_of(annotated, clause, draft, asked=part)
    used = draft.used.copy()
    tokens = kept(part)
    return Asked(
        Slot.REASON, Sort(Asks.CAUSE), frame, answer_words(annotated, tokens, draft), tuple(tokens), tuple(used)
    )


def ask_clause(request: Request, part: Token) -> Asked:
    """A clause that says why, what for, how, when or on what condition."""
    annotated, clause, draft = request.annotated, request.clause, request.draft
    mark = mark_of(part)
    opens = first_words(part, 2)
    tokens = kept(part)
    found = _clause_slot(annotated, clause, part, mark, opens)
    if found is None:
        raise UnclearError(f"a clause that no question word asks for: {opens}")
    slot, asks = found
    if slot in (Slot.TIME,) and any(annotated.time_at(p) is not None for p in (*clause.parts, *clause.borrowed)):
        raise UnclearError("two times")
    frame = frame_of(annotated, clause, draft, asked=part)
    used = draft.used.copy()
    answer = answer_words(annotated, tokens, draft)
    return Asked(slot, Sort(asks), frame, answer, tuple(tokens), tuple(used))


def _clause_slot(annotated: Annotated, clause: Clause, part: Token, mark: str, opens: str) -> tuple[Slot, Asks] | None:
    first = mark.split(" ")[0]
    finite = subject_of(part) is not None
    if opens.startswith(("because", "so that", "in order")) or (first == "for" and finite):
        return Slot.REASON, Asks.CAUSE
    if first == "since" and finite and _states(part):
        return Slot.REASON, Asks.CAUSE
    if first == "as" and finite and _states(part):
        return Slot.REASON, Asks.CAUSE
    if mark == "to" and part.tag_ == "VB" and part.i > clause.head.i and _purposeful(annotated, clause):
        return Slot.PURPOSE, Asks.CAUSE
    if first == "by" and part.tag_ == "VBG" and part.i > clause.head.i:
        return Slot.MEANS, Asks.MANNER
    if first in ("if", "unless") and finite:
        return Slot.CONDITION, Asks.CONDITION
    if (
        first in ("when", "after", "before", "once")
        and finite
        and clause.finite is not None
        and not _unanswerable(clause)
    ):
        return Slot.TIME, Asks.TIME
    return None


def _states(part: Token) -> bool:
    """Whether a since- or as-clause tells of a state, and so why and not when."""
    copula = any(c.dep_ == "cop" for c in part.children)
    verb = next(
        (
            w
            for w in (*[c for c in part.children if c.dep_ in ("aux", "aux:pass", "cop")], part)
            if w.tag_ in ("VBZ", "VBP", "VBD", "MD")
        ),
        None,
    )
    return (
        copula
        or part.lemma_ in ("have", "know", "want", "need", "lack", "believe", "contain", "require", "allow")
        or (verb is not None and verb.tag_ in ("VBZ", "VBP", "MD"))
    )


def _purposeful(annotated: Annotated, clause: Clause) -> bool:
    """Whether somebody acts, so that "to" says what for."""
    if clause.head.lemma_ in (
        "serve",
        "go",
        "come",
        "continue",
        "turn",
        "prove",
        "grow",
        "act",
        "seem",
        "appear",
        "live",
        "use",
    ):
        return False
    sort = sort_of(annotated, clause.subject)
    return clause.passive or sort.asks is Asks.PERSON or sort.acting


CIRCUMSTANTIAL = ("obl", "nmod", "advmod", "obj")


def is_time(annotated: Annotated, part: Token) -> bool:
    return annotated.time_at(part) is not None and relation(part) in CIRCUMSTANTIAL

"""Asking why, what for, how, on what condition."""

from quizgen import gazetteer, lexicon
from quizgen.annotated import Annotated
from quizgen.extract.arguments.asked import Asked, Request, asked_as
from quizgen.extract.arguments.clauses import Clause
from quizgen.extract.arguments.frames import frame_of
from quizgen.extract.arguments.places import is_place
from quizgen.extract.arguments.times import stateless
from quizgen.extract.grammar.cutting import kept
from quizgen.extract.grammar.heads import Sort, sort_of
from quizgen.extract.grammar.trees import FINITE, behind_comma, first_words, mark_of, preposition, subject_of
from quizgen.extract.grammar.wording import words
from quizgen.extract.unclear import UnclearError
from quizgen.models import Asks, Slot
from quizgen.tokens import Token

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
        or is_place(annotated, part)
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
    tokens = kept(part)
    return asked_as(request, Slot.MEANS, Sort(Asks.MANNER), frame, tokens)


def ask_cause(request: Request, part: Token) -> Asked:
    """ "Because of the fog": a reason as a noun."""
    annotated, clause, draft = request.annotated, request.clause, request.draft
    if not preposition(part).startswith(REASONS):
        raise UnclearError("no reason")
    frame = frame_of(annotated, clause, draft, asked=part)
    tokens = kept(part)
    return asked_as(request, Slot.REASON, Sort(Asks.CAUSE), frame, tokens)


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
    return asked_as(request, slot, Sort(asks), frame, tokens)


MEANT = ("can", "could", "will", "would", "may", "might", "should")


def _clause_slot(annotated: Annotated, clause: Clause, part: Token, mark: str, opens: str) -> tuple[Slot, Asks] | None:
    first = mark.split(" ")[0]
    finite = subject_of(part) is not None
    if opens.startswith("so that") and not any(c.lower_ in MEANT for c in part.children if c.dep_.startswith("aux")):
        return None  # what came of it, and not why
    if opens.startswith(("because", "so that", "in order")) or (
        first == "for" and finite and part.tag_ in FINITE  # "easy for everybody to read" gives no reason
    ):
        return Slot.REASON, Asks.CAUSE
    if first == "since" and finite and _states(part):
        return Slot.REASON, Asks.CAUSE
    if first == "as" and mark == "as" and finite and behind_comma(part) and _states(part) and not _names(part):
        return Slot.REASON, Asks.CAUSE
    fronted = part.i < clause.head.i and part.left_edge.is_sent_start
    if mark == "to" and part.tag_ == "VB" and (part.i > clause.head.i or fronted) and _purposeful(annotated, clause):
        return Slot.PURPOSE, Asks.CAUSE
    if first == "by" and part.tag_ == "VBG" and part.i > clause.head.i:
        return Slot.MEANS, Asks.MANNER
    if first in ("if", "unless") and finite:
        return Slot.CONDITION, Asks.CONDITION
    if first in ("when", "after", "before", "once") and finite and clause.finite is not None and not stateless(clause):
        return Slot.TIME, Asks.TIME
    return None


def _names(part: Token) -> bool:
    """ "as it is called", "as they are known": no reason."""
    return part.tag_ == "VBN" or part.lemma_ in gazetteer.cue_verbs()


def follows_from(head: Token) -> bool:
    """Whether "so" opens the clause: what stands before it is its reason."""
    return any(c.lower_ == "so" and c.dep_ in ("advmod", "cc", "mark") and c.i < head.i for c in head.children)


def ask_consequence(request: Request) -> Asked:
    """ "Why is the plan late?" of "the money is spent, so the plan is late": the clause before is the reason."""
    annotated, clause, draft = request.annotated, request.clause, request.draft
    head, main = clause.head, clause.head.head
    opens = next((t for t in head.subtree if not t.is_punct), head)
    own = head.dep_ in ("parataxis", "conj", "advcl") and clause.subject.head is head
    if not own or opens.lower_ != "so" or not behind_comma(head) or main.i > head.i:
        raise UnclearError("no consequence")
    if any(c.dep_ in ("conj", "parataxis", "advcl") and c is not head for c in main.children) or main.dep_ != "ROOT":
        raise UnclearError("a reason among others")
    tokens = [t for t in main.subtree if t not in set(head.subtree) and not t.is_punct]
    frame = frame_of(annotated, clause, draft)
    used = tuple(draft.used)
    answer = f"because {words(annotated, tokens, draft.told)}"
    return Asked(Slot.REASON, Sort(Asks.CAUSE), frame, answer, tuple(tokens), used)


def _states(part: Token) -> bool:
    """Whether a since-clause tells of a state, and so why and not when."""
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
    if gazetteer.cue_verbs().get(clause.head.lemma_) in ("ask", "order"):
        return False  # "asked the engineers to repair it": what was asked
    sort = sort_of(annotated, clause.subject)
    return clause.passive or sort.asks is Asks.PERSON or sort.acting

"""Asking for the members of a row that the article counts: "Which two chambers ...?" of "two chambers: the Senate and the House"."""

from quizgen.extract.arguments.amounts import number_in
from quizgen.extract.arguments.asked import Asked, Request, answer_words
from quizgen.extract.arguments.frames import frame_of
from quizgen.extract.grammar.cutting import kept
from quizgen.extract.grammar.heads import Sort
from quizgen.extract.grammar.trees import OPENING, conjuncts, preposition
from quizgen.extract.grammar.wording import words
from quizgen.extract.unclear import UnclearError
from quizgen.models import Asks, Slot
from quizgen.tokens import Token

COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
FRONTED = ("", "at", "between", "by", "for", "from", "in", "into", "of", "on", "to", "with")


def listed(part: Token) -> Token | None:
    """The first member of a row that stands behind a counted noun and has as many members as it says."""
    number = number_in(part)
    if number is None or part.tag_ not in ("NNS", "NNPS") or number.lower_ not in COUNTS:
        return None
    for child in part.children:
        before = child.doc[child.left_edge.i - 1] if child.left_edge.i else child
        opened = child.left_edge.text in OPENING or before.text in OPENING
        if child.i > part.i and child.dep_ in ("appos", "parataxis", "list") and opened:
            if 1 + len(conjuncts(child)) == COUNTS[number.lower_] and child.pos_ in ("NOUN", "PROPN"):
                return child
    return None


def ask_listed(request: Request, part: Token) -> Asked:
    annotated, clause, draft = request.annotated, request.clause, request.draft
    first, number = listed(part), number_in(part)
    front = "" if part is clause.subject or part.dep_ == "obj" else preposition(part)
    if first is None or number is None or front not in FRONTED or clause.subject.dep_ == "expl":
        raise UnclearError("no row that is counted")
    frame = frame_of(annotated, clause, draft, asked=part)
    counted = [t for t in kept(part) if number.i <= t.i <= part.i]
    noun = words(annotated, counted, draft.told)
    used = (*draft.used, *counted)
    tokens = kept(first)
    answer = answer_words(annotated, tokens, draft)
    return Asked(Slot.MEMBERS, Sort(Asks.CLASS, noun, True), frame, answer, tuple(tokens), used, preposition=front)

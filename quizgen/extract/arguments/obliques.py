"""Asking for phrases with a preposition: "What does it depend on?", "In which journal ...?"."""

import re

from quizgen import lexicon
from quizgen.extract.arguments.amounts import counted
from quizgen.extract.arguments.asked import Asked, Request, bare_tokens, entity_answer
from quizgen.extract.arguments.clauses import Clause
from quizgen.extract.arguments.frames import frame_of
from quizgen.extract.arguments.valency import takes
from quizgen.extract.grammar.cutting import kept
from quizgen.extract.grammar.heads import Sort, sort_of
from quizgen.extract.grammar.trees import preposition
from quizgen.extract.unclear import UnclearError
from quizgen.models import Asks, Frame, Slot
from quizgen.tokens import Token


def ask_oblique(request: Request, part: Token) -> Asked:
    """A phrase with a preposition: "What does it depend on?", "In which journal ...?", "With whom ...?"."""
    annotated, clause, draft = request.annotated, request.clause, request.draft
    before = preposition(part)
    if not before or (
        before
        in ("by", "of", "than", "like", "as", "despite", "without", "per", "including", "via", "according to", "unlike")
        and not takes(clause.head, before)
        and not _bound_by_sense(clause, before)
    ):
        raise UnclearError("an oblique that no question word asks for")
    if " " in before:
        raise UnclearError("a preposition of several words")
    changing = part.pos_ == "NUM" and before == "to" and clause.head.lemma_ in lexicon.words("grammar", "changing")
    if part.pos_ not in ("NOUN", "PROPN", "PRON") and not changing:
        raise UnclearError("an oblique that is no noun")
    sort = sort_of(annotated, part)
    tokens = bare_tokens(part)
    near = _follows_verb(clause, part)
    if before == "at" and sort.noun in ("country", "city"):
        raise UnclearError("at a town: perhaps its university")
    if before == "as":
        sort = Sort(Asks.THING)
    if (sort.asks is Asks.PERSON and before in ("with", "to", "from", "for", "against", "on", "by")) or (
        sort.asks is Asks.CLASS
        and (
            (takes(clause.head, before) and any(t.pos_ == "PROPN" for t in tokens))
            or (sort.noun in ("country", "city") and before in ("in", "to", "from", "near", "into", "with", "against"))
            or (part.i in annotated.entity_at and sort.noun not in ("country", "city"))
        )
    ):
        stay, front = ("", before)
    elif near and _bound_by_sense(clause, before):
        stay, front = (before, "")
        sort = Sort(Asks.THING)
    elif near and changing:
        stay, front = (before, "")
    elif part.tag_ == "NN" and not (
        any(c.i < part.i and c.dep_ != "case" for c in part.children)
        or (near and clause.passive and before in ("from", "of", "on", "with") and takes(clause.head, before))
    ):
        raise UnclearError("an idiom")
    elif near and (takes(clause.head, before) or _bound(clause, part, before)):
        stay, front = (before, "")
        if sort.asks is Asks.CLASS:
            sort = Sort(Asks.THING)
    else:
        raise UnclearError("a loose oblique")
    if counted(annotated, part):
        raise UnclearError("a number is asked with how many")
    frame = frame_of(annotated, clause, draft, asked=part, stay=stay)
    behind = frozenset(p for p in clause.parts if p.i > part.i)
    if behind and _stranded(frame, stay):  # what stands behind it is left out: the article tells when and where
        draft.used.clear()
        frame = frame_of(annotated, clause, draft, asked=part, stay=stay, also_gone=behind)
    check_stranded(frame, stay)
    used = draft.used.copy()
    answer, also = entity_answer(annotated, part, tokens, draft)
    return Asked(Slot.OBLIQUE, sort, frame, answer, tuple(tokens), tuple(used), preposition=front, also=also)


BINDING = ("for", "to", "into", "from", "about", "against", "of", "on", "upon", "toward", "towards")


BINDING_PASSIVE = ("for", "to", "into", "from", "with", "on", "of")


def _bound(clause: Clause, part: Token, before: str) -> bool:
    """Whether a preposition stands right behind a verb without an object: "applied for a job", "was based on a map"."""
    between = [
        t for t in part.doc.tokens[clause.head.i + 1 : part.left_edge.i] if t.dep_ not in ("compound:prt", "advmod")
    ]
    if not clause.verbal:
        return clause.head.pos_ == "ADJ" and not between and before in BINDING_PASSIVE
    if before == "with" and not clause.passive:  # an instrument
        objects = [p for p in clause.parts if p.dep_ == "obj" and len(kept(p)) <= 3]
        tool = part.pos_ == "NOUN" and not ABSTRACT.search(part.lemma_.lower())
        return len(objects) == 1 and part.left_edge.i == objects[0].right_edge.i + 1 and tool
    bare = not between and not any(p.dep_ == "obj" for p in clause.parts)
    return bare and before in (BINDING_PASSIVE if clause.passive else BINDING)


ABSTRACT = re.compile(r"(?:ion|ness|ity|ment|[ae]nce|ship|ism|ure|cy|al|th|ude|age|hood|ing)$")


def _bound_by_sense(clause: Clause, before: str) -> bool:
    """ "serve as", "be known as", "be made of": what somebody is to others, and what something is made of."""
    head = clause.head.lemma_
    capacity = before == "as" and head in lexicon.words("grammar", "capacities")
    return capacity or (before in ("of", "from") and clause.passive and head in lexicon.words("grammar", "making"))


def _follows_verb(clause: Clause, part: Token) -> bool:
    """Whether nothing but an object and adverbs stands between the predicate and the phrase."""
    between = [p for p in clause.parts if clause.head.i < p.i < part.i and p.dep_ not in ("advmod",)]
    return all(p.dep_ == "obj" and len(kept(p)) <= 5 for p in between) and part.i > clause.head.i


def check_stranded(frame: Frame, stay: str) -> None:
    """Raises UnclearError where too much stands about a preposition left behind: "escape after the raid from?"."""
    if _stranded(frame, stay):
        raise UnclearError("a stranded preposition")


def _stranded(frame: Frame, stay: str) -> bool:
    if not stay:
        return False
    place = frame.complements.index(stay)
    behind = " ".join(frame.complements[place + 1 :]).split()
    before = " ".join(frame.complements[:place]).split()
    loose = bool(behind) and behind[0] not in lexicon.words("grammar", "leading")
    return loose or "to" in behind[:1] or len(behind) > LONGEST_BEHIND or len(before) > LONGEST_BEHIND


LONGEST_BEHIND = 5  # words on either side of a preposition that was left behind

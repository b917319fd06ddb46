"""Asking for numbers wherever they stand: how many, how much, which share, at what age, by how many votes."""

import re

from quizgen import gazetteer, lexicon
from quizgen.annotated import Annotated
from quizgen.extract.arguments.asked import Asked, Request, answer_words
from quizgen.extract.arguments.clauses import Clause
from quizgen.extract.arguments.frames import frame_of, subject_tokens
from quizgen.extract.grammar.cutting import kept
from quizgen.extract.grammar.heads import Sort
from quizgen.extract.grammar.trees import is_plural, preposition, preposition_of
from quizgen.extract.grammar.wording import words
from quizgen.extract.unclear import UnclearError
from quizgen.models import Asks, Slot
from quizgen.tokens import Token

MONEY = re.compile(r"[$£€¥₹]|\b(?:dollars?|euros?|pounds?|yen|rupees?|yuan)\b", re.IGNORECASE)
SHARE = re.compile(r"%|\bper ?cent\b|\bpercent\b", re.IGNORECASE)
AMOUNT = re.compile(f"{MONEY.pattern}|{SHARE.pattern}", re.IGNORECASE)
MEASURED = {"degree": "temperature", "°c": "temperature", "km/h": "speed", "mph": "speed", "kph": "speed", "age": "age", "elevation": "elevation", "altitude": "altitude",
            "depth": "depth", "speed": "speed", "temperature": "temperature", "rate": "rate", "height": "height", "price": "price", "cost": "cost"}  # fmt: skip


def number_in(part: Token) -> Token | None:
    """The number that counts a noun, standing before it."""
    found = [c for c in part.children if c.dep_ == "nummod" and (c.i < part.i or part.pos_ == "SYM")]
    return found[0] if len(found) == 1 else None


def counted(annotated: Annotated, part: Token) -> bool:
    """Whether a number before the noun counts it: "three mills", not "the 1996 Nationals"."""
    numbers = [c for c in part.children if c.dep_ == "nummod" and c.i < part.i]
    return any(annotated.time_at(number) is None and not _in_name(annotated, part, number) for number in numbers)


def _in_name(annotated: Annotated, part: Token, number: Token) -> bool:
    """Whether the number belongs to a name: "the Thirty Tyrants", "Bristol 2"; not "three Samoans"."""
    mention = annotated.mention_of(part)
    return mention is not None and (mention[1].start <= number.i < mention[1].end or not is_plural(part))


def ask_number(request: Request, part: Token) -> Asked:
    """ "How many missions ...?" of a noun with its number, as subject, object or behind a preposition."""
    annotated, clause, draft = request.annotated, request.clause, request.draft
    number = number_in(part)
    if (
        number is None
        or annotated.time_at(part) is not None
        or annotated.time_at(number) is not None
        or _in_name(annotated, part, number)
    ):
        raise UnclearError("no number")
    whole = kept(part)
    said = " ".join(t.text for t in whole)
    if MONEY.search(said) or SHARE.search(said) or part.lemma_.lower() in lexicon.words("grammar", "lengths"):
        return _ask_amount(request, part, whole, said)
    if not is_plural(part) or number.lower_ in ("one", "1") or any(c.dep_ == "conj" for c in part.children):
        raise UnclearError("not counted")
    if any(
        c.lower_
        in ("the", "these", "those", "its", "his", "her", "their", "all", "both", "other", "first", "last", "no")
        for c in part.children
        if c.i < part.i and c.dep_ in ("det", "nmod:poss", "amod", "det:predet")
    ):
        raise UnclearError("a number that is known")
    gone = {
        w
        for c in part.children
        if c.dep_ in ("case", "nummod", "det", "advmod", "appos") and c.i < part.i
        for w in c.subtree
    }
    if part is clause.subject:
        whole = subject_tokens(clause)
    counted = [t for t in whole if t not in gone]
    hedge = [t for t in whole if t in gone and t not in preposition_of(part) and t.dep_ != "det"]
    if counted[0].i < number.i and counted[0] is not part:
        raise UnclearError("a number inside")
    is_subject = part is clause.subject
    front = "" if is_subject else preposition(part)
    if front in ("of", "than", "as", "like", "between", "including", "at") or " " in front:
        raise UnclearError("a number behind a preposition that stays")
    frame = frame_of(annotated, clause, draft, asked=part)
    if part.dep_ == "nsubj" and not is_subject:  # "there were 40 houses in the village"
        behind = [
            c for c in part.children if c.dep_ == "nmod" and c.i > part.i and preposition(c) in ("in", "on", "at")
        ]
        place = [t for c in behind for t in kept(c)]
        counted = [t for t in counted if t not in place]
        here = (words(annotated, place, draft.told),) if place else ()
        frame = frame.model_copy(update={"complements": (*here, *frame.complements)})
    used = draft.used.copy()
    noun = words(annotated, counted, draft.told)
    if len(noun.split()) > 9:
        raise UnclearError("too long a noun")
    answer = answer_words(annotated, hedge, draft)
    fraction = (
        part.lemma_.lower() in ("quarter", "third", "half", "fifth")
        or answer.endswith("-")
        or answer.lower() == "dozen"
    )
    if (
        fraction
        or "more" in (t.lower_ for t in counted)
        or (front and part.lemma_.lower() in gazetteer.nouns("time_nouns"))
    ):
        raise UnclearError("a number that is not counted so")
    return Asked(
        Slot.NUMBER, Sort(Asks.COUNT, noun, True), frame, answer, tuple(hedge), (*used, *counted), preposition=front
    )


def _ask_amount(request: Request, part: Token, whole: list[Token], said: str) -> Asked:
    annotated, clause, draft = request.annotated, request.clause, request.draft
    front = preposition(part)
    bare = [t for t in whole if t not in preposition_of(part)]
    behind = [c for c in part.children if c.i > part.i and c.dep_ == "nmod" and c in bare]
    of = behind[0] if behind and preposition(behind[0]) == "of" else None
    if SHARE.search(said):
        tail = [t for t in bare if of is not None and t.i >= of.left_edge.i]
        amount = [t for t in bare if t not in tail]
        asks, noun_tokens = Asks.SHARE, tail
    elif MONEY.search(said):
        if part is clause.subject or front not in ("", "for", "at", "by", "to"):
            raise UnclearError("an amount that no question word asks for")
        asks, noun_tokens, amount = Asks.MONEY, [], bare
    else:
        raise UnclearError("a length")
    if front not in ("", "for", "at", "by", "to", "in", "from"):
        raise UnclearError("an amount that no question word asks for")
    frame = frame_of(annotated, clause, draft, asked=part)
    used = draft.used.copy()
    noun = words(annotated, noun_tokens, draft.told) if noun_tokens else ""
    if asks is Asks.SHARE and not noun and part is clause.subject:
        raise UnclearError("a share of what")
    if asks is Asks.MONEY and not front and clause.head.lemma_ not in lexicon.words("grammar", "costing"):
        noun = "money"
    answer = answer_words(annotated, amount, draft)
    if amount[0].pos_ == "ADP" or (asks is Asks.SHARE and front == "at"):
        raise UnclearError("an amount that no question word asks for")
    return Asked(
        Slot.AMOUNT,
        Sort(asks, noun, is_plural(part)),
        frame,
        answer,
        tuple(amount),
        (*used, *noun_tokens),
        preposition=front,
    )


def ask_age(request: Request, part: Token) -> Asked:
    """ "At what age ...?" of "at age 14", "at the age of 14", "aged 14"."""
    annotated, clause, draft = request.annotated, request.clause, request.draft
    if preposition(part) != "at" or part.lemma_.lower() not in MEASURED:
        raise UnclearError("no measure")
    numbers = [t for t in kept(part) if t.pos_ == "NUM"]
    if not numbers:
        raise UnclearError("no measure")
    frame = frame_of(annotated, clause, draft, asked=part)
    used = draft.used.copy()
    tokens = kept(part) if MEASURED[part.lemma_.lower()] != "age" else numbers
    tokens = [t for t in tokens if t not in preposition_of(part)]
    measure = next((c for c in part.children if preposition(c) == "of" and number_in(c) is not None), None)
    if measure is not None:
        tokens = [t for t in kept(measure, _far_places(annotated, measure)) if t not in preposition_of(measure)]
    return Asked(
        Slot.AMOUNT,
        Sort(Asks.MEASURE, MEASURED[part.lemma_.lower()]),
        frame,
        answer_words(annotated, tokens, draft),
        tuple(tokens),
        tuple(used),
        preposition="at",
    )


def _far_places(annotated: Annotated, measure: Token) -> frozenset[Token]:
    """ "in the valley of Elling", hung on "1,400 metres above sea level"."""
    return frozenset(t for t in measure.subtree if t.head is not t and preposition(t) in ("in", "at", "on", "near"))


def measured(clause: Clause) -> list[Token]:
    """The phrases of a clause that may hold a number."""
    return [clause.subject, *(p for p in clause.parts if p.dep_ in ("obj", "nsubj") or p.dep_.startswith("obl"))]

"""Whether the asked phrase answers its question: kinds of faults of answers."""

import re
from collections.abc import Callable

from quizgen import lexicon
from quizgen.annotated import Annotated
from quizgen.extract.arguments.asked import Asked
from quizgen.extract.arguments.clauses import Clause
from quizgen.extract.grammar.pronouns import entity_of
from quizgen.models import Asks, Slot

Check = Callable[[Annotated, Clause, Asked], bool]


def _nobody(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    return (
        re.match(r"(?i)(?:some|any|every)(?:one|body)\b|(?:few|several|many|various) hundred\b", asked.answer)
        is not None
    )


def _just_the_noun(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "The fund", "the initiatives" in a report, "the couple": nothing is known by it."""
    words = asked.answer.lower().split()
    if len(words) != 2 or words[0] != "the" or asked.tokens[-1].pos_ != "NOUN":
        return False
    return annotated.report or asked.tokens[-1].lemma_.lower() in lexicon.words("grammar", "going_back")


def _counted_wrongly(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """Units, signs and clauses as the counted noun; a number that only says what several things are."""
    if asked.sort.asks is not Asks.COUNT:
        return False
    noun = asked.sort.noun
    first = noun.split(" ")[0]
    unit = first.rstrip("s") in lexicon.words("grammar", "lengths") or re.search(r"[^\w\s’'-]|^.{1,2}$|\d", first)
    naming = clause.copula is not None and clause.head.pos_ in ("NOUN", "PROPN")
    return (
        bool(unit)
        or naming
        or re.search(r"\b(?:which|that|who|with)\b", noun) is not None
        or _vague_number(asked.answer)
    )


def _vague_number(answer: str) -> bool:
    return re.fullmatch(r"(?i)(?:a )?(?:few|several|many|various|some)(?: \w+)?", answer) is not None


def _unclassed(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "To which storms", "as which", "which levels": a common noun that is no class with members by name."""
    if asked.sort.asks is not Asks.CLASS or any(t.pos_ == "PROPN" for t in asked.tokens):
        return False
    return bool(asked.preposition)


def _no_person(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "Who" for a fund or a poem; "to whom" for where somebody went; "who" does a whole include."""
    if asked.sort.asks is not Asks.PERSON:
        return False
    heads = [t for t in asked.tokens if t.head not in asked.tokens]
    thing = any(t.lemma_.lower() in lexicon.words("grammar", "not_who") for t in heads)
    place = asked.preposition in ("to", "from") and clause.head.lemma_ in lexicon.words("grammar", "motion")
    return thing or place or clause.head.lemma_ in ("include", "contain", "comprise", "cover")


def _speaker_is_answer(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "Who lay in state after Hale died? Hale": a pronoun was the answer, and the question names whom it means."""
    if len(asked.tokens) != 1 or asked.tokens[0].pos_ != "PRON":
        return False
    said = f"{asked.frame.lead} {asked.frame.subject} {' '.join(asked.frame.complements)}"
    return asked.answer in said or any(
        entity is not None and entity.type == "PERSON" and entity.name.split()[-1] in said.split()
        for entity in (entity_of(annotated, t) for t in asked.tokens)
    )


def _measured(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "What did the protest move? A few blocks"; "which op": a way or a sign as what is asked for."""
    heads = [t for t in asked.tokens if t in clause.parts]
    lengths = lexicon.words("grammar", "lengths") | {"block"}
    way = asked.slot is Slot.OBJECT and any(t.lemma_.lower() in lengths for t in heads)
    return way or (asked.sort.asks is Asks.CLASS and len(asked.sort.noun) < 3)


def _short_purpose(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "Why is Hale here? To help": nothing is told."""
    return asked.slot is Slot.PURPOSE and asked.sort.asks is Asks.CAUSE and len(asked.answer.split()) < 3


def _not_a_noun(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "What was her first piece? About a play"; "a camp there"."""
    first = asked.tokens[0]
    measured = first.i + 1 < len(first.doc) and first.doc[first.i + 1].pos_ == "NUM"
    nominal = asked.slot in (Slot.SUBJECT, Slot.OBJECT, Slot.PREDICATE, Slot.AGENT)
    prepositional = first.pos_ in ("ADP", "SCONJ") and not measured
    return nominal and (prepositional or re.search(r"\w (?:there|here)\b", asked.answer) is not None)


def _seen_as(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "see the law as a threat": the "as" was taken into the answer."""
    return (
        clause.head.lemma_ in ("see", "regard", "view", "treat", "describe", "portray", "perceive")
        and " as " in asked.answer
    )


def _nobody_in_particular(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "Neither man", "too many people", "528 people", "researchers": nobody learns who, or what, by it."""
    words = asked.answer.lower().split()
    counted = words[-1] in ("people", "persons", "individuals") and any(
        t.pos_ == "NUM" or t.lower_ == "few" for t in asked.tokens
    )
    empty = len(words) == 1 and asked.tokens[0].lemma_.lower() in lexicon.words("grammar", "tells_nothing")
    return words[0] in ("neither", "too", "no") or (counted and asked.sort.asks is Asks.PERSON) or empty


def _cut_short(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "$40 million of which will be spent": half of another clause stands in the answer."""
    return re.search(r"\bof (?:which|whom)\b", asked.answer) is not None


def _class_is_answer(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "In which war? The Civil War", "to which station? College Station": the question says half of the name."""
    last = asked.answer.lower().split()[-1]
    return asked.sort.asks is Asks.CLASS and bool(asked.preposition) and last == asked.sort.noun.lower()


ANSWERS: list[tuple[str, Check]] = [
    ("an answer that says nobody", _nobody),
    ("an answer that is just its noun", _just_the_noun),
    ("a number that is not counted so", _counted_wrongly),
    ("a noun that is no class", _unclassed),
    ("who, of what is no person", _no_person),
    ("the answer stands in the question", _speaker_is_answer),
    ("a way or a sign", _measured),
    ("a purpose that tells nothing", _short_purpose),
    ("an answer that is no noun", _not_a_noun),
    ("an answer with the view of it", _seen_as),
    ("an answer that names nobody", _nobody_in_particular),
    ("half of another clause in the answer", _cut_short),
    ("the question says half of the name", _class_is_answer),
]

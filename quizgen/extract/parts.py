"""The parts of a clause: each dependent of its verb as a phrase that stands alone, or UnclearError."""

import re
from dataclasses import replace

from quizgen import dates, gazetteer
from quizgen.annotated import Annotated, Entity
from quizgen.extract.listed import listed_dates
from quizgen.extract.nouns import Phrase, nominal
from quizgen.extract.phrases import render
from quizgen.extract.predicates import KEPT
from quizgen.extract.standing import referent
from quizgen.extract.unclear import CONNECTIVES, UnclearError
from quizgen.extract.verbs import HYPOTHETICAL, PRESUPPOSED, SUBJECTS, relative_of
from quizgen.models import Part
from quizgen.tokens import Token

CIRCUMSTANCE = {"amid", "after", "before", "despite", "because of", "due to", "during", "following", "among", "besides", "like", "unlike", "under",
                "in", "at", "since", "within", "through", "throughout", "alongside", "across", "beyond", "without", "until"}  # fmt: skip


MOTION = {"go", "come", "travel", "move", "return", "fly", "sail", "march", "flee", "emigrate", "arrive", "leave", "run", "walk", "drive",
          "head", "send", "bring", "take", "carry", "export", "import", "transport", "deploy", "withdraw", "retreat", "invite"}  # fmt: skip


WITH_VERBS = {"present", "provide", "supply", "replace", "fill", "share", "equip", "link", "connect", "compare", "combine", "charge", "credit",
              "entrust", "arm", "reward", "honour", "honor", "associate", "identify", "deal", "collaborate", "cooperate", "merge", "unite", "meet", "compete", "fight",
              "negotiate", "trade", "begin", "start", "end", "play"}  # fmt: skip


def part_of(annotated: Annotated, head: Token, child: Token, bound: Entity | None, plural: bool) -> Phrase | None:
    """A part of the clause from one dependent of its verb; None when it can be left out without changing what is said."""
    relation = child.dep_
    if relation in (*SUBJECTS, "cop", "aux", "aux:pass", "punct", "cc", "mark", "conj", "parataxis", "discourse", "vocative", "compound:prt", "expl",
                    "advcl:relcl"):  # fmt: skip
        return None
    if child.lower_ in ("not", "n't", "n’t", "never"):
        return None
    if head.dep_ == "acl:relcl" and child is relative_of(head):
        return _relative(annotated, head, child, bound, plural)
    if relation in ("obj", "iobj", "obl:unmarked") and child.i > head.i and _behind_comma(annotated, child):
        return None
    if relation == "advmod" and head.dep_ == "advcl" and child.lower_ in PRESUPPOSED:
        return None
    if relation == "advmod":
        return _adverb(annotated, head, child)
    if relation in ("obj", "iobj"):
        return nominal(annotated, child, "object", bound, plural)
    if relation in ("obl", "obl:tmod", "obl:unmarked", "obl:npmod", "obl:agent", "nmod", "nmod:unmarked"):
        if (
            head.pos_ != "VERB"
            and (child.i < head.i or relation.startswith("nmod"))
            and annotated.time_at(child) is None
        ):
            return None  # inside the predicate
        return _oblique(annotated, head, child, bound, plural)
    if relation == "xcomp" and head.lemma_ == "bear":
        return None  # "was born Maria Skłodowska"
    if relation == "xcomp":
        text = render(annotated, child, bound=bound, bound_plural=plural, keep_case=True)
        return Phrase(Part(role="complement", text=text), child, referent(annotated, child))
    if relation == "ccomp":
        if any(t.text in ("“", '"') for t in head.doc[max(0, child.left_edge.i - 1) : child.left_edge.i + 1]):
            raise UnclearError("quotation as object")
        text = render(annotated, child, bound=bound, bound_plural=plural, keep_case=True)
        return Phrase(Part(role="complement", text=text), child)
    if relation == "advcl":
        marks = [c.lower_ for c in child.children if c.dep_ == "mark"]
        purpose = child.tag_ == "VB" and "to" in marks
        if purpose and child.i > head.i:
            try:
                return Phrase(
                    Part(
                        role="complement",
                        text=render(annotated, child, bound=bound, bound_plural=plural, keep_case=True),
                    ),
                    child,
                )
            except UnclearError:
                told = any(c.dep_ in ("obj", "obl") for c in head.children)
                if told and not any(
                    c.lower_ == "for" and c.head.i < child.i for o in head.children for c in o.children
                ):
                    return None
                raise  # "called for the rich to give more": not for the rich
        if set(marks) & HYPOTHETICAL:
            raise UnclearError("condition")
        if child.tag_ == "VBG" and child.i > head.i and set(marks) & {"on", "into", "against"}:
            raise UnclearError(f"{head.text} without what it needs")  # "set his sights on breaking it"
        return None
    if relation in (
        "acl",
        "acl:relcl",
        "appos",
        "list",
        "dep",
        "nmod:poss",
        "det",
        "amod",
        "compound",
        "case",
        "nummod",
        "flat",
        "fixed",
        "nmod:desc",
    ):
        return None
    raise UnclearError(f"relation {relation}")


def _relative(annotated: Annotated, head: Token, child: Token, bound: Entity | None, plural: bool) -> Phrase | None:
    """What a relative pronoun stands for, in its place: "the bridge, which he built"; the time of "in 1958, when ..."."""
    noun = head.head
    if head.lemma_ == "do":
        raise UnclearError("an act of another clause: which he did")
    time, entity = annotated.time_at(noun), referent(annotated, noun)
    case = next((c.lower_ for c in child.children if c.dep_ == "case"), "")
    if child.lower_ == "when" and time is not None and (told := _time(noun, time.value, time.vague)) is not None:
        return told
    if child.lower_ == "where" and entity is not None and entity.type in ("PLACE", "COUNTRY", "ORG"):
        inside = {c.lower_ for c in noun.children if c.dep_ == "case"} & {"at", "on", "near"}
        case = next(iter(inside), "in" if entity.type != "ORG" else "at")
    elif child.tag_ == "WRB" or time is not None or noun.pos_ not in ("NOUN", "PROPN") or case in ("of", "among"):
        raise UnclearError(f"relative: {child.text}")
    phrase = nominal(annotated, noun, "oblique" if case else "object", bound, plural)
    located = entity is not None and entity.type in ("PLACE", "COUNTRY") and child.lower_ == "where"
    role = "place" if located else phrase.part.role
    return replace(phrase, part=phrase.part.model_copy(update={"preposition": case, "role": role}))


def _behind_comma(annotated: Annotated, child: Token) -> bool:
    """ "composed Tern Songs, a series of songs": no comma parts a verb from its object, so this is an apposition misread."""
    edge = child.left_edge
    comma = edge.text == "," or (edge.i > 0 and edge.doc[edge.i - 1].text == ",")
    first = edge.doc[edge.i + 1] if edge.text == "," and edge.i + 1 < len(edge.doc) else edge
    return comma and first.lower_ in ("a", "an", "the") and annotated.time_at(child) is None


def _adverb(annotated: Annotated, head: Token, child: Token) -> Phrase | None:
    time = annotated.time_at(child)
    if time is not None:
        return _time(child, time.value, time.vague)
    if child.lower_ in ("here", "there") and not any(c.dep_ in ("obj", "xcomp") for c in head.children):
        raise UnclearError(f"a place is left out: {child.text}")
    if child.lower_ in ("little", "less", "half") and child.i < head.i:
        raise UnclearError(f"adverb: {child.text}")  # "little changed"
    if child.lower_ in CONNECTIVES or (
        child.i < head.i and child.lower_.endswith("ly") and child.lower_ not in ("early",)
    ):
        return None
    if child.lower_ in ("here", "there", "where", "when", "why", "how", "as", "so", "that"):
        raise UnclearError(f"adverb: {child.text}")
    if child.i < head.i and child.lower_ in KEPT and head.pos_ != "VERB":
        raise UnclearError(f"adverb: {child.text}")
    if child.i < head.i:
        return None
    return Phrase(Part(role="adverb", text=render(annotated, child)), child)


def _oblique(annotated: Annotated, head: Token, child: Token, bound: Entity | None, plural: bool) -> Phrase | None:
    preposition = " ".join(
        token.lower_ for case in child.children if case.dep_ == "case" and case.i < child.i
        for token in sorted([case, *[c for c in case.children if c.dep_ == "fixed"]], key=lambda t: t.i)
    )  # fmt: skip
    if preposition == "according to" or any(
        c.lower_ in ("especially", "particularly", "including", "mainly", "notably") for c in child.children
    ):
        return None
    cases = [case.i for case in child.children if case.dep_ == "case" and case.i < child.i]
    if (
        child.lower_ == "turn"
        or any(c.dep_ in ("nsubj", "mark", "cop") for c in child.children)
        or any(t.lower_ == "with" and t.dep_ == "mark" for t in child.subtree)
    ):
        return None
    if cases and max(cases) - min(cases) >= len(cases) and len(cases) > 1:
        return None  # "with forces in disarray": a clause without a verb
    time = annotated.time_at(child)
    if time is None and annotated.time_at(child.left_edge) is None:
        time = next(
            (annotated.time_at(c) for c in child.children if c.dep_ in ("compound", "nummod") and annotated.time_at(c)),
            None,
        )
        if time is not None and child.lemma_.lower() not in gazetteer.nouns("time_nouns"):
            time = None
    if time is not None and _of_one_item(child):
        return None
    if time is not None and time.fiscal and preposition in ("", "in", "for", "during"):
        text = f"fiscal year {time.value}"  # no year of the calendar, so no date of the event
        return Phrase(Part(role="oblique", text=text, preposition=preposition or "in", type="date"), child)
    if time is not None and time.type in ("DATE", "TIME"):
        if preposition in ("in", "on", "between") and (listed := listed_dates(annotated, child)):
            return Phrase(Part(role="oblique", text=listed, preposition=preposition, type="date"), child)
        if preposition in ("", "in", "on", "at", "during", "this"):
            return _time(child, time.value, time.vague)
        if time.vague or not dates.noun_phrase(time.value) or dates.is_week(time.value):
            raise UnclearError(f"time: {time.text}")
        text = dates.noun_phrase(time.value) if time.anchored else render(annotated, child)
        return Phrase(
            Part(role="oblique", text=text, preposition=preposition, type="date"),
            child,
            when=dates.edtf(time.value) if preposition == "since" else "",
        )
    if (
        preposition == "with"
        and head.lemma_ not in WITH_VERBS
        and child.i not in annotated.entity_at
        and child.i not in annotated.reference
        and not any(c.dep_ == "nummod" for c in child.children)
    ):
        if any(c.dep_ == "obj" or (c.dep_ == "obl" and c.i < child.i) for c in head.children):
            return None  # "earned a degree with a thesis": how, not what
    try:
        phrase = nominal(annotated, child, "oblique", bound, plural)
    except UnclearError:
        core = any(c.dep_ in ("obj", "ccomp", "xcomp") for c in head.children) or any(
            c.dep_ == "obl" and c.i != child.i for c in head.children
        )
        negated = any(c.lower_ in ("not", "n't", "n’t", "never") for c in head.children)
        if preposition in CIRCUMSTANCE and core and not negated and head.pos_ == "VERB":
            return None  # a circumstance: the rest of the clause is as true without it
        raise
    part = phrase.part.model_copy(update={"preposition": preposition})
    located = phrase.entity is not None and phrase.entity.type in ("PLACE", "COUNTRY")
    if (
        located
        and preposition in ("in", "at", "near", "on", "off", "outside", "around", "above", "across")
        and head.lemma_ not in MOTION
    ):
        part = part.model_copy(update={"role": "place"})
    return replace(phrase, part=part)


def _time(child: Token, value: str, vague: bool) -> Phrase | None:
    when = dates.edtf(value)
    if any(c.dep_ == "conj" for c in child.children):
        raise UnclearError("several dates")
    if vague:
        return None
    if not when:
        raise UnclearError(f"time: {child.text}")
    words = dates.phrase(when)
    preposition, _, text = words.partition(" ")
    part = Part(role="time", text=text, preposition=preposition, type="date")
    return Phrase(part, child, when=when, coarse="W" in value)


def time_of(annotated: Annotated, child: Token) -> Phrase | None:
    if child.dep_ not in ("obl", "obl:tmod", "obl:unmarked", "advmod", "nmod:unmarked"):
        return None
    time = annotated.time_at(child)
    if any(
        c.lower_ in ("after", "before", "until", "since", "by", "from", "to")
        for c in child.children
        if c.dep_ == "case"
    ):
        return None  # "After 1945, when ...": not in 1945
    if time is None or time.vague or not dates.phrase(dates.edtf(time.value)) or _perhaps(child) or _of_one_item(child):
        return None
    return _time(child, time.value, time.vague)


def _of_one_item(child: Token) -> bool:
    """ "degrees from Oslo (1910), Bergen (1925)": a year in brackets, where another has its own, is of its item only."""
    words = list(child.sent)
    years = [
        i for i, token in enumerate(words[1:-1], 1)
        if YEAR.fullmatch(token.text) and words[i - 1].text == "(" and words[i + 1].text == ")"
    ]  # fmt: skip
    return len(years) > 1 and child.i in {words[i].i for i in years}


YEAR = re.compile(r"\d{4}")


def _perhaps(child: Token) -> bool:
    """ "arrived, possibly in May 1849": no date."""
    before = child.left_edge.i
    return any(token.lower_ in DOUBTS for token in child.doc[max(child.sent.start, before - 2) : child.i])


DOUBTS = {"possibly", "probably", "perhaps", "maybe", "likely", "presumably", "reportedly", "allegedly", "supposedly"}

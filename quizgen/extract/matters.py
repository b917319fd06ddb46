"""What, and why: facts of an event whose answer is no name but a thing, a deed or a reason.

"What was Hale accused of in 1907?", "What did Norway refuse to do?", "Why did Varga return to Porto?". The answer is a
whole phrase of the article; where something of it is unclear or left out, the fact is not made.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from quizgen.annotated import Annotated, Entity
from quizgen.extract.nouns import Phrase
from quizgen.extract.objects import whole
from quizgen.extract.phrases import render
from quizgen.extract.records import Event
from quizgen.extract.standing import referent
from quizgen.extract.unclear import UnclearError
from quizgen.extract.verbs import SUBJECTS
from quizgen.models import Clause, Part
from quizgen.tokens import Token

MOST_WORDS = 14
NOT = ("not", "n't", "n’t", "never")


@dataclass(frozen=True)
class Matter:
    """An answer, the phrase of the event that it stands for, and how an event is made into the clause that asks for it."""

    answer: str
    asked: Phrase
    clause: Callable[[Event], Clause]
    firm: float = 0.0  # how much the question itself narrows what it can mean, in anchors


def matters_of_event(annotated: Annotated, event: Event) -> Iterator[Matter]:
    """The things, deeds and reasons that an event tells of somebody or something with a name."""
    subject = event.by_role("subject")
    if event.negative or event.hedge or any(c.lower_ in ("may", "might", "could", "can") for c in event.head.children):
        return
    if subject is None or (
        subject.entity is None
        and not event.headed
        and subject.part.type not in ("persons", "countries", "organisations")
    ):
        return  # "What were the few women inside allowed to do?"
    if event.source and event.source == subject.part.text:
        return  # "According to Norway, why did Norway ..."
    yield from _deeds(annotated, event)
    yield from _objects_of_prepositions(annotated, event)
    yield from _reasons(annotated, event)


def _clause(event: Event, asked: Phrase, parts: list[Part]) -> Clause:
    """The event with `parts` in the place of the asked phrase, or behind everything where it has no place."""
    out: list[Part] = []
    for phrase in event.phrases:
        out += parts if phrase.head.i == asked.head.i and phrase.part == asked.part else [phrase.part]
    if not any(part.asked for part in out):
        out += parts
    rest = [part for part in out if not part.asked and part.role != "lead"]
    if out[0].role != "lead" and any(part.role == "time" for part in rest[:-1]):
        out.sort(key=lambda part: part.role != "time")  # "In 1921, why did she return to Porto?"
    return Clause.model_validate({"parts": tuple(out), "base": event.base, "support": event.support})


def _fits(text: str, most: int = MOST_WORDS) -> bool:
    return 1 <= len(text.split()) <= most and not re.search(r"(?<!because )\b(?:it|they|them|he|she|him)\b", text)


# ----------------------------------------------------------------------------------------------------- what somebody did

DECIDING = {"decide", "agree", "refuse", "promise", "threaten", "vow", "pledge", "offer", "decline", "choose", "volunteer",
            "propose", "swear", "resolve", "undertake", "fail", "consent"}  # fmt: skip
BIDDING = {"urge", "ask", "order", "tell", "force", "persuade", "forbid", "instruct", "command", "compel", "oblige", "convince", "encourage",
           "authorise", "authorize", "appoint", "invite", "require", "permit", "allow", "prohibit", "advise", "commission", "hire", "train"}  # fmt: skip
EMPTY_DEEDS = {"do", "be", "have", "get", "go", "come", "say", "become", "continue", "start", "begin", "keep", "try", "help", "comment",
               "elaborate", "speculate", "discuss", "answer", "provide", "give", "make"}  # fmt: skip


def _deeds(annotated: Annotated, event: Event) -> Iterator[Matter]:
    """ "agreed to build a bridge": what did they agree to do?"""
    head = event.head
    if head.lemma_ not in DECIDING | BIDDING or head.pos_ != "VERB":
        return
    passive = any(child.dep_ == "aux:pass" for child in head.children)
    for phrase in event.phrases:
        deed = phrase.head
        if phrase.part.role != "complement" or deed.dep_ != "xcomp" or deed.tag_ != "VB" or deed.head != head:
            continue
        text = phrase.part.text
        bid = head.lemma_ in BIDDING and (passive or event.by_role("object") is not None)
        if not (bid or (head.lemma_ in DECIDING and not passive)) or not text.startswith("to "):
            continue
        answer = text.removeprefix("to ")
        if (
            deed.lemma_ in EMPTY_DEEDS
            or len(answer.split()) < 2
            or not _fits(answer)
            or not whole(annotated, deed, answer)
            or any(child.lower_ in NOT for child in deed.children)
            or any(child.dep_ in ("conj", "ccomp") for child in deed.children)
        ):
            continue
        asked = Part(role="object", text=answer, asked=True)
        yield Matter(
            answer,
            phrase,
            lambda told, phrase=phrase, asked=asked: _clause(told, phrase, [Part(role="adverb", text="to do"), asked]),  # type: ignore[misc]
            firm=0.4,
        )


# ------------------------------------------------------------------------------------------- what for, what of, what with

# Verbs and adjectives with the preposition that completes them; those under "passive" only as "was accused of".
COMPLETED = {
    "for": {"apologise", "apologize", "campaign", "call", "famous", "renowned", "notable", "noted", "responsible", "criticise", "criticize",
            "praise", "blame", "thank", "punish", "nominate", "honour", "honor", "condemn", "fine", "arrest", "jail", "imprison", "convict",
            "vote", "appeal", "petition"},
    "of": {"accuse", "convict", "suspect", "die", "consist", "warn", "complain", "rob", "deprive", "strip", "dream"},
    "with": {"charge", "diagnose", "infect", "reward", "decorate"},
    "to": {"devote", "dedicate", "sentence", "limit", "restrict", "object"},
    "from": {"suffer", "die", "derive", "ban", "bar"},
    "into": {"divide", "turn", "convert", "transform"},
    "in": {"specialise", "specialize", "believe", "result", "invest", "interested", "trade"},
    "on": {"depend", "rely", "base", "feed"},
    "against": {"protest", "campaign", "vote", "rebel", "demonstrate", "rule"},
    "about": {"complain", "warn", "lecture", "concerned"},
}  # fmt: skip
PASSIVE = {
    "for": {"remember", "note", "celebrate", "use", "recognise", "recognize", "award", "commend"},
    "of": {"make", "compose", "cure", "acquit", "clear"},
    "from": {"make", "build", "construct"},
    "with": {"cover", "fill", "power"},
    "as": {"use"},
    "by": {
        "cause",
        "trigger",
        "destroy",
        "damage",
        "spark",
        "prompt",
        "delay",
        "halt",
        "flood",
        "devastate",
        "inspire",
        "power",
        "measure",
    },
}


def _objects_of_prepositions(annotated: Annotated, event: Event) -> Iterator[Matter]:
    """ "was accused of fraud": what was he accused of?"""
    head = event.head
    passive = any(child.dep_ == "aux:pass" for child in head.children)
    for phrase in event.phrases:
        part = phrase.part
        fits = head.lemma_ in COMPLETED.get(part.preposition, ()) or (
            passive and head.lemma_ in PASSIVE.get(part.preposition, ())
        )
        if part.role != "oblique" or part.type not in ("thing", "group") or not fits or phrase.entity is not None:
            continue
        if (
            not _fits(part.text)
            or re.search(r"\d", part.text)
            or not whole(annotated, phrase.head, part.text)
            or re.match(r"(?:an? )?(?:number|lot|variety|way|thing|reason|result)s?\b", part.text)
        ):
            continue
        if not _right_behind(event, phrase):
            continue
        asked = Part(role="object", text=part.text, asked=True)
        yield Matter(
            part.text,
            phrase,
            lambda told, phrase=phrase, asked=asked: _clause(  # type: ignore[misc]
                told, phrase, [Part(role="adverb", text=phrase.part.preposition), asked]
            ),
            firm=0.8,
        )


def _right_behind(event: Event, phrase: Phrase) -> bool:
    """Whether a phrase stands right behind its verb or the verb's object, and nothing but place and time behind it."""
    i = next(i for i, p in enumerate(event.phrases) if p is phrase)
    before = event.phrases[i - 1].part.role
    return before in ("verb", "object") + (("complement",) if event.head.pos_ == "ADJ" else ()) and all(
        p.part.role in ("place", "time") or p.part.type == "date" for p in event.phrases[i + 1 :]
    )


# ----------------------------------------------------------------------------------------------------------------- why

RESULTING = {"find", "discover", "become", "see", "learn", "realise", "realize", "be", "have", "reveal", "reach", "include", "form", "say",
             "name", "mention", "put", "quote", "sum"}  # fmt: skip
WITHOUT_PURPOSE = {"grow", "live", "wake", "survive", "rise", "take", "need", "use", "be", "have", "seem", "appear", "cost", "last", "emerge",
                   "happen", "come", "continue", "go", "fail", "tend", "know", "do", "get", "prove", "remain", "stand", "wait", "begin",
                   "start", "try", "help", "serve", "expect", "prepare", "hesitate", "struggle", "move", "suppose", "say", "think", "believe", "decline", "increase", "combine", "work", "act", "love", "like", "enjoy"} | DECIDING | BIDDING  # fmt: skip
# Nouns that an infinitive completes: "made an attempt to ...".
COMPLETED_NOUNS = {"attempt", "effort", "decision", "plan", "right", "ability", "chance", "opportunity", "way", "time", "permission", "order",
                   "desire", "wish", "power", "option", "need", "reason", "offer", "proposal", "request", "call", "promise", "campaign",
                   "first", "authority", "failure", "refusal", "willingness", "intention", "agreement", "deal", "invitation", "step",
                   "measure", "duty", "obligation", "freedom", "capacity", "pressure", "license", "licence", "concession", "bid", "law",
                   "bill", "vote", "clearance", "approval", "consent", "legislation", "move", "ultimatum", "pledge", "vow", "threat", "mission", "job", "task", "tendency"}  # fmt: skip
PARTLY = {"partly", "partially", "mainly", "largely", "mostly", "perhaps", "only", "just", "simply", "especially", "not", "probably", "maybe",
          "also", "possibly", "part", "primarily", "apparently"}  # fmt: skip
CAUSES = {"because of", "due to", "owing to", "on account of"}


def _reasons(annotated: Annotated, event: Event) -> Iterator[Matter]:
    """The one reason or purpose that a clause tells of what was done."""
    head = event.head
    subject = event.by_role("subject")
    if head.pos_ != "VERB" or subject is None or any(p.part.type == "clause" for p in event.phrases):
        return
    found: list[tuple[Phrase, str]] = []
    for child in head.children:
        try:
            if (reason := _reason(annotated, event, child, subject.entity)) is not None:
                found.append(reason)
        except UnclearError:
            return  # there is another, and it cannot be told
    if len(found) != 1:
        return
    phrase, answer = found[0]
    clause = answer.startswith("because ") and not answer.startswith("because of ")  # it has a subject of its own
    if not _fits(answer, 18) or (re.search(r"\b(?:its|their)\b", answer) and not (clause or _owned(event, subject))):
        return
    asked = Part(role="complement", type="reason", text=answer, asked=True)
    yield Matter(answer, phrase, lambda told: _clause(told, phrase, [asked]), firm=0.8)


def _owned(event: Event, subject: Phrase) -> bool:
    """Whether "its" or "their" can only be the subject's: nothing else of the clause that asks has a name."""
    return subject.part.type not in ("person", "human") and not any(
        p.entity is not None and p is not subject and p.part.role != "time" for p in event.phrases
    )


def _reason(annotated: Annotated, event: Event, child: Token, bound: Entity | None) -> tuple[Phrase, str] | None:
    head = event.head
    before = head.doc[child.left_edge.i - 1] if child.left_edge.i else None
    if before is not None and before.text == ",":
        before = head.doc[before.i - 1] if before.i else None
    if child.dep_ == "advcl" and child.i > head.i:
        marks = {c.lower_ for c in child.children if c.dep_ in ("mark", "aux")}
        if "because" in marks:
            if child.left_edge.lower_ in PARTLY or (before is not None and before.lower_ in PARTLY):
                raise UnclearError("partly because")
            own = next((c for c in child.children if c.dep_ in SUBJECTS), None)
            if own is not None and own.pos_ != "PRON":
                bound = referent(annotated, own)
            text = render(annotated, child, bound=bound, keep_case=True)
            if not text.lower().startswith("because ") or not whole(annotated, child, text):
                raise UnclearError("because what")
            return Phrase(Part(role="complement", text=text), child), text
        if "to" in marks and child.tag_ == "VB" and _deliberate(event) and _on_purpose(head, child):
            text = render(annotated, child, bound=bound, keep_case=True)
            text = re.sub(r"^(?:in order|so as) to ", "to ", text)
            if not text.startswith("to ") or len(text.split()) < 3 or not whole(annotated, child, text):
                raise UnclearError("to do what")
            phrase = next((p for p in event.phrases if p.head.i == child.i), None)
            return phrase or Phrase(Part(role="complement", text=text), child), text
    phrase = next((p for p in event.phrases if p.head.i == child.i and p.part.preposition in CAUSES), None)
    if phrase is not None and child.i > head.i and whole(annotated, child, phrase.part.text):
        if (before is not None and before.lower_ in PARTLY) or phrase.part.text.split()[0].lower() in PARTLY:
            raise UnclearError("partly because of")
        return phrase, f"because of {phrase.part.text}"
    return None


def _deliberate(event: Event) -> bool:
    """Whether somebody did it, who can have had a purpose."""
    subject = event.by_role("subject")
    kinds = ("person", "persons", "organisation", "organisations", "country", "countries", "people", "human", "group")
    return any(c.dep_ == "aux:pass" for c in event.head.children) or (
        subject is not None and subject.part.type in kinds
    )


def _on_purpose(head: Token, child: Token) -> bool:
    """Whether "to ..." says what for: of a deed, not of what came of it, and not what a noun before it is."""
    edge = child.left_edge
    before = head.doc[edge.i - 1]
    return (
        head.lemma_ not in WITHOUT_PURPOSE
        and child.lemma_ not in RESULTING
        and before.text != ","
        and before.lower_ not in ("enough", "as", "on", "than", *PARTLY)
        and edge.lower_ not in ("only", "not", "as", "so", "if")
        and not any(c.lower_ in ("too", "enough", "so") for c in head.children)
        and not any(
            c.dep_ in ("obj", "obl", "nsubj:pass") and c.lemma_.lower() in COMPLETED_NOUNS for c in head.children
        )
        and not any(c.lower_ in NOT for c in child.children)
        and not any(c.dep_ in ("nsubj", "nsubj:pass", "advcl") for c in child.children)
        and not any(
            c.dep_ == "conj" and _finite(c) for c in child.children
        )  # "to help work, and has been used": the deed's
    )


def _finite(verb: Token) -> bool:
    return any(t.tag_ in ("VBZ", "VBP", "VBD", "MD") for t in (verb, *verb.children) if t.pos_ in ("VERB", "AUX"))

"""Faults that writers of cards make and our own questions cannot have: pronouns that nothing explains, answers of another kind."""

import re
from typing import NamedTuple

from quizgen.bring.card import Card

PRONOUN = re.compile(
    r"(?i)\b(?:he|she|they|him|her|them|his|hers|their|theirs)\b"
    r"|^(?:\w+ ){0,3}(?:did|does|do|was|is|has|had|will) its?\b(?! (?:that|cost|costs|take|to)\b)"
)
EXPLAINED = re.compile(r"\w \S*[A-Z]|\b(?:a|an|the|each|every|person|people)\b \w+")
POSSESSIVES = ("his", "her", "hers", "their", "theirs", "its")
# Of these a name at the very start, a blank, or the thing that is asked for may be meant: "Who sold his house?"
OWN = re.compile(
    r"____|\b(?:[Ww]ho|[Ww]hose|that)\b|(?i:^(?:\w+ )?(?:which|what) \w+ (?!did|does|do|was|is|has|had|will)?\w+)"
    r"|^(?!(?:In|On|At|By|For|From|Of|To|What|When|Where|Why|How|Did|Does|Do|Was|Is|Were|Are|Has|Had|Will)\b)[A-Z]|, [A-Z]"
)
AMOUNT = re.compile(r"(?i)^(?:\w+ ){0,2}how (?:many|much|old|large|far|high|tall|deep|wide|heavy|fast)\b")
TIME = re.compile(
    r"(?i)^(?:(?:since|until|from|by) )?when\b|^(?:for )?how long\b|^(?:\w+ ){0,2}(?:what|which) (?:year|date|day|month|century|decade)\b"
)
COUNTED = re.compile(
    r"(?i)\d|\b(?:no|none|nobody|all|half|third|quarter|fifth|twice|once|double|dozen|pair|couple|both|several|few|many|most|more|less|little"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundreds?|thousands?|millions?|billions?)\b"
)
DATED = re.compile(
    r"(?i)\d|day\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|fall|winter"
    r"|century|centuries|years?|months?|weeks?|hours?|minutes?|decades?|today|tomorrow|night|morning|evening|afternoon|noon|midnight|time"
    r"|when|while|after|before|during|until|since|upon|once|ago|later|as|if|in|at|on|every|never|always|war|age)\b"
)


NOT_COUNTED = re.compile(
    r"(?i)^(?:\w+ )?(?:who|whom|whose|where|why|which|what (?!did|do|was|is|are|were|w|c|ha|sh|m))\b"
)
ONLY_COUNTED = re.compile(
    r"(?i)(?:(?:more|less|fewer) than |about |around |at least |almost |nearly |over )?"
    r"(?:[$€£]?[\d.,]+|one|two|three|four|five|six|seven|eight|nine|ten)(?: (?:thousand|million|billion|trillion))?(?: [a-z]+)?"
)
MEASURED = re.compile(
    r"(?i)\b(?:number|magnitude|amount|sum|price|cost|costs|percentage|percent|proportion|share|age|value|valued|worth|score|scored|ratio|rate"
    r"|speed|temperature|distance|length|height|depth|width|weight|weigh|size|year|date|day|month|time|period|century|decade|margin|population"
    r"|area|fine|budget|salary|fee|level|result|vote|amendments?|articles?|section|version|model|term|fraction|part|size|figure|how)\b"
)


class Flaw(NamedTuple):
    """A code, and the reason for a person."""

    code: str
    why: str


def flaw(card: Card) -> Flaw | None:
    """What is wrong with a card whatever the article says; None where nothing is seen."""
    match = PRONOUN.search(card.question)
    before = card.question[: match.start()] if match is not None else ""
    own = match is not None and match[0].split()[-1].lower() in POSSESSIVES and OWN.search(before)
    if match is not None and not own and not EXPLAINED.search(before):
        return Flaw("pronoun", f"“{match[0].split()[-1]}”, and nothing before it says who or what")
    if card.form in ("short", "choice"):
        if AMOUNT.search(card.question) and not COUNTED.search(card.answer):
            return Flaw("answer-kind", f"it asks for an amount, and “{card.answer}” is none")
        if (
            NOT_COUNTED.search(card.question)
            and ONLY_COUNTED.fullmatch(card.answer)
            and not MEASURED.search(card.question)
        ):
            return Flaw("answer-kind", f"“{card.answer}” is no answer to such a question")
        if TIME.search(card.question) and not DATED.search(card.answer):
            return Flaw("answer-kind", f"it asks for a time, and “{card.answer}” is none")
    return None

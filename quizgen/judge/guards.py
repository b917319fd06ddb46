"""The guards: what is certainly wrong with a question, each named and measured.

A guard is a name, the contexts it closes, and a function that gives a reason or nothing. It stays only while strict readers,
on articles that it was not made on, refuse nine in ten of what it stops: `make eval` counts that again on every verdict kept in
training/verdicts. What is only likely is the reader's to judge. Sources: RUBRIC tests A to G; item-writing guidelines (Haladyna,
Downing and Rodriguez 2002).
"""

import re
from collections.abc import Callable
from statistics import median
from typing import NamedTuple

from quizgen import gazetteer
from quizgen.models import BLANK, Context, Letter, Proposal, Question, Stop

Asked = Proposal | Question


class Guard(NamedTuple):
    """`letter` is the test it stands for; `context` the last one that it closes: "placed" closes alone and placed."""

    name: str
    letter: Letter
    context: Context
    reason: Callable[[Asked], str | None]


OPEN_FORMS = ("short", "cloze", "choice")
QUOTED = re.compile(r"“[^”]*”")
SMALL = {"a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or"}
WORD = re.compile(r"[\w’'-]+")


def _own_words(text: str) -> str:
    """The text without what stands in quote marks."""
    return QUOTED.sub("", text)


def _seen(pattern: re.Pattern[str], text: str) -> str | None:
    """What was found, for a reason."""
    match = pattern.search(text)
    return f"“{match[0].strip()}”" if match else None


# ------------------------------------------------------------------------------------------------------------------ A


def too_long(asked: Asked) -> str | None:
    """At most 40 words to a question and 25 to an answer."""
    stem, answer = len(asked.stem.split()), len(asked.answer.split())
    if stem > 40 or answer > 25:
        return f"{stem} words in the question, {answer} in the answer"
    return None


STRAY = re.compile(r"\s[,;?!]|\s\.(?=\s|$)|,,|\s{2}|[,;:–—-]\?|\(\s*\)")


def torn(asked: Asked) -> str | None:
    """Stray marks, half a pair of brackets or quotes, a cloze without its one blank, no answer."""
    if asked.form == "cloze" and asked.stem.count(BLANK) != 1:
        return f"{asked.stem.count(BLANK)} blanks"
    if asked.form not in ("matching", "ordering") and not asked.answer.strip():
        return "no answer"
    for text in (asked.stem, asked.answer):
        if text.count("“") != text.count("”") or text.count("(") != text.count(")"):
            return "half a pair of quotes or brackets"
    if any(STRAY.search(text) for pair in asked.pairs for text in (pair.left, pair.right)):
        return "a stray space or comma in a line"
    return _seen(STRAY, asked.stem)


OUTWARD = re.compile(r"(?i)\b(?:for example|for instance|however|as a result|therefore|consequently|the following)\b")


def points_outward(asked: Asked) -> str | None:
    """A connective or "the following" that belongs to the sentences around."""
    return _seen(OUTWARD, _own_words(asked.stem))


AFTER_PREPOSITION = re.compile(
    r"(?i)^(?:in|of|on|at|with|for|by|to|from|into|as|about|under|over) what (?:did|does|do|was|were|is|are|has|had|can|could|will|would)\b"
)


def preposition_what(asked: Asked) -> str | None:
    """ "In what did she live?": nobody asks so."""
    return _seen(AFTER_PREPOSITION, asked.stem)


def including(asked: Asked) -> str | None:
    """A question with the examples of the sentence still in it."""
    return _seen(re.compile(r", including\b"), _own_words(asked.stem)) if asked.form == "short" else None


def there_at_the_end(asked: Asked) -> str | None:
    """ "What was there?" """
    return _seen(re.compile(r"\bthere\?$"), asked.stem) if asked.form == "short" else None


TWO_VERBS = re.compile(
    r"^(?:\w+ ){1,3}did (?:(?! (?:that|who|which|what|where|when|while|after|before|because|since|until|as|if|how|why) )[^,])* (?:was|were|had been)\b"
)


def two_verbs(asked: Asked) -> str | None:
    """ "What did the bridge that fell was ...": a did and a finite verb behind it in one clause."""
    return _seen(TWO_VERBS, _own_words(asked.stem)) if asked.form == "short" else None


PRONOUN_ANSWER = re.compile(
    r"^(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Ww]e|[Yy]ou|I|[Hh]im|[Tt]hem|[Uu]s|[Mm]e|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Oo]ne|who|which|himself|itself|"
    r"themselves|[Tt]here)$"
)


def pronoun_answer(asked: Asked) -> str | None:
    """An answer that itself must be explained."""
    return _seen(PRONOUN_ANSWER, asked.answer)


VAGUE_ANSWER = re.compile(
    r"(?i)^(?:some|many|few|several|most|more|much|all|any|both|each|none|others?|a few|a lot|a number|various|numerous)"
    r"(?: of)?(?: the| these| those)?(?: \w+)?$"
)


def vague_answer(asked: Asked) -> str | None:
    """ "Some people", "most of them"."""
    return _seen(VAGUE_ANSWER, asked.answer) if asked.form != "true-false" else None


# ------------------------------------------------------------------------------------------------------------------ B

NEAR_TIMES = re.compile(
    r"(?i)\b(?:yesterday|today|tomorrow|tonight|recently|currently|nowadays|(?:hours|days|weeks|months|years) ago|"
    r"(?:last|next|this) (?:week|month|year|night|morning|evening|afternoon|summer|winter|spring|autumn|(?:mon|tues|wednes|thurs|fri|satur|sun)day))\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b(?!,? \d)"
)
DAYS = re.compile(
    r"(?i)\b(?:yesterday|tomorrow|(?:last|next|this) (?:week|night|(?:mon|tues|wednes|thurs|fri|satur|sun)day))\b"
)


def near_time(asked: Asked) -> str | None:
    """ "Last month" and a bare weekday mean nothing later."""
    return _seen(NEAR_TIMES, _own_words(asked.stem))


def near_day(asked: Asked) -> str | None:
    """ "Yesterday" means nothing under a title and its month either."""
    return _seen(DAYS, _own_words(asked.stem))


def pointing(asked: Asked) -> str | None:
    """ "This committee", "such laws"."""
    return _seen(re.compile(r"(?i)\b(?:this|these)\b|\bsuch (?!as)"), _own_words(asked.stem))


BARE = re.compile(
    r"(?i)\bthe (?:meeting|talks|group|study|article|author|text|passage|company|event|report|city|country|man|woman|team|decision|incident|"
    r"plan|project|conference|summit|organi[sz]ation|statement)\b(?![’']| (?-i:[A-Z]))(?! (?:of|on|in|at|between|with|that|to|for|held|from|by|which|who|against|about))"
)


def bare_definite(asked: Asked) -> str | None:
    """ "The meeting", and nothing says which."""
    return _seen(BARE, _own_words(asked.stem))


# ------------------------------------------------------------------------------------------------------------------ D

VAGUE_VERB = re.compile(
    r"(?i)^what (?:did|does|do|has|had|have|is|was|are|were|will|would|can|could) .*(?<!\bto )\b(?:say|said|do|done|think|see|get|want|like|"
    r"know|give|take|find|become|mean|doing|saying)\?$"
)


def vague_verb(asked: Asked) -> str | None:
    """ "What did she do?": whoever has no article before them could say a hundred things."""
    return "it asks what somebody did or said" if asked.form == "short" and VAGUE_VERB.search(asked.stem) else None


def having(asked: Asked) -> str | None:
    """ "What did the town have?" """
    found = re.search(r"(?i)^what (?:did|does|do) .*\bhave\?$", asked.stem)
    return "it asks what somebody has" if asked.form == "short" and found else None


def nothing_to_hold(asked: Asked) -> str | None:
    """No name, no date, no number in the question."""
    if asked.form not in OPEN_FORMS or asked.kind == "definition":
        return None
    held = re.search(r"\d", asked.stem) or any(word[:1].isupper() for word in asked.stem.split()[1:])
    return None if held else "no name, date or number in it"


# ------------------------------------------------------------------------------------------------------------------ E


def answer_in_stem(asked: Asked) -> str | None:
    """Every word of the answer stands in the question."""
    if asked.form not in OPEN_FORMS:
        return None
    answer = {word.lower() for word in WORD.findall(asked.answer)} - SMALL
    told = {word.lower() for word in WORD.findall(asked.stem.replace(BLANK, " "))}
    return f"“{asked.answer}” stands in the question" if answer and answer <= told else None


NAME = re.compile(r"[A-Z][\w’]*")


def country_told(asked: Asked) -> str | None:
    """A people or a city in the question gives away the country that is asked for."""
    country = gazetteer.country(asked.answer) if asked.form in OPEN_FORMS else None
    if country is None:
        return None
    for match in NAME.finditer(asked.stem):
        home, city = gazetteer.country(match[0]), gazetteer.city(match[0])
        if home == country or (city is not None and not city.ambiguous and city.country == country.name):
            return f"“{match[0]}” gives {country.name} away"
    return None


# ------------------------------------------------------------------------------------------------------------------ G


def three_options(asked: Asked) -> str | None:
    """A choice has three wrong options, all different."""
    if asked.form != "choice":
        return None
    every = [option.strip().lower() for option in (asked.answer, *asked.distractors)]
    if len(every) < 4:
        return f"{len(asked.distractors)} wrong options; three are needed"
    words = [tuple(WORD.findall(option)) for option in every]
    twin = next(
        (a for i, a in enumerate(words) for b in words[i + 1 :] if a == b or _inside(a, b) or _inside(b, a)), None
    )
    return f"“{' '.join(twin)}” stands in two options" if twin else None


def _inside(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    """Whether some words stand in a row among others."""
    return any(many[i : i + len(few)] == few for i in range(len(many) - len(few) + 1))


def odd_option(asked: Asked) -> str | None:
    """The answer alone has a figure, or none, or is far longer than the others."""
    if asked.form != "choice" or len(asked.distractors) < 3:
        return None
    figures = [bool(re.search(r"\d", option)) for option in asked.distractors]
    if len(set(figures)) == 1 and figures[0] != bool(re.search(r"\d", asked.answer)):
        return "the answer alone has a figure, or has none"
    if len(asked.answer) > 20 and len(asked.answer) > 2 * median(len(option) for option in asked.distractors):
        return "the answer is much longer than the other options"
    return None


def option_in_stem(asked: Asked) -> str | None:
    """A wrong option stands in the question."""
    if asked.form != "choice":
        return None
    stem = asked.stem.lower()
    found = next((option for option in asked.distractors if re.search(rf"\b{re.escape(option.lower())}\b", stem)), None)
    return f"“{found}” stands in the question" if found else None


NEEDS_OBJECT = re.compile(
    r"(?:In|On) (?:what|which) \w+ (?:did|had) .* (?:found|visit|comfort|build|create|publish|establish|sign|capture|defeat|"
    r"destroy|discover|invent|introduce|purchase|appoint|elect|award|release|make|take|give|call for|seek|issue|receive)\?"
)


def no_object(asked: Asked) -> str | None:
    """The time of a deed that is not told: "In what year did she found?"."""
    return f"“{asked.stem}”" if NEEDS_OBJECT.fullmatch(asked.stem) else None


UNNAMED = re.compile(r"(?:He|She|They|It|His|Her|Their|Its)\b(?! is (?:known|said|thought|believed))")


def unnamed_first(asked: Asked) -> str | None:
    """A pronoun at the head, which nothing in the question explains."""
    match = UNNAMED.match(asked.stem)
    return f"“{match[0]}”" if match else None


GUARDS = (
    Guard("no-object", "A", "article", no_object),
    Guard("unnamed-first", "B", "article", unnamed_first),
    Guard("too-long", "A", "article", too_long),
    Guard("torn", "A", "article", torn),
    Guard("points-outward", "A", "article", points_outward),
    Guard("preposition-what", "A", "article", preposition_what),
    Guard("including", "A", "article", including),
    Guard("there-at-the-end", "A", "article", there_at_the_end),
    Guard("two-verbs", "A", "article", two_verbs),
    Guard("pronoun-answer", "A", "article", pronoun_answer),
    Guard("vague-answer", "A", "article", vague_answer),
    Guard("having", "D", "article", having),
    Guard("answer-in-stem", "E", "article", answer_in_stem),
    Guard("country-told", "E", "article", country_told),
    Guard("three-options", "G", "article", three_options),
    Guard("odd-option", "G", "article", odd_option),
    Guard("option-in-stem", "G", "article", option_in_stem),
    Guard("near-day", "B", "placed", near_day),
    Guard("vague-verb", "D", "placed", vague_verb),
    Guard("near-time", "B", "alone", near_time),
    Guard("pointing", "B", "alone", pointing),
    Guard("bare-definite", "B", "alone", bare_definite),
    Guard("nothing-to-hold", "D", "alone", nothing_to_hold),
)


def stops(asked: Asked) -> tuple[Stop, ...]:
    """The guards that stop a question, in their order: those that close every context first."""
    reasons = ((guard, guard.reason(asked)) for guard in GUARDS)
    return tuple(Stop(guard=g.name, context=g.context, letter=g.letter, why=why) for g, why in reasons if why)

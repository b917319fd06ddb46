"""The guards: what makes a question bad, each with a code. They judge any question, made here or typed by hand.

Sources: RUBRIC tests A to G; item-writing guidelines (Haladyna, Downing and Rodriguez 2002); minimum information
(Wozniak 1999).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from quizgen import gazetteer
from quizgen.ask.flaws import FLAWS
from quizgen.models import BLANK, Question


class Finding(NamedTuple):
    """A flaw of a question: the guard's code and what it saw."""

    code: str
    question: str
    why: str


STOP = {"a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "but", "as", "is",
        "are", "was", "were", "be", "been", "being", "has", "have", "had", "do", "does", "did", "will", "would",
        "can", "could", "may", "might", "must", "shall", "should", "not", "no", "which", "who", "whom", "whose",
        "what", "when", "where", "why", "how", "many", "much", "that", "this", "these", "those", "it", "its", "his",
        "her", "their", "he", "she", "they", "into", "over", "about", "after", "before", "during", "between", "than",
        "more", "most", "year", "date", "city", "country", "organisation", "month", "according", "s"}  # fmt: skip
PRONOUN = re.compile(r"\b(he|she|they|him|them|it|we|us|you|i|my|our|your)\b", re.I)
RELATIVE = re.compile(
    r"(?i)\b(yesterday|today|tomorrow|tonight|(?:last|next|this) (?:week|month|year|night|morning|evening|summer|winter|spring|autumn|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)|(?:days|weeks|months|years) (?:ago|earlier|later)|recently|currently|nowadays)\b"
)
WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?!,? \d)")
BARE = re.compile(
    r"(?i)\bthe (meeting|talks|group|study|article|author|text|passage|company|event|report|city|country|man|woman|team|decision|incident|"
    r"plan|project|conference|summit|organi[sz]ation|statement)\b(?! (?:of|on|in|at|between|with|that|to|for|held|from|by|which|who|against|about))"
)
ABSOLUTE = re.compile(r"(?i)\b(always|never|all of the above|none of the above|both a and b)\b")


@lru_cache(maxsize=4096)  # every stem is held against every other
def words_of(text: str) -> frozenset[str]:
    """Content words, lower case, plural and genitive endings cut."""
    words = set(WORD.findall(text.lower())) - STOP  # before endings are cut: "is" would be left as "i"
    return frozenset({ENDING.sub("", word) for word in words} - STOP - {""})


@lru_cache(maxsize=4096)
def unquoted(text: str) -> str:
    """The text without what stands in quote marks."""
    return QUOTED.sub("", text) if "“" in text else text


QUOTED = re.compile(r"“[^”]*”")
WORD, ENDING = re.compile(r"[\w’'-]+"), re.compile(r"(?:[’']s|s)$")


def stem_names_everything(question: Question) -> Iterator[str]:
    """B: no pronoun before its name, no bare "the meeting", no first or second person."""
    text = unquoted(question.stem)
    for match in PRONOUN.finditer(text):
        word = match[1].lower()
        named = re.search(r"[A-Z][a-z]+", text[3 : match.start()]) if match.start() > 3 else None
        if word in ("he", "she", "they", "him", "them", "it") and named:
            continue
        if match[1] == "US":
            continue
        yield f"pronoun {match[1]!r}"
    if (bare := BARE.search(text)) and question.context == "alone":
        yield f"{bare[0]!r} is not named"


def stem_is_dated_absolutely(question: Question) -> Iterator[str]:
    """B: "last week" and a bare "Friday" mean nothing tomorrow."""
    text = unquoted(question.stem)
    if match := RELATIVE.search(text) or WEEKDAY.search(text):
        yield f"relative date {match[0]!r}"


def lengths(question: Question) -> Iterator[str]:
    """A: at most 40 words to a question and 25 to an answer."""
    if len(question.stem.split()) > 40:
        yield f"stem of {len(question.stem.split())} words"
    if len(question.answer.split()) > 25:
        yield f"answer of {len(question.answer.split())} words"


def well_formed(question: Question) -> Iterator[str]:
    """A: balanced quotes and brackets, no doubled words, an end mark, one blank in a cloze."""
    stem = question.stem
    if stem.count("“") != stem.count("”") or stem.count('"') % 2 or stem.count("(") != stem.count(")"):
        yield "unbalanced quotes or brackets"
    if match := DOUBLED_WORD.search(stem):
        yield f"doubled word {match[1]!r}"
    if match := DOUBLED_PHRASE.search(stem):
        yield f"doubled phrase {match[1]!r}"
    if question.form in ("short", "choice") and not stem.rstrip("”").endswith(("?", ".", ":")):
        yield "no end mark"
    if question.form == "cloze" and stem.count(BLANK) != 1:
        yield f"{stem.count(BLANK)} blanks; a cloze has one"
    if STRAY.search(stem):
        yield "stray space or comma"
    if question.form in ("short", "cloze", "choice", "true-false") and not question.answer.strip():
        yield "no answer"
    if any(STRAY.search(pair.left) or pair.left.rstrip().endswith(",") for pair in question.pairs):
        yield "stray space or comma in a line"
    if question.answer.count("(") != question.answer.count(")"):
        yield "unbalanced brackets in the answer"
    if question.form in ("matching", "ordering") and len(question.pairs) < 3:
        yield "fewer than three pairs"


DOUBLED_WORD = re.compile(r"(?i)\b(\w++) \1\b")
DOUBLED_PHRASE = re.compile(r"\b(\w++(?: \w++){2,}),? \1\b")
STRAY = re.compile(r"\s[,.;:?!]|,,|\s{2}|,\?|[a-z]- [a-z]|\d \+")


def answer_not_in_stem(question: Question) -> Iterator[str]:
    """E: neither the answer nor a distinctive word of it stands in the question."""
    if question.form not in ("short", "cloze", "choice"):
        return
    stem = CLASS.sub("", question.stem.replace(BLANK, " "))  # "which university" asks for Cornell University
    kin = question.template == "relation-kin"  # families share their name
    shared = words_of(question.answer.rpartition(" ")[0] if kin else question.answer) & words_of(stem)
    if len(question.answer) > 3 and question.answer.lower() in stem.lower():
        hidden = re.search(rf"(?i)\w{re.escape(question.answer)}|{re.escape(question.answer)}\w", stem)
        if hidden:
            yield f"the answer stands in {hidden[0]!r}"
    if shared:
        yield f"answer word {sorted(shared)[0]!r} stands in the stem"


def country_not_told(question: Question) -> Iterator[str]:
    """E: a people, a city or a university in the stem gives away the country that is asked for."""
    country = gazetteer.country(question.answer) if question.form in ("short", "cloze", "choice") else None
    if country is None:
        return
    for match in NAME.finditer(question.stem):
        name = match[0]
        home = gazetteer.country(name)
        city = gazetteer.city(home.capital if home is not None and home.kind == "historic" else name)
        if home == country or (city is not None and not city.ambiguous and city.country == country.name):
            yield f"{name!r} gives the country away"
    if re.match(r"(?:From|To|In|For) which country", question.stem) and (place := INSTITUTION.search(question.stem)):
        yield f"{place[0]!r} has its place"


CLASS = re.compile(r"(?i)\bwhich [a-z]+")
NAME = re.compile(r"[A-Z][\w’]*")
INSTITUTION = re.compile(r"\b(?:University|College|Institute|Academy|School|Harvard|Yale|Princeton|Oxford|Sorbonne)\b")


def abbreviations_are_known(question: Question) -> Iterator[str]:
    """B: an abbreviation that a class cannot place must be asked for, or written out."""
    if question.kind == "definition":
        return
    text = unquoted(f"{question.stem} | {question.answer}")
    for match in ABBREVIATION.finditer(text):
        if re.match(r" [A-Z][a-z]", text[match.end() :]) or re.search(
            r"\b(?!The )[A-Z][a-z]+ $", text[: match.start()]
        ):
            continue  # inside a name: "the FIRST Global Challenge"
        if match[0] not in COMMON and gazetteer.organisation(match[0]) is None and gazetteer.country(match[0]) is None:
            yield f"{match[0]!r} is not written out"


ABBREVIATION = re.compile(r"\b(?![IVXLC]+\b)[A-Z][A-Z0-9]*[A-Z]\b")
COMMON = {"BC", "BCE", "CE", "AD", "TV", "DNA", "RNA", "HIV", "AIDS", "GPS", "CEO", "USB", "PC", "CD", "DVD", "IQ", "MP", "PhD", "DC", "UFO", "BBC"}  # fmt: skip


def teams_are_known(question: Question) -> Iterator[str]:
    """B: "the Afghan team" tells a class neither the game nor the contest."""
    text = re.sub(r"“[^”]*”", "", f"{question.stem} | {question.answer}")
    for match in TEAM.finditer(text):
        if gazetteer.country(match[1]) is not None and question.context == "alone":
            yield f"{match[0]!r} of what game"


TEAM = re.compile(r"\b([A-Z]\w+) (?:team|squad|crew)\b")


def options(question: Question) -> Iterator[str]:
    """G: three distinct distractors, none the answer, none the odd one out in length."""
    if question.form != "choice":
        return
    every = [question.answer, *question.distractors]
    if len(question.distractors) < 3:
        yield f"{len(question.distractors)} distractors; three are needed"
    if len({option.strip().lower() for option in every}) < len(every):
        yield "two options are the same"
    lengths_ = [len(option) for option in every]
    if lengths_ and len(question.answer) > 2.5 * max([len(option) for option in question.distractors] or [1]):
        yield "the answer is much the longest option"
    for option in every:
        if match := ABSOLUTE.search(option):
            yield f"option {match[0]!r}"


def specific(question: Question) -> Iterator[str]:
    """D: a stem that names too little has many answers."""
    if question.form in ("short", "cloze", "choice") and question.kind not in ("definition", "quotation", "role"):
        stem = question.stem.replace(BLANK, " ")
        if len(words_of(stem)) < (
            2 if question.kind in ("date", "place", "quantity") else 3
        ):  # "In what year was Elling founded?"
            yield "the stem says too little"
        held = re.search(r"\d", stem) or any(word[:1].isupper() for word in stem.split()[1:])
        if not held and not stem.startswith(("According", "As of")):
            yield "the stem has no name, date or number to hold on to"


GUARDS: tuple[tuple[str, Callable[[Question], Iterator[str]]], ...] = (
    ("Q01", stem_names_everything),
    ("Q02", stem_is_dated_absolutely),
    ("Q03", lengths),
    ("Q04", well_formed),
    ("Q05", answer_not_in_stem),
    ("Q06", options),
    ("Q07", specific),
    ("Q11", country_not_told),
    ("Q12", abbreviations_are_known),
    ("Q25", teams_are_known),
    *FLAWS,
)


UNPLACED = ("Q01", "Q02", "Q07", "Q12", "Q25")  # only that something is not placed: the title or the article places it


def check_question(question: Question) -> list[Finding]:
    """Flaws of one question by itself; what places it need not stand in one that has its title or article beside it."""
    guards = [(code, guard) for code, guard in GUARDS if question.context == "alone" or code not in UNPLACED]
    return [Finding(code, question.id, why) for code, guard in guards for why in guard(question)]


def check_deck(questions: Sequence[Question]) -> list[Finding]:
    """Flaws of all questions, each alone and against the others."""
    found = [finding for question in questions for finding in check_question(question)]
    for i, one in enumerate(questions):
        found += [finding for other in questions[i + 1 :] for finding in check_pair(one, other)]
    return found


def check_pair(one: Question, other: Question) -> Iterator[Finding]:
    """What is wrong with the second of two questions because the first one stands beside it."""
    if one.stem == other.stem and one.answer.lower() != other.answer.lower():
        yield Finding("Q08", other.id, f"same stem as {one.id}, another answer")
    elif gives_away(one, other) or gives_away(other, one):
        yield Finding("Q09", other.id, f"tells the answer of {one.id}, or the other way round")


def gives_away(teller: Question, asked: Question) -> bool:
    """Whether one question's stem holds another's answer together with most of what the other says."""
    if not asked.answer or asked.form in ("true-false", "matching", "ordering"):
        return False
    told, answer, said = words_of(teller.stem), words_of(asked.answer), words_of(asked.stem)
    return bool(answer) and answer <= told and len(said & told) >= 0.7 * len(said)

"""Realisation: a template's slots and a fact's parts become grammatical English.

Words live in templates, grammar here: subject-auxiliary inversion, do-support, question words chosen by the type and
grain of the answer, number agreement, capitals and punctuation.
"""

import re
import string
from functools import cache
from typing import Any

from quizgen import dates, gazetteer
from quizgen.articles import indefinite
from quizgen.ask.inversion import question_words_of
from quizgen.classes import place_class
from quizgen.headlines import capitalise
from quizgen.models import BLANK, Clause, Fact, Frame, Part

FORMS = (
    "words",
    "phrase",
    "wh",
    "question",
    "cloze",
    "statement",
    "list",
    "possessive",
    "a",
    "the",
    "capital",
    "lower",
    "number",
    "unit",
    "kind",
    "singular",
    "lead",
)
HEDGES = r"(?:over|more than|about|around|nearly|almost|at least|at most|up to|some|approximately|roughly|less than|fewer than|under|as many as|an estimated|only|just over|just under)"
HYPERNYMS = ("university", "college", "school", "institute", "company", "party", "ministry", "council", "museum", "bank", "army", "navy", "court",
             "agency", "committee", "commission", "society", "church", "newspaper", "airline", "foundation", "federation", "league", "union",
             "hospital", "orchestra", "programme", "program", "club", "team", "band", "regiment", "department", "association", "academy", "parliament", "observatory", "laboratory")  # fmt: skip


class UnrealisableError(Exception):
    """The realiser is not sure: the question is not asked."""


def fill(pattern: str, fact: Fact) -> str:
    """A template's words with the fact's slots filled in, tidied into a sentence."""
    out = []
    for literal, field, form in _pieces(pattern):
        out.append(literal)
        if field is not None:
            out.append(realise(slot(fact, field), form))
    return tidy("".join(out))


@cache
def _pieces(pattern: str) -> tuple[tuple[str, str | None, str], ...]:
    """A template's words, each run with the slot that follows it and its form."""
    return tuple((literal, field, form or "") for literal, field, form, _ in string.Formatter().parse(pattern))


def slot(fact: Fact, name: str) -> Any:
    """The value of a slot: a field of the fact, `clause`, or `asked`, the part of the clause that is the answer."""
    if name == "asked":
        if fact.clause is None or (part := fact.clause.asked()) is None:
            raise UnrealisableError("no asked part")
        return part
    return getattr(fact, name)


def realise(value: Any, form: str) -> str:
    """One slot in one form. Raises UnrealisableError where the grammar is not sure."""
    if isinstance(value, Clause):
        return {"question": question, "cloze": cloze, "statement": statement}[form](value)
    if isinstance(value, Frame):
        return value.lead if form == "lead" else question_words_of(value, singular=form == "singular")
    if isinstance(value, Part):
        if form == "wh":
            return question_words(value)
        if form in ("number", "unit"):
            return split_number(value.text)[0 if form == "number" else 1]
        return f"{value.text}, {value.gloss}" if value.gloss and value.type in ("city", "place") else value.text
    if isinstance(value, tuple):
        return join(list(value))
    text = str(value)
    if form == "words":
        return dates.words(text)
    if form == "phrase":
        return dates.phrase(text)
    if form == "wh":
        return dates.question_word(text)
    if form == "possessive":
        return text + ("’" if text.endswith("s") else "’s")
    if form == "a":
        return with_article(text, "a")
    if form == "the":
        return with_article(text, "the")
    if form == "capital":
        return capitalise(text)
    if form == "kind":
        return "country" if gazetteer.country(text.removeprefix("the ")) is not None else hypernym(text)
    if form == "list" and not text:
        return ""
    if form == "lower":
        return text[:1].lower() + text[1:]
    return text


def join(items: list[str]) -> str:
    """`A, B and C`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


ONE_OF_EACH = {"head", "leader", "captain", "coach", "manager", "goalkeeper", "chief", "boss", "frontman"}


MAKERS = {"author", "creator", "inventor", "composer", "discoverer", "designer"}  # of a work by name


def with_article(text: str, article: str) -> str:
    """A noun phrase with its article, unless a genitive or an article stands there already."""
    if re.match(r"(?i)(the|a|an|his|her|its|their)\s", text) or re.match(
        r"(?:the )?[A-Z][\w.’' -]*?(?:['’]s|s['’])\s", text
    ):
        return text
    noun = re.split(r" (?:of|for|at|in|to|from|with) ", text)[0].split()[-1].lower()
    if article == "a" and (noun in ONE_OF_EACH or gazetteer.is_unique_office(noun)):
        article = "the"
    if article == "a" and noun in MAKERS and re.match(r"\w+ of (?:the |an? )?[A-Z“\"]", text):
        article = "the"
    if article == "a" and re.match(r"(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|last|only)\b", text):
        article = "the"
    if article == "a":
        return f"{indefinite(text)} {text}"
    return f"the {text}"


def question_words(part: Part) -> str:
    """What asks for a part: "Who", "In which city", "With which organisation", "How many missions"."""
    preposition = part.preposition
    if part.role == "time":
        return _time_question(part)
    kind = part.type
    if kind == "reason":
        return "Why"
    if kind == "number":
        _number, unit = split_number(part.text)
        words = f"how many {unit}"
    elif kind in ("person", "persons") and preposition in ("in", "at", "on", "into"):
        raise UnrealisableError("a place taken for a person")
    elif kind in ("person", "persons"):
        words = "who" if part.role == "subject" else "whom"
    elif kind == "organisation":
        words = f"which {hypernym(part.text)}"
    elif kind in ("country", "city"):
        words = f"which {kind}"
    elif kind in ("name", "other name", "nickname") and preposition:
        words = f"what {kind}"
    elif kind == "nickname":
        words = "what"
    elif kind == "named":
        words = f"which {part.text.split()[-1].lower()}"
    elif kind == "measure" or (
        kind in ("thing", "group") and (part.role == "object" or (part.role == "subject" and not part.plural))
    ):
        words = "what"
    elif kind in ("countries", "organisations", "places"):
        words = (
            f"which {len(re.split(', | and ', part.text))} {kind}".replace(" 2 ", " two ")
            .replace(" 3 ", " three ")
            .replace(" 4 ", " four ")
        )
    elif kind == "place" and (sort := place_class(part.text)):
        words = f"which {sort}"
    elif kind in gazetteer.nouns("area_nouns"):
        words = f"which {kind}"
    elif kind in ("distance", "extent"):
        return f"How {'far ' if kind == 'distance' else ''}{preposition}"
    elif kind == "place" and (part.role == "place" or preposition in ("at", "near")):
        return "Where"
    else:
        raise UnrealisableError(f"no question word for {kind}")
    text = f"{preposition} {words}" if preposition else words
    return capitalise(text)


def _time_question(part: Part) -> str:
    if part.type in ("span", "since"):
        words = "what year" if re.fullmatch(r"\d{3,4}(?: to \d{3,4})?", part.text) else "when"
        return f"From {words} to {words}" if part.type == "span" else f"Since {words}"
    if part.preposition == "on":
        return "On what date"
    if re.fullmatch(r"\d{1,4}(?: BC)?", part.text):
        return "In what year"
    if re.fullmatch(r"the \d{4}s", part.text):
        return "In which decade"
    if part.text.endswith(("century", "century BC")):
        return "In which century"
    return "When"


OF_PLACES = {
    "university",
    "college",
    "institute",
    "school",
    "bank",
    "museum",
    "ministry",
    "department",
    "academy",
    "parliament",
}


# What a known organisation is called in a question, by its type.
CALLED = {"company": "company", "newspaper": "newspaper", "party": "party", "broadcaster": "broadcaster", "sports club": "club", "news agency": "news agency",
           "magazine": "magazine", "university": "university", "museum": "museum", "court": "court", "police": "police force", "armed force": "armed force"}  # fmt: skip


def hypernym(name: str) -> str:
    """`Cornell University` -> university; organisation when the name does not tell."""
    words = name.lower().removeprefix("the ").split()
    if len(words) == 1 and words[0] in HYPERNYMS:
        raise UnrealisableError("the army: whose")
    if set(words) & {"congress", "senate", "assembly", "duma", "knesset", "cabinet", "government"}:
        return "body"
    known = gazetteer.organisation(name.removeprefix("the "))
    noun = next((noun for noun in HYPERNYMS if noun in words), "")
    if not noun and known is not None:
        noun = next((noun for kind, noun in CALLED.items() if known.type.startswith(kind)), "organisation")
    if not noun:
        raise UnrealisableError("a body of which no class is known")  # "which organisation" for a team or a website
    if words[:2] == [noun, "of"] and noun not in OF_PLACES:
        return "organisation"  # "which league" gives the League of Nations away
    return noun


def split_number(text: str) -> tuple[str, str]:
    """`over 870 missions` -> ("over 870", "missions"). Raises UnrealisableError for money, shares, and bare numbers."""
    match = re.fullmatch(
        rf"((?:{HEDGES} )?[\d.,]+(?: (?:hundred|thousand|million|billion))?|(?:{HEDGES} )?[a-z]+(?:-[a-z]+)?(?: (?:hundred|thousand|million|billion))?) ((?:[a-z]|[A-Z][a-z]+(?:s|ese)\b).*)",
        text,
    )
    if match is None or re.match(r"(?:percent|per cent|%|of\b|pounds|dollars|euros|st\b|th\b|p\.?m|a\.?m|-)", match[2]):
        raise UnrealisableError("not countable")
    return match[1], match[2]


def _text(part: Part, answer: Part | None = None) -> str:
    """The part behind its preposition, with the phrase that places it unless that holds a word of the answer."""
    text = f"{part.preposition} {part.text}" if part.preposition else part.text
    if not part.gloss or part.asked or (answer is not None and betrays(part.gloss, answer)):
        return text
    return f"{text}, {part.gloss},"


def betrays(gloss: str, answer: Part) -> bool:
    """Whether the phrase that places a name shares a word, or its beginning, with the answer: "Russian", "Russia"."""
    words = re.findall(r"\w{4,}", answer.text.lower())
    return any(word[:5] == other[:5] for word in re.findall(r"\w{4,}", gloss.lower()) for other in words)


def statement(clause: Clause) -> str:
    """The clause as a sentence without its full stop."""
    return " ".join([_lead(clause, ask=False), *[_text(part) for part in _body(clause)]])


def _body(clause: Clause) -> list[Part]:
    """The parts of the sentence proper, without what is fronted."""
    start = next((i for i, part in enumerate(clause.parts) if part.role not in ("lead", "time")), 0)
    return list(clause.parts[start:])


def _lead(clause: Clause, ask: bool = True) -> str:
    """What is fronted: "According to X, who ...,", "In 1896,". A gloss that holds a word of the answer is left out."""
    asked = clause.asked()
    words = []
    for part in clause.parts[: len(clause.parts) - len(_body(clause))]:
        if part.asked:
            words.append(f"{part.preposition} {BLANK if ask else part.text},")
        elif part.role == "time":
            words.append(f"{_text(part)},")
        else:
            tells = asked is not None and betrays(part.gloss, asked)
            words.append(f"{part.text} {part.gloss}," if part.gloss and not tells else part.text)
    return " ".join(words)


def cloze(clause: Clause) -> str:
    """The sentence with the asked part blanked; its preposition stays."""
    words = [_lead(clause)]
    for part in _body(clause):
        if part.asked and part.type == "figure":
            words.append(f"{part.preposition} {BLANK}".strip())
        elif part.asked and part.type == "number":
            number, unit = split_number(part.text)
            hedge = re.match(rf"{HEDGES} ", number)
            words.append(f"{part.preposition} {hedge[0] if hedge else ''}{BLANK} {unit}".strip())
        elif part.asked:
            article = "the " if part.text.startswith("the ") else ""
            words.append(f"{part.preposition} {article}{BLANK}".strip())
        else:
            words.append(_text(part, clause.asked()))
    return " ".join(words)


def question(clause: Clause) -> str:
    """What follows the question words: the predicate when the subject is asked, else the inverted clause.

    A lead ("According to X,") is put before the question words by `tidy`, which finds it marked with a vertical bar.
    """
    asked = clause.asked()
    if asked is None:
        raise UnrealisableError("nothing asked")
    if asked.role == "subject" and asked.type == "persons" and _plural_verb(clause):
        raise UnrealisableError("who, with a plural verb")
    if asked.role == "subject" and asked.plural and asked.type in ("organisation", "country"):
        raise UnrealisableError("a name with a plural verb")
    parts = [part for part in _body(clause) if not part.asked]
    lead = _lead(clause.model_copy(update={"parts": tuple(part for part in clause.parts if not part.asked)}))
    if asked.role == "subject":
        words = [_text(part, asked) for part in parts]
    else:
        subject = next(part for part in parts if part.role == "subject")
        auxiliary = next((part.text for part in parts if part.role == "auxiliary"), clause.support)
        if not auxiliary:
            raise UnrealisableError("no auxiliary")
        if asked.role == "time" and asked.type != "since" and auxiliary in ("has", "have"):
            raise UnrealisableError("a perfect has no date")
        verb = next((part.text for part in parts if part.role == "verb"), "")
        if clause.support and not any(part.role == "auxiliary" for part in parts):
            verb = clause.base
        rest = [_text(part, asked) for part in parts if part.role not in ("subject", "auxiliary", "verb")]
        words = [auxiliary, _text(subject, asked), verb, *rest]
        if (
            asked.type == "number"
            and asked.text.startswith(tuple("0123456789")) is False
            and not split_number(asked.text)[0]
        ):
            raise UnrealisableError("number")
    text = " ".join(word for word in words if word)
    return f"|{lead}|{text}" if lead else text


def _plural_verb(clause: Clause) -> bool:
    """ "Hale and Finch pose": "who pose" is no English."""
    first = next((part.text for part in clause.parts if part.role in ("auxiliary", "verb")), "")
    return clause.support == "do" or first in ("are", "were", "have")


def tidy(text: str) -> str:
    """Spaces, doubled punctuation, the lead to the front, capitals, typographic quotes."""
    if match := re.search(r"\|([^|]*)\|", text):
        rest = text[: match.start()] + text[match.end() :]
        text = f"{match[1]} {rest[:1].lower() + rest[1:]}"
    text = " ".join(text.split())
    if UNTIDY.search(text):
        for pattern, wanted in TIDY:
            text = pattern.sub(wanted, text)
    return capitalise(text)


UNTIDY = re.compile(r" [,;:?!%.]|[£$€] |,[,.?!]|\.\.|'")  # most texts have nothing of it
TIDY = [
    (re.compile(pattern), wanted)
    for pattern, wanted in (
        (r" ([,;:?!%]|\.(?!\d))", r"\1"),
        (r"([£$€]) (?=_)", r"\1"),
        (r",+([.?!])", r"\1"),
        (r",{2,}", ","),
        (r"(?<!\.)\.\.$", "."),
        (r"(?<=\w)'(?=\w)", "’"),
    )
]

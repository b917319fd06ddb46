"""Other ways to say the same: without brackets, X of Y for Y's X, without the words that the question says."""

import re
from collections.abc import Iterator

from quizgen.study.items import Item
from quizgen.study.known import are_initials, same_thing, without_firm, written_out
from quizgen.study.names import asks_for_person, split_title
from quizgen.study.numbers import ordinal
from quizgen.study.posts import same_post
from quizgen.study.words import ARTICLES, ROMAN, bare, key, listed, words_of

# What may go when the question says it: "Which river ...?" - "the Nile".
GENERIC = listed(
    """river canal lake mount mountain mountains strait ocean sea island islands bay gulf cape valley desert treaty battle
    siege war amendment"""
)
_LEAD = re.compile(r"^(?:it (?:was|is)|it's|they (?:were|are)|s?he (?:was|is)|because)\s+", re.I)
_BEFORE = re.compile(r"^(?:in|at|on|by(?! \d)|from|to|during|between(?=.* and ))\s+", re.I)


def same_phrase(item: Item, answer: str, typed: str) -> str | None:
    """ "right" when two phrases that differ in words mean one thing; "partly" when whose or which is not said."""
    if same_thing(answer, typed) or are_initials(answer, typed):
        return "right"
    return same_post(answer, typed, item.stem)


def same(answer: str, typed: str) -> bool:
    """Whether two texts are the same but for case, accents, articles, blanks and lead words."""
    mine, theirs = key(answer), key(without_lead(typed))
    if not mine or not theirs:  # signs only: compare them as they are
        return bare(answer).strip() == bare(typed).strip()
    if theirs in (mine, key(without_lead(answer))):
        return True
    if any(letter.isdigit() for letter in mine + theirs):
        return False
    return mine.replace(" ", "") == theirs.replace(" ", "")  # al-Qaeda, alqaeda


def without_lead(text: str) -> str:
    """Without "it was", "in" and the like at the start; "before" and "against" change the meaning and stay."""
    rest = _BEFORE.sub("", _LEAD.sub("", text.strip()))
    return rest if set(words_of(rest)) - ARTICLES else text


def numbered(answer: str, typed: str) -> str:
    """What was typed with its Roman numerals in capitals, when the answer has one: "elizabeth ii"."""
    if not re.search(r"\b[A-Z][\w.]+ [IVX]+\b", answer):
        return typed
    return re.sub(
        r"(\w)(\w*) ([ivx]+)\b", lambda m: f"{m[1].upper()}{m[2]} {m[3].upper()}" if m[3] in ROMAN else m[0], typed
    )


def wordings(item: Item, answer: str, typed: str) -> Iterator[str]:
    """The answer, and other ways to say it; `typed` tells which are worth a try."""
    yield answer
    yield written_out(answer)
    yield without_firm(answer)
    if match := re.fullmatch(r"(.+?)\s*\(([^()]+)\)", answer):
        yield match[1]
        if match[2].isupper():
            yield match[2]
    if match := re.fullmatch(r"(?:the )?([\w ]+?) of (?:the )?([\w ]+)", answer, re.I):
        if re.search("['’]", typed):  # only then: Washington University is not the University of Washington
            yield f"{match[2]}'s {match[1]}"
        if bare(match[1]) in GENERIC:
            yield f"{match[2]} {match[1]}"
    if match := re.fullmatch(r"(.+?)['’]s? (.+)", answer):
        yield f"the {match[2]} of {match[1]}"
    if (match := re.fullmatch(r"(.*[A-Z][\w.]+) ([IVX]+)", answer)) and match[2].lower() in ROMAN:
        number = int(ROMAN[match[2].lower()])
        yield f"{match[1]} {number}"
        yield f"{match[1]} the {ordinal(number)}"
    yield from _without_what_is_said(item, answer)
    if asks_for_person(item):
        yield split_title(answer)[1]  # Queen Elizabeth II, Elizabeth II


def spoken(item: Item, answer: str, typed: str) -> Iterator[str]:
    """What was typed, and other ways to put it: abbreviations written out, without a title that the answer lacks."""
    yield typed
    yield written_out(typed)
    yield without_firm(typed)
    titles, rest = split_title(typed)
    if titles and asks_for_person(item) and not split_title(answer)[0]:
        yield rest


def _without_what_is_said(item: Item, answer: str) -> Iterator[str]:
    """Without the noun that the question gives ("Which river ...?"), and with it behind the name: "Tasse River"."""
    stem = set(words_of(item.stem))
    said = {word for word in GENERIC if {word, word.removesuffix("s"), f"{word}s"} & stem}
    for pattern in (
        r"(?:the )?(?P<generic>\w+) (?P<of>of (?:the )?)?(?P<name>.+)",
        r"(?:the )?(?P<name>.+) (?P<generic>\w+)(?P<of>)",
    ):
        match = re.fullmatch(pattern, answer, re.I)
        if match and bare(match["generic"]) in GENERIC and re.match(r"[A-Z\d]", match["name"]):
            if bare(match["generic"]) in said:
                yield match["name"]
                if match["generic"].endswith("s"):
                    yield f"{match['name']}s"  # the Carpathians
            if not match["of"]:
                yield f"{match['name']} {match['generic']}"

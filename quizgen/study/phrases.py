"""Other ways to say the same: without brackets, X of Y for Y's X, without the words that the question says."""

import re
from collections.abc import Iterator

from quizgen.numbers import ordinal
from quizgen.study.items import Item
from quizgen.study.known import are_initials, is_short_for, same_thing, without_firm, written_out
from quizgen.study.names import asks_for_person, split_title
from quizgen.study.posts import same_post
from quizgen.study.words import ARTICLES, ROMAN, bare, is_word, key, listed, words_of

# What may go when the question says it: "Which river ...?" - "the Nile".
GENERIC = listed(
    """river canal lake mount mountain mountains strait ocean sea island islands bay gulf cape valley desert treaty battle
    siege war amendment"""
)
# As these, but "Washington University" and "the University of Washington" are two.
NAMED_FOR = listed(
    """museum theatre theater hospital church cathedral abbey palace castle bridge tower park square street road station
    airport prison dam mine bank newspaper magazine prize award festival act law bill operation force company firm"""
)
SCHOOLS = listed("college school university institute academy")
_RANKED = listed("rank place position")
_LEAD = re.compile(
    r"^(?:(?:it (?:was|is)|it's|they (?:were|are)|s?he (?:was|is)|because(?: of)?|that)\s+|(?:no\.?|nr\.?|number|#)\s*(?=\d))",
    re.I,
)
LITTLE = listed("of that it he she they was were is are be been had has have because")
_ENDINGS = listed("ed d ing ion ions ation n en ment") | {""}
_BEFORE = re.compile(r"^(?:in|at|on|by(?! \d)|from|to|during|between(?=.* and ))\s+", re.I)


def same_phrase(item: Item, answer: str, typed: str) -> str | None:
    """ "right" when two phrases that differ in words mean one thing; "partly" when whose or which is not said."""
    if same_thing(answer, typed) or are_initials(answer, typed) or is_short_for(typed, answer):
        return "right"
    if _same_content(key(answer).split(), key(typed).split()):
        return "right"
    return same_post(answer, typed, item.stem)


def _same_content(mine: list[str], theirs: list[str]) -> bool:
    """Whether both say the same two words, one of them in another form: "it had known of the leak", "knowing of the leak"."""
    mine, theirs = ([word for word in words if word not in LITTLE] for words in (mine, theirs))
    if len(mine) != 2 or len(theirs) != 2:
        return False
    return any(
        mine[n] == theirs[m] and mine[n] != mine[1 - n] and _same_stem(mine[1 - n], theirs[1 - m])
        for n in (0, 1)
        for m in (0, 1)
    )


def _same_stem(mine: str, other: str) -> bool:
    return mine != other and any(
        mine[:length] == other[:length] and {mine[length:], other[length:]} <= _ENDINGS
        for length in range(4, len(mine) + 1)
    )


def same(answer: str, typed: str) -> bool:
    """Whether two texts are the same but for case, accents, articles, blanks and lead words."""
    mine, theirs = key(answer), key(without_lead(typed))
    if not mine or not theirs:  # signs only: compare them as they are
        return bare(answer).strip() == bare(typed).strip()
    if theirs in (mine, key(without_lead(answer))):
        return True
    if re.findall(r"\d+", bare(answer)) != re.findall(r"\d+", bare(typed)):
        return False  # 1 11 is not 11 1
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
    answer = answer.strip(' “”"‘')
    yield written_out(answer)
    yield without_firm(answer)
    yield answer.replace("&", " ")
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
    yield from _numbered_names(item, answer)
    yield from _turned_nouns(answer)
    yield from _short_names(item, answer)
    if asks_for_person(item):
        yield split_title(answer)[1]  # Queen Elizabeth II, Elizabeth II


def spoken(item: Item, answer: str, typed: str) -> Iterator[str]:
    """What was typed, and other ways to put it: abbreviations written out, without what the question says."""
    yield typed
    yield written_out(typed)
    yield without_firm(typed)
    yield _without(typed, _said(item) & set(words_of(answer)))
    if re.fullmatch(r"\d+(?:st|nd|rd|th)", key(answer)):
        yield _without(typed, _RANKED)
    titles, rest = split_title(typed)
    if titles and asks_for_person(item) and not split_title(answer)[0]:
        yield rest


def _numbered_names(item: Item, answer: str) -> Iterator[str]:
    """ "Elizabeth the 2nd" for "Elizabeth II", "Amendment 19" for "the 19th Amendment", "3" for the third place."""
    if (match := re.fullmatch(r"(.*[A-Z][\w.]+) ([IVX]+)", answer)) and match[2].lower() in ROMAN:
        number = int(ROMAN[match[2].lower()])
        yield f"{match[1]} {number}"
        yield f"{match[1]} the {ordinal(number)}"
    if match := re.fullmatch(r"(\d+)(?:st|nd|rd|th)(?: (\w+))?", key(answer)):
        if match[2]:
            yield f"{match[2]} {match[1]}"
            if match[2] in words_of(item.stem):
                yield ordinal(int(match[1]))
        elif _RANKED & set(words_of(item.stem)):
            yield match[1]


def _turned_nouns(answer: str) -> Iterator[str]:
    """ "Tasse River" for "the River Tasse"."""
    match = re.fullmatch(r"(?:the )?(\w+) (.+)", answer, re.I)
    if match and bare(match[1]) in GENERIC and match[2][0].isupper():
        yield f"{match[2]} {match[1]}"


def _short_names(item: Item, answer: str) -> Iterator[str]:
    """Without the noun that the question gives ("Which river ...?"), the place behind a school, the sort of a firm."""
    for name in dict.fromkeys((answer, re.sub(r", (?:[A-Z]\w+ ?)+$", "", answer))):
        if name != answer and not (NAMED_FOR | SCHOOLS) & set(words_of(name)):
            continue
        yield name
        short = _without(name, _said(item) & set(words_of(name)))
        if re.search(r"[A-Z\d]", short):
            yield short
            if re.search(r"\bmountains\b", name, re.I):
                yield f"{short}s"  # the Carpathians
    if re.search(r"\b(?:company|firm)\b", item.stem, re.I) and not is_word(first := answer.split()[0].lower()):
        yield first
    if match := re.fullmatch(
        r"(?:the )?((?:\w+ ){2}\w+) (?:Department|Service|Force|Company|Corporation|Office)", answer
    ):
        yield match[1]


def _said(item: Item) -> frozenset[str]:
    """The nouns of names that the question says: "Which river ...?"; "range" says mountains."""
    stem = set(words_of(item.stem)) | ({"mountains"} if "range" in words_of(item.stem) else set())
    return frozenset(
        word for word in GENERIC | NAMED_FOR | SCHOOLS if {word, word.removesuffix("s"), f"{word}s"} & stem
    )


def _without(text: str, nouns: frozenset[str]) -> str:
    """The text without these nouns, and without "of" where it bound one that is no school; itself if nothing is left."""
    words = text.split()
    if not nouns & {bare(word) for word in words}:
        return text
    dropped = nouns | ({"of"} if not nouns & SCHOOLS else set())
    kept = [word for word in words if bare(word) not in dropped]
    return " ".join(kept) if set(map(bare, kept)) - ARTICLES else text

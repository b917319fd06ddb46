"""Sentence starts: the model's, corrected where typography decides.

The model sees words; these rules see what it is weak at: which way a quotation mark faces, quotations that go on after
“,” and a cue, brackets, abbreviations, list marks and speakers' names.
"""

from collections.abc import Sequence
from typing import NamedTuple

from quizgen.annotate.lemmas import lemma
from quizgen.gazetteer import cue_verbs

OPENERS, CLOSERS, STRAIGHT = frozenset("“‘«([{"), frozenset(["”", "’", "»", ")", "]", "}", "''"]), frozenset("\"'")
BULLETS = frozenset("•●▪◦‣■")
CONTINUING = frozenset([",", "—", "–", "-", "--"])
STOPS = frozenset([".", "?", "!", "…", "...", ":", ";", "?!", "!?"])
LONGEST_HEADING = 25  # words
_LEADING = """
    Adm. Amb. Brig. Capt. Cmdr. Col. Cpl. Dr. Fr. Gen. Gov. Hon. Lt. Maj. Messrs. Mr. Mrs. Ms. Msgr. Mt. Pres. Prof. Pvt. Rep.
    Reps. Rev. Sen. Sens. Sgt. Supt. vs. e.g. i.e. cf. al.
"""
LEADING = frozenset(_LEADING.split())  # abbreviations that need what follows: no sentence ends with them
_BEGINNERS = """
    A After An And As At But By During For He Her His However I If In It Its Later Many Most No On One Our She Since So Some
    That The Their Then There These They This Those Though Today Under Until We What When While With You
"""
BEGINNERS = frozenset(_BEGINNERS.split())  # they hardly begin a name: after another abbreviation they begin a sentence


class _Text(NamedTuple):
    words: Sequence[str]
    opening: list[bool]  # quotation marks and brackets that open
    closing: list[bool]
    inside: list[bool]  # stands in brackets
    tags: Sequence[str]


def sentence_starts(
    words: Sequence[str], spaces: Sequence[bool], starts: Sequence[bool], tags: Sequence[str]
) -> list[int]:
    """Positions of the first words of sentences in a paragraph.

    `spaces` tells whether a space follows each word, `starts` is the model's choice, `tags` are Penn tags.
    """
    opening, closing = [], []
    for i, word in enumerate(words):
        apart = i == 0 or spaces[i - 1]
        opening.append(word in OPENERS or (word in STRAIGHT and apart and not spaces[i]))
        closing.append(word in CLOSERS or (word in STRAIGHT and not apart))
    text = _Text(words, opening, closing, _inside_brackets(words), tags)
    begins = [0]
    for i in range(1, len(words)):
        if _begins(text, i, begins[-1], starts[i]):
            begins.append(i)
    return begins


def _begins(text: _Text, i: int, last: int, model: bool) -> bool:
    """Whether a sentence begins at word i, where the one before began at `last`."""
    words, opening, closing = text.words, text.opening, text.closing
    before, word = words[i - 1], words[i]
    if word in BULLETS:
        return True
    if closing[i] or opening[i - 1] or before in BULLETS or (word == before and not word.isalnum()):
        return False
    stop, following = i - 1, i
    while stop > last and closing[stop]:
        stop -= 1
    while following < len(words) - 1 and opening[following]:
        following += 1
    if words[stop] in CONTINUING or before in LEADING or (text.inside[i] and words[stop] not in STOPS):
        return False
    if word.islower() and (stop < i - 1 or before not in STOPS):
        return False  # “..., ” said X: a sentence does not begin in lower case after a quotation
    if _is_mark(words[last : i - 1], before) or (stop < i - 1 and words[stop] in ("?", "!") and _is_cue(text, i)):
        return False
    capital = words[following][:1].isupper()
    if words[stop] == "." and capital and (stop < i - 1 or following > i or text.tags[stop] == "."):
        return True
    if before[0].isalpha() and before.endswith(".") and words[following] in BEGINNERS:
        return True
    # Without a mark, sentences end in lists and signatures only: not in prose, nor in a heading, which has no stop at all.
    heading = len(words) <= LONGEST_HEADING and not STOPS.intersection(words)
    prose = words[-1] in STOPS or closing[-1]
    return model and not (before[-1:].isalnum() and (heading or prose))


def _is_mark(words: Sequence[str], stop: str) -> bool:
    """Whether a sentence has only a list's number ("2.") or a speaker's name ("Ann Dale:") so far."""
    if stop == ":":
        return 0 < len(words) <= 4 and all(word[:1].isupper() for word in words)
    return stop in (".", ")") and len(words) == 1 and words[0].isdigit() and len(words[0]) < 3


def _is_cue(text: _Text, i: int) -> bool:
    """Whether words like "Ann Dale asked" stand here: they belong to the quotation before."""
    verb = next((k for k in range(i, len(text.words)) if text.tags[k] != "NNP"), i)
    return verb > i and text.tags[verb] == "VBD" and lemma(text.words[verb], "VERB", "VBD") in cue_verbs()


def _inside_brackets(words: Sequence[str]) -> list[bool]:
    inside, opened = [False] * len(words), []
    for i, word in enumerate(words):
        if word in ("(", "["):
            opened.append(i)
        elif word in (")", "]") and opened:
            start = opened.pop()
            inside[start + 1 : i] = [True] * (i - start - 1)
    return inside

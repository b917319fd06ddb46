"""Two questions held against each other: whether one tells the other's answer, or asks the same again."""

import re
from functools import lru_cache

from quizgen.models import BLANK, Question

SMALL_WORDS = """a an the of in on at to for from by with and or but as is are was were be been being has have had do
does did will would can could may might must shall should not no which who whom whose what when
where why how many much that this these those it its his her their he she they into over about after
before during between than more most year date city country organisation month according s"""
STOP = frozenset(SMALL_WORDS.split())
WORD, ENDING = re.compile(r"[\w’'-]+"), re.compile(r"(?:[’']s|s)$")
TOLD = 0.7  # so much of what the asked one says stands in the teller
ALIKE, SAME = 0.8, 0.85  # so many of the words of the shorter one
CLOSED = ("true-false", "matching", "ordering")  # forms whose answer no other question's words can tell


@lru_cache(maxsize=8192)  # every question is held against every other
def content_words(text: str) -> frozenset[str]:
    """Words that carry the matter, lower case, plural and genitive endings cut."""
    words = set(WORD.findall(text.replace(BLANK, " ").lower())) - STOP
    return frozenset({ENDING.sub("", word) for word in words} - STOP - {""})


def tells(teller: Question, asked: Question) -> bool:
    """Whether the teller, read with its own key, holds the other's answer together with most of what the other says."""
    if not asked.answer or asked.form in CLOSED:
        return False
    told = content_words(teller.stem)
    answer, said = content_words(asked.answer), content_words(asked.stem)
    return bool(answer) and answer <= told and len(said & told) >= TOLD * len(said)


def says(teller: Question, answer: str) -> bool:
    """Whether all words of the answer stand in the teller."""
    words = content_words(answer)
    return bool(words) and words <= content_words(teller.stem)


def alike(one: Question, other: Question) -> bool:
    """Whether both ask nearly the same in nearly the same words, whatever their form."""
    if one.fact and one.fact == other.fact and same_answer(one, other):
        return True
    # A statement says more than a question: of another fact, it is the same only in nearly all of its words.
    apart = (one.form == "true-false") != (other.form == "true-false") and one.fact != other.fact
    a, b = _all_words(one), _all_words(other)
    return bool(a) and bool(b) and len(a & b) >= (SAME if apart else ALIKE) * min(len(a), len(b))


def same_answer(one: Question, other: Question) -> bool:
    """Whether both have the same answer, articles and endings aside."""
    return bool(one.answer) and content_words(one.answer) == content_words(other.answer)


def _all_words(question: Question) -> frozenset[str]:
    return content_words(question.stem) | (
        frozenset() if question.form == "true-false" else content_words(question.answer)
    )


def spoils(one: Question, other: Question) -> bool:
    """Whether they cannot be asked together: one tells the other's answer, or both ask nearly the same."""
    return tells(one, other) or tells(other, one) or alike(one, other)

"""Slips of the keys: what was meant is plain, and what was typed is no word or name of its own."""

from collections.abc import Collection
from dataclasses import dataclass

from quizgen.study.words import is_name, is_word, key

SHORTEST = 7  # letters a word must have before a slip in it is forgiven
LONG = 16  # letters an answer must have before a second slip is forgiven
TINY = 4  # letters of a word in which a slip is at least seen as one


@dataclass(frozen=True)
class Slips:
    """The words that differ, as (meant, typed), and how many slips they hold; `sure` when nothing else can be meant."""

    words: tuple[tuple[str, str], ...]
    count: int
    sure: bool

    @property
    def note(self) -> str:
        number = {1: "one slip", 2: "two slips"}[self.count]
        return f"{number}: {', '.join(f'{typed} for {meant}' for meant, typed in self.words)}"


def find_slips(answer: str, typed: str, taken: Collection[str]) -> Slips | None:
    """One slip or two; None when there are more, or when a word is another one.

    `taken` are words that mean something else here, though no dictionary has them. A slip is a letter too many, too
    few, another, or two that changed places; never the first letter.
    """
    mine, theirs = key(answer).split(), key(typed).split()
    if len(mine) != len(theirs):
        return None
    different = tuple((a, b) for a, b in zip(mine, theirs, strict=True) if a != b)
    if not 1 <= len(different) <= 2:
        return None
    from rapidfuzz.distance import OSA  # loaded only now: most answers are right or far off

    count, sure = 0, True
    for meant, found in different:
        if (
            min(len(meant), len(found)) < TINY - 1
            or max(len(meant), len(found)) < TINY
            or meant[0] != found[0]
            or not (meant + found).isalpha()
        ):
            return None
        if found in taken:
            return None
        if len(mine) > 1 and is_word(found) and (is_name(found) or {f"{found}s", f"{meant}s"} & {meant, found}):
            sure = False  # another name, another number: within a longer answer it may still be a slip
        elif is_word(found) or is_word(found.removesuffix("s")):
            return None
        count += OSA.distance(meant, found, score_cutoff=2)
    if count > 2 or (count == 2 and min(len(meant) for meant, _ in different) < SHORTEST):
        return None
    sure = sure and all(len(meant) >= SHORTEST for meant, _ in different)
    return Slips(different, count, sure and (count == 1 or sum(map(len, mine)) >= LONG))

"""What feedback must not tell: the answers of questions that are still to come."""

import re
from collections.abc import Iterator, Sequence

from quizgen.study.items import Item
from quizgen.study.marking import mark
from quizgen.study.words import key, listed

_MORE = 4  # words by which a wording may be longer than the answer: "the University of", "on the night of"
_EDGE = listed("the a an in at on by from to during of and was were is it")


def spoilers(sentence: str, item: Item, coming: Sequence[Item]) -> list[tuple[int, int]]:
    """The characters of a sentence that would answer a question still to come, in order, none overlapping.

    A wording answers when marking would count it. What `item`, the question just answered, has shown itself in its stem
    stays. The whole sentence is meant when a statement to be called true or false is decided by it.
    """
    if not sentence:
        return []
    if any(other.form == "true-false" and sentence in other.evidence for other in coming if other.id != item.id):
        return [(0, len(sentence))]
    asked = [each for other in coming if other.id != item.id for each in _asked(other)]
    longest = max((len(answer.split()) for each in asked for answer in (each.answer, *each.also_accept)), default=0)
    windows = list(_windows(sentence, longest + _MORE)) if asked else []
    seen = f" {key(item.stem)} "
    found = set()
    for each in asked:
        wanted = {word for answer in (each.answer, *each.also_accept) for word in key(answer).split()} - _EDGE
        for start, end, known in windows:
            if (start, end) in found or not wanted.intersection(known.split()) or f" {known} " in seen:
                continue
            if mark(each, sentence[start:end]).counts:
                found.add((start, end))
    return _joined(found)


def _asked(item: Item) -> Iterator[Item]:
    """The question as short questions: one for a question with one answer, one for each pair."""
    if item.form in ("short", "cloze", "choice") and item.answer:
        yield item._replace(form="cloze" if item.form == "cloze" else "short")
    for _, right in item.pairs:
        if right:
            yield item._replace(form="short", answer=right, also_accept=(), pairs=())


def _windows(sentence: str, longest: int) -> Iterator[tuple[int, int, str]]:
    """Each run of up to so many words that neither starts nor ends with a small word: its characters and its key."""
    words = [match.span() for match in re.finditer(r"[^\s\W](?:\S*\w)?[%°]?|[$€£¥]\S*\w", sentence)]
    small = [sentence[start:end].lower() in _EDGE for start, end in words]
    for first, (start, _) in enumerate(words):
        for last in range(first, min(first + longest, len(words))):
            if not small[first] and not small[last]:
                end = words[last][1]
                yield start, end, key(sentence[start:end])


def _joined(spans: set[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined

"""A book -> parts that the language engine can hold at once."""

import re
from collections.abc import Iterator

from quizgen.models import Article, Paragraph
from quizgen.read.limits import LONG_WORD, count_words

WHOLE = 12_000  # words up to which an article is read as one
PART = 5_000
SENTENCE_END = re.compile(r".*[^\W\d_]{4}[.!?][\"”’)\]]*")  # of a word: "Gen." and "U.S." end no sentence


def batches(article: Article, whole: int = WHOLE, part: int = PART) -> list[Article]:
    """The article itself, or parts of it: the same text and offsets, each with its own stretch of paragraphs.

    Parts end before a heading where one comes in time, so that names are mostly introduced in the part that uses them.
    A paragraph longer than a part is cut between sentences.
    """
    if sum(count_words(article.text[p.start : p.end]) for p in article.paragraphs) <= whole:
        return [article]
    parts: list[list[Paragraph]] = [[]]
    words = 0
    for paragraph in (piece for each in article.paragraphs for piece in _pieces(article.text, each, part)):
        size = count_words(article.text[paragraph.start : paragraph.end])
        full = words + size > part
        if parts[-1] and (full or (paragraph.kind == "heading" and words * 2 > part)):
            parts.append([])
            words = 0
        parts[-1].append(paragraph)
        words += size
    return [article.model_copy(update={"paragraphs": tuple(each)}) for each in parts]


def _pieces(text: str, paragraph: Paragraph, most: int) -> Iterator[Paragraph]:
    """A paragraph in pieces of at most so many words; mostly it is one piece."""
    words = list(re.finditer(r"\S+", text[paragraph.start : paragraph.end]))
    first = 0
    while first < len(words):
        room = words[first].start() + most * LONG_WORD
        after = first + 1
        while after < len(words) and after - first < most and words[after].end() <= room:
            after += 1
        if after < len(words):
            ends = (i for i in range(after, (first + after) // 2, -1) if SENTENCE_END.fullmatch(words[i - 1].group()))
            after = next(ends, after)
        start, end = (paragraph.start + place for place in (words[first].start(), words[after - 1].end()))
        yield paragraph.model_copy(update={"start": start, "end": end})
        first = after

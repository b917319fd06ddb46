"""Sentence starts: the model's, corrected where typography decides.

The model sees words; these rules see what it is weak at: quotations that go on after “,” and a cue, closing quotes and
brackets, abbreviations.
"""

from collections.abc import Sequence

CLOSERS = {'"', "”", "’", "'", ")", "]", "''", "»"}
STOPS = {".", "?", "!", "…", "...", ":", ";", "?!", "!?"}


def sentence_starts(
    words: Sequence[str], spaces: Sequence[bool], starts: Sequence[bool], tags: Sequence[str]
) -> list[int]:
    """Positions of the first words of sentences in a paragraph.

    `spaces` tells whether a space follows each word, `starts` is the model's choice, `tags` are Penn tags.
    """
    begins = [0]
    for i in range(1, len(words)):
        before, word = words[i - 1], words[i]
        begin = starts[i]
        if word in CLOSERS and not spaces[i - 1]:
            begin = False  # a closing mark belongs to what it closes
        elif word[:1].islower() and before not in STOPS and before not in CLOSERS:
            begin = False  # “..., ” said X: a sentence does not begin in lower case after a comma
        elif before in {",", "—", "–", "-"}:
            begin = False
        elif before in {".", "?", "!"} and _ends_sentence(words, i, tags):
            begin = True
        if begin and begins[-1] != i:
            begins.append(i)
    return begins


def _ends_sentence(words: Sequence[str], i: int, tags: Sequence[str]) -> bool:
    """A full stop that stands as a word of its own, before a capital: the tokeniser keeps abbreviations whole."""
    following = words[i]
    return following[:1].isupper() and words[i - 1] == "." and tags[i - 1] == "."

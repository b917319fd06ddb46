"""Text -> words, as the treebanks have them: spaCy's English rules as data, and its algorithm.

The rules (`model/tokenizer_rules.json`, written by `python -m training.tokenizer`) are three patterns, of what is split
off before, behind and inside a word, and the forms that are taken as they stand ("a.m.", "don't"). The same words as
spaCy's tokenizer gives for the same rules; a test holds it to that.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

RULES = Path(__file__).parent / "model" / "tokenizer_rules.json"
CACHED = 50_000  # words whose pieces are kept


class Words(NamedTuple):
    """The words of a text and, for each, whether a space follows it. Joined with those spaces they are the text again.

    Runs of other white space are words of their own.
    """

    texts: list[str]
    spaces: list[bool]


class Tokenizer:
    """Splits texts; loaded once (`load_tokenizer`). `words` is the whole of it."""

    def __init__(self, rules: dict[str, object]) -> None:
        patterns, forms, long_forms = rules["patterns"], rules["forms"], rules["long_forms"]
        assert isinstance(patterns, dict)
        assert isinstance(forms, dict)
        assert isinstance(long_forms, list)
        self._before = re.compile(patterns["before"]).search
        self._behind = re.compile(patterns["behind"]).search
        self._inside = re.compile(patterns["inside"]).finditer
        self._whole = re.compile(patterns["whole"]).match
        self._forms: dict[str, tuple[str, ...]] = {form: tuple(pieces) for form, pieces in forms.items()}
        self._long: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for form in long_forms:  # forms that the patterns would split: found again among the pieces
            pieces = tuple(self._split(form, forms=False))
            self._long.setdefault(pieces[0], []).append((pieces, form))
        self._known: dict[str, tuple[str, ...]] = {}

    def words(self, text: str) -> Words:
        """The words of a text."""
        texts: list[str] = []
        spaces: list[bool] = []
        for match in re.finditer(r"\s+|\S+", text):
            run = match[0]
            if run[0].isspace():
                if run[0] == " " and texts:
                    spaces[-1] = True
                    run = run[1:]
                if run:
                    texts.append(run)
                    spaces.append(False)
                continue
            pieces = self._pieces(run)
            texts += pieces
            spaces += [False] * len(pieces)
        return self._joined(Words(texts, spaces))

    def _pieces(self, run: str) -> tuple[str, ...]:
        found = self._known.get(run)
        if found is None:
            found = self._forms.get(run) or tuple(self._split(run))
            if len(self._known) < CACHED:
                self._known[run] = found
        return found

    def _split(self, run: str, forms: bool = True) -> Iterator[str]:
        """The pieces of a run without spaces; `forms`: those that are taken as they stand are left whole."""
        known = self._forms if forms else {}
        behind: list[str] = []
        size = -1
        while run and len(run) != size and run not in known:
            size = len(run)
            first = _length(self._before(run))
            if first and run[first:] in known and run[first:]:
                yield run[:first]
                run = run[first:]
                break
            last = _length(self._behind(run[first:]))
            if last and run[:-last] in known and run[:-last]:
                behind.append(run[-last:])
                run = run[:-last]
                break
            if first:
                yield run[:first]
            if last and first + last <= len(run):
                behind.append(run[len(run) - last :])
                run = run[first : len(run) - last]
            else:
                run = run[first:]
        if run:
            yield from self._inner(run, known)
        yield from reversed(behind)

    def _inner(self, run: str, known: dict[str, tuple[str, ...]]) -> Iterator[str]:
        """The pieces of what is left when nothing more can be split off at either end."""
        if run in known:
            yield from known[run]
            return
        if self._whole(run):
            yield run
            return
        start = 0
        for match in self._inside(run):
            if match.start() == 0:
                continue
            if match.start() != start:
                yield run[start : match.start()]
            if match[0]:
                yield match[0]
            start = match.end()
        if run[start:]:
            yield run[start:]

    def _joined(self, found: Words) -> Words:
        """The words with long forms ("a.m.") put together again where the patterns had split them."""
        texts, spaces = found
        changes = list(self._long_forms(texts, spaces))
        for start, end, form in reversed(changes):
            pieces = self._forms[form]
            spaces[start:end] = [*[False] * (len(pieces) - 1), spaces[end - 1]]
            texts[start:end] = pieces
        return found

    def _long_forms(self, texts: Sequence[str], spaces: Sequence[bool]) -> Iterator[tuple[int, int, str]]:
        """Where the pieces of a long form stand side by side: longest first, without overlaps."""
        spans = []
        for start, text in enumerate(texts):
            for pieces, form in self._long.get(text, ()):
                end = start + len(pieces)
                if tuple(texts[start:end]) == pieces:
                    spans.append((start - end, start, end, form))
        taken: set[int] = set()
        chosen = []
        for _, start, end, form in sorted(spans):
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                if not any(spaces[start : end - 1]):
                    chosen.append((start, end, form))
        yield from sorted(chosen)


def _length(match: re.Match[str] | None) -> int:
    return match.end() - match.start() if match else 0


@cache
def load_tokenizer() -> Tokenizer:
    """The tokenizer of the project, loaded once."""
    return Tokenizer(json.loads(RULES.read_text("utf-8")))

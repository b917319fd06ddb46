"""Sentences with the answer inside them: Anki's `{{c1::answer::hint}}` and `==marked==` words -> one card a blank."""

import re
from collections.abc import Iterator

from quizgen.bring.card import Card, plain
from quizgen.models import BLANK

DELETION = re.compile(r"\{\{c(\d+)::(.*?)(?:::(.*?))?\}\}", re.DOTALL)
MARKED = re.compile(r"==([^=]+)==")
BRACED = re.compile(r"\{([^{}]+)\}")


def anki_clozes(text: str, line: int) -> Iterator[Card]:
    """A card for each number of deletion, the other deletions written out; two of one number are one answer."""
    for number in dict.fromkeys(match[1] for match in DELETION.finditer(text)):
        answers = [plain(match[2]) for match in DELETION.finditer(text) if match[1] == number]
        shown = DELETION.sub(lambda match, n=number: BLANK if match[1] == n else match[2], text)  # type: ignore[misc]
        yield _card(shown, answers, line)


def marked_clozes(text: str, pattern: re.Pattern[str], line: int) -> Iterator[Card]:
    """A card for each marked word of a sentence, the others written out."""
    for found in pattern.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        yield _card(pattern.sub(r"\1", before) + BLANK + pattern.sub(r"\1", after), [plain(found[1])], line)


def _card(shown: str, answers: list[str], line: int) -> Card:
    if len(set(answers)) == 1:
        return Card(question=plain(shown), answer=answers[0], form="cloze", line=line)
    return Card(question=plain(shown), answer=", ".join(answers), form="cloze", line=line)

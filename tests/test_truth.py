"""Nothing invented: the cases of cases/truth.md, each an article of its own from its text to its facts."""

from pathlib import Path

import pytest

from quizgen.corridor import find_facts
from quizgen.errors import QuizgenError
from quizgen.read import read_text

CASES = Path(__file__).parent / "cases" / "truth.md"
FILLING = "\n\nThe rest of the day was quiet and cold, and the shops along the street were shut.\n"  # fewer letters are no article


def read_cases() -> list[tuple[str, str, str, str]]:
    """The rows of the tables: text, publication date, what has to be told, what must never be."""
    rows = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 4 and not cells[0].startswith(("text", "---")):
            rows.append((cells[0], cells[1], cells[2], cells[3]))
    return rows


def told_of(text: str, published: str) -> list[str]:
    """Every fact of an article of that text, as one line with its statement and its slots."""
    head = f"---\ntitle: A test\n{f'published: {published}' if published != '-' else ''}\n---\n\n"
    article = read_text(head + text.replace("¶", "\n\n") + FILLING, "test.md")
    try:
        facts = find_facts(article)
    except QuizgenError:  # it has none
        return []
    slots = ("person", "role", "speaker", "source", "place", "subject", "object", "event", "hedge")
    return [" | ".join((fact.statement, *(str(getattr(fact, slot, "")) for slot in slots))) for fact in facts]


@pytest.mark.parametrize(("text", "published", "told", "never"), read_cases())
def test_case(text: str, published: str, told: str, never: str) -> None:
    facts = told_of(text, published)
    for words in never.split(";"):
        wrong = [fact for fact in facts if words.strip() in fact]
        assert not wrong, f"{words.strip()!r} was told"
    if told != "-":
        assert any(told in fact for fact in facts), facts

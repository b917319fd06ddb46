"""Questions over several facts: persons matched with their roles, events with their dates or put in order, terms with
their meanings, speakers with their words. What is asked of which kind of fact is data: `templates/sets/en`."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from quizgen import dates
from quizgen.ask.options.near import drawn
from quizgen.ask.realise import UnrealisableError, fill, slot
from quizgen.errors import TemplateError
from quizgen.ids import question_id
from quizgen.kinds import Context
from quizgen.models import Fact, Model, Pair, Question
from quizgen.resources import template_folder

FEWEST, MOST = 4, 7  # lines
LONGEST = 16  # words of a line
STOP = frozenset(["the", "and", "for", "with", "from", "that", "this", "was", "were", "his", "her"])


class SetTemplate(Model):
    """Lines of facts of one kind: `left` and `right` are words with slots, `needs` are slots that a fact must have
    ("exact") or must not have ("!former")."""

    id: str
    kind: str
    form: Literal["matching", "ordering"]
    stem: str
    left: str
    right: str
    needs: tuple[str, ...] = ()
    context: Context = "placed"  # the least that must stand beside it


@cache
def load_sets(folder: Path | None = None) -> tuple[SetTemplate, ...]:
    """The sets of a template folder's `sets/en/*.toml`. Raises TemplateError."""
    found = []
    for path in sorted(((folder or template_folder()) / "sets" / "en").glob("*.toml")):
        try:
            rows = tomllib.loads(path.read_text("utf-8")).get("set", [])
            found += [SetTemplate.model_validate(row) for row in rows]
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise TemplateError(f"{path}: this is not TOML: {error}") from None
        except ValidationError as error:
            first = error.errors()[0]
            raise TemplateError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    return tuple(found)


def sets_of(facts: Sequence[Fact], like: Question, seed: int) -> list[Question]:
    """Every set question that the facts of one article give, the fullest first; `like` lends what a question bears besides
    (its article, its time of change)."""
    made = []
    for template in load_sets():
        lines = list(_lines(template, [fact for fact in facts if fact.kind == template.kind]))
        if template.form == "ordering":
            lines = _in_time(lines)
        else:
            lines = [lines[i] for i in sorted(map(int, drawn(str(seed), [str(i) for i in range(len(lines))])[:MOST]))]
        if len(lines) >= FEWEST:
            made.append(_question(template, lines, like))
    return sorted(made, key=lambda question: -len(question.pairs))


def _question(template: SetTemplate, lines: Sequence[tuple[Pair, Fact]], like: Question) -> Question:
    first = lines[0][1]
    return like.model_copy(
        update={
            "id": question_id(first.id, template.id), "form": template.form, "stem": template.stem, "answer": "", "note": "",
            "also_accept": (), "distractors": (), "options": (), "pairs": tuple(pair for pair, _ in lines),
            "kind": template.kind, "fact": first.id, "also_facts": tuple(fact.id for _, fact in lines[1:]),
            "template": template.id, "evidence": None, "asked": None, "context": template.context, "content": "", "edited": False,
        }
    )  # fmt: skip


def _lines(template: SetTemplate, facts: Sequence[Fact]) -> Iterator[tuple[Pair, Fact]]:
    """One line a fact: each left and each right once, no right told by words of its left, none too long."""
    lefts, rights = set[str](), set[str]()
    for fact in facts:
        if not _fits(template, fact):
            continue
        try:
            pair = Pair(left=fill(template.left, fact), right=fill(template.right, fact))
        except UnrealisableError:
            continue
        left, right = pair.left.rstrip("."), pair.right.rstrip(".") if not pair.right.endswith(".”") else pair.right
        if not left or not right or left in lefts or right in rights or _told(left, right):
            continue
        if max(len(left.split()), len(right.split())) > LONGEST:
            continue
        lefts.add(left)
        rights.add(right)
        yield Pair(left=left, right=right), fact


def _fits(template: SetTemplate, fact: Fact) -> bool:
    """Whether the fact has what the template needs, as a whole date, and nobody merely claims it."""
    if fact.source or fact.hedge:
        return False
    if fact.kind == "date":
        whole = dates.grain(fact.when) in ("day", "month", "year") and not dates.before_christ(fact.when)
        if not whole or re.search(r"\d{3,4}|\b(?:later|earlier|again|born|died)\b", fact.event):
            return False
    return all(bool(slot(fact, need.lstrip("!"))) != need.startswith("!") for need in template.needs)


def _told(left: str, right: str) -> bool:
    """Whether a word of one side stands on the other."""
    words = [{word for word in re.findall(r"\w{4,}", side.lower()) if word not in STOP} for side in (left, right)]
    return bool(words[0] & words[1])


def _in_time(lines: Sequence[tuple[Pair, Fact]]) -> list[tuple[Pair, Fact]]:
    """At most seven events of years apart from each other, spread over the whole time, the earliest first."""
    years: dict[str, tuple[Pair, Fact]] = {}
    for pair, fact in lines:
        if fact.kind == "date":
            years.setdefault(fact.when[:4], (pair, fact))
    order = sorted(years)
    wanted = min(len(order), MOST)
    step = (len(order) - 1) / max(wanted - 1, 1)
    return [years[order[round(i * step)]] for i in range(wanted)]

"""Facts -> fact sheet: people, timeline, places, numbers, terms, who said what."""

import itertools
import re
from collections.abc import Iterable

from quizgen import dates
from quizgen.models import Dated, Definition, Fact, Place, Quantity, Quotation, Role
from quizgen.render.handout.data import Entry, Study, clean


def study_of(facts: Iterable[Fact]) -> Study:
    """The facts sorted for reading, each kind in the order of the article, dates in the order of time."""
    found: dict[str, dict[Entry, None]] = {name: {} for name in Study.model_fields}  # in order, each once

    def add(name: str, label: str, text: str, when: str = "") -> None:
        found[name][Entry(label=clean(label), text=clean(text), when=when)] = None

    for fact in facts:
        match fact:
            case Role():
                add("people", fact.person, fact.role, dates.words(fact.as_of) or _former(fact))
            case Place():
                add("places", fact.place, fact.statement)
            case Quantity():
                add("numbers", f"{fact.value} {fact.unit}".strip(), fact.statement)
            case Definition():
                add("terms", fact.term, fact.description)
            case Quotation():
                add("voices", fact.speaker, f"“{fact.content}”" if fact.exact else fact.content)
            case Dated():
                add("timeline", dates.words(fact.when) or fact.when, fact.statement, fact.when)
    timeline = sorted(found["timeline"], key=lambda entry: _year(entry.when))
    years = [_year(entry.when) for entry in timeline]
    gaps = [0.0, *((late - early) ** 0.5 for early, late in itertools.pairwise(years))]
    widest = max(gaps) or 1
    placed = (entry.model_copy(update={"gap": gap / widest}) for entry, gap in zip(timeline, gaps, strict=False))
    return Study(**{name: tuple(entries) for name, entries in found.items()} | {"timeline": tuple(placed)})


def _year(when: str) -> float:
    """An EDTF date as a decimal year; one that cannot be read is 0."""
    match = re.match(r"-?(\d\d)(\d?)(\d?)\w*(?:-(\d\d))?(?:-(\d\d))?", when)
    if not match:
        return 0
    century, decade, year, month, day = (int(part or 0) for part in match.groups())
    if dates.before_christ(when):
        return -(century * 100 + decade * 10 + year)
    return century * 100 + decade * 10 + year + month / 13 + day / 500


def _former(role: Role) -> str:
    """ "former" for what the article calls so; a history's "was" says nothing of the kind."""
    return "former" if role.former and not role.pattern.startswith("clause") else ""

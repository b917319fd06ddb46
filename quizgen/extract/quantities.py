"""Figures: numbers that a clause holds, to be asked with "how many" or blanked."""

import re
from collections.abc import Iterator

from quizgen.extract.clauses import Event
from quizgen.extract.parts import Phrase
from quizgen.models import Evidence, Part, Quantity

HEDGES = "over|more than|about|around|nearly|almost|at least|at most|up to|some|approximately|roughly|less than|fewer than|under"
NUMBER_WORDS = {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million"}  # fmt: skip


def subject_anchor(event: Event) -> float:
    """What `_anchors` does not count of the first phrase, as nothing of it is asked: its name."""
    return 1.0 if event.phrases[0].entity is not None else 0.5


LABEL = re.compile(
    r"(?i)\b(?:season|episode|chapter|number|no\.|page|day|volume|figure|phase|class|type|section|part|stage|round|level|grade|route|room|bus|line|age|highway) $"
)
FIGURE = re.compile(r"(?<![\w.,:/-])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w:/-]|[.,]\d)")


def figures_of_event(event: Event) -> Iterator[Quantity]:
    """Numbers anywhere in a phrase: "after an occupation of 10 years", "by £20 million". They can be blanked."""
    for phrase in event.phrases:
        if phrase.part.type == "date" or phrase.part.role in ("time", "lead", "verb", "auxiliary"):
            continue
        text = phrase.part.text
        for match in FIGURE.finditer(text):
            before, after = text[: match.start()], text[match.end() :]
            yearlike = re.fullmatch(r"1\d{3}|20\d\d", match[1]) and not re.match(r" [a-z]+s\b", after)
            unit = re.match(r" ?(?:%|[a-z]+(?:-[a-z]+)?)", after)
            if (
                LABEL.search(before)
                or yearlike
                or unit is None
                or match[1] in ("0", "1")
                or re.search(
                    r"[A-Z]\w*$|\b(?:aged?|of) $",
                    before.rstrip() if before.rstrip() != before and re.search(r"[A-Z]\w*\s$", before) else before,
                )
            ):
                continue  # a year, a number that belongs to a name ("Apollo 11"), an age
            pieces = (
                [phrase.part.model_copy(update={"text": before.strip(), "type": "thing"})] if before.strip() else []
            )
            figure = Part(
                role="complement",
                text=match[1],
                type="figure",
                asked=True,
                preposition="" if pieces else phrase.part.preposition,
            )
            pieces += [figure, Part(role="complement", text=after.strip())]
            parts = [part for each in event.phrases for part in (pieces if each is phrase else (each.part,))]
            clause = event.clause().model_copy(update={"parts": tuple(parts)})
            yield Quantity(
                what=event.label(), value=match[1], unit=after.split()[0], when=event.when(), statement="-", clause=clause,
                evidence=Evidence(text="", start=0, end=0),
            )  # fmt: skip


def quantity_of_phrase(phrase: Phrase, label: str, when: str, base: dict) -> Quantity | None:  # type: ignore[type-arg]
    number = next((c for c in phrase.head.children if c.dep_ == "nummod" and c.pos_ == "NUM"), None)
    if (
        number is None
        or number.lower_ in ("one", "1")
        or (re.match(rf"(?:{HEDGES} )?\d", phrase.part.text) is None and number.lower_ not in NUMBER_WORDS)
    ):
        return None
    unit = phrase.part.text.split(number.text, 1)[-1].strip()
    return Quantity(what=label, value=number.text, unit=unit, when=when, **base)

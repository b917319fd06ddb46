"""Other answers that are as right."""

from quizgen import dates, gazetteer
from quizgen.ask.options.stock import bare
from quizgen.models import Fact


def also_accept(fact: Fact, answer: str, kind: str) -> tuple[str, ...]:
    """Other ways to say the answer that are as right: surname, without article, date formats, name variants."""
    others: list[str] = []
    if kind == "person" or (
        (fact.kind == "role" or (fact.kind == "quotation" and not fact.organisation)) and len(answer.split()) in (2, 3)
    ):
        if answer.lower() == getattr(fact, "person", getattr(fact, "speaker", answer)).lower():
            others.append(answer.split()[-1])
    if bare(answer) != answer:
        others.append(bare(answer))
    if fact.kind == "date":
        others += date_variants(fact.when)
    if kind == "country":
        known = gazetteer.country(bare(answer))
        if known is not None:
            others += [known.name, *known.also]
    return tuple(dict.fromkeys(other for other in others if other.lower() != answer.lower()))


def date_variants(when: str) -> list[str]:
    """`2021-10-20` -> the ISO form, "October 20, 2021", "20 October"."""
    if dates.grain(when) != "day":
        return [when] if dates.grain(when) == "month" else []
    day, month, year = dates.words(when).split(maxsplit=2)  # the year may be "AD 79"
    return [when, f"{month} {day}, {year}"]

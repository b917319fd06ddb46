"""Figures: numbers that a clause holds, to be asked with "how many" or blanked."""

import re
from collections.abc import Iterator

from quizgen import gazetteer
from quizgen.annotated import Annotated
from quizgen.extract.measures import COUNTED, HEDGES, NUMBER, SCALES
from quizgen.extract.nouns import Phrase
from quizgen.extract.records import Event
from quizgen.models import Evidence, Part, Quantity
from quizgen.numbers import UNITS

NUMBER_WORDS = (UNITS.keys() - {"zero", "one"}) | {"hundred", "thousand", "million"}


COUNT = re.compile(rf"(?i)(?:(?:{HEDGES}) )*(?P<value>{NUMBER}) (?P<things>.+)")


def subject_anchor(event: Event) -> float:
    """What `_anchors` does not count of the first phrase, as nothing of it is asked: its name."""
    return 1.0 if event.phrases[0].entity is not None else 0.5


LABEL = re.compile(
    r"(?i)\b(?:season|episode|chapter|number|no\.|page|day|volume|figure|phase|class|type|section|part|stage|round|level|grade|route|room|bus|line|age|highway) $"
)
FIGURE = re.compile(rf"(?<![\w.,:/-])((?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)(?: (?:{SCALES})\b)?)(?![\w:/-]|[.,]\d)")
# What an article counts of itself: "two reasons", "three examples".
TALLIED = {"reason", "way", "thing", "factor", "point", "example", "type", "kind", "part", "aspect", "question", "case", "group", "category", "form",
           "orientation", "stage", "step", "theme", "topic", "principle", "side", "option", "condition", "element", "sense", "level"}  # fmt: skip


def figures_of_event(event: Event) -> Iterator[Quantity]:
    """Numbers anywhere in a phrase: "after an occupation of 10 years", "by £20 million". They can be blanked."""
    for phrase in event.phrases:
        if phrase.part.type == "date" or phrase.part.role in ("time", "lead", "verb", "auxiliary"):
            continue
        text = phrase.part.text
        for match in FIGURE.finditer(text):
            before, after = text[: match.start()], text[match.end() :]
            if not _counts(match[1], before, after) or tallied(after):
                continue
            figure = Part(role="complement", text=match[1], type="figure", asked=True)
            if before.strip():
                pieces = [phrase.part.model_copy(update={"text": before.strip(), "type": "thing"}), figure]
            else:
                pieces = [figure.model_copy(update={"preposition": phrase.part.preposition})]
            pieces.append(Part(role="complement", text=after.strip()))
            parts = [part for each in event.phrases for part in (pieces if each is phrase else (each.part,))]
            clause = event.clause().model_copy(update={"parts": tuple(parts)})
            yield Quantity(
                what=event.label(), value=match[1], unit=_unit(before, after), when=event.when(), statement="-", clause=clause,
                evidence=Evidence(text="", start=0, end=0),
            )  # fmt: skip


SHARES = {"close", "trade", "quote", "bid"}  # the prices of a day


def clear_figure(annotated: Annotated, event: Event) -> bool:
    """Whether a figure of the clause can be asked: its period is told, nothing is torn, and it is no price of a day.

    "For the nine months losses totaled $3 million" without its period, "a loss of $2 million, or 14 cents a share" cut.
    """
    told, whole = event.sentence(), event.head.sent.text
    if re.search(r"[£$€](?! ?\d)", told) or (" or " in whole and " or " not in told):
        return False
    money = re.search(r"[£$€] ?\d|\bcents?\b|\bpence\b|\bpoints?\b", told)
    subject = event.by_role("subject")
    if subject is None or (money and (event.head.lemma_ in SHARES or re.search(r"\bshares?\b", subject.part.text))):
        return False
    if re.search(r"\bcents to [£$€]", told) or not (subject.entity is not None or _whose(annotated, subject)):
        return False
    return not period_lost(annotated, event)


def period_lost(annotated: Annotated, event: Event) -> bool:
    """Whether the clause says of what time it holds, and the event does not."""
    kept = {phrase.head.i for phrase in event.phrases}
    for child in event.head.children:
        if child.i in kept or child.dep_ not in ("obl", "obl:unmarked", "obl:tmod", "advcl", "nmod", "advmod"):
            continue
        times = [annotated.time_at(token) for token in (child, *child.children)]
        period = child.pos_ == "NOUN" and child.lemma_.lower() in gazetteer.nouns("time_nouns")
        if period or any(time is not None and not time.vague for time in times):
            return True
    return False


def _whose(annotated: Annotated, subject: Phrase) -> bool:
    """Whether a subject says whose figure it is: by a name, an article, or as somebody; not "revenue", "sales"."""
    named = any(token.i in annotated.entity_at and token.text in subject.part.text for token in subject.head.subtree)
    determined = any(c.dep_ in ("det", "nmod:poss", "nummod") for c in subject.head.children)
    return named or determined or subject.part.type in ("human", "people", "group")


CURRENCY = re.compile(r"(?:[A-Z]{1,2})?[£$€¥](?= ?$)")


def _unit(before: str, after: str) -> str:
    """What is counted, behind its number: a plural, or a share; before it the currency."""
    if money := CURRENCY.search(before):
        return money[0]
    share = re.match(r" ?(%|per ?cent\b)", after)
    things = COUNTED.match(after.strip())
    return share[1] if share else things[0] if things else ""


def tallied(text: str) -> bool:
    """Whether it counts parts of the text or of an argument, which nobody would ask for."""
    things = COUNTED.match(text.strip())
    return things is not None and things[0].split()[-1].removesuffix("s").replace("categorie", "category") in TALLIED


def _counts(number: str, before: str, after: str) -> bool:
    """Whether a number counts or measures: no year, label ("season 2"), part of a name ("Apollo 11"), end of a range."""
    yearlike = re.fullmatch(r"1\d{3}|20\d\d", number) and not re.match(r" [a-z]+s\b", after)
    unit = re.match(r" ?(?:%|per ?cent\b)", after) or COUNTED.match(after.strip()) or re.search(r"[£$€] ?$", before)
    if re.search(r"\bor (?:about |nearly )?[£$€]?$", before) or re.match(
        r"(?:%| percent)? (?:or|to) [\d.]+(?:%| percent| of\b)", after
    ):
        return False  # said in two ways, or the end of a range
    if re.search(r"(?i)\b(?:the|these|those|both|all|its|their|his|her) $", before):
        return False  # told before: "the 14 ships"
    in_range = re.search(r"\d\S* (?:and|or|to) $", before) or re.match(r" (?:and|or|to) \S*\d", after)
    named = re.search(r"[A-Z]\w* ?$", before) or re.search(r"\baged? $", before)
    return not (number in ("0", "1") or yearlike or unit is None or in_range or named or LABEL.search(before))


def quantity_of_phrase(phrase: Phrase, label: str, when: str, base: dict) -> Quantity | None:  # type: ignore[type-arg]
    number = next((c for c in phrase.head.children if c.dep_ == "nummod" and c.pos_ == "NUM"), None)
    if (
        number is None
        or number.lower_ in ("one", "1")
        or (re.match(rf"(?:{HEDGES} )?\d", phrase.part.text) is None and number.lower_ not in NUMBER_WORDS)
        or re.search(r"[£$€]|\d\S* (?:and|or|to) \S*\d", phrase.part.text)
    ):
        return None
    match = COUNT.match(phrase.part.text)
    several = any(c.dep_ == "conj" and any(k.dep_ == "nummod" for k in c.children) for c in phrase.head.children)
    if match is None or several or tallied(match["things"]):
        return None  # "33 passengers and six sailors": two counts
    things = COUNTED.match(match["things"])
    return Quantity(what=label, value=match["value"], unit=things[0] if things else match["things"], when=when, **base)

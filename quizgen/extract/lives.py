"""When a person was born and died: the dates in brackets behind a name, "Ada Marlow (3 May 1901 – 9 June 1988)"."""

import re
from collections.abc import Iterator

from quizgen import dates
from quizgen.annotated import Annotated, Entity
from quizgen.extract.evidence import sentence_evidence
from quizgen.models import Clause, Dated, Part

FARTHEST = 60  # characters that may stand between the name and its bracket: a title, a name in another script
LONGEST = 120  # years


def find_lives(annotated: Annotated) -> Iterator[Dated]:
    """Birth and death of those the article is about: named in its title, or dated to the day."""
    text = annotated.doc.text  # spaCy joins it anew at each call
    for entity in annotated.entities:
        if entity.type != "PERSON" or " " not in entity.name:
            continue
        for span in entity.mentions[:2]:  # later ones may be a namesake's: "the son of Pierre Marlow (1704 – 1787)"
            bracket = _bracket(text, span.end_char)
            if bracket is not None:
                for verb, when in _life(annotated, text, *bracket):
                    if annotated.is_about(entity) or dates.grain(when) == "day":
                        yield _dated(annotated, entity, verb, when, span.start)
                break


def _bracket(text: str, end: int) -> tuple[int, int] | None:
    """Characters between the brackets that open right behind a name, on the same line."""
    match = re.match(rf"[^.()\n]{{0,{FARTHEST}}}\(([^()\n]*)\)", text[end : end + 400])
    if match is None or re.search(r"\b(?:and|was|is|were|who|with)\b", match[0].partition("(")[0]):
        return None
    return end + match.start(1), end + match.end(1)


def _life(annotated: Annotated, whole: str, start: int, end: int) -> list[tuple[str, str]]:
    """`born` and `die` with their dates, as a bracket tells them; nothing where it tells something else."""
    times = sorted((t for t in annotated.times if start <= t.start and t.end <= end), key=lambda time: time.start)
    values = [dates.edtf(time.value) for time in times if not time.vague]  # not "about 1750"
    whens = [when for when in values if dates.grain(when) in ("day", "month", "year")]
    text = whole[start:end]
    if len(whens) != len(times) or not times:
        return []
    before = text[: times[0].start - start]
    if len(times) == 1 and re.search(r"(?:\bborn\b|\bb\.)[^–—-]*$", before):
        return [("born", whens[0])]
    if len(times) == 1 and re.search(r"(?:\bdied\b|\bd\.)[^–—-]*$", before):
        return [("die", whens[0])]
    if len(times) != 2 or not re.fullmatch(r"(?:.*;|.*\bborn\b[^–—-]*|b\.)?\s*", before, re.S):
        return []  # "(seasons 1901 – 1988)"
    between = text[times[0].end - start : times[1].start - start]
    years = int(whens[1][:4]) - int(whens[0][:4])
    if 10 <= years <= LONGEST and re.fullmatch(r"[^\d–—-]*(?:[–—-]|\bdied\b|\bd\.)[^\d–—-]*", between):
        return [("born", whens[0]), ("die", whens[1])]
    return []


def _dated(annotated: Annotated, entity: Entity, verb: str, when: str, position: int) -> Dated:
    preposition, _, date = dates.phrase(when).partition(" ")
    subject = Part(role="subject", text=entity.name, type="person")
    time = Part(role="time", text=date, preposition=preposition, type="date", asked=True)
    born = verb == "born"
    verbs = (
        [Part(role="auxiliary", text="was"), Part(role="verb", text="born")]
        if born
        else [Part(role="verb", text="died")]
    )
    clause = Clause(parts=(subject, *verbs, time), base="" if born else "die", support="" if born else "did")
    event = f"{entity.name} {'was born' if born else 'died'}"
    return Dated(
        event=event, when=when, statement=f"{event} {dates.phrase(when)}.", clause=clause,
        evidence=sentence_evidence(annotated, annotated.doc[position]), pattern="life dates", confidence=0.95, anchors=2.0,
    )  # fmt: skip

"""Spans of time that are written as two dates: "1887-88" is one date of two years, "in 1887 and 1888" is none."""

import re

from quizgen.annotate.times import TimeExpression

DASHED = re.compile(r"\s?(?:[-–—/]|\bto\b)\s?")  # "1887-88", "1877/78", "1941 to 1945"
SEVERAL = re.compile(r",?\s(?:and|or|and/or)\s(?:in |on |again in )?|,\s")
YEAR = re.compile(r"\d{4}")


def join_spans(text: str, times: list[TimeExpression]) -> list[TimeExpression]:
    """Two years with a dash between as one expression with an EDTF interval ("1887/1888") for its value.

    Brackets hold lives and reigns, whose ends are dates of their own. Dates that share their place in the clause with
    another ("in 1887 and 1888", "between May and June 1981") become vague: neither is the date of what is told.
    """
    out: list[TimeExpression] = []
    for time in times:
        before = out[-1] if out else None
        if before is None or before.type != "DATE" or time.type != "DATE":
            out.append(time)
            continue
        between = text[before.end : time.start]
        if DASHED.fullmatch(between) and _years(before, time) and not _in_brackets(text, before.start):
            words = text[before.start : time.end]
            out[-1] = before.model_copy(
                update={"end": time.end, "text": words, "value": f"{before.value}/{time.value}"}
            )
        elif SEVERAL.fullmatch(between) and _alike(before, time):
            out[-1] = before.model_copy(update={"vague": True})
            out.append(time.model_copy(update={"vague": True}))
        else:
            out.append(time)
    return out


def _years(one: TimeExpression, other: TimeExpression) -> bool:
    return bool(YEAR.fullmatch(one.value) and YEAR.fullmatch(other.value)) and one.value < other.value


def _in_brackets(text: str, start: int) -> bool:
    return text.rfind("(", 0, start) > text.rfind(")", 0, start)


def _alike(one: TimeExpression, other: TimeExpression) -> bool:
    """Of one grain, or a month before a month with its year: "May and June 1981"."""
    return len(one.value) == len(other.value) and not (one.vague and other.vague)

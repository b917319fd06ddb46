"""Dates that share their place in a clause: "in 2007 and 2008", "between May and June 1981"."""

from quizgen import dates
from quizgen.annotated import Annotated
from quizgen.tokens import Token


def listed_dates(annotated: Annotated, child: Token) -> str:
    """ "2007 and 2008", "May and June 1981": a list of dates of one grain, complete; nothing for one date or for others."""
    heads = [child, *[c for c in child.children if c.dep_ == "conj"]]
    whens = [listed_date(annotated, head) for head in heads]
    joined = {c.lower_ for head in heads for c in head.children if c.dep_ == "cc"}
    if len(heads) < 2 or joined != {"and"} or len({dates.grain(when) for when in whens}) != 1 or "" in whens:
        return ""
    words = [dates.words(when) for when in whens]
    if dates.grain(whens[0]) == "month" and len({when[:4] for when in whens}) == 1:
        words[:-1] = [word.split()[0] for word in words[:-1]]
    return f"{', '.join(words[:-1])} and {words[-1]}"


def listed_date(annotated: Annotated, token: Token) -> str:
    """The date that a token stands in, also where it shares its place in the clause with another; "" where it is unsure."""
    time = annotated.time_at(token)
    if time is None or time.type != "DATE" or (time.vague and time.anchored):
        return ""
    return dates.edtf(time.value)

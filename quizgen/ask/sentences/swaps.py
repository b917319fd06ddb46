"""False statements: one figure, date or name of a sentence swapped for another that the article proves wrong."""

import re
from collections.abc import Iterator

from quizgen import lexicon
from quizgen.annotated import Annotated, Entity
from quizgen.ask.options import Kind, Stock, harm, options_for
from quizgen.ask.sentences.cuts import ROOM, Edit
from quizgen.ask.sentences.spots import Blank
from quizgen.ask.sentences.verbatim import Standing
from quizgen.models import BLANK

YEAR = re.compile(r"\b1\d{3}\b|\b20\d\d\b")


def swaps(annotated: Annotated, standing: Standing, found: list[Blank], stock: Stock) -> Iterator[tuple[Blank, str]]:
    """Blanks of the sentence with what can stand there falsely, the surest first.

    Never in a negated, hedged or lasting state, whose opposite may be as true; never a date beside another date that
    settles it; never a name beside a harm.
    """
    whole = standing.words()
    low = f" {whole.lower()} "
    if any(re.search(rf"\W{re.escape(word)}\W", low) for word in lexicon.words(ROOM, "open_states")):
        return
    if harm(whole) and any(entity.type == "PERSON" for entity in _named(annotated, standing)):
        return
    order = {"number": 0, "amount": 0, "year": 1, "date": 1, "country": 2, "person": 3}
    for blank in sorted((each for each in found if each.kind in order), key=lambda each: order[each.kind]):
        answer = annotated.doc.text[blank.start : blank.end]
        dated = blank.kind in ("year", "date")
        if dated and len(YEAR.findall(whole)) > 1:
            continue
        if blank.kind == "person" and sum(entity.type == "PERSON" for entity in _named(annotated, standing)) > 1:
            continue
        stem = standing.statement(Edit(blank.start, blank.end, BLANK))
        kind: Kind = blank.kind if blank.kind == "country" or blank.kind == "person" else ""
        wrong = options_for(stem, answer, stock, kind, whole)
        for option in wrong or ():
            if kind and option.removeprefix("the ") not in stock.text:
                continue  # a name that the article does not know shows itself
            if option.startswith("the ") and re.search(rf"(?i)\bthe {BLANK}", stem):
                continue
            yield blank, option
            break


def _named(annotated: Annotated, standing: Standing) -> set[Entity]:
    return {annotated.entity_at[token.i] for token in standing.tokens if token.i in annotated.entity_at}

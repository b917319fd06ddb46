"""The past before another past as the plain past, where its own date makes the order of things plain."""

from quizgen.annotated import Annotated
from quizgen.extract.arguments.asked import Asked
from quizgen.extract.arguments.clauses import Clause
from quizgen.extract.grammar.trees import is_plural, preposition
from quizgen.extract.pasts import past_of
from quizgen.models import Frame


def in_plain_past(annotated: Annotated, clause: Clause, asked: Asked) -> Frame:
    """ "In what year did she die?" of "She had died in 1875"; any other frame as it is."""
    frame = asked.frame
    times = [p for p in clause.parts if annotated.time_at(p) is not None and preposition(p) in ("in", "on")]
    if not times or not frame.auxiliaries or frame.auxiliaries[0] != "had" or frame.negation or not frame.verb:
        return frame
    if frame.auxiliaries == ("had", "been"):
        return frame.model_copy(update={"auxiliaries": ("were" if is_plural(clause.subject) else "was",)})
    word, space, particle = frame.base.partition(" ")
    past = past_of(word)
    if len(frame.auxiliaries) > 1 or not past:
        return frame
    return frame.model_copy(update={"auxiliaries": (), "verb": past + space + particle, "tense": "past"})

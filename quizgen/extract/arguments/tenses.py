"""The past before another past as the plain past, where the question says nothing of what came after."""

from quizgen.annotated import Annotated
from quizgen.extract.arguments.asked import Asked
from quizgen.extract.arguments.clauses import Clause
from quizgen.extract.grammar.trees import is_plural, preposition
from quizgen.extract.pasts import past_of
from quizgen.models import Frame


def in_plain_past(annotated: Annotated, clause: Clause, asked: Asked) -> Frame:
    """ "In what year did she die?" of "She had died in 1875"; any other frame as it is."""
    frame = asked.frame
    if not frame.auxiliaries or frame.auxiliaries[0] != "had" or frame.negation or _ordered(annotated, clause):
        return frame
    if frame.auxiliaries == ("had", "been"):
        return frame.model_copy(update={"auxiliaries": ("were" if is_plural(clause.subject) else "was",)})
    word, space, particle = frame.base.partition(" ")
    past = past_of(word)
    if len(frame.auxiliaries) > 1 or not past or not frame.verb:
        return frame
    return frame.model_copy(update={"auxiliaries": (), "verb": past + space + particle, "tense": "past"})


def _ordered(annotated: Annotated, clause: Clause) -> bool:
    """Whether the clause speaks of what came later: "had already left", "had left by 1931", "had left before she came"."""
    own = [p for p in clause.parts if annotated.time_at(p) is not None and preposition(p) in ("in", "on")]
    later = any(t.lower_ in LATER for p in clause.parts for t in (p, *p.children) if t.pos_ in ("ADP", "ADV", "SCONJ"))
    return later and not own


LATER = frozenset(["already", "before", "by", "ever", "just", "since", "still", "until", "when", "yet"])

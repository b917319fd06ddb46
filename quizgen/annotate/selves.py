"""Who "I" is: the person whose words it stands in, by the innermost of the speakers around it."""

from collections.abc import Mapping, Sequence

from quizgen.annotated import Attribution, Entity
from quizgen.tokens import Doc

FIRST_PERSON = {"i", "me", "my", "myself"}


def find_selves(
    doc: Doc, attributions: Sequence[Attribution], entity_at: Mapping[int, Entity], reference: Mapping[int, Entity]
) -> dict[int, Entity]:
    """Token position -> person, for the first person singular inside somebody's words; none where nobody named says them."""
    speaking: dict[int, tuple[int, Entity | None]] = {}
    for attribution in attributions:
        said, cue = len(attribution.content), attribution.speaker
        person = attribution.entity or (entity_at.get(cue.i) or reference.get(cue.i) if cue is not None else None)
        for i in attribution.content:
            if doc[i].lower_ in FIRST_PERSON and said < speaking.get(i, (said + 1, None))[0]:
                speaking[i] = said, person
    return {i: person for i, (_, person) in speaking.items() if person is not None and person.type == "PERSON"}

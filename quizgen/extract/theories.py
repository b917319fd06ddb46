"""What a scholar is known for having found or proposed: "In 1838 Matthias Schleiden proposed that all plants are made of cells"."""

from quizgen.annotated import Annotated
from quizgen.extract.standing import check_definite
from quizgen.extract.unclear import UnclearError
from quizgen.tokens import Token

FINDING = {"propose", "discover", "demonstrate", "prove", "show", "conclude", "argue", "suggest", "theorise", "theorize", "postulate", "observe",
           "hypothesise", "hypothesize", "calculate", "recognise", "recognize", "realise", "realize", "establish"}  # fmt: skip
FEWEST_WORDS = 5


def is_theory(annotated: Annotated, cue: Token, speaker: str, when: str, content: list[Token]) -> bool:
    """Whether the content is a general statement that one named person made in a year: it was new, and the person's own."""
    if annotated.report or not when or cue.lemma_ not in FINDING or cue.tag_ != "VBD" or " " not in speaker:
        return False
    entity = next((each for each in annotated.entities if each.name == speaker), None)
    if entity is None or entity.type != "PERSON" or len(content) < FEWEST_WORDS:
        return False
    tags = {word.tag_ for word in content}
    if tags & {"PRP", "PRP$", "VBD", "MD"} or not tags & {"VBZ", "VBP"}:
        return False
    if any(word.lower_ in ("this", "that", "these", "those", "such") and word.dep_ == "det" for word in content):
        return False
    try:
        for word in content:
            check_definite(annotated, word)
    except UnclearError:
        return False
    return True

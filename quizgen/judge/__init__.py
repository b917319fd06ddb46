"""The gate: named guards for what is certain, a trained reader for the rest. Article and proposals -> judged proposals."""

from collections.abc import Sequence

from quizgen.judge.guards import stops
from quizgen.judge.reader import Reader, Reading, load_reader, read_proposal
from quizgen.models import CONTEXTS, Article, Form, Judged, Letter, Proposal

# Where there is no reader: what blind readers kept of each form (alone, placed, article) of what no guard stops. Of matching
# and ordering there are no verdicts yet, which is why the reader has not learnt them: they stand behind a good cloze.
PRIORS: dict[Form, tuple[float, float, float]] = {
    "short": (0.22, 0.29, 0.43),
    "cloze": (0.25, 0.42, 0.63),
    "choice": (0.16, 0.25, 0.28),
    "true-false": (0.27, 0.5, 0.59),
    "matching": (0.5, 0.6, 0.7),
    "ordering": (0.5, 0.6, 0.7),
}
LEARNT = ("short", "cloze", "choice", "true-false")
UNKNOWN: tuple[Letter, Letter, Letter] = ("", "", "")
NOT_READ = Reading((0.0, 0.0, 0.0), UNKNOWN)
NO_READER = "The trained reader is not installed (quizgen/judge/model): questions are judged by the guards alone."


def reader_note() -> str:
    """One line for the user where the trained reader is missing, else nothing."""
    return "" if load_reader() else NO_READER


def judge(article: Article, proposals: Sequence[Proposal]) -> list[Judged]:
    """Each proposal, in the order given, with its chances of being kept and what speaks against it.

    What a guard stops in every context is not read. Same proposals, same chances, to four digits.
    """
    reader = load_reader()
    return [_judged(reader, article, proposal) for proposal in proposals]


def _judged(reader: Reader | None, article: Article, proposal: Proposal) -> Judged:
    """What the reader says, with the contexts closed that guards close."""
    found = stops(proposal)
    if any(stop.context == "article" for stop in found):
        reading = NOT_READ
    elif reader and proposal.form in LEARNT:
        reading = read_proposal(reader, article, proposal)
    else:
        reading = Reading(PRIORS[proposal.form], UNKNOWN)
    judged = Judged(proposal=proposal, chances=reading.chances, letters=reading.letters, stops=found)
    shut = [judged.refusal(context) for context in CONTEXTS]
    chances = tuple(0.0 if stop else chance for stop, chance in zip(shut, reading.chances, strict=True))
    letters = tuple(stop.letter if stop else letter for stop, letter in zip(shut, reading.letters, strict=True))
    return judged.model_copy(update={"chances": chances, "letters": letters})

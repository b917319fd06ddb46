"""The gate: named guards for what is certain, a trained reader for the rest. Article and proposals -> judged proposals."""

from collections.abc import Iterator, Sequence

from quizgen.judge.guards import stops
from quizgen.judge.reader import Reading, load_reader, read_proposals
from quizgen.models import CONTEXTS, Article, Form, Judged, Letter, Proposal, Stop

# Where there is no reader: what blind readers kept of each form (alone, placed, article) of what no guard stops.
PRIORS: dict[Form, tuple[float, float, float]] = {
    "short": (0.25, 0.35, 0.45),
    "cloze": (0.25, 0.5, 0.65),
    "choice": (0.15, 0.25, 0.3),
    "true-false": (0.3, 0.5, 0.6),
    "matching": (0.5, 0.6, 0.7),
    "ordering": (0.5, 0.6, 0.7),
}
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
    stopped = [stops(proposal) for proposal in proposals]
    open_ = [p for p, found in zip(proposals, stopped, strict=True) if all(stop.context != "article" for stop in found)]
    readings = _readings(article, open_)
    return [
        _judged(proposal, found, NOT_READ if any(stop.context == "article" for stop in found) else next(readings))
        for proposal, found in zip(proposals, stopped, strict=True)
    ]


def _judged(proposal: Proposal, found: tuple[Stop, ...], reading: Reading) -> Judged:
    """A reading with the contexts closed that guards close."""
    judged = Judged(proposal=proposal, chances=reading.chances, letters=reading.letters, stops=found)
    shut = [judged.refusal(context) for context in CONTEXTS]
    chances = tuple(0.0 if stop else chance for stop, chance in zip(shut, reading.chances, strict=True))
    letters = tuple(stop.letter if stop else letter for stop, letter in zip(shut, reading.letters, strict=True))
    return judged.model_copy(update={"chances": chances, "letters": letters})


def _readings(article: Article, proposals: Sequence[Proposal]) -> Iterator[Reading]:
    """What the reader says, or what is usual of the form."""
    reader = load_reader()
    if reader:
        yield from read_proposals(reader, article, proposals)
    else:
        yield from (Reading(PRIORS[proposal.form], UNKNOWN) for proposal in proposals)

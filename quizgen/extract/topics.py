"""What an article on a place or a subject tells of its topic in plain statements: where it lies, its rank, what is its capital."""

from collections.abc import Iterator

from quizgen.annotated import Annotated
from quizgen.extract.enumerations import find_enumerations
from quizgen.extract.extents import extents_of_event
from quizgen.extract.identities import identities_of_event
from quizgen.extract.neighbours import neighbours_of_event
from quizgen.extract.ranks import find_ranks, ranks_of_event
from quizgen.extract.records import Event
from quizgen.extract.situations import situations_of_event
from quizgen.models import Fact


def find_topics(annotated: Annotated) -> Iterator[Fact]:
    """Counted lists, and ranks in apposition."""
    yield from find_enumerations(annotated)
    yield from find_ranks(annotated)


def topics_of_event(annotated: Annotated, event: Event) -> Iterator[Fact]:
    """Properties that one clause gives its subject."""
    yield from situations_of_event(annotated, event)
    yield from ranks_of_event(annotated, event)
    yield from identities_of_event(annotated, event)
    yield from extents_of_event(annotated, event)
    yield from neighbours_of_event(annotated, event)

"""Orders that look drawn by lot and are the same each time."""

import hashlib
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def shuffled(things: Sequence[T], good: Callable[[list[T]], bool], *seed: object) -> list[T]:
    """Another order of some things, the same for the same seed; a good one, if one of a few dozen is."""
    places = range(len(things))
    for attempt in range(50):
        order = [things[place] for place in sorted(places, key=lambda place: hashed(*seed, attempt, place))]
        if good(order):
            break
    return order


def hashed(*parts: object) -> bytes:
    return hashlib.sha256("\0".join(map(str, parts)).encode("utf-8", "surrogatepass")).digest()

"""Phrases joined to what they go back to, in the order in which they are read."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from quizgen.annotate.pairs import Pairs
from quizgen.annotate.phrases import Array, Phrase, Traits

JOINS = 0.5  # likelihood from which a phrase joins a cluster, so that what follows can go back to it too


class Link(NamedTuple):
    """A phrase, the one before it that it most likely goes back to, all earlier ones of the same cluster, and how sure."""

    phrase: int
    nearest: int
    cluster: list[int]
    odds: float


def link_phrases(phrases: Sequence[Phrase], told: Traits, pairs: Pairs, odds: Array) -> list[Link]:
    """A link for each phrase asked for that more likely than not goes back to one cluster. Mentions of one name are one
    cluster from the start; how sure a phrase is of its cluster counts for those that go back to it."""
    of = _names(phrases, told)
    members: dict[int, list[int]] = {}
    for i, cluster in of.items():
        members.setdefault(cluster, []).append(i)
    sure = [1.0] * len(phrases)
    found: list[Link] = []
    for row, i in enumerate(pairs.asked.tolist()):
        mass: dict[int, float] = {}
        best: dict[int, tuple[float, int]] = {}
        for column in np.nonzero(odds[row, :-1] > 0.01)[0].tolist():
            j, chance = int(pairs.before[row, column]), float(odds[row, column])
            mass[of[j]] = mass.get(of[j], 0.0) + chance * sure[j]
            best[of[j]] = max(best.get(of[j], (0.0, 0)), (chance, j))
        if not mass:
            continue
        cluster = max(mass, key=mass.__getitem__)
        if mass[cluster] < JOINS:
            continue
        sure[i] = mass[cluster]
        found.append(Link(i, best[cluster][1], [j for j in members[cluster] if j < i], round(mass[cluster], 4)))
        members[of[i]].remove(i)
        of[i] = cluster
        members[cluster].append(i)
    return found


def _names(phrases: Sequence[Phrase], told: Traits) -> dict[int, int]:
    """Phrase -> cluster, numbered by its first phrase: mentions of one entity, and equal names that are in none."""
    first: dict[tuple[str, int], int] = {}
    of: dict[int, int] = {}
    for i, phrase in enumerate(phrases):
        if told.entity[i] >= 0:
            of[i] = first.setdefault(("entity", int(told.entity[i])), i)
        elif phrase.kind == "name":
            of[i] = first.setdefault(("form", int(told.form[i])), i)
        else:
            of[i] = i
    return of

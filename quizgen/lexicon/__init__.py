"""What a reader knows, as data: named sets of words and rows in the TOML files of this folder, each read at first use.

A file's table holds multi-line strings, since these load quickly: entries part by commas, or by lines where a row has
cells between "|".
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def _room(name: str) -> dict[str, str]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(room: str, name: str) -> frozenset[str]:
    """The words or phrases of a set: those of the file `room` under `name`. Raises KeyError when there is none."""
    return frozenset(listed(_room(room)[name]))


def listed(text: str) -> list[str]:
    """The entries between commas or line ends, in their order."""
    return [entry for part in text.replace("\n", ",").split(",") if (entry := part.strip())]


def names(room: str) -> tuple[str, ...]:
    """The names of a file's sets."""
    return tuple(_room(room))


def entries(room: str, name: str) -> list[str]:
    """The entries of a set in the file's order, which is often that of neighbours."""
    return listed(_room(room)[name])


def rows(room: str, name: str) -> Iterator[list[str]]:
    """The cells of each line of a set, "#" lines left out."""
    for line in _room(room)[name].splitlines():
        if line.strip() and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("|")]

"""One at a time: a file that stands beside a deck while somebody reviews it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path

from quizgen.errors import DeckError


@contextmanager
def locked(deck: Path) -> Iterator[None]:
    """Hold the lock of a deck; DeckError when somebody else does.

    The system lets go of it when the process ends, however it ends: a lock left behind locks nobody out.
    """
    path = deck.with_name(f".{deck.name}.lock")
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise DeckError(f"{deck}: its folder cannot be written to ({(error.strerror or str(error)).lower()})") from None
    try:
        _lock(handle)
        if not os.path.samestat(os.fstat(handle), os.stat(path)):  # its holder went, and took the name along
            raise OSError
    except OSError:
        os.close(handle)
        raise DeckError(f"{deck}: it is being reviewed already; end that review first (Done, or Ctrl-C)") from None
    try:
        yield
    finally:
        with suppress(OSError):  # Windows keeps what is open
            path.unlink()
        os.close(handle)


def _lock(handle: int) -> None:
    """OSError where somebody holds it."""
    if os.name == "nt":
        msvcrt = import_module("msvcrt")
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

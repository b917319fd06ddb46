"""100,000 questions into an Anki package: ours beside plain genanki and a bare `executemany` of the same notes.

    python bench/anki.py [SIZE]

Each runs in a process of its own, so that its peak of memory is its own; the first line is the making of the decks,
which is in all of them.
"""

import html
import io
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from quizgen.models import Dated, Deck, Evidence, KeptArticle, Question

SIZE = 100_000


def run(size: int = SIZE) -> list[tuple[str, float]]:
    """Name and figure of each measurement: seconds, and the peak of memory in MB."""
    figures: list[tuple[str, float]] = []
    for name in WRITERS:
        command = [sys.executable, __file__, str(size), name]
        seconds, peak, length = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        figures += [
            (f"{name}, s", float(seconds)),
            (f"{name}, peak MB", float(peak)),
            (f"{name}, file MB", float(length)),
        ]
    return figures


def nothing(decks: Iterable[Deck]) -> bytes:
    for _ in decks:
        pass
    return b""


def quizgen(decks: Iterable[Deck]) -> bytes:
    from quizgen.render.anki import render_anki

    return render_anki(decks, deck_name="Canals")


def genanki(decks: Iterable[Deck]) -> bytes:
    import genanki

    names = ("Id", "Question", "Answer", "Evidence", "Source", "As of")
    model = genanki.Model(
        1726351840999,
        "Plain",
        fields=[{"name": name} for name in names],
        templates=[{"name": "Card", "qfmt": "{{Question}}", "afmt": "{{Answer}}"}],
    )
    out = genanki.Deck(1726351840998, "Canals")
    for fields in _fields(decks):
        out.add_note(genanki.Note(model, [html.escape(field) for field in fields], guid=fields[0]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plain.apkg"
        genanki.Package(out).write_to_file(path)
        return path.read_bytes()


def executemany(decks: Iterable[Deck]) -> bytes:
    from genanki.apkg_col import APKG_COL
    from genanki.apkg_schema import APKG_SCHEMA

    fields = [[html.escape(field) for field in each] for each in _fields(decks)]
    notes = [(n, each[0], 1, 0, -1, "", "\x1f".join(each), each[1], 0, 0, "") for n, each in enumerate(fields)]
    cards = [(n, n, 1, 0, 0, -1, 0, 0, n, 0, 0, 0, 0, 0, 0, 0, 0, "") for n in range(len(notes))]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "collection.anki2"
        database = sqlite3.connect(path)
        database.executescript(APKG_SCHEMA + APKG_COL)
        database.executemany(f"INSERT INTO notes VALUES ({', '.join('?' * 11)})", notes)
        database.executemany(f"INSERT INTO cards VALUES ({', '.join('?' * 18)})", cards)
        database.commit()
        database.close()
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.write(path, path.name)
            archive.writestr("media", "{}")
        return out.getvalue()


WRITERS: dict[str, Callable[[Iterable[Deck]], bytes]] = {
    "decks alone": nothing,
    "quizgen": quizgen,
    "plain genanki": genanki,
    "bare executemany": executemany,
}


def _fields(decks: Iterable[Deck]) -> Iterator[tuple[str, ...]]:
    for deck in decks:
        proofs = {fact.id: fact.evidence.text for fact in deck.facts}
        for q in deck.questions:
            yield q.id, q.stem, q.answer, proofs[q.fact], deck.articles[0].title, "17 November 2019"


def _decks(size: int) -> Iterator[Deck]:
    """Decks of 500 questions, one after the other, as the command reads them."""
    for start in range(0, size, 500):
        yield _deck(range(start, min(start + 500, size)))


def _deck(numbers: Iterable[int]) -> Deck:
    changed = datetime(2025, 3, 1, 12, tzinfo=UTC)
    facts = tuple(
        Dated(
            id=f"f{n}", statement=f"Ship {n} passed in 1869.", event=f"Ship {n} passed", when="1869", evidence=_proof(n)
        )
        for n in numbers
    )
    questions = tuple(
        Question(
            id=f"f{n}-date-when",
            form="short",
            stem=f"Which was the ship that passed the Suez Canal as number {n}?",
            answer=f"Ship {n}",
            kind="date",
            fact=f"f{n}",
            template="date-when",
            changed=changed,
        )
        for n in numbers
    )
    info = KeptArticle(id="canal", title="A canal", published=date(2019, 11, 17))
    return Deck(title="A canal", articles=(info,), facts=facts, questions=questions)


def _proof(number: int) -> Evidence:
    text = f"In November 1869, ten days after the canal had opened, ship {number} passed it on the way to India."
    return Evidence(text=text, start=0, end=len(text))


def _measure(size: int, name: str) -> None:
    start = time.perf_counter()
    content = WRITERS[name](_decks(size))
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    print(f"{seconds:.2f} {peak:.0f} {len(content) / 1e6:.1f}")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        _measure(int(sys.argv[1]), sys.argv[2])
    else:
        for label, figure in run(*map(int, sys.argv[1:])):
            print(f"{label:28}{figure:10.2f}")

"""The pictures of the README, out of the seeds: `make pictures`. Cards are drawn by Anki's own renderer in Chromium."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from threading import Thread

from quizgen import deck_file
from quizgen.models import Deck
from quizgen.placing import within
from quizgen.render.anki import render_anki
from quizgen.render.handout import render_pages
from quizgen.review.desk import Desk
from quizgen.review.server import Server
from quizgen.review.service import Service

DOCS = Path(__file__).parent
DECKS = DOCS.parent / "decks"
SIZE = (1500, 780)  # of the picture of three cards, in pixels


def main() -> None:
    """Draw all pictures into docs/."""
    canal, talks = (deck_file.load(DECKS / f"{name}.toml") for name in ("suez-canal", "moscow-talks"))
    draw("handout", canal, layout=["reading"])
    draw("questions", canal, page=1, layout=["reading"])
    draw("facts", canal, layout=["study"])
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("docs/card.png and docs/review.png are left as they are: there is no chromium to draw them")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "cards.html"
        page.write_text(cards(within(talks, "placed"), Path(folder)), "utf-8")
        photograph(chromium, "card", page.as_uri())
        with reviewed(canal, Path(folder) / "deck.toml") as address:
            photograph(chromium, "review", address)


def photograph(chromium: str, name: str, address: str) -> None:
    """A page as the browser shows it two seconds after it was opened."""
    size = f"--window-size={SIZE[0]},{SIZE[1]}"
    options = ["--headless", "--no-sandbox", "--hide-scrollbars", "--disable-gpu", "--virtual-time-budget=2000", size]
    picture = f"--screenshot={DOCS / f'{name}.png'}"
    subprocess.run([chromium, *options, picture, address], check=True, capture_output=True)


@contextmanager
def reviewed(deck: Deck, path: Path) -> Iterator[str]:
    """The address of a deck's review, some questions decided."""
    states = [{"kept": True}, {"dropped": True, "letter": "F"}, {"kept": True}, {"kept": True}]
    decided = (question.model_copy(update=state) for question, state in zip(deck.questions, states, strict=False))
    rest = deck.questions[len(states) :]
    path.write_text(deck_file.dumps(deck.model_copy(update={"questions": (*decided, *rest)})), "utf-8")
    server = Server(Service(Desk(path, lambda: datetime.now(UTC)), wanted=15))
    thread = Thread(target=server.serve)
    thread.start()
    yield server.address
    server.http.shutdown()
    thread.join()


def draw(name: str, deck: Deck, page: int = 0, **options: object) -> None:
    """One page of a handout."""
    (DOCS / f"{name}.png").write_bytes(render_pages(deck, "png", ppi=96, **options)[page])  # type: ignore[arg-type]


def cards(deck: Deck, folder: Path) -> str:
    """A page with the front of a placed question's card, its back, and its back in the dark."""
    from anki.collection import Collection, ImportAnkiPackageRequest

    package = folder / "deck.apkg"
    package.write_bytes(render_anki([deck]))
    collection = Collection(str(folder / "collection.anki2"))
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(package)))
    asked = next(question for question in deck.questions if question.context == "placed")
    card = collection.get_card(collection.find_cards(f"Id:{asked.id}")[0])
    shown = card.render_output()
    frames = [(shown.question_text, ""), (shown.answer_text, ""), (shown.answer_text, "nightMode")]
    pages = (f'<style>{shown.css}</style><body class="card {mode}">{html}' for html, mode in frames)
    drawn = "".join(f'<iframe srcdoc="{escape(page)}"></iframe>' for page in pages)
    collection.close()
    style = f"body {{ margin: 0; display: flex }} iframe {{ border: 0; width: {SIZE[0] // 3}px; height: {SIZE[1]}px }}"
    return f"<!doctype html><style>{style}</style>{drawn}"


if __name__ == "__main__":
    main()

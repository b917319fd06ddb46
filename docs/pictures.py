"""The pictures of the README, out of the seeds: `make pictures`. Cards are drawn by Anki's own renderer in Chromium."""

import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

from quizgen import deck_file
from quizgen.models import Deck
from quizgen.placing import within
from quizgen.render.anki import render_anki
from quizgen.render.handout import render_pages

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
        sys.exit("docs/card.png is left as it is: there is no chromium to draw it")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "cards.html"
        page.write_text(cards(within(talks, "placed"), Path(folder)), "utf-8")
        size = f"--window-size={SIZE[0]},{SIZE[1]}"
        picture = f"--screenshot={DOCS / 'card.png'}"
        options = ["--headless", "--no-sandbox", "--hide-scrollbars", "--disable-gpu", size, picture]
        subprocess.run([chromium, *options, page.as_uri()], check=True, capture_output=True)


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

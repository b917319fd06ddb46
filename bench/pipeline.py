"""What the engine costs, and where the time of a deck goes: `python bench/pipeline.py [ARTICLE]`.

Speeds count the words of the text between spaces; the best of several runs, since other programs only slow one down.
A deck's times are processor time of one thread. The engine's is what it takes to read all that is read of an article,
its text and its title; "after the engine" is the whole from Article to deck without that: times, entities, reference,
attribution, facts, questions. Everything is warm: what a first article costs more is in the line of the loading.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from quizgen.annotate.engine import Engine
from quizgen.annotate.pipeline import MODEL, load_pipeline, parse
from quizgen.annotate.tokenizer import load_tokenizer
from quizgen.ask.templates import load_templates
from quizgen.corridor import Scope, deck_of, examine
from quizgen.models import Article
from quizgen.read import read_article
from quizgen.resources import template_folder

SEEDS = Path(__file__).parent.parent / "seeds"
LOADING = """
import time
started = time.perf_counter()
from quizgen.annotate.pipeline import load_pipeline
load_pipeline()("It opened.")
print(time.perf_counter() - started)
"""


class Timed:
    """An inference session that adds up the time of its runs."""

    def __init__(self, session: Any) -> None:
        self.session, self.seconds = session, 0.0

    def run(self, *args: Any) -> Any:
        started = time.perf_counter()
        try:
            return self.session.run(*args)
        finally:
            self.seconds += time.perf_counter() - started


def best(action: Callable[[], Any], times: int = 5) -> float:
    seconds = []
    for _ in range(times):
        started = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def spent(action: Callable[[], Any]) -> float:
    """Seconds of processor time."""
    started = time.process_time()
    action()
    return time.process_time() - started


def running_text(article: Article) -> str:
    return "\n\n".join(article.text[p.start : p.end] for p in article.paragraphs)


def engine_figures(texts: list[str]) -> None:
    engine, words = Engine(MODEL), load_tokenizer().words
    said, tokens = sum(len(text.split()) for text in texts), sum(len(words(text).texts) for text in texts)
    one = best(lambda: [parse(engine, text) for text in texts])
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)
    floor = best(lambda: [words(text) for text in texts])
    timed: Any = Timed(engine.session)
    engine.session = timed
    started = time.perf_counter()
    for text in texts:
        parse(engine, text)
    share = timed.seconds / (time.perf_counter() - started)
    loads = [
        float(subprocess.run([sys.executable, "-c", LOADING], capture_output=True, text=True, check=True).stdout)
        for _ in range(3)
    ]
    size = sum(path.stat().st_size for path in MODEL.iterdir())
    print(f"engine: {said / one:,.0f} words/s ({tokens / one:,.0f} tokens/s), {100 * share:.0f} % of it in the model")
    print(f"        the tokenizer alone {said / floor:,.0f} words/s")
    print(
        f"        loaded, with a first sentence, in {min(loads):.2f} s; {resident:.0f} MB resident; {size / 1e6:.1f} MB on disk"
    )


def deck_figures(article: Article) -> None:
    templates, text = load_templates(template_folder()), running_text(article)

    def whole() -> None:
        deck_of([examine(article, templates)], Scope())

    nlp = load_pipeline()
    turns = [(spent(lambda: (nlp(text), nlp(article.info.title))), spent(whole)) for _ in range(7)]
    engine, everything = (min(seconds) for seconds in zip(*turns, strict=True))
    print(
        f"deck:   {len(text.split())} words, engine {1000 * engine:.0f} ms, whole {1000 * everything:.0f} ms, "
        f"after the engine {100 * (everything - engine) / engine:.0f} % of its time"
    )


def main() -> None:
    articles = [read_article(Path(path)) for path in sys.argv[1:] or sorted(SEEDS.glob("*.md"))]
    engine_figures([running_text(article) for article in articles])
    for article in articles:
        deck_figures(article)


if __name__ == "__main__":
    main()

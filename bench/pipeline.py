"""Where the time of a deck goes: the engine's own share, and everything after it: `python bench/pipeline.py [ARTICLE]`."""

import sys
import time
from pathlib import Path

from quizgen.annotate.layers import annotate
from quizgen.annotate.pipeline import load_pipeline
from quizgen.ask import write_questions
from quizgen.ask.templates import load_templates
from quizgen.extract import extract_facts
from quizgen.read import read_article
from quizgen.resources import template_folder

SEED = Path(__file__).parent.parent / "seeds" / "suez-canal.md"


def main() -> None:
    article = read_article(Path(sys.argv[1]) if len(sys.argv) > 1 else SEED)
    templates = load_templates(template_folder())
    nlp = load_pipeline()
    text = "\n\n".join(article.text[p.start : p.end] for p in article.paragraphs)
    words = len(text.split())
    for attempt in ("first", "again"):
        started = time.perf_counter()
        nlp(text)
        engine = time.perf_counter() - started
        started = time.perf_counter()
        annotated = annotate(article)
        facts = extract_facts(annotated)
        write_questions(article.info, facts, templates)
        whole = time.perf_counter() - started
        print(
            f"{attempt}: {words} words, engine {1000 * engine:.0f} ms ({words / engine:.0f} words/s), "
            f"whole {1000 * whole:.0f} ms, after the engine {100 * (whole - engine) / engine:.0f} % of its time"
        )


if __name__ == "__main__":
    main()

"""Links to be read by a person: `python -m evaluation.links FOLDER... > links.jsonl` draws 300 of 40 articles, with a fixed seed.

Each line tells a word as it stands, with the sentences before it, and what the project says that it means. A link is right
when whoever reads the article would say so too; of a description also when it is true and less full than it could be.
`right` is for the reader to fill in: true or false, and `why` in a few words where it is false.
"""

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from evaluation.articles import shared_article
from quizgen.annotate.layers import annotate
from quizgen.annotated import Annotated
from quizgen.errors import QuizgenError
from quizgen.tokens import Span

ARTICLES, LINKS, SEED, BEFORE = 40, 300, 2026, 4


def links(name: str, annotated: Annotated) -> Iterator[dict[str, str | float | None]]:
    """Pronouns and definite phrases with what they go back to, and names that another name stands for."""
    doc = annotated.doc
    for i, found in sorted(annotated.antecedent.items()):
        kind = "pronoun" if doc[i].pos_ in ("PRON", "DET") else "definite"
        yield _row(name, kind, annotated, doc[i : i + 1], found.text, found.context)
    for entity in annotated.entities:
        for mention in entity.mentions:
            if mention.text not in (entity.name, f"the {entity.name}"):
                yield _row(name, "name", annotated, mention, entity.name, "alone")


def _row(
    name: str, kind: str, annotated: Annotated, span: Span, means: str, context: str
) -> dict[str, str | float | None]:
    sentences = annotated.doc.sents
    place = next(i for i, sentence in enumerate(sentences) if sentence.start <= span.start < sentence.end)
    text = annotated.doc.text
    start, end = sentences[max(0, place - BEFORE)].start_char, sentences[place].end_char
    shown = f"{text[start : span.start_char]}[[{span.text}]]{text[span.end_char : end]}"
    return {
        "article": name, "title": annotated.article.info.title, "kind": kind, "word": span.text, "means": means,
        "context": context, "text": shown, "right": None, "why": "",
    }  # fmt: skip


def main() -> int:
    if len(sys.argv) < 2:
        print("name the folders of articles: python -m evaluation.links FOLDER...", file=sys.stderr)
        return 2
    rng = random.Random(SEED)
    paths = sorted(path for folder in sys.argv[1:] for path in Path(folder).rglob("*.txt") if path.with_suffix(".json").is_file())  # fmt: skip
    found = []
    for path in sorted(rng.sample(paths, min(ARTICLES, len(paths)))):
        try:
            found += links(path.stem, annotate(shared_article(path)))
        except QuizgenError as error:
            print(f"{path}: {error}", file=sys.stderr)
    for row in sorted(rng.sample(range(len(found)), min(LINKS, len(found)))):
        print(json.dumps(found[row], ensure_ascii=False))
    print(f"{len(found)} links, {min(LINKS, len(found))} drawn", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())

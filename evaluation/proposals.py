"""What `propose` gives on articles, as JSON lines to be read blind: python -m evaluation.proposals OUT ARTICLE.txt ..."""

import argparse
import json
from pathlib import Path

from quizgen.annotate.layers import annotate
from quizgen.ask.propose import propose
from quizgen.ask.templates import load_templates
from quizgen.extract import extract_facts
from quizgen.models import Article, Proposal
from quizgen.read import read_article
from quizgen.resources import template_folder


def proposals_of(article: Article) -> list[Proposal]:
    """All proposals of an article, unselected."""
    annotated = annotate(article)
    return propose(annotated, extract_facts(annotated), load_templates(template_folder()))


def row(article: str, proposal: Proposal) -> dict[str, object]:
    """A proposal in the format of the verdicts."""
    return {
        "article": article, "question": proposal.stem, "answer": proposal.answer, "form": proposal.form,
        "distractors": list(proposal.distractors), "template": proposal.template, "start": proposal.evidence.start,
        "end": proposal.evidence.end, "context": proposal.context, "margin": proposal.margin,
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="folder for one JSON lines file an article")
    parser.add_argument("articles", type=Path, nargs="+")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for path in arguments.articles:
        rows = [row(path.stem, each) for each in proposals_of(read_article(path))]
        text = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in rows)
        (arguments.out / f"{path.stem}.jsonl").write_text(text, encoding="utf-8")
        print(f"{path.stem}: {len(rows)}")


if __name__ == "__main__":
    main()

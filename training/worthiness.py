"""Fit question-worthiness on the blind verdicts: `python -m training.worthiness --data ../shared/treebanks`.

Decks are made anew of the articles that were read; a candidate, chosen for its deck or not, whose hash stands among
the verdicts is one example. scikit-learn's logistic regression, its strength chosen by cross-validation over articles:
what it has seen of an article must not help it with that article. The weights go to `quizgen/data/worthiness.toml`.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from evaluation.articles import articles
from evaluation.verdicts import load_verdicts, question_hash
from quizgen.ask.candidates import find_candidates
from quizgen.ask.distract import known_of
from quizgen.ask.recur import recurring, rivalled
from quizgen.ask.templates import load_templates
from quizgen.ask.worthiness import FILE, features
from quizgen.errors import QuizgenError
from quizgen.models import Article
from quizgen.pipeline import find_facts
from quizgen.resources import template_folder
from training.articles import gum_articles

SINCE = "2026-11-28"  # what was read before was mended since: of it, mostly the good ones still come out
STRENGTHS = (0.01, 0.03, 0.1, 0.3, 1.0)
FEWEST = 5  # examples that a feature must stand in


def read_articles(data: Path) -> Iterator[tuple[tuple[str, ...], Article]]:
    """Articles under the names that verdicts have for them. Never the test part."""
    for name, article in articles():
        yield (name,), article
    for part in ("train", "dev"):
        for name, article in gum_articles(data / f"gum-{part}.conllu.xz"):
            genre, _, rest = name.removeprefix("gum-").partition("-")
            yield (name, f"{part}-{genre}_{rest}"), article


def examples(data: Path, since: str) -> Iterator[tuple[str, dict[str, float], bool]]:
    """Article, features and verdict of each reading that fits a candidate of today."""
    verdicts, templates = load_verdicts(since=since), load_templates(template_folder())
    read = {article for article, _ in verdicts}
    for names, article in read_articles(data):
        if not read & set(names):
            continue
        try:
            facts = find_facts(article)
        except QuizgenError:
            continue
        scored, _ = find_candidates(
            article.info, facts, templates, known_of(facts), recurring(facts) | rivalled(facts), 1
        )
        for _, question, fact, _ in scored:
            for name in names:
                for verdict in verdicts.get((name, question_hash(question)), []):
                    yield names[0], features(question, fact), verdict["letter"] is None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the treebanks")
    parser.add_argument("--since", default=SINCE, help="first day of the readings that count")
    given = parser.parse_args()
    found = list(examples(given.data, given.since))
    groups = [name for name, _, _ in found]
    y = np.array([good for _, _, good in found])
    vectorizer = DictVectorizer(sparse=False)
    x = vectorizer.fit_transform([each for _, each, _ in found])
    often = (x != 0).sum(axis=0) >= FEWEST
    x, names = x[:, often], vectorizer.get_feature_names_out()[often]
    print(f"{len(y)} readings of {len(set(groups))} articles, {y.mean():.0%} acceptable, {len(names)} features")
    best, best_loss = 0.0, float("inf")
    for strength in STRENGTHS:
        model = LogisticRegression(C=strength, max_iter=2000)
        p = cross_val_predict(model, x, y, groups=groups, cv=GroupKFold(10), method="predict_proba")[:, 1]
        loss = log_loss(y, p)
        shares = ", ".join(f"{y[p >= np.quantile(p, cut)].mean():.0%} of the best {1 - cut:.0%}" for cut in (0.25, 0.5))
        print(f"C {strength}: log loss {loss:.3f}, AUC {roc_auc_score(y, p):.3f}, {shares}")
        if loss < best_loss:
            best, best_loss = strength, loss
    model = LogisticRegression(C=best, max_iter=2000).fit(x, y)
    lines = [f'"constant" = {model.intercept_[0]:.3f}']
    lines += [f'"{name}" = {weight:.3f}' for name, weight in sorted(zip(names, model.coef_[0], strict=True)) if abs(weight) >= 0.005]  # fmt: skip
    head = "# Log odds that a careful teacher keeps a question. Written by `python -m training.worthiness`.\n"
    FILE.write_text(f"{head}\n[weights]\n" + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()

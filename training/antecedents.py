"""Train the weights of antecedents of personal pronouns on gold chains (GUM train): python -m training.antecedents [--cross]

A softmax over the candidates of each pronoun; whatever stands in the gold chain is right, else
"none". `--cross` prints precision and recall in five folds by document for each threshold instead of writing.
"""

import argparse
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

from evaluation.reference import TREEBANKS, Read, read, wanted
from quizgen.annotate import antecedents
from quizgen.annotate.coreference import rule_links
from quizgen.annotate.entities import gender_of
from quizgen.annotate.referents import Referent, Referents

GENRES = frozenset({"news", "bio", "interview", "voyage", "textbook", "academic", "speech"})
STRENGTH = 0.6  # of the pull towards zero
OUT = Path(antecedents.__file__).parent.parent / "data" / "antecedents.toml"


class Item(NamedTuple):
    """A pronoun: its rows of features, which of them are right, how many candidates have a name, and where it is from."""

    rows: list[antecedents.Features]
    right: list[bool]
    named: list[bool]
    wanted: bool  # its chain has a name
    ruled: bool  # the rules link it
    genre: str
    document: str


def chain(document: Read, referent: Referent) -> str:
    """The gold chain of a referent: that of most of its mentions read so far."""
    found = [m.chain for head in referent.heads if (m := document.mention(head)) is not None]
    return max(set(found), key=found.count) if found else ""


def items(document: Read) -> list[Item]:
    """The words of a document with their candidates, earlier words linked as the gold has them."""
    annotated, out = document.annotated, []
    doc = annotated.doc
    for entity in annotated.entities:
        entity.gender = gender_of(entity) if entity.type == "PERSON" else ""
    referents = Referents(doc, annotated.entities, annotated.entity_at)
    rules = rule_links(doc, annotated.entities, annotated.entity_at, annotated.article.info.title)
    could = {token.i for _, token in wanted(document)}
    title = frozenset(annotated.article.info.title.lower().split())
    for token in doc:
        if antecedents.is_personal(token):
            found = antecedents.candidates(token, referents)
            gold = document.mention(token)
            right = [gold is not None and chain(document, each) == gold.chain for each in found]
            rows = antecedents.features(token, found, referents, title)
            named = [each.entity is not None for each in found]
            if (ruled := rules.get(token.i)) is not None:  # the weights are for what the rules leave open
                rows = [
                    row | {"ruled": float(i == len(found) or found[i].entity is ruled)} for i, row in enumerate(rows)
                ]
                rows[-1] = rows[-1] | {"ruled": 0.0, "none ruled": 1.0}
            out.append(
                Item(
                    rows, [*right, not any(right)], named, token.i in could, token.i in rules,
                    document.gold.genre, document.gold.name,
                )
            )  # fmt: skip
            if any(right) and (best := found[right.index(True)]).entity is not None:
                referents.mention(best, token, antecedents.GENDERS[token.lower_])
                continue
        referents.read(token)
    return out


def fit(rows: list[Item]) -> dict[str, float]:
    """The weights."""
    names = sorted({name for item in rows for row in item.rows for name in row})
    place = {name: i for i, name in enumerate(names)}
    matrix = np.zeros((sum(len(item.rows) for item in rows), len(names)))
    right = np.array([flag for item in rows for flag in item.right])
    starts = np.cumsum([0, *(len(item.rows) for item in rows)])
    owner = np.repeat(np.arange(len(rows)), np.diff(starts))
    for i, row in enumerate(row for item in rows for row in item.rows):
        for name, value in row.items():
            matrix[i, place[name]] = value

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        s = matrix @ w
        s -= np.maximum.reduceat(s, starts[:-1])[owner]
        e = np.exp(s)
        p = e / np.add.reduceat(e, starts[:-1])[owner]
        good = np.where(right, e, 0)
        total = np.add.reduceat(good, starts[:-1])
        q = good / np.maximum(total, 1e-300)[owner]
        value = -np.log(np.maximum(np.add.reduceat(p * right, starts[:-1]), 1e-300)).sum()
        return value + STRENGTH * (w @ w), matrix.T @ (p - q) + 2 * STRENGTH * w

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return {name: round(float(w), 2) for name, w in zip(names, best.x, strict=True) if abs(w) >= 0.02}


def cross(every: list[Item]) -> None:
    """Precision on documents not trained on, where the rules say nothing; news, biographies and interviews."""
    fold = {name: i % 5 for i, name in enumerate(sorted({item.document for item in every}))}
    judged: list[tuple[float, bool]] = []  # probability of a best with a name, and whether it is right
    could = 0
    for k in range(5):
        known = fit([item for item in every if fold[item.document] != k])
        for item in every:
            if item.ruled or fold[item.document] != k or item.genre not in ("news", "bio", "interview"):
                continue
            could += item.wanted
            sums = np.array([sum(known.get(n, 0) * v for n, v in row.items()) for row in item.rows])
            odds = np.exp(sums - sums.max())
            odds /= odds.sum()
            best = int(odds.argmax())
            if best < len(item.named) and item.named[best]:
                judged.append((float(odds[best]), item.right[best]))
    for threshold in (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95):
        made = [right for odds, right in judged if odds >= threshold]
        print(f"{threshold:.2f}: {len(made)} links, {sum(made)} right, of {could}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cross", action="store_true")
    every = [item for document in read(TREEBANKS / "gum-train.conllu.xz", GENRES) for item in items(document)]
    print(f"{len(every)} pronouns")
    if parser.parse_args().cross:
        cross(every)
        return 0
    lines = ["# Weights of training/antecedents.py; see quizgen/annotate/antecedents.py.", "", "[weights]"]
    lines += [f'"{name}" = {weight}' for name, weight in fit(every).items() if not name.endswith("ruled")]
    OUT.write_text("\n".join(lines) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

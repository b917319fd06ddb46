"""Train the ranker of antecedents: `python -m training.reference --treebanks FOLDER --chains FOLDER`.

Texts go through the project's own pipeline, so that it learns from the engine's trees, names and states. What stands in
the same gold chain is right, else "none"; the loss is the marginal log-likelihood of all right ones (Lee et al. 2017).
"""

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from quizgen.annotate.layers import annotate
from quizgen.annotate.pairs import REACH, Pairs, make_pairs
from quizgen.annotate.phrases import KINDS, Phrase, find_phrases, traits
from quizgen.annotate.ranker import SCALE, WEIGHTS
from quizgen.annotated import Annotated
from quizgen.models import Article, ArticleInfo, Paragraph
from training import chains

LEARNT = {"he": 1.0, "she": 1.0, "it": 1.0, "they": 1.0, "definite": 1.0, "this": 0.5}  # how much each kind counts
HIDDEN, NONE_HIDDEN = 128, 64
STATELESS = 0.1  # share of texts that are read without states, so that grammar is learnt from as well as words


class Item(NamedTuple):
    """The phrases of a text that are learnt from, and which of those before each are right; the last column is "none"."""

    name: str
    genre: str
    pairs: Pairs
    states: np.ndarray  # (phrases, width)
    right: np.ndarray  # (rows, REACH + 1)
    allowed: np.ndarray  # (rows, REACH + 1): what is known to be right or wrong
    weight: np.ndarray  # (rows,)


def read(gold: chains.Chained) -> Annotated:
    """A gold text through the pipeline, its paragraphs parted by blank lines."""
    paragraphs, start = [], 0
    for part in gold.text.split("\n\n"):
        paragraphs.append(Paragraph(start=start, end=start + len(part.rstrip())))
        start += len(part) + 2
    info = ArticleInfo(id="gold", title=gold.title or gold.text.split("\n\n")[0][:80])
    return annotate(Article(info=info, text=gold.text, paragraphs=tuple(p for p in paragraphs if p.end > p.start)))


def chains_of(gold: chains.Chained, annotated: Annotated, phrases: Sequence[Phrase]) -> list[set[str]]:
    """The gold chains of each phrase."""
    place = {phrase: i for i, phrase in enumerate(phrases)}
    begins = {annotated.offset(token.idx): token.i for token in annotated.doc}
    ends = {annotated.offset(token.idx) + len(token.text): token.i for token in annotated.doc}
    found: list[set[str]] = [set() for _ in phrases]
    for start, end, chain in gold.marked:
        if start not in begins or end not in ends:
            continue
        span = annotated.doc[begins[start] : ends[end] + 1]
        root = span.root
        joined = any(child.dep_ == "conj" and child.i < span.end for child in root.children)
        kinds = ("group",) if joined else tuple(kind for kind in KINDS if kind != "group")
        for kind in kinds:
            if (i := place.get(Phrase(root, kind))) is not None:
                found[i].add(chain)
    for phrase, own in zip(phrases, found, strict=True):  # "they" for two that stand side by side
        if phrase.kind == "group":
            members = [phrase.head, *(c for c in phrase.head.children if c.dep_ == "conj")]
            named = [found[place[p]] for m in members if (p := next((p for p in phrases if p.head is m and p.kind != "group"), None))]  # fmt: skip
            for whole, parts in gold.parts.items():
                if len(named) == len(parts) and all(each & parts for each in named):
                    own.add(whole)
    return found


def item(gold: chains.Chained) -> Item | None:
    annotated = read(gold)
    doc = annotated.doc
    phrases = find_phrases(doc, annotated.entity_at)
    known = chains_of(gold, annotated, phrases)
    asked = [
        i
        for i, phrase in enumerate(phrases)
        if phrase.kind in LEARNT and (gold.whole or (known[i] and (not gold.rivals or phrase.kind in ("he", "she"))))
    ]
    if gold.rivals:
        asked = [i for i in asked if "pronoun" in known[i]]
    if not asked:
        return None
    pairs = make_pairs(traits(doc, phrases, annotated.entities, annotated.entity_at, gold.title), asked)
    right = np.zeros((len(asked), REACH + 1), bool)
    allowed = np.concatenate([pairs.real, np.ones((len(asked), 1), bool)], 1)
    for row, i in enumerate(asked):
        for column in range(min(REACH, i)):
            j = pairs.before[row, column]
            right[row, column] = bool(known[i] & known[j])
            if gold.rivals and not known[j]:
                allowed[row, column] = False
        if gold.rivals and not right[row].any():
            allowed[row] = right[row] = False
            allowed[row, -1] = right[row, -1] = True
        right[row, -1] = not right[row, :-1].any()
    weight = np.array([LEARNT[phrases[i].kind] for i in asked]) * (0.5 if not gold.whole else 1.0)
    return Item(
        gold.name, gold.genre, pairs._replace(features=pairs.features.astype(np.float16)),
        doc.states[[phrase.head.i for phrase in phrases]].astype(np.float16), right, allowed, weight.astype(np.float32),
    )  # fmt: skip


class Ranker(nn.Module):
    """The network of quizgen/annotate/ranker.py."""

    def __init__(self, width: int, features: int, own: int) -> None:
        super().__init__()
        self.asked, self.before = nn.Linear(width, HIDDEN), nn.Linear(width, HIDDEN)
        self.feature, self.inner, self.outer = nn.Linear(features, HIDDEN), nn.Linear(HIDDEN, HIDDEN), nn.Linear(HIDDEN, 1, bias=False)  # fmt: skip
        self.product = nn.Linear(HIDDEN, HIDDEN, bias=False)
        self.none_inner, self.none_outer = nn.Linear(width + own, NONE_HIDDEN), nn.Linear(NONE_HIDDEN, 1)
        self.drop = nn.Dropout(0.3)

    def forward(self, pairs: Pairs, states: Tensor) -> Tensor:
        states = self.drop(states)
        every, asked = self.before(states), self.asked(states[torch.from_numpy(pairs.asked)])
        rows, places = (torch.from_numpy(each) for each in np.nonzero(pairs.real))
        left, right = asked[rows], every[torch.from_numpy(pairs.before)[rows, places]]
        told = self.feature(torch.from_numpy(pairs.features[pairs.real]).float())
        hidden = F.gelu(left + right + told + left * right, approximate="tanh")
        hidden = F.gelu(self.inner(self.drop(hidden)), approximate="tanh")
        scores = torch.full((len(asked), REACH + 1), -1e4)
        scores[rows, places] = self.outer(self.drop(hidden))[:, 0] + (self.product(asked)[rows] * right).sum(1) / SCALE
        alone = torch.cat([states[torch.from_numpy(pairs.asked)], torch.from_numpy(pairs.own)], 1)
        scores[:, -1] = self.none_outer(self.drop(F.gelu(self.none_inner(alone), approximate="tanh")))[:, 0]
        return scores

    def weights(self) -> dict[str, np.ndarray]:
        """As quizgen/annotate/ranker.py reads them."""
        found = {}
        for name, value in self.state_dict().items():
            part, _, kind = name.partition(".")
            array = value.detach().numpy()
            found[part if kind == "weight" else f"{part}_bias"] = (array.T if kind == "weight" else array).astype(np.float16)  # fmt: skip
        return found


def loss_of(model: Ranker, item: Item, rng: random.Random) -> Tensor:
    states = torch.from_numpy(item.states).float()
    if rng.random() < STATELESS:
        states = torch.zeros_like(states)
    scores = model(item.pairs, states).masked_fill(~torch.from_numpy(item.allowed), -1e4)
    right = torch.log_softmax(scores, 1).masked_fill(~torch.from_numpy(item.right), -1e4)
    weight = torch.from_numpy(item.weight)
    return -(torch.logsumexp(right, 1) * weight).sum()


def train(items: Sequence[Item], epochs: int, seed: int) -> Ranker:
    """A ranker; the weights are the running mean of the last steps."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    model = Ranker(items[0].states.shape[1], items[0].pairs.features.shape[2], items[0].pairs.own.shape[1])
    adam = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.03, betas=(0.9, 0.98))
    batches = list(batched(items))
    average = {name: value.clone() for name, value in model.state_dict().items()}
    total, step, started = epochs * len(batches), 0, time.process_time()
    model.train()
    for epoch in range(epochs):
        rng.shuffle(batches)
        mean = 0.0
        for batch in batches:
            share = step / total
            for group in adam.param_groups:
                group["lr"] = 1e-3 * min(1.0, share / 0.06 + 0.05) * (1 - share)
            loss = torch.stack([loss_of(model, each, rng) for each in batch]).sum()
            loss = loss / sum(float(each.weight.sum()) for each in batch)
            adam.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            adam.step()
            step += 1
            mean += float(loss.detach()) / len(batches)
            for name, value in model.state_dict().items():
                average[name].lerp_(value, 1 - min(0.995, step / (step + 10)))
        print(f"epoch {epoch + 1} loss {mean:.3f} {time.process_time() - started:.0f} s", flush=True)
    model.load_state_dict(average)
    model.eval()
    return model


def batched(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Items together until they have some fifty rows: a text of GAP has one."""
    held: list[Item] = []
    for each in sorted(items, key=lambda each: each.name):
        held.append(each)
        if sum(len(one.weight) for one in held) >= 50:
            yield held
            held = []
    if held:
        yield held


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebanks", type=Path, required=True, help="folder with gum-train.conllu.xz")
    parser.add_argument("--chains", type=Path, required=True, help="folder with litbank, gap and meantime")
    parser.add_argument("--epochs", type=int, default=8)
    args = parser.parse_args()
    torch.set_num_threads(1)
    sources = (
        chains.gum(args.treebanks / "gum-train.conllu.xz"),
        list(chains.litbank(args.chains / "litbank" / "conll"))[::2],  # fiction would drown the rest
        chains.meantime(args.chains / "meantime" / "output_data" / "en" / "meantime.conll"),
        chains.gap(args.chains / "gap"),
    )
    items = [made for source in sources for gold in source if (made := item(gold)) is not None]
    print(f"{len(items)} texts, {sum(len(each.weight) for each in items)} phrases", flush=True)
    np.savez_compressed(WEIGHTS, **train(items, args.epochs, 1).weights())


if __name__ == "__main__":
    main()

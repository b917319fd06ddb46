"""Train the engine: `python -m training.train --data FOLDER --encoder FOLDER --out FOLDER`. Stop it at any time; it resumes."""

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from faker import Faker
from torch import Tensor
from tqdm import tqdm

from quizgen.pieces import Batch, Encoded, WordPieces, collate
from training import data
from training.model import LAYERS, JointModel

PIECES_A_BATCH = 1152
WEIGHTS = {"upos": 0.3, "xpos": 0.4, "feats": 0.3, "start": 0.8, "arc": 1.0, "label": 1.0, "names": 1.0}


class Cycle(NamedTuple):
    """A stretch of training that warms up and falls to nothing."""

    steps: int
    rate: float  # share of the full learning rate
    silver: float  # share of the silver examples in each epoch: they would drown the gold ones
    names: float  # weight of the name tagger's loss


# The second cycle gives the other half of what a run twice as long would; the third is for the gold names.
CYCLES = (Cycle(5000, 1.0, 0.35, 1.0), Cycle(4000, 0.5, 0.35, 1.0), Cycle(3000, 0.5, 0.1, 2.0))
AVERAGE = 0.999  # decay of the running mean of the weights, which is what is exported (Polyak averaging)
NAME_LABELS = ("PERSON", "ORG", "PLACE", "NORP", "EVENT", "OTHER")
LOCALES = [
    "en_US",
    "en_GB",
    "en_IN",
    "de_DE",
    "fr_FR",
    "es_ES",
    "it_IT",
    "pl_PL",
    "tr_TR",
    "cs_CZ",
    "nl_NL",
    "pt_BR",
    "ro_RO",
    "id_ID",
    "sv_SE",
    "fi_FI",
    "hr_HR",
    "hu_HU",
]
MORE_FIRST = "Zabihullah Mohammad Ahmad Hassan Hamid Abdul Khalid Omar Ibrahim Ali Hussein Karim Tariq Anwar Zamir Amir Wei Min Jian Yi Fang Lei Minh Kenji Yuki Sergei Vladimir Andrei Dmitry Oleg Natalia Olga Kwame Amina Chidi"
MORE_LAST = "Mujahid Karzai Ghani Khan Rahman Hosseini Rezaei Siddiqui Qureshi Malik Stanikzai Sharif Mansour Hariri Rahmon Wang Li Zhang Liu Chen Yang Zhao Kim Park Choi Nguyen Tran Sato Tanaka Petrov Ivanov Volkov Sokolova Morozov Shevchenko Okafor Mensah Diallo"


# An encoded window, its labels (6, words): upos xpos feats start label names, and heads (words); -100 is unknown.
Item = tuple[Encoded, np.ndarray, np.ndarray]


def vocabulary(examples: list[data.Example]) -> dict[str, list[str]]:
    counts: dict[str, Counter[str]] = {"upos": Counter(), "xpos": Counter(), "feats": Counter(), "deps": Counter()}
    for example in examples:
        for sentence in example.sentences or []:
            for word in sentence:
                counts["upos"][word.upos] += 1
                counts["xpos"][word.xpos] += 1
                counts["feats"][word.feats] += 1
                counts["deps"][word.deprel] += 1
    labels = {
        name: [label for label, n in count.most_common() if n >= (3 if name == "feats" else 1)]
        for name, count in counts.items()
    }
    return labels | {"names": ["O", *(f"{position}-{label}" for label in NAME_LABELS for position in "BI")]}


def windows(
    example: data.Example, rng: random.Random, index: dict[str, dict[str, int]]
) -> Iterator[tuple[list[str], np.ndarray, np.ndarray]]:
    """Cut an example into windows of one to many sentences; three in ten are single sentences."""
    names = (
        [-100] * len(example.words)
        if example.names is None
        else [index["names"].get(tag or "", -100) for tag in example.names]
    )
    if example.sentences is None:
        labels = np.full((6, len(example.words)), -100)
        labels[5] = names
        yield example.words, labels, np.full(len(example.words), -100)
        return
    sentences, position, offset = example.sentences, 0, 0
    while position < len(sentences):
        target, end = 0 if rng.random() < 0.3 else rng.randint(15, 160), position + 1
        size = len(sentences[position])
        while end < len(sentences) and size + len(sentences[end]) <= target:
            size += len(sentences[end])
            end += 1
        heads: list[int] = []
        rows: list[list[int]] = []
        for sentence in sentences[position:end]:
            base = len(heads)
            for number, word in enumerate(sentence):
                heads.append(0 if word.head == 0 else base + word.head)
                rows.append([
                    index["upos"].get(word.upos, -100),
                    index["xpos"].get(word.xpos, -100),
                    index["feats"].get(word.feats, -100),
                    int(number == 0),
                    index["deps"].get(word.deprel, -100),
                    names[offset + len(rows)],
                ])  # fmt: skip
        words = example.words[offset : offset + size]
        if words[-1] == "." and size > 3 and rng.random() < 0.05:
            words, rows, heads = words[:-1], rows[:-1], heads[:-1]  # a heading has no full stop
        yield words, np.array(rows).T, np.array([head if head <= len(words) else 0 for head in heads])
        offset += size
        position = end


class Sampler:
    """An endless, seeded stream of batches; every epoch draws new windows, quotes and names."""

    def __init__(
        self, examples: list[data.Example], pieces: WordPieces, index: dict[str, dict[str, int]], seed: int
    ) -> None:
        self.examples, self.pieces, self.index, self.seed = examples, pieces, index, seed
        Faker.seed(seed)
        self.first, self.last = MORE_FIRST.split() * 3, MORE_LAST.split() * 3
        for locale in LOCALES:
            fake = Faker(locale)
            self.first += [name for name in {fake.first_name() for _ in range(60)} if name.isalpha()]
            self.last += [name for name in {fake.last_name() for _ in range(60)} if name.isalpha()]
        self.first.sort()
        self.last.sort()
        self.mentions = data.mentions(examples)

    def epoch(self, number: int, silver: float) -> list[list[Item]]:
        rng = random.Random(f"{self.seed} {number}")
        items = []
        for example in self.examples:
            if example.silver and rng.random() > silver:
                continue
            if rng.random() < 0.4:
                example = data.curly(example)
            if rng.random() < 0.4:
                example = data.rename(example, rng, self.first, self.last)
            if rng.random() < 0.3:
                example = data.swap_mentions(example, rng, self.mentions)
            for words, labels, heads in windows(example, rng, self.index):
                items.append((self.pieces.encode(words), labels, heads))
        items.sort(key=lambda item: len(item[0].ids) + rng.random() * 4)
        batches: list[list[Item]] = [[]]
        for item in items:
            if len(item[0].ids) > 510:
                continue
            if batches[-1] and len(item[0].ids) * (len(batches[-1]) + 1) > PIECES_A_BATCH:
                batches.append([])
            batches[-1].append(item)
        rng.shuffle(batches)
        return batches

    def stream(self, skip: int, whole: bool = False) -> Iterator[list[Item]]:
        """Batches from the one numbered `skip` on; `whole` takes every silver example in each epoch."""
        number = position = 0
        while True:
            batches = self.epoch(number, 1.0 if whole else cycle_at(position)[0].silver)
            number, position = number + 1, position + len(batches)
            yield from batches[skip:]
            skip = max(0, skip - len(batches))


def tensors(batch: list[Item]) -> tuple[Batch, np.ndarray, np.ndarray]:
    arrays = collate([item[0] for item in batch])
    rows, words = arrays.first.shape[0], arrays.first.shape[1] - 1
    labels, heads = np.full((6, rows, words), -100), np.full((rows, words), -100)
    for row, (_, label, head) in enumerate(batch):
        labels[:, row, : label.shape[1]] = label
        heads[row, : len(head)] = head
    return arrays, labels, heads


def losses(model: JointModel, states: Tensor, labels: Tensor, heads: Tensor) -> dict[str, Tensor]:
    """The weighted loss of each head; a head without gold in this batch has none."""
    tags, arcs, dependent, head, names = model.heads(states)
    rows, words = heads.shape
    found = (
        {"names": F.cross_entropy(names.float().flatten(0, 1), labels[5].flatten(), ignore_index=-100)}
        if (labels[5] >= 0).any()
        else {}
    )
    parsed = (heads >= 0).flatten().nonzero()[:, 0]
    if len(parsed):
        flat = labels.flatten(1)[:, parsed]
        sizes = [model.sizes["upos"], model.sizes["xpos"], model.sizes["feats"], 2]
        for number, (name, scores) in enumerate(
            zip(("upos", "xpos", "feats", "start"), tags.flatten(0, 1)[parsed].float().split(sizes, -1), strict=True)
        ):
            found[name] = F.cross_entropy(scores, flat[number], ignore_index=-100)
        known = torch.cat([torch.ones(rows, 1, dtype=torch.bool, device=heads.device), heads >= 0], 1)
        arcs = arcs.float().masked_fill(~known[:, None, :], -1e4)
        found["arc"] = F.cross_entropy(arcs.flatten(0, 1)[parsed], heads.flatten()[parsed])
        place = (heads.clamp(min=0) + torch.arange(rows, device=heads.device)[:, None] * (words + 1)).flatten()[parsed]
        scores = model.labels(dependent.flatten(0, 1)[parsed], head.flatten(0, 1)[place]).float()
        found["label"] = F.cross_entropy(scores, flat[4], ignore_index=-100)
    return {name: WEIGHTS[name] * loss for name, loss in found.items()}


def losses_of(model: JointModel, batch: list[Item], device: torch.device) -> dict[str, Tensor]:
    """The losses of a batch, three in a hundred of its pieces masked."""
    arrays, label_array, head_array = tensors(batch)
    ids, shapes, mask, first, gold, heads = (
        torch.from_numpy(array).to(device) for array in (*arrays, label_array, head_array)
    )
    ids = torch.where((torch.rand(ids.shape, device=device) < 0.03) & (shapes > 0), 103, ids)  # 103 is [MASK]
    with torch.autocast(device.type, torch.bfloat16):
        return losses(model, model.encode(ids, shapes, mask, first), gold, heads)


def read_labels(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(path.read_text("utf-8"))
    return found


def index_of(labels: dict[str, list[str]]) -> dict[str, dict[str, int]]:
    """The number of each label of each head."""
    return {name: {label: i for i, label in enumerate(values)} for name, values in labels.items()}


def optimiser(model: JointModel, encoder_rate: float, head_rate: float) -> torch.optim.AdamW:
    """AdamW with rates that fall towards the encoder's lower layers; word embeddings stay as published."""
    model.words.weight.requires_grad_(False)
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            rate = head_rate
            if name.startswith(("layers", "positions", "shapes", "norm")):
                depth = int(name.split(".")[1]) + 1 if name.startswith("layers") else 0
                rate = encoder_rate * 0.85 ** (LAYERS - depth) * (3 if name.startswith("shapes") else 1)
            decay = 0.0 if name.endswith("bias") or "norm" in name else 0.01
            groups.setdefault((rate, decay), []).append(parameter)
    return torch.optim.AdamW(
        [{"params": group, "lr": rate, "base": rate, "weight_decay": decay} for (rate, decay), group in groups.items()],
        betas=(0.9, 0.98),
    )


def cycle_at(step: int) -> tuple[Cycle, int]:
    """The cycle of a step, and the step's number in it."""
    for cycle in CYCLES:
        if step < cycle.steps:
            return cycle, step
        step -= cycle.steps
    return CYCLES[-1], CYCLES[-1].steps


def learning_rate(step: int) -> float:
    """The share of the full rate at this step."""
    cycle, step = cycle_at(step)
    return cycle.rate * min(1.0, (step + 1) / (0.05 * cycle.steps)) * (1 - step / cycle.steps)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the treebanks")
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoint and label lists")
    parser.add_argument("--seed", type=int, default=3)
    args = parser.parse_args()

    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    parts = data.load(args.data)
    labels = vocabulary(parts["train"])
    (args.out / "labels.json").write_text(json.dumps(labels, indent=0))
    sampler = Sampler(parts["train"], WordPieces(args.encoder / "tokenizer.json"), index_of(labels), args.seed)
    model = JointModel({name: len(values) for name, values in labels.items()})
    model.load_encoder(args.encoder / "model.safetensors")
    model.to(device)
    adam = optimiser(model, 2.5e-4, 1.2e-3)
    checkpoint, step, steps = args.out / "checkpoint.pt", 0, sum(cycle.steps for cycle in CYCLES)
    average = {name: value.clone() for name, value in model.state_dict().items()}
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=device)
        model.load_state_dict(saved["model"])
        average = saved["average"]
        adam.load_state_dict(saved["adam"])
        step = saved["step"]
    mean: dict[str, float] = {}
    model.train()
    started = time.monotonic()
    progress = tqdm(initial=step, total=steps, mininterval=10)
    for batch in sampler.stream(step):
        if step >= steps:
            break
        for group in adam.param_groups:
            group["lr"] = group["base"] * learning_rate(step)
        torch.manual_seed(args.seed * 1_000_003 + step)  # the same dropout after a resume
        parts_of_loss = losses_of(model, batch, device)
        adam.zero_grad(set_to_none=True)
        if "names" in parts_of_loss:
            parts_of_loss["names"] = parts_of_loss["names"] * cycle_at(step)[0].names
        torch.stack(list(parts_of_loss.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        adam.step()
        for name, loss in parts_of_loss.items():
            mean[name] = 0.98 * mean.get(name, float(loss)) + 0.02 * float(loss)
        step += 1
        for name, value in model.state_dict().items():
            average[name].lerp_(value, 1 - min(AVERAGE, step / (step + 10)))
        progress.update()
        if step % 100 == 0:
            print(
                f"{step} {time.monotonic() - started:.0f}s "
                + " ".join(f"{n} {v:.3f}" for n, v in sorted(mean.items())),
                flush=True,
            )
        if step % 250 == 0 or step == steps:
            temporary = checkpoint.with_suffix(".new")
            torch.save(
                {"model": model.state_dict(), "average": average, "adam": adam.state_dict(), "step": step}, temporary
            )
            temporary.replace(checkpoint)


if __name__ == "__main__":
    main()

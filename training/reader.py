"""Train the reader on blind verdicts: `python -m training.reader --run FOLDER` (extra `training`).

Starts from the shipped engine, or with `--warm CHECKPOINT` from an earlier reader; goes on where it stopped if the folder holds
a checkpoint of the same plan. Articles held out (training.verdicts.held_out) are never trained on unless `--everything`
is given; what the reader says of their cards is written to `held_out.jsonl`, which training.reader_export reads.
"""

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from quizgen.judge.reader import family
from quizgen.judge.sheet import Sheet, sheet
from quizgen.models import CONTEXTS
from quizgen.pieces import WordPieces
from training.curves import area, best_of
from training.model import LAYERS
from training.reader_model import LETTERS, ReaderModel, mean_of
from training.verdicts import Verdict, fold_of, held_out, load

ENGINE = Path(__file__).parents[1] / "quizgen/annotate/model"
UNREAD = -1
RATE, HEAD_RATE, DECAY, WARM_UP = 6e-5, 5e-4, 0.85, 0.06
SAVE_EVERY = 150  # steps
OFTEN = 3
EARLY_WEIGHT = 0.5


class Card(NamedTuple):
    """A verdict ready to learn from."""

    verdict: Verdict
    sheet: Sheet
    labels: list[int]  # of each context; UNREAD where there is none


def cards_of_verdicts() -> list[Card]:
    """Every verdict whose article lies beside the checkout."""
    pieces = WordPieces(ENGINE / "tokenizer.json")
    articles, verdicts = load()
    return [
        Card(
            verdict,
            sheet(articles[verdict.article], verdict.proposal, pieces),
            [LETTERS.index(letter) if letter else UNREAD for letter in verdict.letters],
        )
        for verdict in verdicts
    ]


def batches(cards: Sequence[Card], size: int, rng: random.Random | None = None) -> list[list[Card]]:
    """Cards of about equal length together; in an order drawn by `rng`, if there is one."""
    order = list(cards)
    span = len(order)
    if rng:
        rng.shuffle(order)
        span = size * 24
    found = []
    for at in range(0, len(order), span):
        chunk = sorted(order[at : at + span], key=lambda card: len(card.sheet.ids))
        found += [chunk[i : i + size] for i in range(0, len(chunk), size)]
    if rng:
        rng.shuffle(found)
    return found


def tensors(cards: Sequence[Card]) -> tuple[Tensor, ...]:
    """ids, shapes, segments and mask, padded."""
    longest = max(len(card.sheet.ids) for card in cards)
    arrays = np.zeros((4, len(cards), longest), np.int64)
    for row, card in enumerate(cards):
        for kind, values in enumerate(card.sheet):
            arrays[kind, row, : len(values)] = values
        arrays[3, row, : len(card.sheet.ids)] = 1
    return tuple(torch.from_numpy(array) for array in arrays)


def loss_of(scores: Tensor, labels: Tensor) -> Tensor:
    """Kept or not, and half as much which letter, over the contexts that were read."""
    read = labels != UNREAD
    logits, target = F.log_softmax(scores.float()[read], 1), labels[read]
    kept = target == 0
    binary = -torch.where(kept, logits[:, 0], torch.logsumexp(logits[:, 1:], 1))
    return (binary + 0.5 * F.nll_loss(logits, target, reduction="none")).mean()


def groups(model: ReaderModel) -> list[dict[str, Any]]:
    """Parameters with their rates: heads and segments, then each layer at `DECAY` of the rate of the one above."""
    found = []
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith(("early", "last", "segments")):
            rate = HEAD_RATE
        elif name.startswith("layers."):
            rate = RATE * DECAY ** (LAYERS - 1 - int(name.split(".")[1]))
        else:
            rate = RATE * DECAY**LAYERS
        found.append({"params": [parameter], "lr": rate, "weight_decay": 0.01 if parameter.dim() > 1 else 0.0})
    return found


def train(
    model: ReaderModel, cards: Sequence[Card], epochs: int, rate: float, run: Path, seed: int, batch: int = 16
) -> None:
    """Fit the model in place; `run/checkpoint.pt` is written now and then, and gone on from if it is there."""
    plan = [rows for epoch in range(epochs) for rows in batches(cards, batch, random.Random(seed + epoch))]
    optimizer = torch.optim.AdamW(groups(model), fused=True)
    for group in optimizer.param_groups:
        group["lr"] *= rate
    warm = max(1, round(WARM_UP * len(plan)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: (s + 1) / warm if s < warm else max(0.0, (len(plan) - s) / max(1, len(plan) - warm))
    )
    begun, checkpoint = 0, run / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        if saved["plan"] == len(plan):
            model.load_state_dict(saved["model"])
            optimizer.load_state_dict(saved["optimizer"])
            schedule.load_state_dict(saved["schedule"])
            begun = saved["step"]
    model.train()
    losses: list[float] = []
    since = time.time()
    for step in range(begun, len(plan)):
        torch.manual_seed(seed + step)  # so that a run gone on with is the same run
        rows = plan[step]
        labels = torch.tensor([card.labels for card in rows])
        with torch.autocast("cpu", torch.bfloat16):
            last, early = model(*tensors(rows), exporting=True)  # the plain attention is the fastest in bfloat16
        loss = loss_of(last, labels) + EARLY_WEIGHT * loss_of(early, labels)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        losses.append(loss.item())
        if (step + 1) % SAVE_EVERY == 0 or step + 1 == len(plan):
            print(
                f"step {step + 1} of {len(plan)}: loss {np.mean(losses[-SAVE_EVERY:]):.3f}, {(time.time() - since) / len(losses):.2f} s a step",
                flush=True,
            )
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
            }
            torch.save(state | {"step": step + 1, "plan": len(plan)}, checkpoint)


@torch.inference_mode()
def read(model: ReaderModel, cards: Sequence[Card]) -> tuple[np.ndarray, np.ndarray]:
    """Log-probabilities (cards, contexts, letters) after all layers, and of the first guess."""
    model.eval()
    place = {id(card): number for number, card in enumerate(cards)}
    found = np.zeros((2, len(cards), len(CONTEXTS), len(LETTERS)))
    for rows in batches(cards, 32):
        with torch.autocast("cpu", torch.bfloat16):
            guesses = model(*tensors(rows), exporting=True)
        found[:, [place[id(card)] for card in rows]] = torch.log_softmax(torch.stack(guesses).float(), -1).numpy()
    return found[0], found[1]


def lines_of(cards: Sequence[Card], last: np.ndarray, early: np.ndarray) -> Iterator[dict[str, Any]]:
    """What was said and what was guessed of each card."""
    for card, scores, first in zip(cards, last, early, strict=True):
        verdict = card.verdict
        line = {
            "reading": verdict.reading,
            "article": verdict.article,
            "form": verdict.proposal.form,
            "template": verdict.proposal.template,
            "family": family(verdict.proposal),
        }
        yield line | {
            "verdict": verdict.letters,
            "scores": scores.round(4).tolist(),
            "early": first[:, 0].round(4).tolist(),
        }


def report(lines: Sequence[dict[str, Any]]) -> None:
    """Area under the curve in each context, of all cards, of each form and each reading; and of the first guess."""
    names = [*sorted({line["form"] for line in lines}), *sorted({line["reading"] for line in lines})]
    for name in ("", *names):
        for place, context in enumerate(CONTEXTS):
            rows = [line for line in lines if line["verdict"][place] and name in ("", line["form"], line["reading"])]
            kept = np.array([line["verdict"][place] == "ok" for line in rows])
            guess = np.array([line["scores"][place][0] for line in rows])
            early = np.array([line["early"][place] for line in rows])
            best = best_of(kept, guess, 0.2)
            print(
                f"{name or 'all':<20} {context:<8} {len(rows):5} cards, kept {kept.mean():.3f}, best fifth {best:.3f}, area {area(kept, guess):.3f}, first guess {area(kept, early):.3f}",
                flush=True,
            )


def divided(cards: Sequence[Card], args: argparse.Namespace) -> tuple[list[Card], list[Card]]:
    """The cards to learn from, those of `--often` three times, and those to be guessed."""
    articles = sorted({card.verdict.article for card in cards})
    drawn = set(random.Random(args.seed).sample(articles, round(args.share * len(articles))))
    learnt, unseen = [], []
    for card in cards:
        article, often = card.verdict.article, card.verdict.reading in args.often
        mine = args.fold is None or fold_of(article) == args.fold
        if (held_out(article) and not args.everything) or (often and mine and args.fold is not None):
            unseen += [card] * mine
        elif often or article in drawn:
            learnt += [card] * (OFTEN if often else 1)
    return learnt, unseen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--run", type=Path, required=True, help="folder for checkpoint.pt, reader.pt and held_out.jsonl"
    )
    parser.add_argument(
        "--warm", type=Path, nargs="+", help="reader.pt of earlier runs: the mean of their weights is the start"
    )
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument(
        "--rate", type=float, default=1.0, help="times the usual learning rate; less for a continuation"
    )
    parser.add_argument(
        "--often", nargs="*", default=[], help=f"readings whose cards are learnt from {OFTEN} times an epoch"
    )
    parser.add_argument("--everything", action="store_true", help="train on the articles held out too")
    parser.add_argument(
        "--fold", type=int, choices=(0, 1), help="leave this half of the articles of `--often` out, and guess its cards"
    )
    parser.add_argument(
        "--share",
        type=float,
        default=1.0,
        help="of the articles of other readings: the learning curve, a short continuation",
    )
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    args.run.mkdir(parents=True, exist_ok=True)
    cards = cards_of_verdicts()
    if unknown := set(args.often) - {card.verdict.reading for card in cards}:
        parser.error(f"no such reading: {', '.join(sorted(unknown))}")
    learnt, unseen = divided(cards, args)
    print(f"{len(learnt)} verdicts to learn from, {len(unseen)} on articles held out", flush=True)
    model = ReaderModel()
    if args.warm:
        model.load_state_dict(mean_of([torch.load(path, weights_only=True) for path in args.warm]))
    else:
        model.start_from(ENGINE / "model.onnx")
    train(model, learnt, args.epochs, args.rate, args.run, args.seed)
    torch.save(model.state_dict(), args.run / "reader.pt")
    if not args.everything:
        lines = list(lines_of(unseen, *read(model, unseen)))
        report(lines)
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (args.run / "held_out.jsonl").write_text(text, "utf-8")


if __name__ == "__main__":
    main()

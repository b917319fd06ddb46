"""A trained reader -> the files of quizgen/judge/model: `python -m training.reader_export --run FOLDER`.

Weights are quantised to 7 bits per channel, as the engine's. `held_out.jsonl` of the runs gives the calibration: for each context
the slope of the log odds, and each family's offset, that fit what was kept of cards that the guessing network had not learnt.
"""

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from quizgen.judge.reader import MODEL
from quizgen.models import CONTEXTS
from training.curves import fitted
from training.model import LAYERS, WIDTH
from training.reader_model import EARLY, ReaderModel, mean_of

WHOLE = 0.8  # a reading of which less was read in a context is no fair sample there
Curves = dict[str, list[tuple[float, float]]]
GOOD, LOST = 0.75, 0.05  # of what the whole network gives such a chance, so much may be lost by the first guess


class First(nn.Module):
    """The first layers and their guess; the states go on to the others."""

    def __init__(self, model: ReaderModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, shapes: Tensor, segments: Tensor) -> tuple[Tensor, Tensor]:
        model, mask = self.model, torch.ones_like(ids)
        states = model.through(model.embedded(ids, shapes, segments), mask, 0, EARLY, exporting=True)
        return states, model.guess(states, mask, model.early)


class Rest(nn.Module):
    """The other layers."""

    def __init__(self, model: ReaderModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, states: Tensor) -> Tensor:
        model, mask = self.model, torch.ones_like(states[:, :, 0], dtype=torch.long)
        return model.guess(model.through(states, mask, EARLY, LAYERS, exporting=True), mask, model.last)


def export(model: ReaderModel, out: Path) -> None:
    """Write both halves of the network, quantised. Each sheet is read by itself, so that there is no mask."""
    ids, states = torch.ones((1, 12), dtype=torch.long), torch.ones((1, 12, WIDTH))
    _export(
        First(model.eval()), (ids, ids, ids), ["ids", "shapes", "segments"], ["states", "scores"], out / "first.onnx"
    )
    _export(Rest(model.eval()), (states,), ["states"], ["scores"], out / "rest.onnx")


def _export(part: nn.Module, sample: tuple[Tensor, ...], inputs: list[str], outputs: list[str], out: Path) -> None:
    with tempfile.TemporaryDirectory() as folder, torch.no_grad():
        plain, ready = str(Path(folder) / "plain.onnx"), str(Path(folder) / "ready.onnx")
        torch.onnx.export(
            part, sample, plain, input_names=inputs, output_names=outputs,
            dynamic_axes={name: {1: "pieces"} for name in (*inputs, "states")}, opset_version=17, dynamo=False,
        )  # fmt: skip
        quant_pre_process(plain, ready, skip_symbolic_shape=True)
        quantize_dynamic(
            ready, out, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip
    onnx.checker.check_model(str(out))


def log_odds(line: dict[str, Any], place: int, early: bool) -> float:
    """How much likelier than not it is kept, by the whole network or by the first guess."""
    ok = float(line["early"][place] if early else line["scores"][place][0])
    return ok - float(np.log1p(-np.exp(min(ok, -1e-6))))


def calibration(lines: Sequence[dict[str, Any]], early: bool) -> dict[str, list[tuple[float, float]]]:
    """By family, and for "" (all of them): slope and offset of the log odds of each context."""
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    names = ["", *sorted({line["family"] for line in lines})]
    for place in range(len(CONTEXTS)):
        rows = [line for line in lines if line["verdict"][place] and line["reading"] in _whole(lines, place)]
        kept = np.array([line["verdict"][place] == "ok" for line in rows])
        odds = np.array([log_odds(line, place, early) for line in rows])
        slope, offset, moved = fitted(odds, kept, np.array([line["family"] for line in rows]))
        for name in names:
            found[name].append((round(slope, 4), round(offset + moved.get(name, 0.0), 4)))
    return dict(found)


def _whole(lines: Sequence[dict[str, Any]], place: int) -> set[str]:
    """The readings whose cards were read in a context, hardly one left out."""
    every = Counter(line["reading"] for line in lines)
    read = Counter(line["reading"] for line in lines if line["verdict"][place])
    return {name for name, count in every.items() if read[name] >= WHOLE * count}


def hopeless(lines: Sequence[dict[str, Any]], first: Curves, rest: Curves) -> float:
    """The chance, by the first guess with the article at hand, below which hardly any good card lies."""

    def chance(line: dict[str, Any], early: bool, curves: Curves) -> float:
        slope, offset = curves[line["family"]][-1]
        return float(1 / (1 + np.exp(-slope * log_odds(line, -1, early) - offset)))

    good = [chance(line, True, first) for line in lines if chance(line, False, rest) >= GOOD]
    return round(float(np.quantile(good, LOST)), 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--run",
        type=Path,
        nargs="+",
        required=True,
        help="folders with reader.pt and held_out.jsonl: the mean of their weights",
    )
    parser.add_argument(
        "--today", nargs="+", required=True, help="readings of today's generator: chances are right for its cards"
    )
    parser.add_argument("--out", type=Path, default=MODEL)
    args = parser.parse_args()
    torch.set_num_threads(1)
    args.out.mkdir(parents=True, exist_ok=True)
    model = ReaderModel()
    model.load_state_dict(mean_of([torch.load(run / "reader.pt", weights_only=True) for run in args.run]))
    export(model, args.out)
    lines = [json.loads(line) for run in args.run for line in (run / "held_out.jsonl").read_text("utf-8").splitlines()]
    lines = [line for line in lines if line["reading"] in args.today]
    first, rest = (calibration(lines, early) for early in (True, False))
    about = {"first": first, "rest": rest, "hopeless": hopeless(lines, first, rest)}
    (args.out / "reader.json").write_text(json.dumps(about) + "\n", "utf-8")
    print(about)


if __name__ == "__main__":
    main()

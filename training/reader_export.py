"""A trained reader -> the files of quizgen/judge/model: `python -m training.reader_export --run FOLDER`.

Weights are quantised to 7 bits per channel, as the engine's. `held_out.jsonl` of the run gives the calibration: for each context
the slope and offset of the log odds that fit what was kept of cards on articles held out (Platt 1999).
"""

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from quizgen.judge.reader import MODEL
from quizgen.models import CONTEXTS
from training.curves import fitted
from training.reader_model import ReaderModel

INPUTS = ["ids", "shapes", "segments", "mask"]


class Exported(nn.Module):
    """What runs: the scores after all layers."""

    def __init__(self, model: ReaderModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, shapes: Tensor, segments: Tensor, mask: Tensor) -> Tensor:
        return self.model(ids, shapes, segments, mask, exporting=True)[0]


def export(model: ReaderModel, out: Path) -> None:
    """Write the quantised network."""
    sample = tuple(torch.ones((2, 12), dtype=torch.long) for _ in INPUTS)
    dynamic = {name: {0: "rows", 1: "pieces"} for name in INPUTS} | {"scores": {0: "rows"}}
    with tempfile.TemporaryDirectory() as folder, torch.no_grad():
        plain, ready = str(Path(folder) / "plain.onnx"), str(Path(folder) / "ready.onnx")
        torch.onnx.export(
            Exported(model.eval()), sample, plain, input_names=INPUTS, output_names=["scores"], dynamic_axes=dynamic,
            opset_version=17, dynamo=False,
        )  # fmt: skip
        quant_pre_process(plain, ready, skip_symbolic_shape=True)
        quantize_dynamic(
            ready, out, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip
    onnx.checker.check_model(str(out))


def calibration(lines: list[dict[str, object]]) -> list[tuple[float, float]]:
    """Slope and offset of the log odds of each context."""
    found = []
    for place in range(len(CONTEXTS)):
        rows = [line for line in lines if line["verdict"][place]]
        ok = np.array([line["scores"][place][0] for line in rows])
        log_odds = ok - np.log1p(-np.exp(np.minimum(ok, -1e-6)))
        kept = np.array([line["verdict"][place] == "ok" for line in rows])
        slope, offset = fitted(log_odds, kept)
        found.append((round(slope, 4), round(offset, 4)))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder with reader.pt and held_out.jsonl")
    parser.add_argument("--out", type=Path, default=MODEL)
    args = parser.parse_args()
    torch.set_num_threads(1)
    args.out.mkdir(parents=True, exist_ok=True)
    model = ReaderModel()
    model.load_state_dict(torch.load(args.run / "reader.pt", weights_only=True))
    export(model, args.out / "reader.onnx")
    lines = [json.loads(line) for line in (args.run / "held_out.jsonl").read_text("utf-8").splitlines()]
    about = {"calibration": calibration(lines)}
    (args.out / "reader.json").write_text(json.dumps(about) + "\n", "utf-8")
    print(about)


if __name__ == "__main__":
    main()

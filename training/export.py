"""Checkpoint -> the files of quizgen/annotate/model: `python -m training.export --run FOLDER --out FOLDER`.

Weights are quantised to 7 bits per channel: on processors without VNNI, sums of 8-bit products overflow 16 bits.
"""

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from quizgen.pieces import WordPieces, collate
from training.model import JointModel

OUTPUTS = ["upos", "xpos", "feats", "start", "arcs", "dependent", "head", "names", "states"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder with checkpoint.pt and labels.json")
    parser.add_argument("--encoder", type=Path, required=True, help="folder with tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    labels = json.loads((args.run / "labels.json").read_text())
    model = JointModel({name: len(values) for name, values in labels.items()})
    model.load_state_dict(torch.load(args.run / "checkpoint.pt", map_location="cpu")["average"])
    model.eval()
    pieces = WordPieces(args.encoder / "tokenizer.json")
    sample = collate(
        [
            pieces.encode(text.split())
            for text in ("It rained in Paris .", "The canal , which opened in 1869 , is long .")
        ]
    )
    dynamic = {name: {0: "rows", 1: "pieces"} for name in ("ids", "shapes", "mask")} | {
        "first": {0: "rows", 1: "heads"}
    }
    dynamic |= {name: {0: "rows", 1: "words"} for name in OUTPUTS} | {"head": {0: "rows", 1: "heads"}}
    dynamic["arcs"] = {0: "rows", 1: "words", 2: "heads"}
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, torch.no_grad():
        plain, ready = str(Path(folder) / "plain.onnx"), str(Path(folder) / "ready.onnx")
        torch.onnx.export(
            model, tuple(torch.from_numpy(array) for array in sample), plain, input_names=list(sample._fields),
            output_names=OUTPUTS, dynamic_axes=dynamic, opset_version=17, dynamo=False,
        )  # fmt: skip
        quant_pre_process(plain, ready, skip_symbolic_shape=True)
        quantize_dynamic(
            ready, args.out / "model.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip
    onnx.checker.check_model(str(args.out / "model.onnx"))
    np.savez_compressed(args.out / "biaffine.npz", weights=model.label_weights.detach().numpy().astype(np.float16))
    (args.out / "labels.json").write_text(json.dumps(labels, ensure_ascii=False) + "\n")
    shutil.copyfile(args.encoder / "tokenizer.json", args.out / "tokenizer.json")


if __name__ == "__main__":
    main()

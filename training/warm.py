"""The shipped engine back as the weights of an encoder: where there is no checkpoint, training starts from the quantised model."""

import re
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor


def engine_encoder(model: Path) -> dict[str, Tensor]:
    """State of `training.model.JointModel`'s embeddings, norm and layers, of an exported `model.onnx` with 7-bit weights."""
    graph = onnx.load(str(model)).graph
    arrays = {array.name: numpy_helper.to_array(array) for array in graph.initializer}

    def plain(name: str) -> np.ndarray:
        if name in arrays:
            return arrays[name].copy()
        whole = arrays[f"{name}_quantized"].astype(np.float32) - arrays[f"{name}_zero_point"].astype(np.float32)
        return whole * arrays[f"{name}_scale"].astype(np.float32)

    state = {
        name: torch.from_numpy(plain(name)) for name in arrays if re.match(r"(?:layers|norm|positions)\b.*[^_]$", name)
    }
    state |= {name: torch.from_numpy(plain(name)) for name in ("words.weight", "shapes.weight")}
    for node in graph.node:
        if node.op_type == "MatMulInteger" and node.name.startswith("/layers"):
            layer = node.name.strip("/").replace("/MatMul_quant", "").replace("/", ".")
            state[f"{layer}.weight"] = torch.from_numpy(plain(node.input[1].removesuffix("_quantized")).T.copy())
    return state

"""A model of onnxruntime on one thread: the engine's, the reader's."""

from pathlib import Path

import onnxruntime


def session(model: Path, threads: int = 1) -> onnxruntime.InferenceSession:
    """The session of an exported model; it neither spins nor warns."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(
        model,
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],  # the fused kernel takes four times as long as its parts
    )

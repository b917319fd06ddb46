"""The reader: the engine's encoder over one sheet (quizgen/judge/sheet.py), and for each context what a strict reader would say."""

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from training.model import LAYERS, SHAPES, WIDTH, Layer
from training.warm import engine_encoder

SEGMENTS, CONTEXTS = 4, 3
LETTERS = ("ok", "A", "B", "C", "D", "E", "F", "G")
EARLY = 3  # layers after which a first guess is made


class ReaderModel(nn.Module):
    """Scores (rows, contexts, letters) after all layers, and a first guess of the same after `EARLY` of them."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH)
        self.shapes, self.segments = nn.Embedding(SHAPES, WIDTH), nn.Embedding(SEGMENTS, WIDTH)
        self.norm, self.dropout = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.early, self.last = (nn.Linear(2 * WIDTH, CONTEXTS * len(LETTERS)) for _ in range(2))
        for head in (self.early, self.last):
            nn.init.normal_(head.weight, std=0.02)
            nn.init.zeros_(head.bias)
        nn.init.zeros_(self.segments.weight)
        self.words.weight.requires_grad = False  # shared with the engine

    def start_from(self, engine: Path) -> "ReaderModel":
        """Take the encoder of the engine, which has learnt syntax and capitals."""
        missing, unknown = self.load_state_dict(engine_encoder(engine), strict=False)
        own = ("segments", "early", "last")
        if unknown or any(not name.startswith(own) for name in missing):
            raise ValueError(f"{engine} is another encoder: {unknown or missing}")
        return self

    def embedded(self, ids: Tensor, shapes: Tensor, segments: Tensor) -> Tensor:
        """What goes into the layers."""
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.shapes(shapes) + self.segments(segments)
        return self.dropout(self.norm(x))

    def through(self, x: Tensor, mask: Tensor, first: int, last: int, exporting: bool) -> Tensor:
        """The states after the layers `first` to `last`, without the latter."""
        bias = (1 - mask[:, None, None, :].float()) * -1e4
        for layer in self.layers[first:last]:
            x = layer(x, bias, self.dropout.p, exporting)
        return x

    def guess(self, x: Tensor, mask: Tensor, head: nn.Linear) -> Tensor:
        """Scores (rows, contexts, letters) of the first piece and the mean of all."""
        weights = mask[:, :, None].float()
        mean = (x.float() * weights).sum(1) / weights.sum(1)
        pooled = self.dropout(torch.cat([x[:, 0].float(), mean], 1))
        return head(pooled).view(-1, CONTEXTS, len(LETTERS))

    def forward(
        self, ids: Tensor, shapes: Tensor, segments: Tensor, mask: Tensor, exporting: bool = False
    ) -> tuple[Tensor, Tensor]:
        x = self.through(self.embedded(ids, shapes, segments), mask, 0, EARLY, exporting)
        early = self.guess(x, mask, self.early)
        return self.guess(self.through(x, mask, EARLY, LAYERS, exporting), mask, self.last), early


def mean_of(states: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of the weights of runs from one start: mostly better than each of them (Wortsman et al. 2022)."""
    return {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}

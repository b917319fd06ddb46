"""The joint model: MiniLM encoder (Wang et al. 2020), linear taggers, biaffine parser (Dozat and Manning 2017), name tagger."""

import math
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

WIDTH, HEADS, INNER, LAYERS, SHAPES = 384, 12, 1536, 6, 8


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.attend_in, self.attend_out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor, dropout: float, exporting: bool) -> Tensor:
        rows, length, _ = x.shape
        query, key, value = (
            self.attend_in(x).view(rows, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        )
        if exporting:
            weights = torch.softmax(torch.matmul(query, key.transpose(-1, -2)) / math.sqrt(WIDTH // HEADS) + mask, -1)
            mixed = torch.matmul(weights, value)
        else:
            mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=mask.to(query.dtype))
        mixed = self.attend_out(mixed.transpose(1, 2).reshape(rows, length, WIDTH))
        x = self.norm1(x + F.dropout(mixed, dropout, self.training))
        return self.norm2(x + F.dropout(self.outer(F.gelu(self.inner(x))), dropout, self.training))


class JointModel(nn.Module):
    """`sizes` gives the number of labels of each head: upos, xpos, feats, deps, names."""

    def __init__(self, sizes: dict[str, int], arc: int = 256, label: int = 96) -> None:
        super().__init__()
        self.sizes, self.dropout, self.head_dropout = sizes, 0.05, 0.2
        self.words, self.positions, self.shapes = (
            nn.Embedding(30522, WIDTH),
            nn.Embedding(512, WIDTH),
            nn.Embedding(SHAPES, WIDTH),
        )
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.tagger = nn.Linear(WIDTH, sizes["upos"] + sizes["xpos"] + sizes["feats"] + 2)
        self.name_inner, self.namer = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, sizes["names"])
        self.arc_dependent, self.arc_head = nn.Linear(WIDTH, arc), nn.Linear(WIDTH, arc)
        self.label_dependent, self.label_head = nn.Linear(WIDTH, label), nn.Linear(WIDTH, label)
        self.arc_weights = nn.Parameter(torch.randn(arc + 1, arc) * 0.03)
        self.label_weights = nn.Parameter(torch.randn(sizes["deps"], label + 1, label + 1) * 0.03)
        for layer in (self.arc_dependent, self.arc_head, self.label_dependent, self.label_head):
            nn.init.orthogonal_(layer.weight)

    def load_encoder(self, weights: Path) -> None:
        """Start from the published encoder; the token-type table becomes the word-shape table."""
        state = load_file(weights)
        with torch.no_grad():
            self.words.weight.copy_(state["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(state["embeddings.position_embeddings.weight"])
            kind = state["embeddings.token_type_embeddings.weight"][:1].expand(SHAPES, -1)
            self.shapes.weight.copy_(kind + 0.002 * torch.randn(SHAPES, WIDTH))
            self.norm.weight.copy_(state["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(state["embeddings.LayerNorm.bias"])
            for number, layer in enumerate(self.layers):
                prefix = f"encoder.layer.{number}."
                pairs = (
                    (layer.attend_out, "attention.output.dense"),
                    (layer.norm1, "attention.output.LayerNorm"),
                    (layer.inner, "intermediate.dense"),
                    (layer.outer, "output.dense"),
                    (layer.norm2, "output.LayerNorm"),
                )
                for kind_ in ("weight", "bias"):
                    parts = [state[f"{prefix}attention.self.{part}.{kind_}"] for part in ("query", "key", "value")]
                    getattr(layer.attend_in, kind_).copy_(torch.cat(parts))
                    for module, name in pairs:
                        getattr(module, kind_).copy_(state[f"{prefix}{name}.{kind_}"])

    def encode(self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, exporting: bool = False) -> Tensor:
        """States (rows, 1 + words, width): the root (CLS), then the first piece of each word."""
        x = self.norm(self.words(ids) + self.shapes(shapes) + self.positions.weight[: ids.shape[1]])
        bias = (1 - mask[:, None, None, :].float()) * -1e4
        for layer in self.layers:
            x = layer(x, bias, self.dropout, exporting)
        return torch.gather(x, 1, first[:, :, None].expand(-1, -1, x.shape[2]))

    def heads(self, states: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Tag scores, arc scores (word, head), label states of words and of heads, name scores."""
        states = F.dropout(states, self.head_dropout, self.training)
        words = states[:, 1:]

        def project(layer: nn.Linear, x: Tensor) -> Tensor:
            return F.dropout(F.gelu(layer(x)), self.head_dropout, self.training)

        dependent, head = project(self.arc_dependent, words), project(self.arc_head, states)
        arcs = (
            torch.matmul(torch.matmul(dependent, self.arc_weights[:-1]) + self.arc_weights[-1], head.transpose(1, 2))
            / 16
        )
        names = self.namer(F.gelu(self.name_inner(words)))
        return self.tagger(words), arcs, project(self.label_dependent, words), project(self.label_head, states), names

    def labels(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Label scores of given arcs: (arcs, label) states twice -> (arcs, labels)."""
        one = torch.ones_like(dependent[:, :1])
        left, right = torch.cat([dependent, one], 1), torch.cat([head, one], 1)
        return torch.einsum("nlj,nj->nl", torch.einsum("ni,lij->nlj", left, self.label_weights), right)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """What is exported: upos, xpos and feats indices, sentence-start score, arcs, label states, name scores, and the
        words' own states, which quizgen/annotate/ranker.py reads."""
        states = self.encode(ids, shapes, mask, first, exporting=True)
        tags, arcs, dependent, head, names = self.heads(states)
        upos, xpos, feats, start = tags.split([self.sizes["upos"], self.sizes["xpos"], self.sizes["feats"], 2], -1)
        return (
            upos.argmax(-1),
            xpos.argmax(-1),
            feats.argmax(-1),
            start[..., 1] - start[..., 0],
            arcs,
            dependent,
            head,
            names,
            states[:, 1:],
        )

"""The network: a BERT encoder, and light heads for attributions and position frames.

The encoder is BERT (Devlin et al. 2019) in plain torch, with the parameter names of published checkpoints, so that any
BERT-like ``model.safetensors`` loads. Heads read the vector of each word's first piece.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from pourparler.reader.layout import KINDS, LINK, OUTPUTS, POINTER, POINTERS, SPAN, TAGS


@dataclass(frozen=True, slots=True)
class Shape:
    """Size of the encoder, read from a checkpoint's config.json."""

    hidden: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    vocabulary: int = 30522
    positions: int = 512
    features: int = 12


class Layer(nn.Module):
    """One transformer layer (post-norm, as BERT)."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query, self.key, self.value = (nn.Linear(shape.hidden, shape.hidden) for _ in range(3))
        self.out = nn.Linear(shape.hidden, shape.hidden)
        self.norm1 = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.inner = nn.Linear(shape.hidden, shape.inner)
        self.outer = nn.Linear(shape.inner, shape.hidden)
        self.norm2 = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """``x``: (batch, pieces, hidden); ``bias``: (batch, 1, 1, pieces), very negative on padding."""
        batch, pieces, hidden = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, pieces, self.heads, hidden // self.heads).transpose(1, 2)

        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        scores = query @ key.transpose(-1, -2) / math.sqrt(hidden // self.heads) + bias
        mixed = (self.dropout(scores.softmax(-1)) @ value).transpose(1, 2).reshape(batch, pieces, hidden)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.outer(functional.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """Word pieces and features to one vector a piece."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(shape.vocabulary, shape.hidden)
        self.position = nn.Embedding(shape.positions, shape.hidden)
        self.feature = nn.Embedding(shape.features, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """All three: (batch, pieces); ``mask`` is 1 on real pieces. Returns (batch, pieces, hidden)."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.dropout(self.norm(self.word(pieces) + self.position(places) + self.feature(features)))
        bias = ((1 - mask) * -10000.0)[:, None, None, :].to(x.dtype)
        for layer in self.layers:
            x = layer(x, bias)
        return x


class ReaderNet(nn.Module):
    """Encoder and heads; the forward pass returns one row of all head outputs a word (see reader.layout)."""

    def __init__(self, shape: Shape, dropout: float = 0.1, head_dropout: float = 0.2) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape, dropout)
        hidden = shape.hidden
        self.head_dropout = nn.Dropout(head_dropout)
        self.tags = nn.Linear(hidden, len(TAGS))
        self.links = nn.Linear(hidden, 4 * LINK + 1)  # content->cue query, key; cue->source query, key; no-source
        self.middle = nn.Linear(hidden, hidden)
        kinds = len(KINDS)
        self.acts = nn.Linear(hidden, (kinds + 1) * SPAN + 2 * kinds)  # starts by kind, one end, two biases a kind
        self.stands = nn.Linear(hidden, 2 * kinds + 1)  # BIO of acts by kind: trains the encoder, votes in decoding
        self.pointers = nn.Linear(hidden, 3 * POINTERS * POINTER + 2 * POINTERS + 1 + 3 * POINTER)
        with torch.no_grad():
            self.acts.bias[-2 * kinds :] = -2.5  # most spans are no act: start from there

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """``first``: flat index (row * pieces + column) of each word's first piece. Returns (words, OUTPUTS)."""
        states = self.encoder(pieces, features, mask)
        words = states.reshape(-1, self.shape.hidden)[first]
        low = self.head_dropout(functional.gelu(self.middle(words)))
        out = torch.cat([self.tags(words), self.links(words), self.acts(low), self.stands(low), self.pointers(low)], -1)
        assert out.shape[-1] == OUTPUTS
        return out


def load_encoder(encoder: Encoder, state: dict[str, Tensor]) -> None:
    """Copy a published BERT checkpoint's tensors into ``encoder``; features start as the first token type."""
    state = {name.removeprefix("bert."): value.float() for name, value in state.items()}
    names = {
        "attention.self.query": "query",
        "attention.self.key": "key",
        "attention.self.value": "value",
        "attention.output.dense": "out",
        "attention.output.LayerNorm": "norm1",
        "intermediate.dense": "inner",
        "output.dense": "outer",
        "output.LayerNorm": "norm2",
    }
    with torch.no_grad():
        encoder.word.weight.copy_(state["embeddings.word_embeddings.weight"])
        encoder.position.weight.copy_(state["embeddings.position_embeddings.weight"])
        encoder.feature.weight.copy_(
            state["embeddings.token_type_embeddings.weight"][:1].expand_as(encoder.feature.weight)
        )
        encoder.norm.weight.copy_(state["embeddings.LayerNorm.weight"])
        encoder.norm.bias.copy_(state["embeddings.LayerNorm.bias"])
        for number, layer in enumerate(encoder.layers):
            for theirs, ours in names.items():
                for part in ("weight", "bias"):
                    value = state[f"encoder.layer.{number}.{theirs}.{part}"]
                    getattr(getattr(layer, ours), part).copy_(value)

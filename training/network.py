"""The network: a BERT encoder cut in two, and light heads on both parts.

The lower layers (the trunk) read whole windows; heads on them mark attributions, entities and, a sentence, hedge, event
class and embedding. The upper layers (the crown) read on only in sentences that may hold a position, a fifth of the
text, and mark position frames there.

The encoder is BERT (Devlin et al. 2019) in plain torch, and loads the parameters of published BERT-like checkpoints.
What enters a product with weights is held within fixed limits, those of its 8-bit numbers in the shipped file, so that
training meets the saturation that reading will (the idea of quantisation-aware training, Jacob et al. 2018, without the
rounding, which bfloat16 brings anyway).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import torch
from torch import Tensor, nn
from torch.nn import functional

from pourparler.reader.encoding import FEATURES
from pourparler.reader.layout import (
    ENTITY_TAGS,
    EVENTS,
    KINDS,
    LINK,
    POINTER,
    POINTERS,
    SPAN,
    STANDS,
    TAGS,
    WORDS,
    width,
)  # fmt: skip

# Largest magnitude let into each product. In published MiniLM weights one channel of what enters a layer's inner
# product is four times as large as all others, and one of what enters its outer product five times (measured 2026-11).
LIMITS = {"attention": 6.0, "out": 4.0, "inner": 8.0, "outer": 6.0}


@dataclass(frozen=True, slots=True)
class Shape:
    """Size of the encoder: from a checkpoint's config.json, and where it is cut."""

    hidden: int = 384
    trunk: int = 4
    crown: int = 2
    heads: int = 12
    width: int = 32  # of a head
    inner: int = 1536
    lean: tuple[int, int] | None = None  # heads and inner width of the trunk's layers, where those were pruned
    vocabulary: int = 30522
    positions: int = 512
    features: int = FEATURES
    limited: bool = True  # whether LIMITS hold; the original encoder knows none


class Dropout(nn.Module):
    """Dropout (Srivastava et al. 2014) whose masks are slices of one long random row.

    Fresh numbers for every mask took half of a forward pass on a CPU. Where a slice begins is random, and
    the row is drawn anew now and then.
    """

    LENGTH = 1 << 22

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate, self.calls = rate, 0
        self.row = torch.zeros(0)

    def forward(self, x: Tensor) -> Tensor:
        """Hide a share of the numbers and scale the others up; nothing when not training."""
        if not self.training or not self.rate:
            return x
        if self.calls % 500 == 0:
            self.row = (torch.rand(self.LENGTH, device=x.device) >= self.rate) / (1 - self.rate)
        self.calls += 1
        size = min(x.numel(), self.LENGTH // 2)
        at = int(torch.randint(self.LENGTH - size, (1,)))
        mask = self.row[at : at + size].to(x.dtype)
        return x * (mask if size == x.numel() else mask.repeat(-(-x.numel() // size))[: x.numel()]).view(x.shape)


class Layer(nn.Module):
    """One transformer layer (post-norm, as BERT)."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads, self.width, self.limited = shape.heads, shape.width, shape.limited
        self.attention = nn.Linear(shape.hidden, 3 * shape.heads * shape.width)  # query, key, value side by side
        self.out = nn.Linear(shape.heads * shape.width, shape.hidden)
        self.norm1 = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.inner = nn.Linear(shape.hidden, shape.inner)
        self.outer = nn.Linear(shape.inner, shape.hidden)
        self.norm2 = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.dropout = Dropout(dropout)

    def held(self, x: Tensor, place: str) -> Tensor:
        """Limit ``x`` as its 8-bit numbers will."""
        return x.clamp(-LIMITS[place], LIMITS[place]) if self.limited else x

    def forward(self, x: Tensor, bias: Tensor | float) -> Tensor:
        """``x``: (batch, pieces, hidden); ``bias``: (batch, 1, 1, pieces), very negative on padding; 0 without any."""
        batch, pieces, _ = x.shape
        parts = self.attention(self.held(x, "attention")).view(batch, pieces, 3, self.heads, self.width)
        query, key, value = (parts[:, :, i].transpose(1, 2) for i in range(3))
        scores = query @ key.transpose(-1, -2) / math.sqrt(self.width)
        mixed = (scores if isinstance(bias, float) else scores + bias).softmax(-1) @ value
        mixed = mixed.transpose(1, 2).reshape(batch, pieces, self.heads * self.width)
        x = self.norm1(x + self.dropout(self.out(self.held(mixed, "out"))))
        inner = functional.gelu(self.inner(self.held(x, "inner")))
        return self.norm2(x + self.dropout(self.outer(self.held(inner, "outer"))))


class ReaderNet(nn.Module):
    """Trunk, crown and heads; see reader.layout for what the rows of the three outputs hold."""

    def __init__(self, shape: Shape, dropout: float = 0.1, head_dropout: float = 0.2) -> None:
        super().__init__()
        self.shape = shape
        hidden, kinds = shape.hidden, len(KINDS)
        self.word = nn.Embedding(shape.vocabulary, hidden)
        self.position = nn.Embedding(shape.positions, hidden)
        self.feature = nn.Embedding(shape.features, hidden)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout, self.head_dropout = Dropout(dropout), Dropout(head_dropout)
        heads, inner = shape.lean or (shape.heads, shape.inner)
        lean = replace(shape, heads=heads, inner=inner)
        self.trunk = nn.ModuleList(Layer(lean, dropout) for _ in range(shape.trunk))
        self.crown = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.crown))
        # tags, links (content -> cue query, key; cue -> source query, key; no source), entities, gate
        self.marks = nn.Linear(hidden, len(TAGS) + 4 * LINK + 1 + len(ENTITY_TAGS) + 1)
        self.pooled = nn.Linear(hidden, 128)
        self.senses = nn.Linear(128, 1 + len(EVENTS))
        self.embed = nn.Linear(hidden, hidden)
        self.middle = nn.Linear(hidden, hidden)
        self.acts = nn.Linear(hidden, (kinds + 1) * SPAN + 2 * kinds)  # starts by kind, one end, two biases a kind
        self.stands = nn.Linear(hidden, 2 * kinds + 1)  # BIO of acts by kind: trains the encoder, votes in decoding
        self.pointers = nn.Linear(hidden, 3 * POINTERS * POINTER + 2 * POINTERS + 1 + 3 * POINTER)
        # Learned scores of one tag after another, for a CRF (Lafferty et al. 2001); last row: of the first tag
        self.transitions = nn.Parameter(torch.zeros(len(TAGS) + 1, len(TAGS)))
        with torch.no_grad():
            self.acts.bias[-2 * kinds :] = -2.5  # most spans are no act: start from there
            self.marks.bias[-1] = -2.0

    def read(self, pieces: Tensor, features: Tensor, mask: Tensor | None = None) -> Tensor:
        """Vectors of all pieces after the trunk: (batch, pieces, hidden), from (batch, pieces); no mask: no padding."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.dropout(self.norm(self.word(pieces) + self.position(places) + self.feature(features)))
        bias = 0.0 if mask is None else ((1 - mask) * -10000.0)[:, None, None, :].to(x.dtype)
        for layer in self.trunk:
            x = layer(x, bias)
        return x

    def mark(self, states: Tensor, first: Tensor, pool: Tensor) -> tuple[Tensor, Tensor]:
        """Rows of words and of sentences.

        ``first``: flat index (row * pieces + column) of each word's first piece. ``pool``: (sentences, words), the
        share of each word in its sentence's mean.
        """
        words = states.reshape(-1, self.shape.hidden)[first]
        marks = self.marks(words)
        means = pool.to(words.dtype) @ words
        senses = self.senses(self.head_dropout(functional.gelu(self.pooled(means))))
        sentences = torch.cat([senses, functional.normalize(self.embed(means), dim=-1)], -1)
        assert marks.shape[-1] == width(WORDS)
        return marks, sentences

    def stand(self, states: Tensor, index: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """Rows of the words of some sentences: their pieces are taken out and read on by the crown.

        ``states``: (all pieces, hidden). ``index``: (sentences, pieces), which of them; ``mask`` is 1 where real.
        ``first``: flat index, into ``index``, of each word's first piece.
        """
        x = states[index]
        bias = ((1 - mask) * -10000.0)[:, None, None, :].to(x.dtype)
        for layer in self.crown:
            x = layer(x, bias)
        words = x.reshape(-1, self.shape.hidden)[first]
        low = self.head_dropout(functional.gelu(self.middle(words)))
        out = torch.cat([self.acts(low), self.stands(low), self.pointers(low)], -1)
        assert out.shape[-1] == width(STANDS)
        return out


def load_encoder(net: ReaderNet, state: dict[str, Tensor]) -> None:
    """Copy a published BERT checkpoint's tensors into ``net``; features start as the first token type.

    Where the checkpoint has more layers than ``net``, evenly spread ones are taken.
    """
    state = {name.removeprefix("bert."): value.float() for name, value in state.items()}
    count = 1 + max(int(n.split(".")[2]) for n in state if n.startswith("encoder.layer."))
    layers = [*net.trunk, *net.crown]
    with torch.no_grad():
        net.word.weight.copy_(state["embeddings.word_embeddings.weight"])
        net.position.weight.copy_(state["embeddings.position_embeddings.weight"])
        kinds = state["embeddings.token_type_embeddings.weight"]
        net.feature.weight.copy_(kinds[:1].expand_as(net.feature.weight))
        net.norm.weight.copy_(state["embeddings.LayerNorm.weight"])
        net.norm.bias.copy_(state["embeddings.LayerNorm.bias"])
        for number, layer in enumerate(layers):
            _load_layer(layer, state, f"encoder.layer.{number * count // len(layers)}.")


def _load_layer(layer: nn.Module, state: dict[str, Tensor], prefix: str) -> None:
    names = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for part in ("weight", "bias"):
        for ours, theirs in names.items():
            getattr(getattr(layer, ours), part).copy_(state[f"{prefix}{theirs}.{part}"])
        three = [state[f"{prefix}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
        getattr(layer.attention, part).copy_(torch.cat(three))

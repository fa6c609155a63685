"""What the sentence embedding is trained to be near: the original encoder's (mean over pieces, length 1)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch.nn import functional

from pourparler.reader.encoding import CLS, SEP
from training.network import ReaderNet, Shape, load_encoder

if TYPE_CHECKING:
    from torch import Tensor

    from pourparler.reader.encoding import Encoded

LONGEST = 126  # pieces of a sentence looked at


@torch.no_grad()
def vectors(shape: Shape, state: dict[str, Tensor], texts: list[Encoded], layers: int) -> list[np.ndarray]:
    """Embeddings of each text's sentences, (sentences, hidden), by the original encoder with ``layers`` layers."""
    net = ReaderNet(replace(shape, trunk=layers, crown=0, limited=False, lean=None))
    load_encoder(net, state)
    net.eval()
    device = torch.get_default_device().type
    every = [_pieces(text, s) for text in texts for s in text.sentences]
    order = sorted(range(len(every)), key=lambda i: len(every[i]))
    out = np.zeros((len(every), shape.hidden), dtype=np.float16)
    for at in range(0, len(order), 64):
        chosen = order[at : at + 64]
        longest = max(len(every[i]) for i in chosen)
        ids = torch.zeros(len(chosen), longest, dtype=torch.long)
        mask = torch.zeros_like(ids)
        for row, i in enumerate(chosen):
            size = len(every[i])
            ids[row, :size], mask[row, :size] = torch.tensor(every[i]), 1
        with torch.autocast(device, dtype=torch.bfloat16):
            states = net.read(ids, torch.zeros_like(ids), mask).float()
        means = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        out[chosen] = functional.normalize(means, dim=-1).cpu().numpy()
    counts = np.cumsum([len(text.sentences) for text in texts])
    return np.split(out, counts[:-1])


def _pieces(text: Encoded, sentence: tuple[int, int]) -> list[int]:
    left, right = text.first[sentence[0]], text.first[sentence[1]]
    return [CLS, *text.pieces[left:right][:LONGEST].tolist(), SEP]

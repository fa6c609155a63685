"""What the network is trained to answer, as one loss a batch."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn import functional

from pourparler.reader.layout import COLUMNS, KINDS, LINK, POINTER, POINTERS, SPAN
from training.examples import padded

if TYPE_CHECKING:
    from training.examples import Window
    from training.network import ReaderNet

WIDEST = 40  # words: no act of the annotated sentences is wider


def forward(net: ReaderNet, batch: list[Window]) -> list[Tensor]:
    """Run a batch; returns one (words, OUTPUTS) tensor a window."""
    device = next(net.parameters()).device
    given = [torch.from_numpy(x).to(device) for x in padded(batch).values()]
    out = net(*given).float()
    return list(out.split([len(w.first) for w in batch]))


def attribution_loss(rows: list[Tensor], batch: list[Window]) -> Tensor:
    """Tags of all words, and both links, averaged over words and links of the batch."""
    tags = functional.cross_entropy(
        torch.cat([r[:, COLUMNS["tags"]] for r in rows]), torch.cat([torch.from_numpy(w.tags) for w in batch])
    )
    links = []
    scale = math.sqrt(LINK)
    for row, window in zip(rows, batch, strict=True):
        if window.cues:
            asks, answers = (list(x) for x in zip(*window.cues, strict=True))
            scores = row[asks, COLUMNS["cue_query"]] @ row[:, COLUMNS["cue_key"]].T / scale
            links.append(functional.cross_entropy(scores, torch.tensor(answers), reduction="none"))
        if window.sources:
            asks, answers = (list(x) for x in zip(*window.sources, strict=True))
            scores = row[asks, COLUMNS["source_query"]] @ row[:, COLUMNS["source_key"]].T / scale
            scores = torch.cat([scores, row[asks, COLUMNS["no_source"]]], -1)
            wanted = torch.tensor([len(row) if a < 0 else a for a in answers])
            links.append(functional.cross_entropy(scores, wanted, reduction="none"))
    return tags + (0.15 * torch.cat(links).mean() if links else 0.0)


def _acts(row: Tensor, window: Window) -> Tensor:
    """Cross entropy of every stretch of words of the sentence: a kind, or none."""
    begin, end = window.sentence
    words = row[begin:end]
    size, kinds = len(words), len(KINDS)
    starts = words[:, COLUMNS["act_start"]].view(size, kinds, SPAN)
    scores = torch.einsum("ikd,jd->ijk", starts, words[:, COLUMNS["act_end"]]) / math.sqrt(SPAN)
    scores = scores + words[:, None, COLUMNS["act_start_bias"]] + words[None, :, COLUMNS["act_end_bias"]]
    scores = torch.cat([scores.new_zeros(size, size, 1), scores], -1)
    wanted = torch.zeros(size, size, dtype=torch.long)
    for frame in window.frames:
        a, b = frame["act"]
        wanted[a - begin, b - begin] = frame["kind"] + 1
    i, j = torch.triu_indices(size, size)
    near = j - i < WIDEST
    loss = functional.cross_entropy(scores[i[near], j[near]], wanted[i[near], j[near]], reduction="sum")
    bio = torch.zeros(size, dtype=torch.long)
    for frame in window.frames:
        a, b = frame["act"]
        bio[a - begin : b - begin + 1] = 2 + 2 * frame["kind"]
        bio[a - begin] = 1 + 2 * frame["kind"]
    return loss + 0.1 * functional.cross_entropy(words[:, COLUMNS["stands"]], bio, reduction="sum")


def _pointers(row: Tensor, window: Window) -> Tensor:
    """From each act to holder, condition and addressee (or none), its trigger words, and whether it is hedged."""
    begin, end = window.sentence
    words = row[begin:end]
    size = len(words)
    keys = words[:, COLUMNS["point_key"]].view(size, POINTERS, POINTER)
    total = row.new_zeros(())
    for frame in window.frames:
        a, b = frame["act"]
        query = (row[a, COLUMNS["point_first"]] + row[b, COLUMNS["point_last"]]).view(POINTERS, POINTER)
        scores = torch.einsum("pd,wpd->pw", query, keys) / math.sqrt(POINTER)
        none = row[a, COLUMNS["point_none"]][:POINTERS] + row[b, COLUMNS["point_none"]][POINTERS:]
        scores = torch.cat([scores, none[:, None]], -1)
        wanted = []
        for role in ("holder", "condition", "addressee"):
            span = frame[role]
            wanted += [size, size] if span is None else [span[0] - begin, span[1] - begin]
        total = total + functional.cross_entropy(scores, torch.tensor(wanted), reduction="sum") * 0.5
        query = row[a, COLUMNS["trigger_first"]] + row[b, COLUMNS["trigger_last"]]
        marks = words[:, COLUMNS["trigger_key"]] @ query / math.sqrt(POINTER) - 2.0
        target = torch.zeros(size)
        for s, e in frame["trigger"]:
            target[s - begin : e - begin + 1] = 1
        total = total + 0.1 * functional.binary_cross_entropy_with_logits(marks, target, reduction="sum")
        hedged = row[a, COLUMNS["hedged"]] - 2.0
        total = total + 0.2 * functional.binary_cross_entropy_with_logits(
            hedged, hedged.new_full((1,), float(frame["hedged"]))
        )
    return total


def position_loss(rows: list[Tensor], batch: list[Window]) -> Tensor:
    """Acts, pointers, triggers and hedges, averaged over sentences."""
    total = sum((_acts(r, w) + _pointers(r, w) for r, w in zip(rows, batch, strict=True)), rows[0].new_zeros(()))
    return total / len(batch)

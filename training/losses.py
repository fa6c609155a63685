"""What the network is trained to answer, as one loss a batch."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from pourparler.reader.frames import WIDEST
from pourparler.reader.layout import ENTITY_TAGS, KINDS, LINK, POINTER, POINTERS, SENTENCES, SPAN, STANDS, WORDS
from training.examples import crowned, padded

if TYPE_CHECKING:
    from training.examples import Window
    from training.network import ReaderNet

_ARMS = np.array([i for i, tag in enumerate(ENTITY_TAGS) if tag.endswith("arms")])


def put(x: np.ndarray) -> Tensor:
    """Return an array as a tensor on the device in use."""
    return torch.from_numpy(x).to(torch.get_default_device())


def given(arrays: dict[str, np.ndarray]) -> list[Tensor]:
    """Return arrays as tensors, in their order."""
    return [put(x) for x in arrays.values()]


def trunk(net: ReaderNet, batch: list[Window]) -> tuple[Tensor, list[Tensor], Tensor]:
    """Run the trunk; returns its states, one (words, columns) tensor a window, and the rows of all sentences."""
    pieces, features, mask, first, pool = given(padded(batch))
    states = net.read(pieces, features, mask)
    marks, sentences = net.mark(states, first, pool)
    return states, list(marks.float().split([len(w.first) for w in batch])), sentences.float()


def crown(net: ReaderNet, states: Tensor, batch: list[Window]) -> list[Tensor]:
    """Run the crown on each window's annotated sentence; returns one (words, columns) tensor a sentence."""
    rows = net.stand(states.reshape(-1, states.shape[-1]), *given(crowned(batch))).float()
    return list(rows.split([w.sentence[1] - w.sentence[0] for w in batch if w.sentence]))


def sequence_loss(emitted: Tensor, wanted: Tensor, mask: Tensor, transitions: Tensor) -> Tensor:
    """Negative log likelihood of tag sequences under a linear-chain CRF, summed (Lafferty et al. 2001).

    ``emitted``: (batch, words, tags). ``wanted``: (batch, words). ``mask``: (batch, words), true where a word is.
    ``transitions``: (tags + 1, tags), from one to another; the last row is of the first word's tag.
    """
    size = emitted.shape[-1]
    best = emitted[:, 0] + transitions[size]
    for at in range(1, emitted.shape[1]):
        paths = torch.logsumexp(best[:, :, None] + transitions[None, :size], 1) + emitted[:, at]
        best = torch.where(mask[:, at, None], paths, best)
    total = torch.logsumexp(best, -1)
    picked = emitted.gather(-1, wanted[..., None])[..., 0]
    steps = transitions[wanted[:, :-1], wanted[:, 1:]]
    gold = (picked * mask).sum(-1) + transitions[size][wanted[:, 0]] + (steps * mask[:, 1:]).sum(-1)
    return (total - gold).sum()


def attribution_loss(net: ReaderNet, rows: list[Tensor], batch: list[Window]) -> Tensor:
    """Tags of all words, one by one and as sequences, and both links, averaged over words and links of the batch."""
    emitted = [r[:, WORDS["tags"]] for r in rows]
    wanted = [put(w.tags) for w in batch]
    each = functional.cross_entropy(torch.cat(emitted), torch.cat(wanted))
    longest = max(len(e) for e in emitted)
    mask = torch.tensor([[i < len(e) for i in range(longest)] for e in emitted])
    whole = sequence_loss(
        torch.stack([functional.pad(e, (0, 0, 0, longest - len(e))) for e in emitted]),
        torch.stack([functional.pad(w, (0, longest - len(w))) for w in wanted]),
        mask,
        net.transitions,
    )
    links = []
    scale = math.sqrt(LINK)
    for row, window in zip(rows, batch, strict=True):
        if window.cues:
            asks, answers = (list(x) for x in zip(*window.cues, strict=True))
            scores = row[asks, WORDS["cue_query"]] @ row[:, WORDS["cue_key"]].T / scale
            links.append(functional.cross_entropy(scores, torch.tensor(answers), reduction="none"))
        if window.sources:
            asks, answers = (list(x) for x in zip(*window.sources, strict=True))
            scores = row[asks, WORDS["source_query"]] @ row[:, WORDS["source_key"]].T / scale
            scores = torch.cat([scores, row[asks, WORDS["no_source"]]], -1)
            wanted_links = torch.tensor([len(row) if a < 0 else a for a in answers])
            links.append(functional.cross_entropy(scores, wanted_links, reduction="none"))
    return 0.4 * each + 0.6 * whole / mask.sum() + (0.15 * torch.cat(links).mean() if links else 0.0)


def embedding_loss(sentences: Tensor, batch: list[Window]) -> Tensor:
    """One minus the cosine to the original encoder's embeddings."""
    wanted = torch.cat([put(w.vectors).float() for w in batch if w.vectors is not None])
    return (1 - (sentences[:, SENTENCES["embedding"]] * wanted).sum(-1)).mean()


def lesser_loss(rows: list[Tensor], sentences: Tensor, batch: list[Window]) -> Tensor:
    """Entities, hedges and event classes of a mixed batch, each averaged over those windows that tell."""
    losses = []
    tagged = [(r[:, WORDS["entities"]], w) for r, w in zip(rows, batch, strict=True) if w.entities is not None]
    if tagged:
        parts = []
        for logits, window in tagged:
            scores = logits if window.arms else logits.index_fill(1, put(_ARMS), -1e4)
            parts.append(functional.cross_entropy(scores, put(window.entities), reduction="none"))
        losses.append(torch.cat(parts).mean())
    hedged = [(s, w.hedge) for s, w in zip(sentences, batch, strict=True) if w.hedge is not None]
    if hedged:
        scores = torch.stack([s[SENTENCES["hedge"]][0] for s, _ in hedged])
        losses.append(0.2 * functional.binary_cross_entropy_with_logits(scores, torch.tensor([h for _, h in hedged])))
    events = [(s, w.event) for s, w in zip(sentences, batch, strict=True) if w.event is not None]
    if events:
        scores = torch.stack([s[SENTENCES["event"]] for s, _ in events])
        losses.append(0.2 * functional.cross_entropy(scores, torch.tensor([e for _, e in events])))
    return torch.stack(losses).sum()


def _gate(row: Tensor, window: Window) -> Tensor:
    """Whether each word of the sentence is part of an act: what decides where the crown reads on."""
    assert window.sentence is not None
    begin, end = window.sentence
    wanted = torch.zeros(end - begin)
    for frame in window.frames:
        a, b = frame["act"]
        wanted[a - begin : b - begin + 1] = 1
    return functional.binary_cross_entropy_with_logits(row[begin:end, WORDS["gate"]][:, 0], wanted, reduction="sum")


def _acts(words: Tensor, window: Window) -> Tensor:
    """Cross entropy of every stretch of words of the sentence: a kind, or none."""
    begin = window.sentence[0] if window.sentence else 0
    size, kinds = len(words), len(KINDS)
    starts = words[:, STANDS["act_start"]].view(size, kinds, SPAN)
    scores = torch.einsum("ikd,jd->ijk", starts, words[:, STANDS["act_end"]]) / math.sqrt(SPAN)
    scores = scores + words[:, None, STANDS["act_start_bias"]] + words[None, :, STANDS["act_end_bias"]]
    scores = torch.cat([scores.new_zeros(size, size, 1), scores], -1)
    wanted = torch.zeros(size, size, dtype=torch.long)
    bio = torch.zeros(size, dtype=torch.long)
    for frame in window.frames:
        a, b = frame["act"]
        wanted[a - begin, b - begin] = frame["kind"] + 1
        bio[a - begin : b - begin + 1] = 2 + 2 * frame["kind"]
        bio[a - begin] = 1 + 2 * frame["kind"]
    i, j = torch.triu_indices(size, size)
    near = j - i < WIDEST
    loss = functional.cross_entropy(scores[i[near], j[near]], wanted[i[near], j[near]], reduction="sum")
    return loss + 0.1 * functional.cross_entropy(words[:, STANDS["stands"]], bio, reduction="sum")


def _pointers(words: Tensor, window: Window) -> Tensor:
    """From each act to holder, condition and addressee (or none), its trigger words, and whether it is hedged."""
    begin = window.sentence[0] if window.sentence else 0
    size = len(words)
    keys = words[:, STANDS["point_key"]].view(size, POINTERS, POINTER)
    total = words.new_zeros(())
    for frame in window.frames:
        first, last = words[frame["act"][0] - begin], words[frame["act"][1] - begin]
        query = (first[STANDS["point_first"]] + last[STANDS["point_last"]]).view(POINTERS, POINTER)
        scores = torch.einsum("pd,wpd->pw", query, keys) / math.sqrt(POINTER)
        none = first[STANDS["point_none"]][:POINTERS] + last[STANDS["point_none"]][POINTERS:]
        scores = torch.cat([scores, none[:, None]], -1)
        wanted = []
        for role in ("holder", "condition", "addressee"):
            span = frame[role]
            wanted += [size, size] if span is None else [span[0] - begin, span[1] - begin]
        total = total + functional.cross_entropy(scores, torch.tensor(wanted), reduction="sum") * 0.5
        query = first[STANDS["trigger_first"]] + last[STANDS["trigger_last"]]
        marks = words[:, STANDS["trigger_key"]] @ query / math.sqrt(POINTER) - 2.0
        target = torch.zeros(size)
        for s, e in frame["trigger"]:
            target[s - begin : e - begin + 1] = 1
        total = total + 0.1 * functional.binary_cross_entropy_with_logits(marks, target, reduction="sum")
        hedged = first[STANDS["hedged"]] - 2.0
        wanted_hedge = hedged.new_full((1,), float(frame["hedged"]))
        total = total + 0.2 * functional.binary_cross_entropy_with_logits(hedged, wanted_hedge)
    return total


def position_loss(marks: list[Tensor], rows: list[Tensor], batch: list[Window]) -> Tensor:
    """Gate, acts, pointers, triggers and hedges, averaged over sentences."""
    parts = [_acts(r, w) + _pointers(r, w) + 0.1 * _gate(m, w) for m, r, w in zip(marks, rows, batch, strict=True)]
    return torch.stack(parts).sum() / len(batch)

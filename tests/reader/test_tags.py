"""Viterbi decoding: legal, best, and the same whatever stands beside."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.reader.layout import TAGS
from pourparler.reader.tags import fragments, log_softmax


def scores(seed: int, words: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(words, len(TAGS))).astype(np.float32) * 2


def legal(tags: tuple[int, ...]) -> bool:
    return all(t == 0 or t % 2 or (i and tags[i - 1] in (t, t - 1)) for i, t in enumerate(tags))


def test_tags_become_fragments_with_their_mean_probability() -> None:
    table = np.full((5, len(TAGS)), -9.0, dtype=np.float32)
    for word, tag in enumerate(["B-source", "I-source", "B-cue", "O", "B-content"]):
        table[word, TAGS.index(tag)] = 9
    found = fragments([table])[0]
    assert [(f.role, f.begin, f.end) for f in found] == [(0, 0, 2), (1, 2, 3), (2, 4, 5)]
    assert all(f.score > 0.99 for f in found)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_no_legal_sequence_scores_higher(seed: int) -> None:
    table = scores(seed, 4)
    logs = log_softmax(table)
    best = max((t for t in product(range(len(TAGS)), repeat=4) if legal(t)), key=lambda t: sum(logs[range(4), t]))
    tags = [0] * 4
    for f in fragments([table])[0]:
        tags[f.begin : f.end] = [2 + 2 * f.role] * (f.end - f.begin)
        tags[f.begin] -= 1
    assert tuple(tags) == best


def test_a_window_is_decoded_alike_alone_and_in_company() -> None:
    windows = [scores(seed, 3 + seed * 5) for seed in range(6)]
    assert fragments(windows) == [fragments([w])[0] for w in windows]


def test_nothing_gives_nothing() -> None:
    assert fragments([]) == []

"""Fragments to attributions: who is tied to whom, on head outputs made by hand."""

from __future__ import annotations

import numpy as np

from pourparler.reader.attributions import link
from pourparler.reader.layout import LINK, WORDS, width
from pourparler.reader.tags import Fragment
from pourparler.types import Span

SOURCE, CUE, CONTENT = 0, 1, 2


def tie(rows: np.ndarray, query: str, key: str, asks: int, answers: int) -> None:
    """Make word ``asks`` point to word ``answers``."""
    rows[asks, WORDS[query]][answers] = 20 * np.sqrt(LINK)
    rows[answers, WORDS[key]][answers] = 1


def test_each_content_goes_to_its_cue_and_each_cue_to_its_source() -> None:
    rows = np.zeros((12, width(WORDS)), dtype=np.float32)
    tie(rows, "cue_query", "cue_key", 2, 1)
    tie(rows, "cue_query", "cue_key", 8, 7)
    tie(rows, "source_query", "source_key", 1, 0)
    tie(rows, "source_query", "source_key", 7, 6)
    spans = ((SOURCE, 0, 1), (CUE, 1, 2), (CONTENT, 2, 5), (SOURCE, 6, 7), (CUE, 7, 8), (CONTENT, 8, 12))
    fragments = [Fragment(role, begin, end, 0.9) for role, begin, end in spans]
    found = [record for _, record in link(rows, fragments, Span)]
    assert [(a.source, a.cue, a.content) for a in found] == [
        (((0, 1),), ((1, 2),), ((2, 5),)),
        (((6, 7),), ((7, 8),), ((8, 12),)),
    ]


def test_a_cue_may_have_no_source() -> None:
    rows = np.zeros((6, width(WORDS)), dtype=np.float32)
    rows[1, WORDS["no_source"]] = 20
    fragments = [Fragment(SOURCE, 0, 1, 0.9), Fragment(CUE, 1, 2, 0.9), Fragment(CONTENT, 2, 6, 0.9)]
    ((_, found),) = link(rows, fragments, Span)
    assert found.source == ()


def test_pieces_without_a_word_between_them_are_one() -> None:
    rows = np.zeros((9, width(WORDS)), dtype=np.float32)
    fragments = [
        Fragment(CUE, 0, 1, 0.9),
        Fragment(CONTENT, 1, 2, 0.8),
        Fragment(CONTENT, 2, 4, 0.5),
        Fragment(CONTENT, 6, 9, 1.0),
    ]
    ((_, found),) = link(rows, fragments, Span)
    assert found.content == ((1, 4), (6, 9))


def test_a_cue_that_introduces_nothing_is_left_out() -> None:
    rows = np.zeros((4, width(WORDS)), dtype=np.float32)
    assert link(rows, [Fragment(SOURCE, 0, 1, 0.9), Fragment(CUE, 1, 2, 0.9)], Span) == []

"""Decoding of position frames from head outputs made by hand."""

from __future__ import annotations

import numpy as np

from pourparler.reader.frames import frames
from pourparler.reader.layout import KINDS, POINTER, POINTERS, SPAN, STANDS, width
from pourparler.types import Span


def sentence(words: int) -> np.ndarray:
    """Head outputs of a sentence in which nothing is an act and every pointer points to none."""
    rows = np.zeros((words, width(STANDS)), dtype=np.float32)
    rows[:, STANDS["act_start_bias"]] = rows[:, STANDS["act_end_bias"]] = -10
    rows[:, STANDS["point_none"]] = 5
    return rows


def put_act(rows: np.ndarray, kind: str, first: int, last: int) -> None:
    number = KINDS.index(kind)
    start = np.zeros((len(KINDS), SPAN), dtype=np.float32)
    start[number, first] = 30 * np.sqrt(SPAN)
    rows[first, STANDS["act_start"]] = start.ravel()
    rows[last, STANDS["act_end"]][first] = 1
    rows[first : last + 1, STANDS["stands"]][:, 2 + 2 * number] = 9


def point(rows: np.ndarray, act: int, pointer: int, word: int) -> None:
    query = rows[act, STANDS["point_first"]].reshape(POINTERS, POINTER)
    query[pointer, pointer] = 30 * np.sqrt(POINTER)
    rows[word, STANDS["point_key"]].reshape(POINTERS, POINTER)[pointer, pointer] = 1


def test_an_act_its_holder_and_its_condition() -> None:
    rows = sentence(10)
    put_act(rows, "precondition", 2, 4)
    for pointer, word in enumerate((0, 0, 6, 9)):
        point(rows, 2, pointer, word)
    (frame,) = frames(rows, Span)
    assert (frame.kind, frame.act, frame.holder, frame.condition) == ("precondition", (2, 5), (0, 1), (6, 10))
    assert frame.addressee is None
    assert frame.score > 0.9


def test_an_offer_has_no_condition_even_where_the_pointers_would_have_one() -> None:
    rows = sentence(10)
    put_act(rows, "offer", 2, 4)
    for pointer, word in enumerate((0, 0, 6, 9)):
        point(rows, 2, pointer, word)
    (frame,) = frames(rows, Span)
    assert frame.condition is None


def test_a_precondition_always_has_a_condition() -> None:
    rows = sentence(10)
    put_act(rows, "precondition", 2, 4)
    (frame,) = frames(rows, Span)
    assert frame.condition is not None


def test_two_kinds_in_one_sentence_and_none_in_a_quiet_one() -> None:
    rows = sentence(12)
    put_act(rows, "demand", 1, 3)
    put_act(rows, "threat", 6, 9)
    assert [(f.kind, f.act) for f in frames(rows, Span)] == [("demand", (1, 4)), ("threat", (6, 10))]
    assert frames(sentence(12), Span) == []


def test_an_endless_sentence_is_bounded() -> None:
    rows = sentence(3000)
    put_act(rows, "demand", 1, 3)
    assert len(frames(rows, Span)) == 1

"""Windows of a text through the trunk, and its sentences that may hold a position through the crown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from pourparler.reader.encoding import CLS, SEP, pack, shares
from pourparler.reader.layout import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from pourparler.reader.encoding import Encoded

__all__ = ["Read", "candidates", "crown", "trunk"]

WINDOW = 254  # word pieces of one window; training saw longer ones too
LONGEST_SENTENCE = 160  # words looked at for positions; the annotated sentences have at most 80
CROWN_BATCH = 512  # word pieces of one call of the crown: larger ones are no faster and take more memory
# A sentence goes to the crown where some word of it is part of an act with at least this probability. 30 % of the
# development sentences of positions are passed over so, and no right frame is lost; at .2 the first is (2026-11).
GATE = 0.15


class Read(NamedTuple):
    """What the trunk gave for one text, window by window and sentence by sentence."""

    windows: list[tuple[int, int]]  # ranges of words
    words: list[NDArray[np.float32]]  # each window's rows (see reader.layout)
    sentences: NDArray[np.float32]  # rows of encoded.sentences
    states: NDArray[np.float32]  # (all windows' pieces, hidden)
    offsets: list[int]  # row of ``states`` at which each window begins
    transitions: NDArray[np.float32]


def trunk(session: Any, encoded: Encoded) -> Read:
    """Run the trunk over a text, one window at a time: no padding, and nothing depends on what stands beside."""
    windows = pack(encoded, WINDOW)
    words, states, offsets, sentences, at = [], [], [], [], 0
    transitions = np.zeros((0, 0), np.float32)
    for (begin, end), inside in zip(windows, _sentences(encoded, windows), strict=True):
        left, right = int(encoded.first[begin]), int(encoded.first[end])
        given = {
            "pieces": np.concatenate([[CLS], encoded.pieces[left:right], [SEP]])[None],
            "features": np.concatenate([[0], encoded.features[left:right], [0]])[None],
            "first": encoded.first[begin:end] - left + 1,
            "pool": shares(inside, end - begin),
        }
        marks, means, after, transitions = session.run(None, given)
        words.append(marks)
        sentences.append(means)
        states.append(after)
        offsets.append(at)
        at += len(after)
    return Read(windows, words, np.concatenate(sentences), np.concatenate(states), offsets, transitions)


def _sentences(encoded: Encoded, windows: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """For each window the sentences that begin in it, as ranges of its words, cut where it ends."""
    at = 0
    for begin, end in windows:
        found = []
        while at < len(encoded.sentences) and encoded.sentences[at][0] < end:
            first, last = encoded.sentences[at]
            found.append((first - begin, min(last, end) - begin))
            at += 1
        yield found


def candidates(encoded: Encoded, read: Read) -> list[tuple[int, int, int]]:
    """Sentences that may hold a position: (window, first word, word after the last), counted within the window.

    Of a sentence that is too long, or cut by a window's end, each part stands for itself.
    """
    least = np.log(GATE / (1 - GATE))
    found, at = [], 0
    for number, (begin, end) in enumerate(read.windows):
        gate = read.words[number][:, WORDS["gate"]][:, 0]
        while at < len(encoded.sentences) and encoded.sentences[at][0] < end:
            first, last = encoded.sentences[at]
            stop = min(last, end) - begin
            for a in range(max(first, begin) - begin, stop, LONGEST_SENTENCE):
                b = min(a + LONGEST_SENTENCE, stop)
                if gate[a:b].max() > least:
                    found.append((number, a, b))
            if last > end:
                break  # it goes on in the next window
            at += 1
    return found


def crown(
    session: Any, encoded: Encoded, read: Read, chosen: Sequence[tuple[int, int, int]]
) -> list[NDArray[np.float32]]:
    """Rows of each chosen sentence's words, computed in batches of like length."""
    places = []
    for number, begin, end in chosen:
        start = read.windows[number][0]
        first = encoded.first[start + begin : start + end + 1] - encoded.first[start] + 1
        places.append((read.offsets[number] + int(first[0]), first - first[0]))
    out: list[NDArray[np.float32]] = [np.zeros((0, 0), np.float32)] * len(chosen)
    order = sorted(range(len(chosen)), key=lambda i: int(places[i][1][-1]))
    batch: list[int] = []
    for index in order:
        if batch and (len(batch) + 1) * int(places[index][1][-1]) > CROWN_BATCH:
            _batch(session, read.states, batch, places, out)
            batch = []
        batch.append(index)
    if batch:
        _batch(session, read.states, batch, places, out)
    return out


def _batch(
    session: Any,
    states: NDArray[np.float32],
    batch: list[int],
    places: list[tuple[int, NDArray[np.int64]]],
    out: list[NDArray[np.float32]],
) -> None:
    longest = max(int(places[i][1][-1]) for i in batch)
    index = np.zeros((len(batch), longest), dtype=np.int64)
    mask = np.zeros_like(index)
    for row, i in enumerate(batch):
        start, first = places[i]
        size = int(first[-1])
        index[row, :size], mask[row, :size] = np.arange(start, start + size), 1
    first = np.concatenate([places[i][1][:-1] + row * longest for row, i in enumerate(batch)])
    rows = session.run(None, {"states": states, "index": index, "mask": mask, "first": first})[0]
    cuts = np.cumsum([len(places[i][1]) - 1 for i in batch])[:-1]
    for i, part in zip(batch, np.split(rows, cuts), strict=True):
        out[i] = part

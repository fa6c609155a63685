"""Text to what the encoder takes: words, word pieces, and the features that an uncased vocabulary loses.

Training and reading share this module, so that a model meets in use what it met in training.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from pourparler.types import Sentence

__all__ = ["CLS", "FEATURES", "SEP", "Encoded", "encode", "load_pieces", "pack"]

CLS, SEP, UNKNOWN = 101, 102, 100
FEATURES = 12  # case (3) x first word of a paragraph (2) x inside quotation marks (2), given as token types
LONGEST_WORD = 64  # characters; a longer run of letters is no word of any language: one unknown piece

_WORD = re.compile(r"\w+|[^\w\s]")
_OPENING, _CLOSING = "“«„", "”»"


@dataclass(frozen=True, slots=True)
class Encoded:
    """One text, encoded once; windows are ranges of its words.

    ``starts``, ``ends``: character offsets of each word, shape (words,). ``pieces``, ``features``: id and token type of
    each word piece, shape (pieces,). ``first``: index of each word's first piece, shape (words + 1,).
    ``sentences``: range of words of each sentence, in text order, empty ones left out.
    ``paragraphs``: paragraph number of each of those sentences.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    pieces: NDArray[np.int64]
    features: NDArray[np.int64]
    first: NDArray[np.int64]
    sentences: tuple[tuple[int, int], ...]
    paragraphs: tuple[int, ...]


def load_pieces(path: Path) -> Callable[[str], tuple[int, ...]]:
    """Return a function from a word to the ids of its pieces, at least one, from a ``tokenizer.json``."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()

    @lru_cache(maxsize=100_000)
    def pieces(word: str) -> tuple[int, ...]:
        if len(word) > LONGEST_WORD:
            return (UNKNOWN,)
        return tuple(tokenizer.encode(word, add_special_tokens=False).ids) or (UNKNOWN,)

    return pieces


def _case(word: str) -> int:
    if not word[0].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


def _features(text: str, spans: Sequence[tuple[int, int]], opens: set[int]) -> list[int]:
    """Token type of each word; quotation state ends with its paragraph, so that one lost mark spoils little."""
    found, quoted = [], False
    for index, (start, end) in enumerate(spans):
        word = text[start:end]
        first = index in opens
        if first:
            quoted = False
        inside = quoted
        if word in _OPENING:
            quoted = inside = True
        elif word in _CLOSING:
            quoted = False
        elif word == '"':
            quoted = not quoted
            inside = True
        found.append(_case(word) * 4 + first * 2 + inside)
    return found


def encode(text: str, sentences: Sequence[Sentence], pieces: Callable[[str], tuple[int, ...]]) -> Encoded:
    """Encode ``text``; a word belongs to the sentence in which it starts."""
    spans: list[tuple[int, int]] = []
    bounds: list[tuple[int, int]] = []
    paragraphs: list[int] = []
    opens: set[int] = set()
    last = -1
    for sentence in sentences:
        begin = len(spans)
        spans.extend(m.span() for m in _WORD.finditer(text, sentence.span.start, sentence.span.end))
        if len(spans) == begin:
            continue
        if sentence.paragraph != last:
            opens.add(begin)
            last = sentence.paragraph
        bounds.append((begin, len(spans)))
        paragraphs.append(sentence.paragraph)
    ids: list[int] = []
    types: list[int] = []
    first = [0]
    for (start, end), feature in zip(spans, _features(text, spans, opens), strict=True):
        found = pieces(text[start:end])
        ids.extend(found)
        types.extend([feature] * len(found))
        first.append(len(ids))
    offsets = np.array(spans, dtype=np.int64).reshape(-1, 2)
    return Encoded(
        starts=offsets[:, 0],
        ends=offsets[:, 1],
        pieces=np.array(ids, dtype=np.int64),
        features=np.array(types, dtype=np.int64),
        first=np.array(first, dtype=np.int64),
        sentences=tuple(bounds),
        paragraphs=tuple(paragraphs),
    )


def pack(encoded: Encoded, limit: int, first_limit: int | None = None) -> list[tuple[int, int]]:
    """Cut a text into windows: ranges of words, in order, each at most ``limit`` pieces long.

    Windows end where a paragraph ends if that leaves them at least half full, else where a sentence does; only a
    sentence longer than ``limit`` is cut inside. ``first_limit`` makes the first window shorter (training moves the
    cuts so).
    """
    windows: list[tuple[int, int]] = []
    first, sentences, paragraphs = encoded.first, encoded.sentences, encoded.paragraphs
    index, room = 0, first_limit or limit
    while index < len(sentences):
        begin = sentences[index][0]
        stop, paragraph_stop = index, None
        while stop < len(sentences) and first[sentences[stop][1]] - first[begin] <= room:
            stop += 1
            if stop == len(sentences) or paragraphs[stop] != paragraphs[stop - 1]:
                paragraph_stop = stop
        if stop == index:
            windows.extend(_cut(first, begin, sentences[index][1], limit))
            index += 1
        else:
            if paragraph_stop and first[sentences[paragraph_stop - 1][1]] - first[begin] >= room // 2:
                stop = paragraph_stop
            windows.append((begin, sentences[stop - 1][1]))
            index = stop
        room = limit
    return windows


def _cut(first: NDArray[np.int64], begin: int, end: int, limit: int) -> list[tuple[int, int]]:
    """Cut one overlong sentence into ranges of words of at most ``limit`` pieces."""
    found = []
    while begin < end:
        stop = max(begin + 1, int(np.searchsorted(first[: end + 1], first[begin] + limit, side="right")) - 1)
        found.append((begin, stop))
        begin = stop
    return found

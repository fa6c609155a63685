"""Text to what the encoder takes: words, word pieces, and the features that an uncased vocabulary loses.

Training and reading share this module, so that a model meets in use what it met in training.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from pourparler.types import Sentence

__all__ = ["CLS", "FEATURES", "SEP", "Encoded", "encode", "load_pieces", "pack", "shares"]

CLS, SEP, UNKNOWN = 101, 102, 100
FEATURES = 12  # case (3) x first word of a paragraph (2) x inside quotation marks (2), given as token types
PLAIN_WORD = 16  # characters of a word of ASCII letters and digits that is cut here; the time grows with their square
LONGEST_WORD = 64  # characters; a longer run of letters is no word of any language: one unknown piece

_WORD = re.compile(r"\w+|[^\w\s]")
_span = re.Match.span
_OPENING, _CLOSING = frozenset("“«„"), frozenset("”»")
_QUOTES = _OPENING | _CLOSING | {'"'}


@dataclass(frozen=True, slots=True)
class Encoded:
    """One text, encoded once; windows are ranges of its words.

    ``starts``, ``ends``: character offsets of each word, shape (words,). ``pieces``, ``features``: id and token type of
    each word piece, shape (pieces,). ``first``: index of each word's first piece, shape (words + 1,).
    ``sentences``: range of words of each sentence, in text order, empty ones left out.
    ``paragraphs``: paragraph number of each of those sentences. ``numbers``: which of the given sentences each one is.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    pieces: NDArray[np.int64]
    features: NDArray[np.int64]
    first: NDArray[np.int64]
    sentences: tuple[tuple[int, int], ...]
    paragraphs: tuple[int, ...]
    numbers: tuple[int, ...]


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
        if len(word) <= PLAIN_WORD and word.isascii() and (word.isalnum() or len(word) == 1):
            return _longest_first(word.lower(), tokenizer.token_to_id)
        return tuple(tokenizer.encode(word, add_special_tokens=False).ids) or (UNKNOWN,)

    return pieces


def _longest_first(word: str, number: Callable[[str], int | None]) -> tuple[int, ...]:
    """Cut a word as WordPiece does, in a third of the tokenizer's time, which looks for spaces and accents first."""
    found: list[int] = []
    start, mark = 0, ""
    while start < len(word):
        for end in range(len(word), start, -1):
            if (piece := number(mark + word[start:end])) is not None:
                found.append(piece)
                break
        else:
            return (UNKNOWN,)
        start, mark = end, "##"
    return tuple(found)


def _case(word: str) -> int:
    if not word[0].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


def _quoted(words: Sequence[str], opens: set[int]) -> NDArray[np.int64]:
    """1 for each word inside quotation marks; a paragraph ends them, so that one lost mark spoils little."""
    inside = np.zeros(len(words), dtype=np.int64)
    turns = opens.union([at for at, word in enumerate(words) if word in _QUOTES])
    quoted, since = False, 0
    for at in sorted(turns):
        if quoted:
            inside[since:at] = 1
        word, quoted = words[at], quoted and at not in opens
        mark = quoted
        if word in _OPENING:
            quoted = mark = True
        elif word in _CLOSING:
            quoted = False
        elif word == '"':
            quoted, mark = not quoted, True
        inside[at], since = mark, at + 1
    if quoted:
        inside[since:] = 1
    return inside


def encode(text: str, sentences: Sequence[Sentence], pieces: Callable[[str], tuple[int, ...]]) -> Encoded:
    """Encode ``text``; a word belongs to the sentence in which it starts."""
    spans: list[tuple[int, int]] = []
    bounds: list[tuple[int, int]] = []
    paragraphs: list[int] = []
    opens: set[int] = set()
    last = -1
    numbers: list[int] = []
    for number, sentence in enumerate(sentences):
        begin = len(spans)
        spans.extend(map(_span, _WORD.finditer(text, sentence.span.start, sentence.span.end)))
        if len(spans) == begin:
            continue
        if sentence.paragraph != last:
            opens.add(begin)
            last = sentence.paragraph
        bounds.append((begin, len(spans)))
        paragraphs.append(sentence.paragraph)
        numbers.append(number)
    offsets = np.fromiter(chain.from_iterable(spans), np.int64, 2 * len(spans)).reshape(-1, 2)
    ids, features, first = _cut_words([text[start:end] for start, end in spans], opens, pieces)
    return Encoded(
        starts=offsets[:, 0],
        ends=offsets[:, 1],
        pieces=ids,
        features=features,
        first=first,
        sentences=tuple(bounds),
        paragraphs=tuple(paragraphs),
        numbers=tuple(numbers),
    )


def _cut_words(
    words: Sequence[str], opens: set[int], pieces: Callable[[str], tuple[int, ...]]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Ids and features of all word pieces, and each word's first; a word that comes again is looked at once."""
    known = {word: pieces(word) for word in dict.fromkeys(words)}
    cases = {word: 4 * _case(word) for word in known}
    cut = [known[word] for word in words]
    first = np.zeros(len(words) + 1, dtype=np.int64)
    np.cumsum(np.fromiter(map(len, cut), np.int64, len(words)), out=first[1:])
    features = np.fromiter((cases[word] for word in words), np.int64, len(words)) + _quoted(words, opens)
    features[list(opens)] += 2
    ids = np.fromiter(chain.from_iterable(cut), np.int64, int(first[-1]))
    return ids, features.repeat(np.diff(first)), first


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


def shares(sentences: Sequence[tuple[int, int]], words: int) -> NDArray[np.float32]:
    """Return a matrix (sentences, words) that takes the mean over each sentence's words, given as ranges."""
    found = np.zeros((len(sentences), words), dtype=np.float32)
    for row, (begin, end) in enumerate(sentences):
        found[row, begin:end] = 1 / (end - begin)
    return found

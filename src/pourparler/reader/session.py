"""The shipped model: its files, its ONNX session, and the Reader made of both."""

from __future__ import annotations

import hashlib
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import numpy as np

from pourparler.errors import ModelError
from pourparler.reader.attributions import link
from pourparler.reader.card import SHIPPED, info, remedy
from pourparler.reader.encoding import CLS, SEP, encode, load_pieces, pack
from pourparler.reader.frames import frames
from pourparler.reader.layout import COLUMNS, OUTPUTS
from pourparler.reader.tags import fragments
from pourparler.types import Labels, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from pourparler.reader.encoding import Encoded
    from pourparler.types import Attribution, Frame, ModelInfo, Sentence

__all__ = ["OnnxReader"]

WINDOW = 254  # word pieces of one window, as in training
BATCH = 1024  # word pieces of one call: larger ones are no faster on one thread and take more memory


class OnnxReader:
    """A Reader over onnxruntime; one instance serves any number of texts, from one thread at a time."""

    def __init__(self, folder: Path | None = None, threads: int = 1) -> None:
        """Check the model file against its card; the session itself is made when first used.

        Raises:
            ModelError: a file of the model is missing, or not the one that the card names.
        """
        self._folder = folder or SHIPPED
        self._threads = threads
        self._info = info(self._folder)
        try:
            self._bytes = (self._folder / "reader.onnx").read_bytes()
            self._pieces = load_pieces(self._folder / "tokenizer.json")
        except Exception as error:
            raise ModelError(f"The model in {self._folder} is not complete ({error}); {remedy(folder)}.") from error
        if hashlib.sha256(self._bytes).hexdigest() != self._info.sha256:
            raise ModelError(f"The model file in {self._folder} is not the one its card names; {remedy(folder)}.")

    @property
    def info(self) -> ModelInfo:
        """Name, version and digest of the model."""
        return self._info

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            session = onnxruntime.InferenceSession(
                self._bytes,
                options,
                providers=["CPUExecutionProvider"],
                # fused, this operator is several times slower than its parts (measured on onnxruntime 1.31, 2026-11)
                disabled_optimizers=["SkipLayerNormFusion"],
            )
        except Exception as error:
            raise ModelError(f"onnxruntime cannot load the model in {self._folder}: {error}.") from error
        self._bytes = b""
        return session

    def read(self, text: str, sentences: Sequence[Sentence]) -> Labels:
        """Mark ``text``; the result does not depend on what else is read."""
        encoded = encode(text, sentences, self._pieces)
        windows = pack(encoded, WINDOW)
        rows = self._run(encoded, windows)
        found: list[tuple[int, Attribution]] = []
        tags = fragments([row[:, COLUMNS["tags"]] for row in rows])
        for (begin, _), row, pieces in zip(windows, rows, tags, strict=True):
            found += [(begin + at, record) for at, record in link(row, pieces, partial(_span, encoded, begin))]
        found.sort(key=lambda pair: pair[0])
        stands: list[Frame] = []
        for begin, part in _sentences(encoded, windows, rows):
            stands += frames(part, partial(_span, encoded, begin))
        return Labels(tuple(record for _, record in found), tuple(stands))

    def _run(self, encoded: Encoded, windows: list[tuple[int, int]]) -> list[NDArray[np.float32]]:
        """Head outputs of each window, (words, OUTPUTS), computed in batches of like length."""
        sizes = [int(encoded.first[b] - encoded.first[a]) + 2 for a, b in windows]
        order = sorted(range(len(windows)), key=lambda i: sizes[i])
        out: list[NDArray[np.float32]] = [np.zeros((0, OUTPUTS), np.float32)] * len(windows)
        batch: list[int] = []
        for index in order:
            if batch and (len(batch) + 1) * sizes[index] > BATCH:
                self._batch(encoded, windows, batch, out)
                batch = []
            batch.append(index)
        if batch:
            self._batch(encoded, windows, batch, out)
        return out

    def _batch(
        self, encoded: Encoded, windows: list[tuple[int, int]], batch: list[int], out: list[NDArray[np.float32]]
    ) -> None:
        longest = max(int(encoded.first[windows[i][1]] - encoded.first[windows[i][0]]) for i in batch) + 2
        pieces = np.zeros((len(batch), longest), dtype=np.int64)
        features, mask = np.zeros_like(pieces), np.zeros_like(pieces)
        first = []
        for row, index in enumerate(batch):
            begin, end = windows[index]
            left, right = int(encoded.first[begin]), int(encoded.first[end])
            size = right - left
            pieces[row, 0], pieces[row, 1 : size + 1], pieces[row, size + 1] = CLS, encoded.pieces[left:right], SEP
            features[row, 1 : size + 1] = encoded.features[left:right]
            mask[row, : size + 2] = 1
            first.append(encoded.first[begin:end] - left + 1 + row * longest)
        given = {"pieces": pieces, "features": features, "mask": mask, "first": np.concatenate(first)}
        rows = self._session.run(None, given)[0]
        for index, part in zip(batch, np.split(rows, np.cumsum([len(f) for f in first])[:-1]), strict=True):
            out[index] = part


def _sentences(
    encoded: Encoded, windows: list[tuple[int, int]], rows: list[NDArray[np.float32]]
) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """Yield each sentence's first word and head outputs; of one cut by a window's end, the part before the cut."""
    at = 0
    for begin, end in encoded.sentences:
        while windows[at][1] <= begin:
            at += 1
        left, right = windows[at]
        yield begin, rows[at][begin - left : min(end, right) - left]


def _span(encoded: Encoded, offset: int, begin: int, end: int) -> Span:
    """Characters of the words [begin, end), counted from word ``offset``."""
    return Span(int(encoded.starts[offset + begin]), int(encoded.ends[offset + end - 1]))

"""The shipped model: its files, its ONNX sessions, and the Reader made of them."""

from __future__ import annotations

import hashlib
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import numpy as np

from pourparler.errors import ModelError
from pourparler.reader.attributions import link
from pourparler.reader.card import SHIPPED, info, languages, remedy, scales
from pourparler.reader.encoding import encode, load_pieces
from pourparler.reader.frames import frames
from pourparler.reader.layout import WORDS
from pourparler.reader.senses import entities, senses, vector
from pourparler.reader.tags import fragments
from pourparler.reader.windows import candidates, crown, trunk
from pourparler.types import Labels, Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from threadpoolctl import ThreadpoolController

    from pourparler.reader.encoding import Encoded
    from pourparler.reader.windows import Read
    from pourparler.types import Attribution, Entity, Frame, ModelInfo, Sentence

__all__ = ["OnnxReader"]

FILES = ("reader.onnx", "stands.onnx")  # trunk and crown, in the order in which the card's digest takes them


class OnnxReader:
    """A Reader over onnxruntime; one instance serves any number of texts, from one thread at a time."""

    def __init__(self, folder: Path | None = None, threads: int = 1) -> None:
        """Check the model's files against its card; the sessions are made when first used.

        Raises:
            ModelError: a file of the model is missing, or not the one that the card names.
        """
        self._folder = folder or SHIPPED
        self._threads = threads
        self._info = info(self._folder)
        self._languages = languages(self._folder)
        self._scales = scales(self._folder)
        try:
            self._bytes = [(self._folder / name).read_bytes() for name in FILES]
            self._pieces = load_pieces(self._folder / "tokenizer.json")
        except Exception as error:
            raise ModelError(f"The model in {self._folder} is not complete ({error}); {remedy(folder)}.") from error
        if hashlib.sha256(b"".join(self._bytes)).hexdigest() != self._info.sha256:
            raise ModelError(f"The model file in {self._folder} is not the one its card names; {remedy(folder)}.")
        self._sessions: list[Any] = []

    @property
    def info(self) -> ModelInfo:
        """Name, version and digest of the model."""
        return self._info

    @property
    def languages(self) -> frozenset[str]:
        """ISO 639-1 codes of the languages that the model was trained on."""
        return self._languages

    def _session(self, number: int) -> Any:
        """Return the session of a file; both are made at the first call, and the bytes let go."""
        if not self._sessions:
            import onnxruntime

            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = self._threads
            options.inter_op_num_threads = 1
            options.log_severity_level = 3
            # windows differ in length, and an arena keeps what each length once needed: 70 MB for no gain in speed
            options.enable_cpu_mem_arena = False
            try:
                self._sessions = [
                    onnxruntime.InferenceSession(
                        data,
                        options,
                        providers=["CPUExecutionProvider"],
                        # fused, this operator is several times slower than its parts (onnxruntime 1.31, 2026-11)
                        disabled_optimizers=["SkipLayerNormFusion"],
                    )
                    for data in self._bytes
                ]
            except Exception as error:
                raise ModelError(f"onnxruntime cannot load the model in {self._folder}: {error}.") from error
            self._bytes = []
        return self._sessions[number]

    def read(self, text: str, sentences: Sequence[Sentence]) -> Labels:
        """Mark ``text``; the result does not depend on what else is read."""
        # numpy's products would wake a thread for each processor, and those spin on between one and the next
        with self._pools.limit(limits=self._threads, user_api="blas"):
            return self._labels(text, sentences)

    @cached_property
    def _pools(self) -> ThreadpoolController:
        from threadpoolctl import ThreadpoolController

        return ThreadpoolController()

    def _labels(self, text: str, sentences: Sequence[Sentence]) -> Labels:
        encoded = encode(text, sentences, self._pieces)
        if not encoded.sentences:
            return Labels((), ())
        read = trunk(self._session(0), encoded)
        said: list[tuple[int, Attribution]] = []
        names: list[Entity] = []
        tags = fragments([rows[:, WORDS["tags"]] for rows in read.words], read.transitions)
        for (begin, _), rows, found in zip(read.windows, read.words, tags, strict=True):
            place = partial(_span, encoded, begin)
            said += [(begin + at, record) for at, record in link(rows, found, place, self._scales["statements"])]
            names += entities(rows, place)
        said.sort(key=lambda pair: pair[0])
        sizes = np.array([encoded.first[b] - encoded.first[a] for a, b in encoded.sentences])
        return Labels(
            tuple(record for _, record in said),
            self._stands(encoded, read),
            tuple(names),
            senses(read.sentences, encoded.numbers),
            vector(read.sentences, sizes),
        )

    def _stands(self, encoded: Encoded, read: Read) -> tuple[Frame, ...]:
        """Position frames of the sentences that may hold one, in reading order."""
        chosen = candidates(encoded, read)
        if not chosen:
            return ()
        found: list[Frame] = []
        for (window, begin, _), rows in zip(chosen, crown(self._session(1), encoded, read, chosen), strict=True):
            start = read.windows[window][0] + begin
            found += frames(rows, partial(_span, encoded, start), self._scales["positions"])
        return tuple(found)


def _span(encoded: Encoded, offset: int, begin: int, end: int) -> Span:
    """Characters of the words [begin, end), counted from word ``offset``."""
    return Span(int(encoded.starts[offset + begin]), int(encoded.ends[offset + end - 1]))

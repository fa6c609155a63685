"""A Reader without a model: it marks what it is told to, wherever those words stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pourparler.types import Attribution, Frame, Labels, ModelInfo, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pourparler.types import Kind, Sentence

__all__ = ["FakeReader", "Said", "Stand"]

_INFO = ModelInfo("fake", "1", "0" * 64)


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a source, a cue and a content; an empty source means that none is given."""

    source: str
    cue: str
    content: str


@dataclass(frozen=True, slots=True)
class Stand:
    """Words of a position; empty where the text has none."""

    kind: Kind
    holder: str
    act: str
    condition: str = ""
    addressee: str = ""


@dataclass(frozen=True, slots=True)
class FakeReader:
    """Marks the given statements and stands in each sentence that holds all their words, with score 1."""

    said: tuple[Said, ...] = ()
    stands: tuple[Stand, ...] = ()
    info: ModelInfo = _INFO
    languages: frozenset[str] = frozenset({"en"})

    def read(self, text: str, sentences: Sequence[Sentence]) -> Labels:
        """Mark ``text``."""
        attributions: list[Attribution] = []
        frames: list[Frame] = []
        for sentence in sentences:
            for said in self.said:
                found = [_find(text, sentence, words) for words in (said.source, said.cue, said.content)]
                if all(spans is not None for spans in found):
                    source, cue, content = (spans or () for spans in found)
                    attributions.append(Attribution(source, cue, content, 1.0))
            for stand in self.stands:
                words = (stand.holder, stand.act, stand.condition, stand.addressee)
                found = [_find(text, sentence, part) for part in words]
                if all(spans is not None for spans in found):
                    holder, act, condition, addressee = (spans[0] if spans else None for spans in found)
                    if act is None:
                        continue
                    frames.append(Frame(stand.kind, holder, act, condition, addressee, (), False, 1.0))
        return Labels(tuple(attributions), tuple(frames))


def _find(text: str, sentence: Sentence, words: str) -> tuple[Span, ...] | None:
    """Place ``words`` in a sentence: () where none are asked for, None where they do not stand there."""
    if not words:
        return ()
    at = text.find(words, sentence.span.start, sentence.span.end)
    return (Span(at, at + len(words)),) if at >= 0 else None

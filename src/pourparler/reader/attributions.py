"""Fragments to attributions: each content finds its cue, each cue its source or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pourparler.reader.layout import LINK, ROLES, WORDS
from pourparler.reader.tags import log_softmax
from pourparler.types import Attribution, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from pourparler.reader.tags import Fragment

__all__ = ["link"]

_SOURCE, _CUE, _CONTENT = range(len(ROLES))


def link(
    rows: NDArray[np.float32],
    found: Sequence[Fragment],
    span: Callable[[int, int], Span],
    scale: Callable[[float], float] = float,
) -> list[tuple[int, Attribution]]:
    """Tie one window's fragments together; returns (cue's first word, attribution).

    ``rows``: the window's head outputs, (words, columns of WORDS). ``span(begin, end)``: its words to offsets.
    The score is the mean of the parts' tag probabilities times that of the links' probabilities, put to ``scale``.
    """
    cues = [f for f in found if f.role == _CUE]
    sources = [f for f in found if f.role == _SOURCE]
    contents = [f for f in found if f.role == _CONTENT]
    if not cues:
        return []
    contents_of, content_links = _contents(rows, cues, contents)
    source_of, source_links = _sources(rows, cues, sources)
    out = []
    for index, cue in enumerate(cues):
        pieces = _joined(contents_of[index])
        if not pieces:
            continue  # a cue that introduces nothing tells a reader nothing
        source = source_of[index]
        parts = [cue.score, *(p.score for p in pieces), *([source.score] if source else [])]
        links = [source_links[index], *content_links[index]]
        record = Attribution(
            source=(span(source.begin, source.end),) if source else (),
            cue=(span(cue.begin, cue.end),),
            content=tuple(span(p.begin, p.end) for p in pieces),
            score=scale(round(float(np.mean(parts) * np.mean(links)), 4)),
        )
        out.append((cue.begin, record))
    return out


def _joined(pieces: list[Fragment]) -> list[Fragment]:
    """Make one of pieces between which no word stands."""
    found: list[Fragment] = []
    for piece in pieces:
        if found and found[-1].end == piece.begin:
            last = found[-1]
            width, more = last.end - last.begin, piece.end - piece.begin
            mean = (last.score * width + piece.score * more) / (width + more)
            found[-1] = last._replace(end=piece.end, score=mean)
        else:
            found.append(piece)
    return found


def _contents(
    rows: NDArray[np.float32], cues: list[Fragment], contents: list[Fragment]
) -> tuple[list[list[Fragment]], list[list[float]]]:
    """Give each content fragment to the cue that it points to."""
    given: list[list[Fragment]] = [[] for _ in cues]
    links: list[list[float]] = [[] for _ in cues]
    if contents:
        keys = rows[[c.begin for c in cues], WORDS["cue_key"]]
        asks = rows[[c.begin for c in contents], WORDS["cue_query"]]
        chance = np.exp(log_softmax(asks @ keys.T / np.sqrt(LINK)))
        for content, row in zip(contents, chance, strict=True):
            best = int(row.argmax())
            given[best].append(content)
            links[best].append(float(row[best]))
    return given, links


def _sources(
    rows: NDArray[np.float32], cues: list[Fragment], sources: list[Fragment]
) -> tuple[list[Fragment | None], list[float]]:
    """Give each cue the source it points to, or none; a source may serve several cues."""
    asks = rows[[c.begin for c in cues]]
    keys = rows[[s.begin for s in sources], WORDS["source_key"]] if sources else rows[:0, WORDS["source_key"]]
    scores = np.concatenate([asks[:, WORDS["source_query"]] @ keys.T / np.sqrt(LINK), asks[:, WORDS["no_source"]]], -1)
    chance = np.exp(log_softmax(scores))
    best = chance.argmax(-1)
    picked = [sources[b] if b < len(sources) else None for b in best]
    return picked, [float(row[b]) for row, b in zip(chance, best, strict=True)]

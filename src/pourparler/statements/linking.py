"""From what the reader marked to linked statements: merged, resolved, sourced, placed, hedged."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from pourparler.statements.hedges import Hedges
from pourparler.statements.occasions import occasion
from pourparler.statements.speakers import Said, Speakers
from pourparler.types import Attribution, Span, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pourparler.statements.pronouns import Voice
    from pourparler.types import Article, Labels, Sentence

__all__ = ["link", "tidied"]


def link(article: Article, sentences: Sequence[Sentence], labels: Labels) -> tuple[Statement, ...]:
    """Turn the reader's attributions into statements.

    Args:
        article: The article; every span refers to its text.
        sentences: Its sentences, in reading order.
        labels: What the reader marked; spans out of range are cut, empty ones dropped.

    Returns:
        The statements in reading order, one a cue: attributions that share a cue and a source are merged, and the
        higher score counts.
    """
    attributions = tidied(article.text, labels.attributions)
    if not attributions:
        return ()
    _, voices = Speakers.heard(article, tuple(sentences), tuple(Said(one.source, one.content) for one in attributions))
    stretches = _Stretches(article.text, sentences, attributions)
    hedges = Hedges(article.text)
    return tuple(
        _statement(article.text, one, voice, stretches, hedges) for one, voice in zip(attributions, voices, strict=True)
    )


def _statement(text: str, one: Attribution, voice: Voice, stretches: _Stretches, hedges: Hedges) -> Statement:
    """Put one statement together."""
    zones = stretches.around(one)
    return Statement(
        source=one.source,
        cue=one.cue,
        content=one.content,
        speaker=voice.speaker,
        sourcing=voice.sourcing if one.source else "none",
        occasion=occasion(text, one.cue or one.source, zones),
        hedges=hedges.within([*zones, *one.source, *one.cue, *one.content]),
        score=one.score,
    )


class _Stretches:
    """Tells which words around a cue belong to its statement and to no other."""

    __slots__ = ("_firsts", "_sentences", "_starts", "_taken")

    def __init__(self, text: str, sentences: Sequence[Sentence], attributions: Sequence[Attribution]) -> None:
        self._sentences = [sentence.span for sentence in sentences] or [Span(0, len(text))]
        self._starts = [span.start for span in self._sentences]
        self._taken = sorted(
            (part.start, part.end, at, role)
            for at, one in enumerate(attributions)
            for role, parts in (("said", one.content), ("source", one.source), ("cue", one.cue))
            for part in parts
        )
        self._firsts = [start for start, *_ in self._taken]

    def around(self, one: Attribution) -> list[Span]:
        """Give the stretches of a cue's sentence outside what is said, up to the next statement's cue."""
        anchor = (one.cue or one.source or one.content)[:1]
        if not anchor:
            return []
        at = max(0, bisect_right(self._starts, anchor[0].start) - 1)
        sentence = self._sentences[at]
        low, high = sentence.start, min(sentence.end, anchor[0].end + 1_000)
        low = max(low, anchor[0].start - 1_000)
        walls: list[tuple[int, int]] = []
        first = max(0, bisect_right(self._firsts, low) - 16)
        for start, end, _, role in self._taken[first : bisect_right(self._firsts, high)]:
            if role == "cue" and (start, end) in one.cue:
                continue
            if role == "cue" and end <= anchor[0].start:
                low = max(low, end)
            elif role == "cue" and start >= anchor[0].end:
                high = min(high, start)
            elif role != "cue" and not (start <= anchor[0].start and anchor[0].end <= end):
                walls.append((start, end))
        return _without(low, high, walls)


def _without(low: int, high: int, walls: list[tuple[int, int]]) -> list[Span]:
    """Cut walls out of a stretch."""
    left, at = [], low
    for start, end in sorted(walls):
        if start > at:
            left.append(Span(at, min(start, high)))
        at = max(at, end)
    if at < high:
        left.append(Span(at, high))
    return [span for span in left if span.end - span.start > 1]


def tidied(text: str, attributions: Iterable[Attribution]) -> list[Attribution]:
    """Cut spans to the text, drop empty ones, merge attributions with one cue and source; in reading order."""
    merged: dict[tuple[Span, ...], Attribution] = {}
    for one in attributions:
        source, cue, content = (_spans(text, part) for part in (one.source, one.cue, one.content))
        if not cue and not content:
            continue
        fresh = Attribution(source, cue, content, one.score)
        key = (*cue, *source) if cue else (*content, *source)
        old = merged.get(key)
        merged[key] = _joined(text, old, fresh) if old else fresh
    return sorted(merged.values(), key=lambda one: (min((*one.source, *one.cue, *one.content)), one.cue))


def _joined(text: str, one: Attribution, other: Attribution) -> Attribution:
    """Make one attribution of two with the same cue and source."""
    content = _spans(text, (*one.content, *other.content))
    return Attribution(one.source, one.cue, content, max(one.score, other.score))


def _spans(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Cut spans to the text, drop blank ones, merge those that overlap; in reading order."""
    kept: list[Span] = []
    for start, end in sorted((max(0, span.start), min(len(text), span.end)) for span in spans):
        if start >= end or text[start:end].isspace():
            continue
        if kept and start < kept[-1].end:
            kept[-1] = Span(kept[-1].start, max(end, kept[-1].end))
        else:
            kept.append(Span(start, end))
    return tuple(kept)

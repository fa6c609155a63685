"""Text to sentences: lines first, then sentences within a line, then trimmed spans.

A line break always ends a sentence, so headlines and list items without a full stop stand alone. Within a line,
the library finds the boundaries and ``corrections`` mends what it gets wrong on news. Time grows linearly with
the text, whatever stands in it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pourparler.sentences.boundaries import starts
from pourparler.types import Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["split"]

# every character at which str.splitlines breaks
_LINE = re.compile("[^\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]+")


def split(text: str) -> tuple[Sentence, ...]:
    """Split a text into sentences, headlines and list items.

    Args:
        text: Any text; paragraphs are separated by line breaks, one or more.

    Returns:
        Sentences in reading order. Their spans are disjoint, have no white space at either end, and cover every
        character of ``text`` that is not white space. ``paragraph`` counts lines that are not blank, from 0.
    """
    return _split(text)


@lru_cache(maxsize=2)  # what is shown of an article is checked against its sentences, more than once
def _split(text: str) -> tuple[Sentence, ...]:
    sentences: list[Sentence] = []
    paragraph = 0
    for match in _LINE.finditer(text):
        spans = list(_trimmed(match.start(), match.group()))
        sentences += [Sentence(span, paragraph) for span in spans]
        paragraph += bool(spans)
    return tuple(sentences)


def _trimmed(offset: int, line: str) -> Iterator[Span]:
    """Yield the spans of a line's sentences, without white space around them; blank pieces are dropped."""
    if not line.strip():
        return
    cuts = [0, *starts(line), len(line)]
    for start, end in pairwise(cuts):
        piece = line[start:end]
        words = piece.strip()
        if words:
            begin = offset + start + len(piece) - len(piece.lstrip())
            yield Span(begin, begin + len(words))

"""The library at work: where sentences start within one line.

nupunkt is a Punkt segmenter (Kiss and Strunk 2006, "Unsupervised Multilingual Sentence Boundary Detection",
Computational Linguistics 32(4)). Its engine is used with word lists made for news.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pourparler.sentences.corrections import added, wrong
from pourparler.sentences.lexicon import ABBREVIATIONS, OPENERS

if TYPE_CHECKING:
    from nupunkt import PunktSentenceTokenizer

__all__ = ["starts"]


@cache
def _library() -> PunktSentenceTokenizer:
    """Make the segmenter once; loading it costs a few milliseconds."""
    from nupunkt import PunktParameters, PunktSentenceTokenizer  # loaded when first used

    words = PunktParameters(abbrev_types=set(ABBREVIATIONS), sent_starters=set(OPENERS))
    return PunktSentenceTokenizer(words, include_common_abbrevs=False)


def starts(line: str) -> list[int]:
    """Return where the second and each later sentence of a line starts, in order."""
    found = {start for start, _ in _library().span_tokenize(line)} | added(line)
    kept: list[int] = []
    last = 0
    for start in sorted(found):
        if start > 0 and not wrong(line, last, start):
            kept.append(start)
            last = start
    return kept

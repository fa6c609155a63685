"""The brief of one article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pourparler.briefs.budget import budget
from pourparler.briefs.picking import pick
from pourparler.briefs.ranking import rank
from pourparler.briefs.unclear import unclear
from pourparler.types import Brief

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pourparler.types import Article, Position, Sentence, Statement

__all__ = ["brief"]


def brief(  # noqa: PLR0913 - what was read, and three ways to say how long
    article: Article,
    sentences: Sequence[Sentence],
    statements: Sequence[Statement],
    positions: Sequence[Position],
    *,
    words: int | None = None,
    seconds: float | None = None,
    sentences_wanted: int = 3,
) -> Brief:
    """Pick the sentences that tell a reader most, and those in which the text says what is not known.

    Args:
        article: The article.
        sentences: Its sentences, in reading order.
        statements: Who said what in it; may be empty.
        positions: Who takes which stand in it; may be empty.
        words: Most words of the summary, as white space divides them.
        seconds: Most seconds of reading, at 238 words a minute.
        sentences_wanted: Most sentences, where neither words nor seconds are given.

    Returns:
        Whole sentences, in reading order. A word budget is kept to unless every sentence is longer; then the
        summary is the shortest sentence.

    Raises:
        UsageError: A length is not above zero.
    """
    limit = budget(words=words, seconds=seconds, sentences=sentences_wanted)
    picked = pick(rank(article, sentences, statements, positions), limit)
    return Brief(tuple(candidate.span for candidate in picked), unclear(article.text, sentences))

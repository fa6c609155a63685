"""The checker: nothing is printed that is not, to the letter, in the source."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pourparler.errors import PourparlerError
from pourparler.sentences import split

if TYPE_CHECKING:
    from pourparler.types import Article, Brief, Span

__all__ = ["UnsupportedLineError", "check"]


class UnsupportedLineError(PourparlerError):
    """A line was about to be shown that the source does not contain."""


def check(article: Article, brief: Brief) -> None:
    """Refuse a brief of which a line is not a whole sentence of the article.

    Raises:
        UnsupportedLineError: A span is outside the text, empty, or not exactly one of its sentences, or the spans
            are not in reading order.
    """
    wholes = {sentence.span for sentence in split(article.text)}
    for part, spans in (("summary", brief.summary), ("list of what is unclear", brief.unclear)):
        for span in spans:
            _check_span(article, part, span, wholes)
        for before, after in pairwise(spans):
            if before.end > after.start:
                raise UnsupportedLineError(
                    f"The {part} of article {article.id} is not in reading order at characters {after.start} to "
                    f"{after.end}; it is not shown."
                )


def _check_span(article: Article, part: str, span: Span, wholes: set[Span]) -> None:
    """Refuse a span that is not one of the text's sentences."""
    if not 0 <= span.start < span.end <= len(article.text):
        fault = "is empty or outside the text"
    elif span not in wholes:
        fault = "is not a whole sentence of the text"
    else:
        return
    raise UnsupportedLineError(
        f"Characters {span.start} to {span.end} in the {part} of article {article.id}: this {fault}; it is not shown."
    )

"""The checker lets nothing through that the source does not say, to the letter."""

from __future__ import annotations

import pytest

from pourparler.briefs import UnsupportedLineError, check
from pourparler.errors import PourparlerError
from pourparler.sentences import split
from pourparler.types import Brief, Span
from tests.briefs.articles import article

TEXT = "Arven will talk if Lind withdraws.\n\nLind refused. It is unclear why."
SPANS = [sentence.span for sentence in split(TEXT)]


def test_whole_sentences_in_reading_order_pass() -> None:
    check(article(TEXT), Brief(tuple(SPANS), (SPANS[2],)))
    check(article(TEXT), Brief((), ()))
    assert issubclass(UnsupportedLineError, PourparlerError)


@pytest.mark.parametrize(
    ("span", "fault"),
    [
        (Span(0, 10), "not a whole sentence"),
        (Span(1, SPANS[0].end), "not a whole sentence"),
        (Span(0, SPANS[0].end + 1), "not a whole sentence"),
        (Span(0, len(TEXT)), "not a whole sentence"),
        (Span(5, 5), "empty"),
        (Span(9, 4), "empty"),
        (Span(-5, -1), "outside"),
        (Span(SPANS[2].start, len(TEXT) + 1), "outside"),
    ],
)
@pytest.mark.parametrize("part", ["summary", "unclear"])
def test_any_other_span_is_refused_with_its_cause(span: Span, fault: str, part: str) -> None:
    brief = Brief((span,), ()) if part == "summary" else Brief((), (span,))
    with pytest.raises(UnsupportedLineError, match=fault):
        check(article(TEXT), brief)


@pytest.mark.parametrize("spans", [(SPANS[1], SPANS[0]), (SPANS[0], SPANS[0])])
def test_lines_out_of_order_or_twice_are_refused(spans: tuple[Span, ...]) -> None:
    with pytest.raises(UnsupportedLineError, match="reading order"):
        check(article(TEXT), Brief(spans, ()))


def test_a_brief_of_another_text_is_refused() -> None:
    other = article("Arven will talk once Lind withdraws its army. Lind agreed.")
    with pytest.raises(UnsupportedLineError):
        check(other, Brief(tuple(SPANS), ()))

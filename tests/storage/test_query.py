"""How a query is read."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.errors import UsageError
from pourparler.storage.identity import period
from pourparler.storage.query import Facet, Query, Words, parse


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Truce", Query(((Words("text", ("truce",)),),))),
        ("a b", Query(((Words("text", ("a",)),), (Words("text", ("b",)),)))),
        ('"a  B"', Query(((Words("text", ("a", "b")),),))),
        ('"never closed', Query(((Words("text", ("never", "closed")),),))),
        ("a OR b c", Query(((Words("text", ("a",)), Words("text", ("b",))), (Words("text", ("c",)),)))),
        ("a or b", Query(((Words("text", ("a",)),), (Words("text", ("or",)),), (Words("text", ("b",)),)))),
        ("a -b", Query(((Words("text", ("a",)),),), (Words("text", ("b",)),))),
        ("nego*", Query(((Words("text", ("nego",), prefix=True),),))),
        ("well-known", Query(((Words("text", ("well", "known")),),))),
        ("KIND:offer", Query(((Facet("kind", ("offer",)),),))),
        ('outlet:"The  Echo"', Query(((Facet("outlet", ("the echo",)),),))),
        ("source:Brandt", Query(((Words("source", ("brandt",)),),))),
        ("actor:Velland", Query(((Facet("actor", ("velland",)),),))),
        ("12:30", Query(((Words("text", ("12", "30")),),))),
        ("re:talks", Query(((Words("text", ("re", "talks")),),))),
    ],
)
def test_a_query_is_read(text: str, query: Query) -> None:
    assert parse(text) == query


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2024", ("2024",)),
        ("2024-09", ("2024-09",)),
        ("2024-09-03", ("2024-09-03",)),
        ("2024-11..2025-02", ("2024-11", "2024-12", "2025-01", "2025-02")),
        ("2023..2024", ("2023", "2024")),
        ("2024-01-31..2024-03-01", ("2024-01-31", "2024-02", "2024-03-01")),
    ],
)
def test_a_period_is_filled_with_few_values(text: str, values: tuple[str, ...]) -> None:
    assert parse(f"date:{text}").clauses == ((Facet("date", values),),)


@given(first=st.dates(date(1900, 1, 1), date(2100, 12, 31)), days=st.integers(0, 4_000))
def test_a_period_is_filled_exactly(first: date, days: int) -> None:
    last = min(first + timedelta(days=days), date(2100, 12, 31))
    ((facet,),) = parse(f"date:{first}..{last}").clauses
    assert isinstance(facet, Facet)
    spans = sorted(span for value in facet.values if (span := period(value)))
    assert len(spans) == len(facet.values) < 120
    assert spans[0][0] == first.isoformat()
    assert all(before[1] == after[0] for before, after in pairwise(spans))
    assert date.fromisoformat(spans[-1][1]) == last + timedelta(days=1)


@given(text=st.text(max_size=200))
def test_any_text_is_read_or_told(text: str) -> None:
    try:
        query = parse(text)
    except UsageError as told:
        assert str(told).endswith(".")  # noqa: PT017 - both ends are fine
    else:
        assert query.clauses


def test_marks_are_only_looked_for_where_words_are_sought() -> None:
    assert parse("kind:offer truce OR source:brandt -war").sought == (
        Words("text", ("truce",)),
        Words("source", ("brandt",)),
    )

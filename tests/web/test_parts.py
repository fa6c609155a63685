"""Citations, dates, counts over time, charts, parties: what pages are put together from."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.web import charts, citing, counting, dates, templating
from pourparler.web.notes import Notes
from pourparler.web.parties import by_kind, by_party
from pourparler.web.quotes import Quotes, clipped

if TYPE_CHECKING:
    from pourparler.protocols import Store
    from pourparler.rows import PositionRow

SEEN = datetime(2026, 3, 12, 9, tzinfo=UTC)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def row(store: Store) -> PositionRow:
    """Return a position with a condition."""
    return next(row for row in store.positions().rows if row.condition_words == "Arkan troops hold the Sorn valley")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, ""),
        ("", ""),
        ("2026-03-10", "10 March 2026"),
        ("2026-03-10T14:05:00+01:00", "10 March 2026, 14:05 UTC+1"),
        ("2026-03-10T14:05:09.5Z", "10 March 2026, 14:05 UTC"),
        ("2026-03-10T14:05:00-03:30", "10 March 2026, 14:05 UTC−3:30"),
        ("2026-03-10T14:05:00", "10 March 2026, 14:05 zone not stated"),
        ("2026-03", "March 2026"),
        ("2026", "2026"),
        ("2026-13", "2026-13"),
        ("yesterday\u202e", "yesterday⟨U+202E⟩"),
    ],
)
def test_moments_are_told_in_words_with_their_zone(text: str | None, words: str) -> None:
    assert dates.in_words(text) == words


@given(st.text())
def test_what_is_no_date_is_shown_as_harmless_words(text: str) -> None:
    assert len(dates.in_words(text)) < 600
    assert "<script" not in dates.tag(text)
    assert len(templating.line(text, 20)) <= 20 * 9 + 1


@given(st.datetimes(timezones=st.timezones() | st.none()))
def test_every_moment_has_an_element(moment: datetime) -> None:
    shown = dates.tag(moment.isoformat())
    assert shown.startswith('<time datetime="')
    assert shown.endswith("</time>")


def test_a_citation_after_apa_turns_plain_names_round_and_no_others(row: PositionRow) -> None:
    cited = {
        name: citing.cite(row, "x", name, SEEN)[1].words
        for name in ("Mara Lindqvist", "By Ida M. Holt", "Staff", "A and B")
    }
    assert cited["Mara Lindqvist"].startswith("Lindqvist, M. (2026, March 10). Velland sets a condition for talks.")
    assert cited["By Ida M. Holt"].startswith("Holt, I. M. (")
    assert cited["Staff"].startswith("Staff. (")
    assert cited["A and B"].startswith("A and B. (")
    bare = replace(row, title=None, outlet=None, published=None, url="javascript:x")
    assert citing.cite(bare, "x", None, SEEN)[1].words == "Without a title. (n.d.)."


def test_a_bibtex_entry_cannot_be_broken_out_of(row: PositionRow) -> None:
    hostile = replace(
        row, title=r"50% of {A} \input{x} & $b_c$", outlet="}\n}", url="https://a.example/}{\\x?a=1&b=%20"
    )
    entry = citing.cite(hostile, "x", "{", SEEN)[2].words
    assert r"50\% of \{A\} \textbackslash{}input\{x\} \& \$b\_c\$" in entry
    assert "https://a.example/%7D%7B%5Cx?a=1&b=%20" in entry
    assert entry.count("\n") == 7
    plain = entry.replace(r"\{", "").replace(r"\}", "")
    assert plain.count("{") == plain.count("}")


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_citations_stay_one_entry_whatever_an_article_claims(title: str, outlet: str, byline: str) -> None:
    class Row:
        article, published, url, speaker = "0123456789abcdef", None, None, None

    row = Row()
    row.title, row.outlet = title, outlet  # type: ignore[attr-defined]
    plain, apa, entry = (one.words for one in citing.cite(row, title, byline, SEEN))  # type: ignore[arg-type]
    assert "\n" not in plain + apa
    for line in entry.splitlines()[1:-1]:
        assert line.startswith("  ")
        assert " = {" in line


@pytest.mark.parametrize(
    ("days", "unit"),
    [
        (["2026-03-10"], "day"),
        (["2026-03-01", "2026-03-31"], "day"),
        (["2026-03-01", "2026-04-15"], "week"),
        (["2025-01-31", "2026-03-01"], "month"),
        (["2010-01-01", "2026-03-01"], "year"),
        (["0001-01-01", "9999-12-31"], "year"),
        (["9999-12-01", "9999-12-31"], "day"),
        (["0001-01-01", "0001-01-03"], "day"),
    ],
)
def test_counts_use_bins_that_a_chart_has_room_for(days: list[str], unit: str) -> None:
    table = counting.table([(day, "a") for day in days], [("A", "a"), ("B", "b")])
    assert table is not None
    assert table.unit == unit
    assert len(table.bins) <= 33
    assert len(set(table.bins)) == len(table.bins)
    assert [one.name for one in table.series] == ["A"]


@given(st.lists(st.tuples(st.dates().map(str) | st.text(max_size=12) | st.none(), st.sampled_from("ab")), max_size=40))
def test_nothing_that_has_a_date_in_reach_is_lost(things: list[tuple[str | None, str]]) -> None:
    table = counting.table(things, [("A", "a"), ("B", "b")])
    days = [day for text, _ in things if (day := dates.day_of(text))]
    if table is None:
        assert days == []
        return
    oldest = max(days).year - 30
    assert table.total == sum(day.year >= oldest for day in days)
    assert table.undated == len(things) - len(days)
    for draw in (charts.columns, charts.dots):
        ET.fromstring(draw("k", "t", "d", table))  # noqa: S314 - our own


def test_a_chart_has_title_description_and_no_style_of_its_own() -> None:
    table = counting.table([("2026-03-10", "a"), ("2026-03-12", "a"), ("2026-03-12", "b")], [("A<b>", "a"), ("B", "b")])
    assert table is not None
    for draw in (charts.columns, charts.dots):
        root = ET.fromstring(draw("key", "A title", "What there is & more", table))  # noqa: S314
        assert (root[0].text, root[1].text) == ("A title", "What there is & more")
        assert root.attrib["aria-labelledby"] == f"{root[0].attrib['id']} {root[1].attrib['id']}"
        assert all("style" not in one.attrib and "fill" not in one.attrib for one in root.iter())
        assert sum(one.tag in {"rect", "circle"} for one in root.iter()) == 3


def test_sources_are_numbered_in_the_order_in_which_they_are_quoted(store: Store) -> None:
    rows = store.positions().rows
    notes = Notes().take(rows).take(rows)
    assert [note.number for note in notes.all()] == list(range(1, len({row.article for row in rows}) + 1))
    assert notes.of(rows[0].article) == 1
    assert notes.of("unknown") is None


def test_parties_are_named_and_ordered_by_their_newest(store: Store) -> None:
    stands = Quotes().stands(store, store.positions().rows)
    parties = by_party(stands)
    assert [(party.name, party.actor) for party in parties] == [
        ("Sorn League", "sorn-league"),
        ("Velland", "velland"),
        ("Arkan", "arkan"),
    ]
    assert [label for label, _ in by_kind(stands)][:2] == ["Precondition", "Offer"]


def test_quotations_in_lists_keep_the_words_that_turn_them_round(store: Store, row: PositionRow) -> None:
    (stand,) = Quotes().stands(store, [row])
    assert "".join(piece.words for piece in stand.act) == "will not return to the table"
    assert "".join(piece.words for piece in stand.condition) == "while Arkan troops hold the Sorn valley"


def test_quotations_of_a_text_that_changed_in_between_are_those_of_the_row(store: Store, row: PositionRow) -> None:
    (stand,) = Quotes().stands(store, [row], {row.article: "Another text."})
    assert [piece.words for piece in stand.act] == [row.act_words]


def test_only_so_many_quotations_are_kept(store: Store) -> None:
    quotes = Quotes(kept=3)
    assert len(quotes.stands(store, store.positions().rows)) == 12
    assert len(quotes._kept) == 3


def test_long_quotations_are_cut_with_a_mark(store: Store, row: PositionRow) -> None:
    (stand,) = Quotes().stands(store, [row])
    cut = clipped(stand.act, 10)
    assert sum(len(piece.words) for piece in cut if piece.part != "gap") == 10
    assert cut[-1].part == "gap"

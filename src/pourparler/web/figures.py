"""The charts of a page, each with the table it is drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pourparler.render import wording
from pourparler.web import charts, counting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup

    from pourparler.rows import ArticleRow, PositionRow, StatementRow

__all__ = ["Figure", "coverage", "positions", "statements"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing, its words, and its numbers."""

    key: str
    title: str
    description: str
    drawing: Markup
    table: counting.Table
    stacked: bool  # columns of several series, which need to be told apart


def _sentence(table: counting.Table, what: str, more: bool) -> str:
    span = table.bins[0] if len(table.bins) == 1 else f"{table.bins[0]} to {table.bins[-1]}"
    undated = f"; {table.undated} more have no date" if table.undated else ""
    newest = " (the newest, as far as this page goes back)" if more else ""
    return f"{table.total} {what} by {table.unit}, {span}{newest}{undated}."


def coverage(articles: Sequence[ArticleRow], *, more: bool) -> Figure | None:
    """Draw the articles of a story over time: independent texts, and copies of them."""
    things = [(row.published, "copies" if row.copy not in {None, "original"} else "originals") for row in articles]
    table = counting.table(things, (("independent texts", "originals"), ("copies", "copies")))
    if table is None:
        return None
    title, sentence = "Coverage over time", _sentence(table, "articles", more)
    return Figure("coverage", title, sentence, charts.columns("coverage", title, sentence, table), table, True)


def positions(rows: Iterable[PositionRow], *, more: bool) -> Figure | None:
    """Draw positions over time, a row for each kind."""
    names = tuple((label, kind) for kind, label in wording.KINDS.items())
    table = counting.table([(row.published, row.kind) for row in rows], names)
    if table is None:
        return None
    title, sentence = "Positions over time", _sentence(table, "positions", more)
    return Figure("positions", title, sentence, charts.dots("positions-chart", title, sentence, table), table, False)


def statements(rows: Iterable[StatementRow], *, more: bool) -> Figure | None:
    """Draw statements over time, by whether somebody is named for them."""
    things = [(row.published, "originals" if row.sourcing == "named" else "copies") for row in rows]
    table = counting.table(things, (("with a named source", "originals"), ("other", "copies")))
    if table is None:
        return None
    title, sentence = "Statements over time", _sentence(table, "statements", more)
    return Figure("coverage", title, sentence, charts.columns("coverage", title, sentence, table), table, True)

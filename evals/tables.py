"""Figures as tables, and their place in a page of the documentation: between two markers, never by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["BEGIN", "END", "Table", "markdown", "placed", "share", "write"]

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
Cell = str | int | float | None


class Table(NamedTuple):
    """A heading, what it shows, and rows of cells: counts (int), shares of 1 (float), names, or None for nothing."""

    title: str
    note: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def share(hits: float, of: float) -> float | None:
    """Return a share, or None of nothing."""
    return hits / of if of else None


def _cell(value: Cell) -> str:
    if value is None:
        return "–"
    return f"{100 * value:.1f}" if isinstance(value, float) else str(value).replace("|", "\\|")


def markdown(tables: Sequence[Table]) -> str:
    """Return tables as Markdown sections; shares are shown in per cent."""
    parts = []
    for table in tables:
        numbers = [all(not isinstance(row[at], str) for row in table.rows) for at in range(len(table.header))]
        lines = [
            f"| {' | '.join(table.header)} |",
            "|" + "|".join("---:" if number else "---" for number in numbers) + "|",
            *(f"| {' | '.join(_cell(cell) for cell in row)} |" for row in table.rows),
        ]
        parts.append(f"### {table.title}\n\n{table.note}\n\n" + "\n".join(lines))
    return "\n\n".join(parts) + "\n"


def placed(page: str, figures: str) -> str:
    """Return a page with ``figures`` between its markers, in place of what stood there.

    Raises:
        ValueError: the page does not have the two markers, once and in order.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end) or BEGIN in after:
        raise ValueError(f"the page must have {BEGIN} and {END} once each, in this order")
    return f"{before}{BEGIN}\n\n{figures.strip()}\n\n{END}{after}"


def write(page: Path, figures: str) -> None:
    """Put figures into a page of the documentation."""
    page.write_text(placed(page.read_text("utf-8"), figures), "utf-8")

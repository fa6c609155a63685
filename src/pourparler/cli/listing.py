"""A page of a list on standard output: for people, as JSON lines or as CSV; where it goes on, on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pourparler.cli.entries import entry_of, laid_out
from pourparler.cli.output import Output, screen
from pourparler.cli.telling import tell
from pourparler.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pourparler.rows import Page

__all__ = ["Form", "form_of", "show", "show_page"]

Form = Literal["text", "json", "csv"]


def form_of(*, as_json: bool, as_csv: bool) -> Form:
    """Return the form that a call asks for.

    Raises:
        UsageError: it asks for two.
    """
    if as_json and as_csv:
        raise UsageError("Choose one of --json and --csv.")
    return "json" if as_json else "csv" if as_csv else "text"


def show_page(page: Page[Any], kind: type, form: Form, empty: str) -> int:
    """Show a page of rows, and tell how to go on behind it."""
    show(page.rows, kind, form, empty)
    if page.after is not None:
        tell(f"There are more: go on with --after {page.after}")
    return 0


def show(rows: Sequence[Any], kind: type, form: Form, empty: str) -> None:
    """Show rows of one kind; ``empty`` is told where there are none."""
    if not rows:
        tell(empty)
    with Output(None) as output:
        for piece in _pieces(rows, kind, form):
            output.write(piece)


def _pieces(rows: Sequence[Any], kind: type, form: Form) -> Iterable[str]:
    if form == "csv":
        from pourparler.exports import as_csv

        yield from (piece.decode("utf-8") for piece in as_csv(rows, kind))
    elif form == "json":
        from pourparler.exports import line

        yield from (f"{line(row)}\n" for row in rows)
    else:
        seen = screen(None)
        for number, row in enumerate(rows):
            yield ("\n" if number else "") + laid_out(entry_of(row), seen)

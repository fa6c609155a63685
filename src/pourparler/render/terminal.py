"""The brief as a terminal page, and the compact listing of a reading."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pourparler.render import quoting, wording
from pourparler.render.shown import one_line, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, RenderableType
    from rich.text import Text

    from pourparler.render.quoting import Piece
    from pourparler.types import Position, Reading, Span, Statement

__all__ = ["listing", "terminal"]

_NARROWEST, _WIDEST = 40, 100  # columns; beyond a hundred a line of prose is hard to follow back
_STYLES = {
    "title": "bold",
    "section": "bold cyan",
    "kind": "bold yellow",
    "name": "bold",
    "condition": "bold",
    "trigger": "italic",
    "hedged": "magenta",
    "quiet": "dim",
}


@dataclass(frozen=True, slots=True)
class _Signs:
    """Signs of ours, in a form that the terminal's encoding has."""

    bullet: str = "▪"
    dot: str = "·"
    back: str = "←"
    on: str = "→"
    gap: str = "…"


_ASCII = _Signs("-", "|", "<", ">", "...")


class _Page:
    """Lines of one page; every word that comes from outside passes :func:`one_line` on its way in."""

    def __init__(self, width: int, *, colour: bool, ascii_only: bool) -> None:
        from rich.console import Console

        self.signs = _ASCII if ascii_only else _Signs()
        self._out = io.StringIO()
        self._console: Console = Console(
            file=self._out,
            width=max(_NARROWEST, min(width, _WIDEST)),
            force_terminal=colour,
            color_system="standard" if colour else None,
            no_color=not colour,
            legacy_windows=False,
            highlight=False,
            markup=False,
            emoji=False,
        )

    def text(self, *parts: str | tuple[str, str]) -> Text:
        """Join words and (words, style) pairs; nothing in them is read as markup."""
        from rich.text import Text

        line = Text(overflow="fold")
        for part in parts:
            words, style = (part, "") if isinstance(part, str) else part
            line.append(words, _STYLES.get(style, ""))
        return line

    def print(self, *what: RenderableType) -> None:
        self._console.print(*what, soft_wrap=False)

    def gap(self) -> None:
        self._console.print()

    def section(self, name: str) -> None:
        self.gap()
        self.print(self.text((name, "section")))

    def item(self, mark: str, body: Text, indent: int = 0, hang: int = 2) -> None:
        """Print ``body`` with ``mark`` in the margin and every further line under the first."""
        from rich.padding import Padding
        from rich.table import Table

        grid = Table.grid(padding=0, expand=True)
        grid.add_column(width=hang, no_wrap=True)
        grid.add_column(ratio=1, overflow="fold")
        grid.add_row(self.text(mark), body)
        self.print(Padding(grid, (0, 0, 0, indent)))

    def pieces(self, pieces: Sequence[Piece]) -> list[str | tuple[str, str]]:
        parts: list[str | tuple[str, str]] = []
        for piece in pieces:
            if piece.part == "gap":
                parts.append(f" {self.signs.gap} ")
            elif piece.part == "between":
                # the words between two parts: white space, perhaps with a comma or a quotation mark
                parts.append(squeezed(piece.words))
            else:
                parts.append((squeezed(piece.words), piece.part))
        return parts

    def value(self) -> str:
        """Return the page; line ends carry no trailing blanks, each stretch of empty lines is one."""
        return "\n".join(line.rstrip() for line in self._out.getvalue().split("\n"))


def _head(page: _Page, reading: Reading) -> None:
    article = reading.article
    page.print(page.text((one_line(article.title or "") or "Without a title", "title")))
    imprint = wording.imprint(article)
    if imprint:
        page.print(page.text((f" {page.signs.dot} ".join(imprint), "quiet")))
    if article.url:
        page.print(page.text((one_line(article.url), "quiet")))
    caution = wording.caution(reading)
    if caution:
        page.print(page.text((caution, "hedged")))


def _quotes(page: _Page, text: str, spans: Sequence[Span]) -> None:
    for span in spans:
        page.item(page.signs.bullet, page.text(one_line(span.of(text))))


def _voucher(page: _Page, reading: Reading, position: Position) -> Text | None:
    """Say on whose word a position stands, how that word is sourced, and whether the text hedges."""
    parts: list[str | tuple[str, str]] = []
    if position.statement is not None and 0 <= position.statement < len(reading.statements):
        statement = reading.statements[position.statement]
        teller = wording.word_of(reading.article.text, statement)
        parts.append((teller or "no speaker", "name" if teller else "quiet"))
        parts.append(f" {page.signs.dot} {wording.SOURCING[statement.sourcing]}")
    if position.hedged:
        parts.append((f"{f' {page.signs.dot} ' if parts else ''}hedged in the text", "hedged"))
    return page.text(*parts) if parts else None


def _position(page: _Page, reading: Reading, position: Position) -> None:
    text = reading.article.text
    who = wording.holder(text, position) or "holder not named"
    page.item(
        page.signs.bullet, page.text((wording.KINDS[position.kind], "kind"), f" {page.signs.dot} ", (who, "name"))
    )
    rows: list[tuple[str, Text]] = [("what", page.text(*page.pieces(quoting.act_pieces(text, position))))]
    condition = quoting.condition_pieces(text, position)
    if condition:
        rows.append(("condition", page.text(*page.pieces(condition))))
    towards = quoting.towards(text, position)
    if towards:
        rows.append(("towards", page.text(one_line(towards))))
    voucher = _voucher(page, reading, position)
    if voucher is not None:
        rows.append(("word of", voucher))
    for label, body in rows:
        page.item(label, body, indent=2, hang=11)


def _statement(page: _Page, reading: Reading, number: int, statement: Statement) -> None:
    text, dot = reading.article.text, f" {page.signs.dot} "
    teller = wording.word_of(text, statement)
    head: list[str | tuple[str, str]] = [(teller or "No speaker", "name"), dot, wording.SOURCING[statement.sourcing]]
    if statement.occasion:
        head += [dot, one_line(statement.occasion.of(text))]
    if statement.hedges:
        head += [dot, ("hedged: " + ", ".join(one_line(span.of(text)) for span in statement.hedges), "hedged")]
    page.item(f"{number}.", page.text(*head), hang=4)
    # No quotation marks of ours: they would turn what the article reports into what was said word for word.
    words = page.pieces(quoting.content_pieces(text, statement.content))
    if words:
        page.item("", page.text(*words), hang=4)
    elif statement.cue:
        page.item("", page.text(*((one_line(span.of(text)), "quiet") for span in statement.cue[:1])), hang=4)


def _foot(page: _Page, reading: Reading, *, verbose: bool) -> None:
    article = reading.article
    if article.removed:
        page.section("Cut from the page")
        lines = wording.plural(len(article.removed), "line")
        page.print(page.text(f"{lines} of page furniture{'' if verbose else ' (--verbose lists them)'}"))
        if verbose:
            for line in article.removed:
                page.item(page.signs.bullet, page.text((one_line(line), "quiet")))
    if article.previous or article.next:
        page.gap()
        for label, sign, title in (
            ("Previous", page.signs.back, article.previous),
            ("Next", page.signs.on, article.next),
        ):
            if title:
                page.item(sign, page.text((f"{label}: {one_line(title)}", "quiet")))
    page.gap()
    page.print(page.text((f"Read by {wording.model(reading)}.", "quiet")))


def terminal(
    reading: Reading, *, width: int = 80, colour: bool = False, verbose: bool = False, ascii_only: bool = False
) -> str:
    """Return the brief of ``reading`` as a page for a terminal.

    Args:
        reading: What is shown.
        width: Columns of the terminal; the page fits from 60 on and never grows beyond 100.
        colour: Whether escape sequences for colour and weight are used.
        verbose: Whether the lines cut from the page are listed.
        ascii_only: Whether our own signs keep to ASCII.

    Raises:
        pourparler.errors.PourparlerError: A line of the summary does not stand in the text to the letter.
    """
    quoting.checked(reading)
    text, brief = reading.article.text, reading.brief
    page = _Page(width, colour=colour, ascii_only=ascii_only)
    _head(page, reading)
    if brief.summary:
        page.section("In brief")
        _quotes(page, text, brief.summary)
    page.section("Who would talk, and on what conditions")
    for index in quoting.ranked(reading.positions):
        _position(page, reading, reading.positions[index])
    if not reading.positions:
        page.print(page.text((wording.NO_POSITION, "quiet")))
    if reading.statements:
        page.section("Who said what")
        for number, statement in enumerate(reading.statements, 1):
            _statement(page, reading, number, statement)
    if brief.unclear:
        page.section("What the text leaves unclear")
        _quotes(page, text, brief.unclear)
    _foot(page, reading, verbose=verbose)
    return page.value()


def _listed(reading: Reading, gap: str) -> Iterator[tuple[Span, str, str]]:
    """List statements and positions as (place, label, words) in the order of the text."""
    text = reading.article.text
    for statement in reading.statements:
        spans = [*statement.content, *statement.cue, *statement.source]
        if not spans:
            continue
        teller = wording.word_of(text, statement) or "no speaker"
        words = quoting.joined(quoting.content_pieces(text, statement.content), gap)
        yield min(spans), "says", f"{teller} ({statement.sourcing}): {one_line(words)}"
    for position in reading.positions:
        parts = [
            wording.holder(text, position) or "holder not named",
            *(
                one_line(quoting.joined(pieces, gap))
                for pieces in (quoting.act_pieces(text, position), quoting.condition_pieces(text, position))
                if pieces
            ),
        ]
        yield position.act, position.kind, " | ".join(parts) + (" (hedged)" if position.hedged else "")


def listing(
    reading: Reading, *, width: int = 80, colour: bool = False, verbose: bool = False, ascii_only: bool = False
) -> str:
    """Return the records of ``reading`` as a compact listing: offset, kind, words; see :func:`terminal`."""
    quoting.checked(reading)
    page = _Page(width, colour=colour, ascii_only=ascii_only)
    _head(page, reading)
    counts = (
        wording.plural(len(reading.statements), "statement"),
        wording.plural(len(reading.positions), "position"),
        f"{wording.plural(len(reading.article.removed), 'line')} cut",
    )
    page.print(page.text((f" {page.signs.dot} ".join(counts), "quiet")))
    for span, label, words in sorted(_listed(reading, page.signs.gap)):
        page.item(f"{span.start:>7} {label}", page.text(words), hang=22)
    if verbose:
        for line in reading.article.removed:
            page.item("    cut", page.text((one_line(line), "quiet")), hang=22)
    return page.value()

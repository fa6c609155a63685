"""The brief as Markdown (CommonMark): quotations as block quotes, each with its place in the source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pourparler.render import quoting, wording
from pourparler.render.shown import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pourparler.render.quoting import Piece
    from pourparler.types import Position, Reading, Span, Statement

__all__ = ["markdown"]

# Characters that mean something inside a line; < > & become entities, which every dialect knows.
_INLINE = re.compile(r"([\\`*_\[\]|~$])")
# What means something at a line's start only: lists, headings, rules.
_START = re.compile(r"^(\d{1,9})([.)])|^([-+#=])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def _escaped(text: str) -> str:
    """Return ``text`` on one line, with nothing in it that Markdown or HTML would read as its own."""
    line = _INLINE.sub(r"\\\1", one_line(text))
    line = re.sub("[&<>]", lambda match: _ENTITIES[match.group()], line)
    return _START.sub(lambda match: f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}", line)


def _place(*spans: Span) -> str:
    """Return where the words stand, as offsets into the article's text: "[12–40]"."""
    return f"\\[{min(span.start for span in spans)}–{max(span.end for span in spans)}\\]"


def _joined(pieces: Sequence[Piece]) -> str:
    return _escaped(quoting.joined(pieces))


def _head(reading: Reading) -> Iterator[str]:
    article = reading.article
    yield f"# {_escaped(article.title or '') or 'Without a title'}"
    imprint = wording.imprint(article)
    if imprint:
        yield "*" + " · ".join(map(_escaped, imprint)) + "*"
    address = wording.link(article.url)
    if address and not set(address) & set("<>\\"):
        yield f"<{address}>"
    elif article.url:
        yield _escaped(article.url)
    caution = wording.caution(reading)
    if caution:
        yield f"**{_escaped(caution)}**"


def _position(reading: Reading, position: Position) -> Iterator[str]:
    text = reading.article.text
    who = wording.holder(text, position) or "holder not named"
    yield f"**{wording.KINDS[position.kind]} · {_escaped(who)}**{' · hedged in the text' if position.hedged else ''}"
    towards = quoting.towards(text, position)
    addressed = f" (towards {_escaped(towards)})" if towards else ""
    lines = [f"> {_joined(quoting.act_pieces(text, position))} {_place(position.act)}{addressed}"]
    if position.condition:
        lines.append(
            f"> **Condition:** {_joined(quoting.condition_pieces(text, position))} {_place(position.condition)}"
        )
    yield "\n>\n".join(lines)
    if position.statement is not None and 0 <= position.statement < len(reading.statements):
        statement = reading.statements[position.statement]
        yield f"On the word of {_teller(text, statement)}"


def _teller(text: str, statement: Statement) -> str:
    """Return who says it and how well that is sourced: "Ana Petrova, minister · named person"."""
    return f"{_escaped(wording.word_of(text, statement) or 'no speaker')} · {wording.SOURCING[statement.sourcing]}"


def _statement(reading: Reading, number: int, statement: Statement) -> Iterator[str]:
    text = reading.article.text
    facts = [f"**{number}.** {_teller(text, statement)}"]
    if statement.occasion:
        facts.append(_escaped(statement.occasion.of(text)))
    if statement.hedges:
        facts.append("hedged: " + ", ".join(_escaped(span.of(text)) for span in statement.hedges))
    yield " · ".join(facts)
    if statement.content:
        yield f"> {_joined(quoting.content_pieces(text, statement.content))} {_place(*statement.content)}"


def _lines(reading: Reading) -> Iterator[str]:
    article, text, brief = reading.article, reading.article.text, reading.brief
    yield from _head(reading)
    if brief.summary:
        yield "## In brief"
        yield from (f"> {_escaped(span.of(text))} {_place(span)}" for span in brief.summary)
    yield "## Who would talk, and on what conditions"
    for index in quoting.ranked(reading.positions):
        yield from _position(reading, reading.positions[index])
    if not reading.positions:
        yield wording.NO_POSITION
    if reading.statements:
        yield "## Who said what"
        for number, statement in enumerate(reading.statements, 1):
            yield from _statement(reading, number, statement)
    if brief.unclear:
        yield "## What the text leaves unclear"
        yield from (f"> {_escaped(span.of(text))} {_place(span)}" for span in brief.unclear)
    if article.removed:
        yield "## Cut from the page"
        yield "\n".join(f"- {_escaped(line)}" for line in article.removed if line.strip())
    for label, title in (("Previous", article.previous), ("Next", article.next)):
        if title:
            yield f"{label}: {_escaped(title)}"
    yield f"Read by {_escaped(wording.model(reading))}. Numbers in brackets are characters of the article's text."


def markdown(reading: Reading) -> str:
    """Return the brief of ``reading`` as a Markdown document.

    Raises:
        pourparler.errors.PourparlerError: A line of the summary does not stand in the text to the letter.
    """
    quoting.checked(reading)
    blocks: list[str] = []
    for block in _lines(reading):
        # two block quotes in a row would flow into one: a comment keeps them apart
        if blocks and blocks[-1].startswith(">") and block.startswith(">"):
            blocks.append("<!-- -->")
        blocks.append(block)
    return "\n\n".join(blocks) + "\n"

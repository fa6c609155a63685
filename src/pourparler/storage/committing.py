"""What is written in one piece: a shard of outcomes, a report."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from pourparler.errors import UsageError
from pourparler.storage import lookup, queue, tables
from pourparler.storage.counting import Counts
from pourparler.storage.identity import row_ids
from pourparler.storage.numbers import Numbers
from pourparler.storage.people import People
from pourparler.storage.writing import Writer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from pourparler.rows import Correction
    from pourparler.storage.documents import WordIndex
    from pourparler.types import Outcome

__all__ = ["commit", "correct"]

_MOST_SIGNS = 10_000  # of a report's note


def commit(connection: Connection, outcomes: Sequence[Outcome], index: WordIndex) -> None:
    """Settle items in their order."""
    numbers = Numbers(connection)
    counts = Counts(connection, numbers)
    people = People(connection, counts)
    writer = Writer(connection, numbers, counts, index)
    queue.append(connection, [outcome.item for outcome in outcomes], numbers)
    for outcome in outcomes:
        queue.settle(connection, outcome)
        writer.capture(outcome)
        for actor in outcome.actors:
            people.note(actor)
        if outcome.reading is not None and outcome.failure is None:
            writer.write(outcome, outcome.reading)
    counts.keep()
    numbers.keep()


def correct(connection: Connection, report: Correction) -> str:
    """Keep a report, whose id, article and words are found here: the words it speaks of are kept with it."""
    if len(report.note) > _MOST_SIGNS or len(report.wrong) > _MOST_SIGNS:
        raise UsageError(f"The note is too long; at most {_MOST_SIGNS:,} characters are kept.")
    article, words = _meant(connection, report)
    (key,) = row_ids(article, [f"c\0{report.row}\0{report.wrong}\0{report.note}\0{report.moment}"])
    numbers = Numbers(connection)
    table = tables.corrections
    if connection.scalar(select(table.c.id).where(table.c.id == key)) is None:
        fields = asdict(report) | {"id": key, "article": article, "words": words}
        connection.execute(insert(table).values(number=numbers.next("corrections"), **fields))
    numbers.keep()
    return key


def _meant(connection: Connection, report: Correction) -> tuple[str, str]:
    """Return the article and the words that a report is about."""
    if report.target == "statement":
        said = lookup.statement(connection, report.row)
        if said is not None:
            return said.article, said.content_words
    elif report.target == "position":
        stand = lookup.position(connection, report.row)
        if stand is not None:
            return stand.article, stand.act_words
    raise UsageError(f"There is no {report.target[:20]} {report.row[:40]}.")

"""Whole tables as files: every row, every field, nothing added up or left out."""

from __future__ import annotations

import errno
import os
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from pourparler.errors import RefusedError, RetryError, UsageError
from pourparler.exports.commas import as_csv
from pourparler.exports.records import line
from pourparler.rows import ActorRow, ArticleRow, OriginRow, PositionRow, StatementRow, StoryRow, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pourparler.protocols import Store

__all__ = ["FORMATS", "KINDS", "Written", "write"]

FORMATS = ("parquet", "csv", "jsonl")
KINDS: dict[Table, type] = {
    "articles": ArticleRow,
    "statements": StatementRow,
    "positions": PositionRow,
    "actors": ActorRow,
    "stories": StoryRow,
    "origins": OriginRow,
}
assert tuple(KINDS) == get_args(Table)  # noqa: S101 - a table added to the store is a table exported


@dataclass(frozen=True, slots=True)
class Written:
    """A table that was written."""

    table: Table
    path: Path
    rows: int


def write(store: Store, folder: Path, format: str) -> tuple[Written, ...]:  # noqa: A002 - what the option is called
    """Write the six tables into ``folder``, one file each: ``articles.csv`` and so on.

    The same store gives the same bytes. All six are read from the moment at which this begins, written under names of
    their own, and take the place of files of an earlier export at the end, when all are whole. Memory stays flat.

    Args:
        store: what is written.
        folder: made where there is none.
        format: ``parquet`` (needs pyarrow), ``csv`` or ``jsonl``.

    Raises:
        UsageError: there is no such format, or what it needs is not installed.
        RefusedError: the folder may not be written.
        RetryError: the disk is full, or the store cannot be read just now.
    """
    put = _putter(format)
    with _explained(folder), ExitStack() as stack:
        folder.mkdir(parents=True, exist_ok=True)
        written = []
        snapshot = stack.enter_context(store.snapshot())
        for table, kind in KINDS.items():
            part = folder / f".{table}.{format}.part"
            stack.callback(part.unlink, missing_ok=True)
            with closing(snapshot.export(table)) as rows:
                count = put(rows, kind, part)
            written.append((part, Written(table, folder / f"{table}.{format}", count)))
        for part, done in written:
            part.replace(done.path)
        return tuple(done for _, done in written)


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise RetryError(f"There is no room left to write to {folder}; make room and export again.") from error
        why = error.strerror or type(error).__name__
        raise RefusedError(f"The export cannot be written to {folder} ({why}); give another folder.") from error


def _putter(format: str) -> Any:  # noqa: A002
    """Return what writes a table in a format: ``put(rows, kind, path) -> number of rows``."""
    if format == "csv":
        return _put_csv
    if format == "jsonl":
        return _put_lines
    if format == "parquet":
        from pourparler.exports import parquet

        return parquet.putter()
    raise UsageError(f"There is no format “{format[:40]}”; choose from {', '.join(FORMATS)}.")


def _put_csv(rows: Iterable[Any], kind: type, path: Path) -> int:
    count = 0

    def counted() -> Iterator[Any]:
        nonlocal count
        for row in rows:
            count += 1
            yield row

    _keep(path, as_csv(counted(), kind))
    return count


def _put_lines(rows: Iterable[Any], kind: type, path: Path) -> int:  # noqa: ARG001 - one signature for all formats
    count = 0

    def lines() -> Iterator[bytes]:
        nonlocal count
        for row in rows:
            count += 1
            yield (line(row) + "\n").encode("utf-8")

    _keep(path, lines())
    return count


def _keep(path: Path, pieces: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())  # a file that has its name is whole, whatever happens to the machine

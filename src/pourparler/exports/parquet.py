"""Tables as Parquet, typed column by column; needs pyarrow, which not everybody wants to install."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from pourparler.errors import UsageError
from pourparler.exports.commas import representable
from pourparler.exports.records import record
from pourparler.exports.shapes import shape_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from pourparler.exports.shapes import Shape

__all__ = ["putter"]

# Rows of a group, and characters after which one is closed early: what is held in memory. By content alone, so that
# the same rows give the same file. (Groups of a few thousand rows read quickly and pack well.)
_ROWS = 4_096
_CHARACTERS = 8_000_000


def putter() -> Callable[[Iterable[Any], type, Path], int]:
    """Return what writes a table.

    Raises:
        UsageError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise UsageError("Parquet needs pyarrow; install pourparler[parquet], or choose csv or jsonl.") from error

    def put(rows: Iterable[Any], kind: type, path: Path) -> int:
        shape = shape_of(kind)
        schema = pa.schema([_field(pa, name, part) for name, part in shape.fields])
        count = 0
        # statistics of long texts would double the file's foot and help nobody
        with path.open("wb") as file:
            options = {"compression": "zstd", "write_statistics": _short(shape)}
            with parquet.ParquetWriter(file, schema, **options) as writer:
                for group in _groups(rows, shape):
                    writer.write_table(pa.Table.from_pylist(group, schema=schema), row_group_size=_ROWS)
                    count += len(group)
            file.flush()
            os.fsync(file.fileno())
        return count

    return put


def _short(shape: Shape) -> list[str]:
    """Return the columns whose smallest and largest value help to skip groups: ids, classes, times, numbers."""
    wide = {"text", "title", "content_words", "source_words", "act_words", "condition_words", "url", "byline"}
    return [name for name, part in shape.fields if not part.nested and name not in wide]


def _groups(rows: Iterable[Any], shape: Shape) -> Iterable[list[dict[str, Any]]]:
    group: list[dict[str, Any]] = []
    size = 0
    for row in rows:
        values = record(row)
        group.append({name: _value(values[name], part) for name, part in shape.fields})
        size += sum(len(value) for value in group[-1].values() if isinstance(value, str))
        if len(group) >= _ROWS or size >= _CHARACTERS:
            yield group
            group, size = [], 0
    if group:
        yield group


def _value(value: Any, shape: Shape) -> Any:
    """Return a value as its column takes it."""
    if value is None:
        return None
    if shape.form == "string":
        return value if value.isascii() else representable(value)
    if shape.form == "span":
        return {"start": value[0], "end": value[1]}
    if shape.form == "list" and shape.item is not None:
        return [_value(part, shape.item) for part in value]
    if shape.form == "record":
        return {name: _value(value[name], part) for name, part in shape.fields}
    return value


def _field(pa: Any, name: str, shape: Shape) -> Any:
    return pa.field(name, _type(pa, shape), nullable=shape.optional)


def _type(pa: Any, shape: Shape) -> Any:
    """Return the column type of a value."""
    if shape.form == "span":
        ends = [pa.field("start", pa.int64(), nullable=False), pa.field("end", pa.int64(), nullable=False)]
        return pa.struct(ends)
    if shape.form == "list" and shape.item is not None:
        return pa.list_(_field(pa, "element", shape.item))
    if shape.form == "record":
        return pa.struct([_field(pa, name, part) for name, part in shape.fields])
    plain = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
    return plain[shape.form]

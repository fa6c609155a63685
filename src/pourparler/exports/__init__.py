"""What is kept, for others to compute with: rows as plain records, as CSV, and whole tables as files."""

from __future__ import annotations

from pourparler.exports.commas import as_csv
from pourparler.exports.files import Written, write
from pourparler.exports.records import line, record
from pourparler.exports.shapes import Shape, shape_of

__all__ = ["Shape", "Written", "as_csv", "line", "record", "shape_of", "write"]

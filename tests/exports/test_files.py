"""Whole tables as files: complete, the same each time, and never half."""

from __future__ import annotations

import errno
import json
import sys
import tracemalloc
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest

from pourparler import errors, exports
from pourparler.exports.commas import representable
from pourparler.exports.files import FORMATS, KINDS
from pourparler.rows import ActorRow
from pourparler.storage import open_store
from tests import libraries
from tests.outcomes import outcome

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pourparler.protocols import Store


ABSENT = "pyarrow is not installed; the extra `parquet` brings it."
FORMS = [
    pytest.param(form, marks=pytest.mark.skipif(form == "parquet" and find_spec("pyarrow") is None, reason=ABSENT))
    for form in FORMATS
]


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file in a folder, hidden ones included."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("form", FORMS)
def test_one_file_a_table_and_the_same_bytes_each_time(library: Store, tmp_path: Path, form: str) -> None:
    written = exports.write(library, tmp_path / "new" / "folder", form)
    assert {done.table: done.rows for done in written} == {table: len(list(library.export(table))) for table in KINDS}
    first = contents(tmp_path / "new" / "folder")
    assert sorted(first) == sorted(f"{table}.{form}" for table in KINDS)
    exports.write(library, tmp_path, form)
    exports.write(library, tmp_path / "new" / "folder", form)
    assert contents(tmp_path / "new" / "folder") == first
    assert {name: (tmp_path / name).read_bytes() for name in first} == first


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_store_gives_six_files_without_rows(tmp_path: Path, form: str) -> None:
    with open_store(tmp_path / "store") as store:
        written = exports.write(store, tmp_path / "out", form)
    assert [done.rows for done in written] == [0] * 6
    assert all(done.path.is_file() for done in written)


def test_lines_of_json_are_the_rows(library: Store, tmp_path: Path) -> None:
    exports.write(library, tmp_path, "jsonl")
    for table in KINDS:
        text = (tmp_path / f"{table}.jsonl").read_text("utf-8")
        assert [json.loads(line) for line in text.splitlines()] == [
            exports.record(row) for row in library.export(table)
        ]


def test_parquet_has_the_rows_and_their_types(library: Store, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason=ABSENT)
    exports.write(library, tmp_path, "parquet")

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            spans = list(value) == ["start", "end"]
            return [value["start"], value["end"]] if spans else {name: plain(part) for name, part in value.items()}
        return [plain(part) for part in value] if isinstance(value, list) else value

    def fit(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: fit(part) for name, part in value.items()}
        if isinstance(value, list):
            return [fit(part) for part in value]
        return representable(value) if isinstance(value, str) else value

    for table, kind in KINDS.items():
        read = parquet.read_table(tmp_path / f"{table}.parquet")
        assert [plain(row) for row in read.to_pylist()] == [fit(exports.record(row)) for row in library.export(table)]
        assert read.schema.names == [name for name, _ in exports.shape_of(kind).fields]
        assert [field.nullable for field in read.schema] == [part.optional for _, part in exports.shape_of(kind).fields]
    types = {field.name: str(field.type) for field in parquet.read_schema(tmp_path / "statements.parquet")}
    assert (types["score"], types["counted"], types["place"], types["speaker"]) == ("double", "bool", "int64", "string")
    assert types["source"].startswith("list<element: struct<start: int64 not null, end: int64 not null>")


def test_long_texts_close_a_group_early(library: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is held in memory is bounded by characters, not by rows alone."""
    parquet = pytest.importorskip("pyarrow.parquet", reason=ABSENT)
    monkeypatch.setattr("pourparler.exports.parquet._CHARACTERS", 2_000)
    exports.write(library, tmp_path, "parquet")
    assert parquet.ParquetFile(tmp_path / "articles.parquet").num_row_groups > 5


def test_without_pyarrow_a_sentence_says_what_to_do(
    library: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(errors.UsageError, match=r"install pourparler\[parquet\], or choose csv or jsonl\.$"):
        exports.write(library, tmp_path / "out", "parquet")
    assert not (tmp_path / "out").exists()


def test_an_unknown_format_is_refused(library: Store, tmp_path: Path) -> None:
    with pytest.raises(errors.UsageError, match=r"no format “xlsx”; choose from parquet, csv, jsonl\.$"):
        exports.write(library, tmp_path, "xlsx")


class Breaking:
    """A store that fails in the middle of a table."""

    def __init__(self, store: Store, error: Exception) -> None:
        self._store, self._error = store, error

    @contextmanager
    def snapshot(self) -> Iterator[Breaking]:
        """Give itself."""
        yield self

    def export(self, table: Any) -> Iterator[object]:
        """Yield two rows of every table, and then no more."""
        rows = iter(self._store.export(table))
        yield next(rows)
        yield next(rows)
        raise self._error


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("error", "raised"),
    [
        (errors.RetryError("Locked."), errors.RetryError),
        (OSError(errno.ENOSPC, "No space left on device"), errors.RetryError),
        (PermissionError(errno.EACCES, "Permission denied"), errors.RefusedError),
    ],
    ids=["locked", "full", "denied"],
)
def test_what_breaks_off_leaves_the_export_before_it(
    library: Store, tmp_path: Path, form: str, error: Exception, raised: type[Exception]
) -> None:
    exports.write(library, tmp_path, form)
    before = contents(tmp_path)
    with pytest.raises(raised):
        exports.write(Breaking(library, error), tmp_path, form)  # type: ignore[arg-type]
    assert contents(tmp_path) == before


def test_a_folder_that_cannot_be_is_refused(library: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(errors.RefusedError, match="give another folder"):
        exports.write(library, tmp_path / "file", "csv")


def test_what_is_committed_meanwhile_is_in_no_table(tmp_path: Path) -> None:
    """All tables are of one moment: the one at which the export began."""
    with open_store(tmp_path / "store") as store:
        libraries.fill(store)
        exports.write(store, tmp_path / "before", "jsonl")

        class Meanwhile:
            """A store that another program writes to while the first table is read."""

            @contextmanager
            def snapshot(self) -> Iterator[Any]:
                with store.snapshot() as kept:
                    self.kept = kept
                    yield self

            def export(self, table: Any) -> Iterator[object]:
                for number, row in enumerate(self.kept.export(table)):
                    if (table, number) == ("articles", 1):
                        store.commit([outcome("new")])
                    yield row

        exports.write(Meanwhile(), tmp_path / "during", "jsonl")  # type: ignore[arg-type]
        assert contents(tmp_path / "during") == contents(tmp_path / "before")
        exports.write(store, tmp_path / "after", "jsonl")
        assert contents(tmp_path / "after") != contents(tmp_path / "before")


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_memory_stays_flat(tmp_path: Path, form: str) -> None:
    """Forty megabytes of rows pass through a small part of that."""

    class Large:
        """A store with many long actors, made as they are asked for."""

        @contextmanager
        def snapshot(self) -> Iterator[Any]:
            yield self

        def export(self, table: Any) -> Iterator[object]:
            for number in range(10_000 if table == "actors" else 0):
                yield ActorRow(f"a{number:05d}", str(number) * 800, "person", None, None, (), (), 0, 0, 0)

    store: Any = Large()
    tracemalloc.start()
    try:
        exports.write(store, tmp_path, form)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (tmp_path / f"actors.{form}").stat().st_size > 30_000_000
    assert peak < 4_000_000

"""A file with one article a line (JSONL): read as a stream, each line bounded, each fault named by its line."""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from pourparler.errors import NotFoundError, QuarantineError, RefusedError, UnreadableError
from pourparler.fetch.names import shown
from pourparler.fetch.unpacking import GZIP_MAGIC

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pourparler.settings import Settings

__all__ = ["is_lines", "lines_of", "record_of"]

PATIENCE = 20
"""An over-long line is skipped up to so many times the limit; behind that the file is given up (packed bombs)."""

_BOM = b"\xef\xbb\xbf"


def is_lines(name: str) -> bool:
    """Say whether ``name`` is that of a file with one article a line."""
    return name.lower().endswith((".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz"))


def lines_of(path: str, settings: Settings) -> Iterator[tuple[int, bytes | QuarantineError]]:
    """Read a file, packed with gzip or not.

    Args:
        path: the file.
        settings: ``max_bytes`` bounds each line.

    Yields:
        The number of the line, from 1, and its bytes or why it cannot be had; blank lines are left out. Every message
        begins with "path:number: ", as ``record_of``'s do when it is given that name.

    Raises:
        NotFoundError: there is no such file.
        UnreadableError: it is no file, or may not be read.
    """
    limit, number = settings.max_bytes, 0
    with _opened(path) as stream:
        while True:
            number += 1
            try:
                line = stream.readline(limit + 1)
                if not line:
                    return
                if len(line) > limit and not line.endswith(b"\n"):
                    yield number, RefusedError(f"{_place(path, number)}: the line is longer than {limit:,} bytes.")
                    if not _skipped(stream, limit):
                        told = f"{_place(path, number)}: the line does not end; the rest was left out."
                        yield number, RefusedError(told)
                        return
                    continue
            except (OSError, EOFError, zlib.error):
                yield number, UnreadableError(f"{_place(path, number)}: the file breaks off or is damaged here.")
                return
            line = line.removeprefix(_BOM) if number == 1 else line
            if line.strip():
                yield number, line


def record_of(line: bytes, name: object) -> dict[str, Any]:
    """Read one line.

    Raises:
        UnreadableError: it is not UTF-8, or no JSON object; ``name`` says which line it is.
    """
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{shown(name)}: the line is not UTF-8 (byte {error.start + 1}).") from error
    except json.JSONDecodeError as error:
        raise UnreadableError(
            f"{shown(name)}: the line is not JSON: {error.msg} at character {error.pos + 1}."
        ) from error
    except (ValueError, RecursionError) as error:
        what = "a number in it is too long" if isinstance(error, ValueError) else "it is nested too deeply"
        raise UnreadableError(f"{shown(name)}: the line is not JSON that can be read: {what}.") from error
    if not isinstance(record, dict):
        raise UnreadableError(f'{shown(name)}: the line is not a JSON object like {{"id": ..., "text": ...}}.')
    return record


def _place(path: str, number: int) -> str:
    return shown(f"{path}:{number}")


def _opened(path: str) -> BinaryIO:
    """Open a regular file, unpacked if its first bytes say that it is packed with gzip: a pipe would make us wait."""
    try:
        if not Path(path).exists():
            raise NotFoundError(f"{shown(path)} is not there: check the path.")
        if not Path(path).is_file():
            raise UnreadableError(f"{shown(path)} is not a file: name a file with one article a line.")
        raw = Path(path).open("rb")  # noqa: SIM115 - closed by whoever reads the lines
    except OSError as error:
        raise UnreadableError(
            f"{shown(path)} cannot be opened ({shown(error.strerror or error)}): check its permissions."
        ) from error
    except ValueError as error:  # a NUL in the name
        raise NotFoundError(f"{shown(path)} is not a file name.") from error
    packed = raw.read(2) == GZIP_MAGIC
    if packed:
        raw.close()  # gzip closes only what it opened itself
        return cast("BinaryIO", gzip.open(path))
    raw.seek(0)
    return raw


def _skipped(stream: BinaryIO, limit: int) -> bool:
    """Read on to the line's end; say whether it came in time."""
    for _ in range(PATIENCE):
        rest = stream.readline(limit)
        if not rest or rest.endswith(b"\n"):
            return True
    return False

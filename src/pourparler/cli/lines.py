"""A file with one article a line: read as a stream, each line bounded, each fault named by its line."""

from __future__ import annotations

import gzip
import json
import os
import stat
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from pourparler.errors import NotFoundError, RefusedError, UnreadableError
from pourparler.fetch.unpacking import GZIP_MAGIC

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pourparler.settings import Settings
    from pourparler.types import Article

__all__ = ["article_of", "is_lines", "lines_of"]

_BOM = b"\xef\xbb\xbf"
# An over-long line is skipped up to this many times the limit; beyond that the file is given up (packed bombs).
_PATIENCE = 20


def is_lines(name: str) -> bool:
    """Say whether ``name`` is that of a file with one article a line."""
    return name.lower().endswith((".jsonl", ".jsonl.gz"))


def _open(path: str) -> BinaryIO:
    """Open a regular file, unpacked if its first bytes say that it is packed with gzip."""
    try:
        if not stat.S_ISREG(Path(path).stat().st_mode):
            raise UnreadableError("This is not a file: name a file with one article a line.")
        raw = Path(path).open("rb")  # noqa: SIM115 - closed by whoever reads the lines
    except FileNotFoundError as error:
        raise NotFoundError("There is no such file: check the path.") from error
    except OSError as error:
        raise UnreadableError(f"It cannot be opened ({error.strerror or error}): check its permissions.") from error
    except ValueError as error:  # a NUL in the name
        raise NotFoundError("This is not a file name.") from error
    packed = raw.read(2) == GZIP_MAGIC
    if packed:
        raw.close()  # gzip closes only what it opened itself
        return cast("BinaryIO", gzip.open(path))
    raw.seek(0, os.SEEK_SET)
    return raw


def _skip(stream: BinaryIO, limit: int) -> bool:
    """Read on to the line's end; say whether it came in time."""
    for _ in range(_PATIENCE):
        rest = stream.readline(limit)
        if not rest or rest.endswith(b"\n"):
            return True
    return False


def lines_of(path: str, settings: Settings) -> Iterator[tuple[int, bytes | Exception]]:
    """Yield (number of the line from 1, its bytes or why it cannot be had); blank lines are left out.

    Raises:
        NotFoundError: There is no such file.
        UnreadableError: It is no file, or may not be read.
    """
    limit, number = settings.max_bytes, 0
    with _open(path) as stream:
        while True:
            number += 1
            try:
                line = stream.readline(limit + 1)
                if not line:
                    return
                if len(line) > limit and not line.endswith(b"\n"):
                    yield number, RefusedError(f"The line is longer than {limit} bytes.")
                    if not _skip(stream, limit):
                        yield number, RefusedError("The line does not end: the rest of the file was left out.")
                        return
                    continue
            except (OSError, EOFError, zlib.error) as error:
                yield number, UnreadableError(f"The file breaks off or is damaged here ({error}).")
                return
            line = line.removeprefix(_BOM) if number == 1 else line
            if line.strip():
                yield number, line


def _record(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UnreadableError(f"The line is not UTF-8 (byte {error.start + 1}).") from error
    except RecursionError as error:
        raise UnreadableError("The line is nested too deeply to be an article.") from error
    except json.JSONDecodeError as error:
        raise UnreadableError(f"The line is not JSON: {error.msg} at character {error.pos + 1}.") from error
    except ValueError as error:  # a number with more digits than Python takes
        raise UnreadableError("The line is not JSON that can be read: a number in it is too long.") from error
    if not isinstance(record, dict):
        raise UnreadableError('The line is not a JSON object: each line must look like {"id": ..., "text": ...}.')
    return record


def article_of(line: bytes) -> Article:
    """Make an article of one line; its text is taken as it stands, to the letter.

    Raises:
        UnreadableError: The line is not a JSON object with a text, or a field has the wrong type.
    """
    from pourparler import articles

    record = _record(line)
    return articles.from_record(record)

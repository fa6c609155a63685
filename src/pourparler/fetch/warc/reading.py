"""From WARC files back to captures, without network: what was written comes back byte for byte."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pourparler.errors import NotFoundError, QuarantineError, RefusedError, UnreadableError
from pourparler.fetch.names import shown
from pourparler.fetch.warc.messages import capture_of
from pourparler.fetch.warc.records import Damage, read_record, records
from pourparler.fetch.warc.streams import BrokenError

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from pourparler.fetch.warc.records import Record
    from pourparler.settings import Settings
    from pourparler.types import Capture

__all__ = ["capture_at", "captures"]

HEADERS = 1024 * 1024
"""Bytes that a record may be longer than the body in it."""

_KINDS = frozenset({"response", "resource"})


def captures(
    path: str | os.PathLike[str],
    settings: Settings,
    *,
    report: Callable[[int, QuarantineError], None] | None = None,
) -> Iterator[tuple[int, Capture]]:
    """Read every page of a WARC file, in its order.

    Redirects, errors, images and other things that are no pages are passed over, as are records of requests.

    Args:
        path: a WARC file, packed with gzip record by record or not packed.
        settings: ``max_bytes`` bounds each page, unpacked.
        report: gets the offset and the error of each damaged or refused record; reading then goes on. Without it the
            first such error is raised.

    Yields:
        The offset of the record in the file, and the capture.

    Raises:
        NotFoundError: there is no such file.
        QuarantineError: without ``report``: a record is damaged, or too large.
    """
    with _opened(path) as file:
        for found in records(file, _wanted(settings)):
            try:
                capture = _capture(found, path, settings)
            except QuarantineError as error:
                if report is None:
                    raise
                report(found.offset, error)
            else:
                if capture is not None:
                    yield found.offset, capture


def capture_at(path: str | os.PathLike[str], offset: int, settings: Settings) -> Capture:
    """Read one page of a WARC file.

    Args:
        path: the file.
        offset: of its record, as ``captures`` and ``Writer.append`` give it.
        settings: as for ``captures``.

    Raises:
        NotFoundError: there is no such file, or no page there.
        QuarantineError: the record is damaged, or too large.
    """
    with _opened(path) as file:
        try:
            record = read_record(file, offset, _wanted(settings))
        except BrokenError as error:
            raise UnreadableError(_sentence(path, offset, str(error))) from error
        capture = _capture(record, path, settings)
    if capture is None:
        raise NotFoundError(f"{_place(path, offset)} holds no page.")
    return capture


def _wanted(settings: Settings) -> Callable[[dict[str, str], int], bool]:
    return lambda headers, length: headers.get("warc-type", "").lower() in _KINDS and length <= _limit(settings)


def _limit(settings: Settings) -> int:
    return settings.max_bytes + HEADERS


def _capture(found: Record | Damage, path: str | os.PathLike[str], settings: Settings) -> Capture | None:
    """Make a capture of a record, or our error of what cannot be one."""
    if isinstance(found, Damage):
        raise UnreadableError(_sentence(path, found.offset, found.words))
    place = _place(path, found.offset)
    if found.block is None and found.headers.get("warc-type", "").lower() in _KINDS:
        raise RefusedError(f"{place} is larger than {settings.max_bytes:,} bytes: raise the setting max_bytes.")
    try:
        capture = capture_of(found, place, settings.max_bytes)
    except UnreadableError as error:
        raise UnreadableError(_sentence(path, found.offset, str(error))) from error
    if capture is not None and len(capture.content) > settings.max_bytes:
        raise RefusedError(f"{place} is larger than {settings.max_bytes:,} bytes: raise the setting max_bytes.")
    return capture


def _place(path: str | os.PathLike[str], offset: int) -> str:
    return f"{shown(path)}@{offset}"


def _sentence(path: str | os.PathLike[str], offset: int, words: str) -> str:
    return f"The record at {_place(path, offset)} cannot be read: {words.rstrip('.')}."


def _opened(path: str | os.PathLike[str]) -> BinaryIO:
    try:
        if not Path(path).is_file():
            raise NotFoundError(f"{shown(path)} is not there, or no file: check the path.")
        return Path(path).open("rb")
    except OSError as error:
        raise UnreadableError(
            f"{shown(path)} cannot be opened ({shown(error.strerror or error)}): check its permissions."
        ) from error
    except ValueError as error:  # a NUL in the name
        raise NotFoundError(f"{shown(path)} is not a file name.") from error

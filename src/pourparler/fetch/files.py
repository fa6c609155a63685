"""From a file, a stream or bytes to a Capture, with the same bounds as for the network."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pourparler.errors import NotFoundError, UnreadableError
from pourparler.fetch.names import shown
from pourparler.fetch.unpacking import GZIP_MAGIC, too_large, unpack
from pourparler.types import Capture

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from pourparler.settings import Settings

__all__ = ["from_bytes", "from_file", "from_stream"]

STEP = 256 * 1024

MEDIA_TYPES = {
    ".htm": "text/html",
    ".html": "text/html",
    ".md": "text/plain",
    ".shtml": "text/html",
    ".text": "text/plain",
    ".txt": "text/plain",
    ".xht": "application/xhtml+xml",
    ".xhtml": "application/xhtml+xml",
    ".xml": "application/xml",
}

_NOT_THERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP})
_SPECIAL = (
    (stat.S_ISDIR, "a folder: name a file in it"),
    (stat.S_ISFIFO, "a pipe: give its text on standard input, as -"),
    (stat.S_ISCHR, "a device, not a file"),
    (stat.S_ISBLK, "a device, not a file"),
    (stat.S_ISSOCK, "a socket, not a file"),
)


def from_bytes(
    data: bytes, *, name: str, url: str | None = None, media_type: str | None = None, charset: str | None = None
) -> Capture:
    """Make a Capture of bytes that are already here.

    Args:
        data: the page.
        name: what the user calls it.
        url: where it came from, if known.
        media_type: as labelled; parameters are cut and the case is lowered.
        charset: as labelled.

    Returns:
        The bytes with their labels, the time and their digest.
    """
    return Capture(
        content=bytes(data),
        url=url,
        name=name,
        media_type=(media_type or "").split(";")[0].strip().lower() or None,
        charset=charset,
        fetched=datetime.now(UTC),
        sha256=hashlib.sha256(data).hexdigest(),
    )


def from_file(path: str | os.PathLike[str], settings: Settings) -> Capture:
    """Read a saved page or a text file; one packed with gzip is unpacked, whatever it is called.

    Args:
        path: a regular file.
        settings: ``max_bytes`` bounds it, unpacked.

    Returns:
        The file's bytes; ``media_type`` by the file's suffix (``page.html.gz`` is HTML).

    Raises:
        NotFoundError: there is no such file.
        RefusedError: it is too large.
        UnreadableError: a folder, pipe, device or socket, no permission, broken packing.
    """
    name = os.fspath(path)
    try:
        _check_regular(os.stat(name).st_mode, name)  # noqa: PTH116 - Path would not take every name either
        # Opened without waiting, and looked at again: between the two looks a pipe may have taken its place.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(name, flags), "rb", buffering=0) as file:
            found = os.fstat(file.fileno())
            _check_regular(found.st_mode, name)
            if found.st_size > settings.max_bytes:
                raise too_large(name, settings.max_bytes)
            content = _read(file, name, settings.max_bytes)
    except OSError as error:
        raise _wrapped(error, name) from error
    except ValueError as error:  # a NUL or a lone surrogate in the name
        raise NotFoundError(f"{shown(name)} is not a file name.") from error
    return from_bytes(content, name=name, media_type=_media_type(name))


def from_stream(stream: BinaryIO, settings: Settings, *, name: str = "-") -> Capture:
    """Read a stream, such as standard input, to its end; one packed with gzip is unpacked.

    Args:
        stream: open for reading bytes; it is not closed.
        settings: ``max_bytes`` bounds it, unpacked: an endless stream is not read for ever.
        name: what messages call it.

    Returns:
        The bytes without labels.

    Raises:
        RefusedError: it is too large.
        UnreadableError: it cannot be read, or its packing is broken.
    """
    try:
        content = _read(stream, name, settings.max_bytes)
    except OSError as error:
        raise _wrapped(error, name) from error
    return from_bytes(content, name=name)


def _read(stream: BinaryIO, name: str, limit: int) -> bytes:
    """Read within the limit and undo gzip, known by its magic number."""
    content = unpack(_chunks(stream), "identity", limit=limit, name=name)
    if content.startswith(GZIP_MAGIC):
        return unpack((content,), "gzip", limit=limit, name=name)
    return content


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    while chunk := stream.read(STEP):
        yield chunk


def _check_regular(mode: int, name: str) -> None:
    if stat.S_ISREG(mode):
        return
    what = next((what for check, what in _SPECIAL if check(mode)), "not a file")
    raise UnreadableError(f"{shown(name)} is {what}.")


def _wrapped(error: OSError, name: str) -> NotFoundError | UnreadableError:
    """Say in our words what the operating system says."""
    if error.errno in _NOT_THERE:
        return NotFoundError(f"{shown(name)} is not there: check the path.")
    if error.errno in {errno.EACCES, errno.EPERM}:
        return UnreadableError(f"{shown(name)} may not be read: check its permissions.")
    return UnreadableError(f"{shown(name)} cannot be read ({shown(error.strerror or error)}).")


def _media_type(name: str) -> str | None:
    suffixes = [suffix.lower() for suffix in Path(name).suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    return MEDIA_TYPES.get(suffixes[-1]) if suffixes else None

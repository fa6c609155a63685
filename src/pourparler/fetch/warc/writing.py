"""Appends captures to WARC files: one writer, whole records, and an end that is put right after a kill.

Files are numbered. A record is written at once at the end of the last one; if the writing is cut short, by a kill
or a full disk, the next writer finds the torn record and cuts it off. Only a record that is torn is ever cut: a file
that is damaged elsewhere is left as it is, and the next one is begun.
"""

from __future__ import annotations

import errno
import os
import re
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pourparler.errors import PourparlerError, RetryError, UsageError
from pourparler.fetch.names import shown
from pourparler.fetch.warc.locking import locked
from pourparler.fetch.warc.messages import info, packed, records_of
from pourparler.fetch.warc.records import Damage, records

if TYPE_CHECKING:
    from types import TracebackType

    from pourparler.fetch.exchange import Answer
    from pourparler.settings import Settings
    from pourparler.types import Capture

__all__ = ["Writer"]

LOCK = "pourparler.lock"
_NAME = re.compile(r"pourparler-(\d{6,9})\.warc\.gz")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class Writer:
    """The one writer of a folder; may be used from several threads, and as a context.

    Args:
        folder: made if it is not there.
        settings: ``warc_bytes`` is the size at which the next file is begun, ``user_agent`` names the software.

    Raises:
        RetryError: another writer has the folder, or the disk is full.
        UsageError: it cannot be written to.
    """

    def __init__(self, folder: str | os.PathLike[str], settings: Settings) -> None:
        self.folder = Path(folder)
        self._limit = settings.warc_bytes
        self._software = settings.user_agent
        self._guard = threading.Lock()
        self._file = -1
        self._lock = -1
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock = locked(self.folder / LOCK)
            self._number, self._size = self._resumed()
        except (OSError, ValueError) as error:
            self.close()
            raise self._wrapped(error) from error
        except PourparlerError:
            self.close()
            raise

    def append(self, capture: Capture, answer: Answer | None = None) -> str:
        """Write one capture.

        Args:
            capture: what is kept.
            answer: the exchange that brought it; its headers are kept as well.

        Returns:
            Where it is: "pourparler-000001.warc.gz@1234", the path being that within the folder.

        Raises:
            RetryError: the disk is full; nothing of the capture stays behind.
            UsageError: the folder can no longer be written to, or the writer is closed.
        """
        data = b"".join(map(packed, records_of(capture, answer)))
        with self._guard:
            if self._lock < 0:
                raise UsageError("The archive is closed: open it again to write to it.")
            try:
                if self._file < 0 or (self._size and self._size + len(data) > self._limit):
                    self._next()
                first = b"" if self._size else packed(info(capture.fetched, self._software))
                offset = self._size + len(first)
                self._write(first + data)
            except OSError as error:
                raise self._wrapped(error) from error
            return f"{_name(self._number)}@{offset}"

    def sync(self) -> None:
        """Have the system put everything on the disk, so that not even a power cut takes it.

        Raises:
            RetryError: the disk is full.
        """
        with self._guard:
            if self._file >= 0:
                try:
                    os.fsync(self._file)
                except OSError as error:
                    raise self._wrapped(error) from error

    def close(self) -> None:
        """Let others write."""
        with self._guard:
            self._close_file()
            if self._lock >= 0:
                os.close(self._lock)
                self._lock = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _resumed(self) -> tuple[int, int]:
        """Put the end of the last file right, and open it; the next one if it is damaged."""
        found = (_NAME.fullmatch(path.name) for path in self.folder.iterdir())
        number = max((int(match[1]) for match in found if match), default=0)
        if not number:
            return 0, 0
        if _put_right(self._path(number)):
            self._file = self._opened(number)  # else the first capture begins the next file
        return number, self._path(number).stat().st_size

    def _next(self) -> None:
        """Begin the next file."""
        self._close_file()
        self._file = self._opened(self._number + 1)
        self._number, self._size = self._number + 1, 0

    def _write(self, data: bytes) -> None:
        """Write all of ``data`` at the end, or nothing."""
        view = memoryview(data)
        try:
            while view:
                view = view[os.write(self._file, view) :]
        except OSError:
            with suppress(OSError):  # if even that fails, the next writer cuts it off
                os.ftruncate(self._file, self._size)
            raise
        self._size += len(data)

    def _opened(self, number: int) -> int:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        return os.open(self._path(number), flags, 0o644)

    def _close_file(self) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _path(self, number: int) -> Path:
        return self.folder / _name(number)

    def _wrapped(self, error: OSError | ValueError) -> RetryError | UsageError:
        """Say in our words what the operating system says."""
        if getattr(error, "errno", None) in _FULL:
            return RetryError(
                f"The disk that holds {shown(self.folder)} is full: make room and run again; nothing is lost."
            )
        words = shown(getattr(error, "strerror", None) or error)
        return UsageError(
            f"The archive in {shown(self.folder)} cannot be written to ({words}): check folder and permissions."
        )


def _name(number: int) -> str:
    return f"pourparler-{number:06}.warc.gz"


def _put_right(path: Path) -> bool:
    """Cut off a record that was torn.

    Every record is unpacked for that: 100 MB take seconds, and nothing less tells a whole record from one whose bytes
    only look like one.

    Returns:
        False if it is damaged in another way, and must not be touched.
    """
    with path.open("r+b") as file:
        for found in records(file, lambda _headers, _length: False):
            if not isinstance(found, Damage):
                continue
            file.seek(found.offset)
            # After a power cut the file may be as long as it should be, its end never written.
            if not found.torn and any(any(part) for part in iter(lambda: file.read(1 << 20), b"")):
                return False
            file.truncate(found.offset)
    return True

"""The bytes of one record, out of a file that may be packed, broken or cut short: bounded, one step at a time."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from typing import BinaryIO

__all__ = ["BrokenError", "Packed", "Plain", "Stream", "TornError"]

STEP = 64 * 1024
"""Bytes read from the file at a time."""


class BrokenError(Exception):
    """The bytes are not what a record is made of; the message ends a sentence."""


class TornError(BrokenError):
    """The file ends before the record does."""


class Stream(Protocol):
    """Reads on from the start of a record."""

    def read(self, size: int) -> bytes:
        """Return at most ``size`` bytes; none at the record's end (packed) or the file's (not packed)."""

    def end(self) -> int:
        """Return the offset in the file behind what was read."""


class Packed:
    """One gzip member."""

    def __init__(self, file: BinaryIO, offset: int) -> None:
        file.seek(offset)
        self._file = file
        self._inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._rest = b""

    def read(self, size: int) -> bytes:
        """Return 1 to ``size`` bytes, or none at the member's end.

        Raises:
            TornError: the file ends within the member.
            BrokenError: the packing is broken.
        """
        while not self._inflater.eof:
            came = self._rest or self._file.read(STEP)
            try:
                data = self._inflater.decompress(came, size)
            except zlib.error as error:
                raise BrokenError("its gzip packing is broken") from error
            self._rest = self._inflater.unused_data if self._inflater.eof else self._inflater.unconsumed_tail
            if data:
                return data
            if not came:
                raise TornError("the file ends in the middle of it")
        return b""

    def end(self) -> int:
        """Return the offset behind the member, once it has been read to its end."""
        return self._file.tell() - len(self._rest)


class Plain:
    """A record that is not packed: where it ends, its reader knows."""

    def __init__(self, file: BinaryIO, offset: int) -> None:
        file.seek(offset)
        self._file = file

    def read(self, size: int) -> bytes:
        """Return what there is, or none at the file's end."""
        return self._file.read(size)

    def end(self) -> int:
        """Return the offset behind what was read."""
        return self._file.tell()

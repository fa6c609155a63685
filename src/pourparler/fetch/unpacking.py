"""Unpacks gzip and deflate with a bound, so that a small bomb cannot become a large page."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Literal

from pourparler.errors import RefusedError, UnreadableError
from pourparler.fetch.names import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["GZIP_MAGIC", "Packing", "too_large", "unpack"]

Packing = Literal["gzip", "deflate", "identity"]

GZIP_MAGIC = b"\x1f\x8b"
STEP = 256 * 1024
"""Bytes unpacked at a time: what is held beside the page itself."""


def too_large(name: object, limit: int) -> RefusedError:
    """Return the error for something larger than ``limit`` bytes."""
    return RefusedError(
        f"{shown(name)} is larger than {limit:,} bytes unpacked, which is not read: "
        "save the article alone, or raise the setting max_bytes."
    )


def unpack(chunks: Iterable[bytes], packing: Packing, *, limit: int, name: object) -> bytes:
    """Join ``chunks`` and undo their packing, never holding more than ``limit`` bytes and one step.

    Both sides are counted: what comes in too, since a stream of empty blocks unpacks to nothing for ever.

    Args:
        chunks: the bytes as they arrive.
        packing: how they are packed; ``deflate`` is read with or without its zlib header, as browsers do.
        limit: most bytes, before and after unpacking.
        name: what the messages call it.

    Returns:
        The unpacked bytes.

    Raises:
        RefusedError: there are more than ``limit`` bytes.
        UnreadableError: the packing is broken, or cut short.
    """
    page = bytearray()
    unpacker = None if packing == "identity" else _Unpacker(packing)
    came = 0
    for chunk in chunks:
        came += len(chunk)
        if came > limit:
            raise too_large(name, limit)
        if unpacker is None:
            page += chunk
            continue
        try:
            unpacker.add(chunk, page, limit)
        except zlib.error as error:
            raise UnreadableError(f"{shown(name)} cannot be unpacked: its {packing} packing is broken.") from error
        if len(page) > limit:
            raise too_large(name, limit)
    if unpacker is not None and came and not unpacker.complete:
        raise UnreadableError(
            f"{shown(name)} is cut short: its {packing} packing ends too early; fetch or save it anew."
        )
    return bytes(page)


class _Unpacker:
    """zlib's object, with the members of a gzip file one after another."""

    def __init__(self, packing: Packing) -> None:
        self._gzip = packing == "gzip"
        self._inner = zlib.decompressobj(zlib.MAX_WBITS | 16 if self._gzip else zlib.MAX_WBITS)
        self._head = b""
        self._begun = self._gzip

    @property
    def complete(self) -> bool:
        """Whether the packed stream has come to its end."""
        return self._inner.eof

    def add(self, chunk: bytes, page: bytearray, limit: int) -> None:
        """Unpack ``chunk`` onto ``page``, and stop as soon as that is over ``limit``."""
        rest = self._begin(chunk)
        while rest and len(page) <= limit:
            if self._inner.eof:
                # Another member begins with the magic number; anything else after the end is padding.
                if not (self._gzip and rest.startswith(GZIP_MAGIC)):
                    return
                self._inner = zlib.decompressobj(zlib.MAX_WBITS | 16)
            page += self._inner.decompress(rest, STEP)
            rest = self._inner.unused_data if self._inner.eof else self._inner.unconsumed_tail
        while not self._inner.eof and len(page) <= limit:
            # Output may wait inside zlib although all input is taken.
            more = self._inner.decompress(b"", STEP)
            if not more:
                return
            page += more

    def _begin(self, chunk: bytes) -> bytes:
        """Decide by its first two bytes whether a deflate stream has the zlib header of RFC 1950."""
        if self._begun:
            return chunk
        self._head += chunk
        if len(self._head) < 2:
            return b""
        self._begun = True
        first, second = self._head[:2]
        if first & 0x0F != 8 or (first << 8 | second) % 31:
            self._inner = zlib.decompressobj(-zlib.MAX_WBITS)
        return self._head

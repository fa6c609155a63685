"""Records of a WARC file, whole or damaged, one after the other: bounded in memory, time and patience."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pourparler.fetch.warc.streams import BrokenError, Packed, Plain, TornError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from pourparler.fetch.warc.streams import Stream

__all__ = ["Damage", "Record", "head_of", "read_record", "records"]

GZIP = b"\x1f\x8b\x08"
MOST_HEAD = 256 * 1024
"""Bytes of a record's header. Real ones have 300 to 2,000; a name of 40,000 odd characters fits into it."""
MOST_SKIPPED = 1 << 30
"""Bytes of a record that is not wanted, unpacked: more is not read to its end, but searched for the next record."""
MOST_DAMAGE = 100
"""Damaged places of one file that are stepped over; behind them it is given up."""
MOST_TRIED = 100_000
"""Places that look like the start of a record, and are tried, behind one damaged place."""
WINDOW = 1 << 20
NEAR = 1024
"""Bytes in which a packed record shows its first 20."""

_VERSION = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n")
_START = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]|(?<=\n)WARC/[01]\.")
_LENGTH = re.compile(r"\d{1,18}")


@dataclass(frozen=True, slots=True)
class Record:
    """One record; ``block`` is None where it was not wanted."""

    offset: int
    end: int  # offset behind it
    headers: dict[str, str]  # names in lower case; of several with one name, the first
    block: bytes | None


@dataclass(frozen=True, slots=True)
class Damage:
    """A place that cannot be read; ``words`` end a sentence about the record there."""

    offset: int
    words: str
    torn: bool  # the file ends in the middle of it, and nothing comes after


def records(file: BinaryIO, wanted: Callable[[dict[str, str], int], bool]) -> Iterator[Record | Damage]:
    """Read the records of a file, stepping over damaged ones.

    Args:
        file: open for reading bytes; may be sought.
        wanted: says by header and length of the block, in bytes, whether the block is to be held.

    Yields:
        Records and damaged places in the file's order. The end is quiet only if it is the end of a record.
    """
    size = file.seek(0, 2)
    offset, damaged = 0, 0
    while offset < size:
        try:
            record = read_record(file, offset, wanted)
        except BrokenError as error:
            damaged += 1
            following = _next_start(file, offset + 1) if damaged < MOST_DAMAGE else None
            given_up = damaged == MOST_DAMAGE
            words = f"{error}, as {damaged - 1} before it: the rest is left out" if given_up else str(error)
            yield Damage(offset, words, isinstance(error, TornError) and following is None and not given_up)
            if following is None:
                return
            offset = following
        else:
            yield record
            offset = record.end


def read_record(file: BinaryIO, offset: int, wanted: Callable[[dict[str, str], int], bool]) -> Record:
    """Read one record.

    Raises:
        BrokenError: there is none, or it is damaged.
    """
    file.seek(offset)
    magic = file.read(len(GZIP))
    if len(magic) < len(GZIP) and GZIP.startswith(magic):
        raise TornError("the file ends in the middle of it")
    packed = magic == GZIP
    stream: Stream = Packed(file, offset) if packed else Plain(file, offset)
    head, rest = _head(stream)
    headers = head_of(head)
    text = headers.get("content-length", "")
    if not _LENGTH.fullmatch(text):
        raise BrokenError("its header gives no length")
    length = int(text)
    hold = wanted(headers, length)
    if not hold and length > MOST_SKIPPED:
        raise BrokenError("it is larger than a gigabyte")
    block, rest = _block(stream, rest, length, hold=hold)
    end = _packed_end(stream, rest) if packed else _plain_end(file, stream.end() - len(rest))
    return Record(offset, end, headers, block)


def head_of(head: bytes) -> dict[str, str]:
    """Read header lines; folded lines are joined, what is no header is passed over."""
    headers: dict[str, str] = {}
    last = ""
    for line in head.decode("utf-8", "replace").split("\n"):
        text = line.removesuffix("\r")
        name, colon, value = text.partition(":")
        if text[:1] in {" ", "\t"} and last:
            headers[last] += " " + text.strip()
        elif colon:
            last = name.strip().lower()
            if last in headers:
                last = ""
            else:
                headers[last] = value.strip()
    return headers


def _head(stream: Stream) -> tuple[bytes, bytes]:
    """Return the header lines, and what was read beyond them."""
    head = bytearray()
    while True:
        searched = max(0, len(head) - 3)
        came = stream.read(4096)
        head += came
        if not _VERSION.match(head[:20]) if len(head) >= 11 else not b"WARC/".startswith(head[:5]):
            raise BrokenError("it does not begin like one")
        for blank in (b"\r\n\r\n", b"\n\n"):
            at = head.find(blank, searched)
            if at >= 0:
                return bytes(head[: at + 2]), bytes(head[at + len(blank) :])
        if not came:
            raise TornError("the file ends in the middle of it")
        if len(head) > MOST_HEAD:
            raise BrokenError("its header does not end")


def _block(stream: Stream, rest: bytes, length: int, *, hold: bool) -> tuple[bytes | None, bytes]:
    """Read ``length`` bytes, of which ``rest`` is the beginning; return them and what was read beyond them."""
    held = bytearray(rest[:length])
    count = len(held)
    rest = rest[length:]
    while count < length:
        came = stream.read(min(length - count, 1 << 20))
        if not came:
            raise TornError("the file ends in the middle of it")
        count += len(came)
        if hold:
            held += came
    return (bytes(held) if hold else None), rest


def _packed_end(stream: Stream, rest: bytes) -> int:
    """Read a member to its end, behind the block: two line ends, and nothing else."""
    tail = rest
    while came := stream.read(4096):
        tail += came
        if len(tail) > 4096:
            break
    if tail.strip(b"\r\n"):
        if tail.lstrip(b"\r\n").startswith(b"WARC/"):
            raise BrokenError("the file is packed in one piece: unpack it with gunzip and read that")
        raise BrokenError("it is longer than its header says")
    return stream.end()


def _plain_end(file: BinaryIO, end: int) -> int:
    """Return the offset behind the line ends that close a record."""
    file.seek(end)
    tail = file.read(4)
    if tail.strip(b"\r\n"):
        kept = len(tail) - len(tail.lstrip(b"\r\n"))
        if not kept or tail[kept:] != b"WARC/"[: len(tail) - kept]:
            raise BrokenError("it is longer than its header says")
        return end + kept
    if len(tail) < 4:
        raise TornError("the file ends in the middle of it")
    return end + 4


def _next_start(file: BinaryIO, offset: int) -> int | None:
    """Search for the next place where a record begins."""
    tried = 0
    while True:
        file.seek(offset)
        window = file.read(WINDOW)
        for found in _START.finditer(window):
            tried += 1
            if tried > MOST_TRIED:
                return None
            if _begins(window[found.start() : found.start() + NEAR]):
                return offset + found.start()
        if len(window) < WINDOW:
            return None
        offset += WINDOW - NEAR  # what lies across the edge is seen in the next window


def _begins(near: bytes) -> bool:
    """Say whether a record begins with these bytes, packed or not."""
    if near.startswith(GZIP):
        try:
            near = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(near, 20)
        except zlib.error:
            return False
    return _VERSION.match(near) is not None

"""What lies on this machine: folders of pages, archives and files with one article a line."""

from __future__ import annotations

import os
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pourparler.errors import NotFoundError, QuarantineError, RefusedError, UnreadableError, UsageError
from pourparler.fetch import from_bytes, from_file
from pourparler.fetch.names import is_web, shown
from pourparler.fetch.warc import capture_at, captures
from pourparler.sources.lines import lines_of, record_of
from pourparler.sources.making import address_of, plain
from pourparler.sources.sniffing import form_of
from pourparler.types import Item

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pourparler.settings import Settings
    from pourparler.types import Capture, Source

    Report = Callable[[str, QuarantineError], None]

__all__ = ["Local", "is_archive", "is_page"]

MOST_FILES = 1_000_000
"""Pages of one folder."""

_PAGES = (".htm", ".html", ".shtml", ".xhtml", ".xht", ".txt", ".text", ".md")
_ARCHIVES = (".warc", ".warc.gz")


def is_page(name: str) -> bool:
    """Say whether ``name`` is that of a saved page or a text, packed with gzip or not."""
    return name.lower().removesuffix(".gz").endswith(_PAGES)


def is_archive(path: Path) -> bool:
    """Say whether a file is a WARC archive, by its name or its first bytes."""
    if path.name.lower().endswith(_ARCHIVES):
        return path.is_file()
    try:
        with path.open("rb") as file:
            head = file.read(1024)
        head = zlib.decompressobj(31).decompress(head, 5) if head.startswith(b"\x1f\x8b") else head
    except (OSError, zlib.error):
        return False
    return head.startswith(b"WARC/")


class Local:
    """Lists the items of local sources, and opens them; for one run, from one thread.

    Args:
        settings: bounds for what is read.
        report: gets the place and the error of what cannot be listed; without it the first such error is raised.
    """

    def __init__(self, settings: Settings, report: Report | None = None) -> None:
        self._settings = settings
        self._report = report
        self._lines: tuple[str, Iterator[tuple[int, bytes | QuarantineError]]] | None = None
        self._line = 0

    def items(self, source: Source) -> Iterator[Item]:
        """List a folder, archive or file with one article a line, in an order that is the same every time.

        Pages of a folder are named by their path in it, articles of a JSONL file by their ``id``, or where they have
        none by their line; pages of an archive by their address, since they are pages of the web.

        Raises:
            NotFoundError: it is no longer there.
            QuarantineError: it cannot be read, and nobody takes reports.
            UsageError: the source is of another kind.
        """
        if source.kind == "folder":
            return self._in_folder(source)
        if source.kind == "warc":
            return self._in_archive(source)
        if source.kind == "jsonl":
            return self._in_lines(source)
        raise UsageError(f"{shown(source.address)} is no folder, archive or file with one article a line.")

    def capture(self, source: Source, item: Item) -> Capture:
        """Open one item; articles of a JSONL file as the bytes of their line, labelled ``application/json``.

        Items are opened quickly in the order in which they are listed, in any other a JSONL file slowly.

        Raises:
            NotFoundError: it is no longer there.
            QuarantineError: it cannot be read.
        """
        if source.kind == "warc":
            path, _, offset = item.address.rpartition("@")
            return capture_at(path, int(offset), self._settings)
        if source.kind == "jsonl":
            path, _, number = item.address.rpartition(":")
            line = self._line_at(path, int(number))
            return from_bytes(line, name=item.address, media_type="application/json", charset="utf-8")
        return from_file(item.address, self._settings)

    def _in_folder(self, source: Source) -> Iterator[Item]:
        root = Path(source.address)
        if not root.is_dir():
            raise NotFoundError(f"{shown(root)} is not there, or no folder: check the path.")
        count = 0
        for folder, below, files in os.walk(root, onerror=self._unreadable):
            below[:] = sorted(name for name in below if not name.startswith("."))
            for name in sorted(files):
                if name.startswith(".") or not is_page(name):
                    continue
                count += 1
                if count > MOST_FILES:
                    self._tell(str(root), RefusedError(f"{shown(root)} holds more than {MOST_FILES:,} pages."))
                    return
                path = Path(folder, name)
                inside = os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "backslashreplace")
                yield Item(f"{source.id}:{inside}", source.id, str(path), None, None, None, _changed(path))

    def _in_archive(self, source: Source) -> Iterator[Item]:
        path = source.address

        def report(offset: int, error: QuarantineError) -> None:
            self._tell(f"{path}@{offset}", error)

        found: dict[str, Item] = {}
        for offset, capture in captures(path, self._settings, report=report):
            if _is_list(capture):
                continue
            address = f"{path}@{offset}"
            # the address asked for, where the archive is ours: a redirect must not make a second article of it
            key = address_of(capture.name if is_web(capture.name) else capture.url or "")
            key = key or f"{source.id}:{offset}"
            found[key] = Item(key, source.id, address, None, None, None)  # of a page that was fetched again, the latest
        yield from found.values()

    def _in_lines(self, source: Source) -> Iterator[Item]:
        for number, line in lines_of(source.address, self._settings):
            address = f"{source.address}:{number}"
            try:
                if isinstance(line, QuarantineError):
                    raise line
                record = record_of(line, address)
            except QuarantineError as error:
                self._tell(address, error)
                continue
            identity = record.get("id")
            known = isinstance(identity, str | int) and not isinstance(identity, bool) and identity != ""
            external = str(identity) if known else None
            key = f"{source.id}:{external}" if external is not None else f"{source.id}:line {number}"
            yield Item(key, source.id, address, plain(_text(record, "title")), _text(record, "published"), external)

    def _line_at(self, path: str, number: int) -> bytes:
        if self._lines is None or self._lines[0] != path or self._line >= number:
            self._lines, self._line = (path, lines_of(path, self._settings)), 0
        for at, line in self._lines[1]:
            self._line = at
            if at == number:
                if isinstance(line, QuarantineError):
                    raise line
                return line
            if at > number:
                break
        raise NotFoundError(f"{shown(path)}:{number} is not there: the file has changed.")

    def _unreadable(self, error: OSError) -> None:
        name = error.filename
        self._tell(str(name), UnreadableError(f"{shown(name)} cannot be read ({shown(error.strerror or error)})."))

    def _tell(self, place: str, error: QuarantineError) -> None:
        if self._report is None:
            raise error
        self._report(place, error)


def _changed(path: Path) -> str | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(microsecond=0).isoformat()
    except (OSError, ValueError, OverflowError):
        return None  # it is told when it is opened


def _is_list(capture: Capture) -> bool:
    """Say whether a page of an archive only leads to others: a feed, a sitemap, robots.txt."""
    if (capture.url or "").endswith("/robots.txt"):
        return True
    try:
        return form_of(capture)[0] in {"feed", "sitemap", "index", "opml"}
    except UnreadableError:
        return False  # it is told when it is read


def _text(record: dict[str, object], name: str) -> str | None:
    value = record.get(name)
    return value if isinstance(value, str) and value else None

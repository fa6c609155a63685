"""What is kept comes back byte for byte; what is damaged is named, and what stands behind it is still read."""

from __future__ import annotations

import gzip
import hashlib
import multiprocessing
import os
import random
import tempfile
import time
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as tuned
from hypothesis import strategies as st

from pourparler.errors import RetryError, UnreadableError, UsageError
from pourparler.fetch import warc
from pourparler.fetch.exchange import Answer
from pourparler.fetch.warc.messages import packed
from pourparler.settings import Settings
from pourparler.types import Capture

SETTINGS = Settings(allow_hosts=(), max_bytes=100_000)
MOMENT = datetime(2024, 9, 2, 10, 30, 0, 123456, tzinfo=UTC)
PAGE = "<p>Délégations réunies à midi.</p>".encode()


def capture(content: bytes = PAGE, name: str = "https://daily.example/talks", charset: str | None = "utf-8") -> Capture:
    return Capture(content, name, name, "text/html", charset, MOMENT, hashlib.sha256(content).hexdigest())


def numbered(number: int) -> Capture:
    return capture(f"<p>Page {number}</p>".encode() * 20, f"https://daily.example/{number}")


def answer(kept: Capture) -> Answer:
    answered = (("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"), ("ETag", '"7"'))
    return Answer("https://daily.example/talks", 200, kept, '"7"', None, (("User-Agent", "pourparler/test"),), answered)


def written(folder: Path, count: int, settings: Settings = SETTINGS) -> list[str]:
    with warc.Writer(folder, settings) as writer:
        return [
            writer.append(capture(f"<p>Page {n}</p>".encode() * 20, f"https://daily.example/{n}")) for n in range(count)
        ]


def read(folder: Path, settings: Settings = SETTINGS) -> list[tuple[str, Capture]]:
    return [
        (f"{path.name}@{offset}", kept)
        for path in sorted(folder.glob("*.warc.gz"))
        for offset, kept in warc.captures(path, settings)
    ]


def only(folder: Path) -> Path:
    (path,) = folder.glob("*.warc.gz")
    return path


def reported(path: Path, settings: Settings = SETTINGS) -> tuple[list[tuple[int, Capture]], list[tuple[int, str]]]:
    """Read all of a file: what came, and what was said of the rest."""
    said: list[tuple[int, str]] = []
    came = list(warc.captures(path, settings, report=lambda offset, error: said.append((offset, str(error)))))
    assert all(text.isprintable() and text.endswith(".") for _, text in said)
    return came, said


TEXT = st.text(max_size=60) | st.none()


@tuned(max_examples=150, deadline=None)
@given(
    content=st.binary(max_size=3000) | st.binary(max_size=50).map(lambda part: part + b"\r\n\r\nWARC/1.1\r\n" + part),
    url=TEXT | st.just("https://daily.example/a?b=c"),
    name=st.text(max_size=60),
    media_type=TEXT,
    charset=TEXT,
    fetched=st.datetimes(timezones=st.just(UTC)),
    headers=st.none() | st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=4),
)
def test_a_capture_comes_back_byte_for_byte(  # noqa: PLR0917
    content: bytes,
    url: str | None,
    name: str,
    media_type: str | None,
    charset: str | None,
    fetched: datetime,
    headers: list[tuple[str, str]] | None,
) -> None:
    kept = Capture(content, url, name, media_type, charset, fetched, hashlib.sha256(content).hexdigest())
    exchange = None if headers is None else Answer("x", 200, kept, None, None, tuple(headers), tuple(headers))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with warc.Writer(folder, SETTINGS) as writer:
            address = writer.append(kept, exchange)
            writer.append(capture())
        assert read(folder)[0] == (address, kept)
        assert [found for _, found in read(folder)] == [kept, capture()]
        file, _, offset = address.partition("@")
        assert warc.capture_at(folder / file, int(offset), SETTINGS) == kept
        plain = folder / "plain.warc"
        plain.write_bytes(gzip.decompress(only(folder).read_bytes()))
        assert [found for _, found in warc.captures(plain, SETTINGS)] == [kept, capture()]


def test_exchange_is_kept_with_its_headers(tmp_path: Path) -> None:
    """Request and answer stand in the file; what told of the packing on the way does not lie about the body."""
    with warc.Writer(tmp_path, SETTINGS) as writer:
        writer.append(capture(), answer(capture()))
    text = gzip.decompress(only(tmp_path).read_bytes())
    for line in (
        b"WARC/1.1\r\nWARC-Type: warcinfo\r\n",
        b"WARC-Type: response\r\n",
        b"WARC-Type: request\r\n",
        b"GET /talks HTTP/1.1\r\nUser-Agent: pourparler/test\r\n",
        b'ETag: "7"\r\n',
        b"X-Crawl-Content-Encoding: gzip\r\n",
        f"Content-Length: {len(PAGE)}\r\n\r\n".encode() + PAGE,
        b"WARC-Date: 2024-09-02T10:30:00.123456Z\r\n",
        b"WARC-Concurrent-To: <urn:uuid:",
    ):
        assert line in text


def test_each_record_is_a_gzip_member_of_its_own(tmp_path: Path) -> None:
    addresses = written(tmp_path, 3)
    data = only(tmp_path).read_bytes()
    for address in addresses:
        assert zlib.decompressobj(31).decompress(data[int(address.partition("@")[2]) :]).startswith(b"WARC/1.1\r\n")


def test_same_captures_make_the_same_file(tmp_path: Path) -> None:
    assert written(tmp_path / "a", 5) == written(tmp_path / "b", 5)
    assert only(tmp_path / "a").read_bytes() == only(tmp_path / "b").read_bytes()


def test_files_are_closed_at_their_size(tmp_path: Path) -> None:
    rng = random.Random(7)  # noqa: S311
    small = SETTINGS.model_copy(update={"warc_bytes": 20_000})
    with warc.Writer(tmp_path, small) as writer:
        pages = [capture(rng.randbytes(6000), f"https://daily.example/{n}") for n in range(9)]
        addresses = [writer.append(page) for page in pages]
    assert len(list(tmp_path.glob("*.warc.gz"))) == 3
    assert all(path.stat().st_size <= 20_000 for path in tmp_path.glob("*.warc.gz"))
    assert read(tmp_path) == list(zip(addresses, pages, strict=True))


def test_page_larger_than_a_file_is_kept_whole(tmp_path: Path) -> None:
    small = SETTINGS.model_copy(update={"warc_bytes": 1000})
    page = capture(random.Random(7).randbytes(5000))  # noqa: S311
    with warc.Writer(tmp_path, small) as writer:
        addresses = [writer.append(page), writer.append(page)]
    assert read(tmp_path) == [(addresses[0], page), (addresses[1], page)]


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    with warc.Writer(tmp_path, SETTINGS) as writer:
        with pytest.raises(RetryError, match="Another run is writing"):
            warc.Writer(tmp_path, SETTINGS)
        writer.append(capture())
    with pytest.raises(UsageError, match="closed"):
        writer.append(capture())
    assert len(written(tmp_path, 1)) == 1


def test_file_cut_anywhere_is_put_right_and_nothing_stands_twice(tmp_path: Path) -> None:
    """At every length at which a kill can leave the file, a new writer goes on behind the last whole record."""
    addresses = written(tmp_path / "whole", 3)
    whole = only(tmp_path / "whole").read_bytes()
    starts = [int(address.partition("@")[2]) for address in addresses] + [len(whole)]
    for length in range(0, len(whole) + 1, 3):
        folder = tmp_path / str(length)
        folder.mkdir()
        (folder / "pourparler-000001.warc.gz").write_bytes(whole[:length])
        kept = max((n for n, start in enumerate(starts) if start <= length), default=0)
        with warc.Writer(folder, SETTINGS) as writer:
            again = [writer.append(numbered(n)) for n in range(kept, 3)]
        assert again == addresses[kept:]
        assert only(folder).read_bytes() == whole


def test_end_that_was_never_written_is_put_right(tmp_path: Path) -> None:
    """After a power cut a file may have its length, but zeros at its end."""
    addresses = written(tmp_path, 2)
    with only(tmp_path).open("ab") as file:
        file.write(bytes(5000))
    with warc.Writer(tmp_path, SETTINGS) as writer:
        addresses.append(writer.append(capture()))
    assert [address for address, _ in read(tmp_path)] == addresses


def test_damage_in_the_middle_is_left_alone_and_the_next_file_begun(tmp_path: Path) -> None:
    addresses = written(tmp_path, 3)
    path = only(tmp_path)
    data = bytearray(path.read_bytes())
    data[int(addresses[1].partition("@")[2]) + 60] ^= 0xFF
    path.write_bytes(data)
    assert written(tmp_path, 1)[0].startswith("pourparler-000002.warc.gz@")
    assert path.read_bytes() == data
    came, said = reported(path)
    assert [kept.name for _, kept in came] == ["https://daily.example/0", "https://daily.example/2"]
    assert [offset for offset, _ in said] == [int(addresses[1].partition("@")[2])]
    with pytest.raises(UnreadableError, match="cannot be read"):
        list(warc.captures(path, SETTINGS))


def test_page_that_looks_like_the_end_of_an_archive_is_not_cut_in_two(tmp_path: Path) -> None:
    """A page may hold a record to the letter, stored unpacked: whoever repairs must not take it for one of ours."""
    bait = random.Random(3).randbytes(3000) + packed(b"WARC/1.1\r\nContent-Length: 0\r\n\r\n\r\n\r\n") * 5  # noqa: S311
    with warc.Writer(tmp_path, SETTINGS) as writer:
        first = writer.append(capture())
        writer.append(capture(bait))
    path = only(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-40])
    with warc.Writer(tmp_path, SETTINGS) as writer:
        last = writer.append(capture(b"<p>After"))
    kept: list[str] = []
    for file in sorted(tmp_path.glob("*.warc.gz")):
        kept += [f"{file.name}@{offset}" for offset, _ in reported(file)[0]]
    assert kept == [first, last]


def _append_for_ever(folder: str) -> None:
    with warc.Writer(folder, SETTINGS) as writer:
        n = 0
        while True:
            writer.append(capture(f"<p>{n}</p>".encode() * 2000, f"https://daily.example/{n}"))
            n += 1


def test_killed_writer_leaves_whole_records_and_no_lock(tmp_path: Path) -> None:
    rng = random.Random(11)  # noqa: S311
    for turn in range(4):
        worker = multiprocessing.Process(target=_append_for_ever, args=(str(tmp_path),))
        worker.start()
        deadline = time.monotonic() + 10
        size = sum(path.stat().st_size for path in tmp_path.glob("*.warc.gz"))
        while sum(path.stat().st_size for path in tmp_path.glob("*.warc.gz")) <= size and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(rng.random() * 0.1)
        worker.kill()
        worker.join()
        with warc.Writer(tmp_path, SETTINGS) as writer:
            writer.append(capture(name=f"https://daily.example/after/{turn}"))
        addresses = [address for address, _ in read(tmp_path)]
        assert len(set(addresses)) == len(addresses) > turn


def test_full_disk_is_a_sentence_and_leaves_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = written(tmp_path, 2)
    real = os.write

    def full(descriptor: int, data: bytes) -> int:
        if len(data) > 50:
            return real(descriptor, data[:50])
        raise OSError(28, "No space left on device")

    with warc.Writer(tmp_path, SETTINGS) as writer:
        before = only(tmp_path).stat().st_size
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", full)
            with pytest.raises(RetryError, match="is full: make room"):
                writer.append(capture())
        assert only(tmp_path).stat().st_size == before
        addresses.append(writer.append(capture()))
    assert [address for address, _ in read(tmp_path)] == addresses


def test_folder_that_cannot_be_used_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for folder in (tmp_path / "file", tmp_path / "file" / "below", "a\0b", "/proc/none"):
        with pytest.raises(UsageError, match="cannot be written"):
            warc.Writer(folder, SETTINGS)

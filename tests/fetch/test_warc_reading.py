"""Archives that others wrote, or broke on purpose: what can be read is read, all else named, and all is bounded."""

from __future__ import annotations

import gzip
import re
import time
import tracemalloc
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings as tuned
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from pourparler.errors import NotFoundError, QuarantineError, UnreadableError
from pourparler.fetch import warc
from tests.fetch.test_warc import SETTINGS, answer, capture, reported

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def record(block: bytes, kind: str = "response", extra: str = "", uri: str = "http://daily.example/a") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2019-05-01T00:00:00Z\r\nWARC-Target-URI: {uri}\r\n{extra}"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def http(body: bytes, headers: str = "", status: int = 200, media_type: str = "text/html") -> bytes:
    return f"HTTP/1.1 {status} OK\r\nContent-Type: {media_type}\r\n{headers}\r\n".encode() + body


CHUNKED = b"5\r\n<p>Wh\r\n4;x=y\r\no co\r\n3\r\nmes\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("block", "body"),
    [
        (http(b"<p>Who comes"), b"<p>Who comes"),
        (http(CHUNKED, "Transfer-Encoding: chunked\r\n"), b"<p>Who comes"),
        (http(b"<p>Who comes", "Transfer-Encoding: chunked\r\n"), b"<p>Who comes"),
        (http(b"add nothing\n", "Transfer-Encoding: chunked\r\n"), b"add nothing\n"),
        (http(gzip.compress(b"<p>Who"), "Content-Encoding: gzip\r\n"), b"<p>Who"),
        (http(b"<p>Who", "Content-Encoding: gzip\r\n"), b"<p>Who"),
        (http(b"<p>Who").replace(b"\r\n", b"\n"), b"<p>Who"),
        (http(b"plain", media_type="Text/Plain; charset=koi8-r"), b"plain"),
    ],
)
@pytest.mark.parametrize("pack", [gzip.compress, bytes])
def test_pages_in_files_of_others_are_read(
    block: bytes, body: bytes, pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "other.warc.gz"
    path.write_bytes(pack(record(b"software: x", "warcinfo")) + pack(record(block)) + pack(record(b"GET /", "request")))
    ((offset, kept),) = warc.captures(path, SETTINGS)
    assert (kept.content, kept.url, kept.name) == (body, "http://daily.example/a", "http://daily.example/a")
    assert kept.fetched == datetime(2019, 5, 1, tzinfo=UTC)
    assert warc.capture_at(path, offset, SETTINGS) == kept


@pytest.mark.parametrize(
    "block",
    [
        http(b"x", status=404),
        http(b"", status=301),
        http(b"\x89PNG", media_type="image/png"),
        http(b"x", media_type="a/b"),
    ],
)
def test_what_is_no_page_is_passed_over(block: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(record(block))
    assert reported(path) == ([], [])
    with pytest.raises(NotFoundError, match="holds no page"):
        warc.capture_at(path, 0, SETTINGS)


GOOD = record(http(b"<p>Good"), uri="http://daily.example/good")


@pytest.mark.parametrize(
    ("bad", "match"),
    [
        (record(http(b"x")).replace(b"Content-Length", b"Content-Size"), "gives no length"),
        (record(http(b"x")).replace(b"Content-Length: ", b"Content-Length: -"), "gives no length"),
        (record(http(b"x")).replace(b"Content-Length: ", b"Content-Length: 9999999999999999999"), "gives no length"),
        (record(http(b"<p>Longer")).replace(b"-Length: 53", b"-Length: 50"), "longer than its header"),
        (record(http(b"x")).replace(b"WARC/1.0", b"WARC/x.y"), "does not begin like one"),
        (b"WARC/1.0\r\nX: " + b"y" * 300_000 + b"\r\n\r\n", "header does not end"),
        (record(b"no answer"), "no HTTP answer"),
        (record(http(b"x")).replace(b"2019-05-01", b"2019-99-01"), "when it was fetched"),
        (record(http(b"x"), extra="WARC-Payload-Digest: sha256:AAAA\r\n"), "changed after"),
        (record(http(b"\x1f\x8b\x08broken", "Content-Encoding: gzip\r\n")), "packing is broken|cut short"),
        (record(http(b"x", "Content-Encoding: br\r\n")), "packed as br"),
        (record(http(gzip.compress(bytes(200_000)), "Content-Encoding: gzip\r\n")), "larger than 100,000 bytes"),
        (record(http(bytes(2_000_000))), "larger than 100,000 bytes"),
        (record(http(bytes(200_000))), "larger than 100,000 bytes"),
        (b"junk\n" * 20, "does not begin like one"),
    ],
)
@pytest.mark.parametrize("pack", [gzip.compress, bytes])
def test_damaged_record_is_named_and_the_next_is_read(
    bad: bytes, match: str, pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(pack(GOOD) + pack(bad) + pack(GOOD))
    came, said = reported(path)
    assert [kept.content for _, kept in came] == [b"<p>Good"] * 2
    ((offset, text),) = said
    assert offset == len(pack(GOOD))
    assert re.search(match, text)
    with pytest.raises(QuarantineError):
        warc.capture_at(path, offset, SETTINGS)


@pytest.mark.parametrize("pack", [gzip.compress, bytes])
def test_file_that_ends_in_the_middle_says_so_and_gives_what_is_whole(
    pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "a.warc"
    first = pack(GOOD)
    for length in range(1, len(first), 7):
        path.write_bytes(first + pack(GOOD)[:length])
        came, said = reported(path)
        assert [offset for offset, _ in came] == [0]
        assert [offset for offset, _ in said] == [len(first)]
        assert "the file ends in the middle of it" in said[0][1]


def test_file_packed_in_one_piece_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(GOOD + GOOD))
    assert reported(path)[0] == []
    assert "gunzip" in reported(path)[1][0][1]


def test_page_without_a_file_is_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "none.warc", tmp_path, "a\0b"):
        with pytest.raises(NotFoundError):
            list(warc.captures(path, SETTINGS))
    empty = tmp_path / "empty.warc"
    empty.write_bytes(b"")
    assert list(warc.captures(empty, SETTINGS)) == []
    with pytest.raises(UnreadableError):
        warc.capture_at(empty, 7, SETTINGS)


def bomb(start: bytes, size: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return packer.compress(start) + b"".join(packer.compress(b"y" * 1_000_000) for _ in range(size)) + packer.flush()


@pytest.mark.parametrize(
    "start",
    [
        b"WARC/1.0\r\nX: ",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 200000000\r\n\r\nHTTP/1.1 200 OK\r\nX: ",
        b"WARC/1.0\r\nWARC-Type: request\r\nContent-Length: 200000000\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\n",
        b"",
    ],
)
def test_bomb_costs_no_more_memory_than_the_limits(start: bytes, tmp_path: Path) -> None:
    """200 MB in 200 kB; the page behind it is still read."""
    path = tmp_path / "a.warc.gz"
    path.write_bytes(bomb(start, 200) + gzip.compress(GOOD))
    tracemalloc.start()
    came, said = reported(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [kept.content for _, kept in came] == [b"<p>Good"]
    assert len(said) == (b"request" not in start)  # one that nobody wants may be as large as it likes
    assert peak < 12_000_000


def test_file_of_nothing_but_damage_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(b"WARC/1.0\nContent-Length: x\n\n\n" * 50_000)
    begun = time.process_time()
    came, said = reported(path)
    assert (came, len(said)) == ([], 100)
    assert "the rest is left out" in said[-1][1]
    path.write_bytes(b"\x1f\x8b\x08" * 500_000)
    assert len(reported(path)[1]) == 1
    assert time.process_time() - begun < 20


@tuned(max_examples=150, deadline=None)
@given(data=st.data())
def test_no_bytes_at_all_bring_another_error_than_ours(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Random bytes, and files of ours with bytes changed, left out and put in."""
    path = tmp_path_factory.mktemp("fuzz") / "a.warc.gz"
    whole = b"".join(gzip.compress(record(http(b"<p>%d" % n))) for n in range(3))
    whole = data.draw(st.sampled_from([whole, record(http(b"<p>1")) * 3]))
    at = data.draw(st.integers(0, len(whole)))
    until = data.draw(st.integers(at, min(len(whole), at + 30)))
    path.write_bytes(whole[:at] + data.draw(st.binary(max_size=30)) + whole[until:])
    came, said = reported(path)
    assert len(came) + len(said) <= 6
    assert came or said


def test_another_reader_reads_what_is_written(tmp_path: Path) -> None:
    """A library that knows nothing of us finds the same pages in the same places, and the digests right."""
    with warc.Writer(tmp_path, SETTINGS) as writer:
        pages = [capture(b"<p>%d</p>" % n * 30, f"https://daily.example/{n}") for n in range(4)]
        ours = [(writer.append(page, answer(page)), page.content) for page in pages]
    theirs = []
    with next(tmp_path.glob("*.warc.gz")).open("rb") as file:
        reader = ArchiveIterator(file, check_digests="raise")
        for found in reader:
            if found.rec_type == "response":
                body = found.content_stream().read()
                theirs.append((f"pourparler-000001.warc.gz@{reader.get_record_offset()}", body))
                assert found.http_headers.get_header("ETag") == '"7"'
    assert theirs == ours

"""What lies on the disk: listed in one order, opened to the letter, and what cannot be read is told."""

from __future__ import annotations

import gzip
import json
import os
import sys
from typing import TYPE_CHECKING

import pytest

from pourparler.errors import NotFoundError, QuarantineError, RefusedError, UnreadableError, UsageError
from pourparler.fetch import from_bytes, warc
from pourparler.settings import Settings
from pourparler.sources import Local
from pourparler.sources.making import source_of

if TYPE_CHECKING:
    from pathlib import Path

    from pourparler.types import Item, Source

SETTINGS = Settings(allow_hosts=(), max_bytes=10_000)


def listed(source: Source) -> tuple[list[Item], list[tuple[str, str]]]:
    told: list[tuple[str, str]] = []
    local = Local(SETTINGS, lambda place, error: told.append((place, str(error))))
    found = list(local.items(source))
    assert all(text.endswith(".") and text.isprintable() for _, text in told)
    return found, told


def test_folder_is_listed_in_order_with_what_lies_below(tmp_path: Path) -> None:
    for name in (
        "b.html",
        "a.htm",
        "z/c.txt",
        "z/d.HTML.gz",
        "image.png",
        ".hidden.html",
        ".git/e.html",
        "A.md",
        "без.html",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(gzip.compress(b"<p>Hi") if name.endswith("gz") else b"<p>Hi")
    source = source_of("folder", str(tmp_path))
    found, told = listed(source)
    names = ["A.md", "a.htm", "b.html", "без.html", "z/c.txt", "z/d.HTML.gz"]
    assert [item.key for item in found] == [f"{source.id}:{name}" for name in names]
    assert [item.address for item in found] == [str(tmp_path / name) for name in names]
    assert not told
    assert {Local(SETTINGS).capture(source, item).content for item in found} == {b"<p>Hi"}


def test_key_of_a_page_does_not_depend_on_its_neighbours(tmp_path: Path) -> None:
    (tmp_path / "b.html").write_text("<p>b")
    source = source_of("folder", str(tmp_path))
    before = listed(source)[0]
    (tmp_path / "a.html").write_text("<p>a")
    assert set(before) <= set(listed(source)[0])


@pytest.mark.skipif(sys.platform == "win32", reason="names are Unicode there")
def test_name_that_is_no_text_is_listed_and_opened(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff\n.html"
    try:
        with open(name, "wb") as file:  # noqa: PTH123 - a name of bytes
            file.write(b"<p>Hi")
    except OSError:
        pytest.skip("this file system takes no such name")
    source = source_of("folder", str(tmp_path))
    ((item,), _) = listed(source)
    assert item.key.encode()
    assert Local(SETTINGS).capture(source, item).content == b"<p>Hi"


def test_links_that_go_in_circles_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>a")
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    assert len(listed(source_of("folder", str(tmp_path)))[0]) == 1


def test_lines_keep_their_identifiers(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    records: list[object] = [
        {"id": "x-1", "text": "One.", "title": "First", "published": "2024-09-02", "url": "https://daily.example/a"},
        {"id": 7, "text": "Two."},
        {"text": "Three."},
        {"id": True, "text": "Four."},
    ]
    path.write_text("\n\n".join(json.dumps(record) for record in records))
    source = source_of("jsonl", str(path))
    found, told = listed(source)
    assert [item.external_id for item in found] == ["x-1", "7", None, None]
    assert [item.key for item in found] == [f"{source.id}:{key}" for key in ("x-1", "7", "line 5", "line 7")]
    assert [item.address for item in found] == [f"{path}:{number}" for number in (1, 3, 5, 7)]
    assert (found[0].title, found[0].published) == ("First", "2024-09-02")
    assert not told
    local = Local(SETTINGS)
    for order in (found, found[::-1], [found[2], found[2]]):
        for item in order:
            capture = local.capture(source, item)
            assert (capture.name, capture.media_type) == (item.address, "application/json")
            assert json.loads(capture.content) == records[found.index(item)]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_bad_lines_are_told_and_the_others_listed(pack: object, tmp_path: Path) -> None:
    assert callable(pack)
    path = tmp_path / "a.jsonl"
    good = b'{"id": "good", "text": "x"}'
    bad = [
        b"nonsense",
        b"[1]",
        b'{"id": "\xff"}',
        b"[" * 5000,
        b'{"a": ' + b"9" * 5000 + b"}",
        b'{"text": "' + b"x" * 20_000,
    ]
    path.write_bytes(pack(b"\xef\xbb\xbf" + good + b"\n" + b"\n".join(bad) + b"\n" + good.replace(b"good", b"last")))
    found, told = listed(source_of("jsonl", str(path)))
    assert [item.external_id for item in found] == ["good", "last"]
    assert [place for place, _ in told] == [f"{path}:{number}" for number in range(2, 8)]
    with pytest.raises(QuarantineError):
        list(Local(SETTINGS).items(source_of("jsonl", str(path))))


def test_packed_lines_that_break_off_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    lines = b"".join(json.dumps({"id": n, "text": os.urandom(50).hex()}).encode() + b"\n" for n in range(100))
    path.write_bytes(gzip.compress(lines)[:-2000])
    found, told = listed(source_of("jsonl", str(path)))
    assert 0 < len(found) < 100
    assert "breaks off" in told[0][1]
    path.write_bytes(gzip.compress(b"x" * 50_000_000))
    assert "does not end" in listed(source_of("jsonl", str(path)))[1][-1][1]


def test_archive_is_listed_by_addresses_without_feeds(tmp_path: Path) -> None:
    pages = {
        "https://daily.example/a?utm_source=x": b"<p>One",
        "https://daily.example/rss": b"<rss version='2.0'><channel/></rss>",
        "https://daily.example/robots.txt": b"User-agent: *",
        "https://daily.example/sitemap.xml": b"<urlset/>",
        "": b"<p>Two",
    }
    with warc.Writer(tmp_path, SETTINGS) as writer:
        for url, body in pages.items():
            writer.append(from_bytes(body, name=url, url=url or None, media_type="text/html"))
    (path,) = tmp_path.glob("*.warc.gz")
    source = source_of("warc", str(path))
    found, told = listed(source)
    first, second = found
    assert first.key == "https://daily.example/a"
    assert second.key == f"{source.id}:{second.address.rpartition('@')[2]}"
    assert [Local(SETTINGS).capture(source, item).content for item in found] == [b"<p>One", b"<p>Two"]
    assert not told
    path.write_bytes(path.read_bytes()[:-20])
    found, told = listed(source)
    assert found == [first]
    assert told[0][0] == second.address


def test_of_a_page_that_an_archive_holds_twice_the_latest_is_read(tmp_path: Path) -> None:
    with warc.Writer(tmp_path, SETTINGS) as writer:
        for number, body in ((1, b"<p>Old"), (2, b"<p>Two"), (1, b"<p>New")):
            url = f"https://a.example/{number}"
            writer.append(from_bytes(body, name=url, url=url, media_type="text/html"))
    (path,) = tmp_path.glob("*.warc.gz")
    source = source_of("warc", str(path))
    found, _ = listed(source)
    assert [Local(SETTINGS).capture(source, item).content for item in found] == [b"<p>New", b"<p>Two"]


def test_what_is_gone_is_a_sentence(tmp_path: Path) -> None:
    local = Local(SETTINGS)
    for kind in ("folder", "warc", "jsonl"):
        with pytest.raises(NotFoundError):
            list(local.items(source_of(kind, str(tmp_path / "none"))))
    with pytest.raises(UsageError):
        local.items(source_of("feed", "https://daily.example/rss"))
    (tmp_path / "a.jsonl").write_text('{"id": 1}\n{"id": 2}\n')
    source = source_of("jsonl", str(tmp_path / "a.jsonl"))
    _, last = local.items(source)
    (tmp_path / "a.jsonl").write_text('{"id": 1}\n')
    with pytest.raises(NotFoundError, match="has changed"):
        local.capture(source, last)
    (tmp_path / "big.html").write_bytes(b"x" * 20_000)
    folder = source_of("folder", str(tmp_path))
    (big,) = local.items(folder)
    with pytest.raises((RefusedError, UnreadableError)):
        local.capture(folder, big)

"""Files, streams and bytes: bounded like the network, and every trouble a sentence."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import socket
import threading
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.errors import NotFoundError, QuarantineError, RefusedError, UnreadableError
from pourparler.fetch import decode, from_bytes, from_file, from_stream
from pourparler.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

BODY = "<p>Переговоры отложены.</p>".encode()


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.html", "text/html"),
        ("A.HTM", "text/html"),
        ("a.xhtml", "application/xhtml+xml"),
        ("a.txt", "text/plain"),
        ("a.b.md", "text/plain"),
        ("a.xml", "application/xml"),
        ("a.html.gz", "text/html"),
        ("a.gz", None),
        ("a", None),
        (".html", None),
        ("новости \u202e.html", "text/html"),
    ],
)
def test_file_is_read_and_labelled_by_its_suffix(
    name: str, media_type: str | None, tmp_path: Path, settings: Settings
) -> None:
    path = tmp_path / name
    path.write_bytes(BODY)
    capture = from_file(path, settings)
    assert (capture.content, capture.name, capture.url) == (BODY, str(path), None)
    assert (capture.media_type, capture.charset) == (media_type, None)
    assert capture.sha256 == hashlib.sha256(BODY).hexdigest()
    assert capture.fetched.tzinfo is UTC


@pytest.mark.parametrize("name", ["page.html.gz", "page.html"])
def test_gzip_is_known_by_its_bytes(name: str, tmp_path: Path, settings: Settings) -> None:
    (tmp_path / name).write_bytes(gzip.compress(BODY[:9]) + gzip.compress(BODY[9:]))
    assert from_file(tmp_path / name, settings).content == BODY


@pytest.mark.parametrize("left", [2, 9, 15, 30])
def test_truncated_gzip_is_a_sentence(left: int, tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "page.html.gz"
    path.write_bytes(gzip.compress(BODY)[:left])
    with pytest.raises(UnreadableError, match="cut short"):
        from_file(path, settings)


def test_broken_gzip_is_a_sentence(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "a.gz").write_bytes(b"\x1f\x8b" + b"nothing that was ever packed")
    with pytest.raises(UnreadableError, match="broken"):
        from_file(tmp_path / "a.gz", settings)


def test_gzip_bomb_is_refused(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(bytes(50_000_000)))
    with pytest.raises(RefusedError, match="larger than 100,000 bytes"):
        from_file(tmp_path / "a.gz", settings)


def test_limit_is_exact(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 100_000)
    assert len(from_file(path, settings).content) == 100_000
    path.write_bytes(b"x" * 100_001)
    with pytest.raises(RefusedError, match="larger than"):
        from_file(path, settings)


def test_missing_file_is_not_found(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "a.txt").write_bytes(BODY)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    names: list[str | Path] = [tmp_path / "none", tmp_path / "a.txt" / "b", tmp_path / ("x" * 5000), tmp_path / "loop"]
    for name in [*names, "", "a\0b", "\ud800", "a\x1b[2Jb"]:
        with pytest.raises(NotFoundError) as caught:
            from_file(name, settings)
        assert str(caught.value).isprintable()
        assert len(str(caught.value)) < 400


def test_folder_is_named_as_one(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(UnreadableError, match="is a folder"):
        from_file(tmp_path, settings)


def test_pipe_is_not_waited_for(tmp_path: Path, settings: Settings) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableError, match="is a pipe"):
        from_file(tmp_path / "pipe", settings)


def test_pipe_that_takes_a_files_place_is_not_waited_for(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the first look and the opening the file becomes a pipe without a writer."""
    os.mkfifo(tmp_path / "pipe")
    real = tmp_path.stat()
    regular = os.stat_result((0o100644, *real[1:]))
    monkeypatch.setattr(os, "stat", lambda *_, **__: regular)
    errors: list[BaseException] = []

    def read() -> None:
        try:
            from_file(str(tmp_path / "pipe"), settings)
        except UnreadableError as error:
            errors.append(error)

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    thread.join(3)
    assert [str(error).endswith("as -.") for error in errors] == [True]


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/random"])
def test_device_is_refused(device: str, settings: Settings) -> None:
    if not Path(device).exists():
        pytest.skip(f"{device} does not exist here.")
    with pytest.raises(UnreadableError, match="is a device"):
        from_file(device, settings)


def test_socket_is_refused(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the address of a socket may have 107 bytes only
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("s")
        with pytest.raises(UnreadableError, match="is a socket"):
            from_file("s", settings)


def test_file_without_permission_is_a_sentence(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Simulated, since an administrator may read everything."""

    def deny(*_: Any, **__: Any) -> int:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_bytes(BODY)
    monkeypatch.setattr(os, "open", deny)
    with pytest.raises(UnreadableError, match="check its permissions"):
        from_file(tmp_path / "a.txt", settings)


def test_failing_disk_is_a_sentence(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> int:
        raise OSError(5, "Input/output error")

    (tmp_path / "a.txt").write_bytes(BODY)
    monkeypatch.setattr(os, "open", fail)
    with pytest.raises(UnreadableError, match="Input/output error"):
        from_file(tmp_path / "a.txt", settings)


def test_stream_is_read_to_its_end(settings: Settings) -> None:
    capture = from_stream(io.BytesIO(BODY), settings)
    assert (capture.content, capture.name, capture.media_type) == (BODY, "-", None)
    assert from_stream(io.BytesIO(gzip.compress(BODY)), settings, name="x").content == BODY


def test_endless_stream_is_refused(settings: Settings) -> None:
    with Path("/dev/zero").open("rb") as zeros, pytest.raises(RefusedError, match="- is larger than"):
        from_stream(zeros, settings)


def test_closed_or_failing_stream_is_a_sentence(settings: Settings) -> None:
    class Failing(io.RawIOBase):
        def read(self, _size: int = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(UnreadableError, match="Input/output error"):
        from_stream(Failing(), settings)  # type: ignore[arg-type]


def test_bytes_keep_what_is_known_of_them() -> None:
    capture = from_bytes(
        BODY, name="a", url="https://daily.example/", media_type="Text/HTML; charset=x", charset="koi8-r"
    )
    assert (capture.url, capture.media_type, capture.charset) == ("https://daily.example/", "text/html", "koi8-r")
    assert from_bytes(b"", name="a", media_type=" ; ").media_type is None


def pack(data: bytes) -> bytes:
    return gzip.compress(data)


@given(data=st.binary(max_size=300), cut=st.integers(0, 330), packed=st.sampled_from([bytes, pack]))
def test_any_stream_gives_a_text_or_a_sentence(data: bytes, cut: int, packed: Callable[[bytes], bytes]) -> None:
    settings = Settings(max_bytes=200)
    stream = io.BytesIO(packed(data)[:cut])
    try:
        text = decode(from_stream(stream, settings))
    except QuarantineError as error:
        text = str(error)
    assert text.encode()

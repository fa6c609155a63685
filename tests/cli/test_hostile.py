"""Hostile inputs: each gives a reading or a clear sentence, a documented exit code, and never a traceback."""

from __future__ import annotations

import json
import os
import random
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.payloads import PAYLOADS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.cli.conftest import CommandLine, Ended

DOCUMENTED = {0, 3}  # of a call that is right, with a model that is there


def check(ended: Ended) -> None:
    """Check that a run ended as documented: records on standard output, sentences on standard error."""
    assert ended.code in DOCUMENTED
    for line in ended.out.splitlines():
        record = json.loads(line)
        text = record["article"]["text"]
        assert text.strip()
        assert all(0 <= start < end <= len(text) for start, end in record["summary"] + record["unclear"])
    assert "Traceback" not in ended.err
    assert "went wrong in Pourparler itself" not in ended.err
    for line in ended.told:
        assert line.startswith("pourparler: ")
        assert 20 < len(line) < 600
        assert line.isprintable()
    assert (ended.code == 3) == bool(ended.told)
    assert ended.out or ended.told


def test_there_are_enough() -> None:
    assert len(PAYLOADS) >= 200


@pytest.mark.parametrize(("name", "content"), [pytest.param(n, c, id=i) for i, n, c in PAYLOADS])
def test_a_hostile_file_gives_a_reading_or_a_sentence(
    cli: CommandLine, tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    check(cli("read", "--json", str(path)))


@pytest.mark.parametrize("form", ["--html", "--markdown", "-v"])
def test_pages_of_everything_that_can_be_read(cli: CommandLine, tmp_path: Path, form: str) -> None:
    """One run over every hostile page: one bad input never stops it, and nothing raw comes out."""
    paths = []
    for number, (_, name, content) in enumerate(PAYLOADS):
        if name != "input.html" or len(content) > 6000:
            continue
        path = tmp_path / f"{number}.html"
        path.write_bytes(content)
        paths.append(str(path))
    ended = cli("brief", form, *paths)
    assert ended.code == 3
    assert not {character for character in ended.out if not character.isprintable()} - set(
        "\n\t\u00a0\u200b\u200c\u200d\u2060\ufffe\uffff\U0010ffff\xad\u3000"
    )
    assert "<script" not in ended.out or form == "-v"


@pytest.mark.parametrize(
    "content", [b"", b"\x00", b"<div>" * 10_000, b"\xff\xfe", b"\x1f\x8b\x08", "שלום".encode() * 100], ids=repr
)
def test_hostile_standard_input(cli: CommandLine, content: bytes) -> None:
    check(cli("read", "--json", "-", stdin=content))


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        ".",
        "..",
        "/",
        "/dev/null",
        "/dev/zero",
        "/dev/null.jsonl",
        "gone.html",
        "gone.jsonl",
        "gone/.jsonl.gz",
        "nul\x00.html",
        "nul\x00.jsonl",
        "a" * 5000,
        "a" * 5000 + ".jsonl",
        "\x1b[2J.html",
        "\u202elmth.x",
        "half\ud83d.html",
        "bytes\udcff.jsonl",
        "line\nbreak.txt",
        "[red]x[/red].html",
        "http://",
        "https://",
        "http:///x",
        "http://[::1",
        "http://127.0.0.1/",
        "http://0/",
        "http://2130706433/",
        "http://user:secret@127.0.0.1/",
        "http://outlet.example:99999/",
        "http://outlet.example:22/",
        "http://\u202e.example/",
        "http://a b/",
        "http:outlet.example",
        "HTTP://127.0.0.1",
        "file:///etc/hostname",
        "gopher://outlet.example/",
        "data://x.jsonl",
        "s3://bucket/x.jsonl",
    ],
    ids=lambda name: repr(name)[:40],
)
def test_hostile_names_of_inputs(cli: CommandLine, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ended = cli("read", "--json", name)
    check(ended)
    assert ended.code == 3
    assert len(ended.told) == 1


def test_folders_are_no_files(cli: CommandLine, tmp_path: Path) -> None:
    for name in ("folder", "folder.html", "folder.jsonl"):
        (tmp_path / name).mkdir()
        ended = cli("read", "--json", str(tmp_path / name))
        check(ended)
        assert ended.code == 3


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on this system")
@pytest.mark.parametrize("name", ["pipe.html", "pipe.jsonl"])
def test_a_pipe_that_nobody_writes_to_does_not_hang(cli: CommandLine, tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    ended: list[Ended] = []
    thread = threading.Thread(target=lambda: ended.append(cli("read", "--json", str(tmp_path / name))), daemon=True)
    thread.start()
    thread.join(10)
    assert ended
    check(ended[0])
    assert ended[0].code == 3


@pytest.fixture
def nobody() -> Iterator[Callable[[], None]]:
    """Become somebody who may not read everything, from the call to the end of the test."""
    root = os.geteuid() == 0
    yield lambda: os.seteuid(65534) if root else None
    if root:
        os.seteuid(0)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files are closed as on POSIX")
@pytest.mark.parametrize("name", ["closed.html", "closed.jsonl"])
def test_a_file_that_may_not_be_read_is_told(cli: CommandLine, nobody: Callable[[], None], name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:  # pytest's own are closed to all but root
        path = Path(folder, name)
        path.write_bytes(b"Talks.")
        cli("read", "--json", str(path))  # what is loaded when first needed may be closed to nobody as well
        Path(folder).chmod(0o755)
        path.chmod(0)
        nobody()
        ended = cli("read", "--json", str(path))
        os.seteuid(os.getuid())  # the folder is taken away by who made it
    check(ended)
    assert "permission" in ended.err


def test_a_circle_of_links_is_told(cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "a.html").symlink_to(tmp_path / "b.html")
    (tmp_path / "b.html").symlink_to(tmp_path / "a.html")
    ended = cli("read", "--json", str(tmp_path / "a.html"))
    check(ended)
    assert ended.code == 3


FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
SUFFIXES = st.sampled_from([".html", ".txt", ".jsonl", ".jsonl.gz"])


@FUZZ
@given(content=st.binary(max_size=400), suffix=SUFFIXES)
def test_any_bytes(cli: CommandLine, tmp_path: Path, content: bytes, suffix: str) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(content)
    ended = cli("read", "--json", str(path))
    if content.strip() or ended.code:
        assert ended.code in DOCUMENTED
    assert "Pourparler itself" not in ended.err


@FUZZ
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=20),
        lambda s: (
            st.lists(s)
            | st.dictionaries(st.sampled_from(["id", "text", "title", "url", "published", "byline", "outlet", "x"]), s)
        ),
    )
)
def test_any_json_line(cli: CommandLine, tmp_path: Path, value: object) -> None:
    path = tmp_path / "any.jsonl"
    path.write_bytes(json.dumps(value).encode())
    check(cli("read", "--json", str(path)))


def test_a_good_page_with_bytes_turned_over(cli: CommandLine, tmp_path: Path) -> None:
    """Forty damaged copies of a page: each is read or told."""
    good = next(content for name, _, content in PAYLOADS if name == "bom.html")
    dice = random.Random(2026)  # noqa: S311 - the same damage every time
    paths = []
    for number in range(40):
        damaged = bytearray(good)
        for _ in range(dice.randint(1, 60)):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        path = tmp_path / f"{number}.html"
        path.write_bytes(bytes(damaged))
        paths.append(str(path))
    ended = cli("read", "--json", *paths)
    check(ended)
    assert len(ended.out.splitlines()) + len(ended.told) == 40

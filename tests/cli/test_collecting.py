"""``add``, ``sources``, ``sync``, ``replay``, ``quarantine`` and ``status``, as somebody at a keyboard meets them."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from pourparler import web
from pourparler.errors import RefusedError
from pourparler.storage import open_store
from tests.cli.test_process import started
from tests.collection import world
from tests.collection.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import CommandLine


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of a store that every command uses."""
    path = tmp_path / "kept.sqlite"
    monkeypatch.setenv("POURPARLER_STORE", str(path))
    monkeypatch.setenv("POURPARLER_ALLOW_HOSTS", '["127.0.0.1"]')
    monkeypatch.setenv("POURPARLER_PAUSE", "0")
    monkeypatch.setenv("POURPARLER_RETRIES", "0")
    return path


@pytest.fixture
def site() -> Iterator[Site]:
    """Return a site with four pages."""
    running = Site(world.pages(4))
    yield running
    running.stop()


def test_from_nothing_to_a_store(cli: CommandLine, place: Path, site: Site, tmp_path: Path) -> None:
    """The whole way of a monitoring desk: add, sync, look, sync again."""
    folder = world.folder_of(tmp_path / "pages", 3)
    feed = f"{site.address}/feed.xml"
    ended = cli("add", str(folder), feed)
    assert ended.code == 0
    assert [line.split()[:3] for line in ended.out.splitlines()] == [
        ["added", "folder", str(folder)],
        ["added", "feed", feed],
    ]
    ended = cli("sync")
    assert (ended.code, ended.out, ended.err) == (0, "7 new, 7 read.\n", "")
    assert cli("sync").out == "Nothing new.\n"
    assert place.with_name("kept.sqlite.warc").is_dir()
    status = json.loads(cli("status", "--json").out)
    assert (status["articles"], status["waiting"], status["sources"]) == (7, 0, 2)
    assert status["archive"] == f"{place}.warc"
    told = cli("status").out
    assert "last run   sync, " in told
    with open_store(place) as store:
        assert store.status().articles == 7


def test_adding_goes_on_behind_what_cannot_be_added(cli: CommandLine, place: Path, tmp_path: Path) -> None:
    folder = world.folder_of(tmp_path / "pages", 1)
    ended = cli("add", str(tmp_path / "nowhere"), str(folder), "--json")
    assert ended.code == 3
    assert ended.told == [
        f"pourparler: {tmp_path / 'nowhere'} is not there: check the path, or write an address with https:// before it."
    ]
    (line,) = ended.out.splitlines()
    found = json.loads(line)
    assert (found["given"], found["new"], found["kind"], found["address"]) == (str(folder), True, "folder", str(folder))
    assert cli("add", str(folder)).out.startswith("known  folder ")
    assert place.exists()


def test_sources_are_listed_with_their_health(cli: CommandLine, place: Path, site: Site, tmp_path: Path) -> None:
    cli("add", str(world.folder_of(tmp_path / "pages", 2)), f"{site.address}/feed.xml")
    assert "not looked at yet" in cli("sources").out
    site.broken["/feed.xml"] = 404
    ended = cli("sync")
    assert ended.code == 3
    assert ended.out == "2 new, 2 read, 1 source failed.\n"
    assert len(ended.told) == 1
    told = cli("sources").out
    assert told.startswith("ok   folder ")
    assert "\nBAD  feed " in told
    rows = [json.loads(line) for line in cli("sources", "--json").out.splitlines()]
    assert [row["failures"] for row in rows] == [0, 1]
    assert [row["source"]["kind"] for row in rows] == ["folder", "feed"]
    assert cli("sources", "--csv").out.count("\n") == 3
    opml = cli("sources", "--opml").out
    assert f'xmlUrl="{site.address}/feed.xml"' in opml
    assert "folder" not in opml
    assert cli("sources", "--opml", "--json").code == 2
    assert place.exists()


def test_opml_comes_back_as_the_same_sources(
    cli: CommandLine, place: Path, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("add", f"{site.address}/feed.xml")
    file = tmp_path / "feeds.opml"
    file.write_text(cli("sources", "--opml").out, encoding="utf-8")
    monkeypatch.setenv("POURPARLER_STORE", str(place.with_name("other.sqlite")))
    assert cli("add", str(file)).out.startswith(f"added  feed {site.address}/feed.xml")


def test_a_source_is_removed_by_id_or_address(cli: CommandLine, place: Path, tmp_path: Path) -> None:
    folder = world.folder_of(tmp_path / "pages", 1)
    cli("add", str(folder))
    assert cli("sources", "remove", str(folder)).out == f"removed  {folder}\n"
    ended = cli("sources", "remove", str(folder))
    assert ended.code == 2
    assert ended.told == [f"pourparler: There is no source {folder}; `pourparler sources` lists them."]
    assert cli("sources").told == ["pourparler: There are no sources yet: `pourparler add` adds one."]
    assert place.exists()


def test_only_one_source(cli: CommandLine, place: Path, tmp_path: Path) -> None:
    one, two = world.folder_of(tmp_path / "one", 1), world.folder_of(tmp_path / "two", 2)
    cli("add", str(one), str(two))
    assert cli("sync", "--only", str(two)).out == "2 new, 2 read.\n"
    assert cli("sync", "--only", "nothing").code == 2
    assert place.exists()


@pytest.mark.parametrize("command", ["sync", "stories", "sources", "status", "statements", "search"])
def test_a_store_that_is_not_there_is_told_not_made(cli: CommandLine, place: Path, command: str) -> None:
    """A slip in a path must not look like an empty store."""
    ended = cli(command, *(["word"] if command == "search" else []))
    assert ended.code == 3
    assert ended.out == ""
    assert ended.told[0].startswith(f"pourparler: There is no store at {place} yet")
    assert not place.exists()


def test_a_sync_without_sources(cli: CommandLine, place: Path) -> None:
    open_store(place).close()
    ended = cli("sync")
    assert ended.code == 2
    assert "pourparler add" in ended.told[0]


def test_what_was_put_aside_is_listed_and_tried_again(cli: CommandLine, place: Path, tmp_path: Path) -> None:
    folder = world.folder_of(tmp_path / "pages", 3)
    whole = (folder / "0001.html").read_bytes()
    (folder / "0001.html").write_bytes(b"")
    cli("add", str(folder))
    ended = cli("sync")
    assert ended.code == 3
    assert ended.out == "3 new, 2 read, 1 put aside.\n"
    assert ended.told == ["pourparler: 1 item put aside: `pourparler quarantine list` says why."]
    assert "UnreadableError" in cli("quarantine", "list").out
    row = json.loads(cli("quarantine", "list", "--json").out)
    assert row["item"]["address"] == str(folder / "0001.html")
    assert cli("quarantine", "retry", "no such item").code == 2
    (folder / "0001.html").write_bytes(whole)
    assert cli("quarantine", "retry", row["item"]["key"]).out.startswith("1 item put back")
    assert cli("sync").out == "0 new, 1 read.\n"
    assert cli("quarantine", "list").told == ["pourparler: Nothing was put aside."]
    assert cli("quarantine", "retry").out.startswith("no items put back")
    assert place.exists()


def test_the_archive_is_replayed(cli: CommandLine, place: Path, site: Site, tmp_path: Path) -> None:
    cli("add", f"{site.address}/feed.xml")
    archive = tmp_path / "elsewhere"
    assert cli("sync", "--archive", str(archive)).out == "4 new, 4 read.\n"
    other = str(tmp_path / "other.sqlite")
    files = [str(path) for path in archive.glob("*.warc.gz")]
    assert cli("replay", *files, "--store", other).out == "4 new, 4 read.\n"
    assert cli("replay", *files, "--store", other).out == "Nothing new.\n"
    assert json.loads(cli("replay", *files, "--store", other, "--json").out) == {
        "new": 0,
        "read": 0,
        "put_off": 0,
        "put_aside": 0,
        "failed_sources": 0,
        "stopped": False,
    }
    assert cli("replay", str(tmp_path / "nothing.warc.gz"), "--store", other).code == 3
    assert place.exists()


def test_a_password_is_never_shown(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POURPARLER_STORE", "postgresql://desk:hush@127.0.0.1:1/news")
    monkeypatch.setenv("POURPARLER_TOKEN", "hush-hush-hush-hush")
    for command in (("status",), ("doctor",), ("sync",)):
        ended = cli(*command)
        assert "hush" not in ended.out + ended.err
    assert cli("status").code == (3 if find_spec("psycopg") else 2)  # away, or no driver to ask it with


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as on POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_watch_ends_when_it_is_asked_to(cli: CommandLine, place: Path, tmp_path: Path, number: int) -> None:
    """It reads, waits, and ends with 0: that is how a watch ends."""
    cli("add", str(world.folder_of(tmp_path / "pages", 2)))
    with started("sync", "--watch", "60") as process:
        assert process.stdout
        assert process.stdout.readline() == b"2 new, 2 read.\n"
        process.send_signal(number)
        _, told = process.communicate(timeout=60)
        assert process.returncode == 0
        assert told == b"pourparler: Stopping when what has begun is finished.\n"
    assert place.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as on POSIX")
def test_a_sync_that_is_interrupted_keeps_what_it_has(cli: CommandLine, place: Path, tmp_path: Path) -> None:
    cli("add", str(world.folder_of(tmp_path / "pages", 150)))
    with started("sync") as process:
        deadline = time.monotonic() + 60
        with open_store(place) as store:
            while not store.status().articles and time.monotonic() < deadline:
                time.sleep(0.05)
            process.send_signal(signal.SIGINT)
            out, told = process.communicate(timeout=60)
            read = store.status().articles
    assert process.returncode == 130
    assert told.splitlines()[-1] == b"pourparler: Stopped: what was read is kept, the rest waits for the next run."
    assert out == f"150 new, {read} read.\n".encode()
    assert 0 < read < 150


def test_two_workers_from_the_command_line(cli: CommandLine, place: Path, tmp_path: Path) -> None:
    """The shipped model, in two processes."""
    cli("add", str(world.folder_of(tmp_path / "pages", 3)))
    command = [sys.executable, "-m", "pourparler", "sync", "--workers", "2"]
    done = subprocess.run(command, capture_output=True, timeout=300, check=False)  # noqa: S603 - our own words
    assert (done.returncode, done.stdout, done.stderr) == (0, b"3 new, 3 read.\n", b"")
    assert place.exists()


def test_workers_without_a_model_end_with_4(
    cli: CommandLine, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("add", str(world.folder_of(tmp_path / "pages", 1)))
    monkeypatch.setenv("POURPARLER_MODEL", str(tmp_path / "nothing"))
    command = [sys.executable, "-m", "pourparler", "sync", "--workers", "2"]
    done = subprocess.run(command, capture_output=True, timeout=300, check=False)  # noqa: S603 - our own words
    assert done.returncode == 4
    assert done.stderr.count(b"\n") == 1
    assert place.exists()


def test_serve_gives_the_pages_what_they_need(
    cli: CommandLine, place: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, object] = {}

    def serve(store: object, settings: object, *, access: object, add_source: object, announce: object) -> None:
        seen.update(store=store, settings=settings, access=access)
        announce("http://127.0.0.1:8123/")  # type: ignore[operator]
        seen["said"] = add_source(f"{site.address}/feed.xml")  # type: ignore[operator]
        seen["again"] = add_source(f"{site.address}/feed.xml")  # type: ignore[operator]
        with pytest.raises(RefusedError):  # taken for an address, not for a file of this machine
            add_source("/etc/hostname")  # type: ignore[operator]

    monkeypatch.setattr(web, "serve", serve)
    monkeypatch.setenv("POURPARLER_TOKEN", "a-long-secret-of-ours")
    ended = cli("serve", "--port", "8123", "--name", "desk.example")
    assert (ended.code, ended.out) == (0, "Serving at http://127.0.0.1:8123/ (Ctrl-C stops it)\n")
    assert seen["access"] == web.Access("127.0.0.1", 8123, "a-long-secret-of-ours", ("desk.example",))
    assert seen["said"] == "1 source added: Site."
    assert "already" in str(seen["again"])
    with open_store(place) as store:
        assert len(store.sources()) == 1

"""What lies on this machine: folders, lists and JSONL files through a whole run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pourparler import collection, pipeline
from pourparler.collection import replay, sync
from pourparler.errors import ModelError, UsageError
from pourparler.storage import open_store
from tests.collection import world

if TYPE_CHECKING:
    from pathlib import Path

    from pourparler.protocols import Store


def test_a_folder_is_read_grouped_and_counted_once(kept: Store, archive: Path, tmp_path: Path) -> None:
    world.added(kept, world.folder_of(tmp_path / "pages", 12))
    counts = sync(world.run_of(kept, archive))
    assert (counts.new, counts.read, counts.put_off, counts.put_aside) == (12, 12, 0, 0)
    status = kept.status()
    assert status.articles == 12
    assert status.origins < 12  # the copies belong to their origins
    assert 1 <= status.stories < 12
    assert status.counted < status.statements
    assert status.positions > 0
    assert status.actors > 0


def test_twice_is_nothing_new(kept: Store, archive: Path, tmp_path: Path) -> None:
    world.added(kept, world.folder_of(tmp_path / "pages", 6))
    sync(world.run_of(kept, archive))
    before = world.exported(kept, tmp_path / "one")
    assert sync(world.run_of(kept, archive)) == collection.Counts()
    assert world.exported(kept, tmp_path / "two") == before


def test_what_comes_later_joins_what_was_there(kept: Store, archive: Path, tmp_path: Path) -> None:
    """A run goes on with the origins and stories of the run before."""
    made = world.pages(6)
    folder = tmp_path / "pages"
    folder.mkdir()
    world.added(kept, folder)
    for name, content in made.items():
        (folder / name).write_text(content, encoding="utf-8")
        sync(world.run_of(kept, archive))
    one_by_one = world.exported(kept, tmp_path / "one")
    with open_store(tmp_path / "at-once.sqlite") as other:
        world.added(other, folder)
        sync(world.run_of(other, tmp_path / "other.warc"))
        assert world.exported(other, tmp_path / "two") == one_by_one


def test_one_bad_page_stops_nothing(kept: Store, archive: Path, tmp_path: Path) -> None:
    folder = world.folder_of(tmp_path / "pages", 4)
    (folder / "0001.html").write_bytes(b"\x00\x01\x02" * 900)
    (folder / "0002.html").write_bytes(b"")
    world.added(kept, folder)
    counts = sync(world.run_of(kept, archive))
    assert (counts.read, counts.put_aside) == (2, 2)
    aside = kept.quarantine().rows
    assert [row.item.address for row in aside] == [str(folder / "0001.html"), str(folder / "0002.html")]
    for row in aside:
        assert row.cause == "UnreadableError"
        assert row.item.address in row.sentence


def test_a_fault_of_the_program_is_one_page_put_aside(
    kept: Store, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.added(kept, world.folder_of(tmp_path / "pages", 4))
    right, calls = pipeline.read_article, iter(range(99))

    def sometimes(*given: object, **more: object) -> object:
        if next(calls) == 2:
            raise ZeroDivisionError("odd")
        return right(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "read_article", sometimes)
    counts = sync(world.run_of(kept, archive))
    assert (counts.read, counts.put_aside) == (3, 1)
    assert "ZeroDivisionError: odd" in kept.quarantine().rows[0].sentence


def test_what_was_put_aside_is_read_when_it_is_mended(kept: Store, archive: Path, tmp_path: Path) -> None:
    folder = world.folder_of(tmp_path / "pages", 3)
    whole = (folder / "0001.html").read_bytes()
    (folder / "0001.html").write_bytes(b"")
    world.added(kept, folder)
    sync(world.run_of(kept, archive))
    assert sync(world.run_of(kept, archive)) == collection.Counts()  # it is not tried again by itself
    (folder / "0001.html").write_bytes(whole)
    assert kept.retry() == 1
    assert sync(world.run_of(kept, archive)).read == 1
    assert kept.quarantine().rows == ()


def test_a_model_that_fails_ends_the_run_and_loses_nothing(
    kept: Store, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.added(kept, world.folder_of(tmp_path / "pages", 3))

    def broken(*_: object, **__: object) -> object:
        raise ModelError("The model does not fit.")

    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "read_article", broken)
        with pytest.raises(ModelError):
            sync(world.run_of(kept, archive))
    assert kept.status().waiting == 3
    assert sync(world.run_of(kept, archive)).read == 3


def test_a_source_that_vanished_is_told_and_the_others_are_read(kept: Store, archive: Path, tmp_path: Path) -> None:
    gone = world.folder_of(tmp_path / "gone", 2)
    world.added(kept, gone, world.folder_of(tmp_path / "pages", 2))
    for file in gone.iterdir():
        file.unlink()
    gone.rmdir()
    seen: dict[str, str | None] = {}
    run = world.run_of(kept, archive, looked=lambda source, check: seen.__setitem__(source.address, check.error))
    assert sync(run).read == 2
    assert "is not there" in (seen[str(gone)] or "")
    assert [row.failures for row in kept.sources()] == [1, 0]


def test_a_file_that_vanished_between_look_and_reading_is_put_aside(kept: Store, archive: Path, tmp_path: Path) -> None:
    folder = world.folder_of(tmp_path / "pages", 3)
    world.added(kept, folder)
    run = world.run_of(kept, archive, looked=lambda *_: (folder / "0001.html").unlink())
    counts = sync(run)
    assert (counts.read, counts.put_aside) == (2, 1)
    assert kept.quarantine().rows[0].cause == "NotFoundError"


def test_a_source_that_was_removed_is_read_no_more(kept: Store, archive: Path, tmp_path: Path) -> None:
    world.added(kept, world.folder_of(tmp_path / "pages", 3))
    sync(world.run_of(kept, archive))
    kept.remove(kept.sources()[0].source.id)
    assert sync(world.run_of(kept, archive)) == collection.Counts()
    assert kept.status().articles == 3


def test_only_the_source_that_is_named(kept: Store, archive: Path, tmp_path: Path) -> None:
    world.added(kept, world.folder_of(tmp_path / "one", 2), world.folder_of(tmp_path / "two", 3))
    second = kept.sources()[1].source.id
    assert sync(world.run_of(kept, archive), only=[second]).read == 3
    assert sync(world.run_of(kept, archive)).read == 2


def test_articles_of_a_jsonl_file_keep_their_ids_and_their_text(kept: Store, archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    words = "  Talks go on, he said.\n\n  No date is set.  "
    lines = [json.dumps({"id": f"a-{n}", "title": f"Title {n}", "text": words + str(n)}) for n in range(3)]
    path.write_text("\n".join([*lines[:2], "{broken", lines[2]]), encoding="utf-8")
    world.added(kept, path)
    counts = sync(world.run_of(kept, archive))
    assert counts.read == 3
    rows = sorted(kept.articles().rows, key=lambda row: str(row.external_id))
    assert [row.external_id for row in rows] == ["a-0", "a-1", "a-2"]
    assert rows[0].text == words + "0"
    check = kept.sources()[0].check
    assert check is not None
    assert "is not JSON" in (check.error or "")


def test_replay_takes_local_files_only(kept: Store, archive: Path, tmp_path: Path) -> None:
    listed = tmp_path / "addresses.txt"
    listed.write_text("https://observer.example/one\n", encoding="utf-8")
    with pytest.raises(UsageError, match="leads to the network"):
        replay(world.run_of(kept, archive), [str(listed)])
    with pytest.raises(UsageError, match="nothing is fetched"):
        replay(world.run_of(kept, archive), ["https://observer.example/"])
    assert replay(world.run_of(kept, archive), [str(world.folder_of(tmp_path / "pages", 2))]).read == 2


def test_runs_are_noted_with_what_they_did(kept: Store, archive: Path, tmp_path: Path) -> None:
    world.added(kept, world.folder_of(tmp_path / "pages", 2))
    sync(world.run_of(kept, archive))
    run = kept.runs()[0]
    assert run.command == "sync"
    assert run.ended is not None
    assert dict(run.counts) == {"new": 2, "read": 2, "put off": 0, "put aside": 0}

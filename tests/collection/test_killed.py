"""Killed at random moments and run again, a run ends with the same store, byte for byte in the exports."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.collection import killing, world
from tests.collection.killing import Job
from tests.collection.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="killed as on POSIX")

PAGES = 24


@pytest.fixture
def site() -> Iterator[Site]:
    """Return a site with other pages than the folder has."""
    running = Site(dict(list(world.pages(2 * PAGES).items())[PAGES:]))
    yield running
    running.stop()


def test_a_sync_that_is_killed_again_and_again_ends_the_same(
    address: Callable[[], str], site: Site, tmp_path: Path
) -> None:
    given = (str(world.folder_of(tmp_path / "pages", PAGES)), f"{site.address}/feed.xml")
    whole = Job(address(), str(tmp_path / "whole.warc"), given)
    took = killing.finished(whole)
    expected = world.kept(whole.address, tmp_path / "whole")
    assert expected["articles.jsonl"].count(b"\n") == 2 * PAGES
    harried = replace(whole, address=address(), archive=str(tmp_path / "harried.warc"))
    assert killing.harried(harried, killing.moments(4, 6, took)) >= 1
    assert world.kept(harried.address, tmp_path / "harried") == expected


def test_a_replay_that_is_killed_again_and_again_ends_the_same(
    address: Callable[[], str], site: Site, tmp_path: Path
) -> None:
    fetched = Job(str(tmp_path / "fetched.sqlite"), str(tmp_path / "fetched.warc"), (f"{site.address}/feed.xml",))
    killing.finished(fetched)
    whole = Job(address(), str(tmp_path / "whole.warc"), (fetched.archive,), "replay")
    took = killing.finished(whole)
    expected = world.kept(whole.address, tmp_path / "whole")
    assert expected["articles.jsonl"].count(b"\n") == PAGES
    harried = replace(whole, address=address(), archive=str(tmp_path / "harried.warc"))
    assert killing.harried(harried, killing.moments(5, 6, took)) >= 1
    assert world.kept(harried.address, tmp_path / "harried") == expected

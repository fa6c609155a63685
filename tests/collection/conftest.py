"""Stores on each database, and a site to read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pourparler.storage import open_store
from tests.collection import world
from tests.collection.site import Site
from tests.stores import address, blank, databases, lasting, server, store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pourparler.protocols import Store

__all__ = ["address", "blank", "databases", "lasting", "server", "store"]


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Store]:
    """Return an empty store in a file."""
    with open_store(tmp_path / "kept.sqlite") as opened:
        yield opened


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Return the folder in which pages are kept as fetched."""
    return tmp_path / "kept.sqlite.warc"


@pytest.fixture
def site() -> Iterator[Site]:
    """Return a site with nine pages."""
    running = Site(world.pages(9))
    yield running
    running.stop()

"""A served store: the invented world behind the application, without a network."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from pourparler import web
from pourparler.settings import Settings
from pourparler.storage import open_store
from tests.web import world

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pourparler.protocols import Store

BASE = "http://127.0.0.1:8000"


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a store with the invented world in it; tests take copies."""
    path = tmp_path_factory.mktemp("world") / "store.sqlite"
    with open_store(path) as opened:
        world.fill(opened)
    return path


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Iterator[Store]:
    """Return a store with the invented world in it."""
    with open_store(shutil.copy(filled, tmp_path / "store.sqlite")) as opened:
        yield opened


@pytest.fixture
def served(store: Store) -> Iterator[Callable[..., TestClient]]:
    """Return what serves the store with the options given."""
    opened = []

    def serve(**options: object) -> TestClient:
        clock = lambda: datetime(2026, 3, 12, 9, tzinfo=UTC)  # noqa: E731 - as short as it gets
        made = web.app(store, Settings(), clock=clock, **options)  # type: ignore[arg-type]
        client = TestClient(made, base_url=BASE, follow_redirects=False)
        client.__enter__()
        opened.append(client)
        return client

    yield serve
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def client(served: Callable[..., TestClient]) -> TestClient:
    """Return a browser of sorts on the served world."""
    return served()

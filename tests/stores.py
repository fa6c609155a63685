"""Fixtures: new stores, on each database. A ``conftest`` takes them over by name."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from pourparler.storage import open_store
from tests import postgres

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pourparler.protocols import Store

__all__ = ["address", "blank", "databases", "lasting", "server", "store"]

_MOST = 2  # stores that one test has on PostgreSQL


@pytest.fixture(scope="session")
def server() -> postgres.Server:
    """Return a running PostgreSQL."""
    running = postgres.server()
    if running is None:
        pytest.skip(postgres.ABSENT)
    return running


@pytest.fixture(scope="session")
def databases(server: postgres.Server) -> list[str]:
    """Return the addresses of databases with a store, which are emptied before each test."""
    addresses = [server.database() for _ in range(_MOST)]
    for address in addresses:
        open_store(address).close()
    return addresses


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with an empty store, which others are copies of."""
    path = tmp_path_factory.mktemp("blank") / "store.sqlite"
    open_store(path).close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Return what gives the address of a new store each time, on one kind of database."""
    numbers = iter(range(100))

    def on_server() -> str:
        address: str = request.getfixturevalue("databases")[next(numbers)]
        request.getfixturevalue("server").empty(address)
        return address

    def in_file() -> str:
        path = tmp_path / f"store-{next(numbers)}.sqlite"
        shutil.copy(request.getfixturevalue("blank"), path)
        return str(path)

    if request.param == "postgresql":
        request.getfixturevalue("databases")  # skips where there is no server
        return on_server
    return in_file


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def lasting(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return a store that the tests of one module fill once and then only read."""
    if request.param == "postgresql":
        server: postgres.Server = request.getfixturevalue("server")
        address = server.database()
    else:
        address = str(tmp_path_factory.mktemp("lasting") / "store.sqlite")
    with open_store(address) as opened:
        yield opened


@pytest.fixture
def store(address: Callable[[], str]) -> Iterator[Store]:
    """Return an empty store."""
    with open_store(address()) as opened:
        yield opened

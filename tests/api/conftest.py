"""The interface over a filled store, which no test changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Mount
from starlette.testclient import TestClient

from pourparler import api
from pourparler.storage import open_store
from tests import libraries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request
    from starlette.responses import Response

    from pourparler.protocols import Store


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return a filled store."""
    with open_store(tmp_path_factory.mktemp("library") / "store.sqlite") as store:
        libraries.fill(store)
        yield store


@pytest.fixture(scope="session")
def mounted(library: Store) -> Starlette:
    """Return the interface where it is served: under its prefix, in an application with errors of the same shape."""

    def told(request: Request, error: Exception) -> Response:
        return api.problem(error, request)

    # a path with a line end in it does not reach what is mounted: the application around it answers
    return Starlette(routes=[Mount("/api/v1", api.application(library))], exception_handlers={HTTPException: told})


@pytest.fixture(scope="session")
def client(mounted: Starlette) -> Iterator[TestClient]:
    """Return a client that sends requests to it."""
    with TestClient(mounted, base_url="http://127.0.0.1/api/v1", follow_redirects=False) as client:
        yield client

"""A filled store, which no test changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pourparler.storage import open_store
from tests import libraries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pourparler.protocols import Store


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return a filled store."""
    with open_store(tmp_path_factory.mktemp("library") / "store.sqlite") as store:
        libraries.fill(store)
        yield store

"""A page asks the store a fixed number of times, however many rows it shows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from tests.web import world

if TYPE_CHECKING:
    from pourparler.protocols import Store

MOST = {
    "/": 4,
    "/stories": 1,
    "/positions": 1,
    "/statements": 1,
    "/conditions": 1,
    "/actors": 1,
    "/articles": 1,
    "/actors/velland": 3,
    f"/stories/{world.id_of('sorn-condition')}": 5,
    f"/articles/{world.id_of('sorn-condition')}": 9,
    "/search?q=bridge": 1,
    "/status": 4,
}


class Counting:
    """A store that counts what it is asked."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.asked: Counter[str] = Counter()

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._store, name)
        self.asked[name] += 1
        return found


@pytest.mark.parametrize(("path", "most"), MOST.items())
def test_the_store_is_asked_a_fixed_number_of_times(store: Store, path: str, most: int) -> None:
    from starlette.testclient import TestClient as Client

    from pourparler import web

    counting = Counting(store)
    client = Client(web.app(counting), base_url="http://localhost")
    assert client.get(path).status_code == 200  # what positions quote is looked up once and kept
    counting.asked.clear()
    assert client.get(path).status_code == 200
    assert sum(counting.asked.values()) <= most, counting.asked

"""Words that are nearly everywhere: they are found, and the others are ranked by as if they were not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.outcomes import plain

from pourparler.storage import fts5, open_store
from pourparler.storage.query import Words
from pourparler.storage.store import SqlStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pourparler.protocols import Store

MANY = 90


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return a store where "talks" and "peace" are in every article, "envoy" in some, once or several times."""
    folder: Path = tmp_path_factory.mktemp("frequent")
    with open_store(folder / "store.sqlite") as store:
        made = []
        for n in range(MANY):
            envoys = " envoy" * (n // 9) if n % 9 == 0 else ""
            text = f"Peace talks went on; number {n}.{envoys}" + (" Peace, then talks." if n % 2 else "")
            title = "Talks" if n % 10 == 0 else "News"
            made.append(plain(f"n{n}", text, title=title, published=f"2026-0{1 + n % 3}-{1 + n // 4:02d}", outlet="E"))
        store.commit(made)
        yield store


def found(store: Store, query: str) -> list[tuple[str, float]]:
    hits, after = [], None
    while True:
        page = store.search.find(query, limit=7, after=after)
        hits += [(hit.id, round(hit.score, 9)) for hit in page.rows]
        after = page.after
        if after is None:
            return hits


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let few matches be many."""
    monkeypatch.setattr(fts5, "_FREQUENT", 40)
    monkeypatch.setattr(fts5, "_SAMPLE", 4)


@pytest.mark.parametrize("query", ["talks", '"peace talks"', "peace talks", "talks OR peace", "talks outlet:E"])
def test_only_frequent_words_show_the_newest_first(full: Store, few: None, query: str) -> None:  # noqa: ARG001
    hits = found(full, query)
    assert len(hits) == MANY
    assert {score for _, score in hits} == {0.0}
    newest = [row.id for row in full.articles(limit=500).rows]
    assert [key for key, _ in hits] == newest


@pytest.mark.parametrize(
    "query", ["envoy", 'envoy OR "number 73"', 'envoy "envoy envoy"', "envoy -73", "envoy outlet:E", "env*"]
)
def test_rarer_words_are_ranked_as_ever(full: Store, monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    plain_order = found(full, query)
    assert len(plain_order) > 5
    assert len({score for _, score in plain_order}) > 5
    monkeypatch.setattr(fts5, "_FREQUENT", 89)
    monkeypatch.setattr(fts5, "_SAMPLE", 4)
    assert found(full, query) == plain_order


@pytest.mark.parametrize(
    "query", ["envoy talks", '"peace talks" envoy', "talks envoy outlet:E date:2026", "envoy peace"]
)
def test_a_frequent_word_beside_a_rare_one_leaves_the_ranking_to_it(full: Store, few: None, query: str) -> None:  # noqa: ARG001
    assert found(full, query) == found(full, "envoy")


def test_a_rare_word_comes_before_a_frequent_one(full: Store, few: None) -> None:  # noqa: ARG001
    hits = found(full, "talks OR envoy")
    rare = found(full, "envoy")
    assert hits[: len(rare)] == rare
    assert len(hits) == MANY


@pytest.mark.parametrize(("word", "count"), [("talks", MANY), ("envoy", 9), ("absent", 0)])
def test_matches_are_estimated(full: Store, few: None, word: str, count: int) -> None:  # noqa: ARG001
    assert isinstance(full, SqlStore)
    with full._database.reading() as connection:
        estimate = fts5._matches(connection, "articles", Words("text", (word,)), MANY)
    assert 0.5 * count <= estimate <= 1.5 * count + 1

"""What every Store holds to: its counts are what counting would give, whatever happened to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pourparler.errors import PourparlerError
from pourparler.rows import Filters, Table
from pourparler.storage import article_id, open_store
from pourparler.types import OriginPlacement, Span, StoryPlacement
from tests import readings
from tests.outcomes import ARKAN, BRANDT, VELLAND, item, outcome, plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from pourparler.protocols import Store
    from pourparler.types import Outcome

NAMES = ("a", "b", "c", "d")


def key(name: str) -> str:
    return article_id(item(name).key)


def counted(store: Store) -> dict[str, int]:
    """Count by reading everything."""
    found = {name: len(list(store.export(name))) for name in get_args(Table)}
    said: list[Any] = list(store.export("statements"))
    return {**found, "counted": sum(row.counted for row in said)}


def kept(store: Store) -> dict[str, int]:
    status = store.status()
    return {name: getattr(status, name) for name in counted(store)}


def of_actors(store: Store) -> dict[str, tuple[int, int, int]]:
    """Count what is known of each actor by the lists that it narrows."""
    found = {}
    for row in store.actors(limit=500).rows:
        narrow = Filters(actor=row.id, counted=True)
        lists = (store.articles(Filters(actor=row.id), limit=500), store.statements(narrow, limit=500))
        found[row.id] = (len(lists[0].rows), len(lists[1].rows), len(store.positions(narrow, limit=500).rows))
    return found


def agrees(store: Store) -> bool:
    rows = store.actors(limit=500).rows
    shown = {row.id: (row.articles, row.statements, row.positions) for row in rows}
    return kept(store) == counted(store) and shown == of_actors(store)


def test_a_new_store_has_nothing(store: Store) -> None:
    assert set(kept(store).values()) == {0}
    assert agrees(store)


def test_counts_grow_with_what_is_committed(store: Store) -> None:
    store.commit([outcome("a"), outcome("b", origin=OriginPlacement(key("a"), "exact"))])
    assert kept(store) == {
        "articles": 2,
        "statements": 6,
        "counted": 3,
        "positions": 6,
        "actors": 3,
        "stories": 2,
        "origins": 1,
    }
    assert of_actors(store)["velland"] == (2, 2, 2)
    assert agrees(store)


def test_counts_shrink_when_less_is_said(store: Store) -> None:
    store.commit([outcome("a"), outcome("b")])
    store.commit([plain("a", "Nothing was said.")])
    row = store.actor("velland")
    assert row is not None
    assert (row.articles, row.statements, row.positions) == (1, 2, 2)
    assert agrees(store)
    store.commit([plain("b", "Nor here.")])
    assert set(of_actors(store).values()) == {(0, 0, 0)}
    assert agrees(store)


def test_a_copy_that_becomes_the_original_is_counted(store: Store) -> None:
    store.commit([outcome("a"), outcome("b", origin=OriginPlacement(key("a"), "near"))])
    assert store.status().counted == 3
    store.commit([outcome("a", origin=OriginPlacement(key("c"), "original"))])
    assert store.status().counted == 6
    assert agrees(store)


def test_a_shard_that_fails_counts_nothing(store: Store) -> None:
    store.commit([outcome("a")])
    before = kept(store)
    made = readings.reading()
    broken = replace(made, positions=(replace(made.positions[0], kind=None),))  # type: ignore[arg-type]
    with pytest.raises(PourparlerError):
        store.commit([outcome("b"), outcome("c", broken)])
    assert kept(store) == before
    assert agrees(store)


def test_an_actor_is_counted_before_it_is_described(store: Store) -> None:
    store.commit([outcome("a", actors=())])
    assert store.actor("velland") is None
    store.commit([replace(plain("b", "No more."), actors=(VELLAND, ARKAN, BRANDT))])
    row = store.actor("velland")
    assert row is not None
    assert (row.articles, row.statements, row.positions) == (2, 2, 2)
    assert agrees(store)


@st.composite
def outcomes(draw: st.DrawFn) -> Outcome:
    """Draw a reading of one of a few articles, anywhere among a few origins and stories."""
    name, home, story = (draw(st.sampled_from(NAMES)) for _ in range(3))
    made = draw(st.sampled_from([outcome(name), plain(name, "Nothing."), outcome(name, actors=(ARKAN,))]))
    added = draw(st.sampled_from([(), (Span(0, len(readings.TEXT)),)]))
    kind = draw(st.sampled_from(["original", "near"]))
    placed = StoryPlacement(
        key(story),
        f"Title {story}",
        merged=tuple((key(old), key(story)) for old in draw(st.sets(st.sampled_from(NAMES), max_size=1)) - {story}),
    )
    return replace(made, origin=OriginPlacement(key(home), kind, None, added), story=placed)  # type: ignore[arg-type]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shards=st.lists(st.lists(outcomes(), min_size=1, max_size=4), min_size=1, max_size=6))
def test_counts_agree_after_anything(store: Store, shards: list[list[Outcome]]) -> None:
    """The store is not emptied between examples: they go on where the last one ended."""
    for shard in shards:
        store.commit(shard)
    assert agrees(store)


def test_counts_do_not_depend_on_shards(address: Callable[[], str]) -> None:
    made = [outcome("a"), outcome("b", origin=OriginPlacement(key("a"), "near")), plain("a", "Other."), outcome("c")]
    with open_store(address()) as one, open_store(address()) as other:
        one.commit(made)
        for single in made:
            other.commit([single])
        assert one.status() == other.status()
        assert list(one.export("actors")) == list(other.export("actors"))

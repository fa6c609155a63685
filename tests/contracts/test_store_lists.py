"""What every Store holds to: lists, filters, cursors and exports."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pourparler.errors import RetryError, UsageError
from pourparler.rows import Filters, Page, Table
from pourparler.storage import article_id, open_store
from pourparler.storage.store import SqlStore
from pourparler.types import Actor, OriginPlacement, StoryPlacement
from tests.outcomes import FEED, NOW, check, dated, item, outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from pourparler.protocols import Store
    from pourparler.types import Outcome

LISTS = ("articles", "statements", "positions", "actors", "stories", "origins")


def key(name: str) -> str:
    return article_id(item(name).key)


def shard() -> list[Outcome]:
    """Nine articles on three days by two outlets; the last two are copies in one story."""
    made = []
    for number in range(9):
        outlet = ("The Kessel Observer", "Echo of Sorn")[number % 2]
        made.append(dated(f"n{number}", f"2026-03-0{number // 3 + 1}", outlet=outlet))
    story = StoryPlacement(key("n7"), "Copies")
    made[7] = replace(made[7], story=story)
    made[8] = replace(made[8], story=story, origin=OriginPlacement(key("n7"), "exact"))
    return made


@pytest.fixture(scope="module")
def full(lasting: Store) -> Store:
    lasting.commit(shard())
    return lasting


def pages(read: Callable[..., Page[Any]], filters: Filters | None, limit: int) -> list[Any]:
    found: list[Any] = []
    after = None
    while True:
        page = read(filters, limit=limit, after=after)
        assert len(page.rows) <= limit
        found += page.rows
        after = page.after
        if after is None:
            return found


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("limit", [1, 2, 7])
def test_pages_together_are_the_list(full: Store, name: str, limit: int) -> None:
    read = getattr(full, name)
    whole = read(limit=500)
    assert whole.after is None
    assert pages(read, None, limit) == list(whole.rows)
    assert len({row.id for row in whole.rows}) == len(whole.rows) > 0


def test_the_newest_come_first_and_an_article_in_reading_order(full: Store) -> None:
    rows = full.statements(limit=500).rows
    assert [row.published for row in rows] == sorted((row.published or "" for row in rows), reverse=True)
    assert [row.place for row in rows] == [0, 1, 2] * 9
    assert [row.published for row in full.articles().rows][:4] == ["2026-03-03"] * 3 + ["2026-03-02"]
    assert full.stories().rows[0].id in {key("n6"), key("n7")}


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (Filters(), 27),
        (Filters(actor="velland"), 18),
        (Filters(actor="arkan"), 0),
        (Filters(kind="offer"), 9),
        (Filters(kind="threat"), 0),
        (Filters(sourcing="unnamed"), 9),
        (Filters(outlet="echo OF  sorn"), 12),
        (Filters(source=FEED.id), 27),
        (Filters(source="another"), 0),
        (Filters(since="2026-03-02"), 18),
        (Filters(until="2026-03-02"), 18),
        (Filters(since="2026-03-02", until="2026-03-02"), 9),
        (Filters(since="2026", until="2026-03"), 27),
        (Filters(article=key("n1")), 3),
        (Filters(story=key("n7")), 6),
        (Filters(story=key("n1")), 3),
        (Filters(origin=key("n7")), 6),
        (Filters(counted=False), 3),
        (Filters(counted=True, actor="velland"), 16),
        (Filters(actor="velland", kind="precondition", sourcing="named", outlet="Echo of Sorn", since="2026-03-03"), 2),
    ],
    ids=str,
)
def test_statements_are_narrowed(full: Store, filters: Filters, count: int) -> None:
    assert len(pages(full.statements, filters, 4)) == count


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (Filters(actor="velland"), 18),
        (Filters(actor="arkan"), 9),
        (Filters(kind="precondition"), 18),
        (Filters(sourcing="unnamed"), 9),
        (Filters(story=key("n7"), counted=True), 3),
        (Filters(outlet="Echo of Sorn", kind="offer"), 4),
    ],
    ids=str,
)
def test_positions_are_narrowed(full: Store, filters: Filters, count: int) -> None:
    assert len(pages(full.positions, filters, 4)) == count


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (Filters(actor="ilse-brandt"), 9),
        (Filters(actor="nobody"), 0),
        (Filters(kind="offer", sourcing="unnamed"), 9),
        (Filters(outlet="Echo of Sorn"), 4),
        (Filters(story=key("n7")), 2),
        (Filters(origin=key("n7")), 2),
        (Filters(until="2026-03-01"), 3),
    ],
    ids=str,
)
def test_articles_are_narrowed(full: Store, filters: Filters, count: int) -> None:
    assert len(pages(full.articles, filters, 2)) == count


def test_stories_and_origins_are_narrowed(full: Store) -> None:
    assert len(pages(full.stories, Filters(since="2026-03-02", until="2026-03-02"), 2)) == 3
    assert len(pages(full.origins, Filters(since="2026-03-03"), 2)) == 2
    assert [row.id for row in full.origins(Filters(story=key("n7"))).rows] == [key("n7")]
    assert len(pages(full.stories, Filters(outlet="Echo of Sorn", actor="velland"), 3)) == 4
    assert full.stories(Filters(actor="nobody")).rows == ()
    assert [row.id for row in full.stories(Filters(origin=key("n7"))).rows] == [key("n7")]
    assert len(pages(full.origins, Filters(kind="offer"), 3)) == 8


@pytest.mark.parametrize(
    ("name", "filters"),
    [
        ("statements", Filters(kind="promise")),
        ("statements", Filters(sourcing="gossip")),
        ("statements", Filters(since="yesterday")),
        ("articles", Filters(counted=True)),
        ("stories", Filters(article="a")),
        ("actors", Filters(kind="offer")),
    ],
    ids=str,
)
def test_a_filter_that_makes_no_sense_is_told(full: Store, name: str, filters: Filters) -> None:
    with pytest.raises(UsageError, match=r"\.$"):
        getattr(full, name)(filters)


@pytest.mark.parametrize("limit", [0, -1, 501])
def test_a_page_has_bounds(full: Store, limit: int) -> None:
    with pytest.raises(UsageError, match="1 to 500"):
        full.statements(limit=limit)


def test_a_cursor_belongs_to_its_list(full: Store) -> None:
    after = full.statements(limit=1).after
    with pytest.raises(UsageError, match="cursor"):
        full.positions(after=after)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(after=st.text(max_size=60) | st.from_regex(r"[A-Za-z0-9_-]{1,60}", fullmatch=True))
def test_a_made_up_cursor_is_told(full: Store, after: str) -> None:
    for name in (*LISTS, "corrections", "quarantine"):
        with pytest.raises(UsageError, match="cursor"):
            getattr(full, name)(after=after)


def test_a_date_ahead_of_its_fetch_does_not_head_the_list(store: Store) -> None:
    store.commit(
        [dated("a", "2099-01-01"), dated("b", "2026-03-12"), dated("c", None), dated("d", "2026-03-11T09:00Z")]
    )
    assert [row.id for row in store.articles().rows] == [key("b"), key("d"), key("c"), key("a")]
    assert store.articles().rows[-1].published == "2099-01-01"


LONG = "".join(chr(0x4E00 + (n * n * 7919) % 20_000) for n in range(6_000))  # packs badly: no index takes it whole
NAMES = (
    LONG,
    LONG + " the Second",
    "\U0001f54a" * 5_000,
    "\x00" * 5_000,
    "\ud800" * 300,
    "",
    "Ann",
    "Ann",
    "Anna",
    "Ann Zed",
)


@pytest.mark.parametrize("limit", [1, 3])
def test_actors_with_names_of_any_length_are_paged_and_found(store: Store, limit: int) -> None:
    made = tuple(Actor(f"unknown:n{n}", name, "person", None, None, (name,), ()) for n, name in enumerate(NAMES))
    store.commit([replace(outcome("a"), actors=made)])
    for filters in (None, Filters(kind="person")):
        rows = pages(store.actors, filters, limit)
        assert sorted(row.id for row in rows) == sorted(actor.id for actor in made)
        assert [row.name[:100] for row in rows if row.name[:1] == "A"] == ["Ann", "Ann", "Ann Zed", "Anna"]
        assert rows[0].name == ""
    after = store.actors(limit=1).after
    assert after is not None
    assert len(after) < 2_000
    assert store.search.find(f'actor:"{LONG[:900]}"').rows == ()


def test_an_outlet_with_a_name_of_any_length_is_kept_and_found(store: Store) -> None:
    store.commit([dated("a", "2026-03-01", outlet=LONG), dated("b", "2026-03-01", outlet=LONG + "s")])
    assert [row.id for row in store.articles(Filters(outlet=LONG.upper())).rows] == [key("a")]
    assert len(store.statements(Filters(outlet=f" {LONG}s ")).rows) == 3


def test_an_address_of_any_length_is_kept_and_found(store: Store) -> None:
    store.add_sources([FEED])
    long = replace(item("a"), key=LONG, address=f"https://observer.example/{LONG}")
    assert store.note_check(check(), [long]) == 1
    assert store.note_check(check(), [long]) == 0
    assert [entry.item for entry in store.waiting(5, NOW)] == [long]
    store.commit([replace(outcome("a"), item=long)])
    assert store.waiting(5, NOW) == ()
    assert store.article(article_id(LONG)) is not None
    assert store.requeue([LONG]) == 1


def exported(store: Store) -> dict[str, list[object]]:
    return {table: list(store.export(table)) for table in get_args(Table)}


def commit(store: Store, outcomes: Iterable[Outcome], size: int) -> None:
    held = list(outcomes)
    for start in range(0, len(held), size):
        store.commit(held[start : start + size])


def test_exports_do_not_depend_on_shards_and_clocks(address: Callable[[], str]) -> None:
    later = [replace(one, moment="2027-01-01T00:00:00Z", capture=None) for one in shard()]
    with open_store(address()) as one, open_store(address()) as other:
        commit(one, shard(), 4)
        other.commit([outcome("n3")])  # read before, differently
        commit(other, later[3:4], 1)
        commit(other, [*later[:3], *later[4:]], 2)
        assert exported(one) == exported(other)


def test_exports_are_the_same_on_every_database(full: Store, tmp_path: Path) -> None:
    with open_store(tmp_path / "other.sqlite") as other:
        other.commit(shard())
        assert exported(full) == exported(other)


def test_an_export_is_in_the_order_of_ids_and_of_reading(full: Store) -> None:
    found = exported(full)
    for table in ("articles", "actors", "stories", "origins"):
        ids = [row.id for row in found[table]]  # type: ignore[attr-defined]
        assert ids == sorted(ids)
    places = [(row.article, row.place) for row in found["statements"]]  # type: ignore[attr-defined]
    assert places == sorted(places)
    assert len(found["positions"]) == 27


def test_a_snapshot_sees_one_moment(address: Callable[[], str]) -> None:
    """From its beginning on, even for tables that nobody has looked at yet."""
    with open_store(address()) as store:
        store.commit(shard()[:4])
        before = exported(store)
        with store.snapshot() as snapshot:
            store.commit([*shard()[4:], outcome("n0")])
            assert {table: list(snapshot.export(table)) for table in get_args(Table)} == before
        assert exported(store) != before


def test_a_snapshot_is_one_connection_that_reads_several_tables_at_once(store: Store) -> None:
    assert isinstance(store, SqlStore)
    store.commit(shard())
    with store.snapshot() as snapshot:
        running = [snapshot.export(table) for table in get_args(Table)]
        assert all(next(rows) for rows in running)
        assert store._database.engine.pool.checkedout() == 1  # type: ignore[attr-defined]
        for rows in running:
            rows.close()
    assert store._database.engine.pool.checkedout() == 0  # type: ignore[attr-defined]


def test_an_error_of_who_reads_a_snapshot_is_theirs(full: Store) -> None:
    def fail() -> None:
        with full.snapshot() as snapshot:
            for _ in snapshot.export("statements"):
                raise OSError("elsewhere")

    with pytest.raises(OSError, match="elsewhere"):
        fail()
    with full.snapshot() as snapshot:
        assert next(snapshot.export("articles"))


def test_a_snapshot_that_has_ended_is_told(full: Store) -> None:
    with full.snapshot() as snapshot:
        pass
    with pytest.raises(RetryError):
        next(snapshot.export("articles"))


def test_an_unknown_table_is_told(full: Store) -> None:
    with pytest.raises(UsageError, match="no table"):
        list(full.export("secrets"))  # type: ignore[arg-type]

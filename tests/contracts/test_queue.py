"""The queue of every Store: its order, what waits, what waits again, what is put aside."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pourparler.errors import PourparlerError, RetryError, UsageError
from pourparler.storage import article_id
from pourparler.types import Source
from tests.outcomes import (
    FEED,
    NOW,
    check,
    failed,
    item,
    outcome,
)

if TYPE_CHECKING:
    from pourparler.protocols import Store


def key(name: str) -> str:
    return article_id(item(name).key)


def queue(store: Store, *names: str) -> None:
    store.add_sources([FEED])
    store.note_check(check(), [item(name) for name in names])


def waiting(store: Store, moment: str = NOW) -> list[str]:
    return [entry.item.address.rpartition("/")[2] for entry in store.waiting(100, moment)]


def test_items_are_taken_in_order_of_arrival_and_known_ones_are_ignored(store: Store) -> None:
    queue(store, "b", "a", "b")
    assert store.note_check(check(), [item("a"), item("c"), item("b")]) == 1
    assert waiting(store) == ["b", "a", "c"]
    store.commit([outcome("b")])
    assert store.note_check(check(), [item("b")]) == 0
    assert waiting(store) == ["a", "c"]


def test_a_check_and_its_items_are_kept_together_or_not_at_all(store: Store) -> None:
    store.add_sources([FEED])
    with pytest.raises(UsageError, match="no source"):
        store.note_check(check(source="nobody"), [item("a")])
    assert waiting(store) == []
    with pytest.raises(PourparlerError):
        store.note_check(check(), [item("a"), item("b", address=None)])
    assert waiting(store) == []
    assert store.sources()[0].check is None


def test_a_replay_takes_over_what_is_not_done_elsewhere(store: Store) -> None:
    """At its old place and with fresh tries; what is done, or belongs to a source that is replayed too, stays."""
    queue(store, "a", "b", "c", "d")
    one, two = (Source(f"warc00000000000{n}", "warc", f"/{n}.warc.gz", None, None) for n in (1, 2))
    store.add_sources([one, two])
    store.commit([outcome("a"), failed("b", retry=False), failed("c", retry=True, again="2027-01-01T00:00:00Z")])
    given = [item(name, source=one.id, address=f"/1.warc.gz@{name}") for name in "edcba"]
    assert store.note_check(check(source=one.id), given, replayed=[one.id, two.id]) == 1
    again = [replace(one, source=two.id, address="/2.warc.gz@0") for one in given]
    assert store.note_check(check(source=two.id), again, replayed=[one.id, two.id]) == 0
    now = store.waiting(9, NOW)
    assert [(entry.item.key, entry.item.source, entry.item.address, entry.tries) for entry in now] == [
        (item(name).key, one.id, f"/1.warc.gz@{name}", 0) for name in "bcde"
    ]
    assert store.quarantine().rows == ()
    assert store.next_retry() is None
    assert store.note_check(check(), [item(name) for name in "bcde"]) == 0
    assert [entry.item.source for entry in store.waiting(9, NOW)] == [one.id] * 4


def test_one_run_at_a_time_holds_a_store(store: Store) -> None:
    """Reports and looks go on beside it."""
    with store.alone():
        with pytest.raises(RetryError, match="Another run works on the store"), store.alone():
            pass
        queue(store, "a")
        store.commit([outcome("a")])
    with store.alone():
        assert store.status().articles == 1


def test_sources_take_turns_in_the_queue(store: Store) -> None:
    """So that a run asks many hosts at once, and not one after the other; whatever was noted in between."""
    other = Source("feed000000000002", "feed", "https://other.example/feed", None, None)
    store.add_sources([FEED, other])
    store.note_check(check(), [item(name) for name in "abc"])
    store.commit([outcome("a")])
    store.note_check(check(source=other.id), [item(name, source=other.id) for name in "vw"])
    store.note_check(check(), [item("d")])
    assert waiting(store) == ["v", "b", "w", "c", "d"]
    store.commit([failed("w", retry=True)])
    assert waiting(store) == ["v", "b", "w", "c", "d"]


def test_five_thousand_items_arrive_in_order(store: Store) -> None:
    store.add_sources([FEED])
    many = [item(f"n{number:05d}") for number in range(5_000)]
    assert store.note_check(check(), many) == 5_000
    assert store.note_check(check(), many) == 0
    assert [entry.item for entry in store.waiting(500, NOW)] == many[:500]


def test_an_item_that_may_work_later_waits_until_then(store: Store) -> None:
    queue(store, "a", "b")
    store.commit([failed("a", retry=True, again="2026-03-11T10:00:00+01:00")])
    assert waiting(store, "2026-03-11T08:59:59Z") == ["b"]
    assert store.next_retry() == "2026-03-11T09:00:00Z"
    assert waiting(store, "2026-03-11T09:00:00Z") == ["a", "b"]
    assert [entry.tries for entry in store.waiting(10, "2026-03-12")] == [1, 0]


def test_quarantine_keeps_the_cause_and_gives_items_back(store: Store) -> None:
    queue(store, "a", "b", "c")
    store.commit([failed(name, retry=False) for name in ("a", "b", "c")])
    assert waiting(store) == []
    first = store.quarantine(limit=2)
    rest = store.quarantine(limit=2, after=first.after)
    kept = [*first.rows, *rest.rows]
    assert [entry.item for entry in kept] == [item("a"), item("b"), item("c")]
    assert (kept[0].cause, kept[0].sentence, kept[0].tries) == ("UnreadableError", "a cannot be read.", 1)
    assert rest.after is None
    assert store.retry([item("b").key]) == 1
    assert waiting(store) == ["b"]
    assert store.retry() == 2
    assert waiting(store) == ["a", "b", "c"]
    assert store.retry() == 0


def test_a_done_item_can_be_read_again_and_knows_what_it_was(store: Store) -> None:
    queue(store, "a", "b")
    store.commit([outcome("a"), outcome("b")])
    assert store.requeue([item("b").key, item("a").key, "unknown"]) == 2
    assert waiting(store) == ["a", "b"]
    captured = outcome("a").capture
    assert captured is not None
    assert store.waiting(1, NOW)[0].sha256 == captured.sha256


@pytest.mark.parametrize(
    ("changed", "again"),
    [
        (None, False),
        (NOW, False),
        ("2026-03-11T07:00:00+00:00", False),
        ("2026-03-11T10:30:00+01:00", True),
        ("2026-03-12T00:00:00+00:00", False),  # later than the look that says so
    ],
)
def test_a_done_item_waits_again_where_its_source_says_that_it_was_changed_since(
    store: Store, changed: str | None, *, again: bool
) -> None:
    queue(store, "a", "b")
    store.commit([outcome("a")])
    later = check(moment="2026-03-11T12:00:00Z")
    assert store.note_check(later, [item("a", changed=changed), item("b", changed=changed)]) == 0
    assert waiting(store) == (["a", "b"] if again else ["b"])
    store.commit([outcome("a", moment="2026-03-11T12:00:00Z")])
    store.note_check(later, [item("a", changed=changed)])
    assert waiting(store) == ["b"]


def test_a_source_that_calls_most_of_what_it_has_changed_is_not_believed(store: Store) -> None:
    names = [f"n{number}" for number in range(60)]
    queue(store, *names)
    store.commit([outcome(name) for name in names])
    later, changed = check(moment="2026-03-11T12:00:00Z"), "2026-03-11T11:00:00Z"
    store.note_check(later, [item(name, changed=changed) for name in names])
    assert waiting(store) == []
    store.note_check(later, [item(name, changed=changed if name < "n3" else NOW) for name in names])
    assert len(waiting(store)) == 23


def test_an_article_read_long_ago_is_followed_no_more(store: Store) -> None:
    queue(store, "a")
    store.commit([outcome("a")])
    store.note_check(check(moment="2026-05-11T12:00:00Z"), [item("a", changed="2026-05-11T11:00:00Z")])
    assert waiting(store) == []


def test_an_unchanged_page_leaves_the_article_and_keeps_the_capture(store: Store) -> None:
    queue(store, "a")
    store.commit([outcome("a")])
    before = store.article(key("a"))
    store.requeue([item("a").key])
    store.commit([replace(outcome("a"), reading=None, origin=None, story=None)])
    assert store.article(key("a")) == before
    assert len(store.captures(key("a"))) == 2
    assert waiting(store) == []


def test_the_queue_of_some_sources(store: Store) -> None:
    """Named sources only, each item at its place; an empty choice is no choice of all."""
    other = Source("feed000000000099", "feed", "https://other.example/feed", None, None)
    store.add_sources([FEED, other])
    store.note_check(check(source=FEED.id), [item("a"), item("b")])
    store.note_check(check(source=other.id), [item("c", source=other.id)])
    assert [one.item.key for one in store.waiting(9, NOW, sources=[other.id])] == [item("c").key]
    assert len(store.waiting(9, NOW, sources=[FEED.id, other.id])) == 3
    assert store.waiting(9, NOW, sources=[]) == ()

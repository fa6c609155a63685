"""What every Store holds to: sources, what is committed, and runs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pourparler.errors import PourparlerError, UsageError
from pourparler.rows import Filters
from pourparler.storage import article_id
from pourparler.types import OriginPlacement, Source, Span
from tests import readings
from tests.outcomes import (
    ARKAN,
    BRANDT,
    FEED,
    NOW,
    VELLAND,
    check,
    failed,
    item,
    outcome,
    plain,
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


# sources


def test_a_source_is_added_once_and_takes_a_later_title(store: Store) -> None:
    other = Source("folder0000000001", "folder", "/news", None, None)
    assert store.add_sources([replace(FEED, title=None), other]) == 2
    assert store.add_sources([FEED]) == 0
    assert [row.source for row in store.sources()] == [FEED, other]


def test_health_is_the_last_check_and_counts_failures_in_a_row(store: Store) -> None:
    queue(store, "a", "b", "c")
    store.commit([outcome("a"), failed("b", retry=False)])
    store.note_check(check(status=None, error="No answer.", etag=None, modified=None), [])
    store.note_check(check(status=503, error="Busy.", etag=None, modified=None, again="2026-03-11T09:00:00Z"), [])
    (row,) = store.sources()
    assert row.check == check(status=503, error="Busy.", again="2026-03-11T09:00:00Z")
    assert (row.failures, row.waiting, row.read, row.quarantined) == (2, 1, 1, 1)
    store.note_check(check(), [])
    assert store.sources()[0].failures == 0


def test_validators_outlive_not_modified_and_failures_but_not_a_new_answer(store: Store) -> None:
    queue(store)
    store.note_check(check(status=304, etag=None, modified=None), [])
    assert store.sources()[0].check == check(status=304)
    store.note_check(check(etag=None, modified=None), [])
    assert store.sources()[0].check == check(etag=None, modified=None)


def test_a_removed_source_takes_its_queue_along_and_leaves_what_was_read(store: Store) -> None:
    queue(store, "a", "b")
    store.commit([outcome("a")])
    store.remove(FEED.id)
    assert store.sources() == ()
    assert waiting(store) == []
    assert store.article(key("a")) is not None
    with pytest.raises(UsageError, match="no source"):
        store.remove(FEED.id)


# what is committed


def test_a_reading_comes_back_as_it_was(store: Store) -> None:
    store.commit([outcome("a")])
    given = readings.reading()
    kept = store.reading(key("a"))
    assert kept == replace(given, article=replace(given.article, id=key("a")))
    assert store.reading("nothing") is None


ODD = (
    "",
    "\x00 NUL in the middle \x00",
    "half a pair \ud83d and its other half \ude00",
    "\ufdd0 a sign of our own \ufdd00000",
    "e\u0301 \u202eright to left\u202c 👩‍👩‍👧 \U0010ffff",
    "x" * 300_000,
    "word " * 60_000,
)


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_any_text_comes_back_to_the_letter(store: Store, text: str) -> None:
    made = readings.reading(article=readings.article(text, title=text[:50], byline=text[:50]))
    stretch = (Span(0, len(text)),)
    said = replace(made.statements[0], source=(), cue=(), content=stretch, occasion=None)
    made = replace(made, sentences=(), statements=(said,), positions=(), brief=replace(made.brief, summary=stretch))
    store.commit([outcome("a", made, actors=(), speakers=((text[:50],),))])
    assert store.reading(key("a")) == replace(made, article=replace(made.article, id=key("a")))
    (row,) = store.statements().rows
    assert row.content_words == text
    assert row.actors == (text[:50],)


def test_a_shard_is_committed_whole_or_not_at_all(store: Store) -> None:
    queue(store, "a", "b")
    before = store.status()
    made = readings.reading()
    broken = replace(made, positions=(replace(made.positions[0], kind=None),))  # type: ignore[arg-type]
    with pytest.raises(PourparlerError):
        store.commit([outcome("a"), outcome("b", broken)])
    assert store.status() == before
    assert waiting(store) == ["a", "b"]
    store.commit([outcome("a"), outcome("b")])
    assert store.status().articles == 2


def test_a_replayed_item_need_not_be_in_the_queue(store: Store) -> None:
    store.commit([outcome("a")])
    assert store.article(key("a")) is not None
    assert waiting(store) == []


def test_a_changed_page_makes_a_revision_and_keeps_the_old(store: Store) -> None:
    first, second = "It rained on Monday.", "It rained on Monday and Tuesday."
    store.commit([plain("a", first, title="Rain")])
    store.commit([replace(plain("a", second, title="More rain"), moment="2026-03-12T08:00:00Z")])
    old, new = store.revisions(key("a"))
    assert (old.text, old.title, old.current, old.seen) == (first, "Rain", False, NOW)
    assert (new.text, new.title, new.current) == (second, "More rain", True)
    article = store.article(key("a"))
    assert article is not None
    assert (article.text, article.revision) == (second, new.id)
    assert store.status().articles == 1
    store.commit([plain("a", first, title="Rain")])
    assert [(kept.text, kept.current) for kept in store.revisions(key("a"))] == [(first, True), (second, False)]


def test_rows_of_the_old_revision_are_replaced_and_keep_their_ids_where_the_words_are_the_same(store: Store) -> None:
    store.commit([outcome("a")])
    before = {row.content_words: row.id for row in store.statements().rows}
    made = readings.reading()
    longer = readings.article("Corrected. " + made.article.text)
    moved = [
        replace(
            said,
            content=tuple(Span(s + 11, e + 11) for s, e in said.content),
            source=tuple(Span(s + 11, e + 11) for s, e in said.source),
        )
        for said in made.statements[:2]
    ]
    store.commit([outcome("a", replace(made, article=longer, statements=tuple(moved), positions=()))])
    after = {row.content_words: row.id for row in store.statements().rows}
    assert len(after) == 2
    assert after.items() <= before.items()
    assert store.positions().rows == ()
    assert store.search.find("truce", found="positions").rows == ()


def test_rows_hold_what_pages_need(store: Store) -> None:
    store.commit([outcome("a")])
    first, second, _ = store.statements().rows
    assert (first.speaker, first.role, first.party, first.actors) == (
        "Ilse Brandt",
        "Foreign Minister",
        "Velland",
        ("ilse-brandt", "velland"),
    )
    assert first.kinds == ("precondition",)
    assert " … " in second.content_words
    assert (first.title, first.outlet) == ("Velland sets a condition for talks", "The Kessel Observer")
    offer, condition, _ = store.positions().rows
    assert (offer.kind, offer.hedged, offer.sourcing, offer.actors) == ("offer", True, "unnamed", ("arkan",))
    assert condition.condition_words == "Arkan troops hold the Sorn valley"
    assert condition.statement == first.id
    assert condition.addressees == ("arkan",)
    assert store.statement(first.id) == first
    assert store.position(condition.id) == condition


def test_actors_are_kept_with_roles_and_counted_once_an_origin(store: Store) -> None:
    copy = OriginPlacement(key("a"), "near", "Newswire", (), None)
    store.commit([outcome("a"), outcome("b", origin=copy)])
    row = store.actor("ilse-brandt")
    assert row is not None
    assert (row.name, row.kind, row.roles) == (BRANDT.name, "person", BRANDT.roles)
    assert (row.articles, row.statements, row.positions) == (2, 2, 0)
    assert [kept.id for kept in store.actors().rows] == ["arkan", "ilse-brandt", "velland"]
    assert [kept.id for kept in store.actors(Filters(kind="state")).rows] == ["arkan", "velland"]
    store.commit([outcome("c", actors=(replace(ARKAN, code="ARK GOV"), VELLAND))])
    changed = store.actor("arkan")
    assert changed is not None
    assert changed.code == "ARK GOV"


# runs and reports


def test_runs_begin_and_end(store: Store) -> None:
    first = store.begin_run("sync", NOW)
    second = store.begin_run("replay", NOW)
    store.end_run(first, "2026-03-11T09:00:00Z", [("read", 3), ("quarantined", 1)])
    last, before = store.runs()
    assert (last.id, last.ended) == (second, None)
    assert (before.command, before.counts) == ("sync", (("read", 3), ("quarantined", 1)))
    assert store.status().run == last
    with pytest.raises(UsageError, match="no run"):
        store.end_run("9", NOW)


def test_a_report_is_kept_with_its_words_when_the_statement_goes(store: Store) -> None:
    store.commit([outcome("a")])
    row = store.statements().rows[0]
    report = store.correct("statement", row.id, "speaker", "It was her deputy.", NOW)
    assert store.correct("statement", row.id, "speaker", "It was her deputy.", NOW) == report
    store.commit([plain("a", "Nothing was said.")])
    (kept,) = store.corrections().rows
    assert (kept.id, kept.words, kept.note) == (report, row.content_words, "It was her deputy.")
    assert kept.article == key("a")
    with pytest.raises(UsageError, match="no position"):
        store.correct("position", row.id, "kind", "", NOW)

"""What every Store holds to: origins, stories, and what grouping needs to go on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pourparler.rows import Filters
from pourparler.storage import article_id
from pourparler.types import OriginPlacement, Span, StoryPlacement
from tests import readings
from tests.outcomes import NOW, dated, item, outcome

if TYPE_CHECKING:
    from pourparler.protocols import Store


def key(name: str) -> str:
    return article_id(item(name).key)


def test_statements_count_once_an_origin_and_where_an_outlet_adds_them(store: Store) -> None:
    text = readings.TEXT
    added = readings.find(text, "“We are ready to talk about everything once the last soldier has left,”")
    copy = OriginPlacement(key("a"), "wire", "Newswire", (Span(*added),))
    store.commit([outcome("a"), outcome("b", origin=copy)])
    counted = [row.counted for row in store.statements(Filters(article=key("b"))).rows]
    assert counted == [False, True, False]
    assert len(store.statements(Filters(counted=True)).rows) == 4
    assert len(store.positions(Filters(counted=False)).rows) == 2
    assert store.status().counted == 4
    origin = store.origin(key("a"))
    assert origin is not None
    assert (origin.article, origin.agency) == (key("a"), "Newswire")
    assert [(one.article, one.kind) for one in origin.copies] == [(key("a"), "original"), (key("b"), "wire")]
    assert origin.copies[1].added == (added,)


def test_an_article_that_changes_its_origin_leaves_no_empty_one(store: Store) -> None:
    store.commit([outcome("a"), outcome("b")])
    store.commit([outcome("b", origin=OriginPlacement(key("a"), "exact", shown=key("b")))])
    assert store.origin(key("b")) is None
    origin = store.origin(key("a"))
    assert origin is not None
    assert origin.article == key("b")
    store.commit([outcome("b")])
    left = store.origin(key("a"))
    assert left is not None
    assert left.article == key("a")


def test_a_copy_counts_when_its_original_turns_out_to_be_another_text(store: Store) -> None:
    store.commit([outcome("a"), outcome("b", origin=OriginPlacement(key("a"), "near"))])
    assert store.statements(Filters(article=key("b"), counted=True)).rows == ()
    store.commit([outcome("a", origin=OriginPlacement(key("c"), "original"))])
    origin = store.origin(key("a"))
    assert origin is not None
    assert [(one.article, one.kind) for one in origin.copies] == [(key("b"), "original")]
    assert len(store.statements(Filters(article=key("b"), counted=True)).rows) == 3
    assert len(store.positions(Filters(actor="velland", counted=True)).rows) == 4


def test_a_merged_story_redirects_and_so_does_what_led_to_it(store: Store) -> None:
    store.commit([outcome("a"), outcome("b"), outcome("c")])
    store.commit([outcome("d", story=StoryPlacement(key("b"), "B", merged=((key("a"), key("b")),)))])
    store.commit([outcome("e", story=StoryPlacement(key("c"), "C", merged=((key("b"), key("c")),)))])
    assert store.story_of(key("a")) == key("c")
    assert store.story_of("nothing") is None
    story = store.story(key("a"))
    assert story is not None
    assert (story.id, story.title) == (key("c"), "C")
    assert sorted(story.articles) == sorted(key(name) for name in "abcde")
    assert len(store.statements(Filters(story=key("a"))).rows) == 15
    assert store.status().stories == 1


def test_a_split_story_gets_its_articles_and_its_id_back(store: Store) -> None:
    store.commit([outcome("a"), outcome("b", story=StoryPlacement(key("a"), "A"))])
    split = StoryPlacement(key("a"), "A", moved=((key("b"), key("b")),), titles=((key("b"), "B"),))
    store.commit([outcome("c", story=split)])
    one, other = store.story(key("a")), store.story(key("b"))
    assert one is not None
    assert other is not None
    assert (other.title, other.articles) == ("B", (key("b"),))
    assert sorted(one.articles) == sorted((key("a"), key("c")))
    store.commit([outcome("d", story=StoryPlacement(key("a"), "A", merged=((key("b"), key("a")),)))])
    assert store.story_of(key("b")) == key("a")
    store.commit([outcome("e", story=StoryPlacement(key("a"), "A", moved=((key("b"), key("b")),)))])
    assert store.story_of(key("b")) == key("b")


def test_a_story_that_loses_its_last_article_redirects_to_where_it_went(store: Store) -> None:
    store.commit([outcome("a"), outcome("b")])
    store.commit([outcome("a", story=StoryPlacement(key("b"), "B"))])
    assert store.story_of(key("a")) == key("b")


def test_a_story_is_in_time_order(store: Store) -> None:
    placed = StoryPlacement(key("a"), "A")
    late, early = dated("a", "2026-03-10T09:00:00+02:00"), dated("b", "2026-03-10T06:30:00Z", outlet="Echo")
    store.commit([late, replace(early, story=placed), replace(dated("c", "2026-03-09"), story=placed)])
    story = store.story(key("a"))
    assert story is not None
    assert story.articles == (key("c"), key("b"), key("a"))
    assert (story.first, story.last) == ("2026-03-09", "2026-03-10T09:00:00+02:00")
    assert story.outlets == ("Echo", "The Kessel Observer")
    assert story.origins == (key("c"), key("b"), key("a"))


def test_grouping_is_given_back_in_the_order_of_first_placing(store: Store) -> None:
    store.commit([dated("b", "2026-03-02"), dated("a", "2026-03-05"), dated("c", None)])
    store.commit([dated("b", "2026-03-04")])
    kept = list(store.placed())
    assert [row.article for row in kept] == [key("b"), key("a"), key("c")]
    assert [row.published for row in kept] == ["2026-03-04", "2026-03-05", NOW]
    assert (kept[0].fingerprint, kept[0].sketch) == (b"print b", b"sketch b")
    assert (kept[0].origin, kept[0].story) == (key("b"), key("b"))
    assert [row.article for row in store.placed("2026-03-05")] == [key("a"), key("c")]

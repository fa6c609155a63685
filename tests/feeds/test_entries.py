"""Each kind of row says of itself what a reader of feeds needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pourparler import feeds
from pourparler.rows import Filters
from pourparler.storage import open_store
from tests import libraries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pourparler.protocols import Store


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return a filled store."""
    with open_store(tmp_path_factory.mktemp("library") / "store.sqlite") as store:
        libraries.fill(store)
        yield store


TAME = Filters(outlet="Outlet 1")


def test_an_article_is_shown_with_its_summary(library: Store) -> None:
    row = library.articles(TAME).rows[0]
    made = feeds.entry(row, "http://127.0.0.1/articles/1")
    assert made.title == "Velland sets a condition for talks"
    assert made.summary is not None
    assert made.summary.startswith("Velland will not return to the table")
    assert (made.updated, made.original, made.author) == (row.published, row.url, row.byline)


def test_a_statement_begins_with_who_said_it(library: Store) -> None:
    row = library.statements(Filters(outlet="Outlet 1", kind="precondition")).rows[0]
    made = feeds.entry(row, "http://127.0.0.1/statements/1")
    assert made.title.startswith("Ilse Brandt: ")
    assert made.summary == row.content_words
    assert made.categories == ("precondition",)


def test_a_position_names_holder_kind_and_condition(library: Store) -> None:
    row = library.positions(Filters(kind="precondition")).rows[0]
    made = feeds.entry(row, "http://127.0.0.1/positions/1")
    assert row.condition_words is not None
    assert ", precondition: " in made.title
    assert row.condition_words in made.title


def test_stories_and_origins_say_how_many_articles(library: Store) -> None:
    story = feeds.entry(library.stories().rows[0], "http://127.0.0.1/stories/1")
    origin = feeds.entry(library.origins().rows[0], "http://127.0.0.1/origins/1")
    assert story.summary is not None
    assert story.summary.startswith("1 articles, 1 independent origins")
    assert origin.summary is not None
    assert origin.summary.startswith("1 articles")


def test_what_was_found_has_the_name_of_its_row(library: Store) -> None:
    hit = library.search.find("envoys").rows[0]
    row = library.article(hit.id)
    assert feeds.entry(hit, "http://127.0.0.1/").id == feeds.entry(row, "http://127.0.0.1/").id


def test_every_row_of_a_hostile_store_has_an_entry(library: Store) -> None:
    rows = [
        row
        for listed in (library.articles, library.statements, library.positions, library.stories, library.origins)
        for row in listed(limit=500).rows
    ]
    content = feeds.atom("All", "http://127.0.0.1/", (feeds.entry(row, "http://127.0.0.1/1") for row in rows))
    assert content.count(b"<entry>") == len(rows)


def test_other_things_have_none(library: Store) -> None:
    with pytest.raises(TypeError, match="Status"):
        feeds.entry(library.status(), "http://127.0.0.1/")

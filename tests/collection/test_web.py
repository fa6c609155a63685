"""From a server: feeds and pages fetched, archived and replayed; failures put off or aside."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from pourparler import collection
from pourparler.collection import replay, sync
from pourparler.fetch import Polite
from pourparler.storage import open_store
from tests.collection import world

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    import pytest

    from pourparler.protocols import Store
    from tests.collection.site import Site


def feed_of(kept: Store, site: Site) -> None:
    world.added(kept, f"{site.address}/feed.xml", get=Polite(world.settings()).get)


class Clock:
    """A time of day that is set by hand."""

    def __init__(self) -> None:
        self.time = world.MOMENT

    def __call__(self) -> datetime:
        return self.time


def test_a_feed_is_read_and_every_page_is_archived(kept: Store, archive: Path, site: Site, tmp_path: Path) -> None:
    feed_of(kept, site)
    counts = sync(world.run_of(kept, archive))
    assert (counts.new, counts.read) == (9, 9)
    (row,) = kept.articles(limit=1).rows
    (capture,) = kept.captures(row.id)
    assert capture.place.startswith("pourparler-000001.warc.gz@")
    with open_store(tmp_path / "again.sqlite") as again:
        counts = replay(world.run_of(again, tmp_path / "again.warc"), [str(archive)])
        assert (counts.new, counts.read) == (9, 9)
        ours = {(row.id, row.text) for row in kept.articles().rows}
        assert {(row.id, row.text) for row in again.articles().rows} == ours


def test_twice_fetches_no_page_again(kept: Store, archive: Path, site: Site, tmp_path: Path) -> None:
    feed_of(kept, site)
    sync(world.run_of(kept, archive))
    before, exported = dict(site.asked), world.exported(kept, tmp_path / "one")
    assert sync(world.run_of(kept, archive)) == collection.Counts()
    again = {path: count - before[path] for path, count in site.asked.items() if count != before[path]}
    assert set(again) == {"/feed.xml", "/robots.txt"}
    assert site.unchanged == 1
    assert world.exported(kept, tmp_path / "two") == exported


def test_the_archive_replayed_into_its_own_store_is_nothing_new(kept: Store, archive: Path, site: Site) -> None:
    """Even where pages were redirected: the address asked for is the key, not that of the answer."""
    site.moved["/p/0002.html"] = "/p/moved.html"
    site.pages["moved.html"] = site.pages.pop("0002.html")
    feed_of(kept, site)
    assert sync(world.run_of(kept, archive)).read == 9
    counts = replay(world.run_of(kept, archive), [str(archive)])
    assert (counts.new, counts.read) == (0, 0)
    assert kept.status().articles == 9


def test_a_changed_page_makes_a_revision_and_keeps_the_old(kept: Store, archive: Path, site: Site) -> None:
    feed_of(kept, site)
    clock = Clock()
    sync(world.run_of(kept, archive, now=clock))
    clock.time += timedelta(hours=2)
    site.changed["0004.html"] = clock.time - timedelta(hours=1)
    before = dict(site.asked)
    counts = sync(world.run_of(kept, archive, now=clock))  # the feed says so, the page is as it was
    assert (counts.new, counts.read) == (0, 1)
    assert site.asked["/p/0004.html"] == before["/p/0004.html"] + 1
    assert all(len(kept.revisions(row.id)) == 1 for row in kept.articles().rows)
    clock.time += timedelta(hours=2)
    site.changed["0004.html"] = clock.time - timedelta(hours=1)
    site.pages["0004.html"] = site.pages["0004.html"].replace("the bridge is open", "the bridge is rebuilt")
    assert sync(world.run_of(kept, archive, now=clock)).read == 1
    changed = [row for row in kept.articles().rows if len(kept.revisions(row.id)) == 2]
    assert len(changed) == 1
    old, new = kept.revisions(changed[0].id)
    assert "the bridge is rebuilt" in changed[0].text
    assert new.sha256 != old.sha256
    assert len(kept.captures(changed[0].id)) == 2
    assert sync(world.run_of(kept, archive, now=clock)) == collection.Counts()


def archived(site: Site, tmp_path: Path) -> Path:
    """Return an archive with all pages of the site, made by another store."""
    with open_store(tmp_path / "made.sqlite") as made:
        feed_of(made, site)
        assert sync(world.run_of(made, tmp_path / "made.warc")).read == 9
    return tmp_path / "made.warc"


def test_pages_that_wait_or_were_put_aside_are_read_from_an_archive(
    kept: Store, archive: Path, site: Site, tmp_path: Path
) -> None:
    """The archive has them: nobody need wait for a server that does not answer."""
    made = archived(site, tmp_path)
    feed_of(kept, site)
    for number in range(9):
        site.broken[f"/p/{number:04}.html"] = 404 if number < 4 else 503
    counts = sync(world.run_of(kept, archive))
    assert (counts.new, counts.put_off, counts.put_aside) == (9, 5, 4)
    assert replay(world.run_of(kept, archive), [str(made)]) == collection.Counts(read=9)
    status = kept.status()
    assert (status.articles, status.waiting, status.quarantined) == (9, 0, 0)
    (row,) = kept.articles(limit=1).rows
    assert kept.captures(row.id)[0].place.startswith(f"{made}/pourparler-000001.warc.gz@")
    assert replay(world.run_of(kept, archive), [str(made)]) == collection.Counts()
    assert sync(world.run_of(kept, archive)) == collection.Counts()


def test_of_two_archives_with_the_same_page_the_first_is_read(
    kept: Store, archive: Path, site: Site, tmp_path: Path
) -> None:
    """And a page that the archive itself could not give is not tried again with each replay."""
    made = archived(site, tmp_path) / "pourparler-000001.warc.gz"
    copy = made.with_name("second.warc.gz")
    copy.write_bytes(made.read_bytes())
    assert replay(world.run_of(kept, archive), [str(made), str(copy)]) == collection.Counts(new=9, read=9)
    assert {place.place.partition("@")[0] for row in kept.articles().rows for place in kept.captures(row.id)} == {
        str(made)
    }


def test_a_busy_server_is_tried_again_when_it_is_time(kept: Store, archive: Path, site: Site) -> None:
    clock = Clock()
    feed_of(kept, site)
    site.broken["/p/0003.html"] = 503
    counts = sync(world.run_of(kept, archive, now=clock))
    assert (counts.read, counts.put_off) == (8, 1)
    del site.broken["/p/0003.html"]
    assert sync(world.run_of(kept, archive, now=clock)) == collection.Counts()
    assert site.asked["/p/0003.html"] == 1
    clock.time += timedelta(hours=2)
    assert sync(world.run_of(kept, archive, now=clock)).read == 1
    assert kept.status().articles == 9


def test_a_page_that_fails_for_days_is_put_aside(kept: Store, archive: Path, site: Site) -> None:
    clock = Clock()
    feed_of(kept, site)
    site.broken["/p/0003.html"] = 503
    for _ in range(12):
        sync(world.run_of(kept, archive, now=clock))
        clock.time += timedelta(days=1, hours=1)
    assert kept.status().waiting == 0
    (row,) = kept.quarantine().rows
    assert row.cause == "RetryError"
    assert site.asked["/p/0003.html"] == row.tries == 8


def test_a_page_that_is_not_there_is_put_aside_and_retried_on_demand(kept: Store, archive: Path, site: Site) -> None:
    feed_of(kept, site)
    site.broken["/p/0003.html"] = 404
    counts = sync(world.run_of(kept, archive))
    assert (counts.read, counts.put_aside) == (8, 1)
    del site.broken["/p/0003.html"]
    (row,) = kept.quarantine().rows
    assert kept.retry([row.item.key]) == 1
    assert sync(world.run_of(kept, archive)).read == 1


def test_a_feed_that_fails_keeps_its_validators_and_says_so(kept: Store, archive: Path, site: Site) -> None:
    feed_of(kept, site)
    sync(world.run_of(kept, archive))
    site.broken["/feed.xml"] = 404
    errors: list[str | None] = []
    sync(world.run_of(kept, archive, looked=lambda _, check: errors.append(check.error)))
    assert len(errors) == 1
    assert errors[0]
    (row,) = kept.sources()
    assert row.check is not None
    assert row.check.etag
    assert row.failures == 1


def test_what_breaks_in_fetching_is_one_failure(
    kept: Store, archive: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault in the fetcher itself puts one page aside; the pages behind it are fetched."""
    feed_of(kept, site)
    right = Polite.ask

    def sometimes(self: Polite, request: object) -> object:
        if str(getattr(request, "url", "")).endswith("0004.html"):
            raise ZeroDivisionError("odd")
        return right(self, request)  # type: ignore[arg-type]

    monkeypatch.setattr(Polite, "ask", sometimes)
    counts = sync(world.run_of(kept, archive))
    assert (counts.read, counts.put_aside) == (8, 1)
    assert "ZeroDivisionError" in kept.quarantine().rows[0].sentence


def test_a_list_of_addresses_is_fetched(kept: Store, archive: Path, site: Site, tmp_path: Path) -> None:
    listed = tmp_path / "addresses.txt"
    listed.write_text(f"# two of them\n{site.address}/p/0001.html\n{site.address}/p/0002.html\n", encoding="utf-8")
    world.added(kept, listed)
    assert sync(world.run_of(kept, archive)).read == 2


def test_a_feed_that_became_a_page_is_told(kept: Store, archive: Path, site: Site) -> None:
    feed_of(kept, site)
    site.feed = lambda: b"<!doctype html><html><title>Moved</title><body>Moved</body></html>"  # type: ignore[method-assign]
    errors: list[str | None] = []
    sync(world.run_of(kept, archive, looked=lambda _, check: errors.append(check.error)))
    assert "is an HTML page" in str(errors[0])

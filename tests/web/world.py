"""A small invented world in a store: articles, a copy, a failing source, something put aside, one run."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pourparler import sentences
from pourparler.types import (
    Article,
    Brief,
    Captured,
    Check,
    Failure,
    Item,
    OriginPlacement,
    Outcome,
    Position,
    Reading,
    Source,
    Statement,
    StoryPlacement,
)
from tests.readings import MODEL, find
from tests.web.written import PAGES, PEOPLE, Page

if TYPE_CHECKING:
    from pourparler.protocols import Store

NOW = "2026-03-12T08:00:00Z"
FEED = Source("feed00000000000a", "feed", "https://observer.example/feed", "The Kessel Observer", None)
SITE = Source("site00000000000b", "site", "https://gazette.example/", None, "https://gazette.example/")


def reading(page: Page) -> Reading:
    """Return the reading of a page."""
    text = page.text
    split = sentences.split(text)
    said = tuple(
        Statement(
            (find(text, one.source),),
            (find(text, one.cue),),
            tuple(find(text, words) for words in one.content),
            one.speaker,
            one.sourcing,
            find(text, one.occasion) if one.occasion else None,
            tuple(find(text, words) for words in one.hedges),
            0.91,
        )
        for one in page.said
    )
    held = tuple(
        Position(
            one.kind,
            find(text, one.holder) if one.holder else None,
            find(text, one.act),
            find(text, one.condition) if one.condition else None,
            find(text, one.addressee) if one.addressee else None,
            tuple(find(text, words) for words in one.trigger),
            one.hedged,
            one.statement,
            one.actor,
            0.87,
        )
        for one in page.held
    )
    unclear = tuple(one.span for one in split if "not known" in one.span.of(text) or "unclear" in one.span.of(text))
    article = Article(
        page.id,
        page.address,
        page.outlet,
        page.title,
        page.byline,
        page.published,
        "en",
        "Grain prices rise for a third week",
        None,
        text,
        page.removed,
        hashlib.sha256(text.encode()).hexdigest(),
    )
    return Reading(article, split, said, held, Brief(tuple(one.span for one in split[:3]), unclear), MODEL)


def outcome(page: Page) -> Outcome:
    """Return what a sync commits for a page."""
    by_name = {one.name: one for one in PAGES}
    first = next(one for one in PAGES if one.story == page.story)
    origin = by_name[page.origin or page.name].id
    return Outcome(
        item=Item(page.address, FEED.id, page.address, None, None, None),
        moment=NOW,
        capture=Captured(
            f"pages.warc.gz@{len(page.name)}", hashlib.sha256(page.name.encode()).hexdigest(), NOW, page.address
        ),
        reading=reading(page),
        fingerprint=page.name.encode(),
        sketch=page.name.encode(),
        origin=OriginPlacement(origin, page.copy, page.agency, tuple(find(page.text, words) for words in page.added)),
        story=StoryPlacement(first.id, first.title),
        speakers=tuple(one.actors for one in page.said),
        holders=tuple(one.holders for one in page.held),
        addressees=tuple(one.addressees for one in page.held),
        actors=PEOPLE,
    )


def fill(store: Store) -> None:
    """Put the world into a store, with one failing source, one item put aside, and one run."""
    store.add_sources([FEED, SITE])
    run = store.begin_run("sync", "2026-03-12T07:58:00Z")
    store.note_check(
        Check(SITE.id, NOW, 503, None, None, 0, "gazette.example answered 503; try again later.", None), []
    )
    broken = Item("https://observer.example/broken", FEED.id, "https://observer.example/broken", None, None, None)
    store.note_check(Check(FEED.id, NOW, 200, None, None, 6, None, None), [broken])
    store.commit([outcome(page) for page in PAGES])
    store.commit([Outcome(broken, NOW, failure=Failure("It holds no text.", "UnreadableError", retry=False))])
    store.end_run(run, NOW, (("articles", 5), ("put aside", 1)))


def id_of(name: str) -> str:
    """Return the id of an article of this world."""
    return next(page.id for page in PAGES if page.name == name)

"""Hand-made outcomes: what a sync would commit for articles of our own."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from pourparler.storage import article_id
from pourparler.types import (
    Actor,
    Captured,
    Check,
    Failure,
    Item,
    OriginPlacement,
    Outcome,
    Role,
    Source,
    StoryPlacement,
)
from tests import readings

if TYPE_CHECKING:
    from pourparler.types import Reading

NOW = "2026-03-11T08:00:00Z"
FEED = Source("feed000000000001", "feed", "https://observer.example/feed", "Observer", "https://observer.example/")
VELLAND = Actor("velland", "Velland", "state", "VLL", "VLL GOV", ("Republic of Velland", "Velländ"), ())
ARKAN = Actor("arkan", "Arkan", "state", None, None, (), ())
BRANDT = Actor(
    "ilse-brandt", "Ilse Brandt", "person", None, None, ("Brandt",), (Role("Minister", "velland", "2024", None),)
)


def item(name: str, **fields: object) -> Item:
    """Return an item of the feed."""
    address = f"https://observer.example/{name}"
    return replace(Item(address, FEED.id, address, None, None, None), **fields)  # type: ignore[arg-type]


def check(**fields: object) -> Check:
    """Return a good look at the feed."""
    return replace(Check(FEED.id, NOW, 200, '"v1"', "Tue, 10 Mar 2026", 1, None, None), **fields)  # type: ignore[arg-type]


def outcome(name: str, reading: Reading | None = None, **fields: object) -> Outcome:
    """Return the outcome of an item with a reading of three statements and positions; alone in origin and story."""
    given = reading or readings.reading()
    digest = hashlib.sha256(name.encode()).hexdigest()
    key = article_id(item(name).key)
    made = Outcome(
        item=item(name),
        moment=NOW,
        capture=Captured(f"pages.warc.gz@{len(name)}", digest, NOW, item(name).address),
        reading=given,
        fingerprint=b"print " + name.encode(),
        sketch=b"sketch " + name.encode(),
        origin=OriginPlacement(key, "original"),
        story=StoryPlacement(key, given.article.title or name),
        actors=(VELLAND, ARKAN, BRANDT),
    )
    if reading is None:
        speakers = (("ilse-brandt", "velland"), ("ilse-brandt", "velland"), ())
        holders = (("arkan",), ("velland",), ("velland",))
        made = replace(made, speakers=speakers, holders=holders, addressees=((), ("arkan",), ()))
    return replace(made, **fields)  # type: ignore[arg-type]


def dated(name: str, published: str | None, **fields: object) -> Outcome:
    """Return the same outcome for an article that says when it was published."""
    article = replace(readings.article(), published=published, **fields)  # type: ignore[arg-type]
    return replace(outcome(name), reading=readings.reading(article=article))


def plain(name: str, text: str, **fields: object) -> Outcome:
    """Return an outcome of an article without statements."""
    return outcome(name, readings.plain(text, **fields), actors=())


def failed(name: str, *, retry: bool, again: str | None = None) -> Outcome:
    """Return the outcome of an item that could not be read."""
    failure = Failure(f"{name} cannot be read.", "RetryError" if retry else "UnreadableError", retry, again)
    return Outcome(item(name), NOW, failure=failure)

"""A shard: some captures on their way to readings. What a worker does with one, in whatever process it runs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from pourparler.errors import ModelError, PourparlerError, RetryError, UnreadableError
from pourparler.fetch.names import shown

if TYPE_CHECKING:
    from pourparler.actors import Directory, Mentions
    from pourparler.protocols import Reader
    from pourparler.settings import Settings
    from pourparler.types import Article, Capture, Captured, Failure, Item, Reading

__all__ = ["Page", "Result", "Tools", "failure", "fault", "prepare", "read_shard"]


@dataclass(frozen=True, slots=True)
class Tools:
    """What a worker needs beside its tasks; travels to other processes."""

    settings: Settings
    reader: Reader | None = None  # instead of the model that the settings name; must be able to travel


@dataclass(frozen=True, slots=True)
class Page:
    """One item with what was fetched for it; without capture, it failed, or is as it was when it was read."""

    item: Item
    capture: Capture | None
    kept: Captured | None  # where the capture is kept
    failure: Failure | None = None
    again: str | None = None  # when to try it again if it cannot be read for now; None where it was tried enough


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a page: a reading with its fingerprint and its actors, or a failure.

    The page comes back without its capture: nobody needs the bytes again, and they need not travel back.
    """

    page: Page
    reading: Reading | None = None
    fingerprint: bytes = b""
    mentions: Mentions | None = None
    failure: Failure | None = None


def prepare(tools: Tools) -> None:
    """Load the model and the tables of actors, once a worker.

    Raises:
        ModelError: the model cannot be used; nothing would be read.
    """
    from pourparler import pipeline

    if tools.reader is None:
        pipeline.warm(tools.settings)
    _directory(tools.settings)


@cache
def _directory(settings: Settings) -> Directory:
    from pourparler.actors import Directory

    return Directory.load(settings)


def read_shard(tools: Tools, pages: tuple[Page, ...]) -> tuple[Result, ...]:
    """Read every page of a shard; a page that cannot be read fails alone."""
    return tuple(_read(tools, page) for page in pages)


def _read(tools: Tools, page: Page) -> Result:
    from pourparler import duplicates, pipeline

    if page.capture is None:
        return Result(page, failure=page.failure)
    done = replace(page, capture=None)
    try:
        article = _article(page.item, page.capture)
        reading = pipeline.read_article(article, settings=tools.settings, reader=tools.reader)
        mark = duplicates.fingerprint(article).pack()
        return Result(done, reading, mark, _directory(tools.settings).of_reading(reading))
    except ModelError:
        raise
    except PourparlerError as error:
        return Result(done, failure=failure(_named(error, page.item), page.again))
    except Exception as error:  # noqa: BLE001 - one bad page never stops a run; it is put aside with its cause
        return Result(done, failure=failure(fault(page.item.address, error)))


def failure(error: PourparlerError, again: str | None = None) -> Failure:
    """Return an error as the queue keeps it: put off until ``again`` if it may work later, put aside otherwise."""
    from pourparler.types import Failure

    again = again if isinstance(error, RetryError) else None
    return Failure(str(error), type(error).__name__, again is not None, again)


def fault(name: str, error: Exception) -> UnreadableError:
    """Return what is told of an exception that should not have come."""
    what = f"{type(error).__name__}: {error}"
    return UnreadableError(f"{shown(name)} met a fault of the program ({shown(what)}); please report it.")


def _named(error: PourparlerError, item: Item) -> PourparlerError:
    """Put the item's name before a sentence that does not say it."""
    told, name = str(error), shown(item.address)
    return error if name in told else type(error)(f"{name}: {told}")


def _article(item: Item, capture: Capture) -> Article:
    """Make the article of a capture; what its source says fills what the page leaves open."""
    from pourparler import articles
    from pourparler.sources.lines import record_of
    from pourparler.storage import article_id

    if capture.media_type == "application/json":
        article = articles.from_record(record_of(capture.content, item.address))
    else:
        article = articles.extract(capture)
    return replace(
        article,
        id=article_id(item.key),
        title=article.title or item.title,
        published=article.published or item.published,
    )

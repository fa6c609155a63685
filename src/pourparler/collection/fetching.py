"""From items of the queue to pages: fetched and archived, or opened where they lie, in the order of the queue."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, cast

from pourparler import sources
from pourparler.collection.runs import stamp
from pourparler.collection.shards import Page, failure, fault
from pourparler.errors import NotFoundError, PourparlerError, RetryError
from pourparler.fetch import Request
from pourparler.fetch.crew import Outcome
from pourparler.fetch.names import is_web, shown
from pourparler.types import Captured

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
    from datetime import datetime

    from pourparler.collection.runs import Run
    from pourparler.collection.stopping import Stop
    from pourparler.fetch.polite import Polite
    from pourparler.fetch.warc import Writer
    from pourparler.rows import Waiting
    from pourparler.types import Capture, Failure, Source

__all__ = ["Fetching", "pages"]

PUT_OFF = (600, 3600, 21_600, 86_400)  # seconds until the next try of an item, by the tries that have failed
MOST_TRIES = 8  # an item that has failed so often is put aside; whatever failed was given four days


class Fetching:
    """Fetches many things politely, in order; what breaks unforeseen is one failure and not the end.

    Args:
        polite: fetches.
        stop: ends the waiting.
    """

    def __init__(self, polite: Polite, stop: Stop) -> None:
        self._polite, self._stop = polite, stop

    def each(self, requests: Sequence[Request]) -> Iterator[Outcome]:
        """Yield what came of each request; ends early where the run is to stop."""
        done = 0
        while done < len(requests):
            fetched = cast("Generator[Outcome, None, None]", self._polite.each(requests[done:]))
            try:
                while (outcome := self._stop.waited(partial(next, fetched, None))) is not None:
                    done += 1
                    yield outcome
                done = len(requests)
            except Exception as error:  # noqa: BLE001 - one bad page never stops a run
                yield Outcome(requests[done], None, fault(requests[done].url, error))
                done += 1
            finally:
                fetched.close()


def pages(
    run: Run,
    waiting: Sequence[Waiting],
    known: Mapping[str, Source],
    fetching: Fetching,
    archive: Callable[[], Writer],
) -> Iterator[Page]:
    """Yield a page for each item, in their order; ``archive`` is opened with the first page that is fetched."""
    local = sources.Local(run.tools.settings)
    fetched = fetching.each([Request(one.item.address) for one in waiting if is_web(one.item.address)])
    for one in waiting:
        if not is_web(one.item.address):
            yield _opened(one, known, local, run.now())
        elif (outcome := next(fetched, None)) is not None:
            yield _fetched(one, outcome, archive, run.now())
        else:
            return  # to stop: it stays in the queue


def _fetched(one: Waiting, outcome: Outcome, archive: Callable[[], Writer], now: datetime) -> Page:
    if outcome.answer is None or outcome.answer.capture is None:
        error = outcome.error or RetryError(f"{shown(one.item.address)} sent nothing: try again later.")
        return Page(one.item, None, None, _failed(one, error, now))
    capture = outcome.answer.capture
    if capture.sha256 == one.sha256:
        return Page(one.item, None, None)  # as it was when it was read
    place = archive().append(capture, outcome.answer)
    return Page(one.item, capture, _kept(place, capture), again=_again(one, now))


def _opened(one: Waiting, known: Mapping[str, Source], local: sources.Local, now: datetime) -> Page:
    source = known.get(one.item.source)
    if source is None:
        gone = NotFoundError(
            f"{shown(one.item.address)} belongs to a source that is no longer read: add the source again."
        )
        return Page(one.item, None, None, failure(gone))
    try:
        capture = local.capture(source, one.item)
    except PourparlerError as error:
        return Page(one.item, None, None, _failed(one, error, now))
    except Exception as error:  # noqa: BLE001 - one bad page never stops a run
        return Page(one.item, None, None, failure(fault(one.item.address, error)))
    if capture.sha256 == one.sha256:
        return Page(one.item, None, None)
    return Page(one.item, capture, _kept(one.item.address, capture), again=_again(one, now))


def _kept(place: str, capture: Capture) -> Captured:
    return Captured(place, capture.sha256, stamp(capture.fetched), capture.url)


def _failed(one: Waiting, error: PourparlerError, now: datetime) -> Failure:
    """Put an item off, or aside."""
    least = error.after if isinstance(error, RetryError) else None
    return failure(error, _again(one, now, least or 0.0))


def _again(one: Waiting, now: datetime, least: float = 0.0) -> str | None:
    """Return when an item may be tried again if it fails: later with each failure, and after too many never."""
    if one.tries + 1 >= MOST_TRIES:
        return None
    return stamp(now + timedelta(seconds=max(least, PUT_OFF[min(one.tries, len(PUT_OFF) - 1)])))

"""Looks at sources: what is new there goes into the queue, together with how the look went."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from pourparler import sources
from pourparler.collection.fetching import Fetching
from pourparler.collection.runs import stamp
from pourparler.collection.shards import fault
from pourparler.errors import PourparlerError, RetryError
from pourparler.fetch import Request, from_file
from pourparler.fetch.names import is_web, shown
from pourparler.types import Check

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from pourparler.collection.runs import Run
    from pourparler.fetch.exchange import Answer
    from pourparler.fetch.polite import Polite
    from pourparler.rows import SourceRow
    from pourparler.settings import Settings
    from pourparler.types import Capture, Item, Source

__all__ = ["check"]

_Look = tuple[Check, tuple["Item", ...]]


def check(run: Run, *, polite: Polite | None, only: Sequence[str] | None = None, replayed: Sequence[str] = ()) -> int:
    """Look at every source once, or at those whose ids are given; return how many items are new.

    Each look is committed at once with what it found. What goes wrong is noted with the source, as its health, and
    stops nothing; a source that asked to be left alone for a while is. Without ``polite`` only what lies on this
    machine is looked at. Items of the sources in ``replayed`` are read from there, even if they wait elsewhere.
    """
    moment = run.moment
    rows = [row for row in run.store.sources() if only is None or row.source.id in only]
    due = [row for row in rows if not (row.check and row.check.again and row.check.again > moment)]
    here = [row for row in due if not is_web(row.source.address)]
    there = [row for row in due if polite is not None and is_web(row.source.address)]
    new = 0
    for source, (found, items) in chain(_here(run, here), _remote(run, there, polite) if polite is not None else ()):
        new += run.store.note_check(found, items, replayed=replayed)
        run.looked(source, found)
    return new


def _here(run: Run, rows: Sequence[SourceRow]) -> Iterator[tuple[Source, _Look]]:
    for row in rows:
        if run.stop.wished:
            return
        yield row.source, _local(row.source, run.tools.settings, run.now())


def _local(source: Source, settings: Settings, now: datetime) -> _Look:
    """List what lies on this machine, as far as that can be read."""
    faults: list[str] = []
    items: tuple[Item, ...] = ()
    try:
        if source.kind == "list":
            items = sources.items(source, from_file(source.address, settings), now=now)[0]
        else:
            items = tuple(sources.Local(settings, lambda _place, error: faults.append(str(error))).items(source))
    except PourparlerError as error:
        faults.append(str(error))
    except Exception as error:  # noqa: BLE001 - one bad source never stops a run
        faults.append(str(fault(source.address, error)))
    return Check(source.id, stamp(now), None, None, None, len(items), _summed(faults), None), items


def _summed(faults: Sequence[str]) -> str | None:
    """Return the first of some sentences, and how many more there are."""
    if not faults:
        return None
    return faults[0] + (f" (and {len(faults) - 1:,} more)" if len(faults) > 1 else "")


def _remote(run: Run, rows: Sequence[SourceRow], polite: Polite) -> Iterator[tuple[Source, _Look]]:
    """Ask all servers, several hosts at a time; results in the order of the sources."""
    asked = [
        (row.source.address, row.check.etag, row.check.modified) if row.check else (row.source.address,) for row in rows
    ]
    requests = [Request(address, "feed", *validators) for address, *validators in asked]
    # shorter where it is to stop
    for row, outcome in zip(rows, Fetching(polite, run.stop).each(requests), strict=False):
        source = row.source
        if outcome.answer is None:
            yield source, (_failed(source, outcome.error, run.now()), ())
            continue
        look: _Look | None
        try:
            look = run.stop.waited(partial(_read, source, outcome.answer, polite, run.now()))
        except PourparlerError as error:
            look = _failed(source, error, run.now()), ()
        except Exception as error:  # noqa: BLE001 - one bad source never stops a run
            look = _failed(source, fault(source.address, error), run.now()), ()
        if look is None:
            return
        yield source, look


def _read(source: Source, answer: Answer, polite: Polite, moment: datetime) -> _Look:
    """Read what a server sent, sitemaps that it leads to included; there are no items where nothing has changed."""
    faults: list[str] = []
    items: dict[Item, None] = {}
    further: tuple[str, ...] = ()
    if answer.capture is not None:
        items.update(dict.fromkeys(sources.items(source, answer.capture, now=moment)[0]))
        further = _further(source, answer.capture)
    for address in further:
        try:
            items.update(dict.fromkeys(sources.items(source, polite.get(address), now=moment)[0]))
        except PourparlerError as error:
            faults.append(str(error))
    # an index that has not changed may lead to sitemaps that have: it is always read again
    etag, modified = (None, None) if further else (answer.etag, answer.modified)
    noted = Check(source.id, stamp(moment), answer.status, etag, modified, len(items), _summed(faults), None)
    return noted, tuple(items)


def _further(source: Source, capture: Capture) -> tuple[str, ...]:
    return sources.further(capture) if source.kind == "site" else ()


def _failed(source: Source, error: PourparlerError | None, moment: datetime) -> Check:
    after = error.after if isinstance(error, RetryError) else None
    again = stamp(moment + timedelta(seconds=after)) if after else None
    words = str(error) if error else f"{shown(source.address)} sent nothing: try again later."
    return Check(source.id, stamp(moment), None, None, None, 0, words, again)

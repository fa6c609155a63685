"""Finds the sources that somebody means, and adds them to a store."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pourparler.cli.keeping import opened
from pourparler.cli.output import Output
from pourparler.cli.running import settings_of
from pourparler.cli.telling import fault, tell
from pourparler.cli.waiting import Waiting
from pourparler.errors import PourparlerError, QuarantineError
from pourparler.fetch.names import shown
from pourparler.render.shown import one_line
from pourparler.render.wording import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pourparler.protocols import Store
    from pourparler.settings import Settings
    from pourparler.types import Capture, Source

__all__ = ["add_all", "added_from_web"]


@dataclass(frozen=True, slots=True)
class _Added:
    """A source that was found, and whether it is new to the store."""

    source: Source
    new: bool


def add_all(given: Sequence[str], place: str | None, *, as_json: bool, quiet: bool) -> int:
    """Add what is given, one after the other, and say what was found; return 3 where something could not be."""
    from pourparler.fetch import Polite

    settings = settings_of(store=place)
    get = Polite(settings).get
    failed = 0
    with opened(settings, make=True) as store, Output(None) as output, Waiting(len(given), quiet=quiet) as waiting:
        for name in given:
            waiting.step(name)
            try:
                found = _found(name, settings, get)
            except Exception as error:  # noqa: BLE001 - one that is wrong does not keep the others out
                failed += 1
                with waiting.aside():
                    tell(_cause(name, error))
            else:
                lines = [_line(name, one, as_json=as_json) for one in _added(store, found)]
                with waiting.aside():
                    output.write("".join(lines))
            waiting.advance()
    return QuarantineError.exit_code if failed else 0


def _found(given: str, settings: Settings, get: Callable[[str], Capture]) -> tuple[Source, ...]:
    from pourparler.sources import discover

    return discover(given, settings, get=get)


def _added(store: Store, found: Sequence[Source]) -> tuple[_Added, ...]:
    known = {row.source.id for row in store.sources()}
    store.add_sources(found)
    return tuple(_Added(source, source.id not in known) for source in found)


def _cause(name: str, error: Exception) -> str:
    told = str(error) if isinstance(error, PourparlerError) else fault(error)
    return told if shown(name).casefold() in told.casefold() else f"{shown(name)}: {told}"


def _line(given: str, one: _Added, *, as_json: bool) -> str:
    source = one.source
    if as_json:
        from pourparler.exports import record

        return json.dumps({"given": given, "new": one.new, **record(source)}, ensure_ascii=False) + "\n"
    title = f" · {one_line(source.title)}" if source.title else ""
    return f"{'added' if one.new else 'known'}  {source.kind} {one_line(source.address)}{title} ({source.id})\n"


def added_from_web(store: Store, settings: Settings, given: str) -> str:
    """Add the source at an address that a reader of the pages gives, and say what was added.

    Only addresses are taken: whoever reads the pages is not to learn what lies on this machine.

    Raises:
        PourparlerError: nothing can be added from there.
    """
    from pourparler.fetch import Polite

    address = given.strip()
    if not address.lower().startswith(("http://", "https://")):
        address = f"https://{address}"
    found = _added(store, _found(address, settings, Polite(settings).get))
    new = [one.source for one in found if one.new]
    if not new:
        return "It was there already; nothing was added."
    named = ", ".join(one_line(source.title or source.address) for source in new[:5])
    more = f" and {len(new) - 5} more" if len(new) > 5 else ""
    return f"{plural(len(new), 'source')} added: {named}{more}."

"""Whom we read and how it goes: sources with their health, the queue, quarantine, the last runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from pourparler.errors import PourparlerError, RetryError
from pourparler.web import answers, forms
from pourparler.web.site import site_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["add_source", "sources", "status"]

_LONGEST_ADDRESS = 2_000
_QUARANTINED = 50
_RUNS = 20


def sources(request: Request) -> Response:
    """Show all sources with their health, and the form that adds one."""
    return _sources(request, given="", wrong=None, told=None)


def _sources(request: Request, *, given: str, wrong: str | None, told: str | None, status: int = 200) -> Response:
    site = site_of(request)
    context = {
        "can_add": site.add_source is not None,
        "given": given,
        "rows": site.store.sources(),
        "told": told,
        "wrong": wrong,
    }
    links = [("alternate", "/sources.json"), ("alternate", "/sources.csv")]
    return answers.page(request, "sources", context, status=status, links=links)


async def add_source(request: Request) -> Response:
    """Add the source that the form names."""
    fields = await forms.read(request)
    given = forms.field(fields, "address", _LONGEST_ADDRESS)
    add = site_of(request).add_source
    if add is None:
        raise HTTPException(403, "Sources are added from the command line here.")
    told = wrong = None
    status = 200
    if not given:
        wrong, status = "Give the address of a feed or of a site.", 400
    else:
        try:
            told = await run_in_threadpool(add, given)
        except PourparlerError as error:
            wrong, status = str(error), 503 if isinstance(error, RetryError) else 400
    return await run_in_threadpool(
        _sources, request, given="" if told else given, wrong=wrong, told=told, status=status
    )


def status(request: Request) -> Response:
    """Show how much there is, what failed, what was put aside, and the last runs."""
    site = site_of(request)
    quarantined = site.store.quarantine(limit=_QUARANTINED)
    context = {
        "failing": [row for row in site.store.sources() if row.check and row.check.error],
        "more": quarantined.after is not None,
        "quarantined": quarantined.rows,
        "runs": site.store.runs(_RUNS),
        "status": site.status(),
    }
    names = ("quarantine.json", "quarantine.csv", "runs.json", "runs.csv")
    return answers.page(request, "status", context, links=[("alternate", f"/{name}") for name in names])

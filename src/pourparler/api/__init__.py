"""What programs are given: the interface under ``/api/v1``, and the JSON and CSV twins of every page.

Pages that have twins use the same few functions as the interface itself::

    asked = api.asked("statements", request.query_params)          # UsageError where it makes no sense
    page = store.statements(asked.filters, limit=asked.limit, after=asked.after)
    links = api.links(request, page.after)                         # first, next
    return api.answer(request, api.as_json(page), "application/json", links)
    return api.answer(request, b"".join(api.as_csv(page.rows, StatementRow)), "text/csv", links)
    return api.problem(error, request)                             # any exception
"""

from __future__ import annotations

from pourparler.api.answering import answer, links
from pourparler.api.application import application
from pourparler.api.asking import asked
from pourparler.api.problems import problem
from pourparler.api.twins import as_csv, as_json, record

__all__ = ["answer", "application", "as_csv", "as_json", "asked", "links", "problem", "record"]

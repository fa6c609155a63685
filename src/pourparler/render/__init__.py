"""A reading as people and programs see it: a record, a terminal page, a listing, an HTML page, Markdown.

Each takes a :class:`~pourparler.types.Reading` and returns text; none of them prints.
"""

from __future__ import annotations

from pourparler.render.markdown import markdown
from pourparler.render.page import html
from pourparler.render.records import line, record
from pourparler.render.shown import one_line
from pourparler.render.terminal import listing, terminal

__all__ = ["html", "line", "listing", "markdown", "one_line", "record", "terminal"]

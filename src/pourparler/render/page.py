"""The brief as one HTML page that needs nothing else: no script, no font, no picture, no request.

The page's policy (Content-Security-Policy) forbids everything but the one style sheet in it, which is named by its
digest; Jinja escapes every word that comes from outside.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from pourparler.render import highlighting, listed, quoting, wording
from pourparler.render.shown import one_line, visible

if TYPE_CHECKING:
    from jinja2 import Template

    from pourparler.types import Reading

__all__ = ["html"]


@lru_cache(maxsize=1)
def _template() -> tuple[Template, str, str]:
    """Load template and style sheet once; return them with the style sheet's digest as the policy names it."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    folder = resources.files("pourparler.render")
    style = (folder / "page.css").read_text("utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["visible"] = visible
    environment.filters["one_line"] = one_line
    environment.filters["plural"] = wording.plural
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    # our own file, to the letter: escaping it would change it, and it holds nothing from outside
    return environment.from_string((folder / "page.html.jinja").read_text("utf-8")), Markup(style), digest  # noqa: S704


def _article(reading: Reading, prefix: str) -> dict[str, Any]:
    quoting.checked(reading)
    article, order = reading.article, quoting.ranked(reading.positions)
    outlet = one_line(article.outlet or "")
    return {
        "prefix": prefix,
        "article": article,
        "link": wording.link(article.url),
        "language": wording.language(article.language),
        "caution": wording.caution(reading),
        "outlet": outlet,
        "imprint": wording.imprint(article)[1 if outlet else 0 :],  # the outlet has a line of its own
        "summary": listed.quotes(reading, reading.brief.summary, prefix),
        "unclear": listed.quotes(reading, reading.brief.unclear, prefix),
        "positions": [listed.position(reading, number, index) for number, index in enumerate(order, 1)],
        "statements": listed.statements(reading),
        "paragraphs": highlighting.anchored(highlighting.paragraphs(reading, order), prefix),
        "model": wording.model(reading),
    }


def html(*readings: Reading) -> str:
    """Return one self-contained HTML page with the brief of each reading, in the order given.

    Raises:
        pourparler.errors.PourparlerError: A line of a summary does not stand in its text to the letter.
    """
    template, style, digest = _template()
    articles = [_article(reading, "" if at == 0 else f"a{at + 1}-") for at, reading in enumerate(readings)]
    page = template.render(articles=articles, style=style, digest=digest, no_position=wording.NO_POSITION)
    # half a surrogate pair has been made visible wherever text is shown; this is for what is not shown (addresses)
    return page.encode("utf-8", "replace").decode("utf-8")

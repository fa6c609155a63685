"""The brief as one HTML page that needs nothing else: no script, no font, no picture, no request.

The page's policy (Content-Security-Policy) forbids everything but the one style sheet in it, which is named by its
digest; Jinja escapes every word that comes from outside.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from pourparler.render import highlighting, quoting, wording
from pourparler.render.shown import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Template

    from pourparler.types import Position, Reading, Span

__all__ = ["html"]


@dataclass(frozen=True, slots=True)
class _Quote:
    """A sentence of the article and the place to open it at."""

    words: str
    target: str | None


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


def _quotes(reading: Reading, spans: Sequence[Span], prefix: str) -> list[_Quote]:
    text, quotes = reading.article.text, []
    for span in spans:
        at = quoting.sentence_of(reading.sentences, span.start)
        quotes.append(_Quote(span.of(text), None if at is None else f"{prefix}s{at}"))
    return quotes


def _position(reading: Reading, number: int, position: Position) -> dict[str, Any]:
    text = reading.article.text
    known = position.statement is not None and 0 <= position.statement < len(reading.statements)
    statement = reading.statements[position.statement] if known and position.statement is not None else None
    return {
        "number": number,
        "kind": position.kind,
        "label": wording.KINDS[position.kind],
        "holder": wording.holder(text, position),
        "act": quoting.act_pieces(text, position),
        "condition": quoting.condition_pieces(text, position),
        "towards": quoting.towards(text, position),
        "hedged": position.hedged,
        "teller": statement and wording.word_of(text, statement),
        "sourcing": statement and wording.SOURCING[statement.sourcing],
        "statement": position.statement + 1 if statement and position.statement is not None else None,
    }


def _statements(reading: Reading) -> list[dict[str, Any]]:
    text = reading.article.text
    return [
        {
            "number": number,
            "teller": wording.word_of(text, statement),
            "sourcing": wording.SOURCING[statement.sourcing],
            "occasion": statement.occasion and statement.occasion.of(text),
            "hedges": [span.of(text) for span in statement.hedges],
            "cue": statement.cue[0].of(text) if statement.cue else None,
            "content": quoting.content_pieces(text, statement.content),
            "placed": any(span.of(text).strip() for span in statement.content or statement.cue or statement.source),
        }
        for number, statement in enumerate(reading.statements, 1)
    ]


def _article(reading: Reading, prefix: str) -> dict[str, Any]:
    quoting.checked(reading)
    article, order = reading.article, quoting.ranked(reading.positions)
    outlet = one_line(article.outlet or "")
    return {
        "prefix": prefix,
        "article": article,
        "link": wording.link(article.url),
        "language": wording.language(article.language),
        "caution": wording.caution(article),
        "outlet": outlet,
        "imprint": wording.imprint(article)[1 if outlet else 0 :],  # the outlet has a line of its own
        "summary": _quotes(reading, reading.brief.summary, prefix),
        "unclear": _quotes(reading, reading.brief.unclear, prefix),
        "positions": [_position(reading, number, reading.positions[index]) for number, index in enumerate(order, 1)],
        "statements": _statements(reading),
        "paragraphs": _numbered(highlighting.paragraphs(reading, order), prefix),
        "model": wording.model(reading),
    }


def _numbered(
    paragraphs: Sequence[Sequence[highlighting.Block]], prefix: str
) -> list[list[tuple[str | None, highlighting.Block]]]:
    """Give each sentence its anchor; one that runs over a paragraph's end has it once."""
    seen: set[int] = set()
    result: list[list[tuple[str | None, highlighting.Block]]] = []
    for paragraph in paragraphs:
        blocks: list[tuple[str | None, highlighting.Block]] = []
        for block in paragraph:
            fresh = block.sentence is not None and block.sentence not in seen
            if block.sentence is not None:
                seen.add(block.sentence)
            blocks.append((f"{prefix}s{block.sentence}" if fresh else None, block))
        result.append(blocks)
    return result


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

"""Hand-made readings: what the pipeline would give for an article of our own, with every field in use."""

from __future__ import annotations

import hashlib

from pourparler import sentences
from pourparler.types import (
    Article,
    Brief,
    ModelInfo,
    Position,
    Reading,
    Span,
    Speaker,
    Statement,
)

MODEL = ModelInfo("fake-reader", "2026.11", "0123456789abcdef" * 4)

TEXT = (
    "Velland will not return to the table while Arkan troops hold the Sorn valley, Foreign Minister Ilse Brandt "
    "told reporters in Port Kessel on Tuesday.\n\n"
    "“We are ready to talk about everything once the last soldier has left,” she said. “Not a day before.”\n\n"
    "Arkan officials, who asked not to be named, called the demand “a pretext” and reportedly offered a truce of "
    "ten days.\n\n"
    "It remains unclear whether the envoys will meet again this month."
)


def find(text: str, words: str) -> Span:
    """Return where ``words`` stand in ``text`` for the first time."""
    start = text.index(words)
    return Span(start, start + len(words))


def article(text: str = TEXT, **fields: object) -> Article:
    """Return an article of invented facts; ``fields`` replace its own."""
    given: dict[str, object] = {
        "id": "kessel-1",
        "url": "https://observer.example/world/sorn?a=1&b=2",
        "outlet": "The Kessel Observer",
        "title": "Velland sets a condition for talks",
        "byline": "Mara Lindqvist",
        "published": "2026-03-10",
        "language": "en",
        "previous": "Grain prices rise for a third week",
        "next": "Bridge over the Sorn reopens",
        "text": text,
        "removed": ("No time to read?", "Get a summary", "Share this article"),
        "sha256": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
    }
    return Article(**{**given, **fields})  # type: ignore[arg-type]


def reading(**fields: object) -> Reading:
    """Return a reading with three statements, three positions and every optional field filled at least once."""
    text = TEXT
    minister = Speaker("Ilse Brandt", "Foreign Minister", "Velland")
    statements = (
        Statement(
            source=(find(text, "Foreign Minister Ilse Brandt"),),
            cue=(find(text, "told"),),
            content=(find(text, "Velland will not return to the table while Arkan troops hold the Sorn valley"),),
            speaker=minister,
            sourcing="named",
            occasion=find(text, "told reporters in Port Kessel on Tuesday"),
            hedges=(),
            score=0.987654,
        ),
        Statement(
            source=(find(text, "she"),),
            cue=(find(text, "said"),),
            content=(
                find(text, "“We are ready to talk about everything once the last soldier has left,”"),
                find(text, "“Not a day before.”"),
            ),
            speaker=minister,
            sourcing="named",
            occasion=None,
            hedges=(),
            score=0.9,
        ),
        Statement(
            source=(find(text, "Arkan officials, who asked not to be named"),),
            cue=(find(text, "called"),),
            content=(find(text, "the demand “a pretext”"),),
            speaker=None,
            sourcing="unnamed",
            occasion=None,
            hedges=(find(text, "reportedly"),),
            score=0.7,
        ),
    )
    positions = (
        Position(
            kind="offer",
            holder=find(text, "Arkan officials"),
            act=find(text, "a truce of ten days"),
            condition=None,
            addressee=None,
            trigger=(find(text, "offered"),),
            hedged=True,
            statement=2,
            actor="Arkan",
            score=0.6,
        ),
        Position(
            kind="precondition",
            holder=find(text, "Velland"),
            act=find(text, "return to the table"),
            condition=find(text, "Arkan troops hold the Sorn valley"),
            addressee=find(text, "Arkan"),
            trigger=(find(text, "will not"), find(text, "while")),
            hedged=False,
            statement=0,
            actor=None,
            score=0.95,
        ),
        Position(
            kind="precondition",
            holder=find(text, "We"),
            act=find(text, "talk about everything"),
            condition=find(text, "the last soldier has left"),
            addressee=None,
            trigger=(find(text, "ready to"), find(text, "once")),
            hedged=False,
            statement=1,
            actor="Velland",
            score=0.9,
        ),
    )
    split = sentences.split(text)
    given: dict[str, object] = {
        "article": article(),
        "sentences": split,
        "statements": statements,
        "positions": positions,
        "brief": Brief(summary=(split[0].span, split[1].span), unclear=(split[-1].span,)),
        "model": MODEL,
    }
    return Reading(**{**given, **fields})  # type: ignore[arg-type]


def plain(text: str, **fields: object) -> Reading:
    """Return a reading of ``text`` in which nothing was found; its summary is the first sentence."""
    split = sentences.split(text)
    brief = Brief(summary=tuple(sentence.span for sentence in split[:1]), unclear=())
    return Reading(article(text, **fields), split, (), (), brief, MODEL)

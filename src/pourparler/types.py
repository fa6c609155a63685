"""The records that pass between rooms: frozen, and in the order in which an article meets them.

Offsets are half-open indices of Python string characters into ``Article.text``, which never changes:
``span.of(article.text)`` is the quotation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

Kind = Literal["precondition", "demand", "offer", "refusal", "commitment", "threat", "support", "criticism"]
Sourcing = Literal["named", "office", "unnamed", "document", "none"]


class Span(NamedTuple):
    """A stretch of an article's text: ``text[start:end]``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words that the span covers in ``text``."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Say whether ``other`` lies within this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Capture:
    """Something as it was received: bytes, how they were labelled, and when (UTC)."""

    content: bytes
    url: str | None  # after redirects; None for files and standard input
    name: str  # what the user called it: address, path, "-" or path:line
    media_type: str | None  # lower case, without parameters: "text/html"
    charset: str | None  # as the header declares it
    fetched: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its words without page furniture, and what the page says about it."""

    id: str
    url: str | None
    outlet: str | None
    title: str | None
    byline: str | None
    published: str | None  # ISO 8601: date, or date and time with zone
    language: str | None  # ISO 639-1
    previous: str | None  # title of the article that the page calls previous
    next: str | None
    text: str  # paragraphs separated by an empty line
    removed: tuple[str, ...]  # page furniture cut from the text, in page order
    sha256: str  # of the text, UTF-8


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, headline or list item; ``paragraph`` counts from 0."""

    span: Span
    paragraph: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """What the reader model marks: who (source) says (cue) what (content)."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Frame:
    """What the reader model marks: one stand that a party takes in a sentence."""

    kind: Kind
    holder: Span | None
    act: Span
    condition: Span | None
    addressee: Span | None
    trigger: tuple[Span, ...]
    hedged: bool
    score: float


@dataclass(frozen=True, slots=True)
class Labels:
    """All that one pass of the reader marks in an article, in reading order."""

    attributions: tuple[Attribution, ...]
    frames: tuple[Frame, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, resolved within the article; ``role`` in the article's own words."""

    name: str
    role: str | None
    actor: str | None  # the party spoken for, where the article allows: "Russia"


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what, on what occasion, how well sourced and how hedged."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: Speaker | None
    sourcing: Sourcing
    occasion: Span | None
    hedges: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Position:
    """What a party will do, on what condition, what it demands ...: see the guide to kinds in the docs."""

    kind: Kind
    holder: Span | None
    act: Span
    condition: Span | None
    addressee: Span | None
    trigger: tuple[Span, ...]
    hedged: bool
    statement: int | None  # index into Reading.statements
    actor: str | None  # the holder resolved within the article: "Moscow" -> "Russia", "he" -> a name
    score: float


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Which model read: enough to repeat it."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Brief:
    """Sentences picked from an article, in reading order; every one stands in its text to the letter."""

    summary: tuple[Span, ...]
    unclear: tuple[Span, ...]  # where the text itself says what is not known


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that is known about one article after reading it."""

    article: Article
    sentences: tuple[Sentence, ...]
    statements: tuple[Statement, ...]
    positions: tuple[Position, ...]
    brief: Brief
    model: ModelInfo

"""What a store hands out: flat, frozen rows that hold everything pages and exports need.

A row has scalars, spans, and tuples of them. Rows that are exported hold nothing that depends on when articles were
read: no fetch time, no arrival number, no place in a WARC file. Those are in ``Revision`` and ``Captured``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

if TYPE_CHECKING:
    from pourparler.types import (
        ActorKind,
        Check,
        Copy,
        CopyKind,
        Item,
        Kind,
        ModelInfo,
        Role,
        Source,
        Sourcing,
        Span,
    )

Row = TypeVar("Row")
Table = Literal["articles", "statements", "positions", "actors", "stories", "origins"]
Found = Literal["articles", "statements", "positions"]


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a list, and where the next begin."""

    rows: tuple[Row, ...]
    after: str | None  # opaque: give it back as ``after``; None where the list ends


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; all that are given must hold."""

    actor: str | None = None  # Actor.id
    kind: str | None = None  # Kind of a position; of a statement: a position in it; of an actor: ActorKind
    sourcing: str | None = None  # Sourcing of a statement, or of the statement that a position stands in
    outlet: str | None = None  # name as articles have it, case and spacing apart
    source: str | None = None  # Source.id
    since: str | None = None  # ISO date, month or year: from its first day
    until: str | None = None  # ISO date, month or year: to its last day, inclusive
    article: str | None = None
    origin: str | None = None
    story: str | None = None  # redirects are followed
    counted: bool | None = None  # True: each origin once; False: only repetitions in copies


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in its current revision."""

    id: str
    revision: str
    source: str  # Source.id
    external_id: str | None  # its own id in a JSONL file
    url: str | None
    outlet: str | None
    title: str | None
    byline: str | None
    published: str | None
    language: str | None
    previous: str | None
    next: str | None
    text: str
    sha256: str  # of the text
    removed: tuple[str, ...]
    summary: tuple[Span, ...]
    unclear: tuple[Span, ...]
    model: ModelInfo
    origin: str | None
    copy: CopyKind | None
    added: tuple[Span, ...]
    story: str | None
    statements: int
    positions: int


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement with its words (pieces joined by " … ") and where it stands."""

    id: str  # stable as long as the article says it in these words
    article: str
    place: int  # its index among the article's statements
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    occasion: Span | None
    hedges: tuple[Span, ...]
    source_words: str
    cue_words: str
    content_words: str
    occasion_words: str | None
    speaker: str | None
    role: str | None
    party: str | None  # Speaker.actor, in the article's words
    sourcing: Sourcing
    actors: tuple[str, ...]  # Actor ids, the main one first
    kinds: tuple[Kind, ...]  # of the positions in it
    score: float
    counted: bool  # False where a copy repeats what its origin already says
    origin: str | None
    story: str | None
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A position with its words and where it stands."""

    id: str
    article: str
    place: int  # its index among the article's positions
    kind: Kind
    holder: Span | None
    act: Span
    condition: Span | None
    addressee: Span | None
    trigger: tuple[Span, ...]
    holder_words: str | None
    act_words: str
    condition_words: str | None
    addressee_words: str | None
    hedged: bool
    statement: str | None  # StatementRow.id
    speaker: str | None  # of that statement
    sourcing: Sourcing | None  # of that statement
    actor: str | None  # the holder, resolved within the article
    actors: tuple[str, ...]  # Actor ids of the holder, the main one first
    addressees: tuple[str, ...]  # Actor ids
    score: float
    counted: bool
    origin: str | None
    story: str | None
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor, and how much is known of it; statements and positions once an origin."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    code: str | None
    aliases: tuple[str, ...]
    roles: tuple[Role, ...]
    articles: int
    statements: int
    positions: int


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story: its articles in time order."""

    id: str  # stable: that of its first article; a merged story's id redirects
    title: str  # of one of its articles
    articles: tuple[str, ...]
    origins: tuple[str, ...]  # in the order of their first article in the story
    outlets: tuple[str, ...]  # sorted
    first: str | None  # earliest and latest time of publication, as its articles give it
    last: str | None


@dataclass(frozen=True, slots=True)
class OriginRow:
    """An independent text with its copies, the original first; statements are counted once an origin."""

    id: str  # stable: that of its first article
    article: str  # shown for it
    agency: str | None  # wire agency that wrote it: "Reuters"
    copies: tuple[Copy, ...]  # its articles in the order in which they were placed, the original included
    story: str | None  # of the shown article, as are title, outlet and time
    title: str | None
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source and its health."""

    source: Source
    check: Check | None  # the last one; its validators are those of the last good answer
    failures: int  # failed checks in a row
    waiting: int  # its items, by state
    read: int
    quarantined: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item of the queue."""

    item: Item
    tries: int  # failed ones so far
    sha256: str | None  # of the bytes captured last time, if there was one


@dataclass(frozen=True, slots=True)
class Quarantined:
    """An item that was put aside, and why."""

    item: Item
    cause: str
    sentence: str
    moment: str
    tries: int


@dataclass(frozen=True, slots=True)
class Revision:
    """An article's text as it stood at one time."""

    id: str
    article: str
    title: str | None
    text: str
    sha256: str
    seen: str  # when it was first read, ISO 8601, UTC
    current: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """What grouping needs to know again of an article."""

    article: str
    published: str  # when it counts as published: the page's word, else the feed's, else when it was fetched
    origin: str | None
    story: str | None
    fingerprint: bytes
    sketch: bytes


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command that writes."""

    id: str
    command: str
    began: str
    ended: str | None  # None: running, or killed
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """What a reader says is wrong with a statement or a position; kept even when the article changes."""

    id: str
    target: Literal["statement", "position"]
    row: str  # StatementRow.id or PositionRow.id
    article: str
    words: str  # as they stood when the report was made
    wrong: str  # what is wrong: a field's name, or "everything"
    note: str
    moment: str


@dataclass(frozen=True, slots=True)
class Status:
    """How much there is."""

    sources: int
    failing: int  # sources whose last check failed
    waiting: int
    quarantined: int
    articles: int
    statements: int
    counted: int  # statements, once an origin
    positions: int
    actors: int
    stories: int
    origins: int
    run: Run | None  # the last


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: what, where, and its words with the places where the query matches."""

    found: Found
    id: str  # of the article, statement or position
    article: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    snippet: str  # a stretch of the text as it stands, to the letter
    marks: tuple[Span, ...]  # in the snippet
    span: Span | None  # of the snippet in the article's text; None for statements in pieces
    score: float  # higher is better; comparable within one query only

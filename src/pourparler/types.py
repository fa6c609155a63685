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
EntityKind = Literal["person", "organisation", "place", "arms"]  # arms: military units, weapons, military vehicles
EventClass = Literal["none", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
SourceKind = Literal["feed", "site", "list", "folder", "warc", "jsonl"]
ActorKind = Literal["state", "organisation", "group", "office", "person", "place", "unknown"]
CopyKind = Literal["original", "exact", "near", "wire"]


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
class Entity:
    """A name in the text: of a person, an organisation, a place, or a military unit or weapon."""

    kind: EntityKind
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Sense:
    """What the reader model says of one sentence as a whole."""

    sentence: int  # index into Reading.sentences
    hedge: float  # 0 to 1: how likely it is that the writer does not vouch for it
    event: EventClass  # what kind of deed or word it tells of, after PLOVER's four classes
    event_score: float


@dataclass(frozen=True, slots=True)
class Labels:
    """All that one pass of the reader marks in an article, in reading order."""

    attributions: tuple[Attribution, ...]
    frames: tuple[Frame, ...]
    entities: tuple[Entity, ...] = ()
    senses: tuple[Sense, ...] = ()
    vector: tuple[float, ...] = ()  # mean embedding of the sentences, length 1: for finding articles alike in content


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
    entities: tuple[Entity, ...] = ()
    senses: tuple[Sense, ...] = ()
    vector: tuple[float, ...] = ()  # see Labels; no store keeps it


@dataclass(frozen=True, slots=True)
class Source:
    """One place that is read again and again, or once: a feed, a site, a list of addresses, a folder, a file."""

    id: str  # 16 hex digits of the SHA-256 of kind and address
    kind: SourceKind
    address: str  # canonical URL or absolute path
    title: str | None
    site: str | None  # the page a feed belongs to


@dataclass(frozen=True, slots=True)
class Item:
    """One article that waits to be read: where it is, and what its source already says of it."""

    key: str  # canonical URL, or "source id:external id" for lines of a file: the same article has one key
    source: str  # Source.id
    address: str  # URL, path, "path:line" or "path@offset" (WARC record)
    title: str | None
    published: str | None  # ISO 8601, as the feed or sitemap says
    external_id: str | None  # an article's own id in a JSONL file
    changed: str | None = None  # ISO 8601: when the source says that it was changed last; no store keeps it


@dataclass(frozen=True, slots=True)
class Check:
    """What one look at a source gave: validators for the next, and its health."""

    source: str
    moment: str  # ISO 8601, UTC
    status: int | None  # HTTP status, None where no server is asked
    etag: str | None
    modified: str | None  # Last-Modified, as the server wrote it
    found: int  # entries in it
    error: str | None  # one sentence, None where all went well
    again: str | None  # not before this moment (Retry-After, backoff)


@dataclass(frozen=True, slots=True)
class Copy:
    """One article of an origin, and what its outlet added to the origin's words."""

    article: str
    kind: CopyKind
    added: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """An office held: "Minister of Defence", from and until when (ISO dates, None where open or not known)."""

    title: str
    party: str | None  # Actor.id of the state or organisation served
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who takes stands over articles: a state, an organisation, an armed group, an office, a person."""

    id: str  # "russia", "sergei-shoigu"; an unknown one is named after its words: "unknown:john-doe"
    name: str
    kind: ActorKind
    country: str | None  # ISO 3166-1 alpha-3
    code: str | None  # PLOVER actor code: "RUS GOV"
    aliases: tuple[str, ...]
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Captured:
    """Where a capture is kept, and what it was: the evidence behind an article."""

    place: str  # "file@offset" of a WARC record; path or "path:line" of a local file
    sha256: str  # of the bytes as received
    fetched: str  # ISO 8601, UTC
    url: str | None  # after redirects


@dataclass(frozen=True, slots=True)
class OriginPlacement:
    """Which origin an article belongs to, and as what."""

    origin: str  # OriginRow.id
    kind: CopyKind
    agency: str | None = None  # where this article names the agency that wrote the origin
    added: tuple[Span, ...] = ()  # what the outlet added to the origin's words
    shown: str | None = None  # Article id to show for the origin from now on; None leaves it as it is


@dataclass(frozen=True, slots=True)
class StoryPlacement:
    """Which story an article belongs to, and what its coming changed.

    A store applies it in this order: every article of a merged story gets the new id, and the old one redirects there;
    moved articles get theirs; the article placed gets ``story``. A story id that redirected before and is given to
    moved articles stands for itself again.
    """

    story: str  # StoryRow.id
    title: str  # of that story, from now on
    merged: tuple[tuple[str, str], ...] = ()  # (old, new): all articles of old go to new, old redirects
    moved: tuple[tuple[str, str], ...] = ()  # (article, story): articles that a split puts elsewhere
    titles: tuple[tuple[str, str], ...] = ()  # (story, title) of other stories whose title is new


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an item could not be read."""

    sentence: str  # for the person at the keyboard
    cause: str  # class of the error: "RefusedError"
    retry: bool  # True: stays in the queue; False: goes to quarantine
    again: str | None = None  # not before this moment (ISO 8601, UTC)


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that became of one item of the queue; what a store commits. Without reading and failure: unchanged, done.

    ``speakers``, ``holders`` and ``addressees`` run beside ``reading.statements`` and ``reading.positions``: for each
    of them the ids of the actors it is attributed to (a person and the party spoken for), the main one first.
    """

    item: Item
    moment: str  # when it was settled, ISO 8601, UTC
    capture: Captured | None = None
    reading: Reading | None = None
    fingerprint: bytes = b""
    sketch: bytes = b""
    origin: OriginPlacement | None = None
    story: StoryPlacement | None = None
    speakers: tuple[tuple[str, ...], ...] = ()
    holders: tuple[tuple[str, ...], ...] = ()
    addressees: tuple[tuple[str, ...], ...] = ()
    actors: tuple[Actor, ...] = ()  # everybody the article names; the ids above are among them
    failure: Failure | None = None

"""The seams that have more than one implementation: Protocols, no code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from types import TracebackType
    from typing import Literal, Self

    from pourparler import rows
    from pourparler.types import Captured, Check, Item, Labels, ModelInfo, Outcome, Reading, Sentence, Source

__all__ = ["Engine", "Reader", "Search", "Snapshot", "Store"]

Task = TypeVar("Task")
Result = TypeVar("Result")


class Reader(Protocol):
    """Marks attributions and position frames in a text."""

    @property
    def info(self) -> ModelInfo:
        """Name, version and digest of the model."""

    @property
    def languages(self) -> frozenset[str]:
        """ISO 639-1 codes of the languages it was trained on; a text in another is not given to it."""

    def read(self, text: str, sentences: Sequence[Sentence]) -> Labels:
        """Mark ``text``, whose sentences are given; all offsets are into ``text``.

        The result for a text does not depend on any other text read before or beside it.
        """


class Engine(Protocol):
    """Does the same work for many tasks, with one hand or several."""

    workers: int

    def map(self, work: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """Yield each task's result, in the order of the tasks; they are taken only a little ahead.

        ``work`` must be a module's function or a partial of one, as it may go to another process, and its tasks and
        results must be able to.
        """

    def close(self) -> None:
        """End the workers."""


class Search(Protocol):
    """Finds articles, statements and positions by their words."""

    def find(
        self, query: str, *, found: rows.Found = "articles", limit: int = 20, after: str | None = None
    ) -> rows.Page[rows.Hit]:
        """Return the best matches of ``query``, best first; where it has only operators, the newest first.

        Words that several 100,000 rows have may count for nothing beside others; alone, they show the newest first.

        Words must all be there; ``a OR b`` either; ``"a b"`` side by side; ``-a`` not; ``word*`` any word so begun.
        ``actor:``, ``source:`` (words of who is quoted), ``kind:``, ``sourcing:``, ``outlet:`` and
        ``date:2024-09..2024-10`` narrow it; ``kind:`` and ``sourcing:`` of an article are those of all that is in it.

        Raises:
            UsageError: the query, the limit (1 to 500) or the cursor makes no sense; the sentence says what.
            RetryError: the store cannot be read just now.
        """


class Snapshot(Protocol):
    """A store as it is at one moment."""

    def export(self, table: rows.Table) -> Generator[object, None, None]:
        """Yield every row of a table (``ArticleRow``, ``StatementRow`` ...) by its id, those of an article in order.

        The order and the rows depend on what was read alone, not on when. Memory stays flat, however many there are.
        Close it where it is not read to its end.

        Raises:
            UsageError: there is no such table.
            RetryError: the store is gone, or the snapshot has ended.
        """


class Store(Protocol):
    """Keeps sources, the queue, articles with revisions, what was read in them, and how they group.

    Every method that writes is one transaction: all of it is there afterwards, or nothing. Times are arguments
    (ISO 8601, UTC), never the store's own clock. Lists are paged: ``limit`` rows (1 to 500), ``after`` a cursor from
    the page before.

    Every method may raise, with one sentence that says what to do:
        RetryError: locked by another run, disk full, server gone; nothing was changed, try again.
        RefusedError: the store may not be written or opened.
        UnreadableError: it is not a store, or it is damaged.
        UsageError: an argument makes no sense (cursor, filter, limit, unknown id).
    """

    @property
    def search(self) -> Search:
        """Full-text search over what is in the store."""

    def close(self) -> None:
        """Let go of file and connections; using the store again opens them again."""

    def __enter__(self) -> Self:
        """Return the store."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""

    # whom we read

    def add_sources(self, sources: Sequence[Source]) -> int:
        """Add those that are not there yet, in order, and return how many that were.

        A known one takes the title and site given now, where they are not None.
        """

    def sources(self) -> tuple[rows.SourceRow, ...]:
        """Return all sources with their health, in the order in which they were added."""

    def remove(self, source: str) -> None:
        """Read a source no more: it and its waiting and quarantined items go; what was read from it stays.

        Raises:
            UsageError: there is no such source.
        """

    # the queue

    def note_check(self, check: Check, items: Sequence[Item], *, replayed: Sequence[str] = ()) -> int:
        """Record a look at a source together with what it showed, and return how many items are new.

        New items are appended to the queue of their source in their order. Of known ones, those wait again that are
        done, and changed since as their source says; unless it says so of most, for then it cannot be believed, or
        they were read more than 30 days ago. A failed check, and a "not modified", keep the validators of the last
        good answer where they bring none.

        With ``replayed``, the ids of all sources that are replayed, known items that are not done, and belong to none
        of these, wait at their old place to be read from this source. They are not new.
        """

    def waiting(self, limit: int, moment: str, *, sources: Sequence[str] | None = None) -> tuple[rows.Waiting, ...]:
        """Return the first items of the queue that may be tried at ``moment``.

        Sources take turns: first the first item that each ever had, then the second, and so on; in each turn, in order
        of arrival. With ``sources`` (ids), only items of those.
        """

    def next_retry(self) -> str | None:
        """Return the earliest moment at which a waiting item that was put off may be tried again, if there is one."""

    def requeue(self, keys: Sequence[str]) -> int:
        """Read items again that are done, at their old place in the queue; return how many there were."""

    def commit(self, outcomes: Sequence[Outcome]) -> None:
        """Settle a shard of items, in their order, in one transaction.

        With a reading: the capture, the article (a changed text makes a new revision, which becomes the current one),
        its statements, positions, actors and placements are written and replace those of its revision before; the item
        is done. With a failure: the item stays in the queue or goes to quarantine. With neither: the capture is kept
        and the item is done. Items that are not in the queue are taken as well (replays).
        """

    def quarantine(self, *, limit: int = 50, after: str | None = None) -> rows.Page[rows.Quarantined]:
        """Return items that were put aside, in order of arrival."""

    def retry(self, keys: Sequence[str] | None = None) -> int:
        """Put quarantined items (all by default) back into the queue, and return how many."""

    # runs

    def alone(self) -> AbstractContextManager[None]:
        """Hold the store for one run; others may read it and note reports meanwhile, but not hold it.

        It is let go when the process ends, however it does.

        Raises:
            RetryError: another run holds it.
        """

    def begin_run(self, command: str, moment: str) -> str:
        """Note that a run begins, and return its id."""

    def end_run(self, run: str, moment: str, counts: Sequence[tuple[str, int]] = ()) -> None:
        """Note that a run has ended, and what it did."""

    def runs(self, limit: int = 20) -> tuple[rows.Run, ...]:
        """Return the last runs, newest first."""

    def status(self) -> rows.Status:
        """Return how much there is."""

    # what grouping needs to go on

    def placed(self, since: str | None = None) -> Iterator[rows.Placed]:
        """Yield placed articles that count as published at or after ``since``, in the order they were first placed."""

    def story_of(self, story: str) -> str | None:
        """Return the id that a story has now (its own, or that of the one it was merged into); None where unknown."""

    # one thing

    def article(self, article: str) -> rows.ArticleRow | None:
        """Return an article in its current revision."""

    def reading(self, article: str) -> Reading | None:
        """Return what was read in an article's current revision, its article with the store's id.

        Entities, senses and vector are not kept, and empty here.
        """

    def revisions(self, article: str) -> tuple[rows.Revision, ...]:
        """Return an article's texts, in the order in which they were first seen."""

    def captures(self, article: str) -> tuple[Captured, ...]:
        """Return where an article's captures are kept, oldest first."""

    def statement(self, statement: str) -> rows.StatementRow | None:
        """Return a statement."""

    def position(self, position: str) -> rows.PositionRow | None:
        """Return a position."""

    def actor(self, actor: str) -> rows.ActorRow | None:
        """Return an actor."""

    def story(self, story: str) -> rows.StoryRow | None:
        """Return a story, by its id or one that redirects to it."""

    def origin(self, origin: str) -> rows.OriginRow | None:
        """Return an origin."""

    # lists, newest first (actors: by name)

    def articles(
        self, filters: rows.Filters | None = None, *, limit: int = 50, after: str | None = None
    ) -> rows.Page[rows.ArticleRow]:
        """Return articles, newest first."""

    def statements(
        self, filters: rows.Filters | None = None, *, limit: int = 50, after: str | None = None
    ) -> rows.Page[rows.StatementRow]:
        """Return statements: those of the newest article first, those of one article in reading order."""

    def positions(
        self, filters: rows.Filters | None = None, *, limit: int = 50, after: str | None = None
    ) -> rows.Page[rows.PositionRow]:
        """Return positions: those of the newest article first, those of one article in reading order."""

    def actors(
        self, filters: rows.Filters | None = None, *, limit: int = 50, after: str | None = None
    ) -> rows.Page[rows.ActorRow]:
        """Return actors by name."""

    def stories(
        self, filters: rows.Filters | None = None, *, limit: int = 50, after: str | None = None
    ) -> rows.Page[rows.StoryRow]:
        """Return stories, that with the newest article first."""

    def origins(
        self, filters: rows.Filters | None = None, *, limit: int = 50, after: str | None = None
    ) -> rows.Page[rows.OriginRow]:
        """Return origins, that with the newest first article first."""

    def snapshot(self) -> AbstractContextManager[Snapshot]:
        """Give all tables as they are at one moment: what is committed after it begins is in none of them.

        One connection is held for as long as it lasts. It reads while others write; a file that is written to
        meanwhile grows, as what the snapshot still sees is kept, and takes up that room again afterwards.
        """

    def export(self, table: rows.Table) -> Iterator[object]:
        """Yield every row of one table, as ``Snapshot.export`` of a snapshot that lasts until it is read to its end."""

    # what readers say is wrong

    def correct(self, target: Literal["statement", "position"], row: str, wrong: str, note: str, moment: str) -> str:
        """Keep a report that a statement or position is wrong, and return the report's id.

        Raises:
            UsageError: there is no such row.
        """

    def corrections(self, *, limit: int = 50, after: str | None = None) -> rows.Page[rows.Correction]:
        """Return the reports, oldest first."""

"""The store: each method one transaction, the work done in the modules beside this one."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal, Self

from pourparler.rows import Correction
from pourparler.storage import committing, exports, holding, lists, lookup, paging, queue, whom
from pourparler.storage.fts5 import Fts5
from pourparler.storage.numbers import Numbers
from pourparler.storage.searching import SqlSearch
from pourparler.storage.tsvector import TextVectors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager
    from types import TracebackType

    from pourparler import rows
    from pourparler.storage.database import Database
    from pourparler.types import Captured, Check, Item, Outcome, Reading, Source

__all__ = ["SqlStore"]


class SqlStore:
    """A store on SQLite or PostgreSQL; what each method promises stands in ``protocols.Store``."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._index = Fts5() if database.sqlite else TextVectors()
        self.search = SqlSearch(database, self._index)

    def close(self) -> None:
        """Let go of file and connections."""
        self._database.close()

    def __enter__(self) -> Self:
        """Return the store."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def add_sources(self, sources: Sequence[Source]) -> int:
        """Add those that are not there yet."""
        with self._database.writing() as connection:
            return whom.add(connection, sources)

    def sources(self) -> tuple[rows.SourceRow, ...]:
        """Return all sources with their health."""
        with self._database.reading() as connection:
            return whom.sources(connection)

    def remove(self, source: str) -> None:
        """Read a source no more."""
        with self._database.writing() as connection:
            whom.remove(connection, source)

    def note_check(self, check: Check, items: Sequence[Item], *, replayed: Sequence[str] = ()) -> int:
        """Record a look at a source together with what it showed."""
        with self._database.writing() as connection:
            numbers = Numbers(connection)
            whom.note(connection, check)
            queue.look_again(connection, items, check.moment)
            count = queue.append(connection, items, numbers, replayed)
            numbers.keep()
            return count

    def waiting(self, limit: int, moment: str, *, sources: Sequence[str] | None = None) -> tuple[rows.Waiting, ...]:
        """Return the first items of the queue."""
        with self._database.reading() as connection:
            return queue.waiting(connection, paging.bounded(limit), moment, sources)

    def next_retry(self) -> str | None:
        """Return when the first item that was put off may be tried again."""
        with self._database.reading() as connection:
            return queue.next_retry(connection)

    def requeue(self, keys: Sequence[str]) -> int:
        """Read done items again."""
        with self._database.writing() as connection:
            return queue.requeue(connection, keys)

    def commit(self, outcomes: Sequence[Outcome]) -> None:
        """Settle a shard of items."""
        with self._database.writing() as connection:
            committing.commit(connection, outcomes, self._index)

    def quarantine(self, *, limit: int = 50, after: str | None = None) -> rows.Page[rows.Quarantined]:
        """Return items that were put aside."""
        with self._database.reading() as connection:
            return queue.quarantine(connection, paging.bounded(limit), after)

    def retry(self, keys: Sequence[str] | None = None) -> int:
        """Put quarantined items back into the queue."""
        with self._database.writing() as connection:
            return queue.retry(connection, keys)

    def alone(self) -> AbstractContextManager[None]:
        """Hold the store for one run."""
        return holding.held(self._database)

    def begin_run(self, command: str, moment: str) -> str:
        """Note that a run begins."""
        with self._database.writing() as connection:
            return whom.begin(connection, command, moment)

    def end_run(self, run: str, moment: str, counts: Sequence[tuple[str, int]] = ()) -> None:
        """Note that a run has ended."""
        with self._database.writing() as connection:
            whom.end(connection, run, moment, counts)

    def runs(self, limit: int = 20) -> tuple[rows.Run, ...]:
        """Return the last runs."""
        with self._database.reading() as connection:
            return whom.runs(connection, paging.bounded(limit))

    def status(self) -> rows.Status:
        """Return how much there is."""
        with self._database.reading() as connection:
            return lookup.status(connection)

    def placed(self, since: str | None = None) -> Iterator[rows.Placed]:
        """Yield placed articles."""
        with self._database.reading() as connection:
            yield from exports.placed(connection, since)

    def story_of(self, story: str) -> str | None:
        """Return the id that a story has now."""
        with self._database.reading() as connection:
            return lookup.follow(connection, story)

    def article(self, article: str) -> rows.ArticleRow | None:
        """Return an article."""
        with self._database.reading() as connection:
            return lookup.article(connection, article)

    def reading(self, article: str) -> Reading | None:
        """Return what was read in an article."""
        with self._database.reading() as connection:
            return lookup.reading(connection, article)

    def revisions(self, article: str) -> tuple[rows.Revision, ...]:
        """Return an article's texts."""
        with self._database.reading() as connection:
            return lookup.revisions(connection, article)

    def captures(self, article: str) -> tuple[Captured, ...]:
        """Return where an article's captures are kept."""
        with self._database.reading() as connection:
            return lookup.captures(connection, article)

    def statement(self, statement: str) -> rows.StatementRow | None:
        """Return a statement."""
        with self._database.reading() as connection:
            return lookup.statement(connection, statement)

    def position(self, position: str) -> rows.PositionRow | None:
        """Return a position."""
        with self._database.reading() as connection:
            return lookup.position(connection, position)

    def actor(self, actor: str) -> rows.ActorRow | None:
        """Return an actor."""
        with self._database.reading() as connection:
            return lookup.actor(connection, actor)

    def story(self, story: str) -> rows.StoryRow | None:
        """Return a story."""
        with self._database.reading() as connection:
            return lookup.story(connection, story)

    def origin(self, origin: str) -> rows.OriginRow | None:
        """Return an origin."""
        with self._database.reading() as connection:
            return lookup.origin(connection, origin)

    def articles(
        self, filters: rows.Filters | None = None, *, limit: int = 50, after: str | None = None
    ) -> rows.Page[rows.ArticleRow]:
        """Return articles, newest first."""
        with self._database.reading() as connection:
            return lists.articles(connection, filters, paging.bounded(limit), after)

    def statements(
        self, filters: rows.Filters | None = None, *, limit: int = 50, after: str | None = None
    ) -> rows.Page[rows.StatementRow]:
        """Return statements, newest first."""
        with self._database.reading() as connection:
            return lists.statements(connection, filters, paging.bounded(limit), after)

    def positions(
        self, filters: rows.Filters | None = None, *, limit: int = 50, after: str | None = None
    ) -> rows.Page[rows.PositionRow]:
        """Return positions, newest first."""
        with self._database.reading() as connection:
            return lists.positions(connection, filters, paging.bounded(limit), after)

    def actors(
        self, filters: rows.Filters | None = None, *, limit: int = 50, after: str | None = None
    ) -> rows.Page[rows.ActorRow]:
        """Return actors by name."""
        with self._database.reading() as connection:
            return lists.actors(connection, filters, paging.bounded(limit), after)

    def stories(
        self, filters: rows.Filters | None = None, *, limit: int = 50, after: str | None = None
    ) -> rows.Page[rows.StoryRow]:
        """Return stories, newest first."""
        with self._database.reading() as connection:
            return lists.stories(connection, filters, paging.bounded(limit), after)

    def origins(
        self, filters: rows.Filters | None = None, *, limit: int = 50, after: str | None = None
    ) -> rows.Page[rows.OriginRow]:
        """Return origins, newest first."""
        with self._database.reading() as connection:
            return lists.origins(connection, filters, paging.bounded(limit), after)

    @contextmanager
    def snapshot(self) -> Iterator[exports.SqlSnapshot]:
        """Give all tables as they are at one moment."""
        with self._database.held() as connection:
            yield exports.SqlSnapshot(connection, self._database)

    def export(self, table: rows.Table) -> Iterator[Any]:
        """Yield every row of a table."""
        with self.snapshot() as snapshot:
            yield from snapshot.export(table)

    def correct(self, target: Literal["statement", "position"], row: str, wrong: str, note: str, moment: str) -> str:
        """Keep a report that a statement or position is wrong."""
        with self._database.writing() as connection:
            return committing.correct(connection, Correction("", target, row, "", "", wrong, note, moment))

    def corrections(self, *, limit: int = 50, after: str | None = None) -> rows.Page[rows.Correction]:
        """Return the reports."""
        with self._database.reading() as connection:
            return lists.corrections(connection, paging.bounded(limit), after)

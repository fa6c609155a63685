"""Connections and transactions, and what to tell when the database cannot do what is asked."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, exc, select, text

from pourparler.errors import PourparlerError, RefusedError, RetryError, UnreadableError
from pourparler.storage.tables import counters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import URL, Connection, Engine

__all__ = ["Database"]

_PATIENCE = 10.0  # seconds that a writer waits for another


class Database:
    """One database, opened when first used; every error of it leaves as one of ours."""

    def __init__(self, url: URL, path: Path | None, *, patience: float = _PATIENCE) -> None:
        shown = url.set(drivername="postgresql", query={}).render_as_string(hide_password=True)
        self.name = str(path) if path is not None else shown
        self.sqlite = path is not None
        self.guard: Connection | None = None  # holds the store for a run, and loses it with the server
        self.engine = _sqlite(url, patience) if self.sqlite else _postgresql(url, patience)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the database."""
        options = {} if self.sqlite else {"isolation_level": "REPEATABLE READ"}
        with self.explained(), self.engine.connect() as opened:
            connection = opened.execution_options(**options)
            with connection.begin():
                yield connection

    @contextmanager
    def held(self) -> Iterator[Connection]:
        """Give a connection that sees the database as it is now, for long work.

        Errors of that work are not taken for the database's: who uses the connection does so within ``explained``.
        """
        options = {} if self.sqlite else {"isolation_level": "REPEATABLE READ"}
        with self.explained():
            connection = self.engine.connect()
        try:
            with self.explained():
                connection = connection.execution_options(**options)
                connection.begin()
                connection.execute(select(counters.c.name).limit(1)).all()  # what is seen is fixed at the first look
            yield connection
        finally:
            with self.explained():
                connection.close()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes are kept all together, at the end, or not at all."""
        with self.explained(), self.engine.connect() as opened:
            if self.guard is not None:
                self.guard.execute(text("SELECT 1"))  # where that fails another run may hold the store by now
            connection = opened.execution_options(writes=True)
            with connection.begin():
                yield connection

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn errors of the database into one sentence.

        Raises:
            RetryError: it may work later.
            RefusedError: this user may not.
            UnreadableError: it is no store, or damaged.
        """
        try:
            yield
        except PourparlerError:
            raise
        except exc.DBAPIError as error:
            raise _ours(error, self.name, sqlite=self.sqlite) from error
        except exc.SQLAlchemyError as error:
            raise RetryError(f"The store {self.name} gave no answer ({type(error).__name__}); try again.") from error
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise RefusedError(f"The store {self.name} cannot be used ({why}); give another with --store.") from error

    def close(self) -> None:
        """Close every connection."""
        with self.explained():
            self.engine.dispose()


def _sqlite(url: URL, patience: float) -> Engine:
    engine = create_engine(url, connect_args={"timeout": patience})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: object) -> None:  # noqa: ARG001 - the driver's own
        connection.isolation_level = None  # transactions begin where we say, not where the driver thinks
        cursor = connection.cursor()
        try:
            # readers and the one writer do not wait for each other; what is committed outlives a power cut
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("PRAGMA synchronous=FULL")
            cursor.execute("PRAGMA journal_size_limit=67108864")  # bytes that the journal keeps on disk at rest
            # 16 MiB: a run's memory stays flat, and what is read again comes from the system's own cache
            cursor.execute("PRAGMA cache_size=-16384")
            cursor.execute("PRAGMA temp_store=MEMORY")
        finally:
            cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # a writer that began as a reader could not wait for another writer: it would fail at once
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql(url: URL, patience: float) -> Engine:
    settings = f"-c lock_timeout={round(patience * 1000)} -c client_encoding=UTF8"
    # a connection that died with its server is replaced before it is used again
    return create_engine(
        url,
        pool_pre_ping=True,
        connect_args={"options": settings, "connect_timeout": 10},
    )


_SQLITE = (
    ("locked", RetryError, "is locked by another program; try again when that has finished."),
    ("disk is full", RetryError, "has no room left on its disk; make room and run the same again."),
    ("readonly", RefusedError, "may not be written (read-only); change its permissions or give another with --store."),
    ("unable to open", RefusedError, "cannot be opened; check the folder and its permissions, or give another."),
    ("disk i/o", RetryError, "could not be read or written by the disk; check the disk and run the same again."),
    ("not a database", UnreadableError, "is not a Pourparler store; give another file with --store."),
    ("malformed", UnreadableError, "is damaged; restore it from a copy, or read the WARC files into a new one."),
)

# by the class of the condition (SQLSTATE), the longest that fits
_POSTGRESQL = (
    ("53100", RetryError, "has no room left on its disk; make room and run the same again."),
    ("53", RetryError, "is at its limits (memory or connections); try again later."),
    ("55P03", RetryError, "is locked by another program; try again when that has finished."),
    ("40", RetryError, "was changed by another program at the same moment; try again."),
    ("57", RetryError, "was stopped or restarted; run the same again when it is back."),
    ("08", RetryError, "cannot be reached; run the same again when the server is back."),
    ("25006", RefusedError, "may not be written (read-only); ask its administrator."),
    ("42501", RefusedError, "does not let this user do that; ask its administrator."),
    ("28", RefusedError, "does not let this user in; check name and password."),
    ("3D000", RefusedError, "does not exist; create the database first."),
)


def _ours(error: exc.DBAPIError, name: str, *, sqlite: bool) -> PourparlerError:
    """Choose the class and the sentence for an error of the driver."""
    said = str(error.orig)
    if sqlite:
        for words, kind, sentence in _SQLITE:
            if words in said.lower():
                return kind(f"The store {name} {sentence}")
    else:
        state = str(getattr(error.orig, "sqlstate", None) or "")
        for prefix, kind, sentence in _POSTGRESQL:
            if state.startswith(prefix):
                return kind(f"The store {name} {sentence}")
        if not state or error.connection_invalidated:
            return _unreachable(said, name)
    first = said.splitlines()[0] if said else type(error.orig).__name__
    return RetryError(f"The store {name} could not do that ({first}); run the same again.")


def _unreachable(said: str, name: str) -> PourparlerError:
    """Tell refused entry from a server that is away: the driver gives no condition when it cannot connect."""
    if "authentication failed" in said or "no pg_hba.conf entry" in said:
        return RefusedError(f"The store {name} does not let this user in; check name and password.")
    if "does not exist" in said:
        return RefusedError(f"The store {name} does not exist; create the database or the user first.")
    return RetryError(f"The store {name} cannot be reached; run the same again when the server is back.")

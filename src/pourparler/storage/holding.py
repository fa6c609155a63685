"""A store held for one run: by a lock file beside a SQLite file, by an advisory lock on a server."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import exc, text

from pourparler.errors import RetryError
from pourparler.fetch.warc.locking import locked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from pourparler.storage.database import Database

__all__ = ["held"]

_TRIES = 10
_PAUSE = 0.1  # seconds between tries: a server may need a moment to see that the holder was killed

# any number, the same for all of us, and the schema: one database may keep several stores
_KEY = "7262774, hashtext(coalesce(current_schema(), ''))"
# a holder whose machine lost power cannot say goodbye: the server is to notice within two minutes, not two hours
_WATCHFUL = (
    "SELECT set_config('tcp_keepalives_idle', '60', false), set_config('tcp_keepalives_interval', '10', false), "
    "set_config('tcp_keepalives_count', '6', false)"
)


@contextmanager
def held(database: Database) -> Iterator[None]:
    """Hold a store for one run; whoever only reads it, or writes a little, is not kept out.

    Raises:
        RetryError: another run holds it, or the server is away.
        RefusedError: the lock file cannot be made.
    """
    with _by_file(database) if database.sqlite else _on_server(database):
        yield


def _taken(name: str) -> RetryError:
    return RetryError(f"Another run works on the store {name}: wait until it has ended.")


@contextmanager
def _by_file(database: Database) -> Iterator[None]:
    # the file stays: who removed it could take away one that the next run has locked in the meantime
    try:
        with database.explained():
            descriptor = locked(Path(f"{database.name}.lock"))
    except RetryError as error:
        raise _taken(database.name) from error
    try:
        yield
    finally:
        os.close(descriptor)


@contextmanager
def _on_server(database: Database) -> Iterator[None]:
    with database.explained():
        # no transaction is left open meanwhile: it would keep the server from tidying up
        connection = database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    try:
        with database.explained():
            connection.execute(text(_WATCHFUL))
            if not _won(connection):
                raise _taken(database.name)
        database.guard = connection
        yield
    finally:
        database.guard = None
        with suppress(exc.SQLAlchemyError):  # where the server is gone, so is the lock
            connection.execute(text(f"SELECT pg_advisory_unlock({_KEY})"))
        with suppress(exc.SQLAlchemyError):
            connection.close()


def _won(connection: Connection) -> bool:
    for left in reversed(range(_TRIES)):
        if connection.scalar(text(f"SELECT pg_try_advisory_lock({_KEY})")):
            return True
        if left:
            time.sleep(_PAUSE)
    return False

"""An address becomes an open store: the database is found or made, and brought to the newest tables."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL, inspect, make_url, text
from sqlalchemy.exc import ArgumentError

from pourparler.errors import RefusedError, UsageError
from pourparler.storage.database import Database
from pourparler.storage.store import SqlStore

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from pourparler.protocols import Store

__all__ = ["HEAD", "VERSIONS", "default_path", "open_store"]

HEAD = "0003"  # the newest migration: read here, so that an up-to-date store opens without the migration library
VERSIONS = "pourparler_version"
_FILE = "pourparler.sqlite"
_SERVERS = ("postgresql", "postgres", "postgresql+psycopg")


def open_store(address: str | Path | None = None) -> Store:
    """Open the store at ``address``, and make it where there is none.

    Args:
        address: A file for SQLite, or ``postgresql://user@host/database``. The file ``pourparler.sqlite`` in the user's
            data folder where it is not given.

    Raises:
        UsageError: the address makes no sense.
        RefusedError: it may not be opened or written, or is another program's.
        UnreadableError: the file is something else, or damaged.
        RetryError: it is locked or away for now.
    """
    database = _database(address)
    try:
        with database.explained(), database.engine.connect() as connection, connection.begin():
            version = _version(connection, database.name)
        if version != HEAD:
            _migrate(database)
    except BaseException:
        database.close()
        raise
    return SqlStore(database)


def _database(address: str | Path | None) -> Database:
    """Decide which database an address means."""
    if isinstance(address, str) and "://" in address:
        scheme, _, rest = address.partition("://")
        if scheme in _SERVERS:
            return _server(f"postgresql+psycopg://{rest}")
        if scheme != "sqlite":
            raise UsageError(f"A store is a file or postgresql://..., not {scheme[:40]}://...")
        address = rest.removeprefix("/")
    path = default_path() if address is None else Path(address).expanduser()
    try:
        path = path.resolve()
        if path.is_dir():
            raise UsageError(f"{path} is a folder; give the file that the store is to be kept in.")
        path.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError, RuntimeError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise RefusedError(f"The store {path} cannot be made ({why}); give another with --store.") from error
    return Database(URL.create("sqlite", database=str(path)), path)


def default_path() -> Path:
    """Return the file of the store where none is named."""
    from platformdirs import user_data_path

    return user_data_path("pourparler", appauthor=False) / _FILE


def _server(address: str) -> Database:
    if find_spec("psycopg") is None:
        raise UsageError("A store on PostgreSQL needs psycopg; install pourparler[postgres].")
    try:
        return Database(make_url(address), None)
    except (ArgumentError, ValueError) as error:
        raise UsageError("The store's address is not of the form postgresql://user@host:port/database.") from error


def _version(connection: Connection, name: str) -> str | None:
    """Return the version of a store's tables; None where there are none yet.

    Raises:
        RefusedError: there are tables that are not ours, or newer than this program.
    """
    there = inspect(connection).get_table_names()
    if VERSIONS in there:
        version = connection.scalar(text(f"SELECT version_num FROM {VERSIONS}"))  # noqa: S608 - a name of ours
        if version is not None and str(version) > HEAD:
            raise RefusedError(
                f"The store {name} was written by a newer Pourparler; install that, or give another store."
            )
        return None if version is None else str(version)
    if {"articles", "statements", "items"} & set(there) or (there and connection.dialect.name == "sqlite"):
        raise RefusedError(f"The database {name} has tables of another program; give another store.")
    return None


def _migrate(database: Database) -> None:
    """Bring the tables to the newest version, in one transaction; others wait until it is done."""
    from alembic import command
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", "pourparler.storage:migrations")
    with database.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(7262773)"))  # any number, the same for all of us
            encoding = connection.scalar(text("SHOW server_encoding"))
            if encoding != "UTF8":
                raise RefusedError(f"The database {database.name} has the encoding {encoding}; make one with UTF8.")
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")

"""Where things are kept: the store that a call means, the folder of its archive, and the names that lead to rows."""

from __future__ import annotations

import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pourparler.errors import NotFoundError, UsageError
from pourparler.fetch.names import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pourparler.protocols import Store
    from pourparler.settings import Settings

__all__ = ["actor_of", "archive_of", "opened", "place_of", "source_of", "without_password"]

_PASSWORD = re.compile(r"(?<=//)([^/@:]*):[^/@]*@")
_SERVER = re.compile(r"postgres(?:ql)?(?:\+psycopg)?://", re.IGNORECASE)


def place_of(settings: Settings) -> str:
    """Return where the store is, without a password, as messages call it."""
    return without_password(settings.store) if settings.store and _on_server(settings) else str(_file(settings))


def without_password(address: str) -> str:
    """Return an address with stars for the password in it."""
    return _PASSWORD.sub(r"\1:***@", address)


def _on_server(settings: Settings) -> bool:
    return settings.store is not None and _SERVER.match(settings.store) is not None


def _file(settings: Settings) -> Path:
    from pourparler.storage.opening import default_path

    if settings.store is None:
        return default_path()
    path = settings.store.removeprefix("sqlite:///") if settings.store.startswith("sqlite:///") else settings.store
    return Path(path).expanduser()


def archive_of(settings: Settings) -> Path:
    """Return the folder in which pages are kept as they were fetched.

    Beside a SQLite file it has its name with ``.warc`` behind. A store on a server has no place of its own on this
    machine: its archive is in the data folder, named after host and database.
    """
    if settings.archive is not None:
        return settings.archive.expanduser()
    if not _on_server(settings):
        path = _file(settings)
        return path.with_name(f"{path.name}.warc")
    from urllib.parse import urlsplit

    from pourparler.storage.opening import default_path

    parts = urlsplit(settings.store or "")
    words = (parts.hostname or "localhost", str(parts.port or 5432), parts.path.strip("/"), parts.query)
    name = re.sub(r"[^\w.-]+", "-", "-".join(word for word in words if word))[:150]
    return default_path().with_name(f"{name}.warc")


@contextmanager
def opened(settings: Settings, *, make: bool = False) -> Iterator[Store]:
    """Open the store of a call for its length.

    Args:
        settings: ``store`` says where it is.
        make: makes one where there is none; otherwise that is an error, since it is likely a slip of the pen.

    Raises:
        NotFoundError: there is none.
        PourparlerError: as ``storage.open_store``.
    """
    from pourparler.storage import open_store

    if not make and not _on_server(settings) and not _file(settings).exists():
        raise NotFoundError(
            f"There is no store at {shown(_file(settings))} yet: make one with `pourparler add`, "
            "or name another with --store."
        )
    with open_store(settings.store) as store:
        yield store


def source_of(store: Store, given: str) -> str:
    """Return the id of the source that somebody names by id, address or path.

    Raises:
        UsageError: there is none.
    """
    rows = store.sources()
    names = {given, given.rstrip("/"), str(Path(given).absolute())} if "\0" not in given else {given}
    for row in rows:
        if row.source.id == given or row.source.address in names or row.source.address.rstrip("/") in names:
            return row.source.id
    raise UsageError(f"There is no source {shown(given)}; `pourparler sources` lists them.")


def actor_of(store: Store, settings: Settings, given: str) -> str:
    """Return the id of the actor that somebody names by id or in words ("Lavrov", "the Kremlin").

    Raises:
        UsageError: the store has no such actor.
    """
    if store.actor(given) is not None:
        return given
    from pourparler.actors import Directory

    directory = Directory.load(settings)
    known = directory.find(given)
    for candidate in (known.id if known else None, directory.unknown(given).id):
        if candidate is not None and store.actor(candidate) is not None:
            return candidate
    raise UsageError(f"The store has no actor {shown(given)}; `pourparler actors` lists them.")

"""One run at a time works on a store: two would place articles without knowing of each other's."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pourparler.errors import RefusedError, RetryError
from pourparler.fetch.names import shown
from pourparler.fetch.warc.locking import locked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pourparler.protocols import Store

__all__ = ["alone"]

LOCK = "run.lock"


@contextmanager
def alone(store: Store, folder: Path) -> Iterator[None]:
    """Hold a store and the folder of its archive for one run; both are let go when the process ends, however it does.

    Raises:
        RetryError: another run holds one of them.
        RefusedError: a lock cannot be made or written to.
    """
    with store.alone(), _archive(folder):
        yield


@contextmanager
def _archive(folder: Path) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = locked(folder / LOCK)
    except RetryError as error:
        raise RetryError(f"Another run has the archive in {shown(folder)}: wait until it has ended.") from error
    except (OSError, ValueError) as error:
        why = shown(getattr(error, "strerror", None) or error)
        raise RefusedError(
            f"The archive in {shown(folder)} cannot be written to ({why}): check its permissions, "
            "or give another folder with --archive."
        ) from error
    try:
        yield
    finally:
        os.close(descriptor)

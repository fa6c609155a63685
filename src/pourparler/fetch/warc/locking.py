"""One writer at a time: a lock that the system takes back when its holder dies, however it dies."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from pourparler.errors import RetryError
from pourparler.fetch.names import shown

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["locked"]


def locked(path: Path) -> int:
    """Lock a file, made if it is not there.

    Returns:
        Its descriptor: the lock lasts until that is closed.

    Raises:
        RetryError: somebody else holds it.
        OSError: it cannot be opened.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o644)
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise RetryError(
            f"Another run is writing to the archive in {shown(path.parent)}: wait until it has ended."
        ) from error
    return descriptor

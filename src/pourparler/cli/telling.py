"""What is said on standard error, and what a run ends with: one sentence a fault, never a traceback."""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from typing import TYPE_CHECKING

from pourparler.errors import PourparlerError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["FAULT", "STOPPED", "ended", "fault", "tell"]

FAULT = 1  # a fault of the program itself
STOPPED = 130  # 128 + SIGINT, as shells count


def tell(message: str) -> None:
    """Say one line on standard error; a standard error that is closed or broken is no reason to fail."""
    from pourparler.render.shown import one_line  # with it comes the whole room: --version need not wait for it

    with contextlib.suppress(OSError, ValueError, AttributeError):
        line = f"pourparler: {one_line(message)}\n"
        encoding = sys.stderr.encoding or "ascii"
        sys.stderr.write(line.encode(encoding, "backslashreplace").decode(encoding))
        sys.stderr.flush()


def fault(error: Exception) -> str:
    """Return a sentence on an exception that should not have come, after its traceback if that is asked for."""
    if os.environ.get("POURPARLER_DEBUG") == "1":
        traceback.print_exception(error, file=sys.stderr)
    what = f"{type(error).__name__}: {error}"
    return f"Something went wrong in Pourparler itself ({what[:200]}); POURPARLER_DEBUG=1 shows where."


def _abandon_stdout() -> None:
    """Nobody reads any more: let the last flush, when Python ends, go nowhere instead of failing again."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def ended(work: Callable[[], int]) -> int:
    """Do ``work`` and return the code to end with, whatever happens in it."""
    try:
        return work()
    except BrokenPipeError:
        _abandon_stdout()
        return 0
    except KeyboardInterrupt:
        tell("Stopped.")
        return STOPPED
    except PourparlerError as error:
        tell(str(error))
        return error.exit_code
    except Exception as error:  # noqa: BLE001 - the last resort: a user never meets a traceback
        tell(fault(error))
        return FAULT

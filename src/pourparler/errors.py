"""One tree of exceptions: everything that Pourparler raises on purpose.

::

    PourparlerError
    ├── UsageError                  the call itself is wrong: unknown option value, no input   (exit 2)
    ├── QuarantineError             will never work for this input; kept aside with its cause  (exit 3)
    │   ├── RefusedError            the guard or a limit forbids it (address, size, scheme)
    │   ├── UnreadableError         not text, empty, broken beyond reading
    │   └── NotFoundError           no such file, or the server says it is not there
    ├── RetryError                  may work later: time-out, network, a busy server           (exit 3)
    └── ModelError                  the shipped model is missing, damaged or does not fit      (exit 4)

An error's message is one sentence for the person at the keyboard: what went wrong, where, and what to do.
Errors of other libraries are wrapped at a room's edge with ``raise ... from``.
"""

from __future__ import annotations

__all__ = [
    "ModelError",
    "NotFoundError",
    "PourparlerError",
    "QuarantineError",
    "RefusedError",
    "RetryError",
    "UnreadableError",
    "UsageError",
]


class PourparlerError(Exception):
    """Root of the tree; ``exit_code`` is what the command line ends with."""

    exit_code = 1
    status: int | None = None
    """HTTP status, where a server's answer is the cause."""


class UsageError(PourparlerError):
    """The call is wrong; the input was not looked at."""

    exit_code = 2


class QuarantineError(PourparlerError):
    """This input will never work as it is."""

    exit_code = 3


class RefusedError(QuarantineError):
    """A guard or a limit forbids it."""


class UnreadableError(QuarantineError):
    """Nothing in it can be read as an article."""


class NotFoundError(QuarantineError):
    """It is not where the input says."""


class RetryError(PourparlerError):
    """It may work later."""

    exit_code = 3
    after: float | None = None
    """Seconds to wait before the next try, where the server or the fetcher says so."""


class ModelError(PourparlerError):
    """The reader's model cannot be used."""

    exit_code = 4

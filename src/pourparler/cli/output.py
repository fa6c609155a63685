"""Where results go: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self, cast

from pourparler.errors import PourparlerError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

__all__ = ["Output", "Screen", "screen"]


class Screen:
    """What the place that results go to can show."""

    def __init__(self, *, width: int, colour: bool, ascii_only: bool) -> None:
        self.width = width
        self.colour = colour
        self.ascii_only = ascii_only


def is_terminal(stream: object) -> bool:
    """Say whether ``stream`` is open and a terminal."""
    try:
        return bool(stream is not None and stream.isatty())  # type: ignore[attr-defined]
    except (AttributeError, ValueError):
        return False


def _carries(encoding: str | None, signs: str) -> bool:
    try:
        signs.encode(encoding or "utf-8")
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def screen(file: Path | None) -> Screen:
    """Find out what standard output can show; a file gets no colour and all signs."""
    terminal = file is None and is_terminal(sys.stdout)
    colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    ascii_only = terminal and not _carries(sys.stdout.encoding, "▪·←→…")
    width = shutil.get_terminal_size((80, 24)).columns if file is None else 80
    return Screen(width=width, colour=colour, ascii_only=ascii_only)


class Output:
    """Takes results as text; UTF-8 unless it goes to a terminal that has another encoding."""

    def __init__(self, file: Path | None, inputs: Sequence[str] = ()) -> None:
        self._file = file
        self._stream: BinaryIO | None = None
        self._temporary: Path | None = None
        self.written = False
        self.on_screen = file is None and is_terminal(sys.stdout)
        if file is not None:
            _refuse_inputs(file, inputs)

    def __enter__(self) -> Self:
        if self._file is None:
            if sys.stdout is None or sys.stdout.closed:
                raise PourparlerError("Standard output is closed: name a file with --out.")
            return self
        try:
            handle, name = tempfile.mkstemp(prefix=f".{self._file.name[:40]}.", dir=self._file.parent)
        except OSError as error:
            raise UsageError(f"{self._file} cannot be written ({error.strerror or error}): choose another.") from error
        self._temporary = Path(name)
        self._stream = cast("BinaryIO", os.fdopen(handle, "wb"))
        return self

    def write(self, text: str) -> None:
        """Write ``text`` and let it out at once, so that the next program in a pipe has it."""
        self.written = True
        if self._stream is not None:
            self._put(self._stream, text.encode("utf-8", "backslashreplace"))
            return
        encoding = sys.stdout.encoding if is_terminal(sys.stdout) else "utf-8"
        data = text.encode(encoding or "utf-8", "backslashreplace")
        buffer = getattr(sys.stdout, "buffer", None)
        if buffer is None:
            sys.stdout.write(data.decode(encoding or "utf-8"))
            sys.stdout.flush()
        else:
            self._put(buffer, data)

    def _put(self, stream: BinaryIO, data: bytes) -> None:
        try:
            stream.write(data)
            stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            where = self._file or "standard output"
            raise PourparlerError(f"The result cannot be written to {where} ({error.strerror or error}).") from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._stream is None or self._temporary is None or self._file is None:
            return
        self._stream.close()
        if kind is not None or not self.written:
            self._temporary.unlink(missing_ok=True)
            return
        try:
            # as the shell's > would make it: mkstemp gives a file that nobody else may read
            mode = self._file.stat().st_mode & 0o7777 if self._file.exists() else 0o666 & ~_umask()
            self._temporary.chmod(mode)
            self._temporary.replace(self._file)
        except OSError as problem:
            self._temporary.unlink(missing_ok=True)
            what = problem.strerror or problem
            raise PourparlerError(f"{self._file} cannot be written ({what}): choose another.") from problem


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _refuse_inputs(file: Path, inputs: Sequence[str]) -> None:
    """Never write over what is about to be read."""
    if file.is_dir():
        raise UsageError(f"{file} is a folder: name a file to write to.")
    for name in inputs:
        try:
            same = name != "-" and file.exists() and Path(name).exists() and file.samefile(name)
        except (OSError, ValueError):
            same = False
        if same:
            raise UsageError(f"{file} is one of the inputs: writing to it would destroy it.")

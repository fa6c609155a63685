"""A run over inputs: read each, show it, and go on after one that cannot be read."""

from __future__ import annotations

import logging
import sys
import time
import warnings
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pourparler.cli.inputs import Item, items
from pourparler.cli.output import Output, screen
from pourparler.cli.telling import fault, tell
from pourparler.cli.waiting import Waiting
from pourparler.errors import ModelError, NotFoundError, PourparlerError, QuarantineError, UsageError
from pourparler.fetch.names import shown
from pourparler.sources.lines import is_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pourparler.protocols import Reader
    from pourparler.settings import Settings
    from pourparler.types import Reading

__all__ = ["Wanted", "quieten", "run", "settings_of"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a call of ``read`` or ``brief`` asks for."""

    inputs: tuple[str, ...]
    form: str  # "json", "listing", "terminal", "html", "markdown"
    out: Path | None
    words: int | None
    seconds: int | None
    verbose: bool
    quiet: bool


def settings_of(**options: Any) -> Settings:
    """Return the settings of the environment, with what the command line gives in their place.

    Raises:
        UsageError: A setting has a value that it cannot have.
    """
    from pydantic import ValidationError
    from pydantic_settings import SettingsError

    from pourparler.settings import Settings

    try:
        return Settings(**{name: value for name, value in options.items() if value is not None})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = "_".join(str(part) for part in first["loc"][:1]).upper()
        raise UsageError(f"The setting POURPARLER_{name} is wrong: {first['msg']}.") from error
    except SettingsError as error:
        raise UsageError(f"A setting cannot be read: {error}; lists are written as JSON.") from error


def quieten(*, verbose: bool) -> None:
    """Keep other libraries' remarks off standard error, which belongs to our own sentences."""
    if verbose:
        logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="pourparler: %(name)s: %(message)s")
    else:
        logging.getLogger().addHandler(logging.NullHandler())
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def _cause(item: Item, error: Exception, wanted: Wanted) -> str:
    """Return "name: why", without saying the name twice."""
    told = str(error) if isinstance(error, PourparlerError) else fault(error)
    suffixes = {"html": (".html", ".htm"), "markdown": (".md",)}.get(wanted.form, ())
    if isinstance(error, NotFoundError) and wanted.out is None and item.name.endswith(suffixes):
        told = f"{told} To write to a file, give it with --out."  # "--html FILE" looks as if it did that
    elif isinstance(error, NotFoundError) and item.name.lower().startswith("www."):
        told = f"{told} A web address begins with https://."
    name = shown(item.name)
    return told if name.casefold() in told.casefold() else f"{name}: {told}"


class _Run:
    """Reads items one after the other; the model is loaded for the first that needs it."""

    def __init__(self, wanted: Wanted, settings: Settings, waiting: Waiting) -> None:
        self._wanted = wanted
        self._settings = settings
        self._waiting = waiting
        self._reader: Reader | None = None
        self.failed = 0

    def _read(self, item: Item) -> Reading:
        from pourparler import pipeline, reader

        article = item.load()
        if self._reader is None:
            self._reader = reader.load(self._settings)
        return pipeline.read_article(
            article,
            settings=self._settings,
            reader=self._reader,
            words=self._wanted.words,
            seconds=self._wanted.seconds,
        )

    def shown(self, show: Callable[[Reading], str | None]) -> Iterator[str]:
        """Yield what ``show`` makes of each reading; one that cannot be read or shown is told and counted."""
        for item in items(self._wanted.inputs, self._settings):
            self._waiting.step(item.name)
            started = time.monotonic()
            try:
                reading = self._read(item)
                text = show(reading)
            except ModelError:
                raise
            except Exception as error:  # noqa: BLE001 - one bad page never stops a run
                self.failed += 1
                self._waiting.advance()
                with self._waiting.aside():
                    tell(_cause(item, error, self._wanted))
                continue
            self._waiting.advance()
            if self._wanted.verbose:
                with self._waiting.aside():
                    tell(_remark(item, reading, time.monotonic() - started))
            if text is not None:
                yield text


def _remark(item: Item, reading: Reading, seconds: float) -> str:
    from pourparler.render.wording import plural

    found = f"{plural(len(reading.statements), 'statement')}, {plural(len(reading.positions), 'position')}"
    return f"{shown(item.name)}: read in {seconds:.2f} s: {found}, {plural(len(reading.article.removed), 'line')} cut."


def _shower(wanted: Wanted, kept: list[Reading]) -> Callable[[Reading], str | None]:
    """Return the call that turns a reading into text; HTML is kept, as its readings make one page."""
    from pourparler import render

    if wanted.form == "html":
        return kept.append
    if wanted.form == "json":
        return lambda reading: render.line(reading) + "\n"
    if wanted.form == "markdown":
        return render.markdown
    seen = screen(wanted.out)
    page = render.terminal if wanted.form == "terminal" else render.listing
    return lambda reading: page(
        reading, width=seen.width, colour=seen.colour, ascii_only=seen.ascii_only, verbose=wanted.verbose
    )


_BETWEEN = {"terminal": "\n\n", "listing": "\n", "markdown": "\n---\n\n"}


def run(wanted: Wanted, settings: Settings) -> int:
    """Read all inputs in their order; return 0, or 3 if one of them could not be read.

    Raises:
        UsageError: The file to write to is one of the inputs or cannot be made.
        ModelError: The reader's model cannot be used.
        BrokenPipeError: Nobody reads standard output any more.
    """
    quieten(verbose=wanted.verbose)
    kept: list[Reading] = []
    total = None if any(map(is_lines, wanted.inputs)) else len(wanted.inputs)
    with Output(wanted.out, wanted.inputs) as output, Waiting(total, quiet=wanted.quiet) as waiting:
        work = _Run(wanted, settings, waiting)
        for text in work.shown(_shower(wanted, kept)):
            with waiting.aside() if output.on_screen else nullcontext():
                output.write((_BETWEEN.get(wanted.form, "") if output.written else "") + text)
        if kept:
            from pourparler import render

            waiting.pause()
            output.write(render.html(*kept))
    return QuarantineError.exit_code if work.failed else 0

"""Whether everything is in order: what is installed, what the model does, what the guard refuses."""

from __future__ import annotations

import json
import os
import platform
import sys
import time
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING, NoReturn

from pourparler import __version__
from pourparler.cli.keeping import without_password
from pourparler.cli.output import Output, is_terminal, screen
from pourparler.cli.running import settings_of
from pourparler.cli.telling import fault
from pourparler.errors import ModelError, PourparlerError, RefusedError
from pourparler.render.shown import one_line
from pourparler.render.wording import plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from pourparler.settings import Settings

__all__ = ["Finding", "examine"]

_LIBRARIES = (
    "alembic",
    "fastapi",
    "feedparser",
    "httpcore2",
    "httpx2",
    "jinja2",
    "lxml",
    "numpy",
    "onnxruntime",
    "platformdirs",
    "protego",
    "py3langid",
    "pycountry",
    "rich",
    "sqlalchemy",
    "starlette",
    "tokenizers",
    "trafilatura",
    "typer",
    "uvicorn",
)
_SAMPLE = (
    "Velland will not return to the table until Arkan troops leave the valley, the foreign minister said on Monday."
)
# One of each kind of address that a page must never be fetched from, in the forms that have fooled other guards.
_FORBIDDEN = (
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://10.0.0.1/",
    "http://169.254.169.254/",
    "http://[::1]/",
    "http://[::ffff:192.168.0.1]/",
    "http://[2002:7f00:1::]/",
    "http://[64:ff9b::a00:1]/",
    "http://outlet.example:8080/",
    "file:///etc/hostname",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is in order, what was found, the code to end with if it is not."""

    name: str
    good: bool
    found: str
    code: int = 1


class _NoNetwork:
    """Stands where the network would: whoever comes this far was let through."""

    def resolve(self, host: str, port: int, timeout: float) -> NoReturn:  # noqa: ARG002
        raise ConnectionAbortedError(f"{host} would have been looked up")

    def connect(self, address: str, port: int, timeout: float) -> NoReturn:  # noqa: ARG002
        raise ConnectionAbortedError(f"{address} would have been connected to")


def _versions() -> Finding:
    found, missing = [], []
    for name in _LIBRARIES:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            missing.append(name)
    told = f"Pourparler {__version__}, Python {platform.python_version()} on {platform.system()}, {', '.join(found)}"
    return Finding("versions", not missing, told + (f"; missing: {', '.join(missing)}" if missing else ""))


def _model(settings: Settings) -> Finding:
    """Load the model, which compares its file with the digest in its card."""
    from pourparler import reader

    started = time.perf_counter()
    info = reader.load(settings).info
    seconds = time.perf_counter() - started
    return Finding(
        "model", True, f"{info.name} {info.version}, sha256 {info.sha256} is right, loaded in {seconds:.2f} s"
    )


def _sample(settings: Settings) -> Finding:
    from pourparler import articles, pipeline, reader

    loaded = reader.load(settings)
    article = articles.from_text(_SAMPLE, cut=False)
    started = time.perf_counter()
    reading = pipeline.read_article(article, settings=settings, reader=loaded)
    seconds = time.perf_counter() - started
    found = f"{plural(len(reading.statements), 'statement')}, {plural(len(reading.positions), 'position')}"
    return Finding("sample", True, f"one sentence read in {seconds * 1000:.0f} ms: {found}")


def _terminal() -> Finding:
    seen = screen(None)
    kind = "terminal" if is_terminal(sys.stdout) else "no terminal"
    encoding = getattr(sys.stdout, "encoding", None) or "unknown encoding"
    colour = "colour" if seen.colour else "no colour"
    return Finding("output", True, f"{kind}, {encoding}, {seen.width} columns, {colour}")


def _settings(settings: Settings) -> Finding:
    """List every setting with where its value comes from."""
    given = {name.upper() for name in os.environ}
    told = []
    for name in type(settings).model_fields:
        origin = "environment" if f"POURPARLER_{name.upper()}" in given else "default"
        value = without_password(str(getattr(settings, name)))
        told.append(f"{name}={value} ({origin})")
    return Finding("settings", True, ", ".join(told))


def _guard(settings: Settings) -> Finding:
    """Ask for forbidden addresses; nothing is sent, as the network is taken away."""
    from pourparler import fetch

    strict = settings.model_copy(update={"allow_hosts": (), "timeout": 5.0})
    passed = []
    for address in _FORBIDDEN:
        try:
            fetch.fetch(address, strict, network=_NoNetwork())
        except RefusedError:
            continue
        except Exception:  # noqa: BLE001, S110 - anything but a refusal means that the guard was passed
            pass
        passed.append(address)
    if passed:
        return Finding("guard", False, f"would fetch {', '.join(passed)}")
    return Finding("guard", True, f"refuses all {len(_FORBIDDEN)} forbidden addresses, without asking the network")


def _looked(name: str, look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except ModelError as error:
        return Finding(name, False, str(error), error.exit_code)
    except PourparlerError as error:
        return Finding(name, False, str(error))
    except Exception as error:  # noqa: BLE001 - what is broken is what this command is for
        return Finding(name, False, fault(error))


def examine(*, as_json: bool) -> int:
    """Look at everything, print what was found, and return 0, 1 or (for the model) 4."""
    settings = settings_of()
    findings = [
        _looked("versions", _versions),
        _looked("model", lambda: _model(settings)),
        _looked("sample", lambda: _sample(settings)),
        _looked("guard", lambda: _guard(settings)),
        _looked("output", _terminal),
        _looked("settings", lambda: _settings(settings)),
    ]
    bad = [finding for finding in findings if not finding.good]
    with Output(None) as output:
        if as_json:
            found = {one.name: {"good": one.good, "found": one.found} for one in findings}
            output.write(json.dumps({"good": not bad, **found}, ensure_ascii=False) + "\n")
        else:
            for one in findings:
                output.write(f"{'ok ' if one.good else 'BAD'}  {one.name:<9} {one_line(one.found)}\n")
            output.write(
                f"{'Everything is in order.' if not bad else f'Not in order: {len(bad)} of {len(findings)}.'}\n"
            )
    return max((finding.code for finding in bad), default=0)

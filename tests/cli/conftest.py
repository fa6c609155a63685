"""The command line run in this process: real rooms, a reader that finds nothing, streams that can be looked at."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pytest

from pourparler import pipeline, reader
from pourparler.cli.commands import run_app
from pourparler.types import Labels
from tests.readings import MODEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pourparler.types import ModelInfo, Sentence


class FakeReader:
    """Marks nothing; knows how often it was asked."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    @property
    def info(self) -> ModelInfo:
        return MODEL

    @property
    def languages(self) -> frozenset[str]:
        return frozenset({"en"})

    def read(self, text: str, sentences: Sequence[Sentence]) -> Labels:  # noqa: ARG002
        self.texts.append(text)
        return Labels((), ())


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> list[str]:
        """Return the lines on standard error."""
        return self.err.splitlines()


class CommandLine(Protocol):
    """Runs one command line."""

    def __call__(self, *arguments: str, stdin: bytes = b"", encoding: str = "utf-8") -> Ended: ...


@pytest.fixture
def fake_reader(monkeypatch: pytest.MonkeyPatch) -> FakeReader:
    """Stand in for the shipped model."""
    fake = FakeReader()
    monkeypatch.setattr(reader, "load", lambda _: fake)
    monkeypatch.setattr(reader, "info", lambda _: MODEL)
    monkeypatch.setattr(pipeline, "_readers", {})  # where a process keeps what it has loaded
    return fake


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, fake_reader: FakeReader) -> CommandLine:
    """Run command lines with the fake reader; an exception that comes out of one fails the test."""
    assert fake_reader.texts == []

    def run(*arguments: str, stdin: bytes = b"", encoding: str = "utf-8") -> Ended:
        out, err = io.BytesIO(), io.BytesIO()
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
            patched.setattr(sys, "stdout", io.TextIOWrapper(out, encoding=encoding, write_through=True))
            patched.setattr(sys, "stderr", io.TextIOWrapper(err, encoding=encoding, write_through=True))
            code = run_app(arguments)
            return Ended(code, out.getvalue().decode("utf-8"), err.getvalue().decode(encoding))

    return run

"""What is shown where: the bar on standard error, colour and signs on standard output."""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path

import pytest

from pourparler.cli import waiting
from pourparler.cli.output import Output, screen


class Terminal(io.TextIOWrapper):
    """A stream that says that it is a terminal."""

    def __init__(self, encoding: str = "utf-8") -> None:
        self.bytes = io.BytesIO()
        super().__init__(self.bytes, encoding=encoding, write_through=True)

    def isatty(self) -> bool:
        return True


def on_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make standard output a terminal; in the test itself, as pytest puts its own in place before each."""
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def test_a_terminal_gets_colour_and_a_file_none(monkeypatch: pytest.MonkeyPatch) -> None:
    on_terminal(monkeypatch)
    assert screen(None).colour
    assert not screen(Path("brief.txt")).colour


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_no_colour_where_none_is_wanted(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    on_terminal(monkeypatch)
    monkeypatch.setenv(name, value)
    assert not screen(None).colour


@pytest.mark.parametrize(("encoding", "ascii_only"), [("ascii", True), ("cp1252", True), ("utf-8", False)])
def test_signs_that_a_terminal_lacks_are_not_used(
    monkeypatch: pytest.MonkeyPatch, encoding: str, *, ascii_only: bool
) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal(encoding))
    assert screen(None).ascii_only is ascii_only


def test_a_terminal_of_another_encoding_gets_escapes_not_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal("cp1252")
    monkeypatch.setattr(sys, "stdout", terminal)
    with Output(None) as output:
        output.write("“Київ” é")
    assert terminal.bytes.getvalue() == "“".encode("cp1252") + b"\\u041a\\u0438\\u0457\\u0432" + "” é".encode("cp1252")


def test_a_bar_comes_after_a_while_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(waiting, "_PATIENCE", 0.05)
    with waiting.Waiting(3, quiet=False) as bar:
        bar.step("page\x1b[2J.html")
        bar.advance()
        assert terminal.bytes.getvalue() == b""
        time.sleep(0.5)
        bar.step("next.html")
    shown = terminal.bytes.getvalue().decode()
    assert "1/3" in shown
    assert "page\x1b[2J" not in shown


@pytest.mark.parametrize(("stream", "quiet"), [(Terminal(), True), (io.StringIO(), False)])
def test_no_bar_where_none_is_wanted(monkeypatch: pytest.MonkeyPatch, stream: io.TextIOBase, *, quiet: bool) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(waiting, "_PATIENCE", 0.01)
    with waiting.Waiting(3, quiet=quiet) as bar:
        time.sleep(0.1)
        bar.step("next.html")
    written = stream.bytes.getvalue() if isinstance(stream, Terminal) else stream.getvalue()  # type: ignore[attr-defined]
    assert not written

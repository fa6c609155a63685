"""The program as a process: start-up, version, broken pipes, interruption, closed streams."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from pourparler import reader
from pourparler.cli import app, main
from pourparler.cli.commands import run_app
from pourparler.errors import ModelError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine

# The program with a reader that marks nothing: what is tested is the process, not the model.
PROGRAM = """
import sys
from pourparler import reader
from tests.cli.conftest import FakeReader
reader.load = lambda settings: FakeReader()
from pourparler.cli import main
sys.argv[0] = "pourparler"
main()
"""


def started(*arguments: str, **options: object) -> subprocess.Popen[bytes]:
    """Start the program."""
    command = [sys.executable, "-c", PROGRAM, *arguments]
    pipes: dict[str, object] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, **{**pipes, **options})  # type: ignore[call-overload, no-any-return]  # noqa: S603


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Return a file with many articles."""
    path = tmp_path / "many.jsonl"
    line = json.dumps({"text": "Talks go on in Port Kessel. No date is set. " * 40})
    path.write_text(f"{line}\n" * 3000, encoding="utf-8")
    return path


def test_a_broken_pipe_ends_quietly(many: Path) -> None:
    """``pourparler read --json many.jsonl | head -1``: no complaint, and no reading of the rest."""
    with started("read", "--json", str(many)) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline().startswith(b'{"article"')
        process.stdout.close()
        assert process.wait(timeout=30) == 0
        assert process.stderr.read() == b""


@pytest.mark.skipif(os.name == "nt", reason="signals are sent as on POSIX")
def test_an_interruption_ends_with_130(many: Path) -> None:
    with started("read", "--json", str(many)) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=30)
        assert process.returncode == 130
        assert told == b"pourparler: Stopped.\n"


@pytest.mark.skipif(os.name == "nt", reason="closed as on POSIX")
def test_a_closed_standard_output_is_told(many: Path) -> None:
    command = f'exec "{sys.executable}" -m pourparler read --json "{many}" >&-'
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, timeout=30, check=False)  # noqa: S603
    assert done.returncode == 1
    assert done.stderr == b"pourparler: Standard output is closed: name a file with --out.\n"


def test_results_come_while_more_is_read() -> None:
    """Each result is let out at once; nothing waits for the end."""
    with started("read", "--json", "-") as process:
        out, _ = process.communicate(b"Talks go on in Port Kessel. No date is set.", timeout=30)
        assert json.loads(out)["article"]["text"].startswith("Talks go on")


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_the_program_starts_quickly(option: str) -> None:
    """Nothing that reading needs is loaded to say what the program is; generous, as test machines are slow."""
    took = []
    for _ in range(3):
        before = time.perf_counter()
        subprocess.run([sys.executable, "-m", "pourparler", option], capture_output=True, check=True, timeout=30)  # noqa: S603
        took.append(time.perf_counter() - before)
    assert min(took) < 1.0


def test_the_version_names_the_model(cli: CommandLine) -> None:
    assert cli("--version").out == "pourparler 0.1.0, model fake-reader 2026.11 (sha256 0123456789ab)\n"


def test_the_version_without_a_model(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    def info(_: object) -> object:
        raise ModelError("There is no model: install the package again.")

    monkeypatch.setattr(reader, "info", info)
    ended = cli("--version")
    assert (ended.code, ended.out) == (0, "pourparler 0.1.0, no model\n")
    assert ended.told == ["pourparler: There is no model: install the package again."]


@pytest.mark.parametrize("command", [(), ("read",), ("brief",), ("doctor",)])
def test_help_lists_the_exit_codes(cli: CommandLine, command: tuple[str, ...]) -> None:
    ended = cli(*command, "--help")
    assert ended.code == 0
    for code in ("0", "1", "2", "3", "4", "130"):
        assert re.search(rf"^ +{code} ", ended.out, re.MULTILINE)


def test_no_command_shows_help_and_ends_with_2(cli: CommandLine) -> None:
    ended = cli()
    assert ended.code == 2
    assert "Usage: pourparler" in ended.err


def test_completion_is_offered(cli: CommandLine) -> None:
    assert "--install-completion" in cli("--help").out


def test_the_entry_point_leaves_with_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["pourparler", "frobnicate"])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2


def test_an_exception_out_of_the_blue_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(type(app), "__call__", lambda *_, **__: 1 // 0)
    assert run_app(["read", "x"]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "ZeroDivisionError" in told

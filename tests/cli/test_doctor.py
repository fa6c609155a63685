"""``doctor`` says what is in order and what is not, and ends accordingly."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pourparler import fetch, reader
from pourparler.cli import doctor
from pourparler.errors import ModelError

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine


def test_everything_in_order(cli: CommandLine) -> None:
    ended = cli("doctor")
    assert ended.code == 0
    assert ended.out.splitlines()[-1] == "Everything is in order."
    assert [line.split()[1] for line in ended.out.splitlines()[:-1]] == [
        "versions",
        "model",
        "sample",
        "guard",
        "output",
        "settings",
    ]


def test_json_says_the_same(cli: CommandLine) -> None:
    found = json.loads(cli("doctor", "--json").out)
    assert found["good"] is True
    assert found["guard"] == {"good": True, "found": found["guard"]["found"]}
    assert "fake-reader 2026.11" in found["model"]["found"]


def test_settings_are_listed_with_their_origins(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POURPARLER_MIN_SCORE", "0.25")
    told = cli("doctor").out
    assert "min_score=0.25 (environment)" in told
    assert "timeout=20.0 (default)" in told


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_damaged_model_ends_with_4(cli: CommandLine, monkeypatch: pytest.MonkeyPatch, form: tuple[str, ...]) -> None:
    def load(_: object) -> object:
        raise ModelError("The model's file is damaged: install the package again.")

    monkeypatch.setattr(reader, "load", load)
    ended = cli("doctor", *form)
    assert ended.code == 4
    assert "install the package again" in ended.out


def test_a_guard_that_lets_through_ends_with_1(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check would notice: it is not enough that nothing was fetched."""
    monkeypatch.setattr(fetch, "fetch", lambda *_, **__: None, raising=False)
    ended = cli("doctor")
    assert ended.code == 1
    assert "would fetch http://127.0.0.1/" in ended.out


def test_a_missing_library_ends_with_1(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_LIBRARIES", ("typer", "no-such-library-here"))
    ended = cli("doctor")
    assert ended.code == 1
    assert "missing: no-such-library-here" in ended.out


def test_what_breaks_unforeseen_is_a_finding(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    def load(_: object) -> object:
        raise ValueError("odd")

    monkeypatch.setattr(reader, "load", load)
    ended = cli("doctor")
    assert ended.code == 1
    assert "ValueError: odd" in ended.out
    assert ended.err == ""


def test_a_wrong_setting_ends_with_2(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POURPARLER_THREADS", "0")
    assert cli("doctor").code == 2

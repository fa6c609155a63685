"""Floors only rise, and a figure below its floor is a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from evals import floors, pins
from evals.__main__ import main, table
from evals.summaries import rouge_l, rouge_n

if TYPE_CHECKING:
    from pathlib import Path


def test_a_floor_is_raised_to_just_below_the_figure() -> None:
    assert floors.raised({}, {"a.f1": 0.98765}) == {"a.f1": 0.985}


def test_a_floor_is_never_lowered() -> None:
    assert floors.raised({"a.f1": 0.9}, {"a.f1": 0.5}) == {"a.f1": 0.9}


@pytest.mark.parametrize(
    ("figures", "fault"),
    [
        ({"a.f1": 0.89}, "below its floor"),
        ({"a.f1": float("nan")}, "below its floor"),
        ({"a.other": 1.0}, "was not measured"),
    ],
)
def test_a_figure_below_its_floor_or_gone_is_a_fault(figures: dict[str, float], fault: str) -> None:
    assert fault in " ".join(floors.below({"a.f1": 0.9}, figures))


def test_a_measure_that_did_not_run_is_no_fault() -> None:
    assert floors.below({"a.f1": 0.9}, {"b.f1": 0.1}) == []


def test_floors_are_read_as_written(tmp_path: Path) -> None:
    floors.save(tmp_path / "floors.json", {"b.f1": 0.2, "a.f1": 0.1})
    assert floors.load(tmp_path / "floors.json") == {"a.f1": 0.1, "b.f1": 0.2}
    assert floors.load(tmp_path / "none.json") == {}


def test_data_that_changed_is_said(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "pages").mkdir(parents=True)
    (data / "pages" / "one.html").write_text("one")
    wanted = tmp_path / "data.json"
    wanted.write_text('{"pages": "", "absent.gz": "00"}')
    pins.pin(data, wanted)
    assert pins.changed(data, wanted) == []
    (data / "pages" / "two.html").write_text("two")
    assert "pages in the data folder is not the pinned one" in pins.changed(data, wanted)[0]


def test_an_absent_data_folder_is_said_and_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POURPARLER_DATA", str(tmp_path / "none"))
    assert main([]) == 0
    assert "nothing measured" in capsys.readouterr().err


def test_the_table_shows_figures_beside_floors() -> None:
    assert "a.f1  0.9123   0.900" in table({"a.f1": 0.9123}, {"a.f1": 0.9})


def test_rouge_is_one_for_the_same_words_and_none_for_others() -> None:
    words = ["the", "ministers", "met", "in", "hale"]
    assert rouge_n(words, words, 2) == rouge_l(words, words) == 1
    assert rouge_n(words, ["nobody"], 1) == rouge_l(words, []) == 0
    # three words shared, in order
    assert rouge_l(["police", "kill", "the", "gunman"], ["police", "killed", "the", "gunman"]) == 0.75

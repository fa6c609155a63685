"""Scales are written into a model's card, and read back as the reader reads them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from evals.judging import Verdict
from training import calibrate

from pourparler.reader.card import scales

if TYPE_CHECKING:
    from pathlib import Path

SAID = {"name": "a reader", "version": "7", "layout": 2, "sha256": "0" * 64, "scores": {"f1": {"cue": 0.7}}}
CARD = json.dumps(SAID, indent=2) + "\n"
SCALES = {"statements": [[0.0, 0.5, 1.0], [0.0, 0.2, 0.9]], "positions": [[0.0, 1.0], [0.0, 0.5]]}


def test_scales_are_read_as_written(tmp_path: Path) -> None:
    (tmp_path / "card.json").write_text(calibrate.scaled(CARD, SCALES), "utf-8")
    found = scales(tmp_path)
    assert found["statements"](0.75) == 0.55
    assert found["positions"](0.5) == 0.25


def test_all_else_in_the_card_stays_and_old_scales_go() -> None:
    twice = calibrate.scaled(calibrate.scaled(CARD, {"old": [[0.0], [0.0]]}), SCALES)
    assert twice == calibrate.scaled(CARD, SCALES)
    assert json.loads(twice) == {**json.loads(CARD), "scales": SCALES}


def test_a_card_without_scales_is_the_card_it_was() -> None:
    assert calibrate.bare(calibrate.scaled(CARD, SCALES)) == CARD
    assert calibrate.bare(CARD) == CARD


def test_each_kind_of_item_gets_its_line() -> None:
    sure = [Verdict("a", 0.9, at % 10 < 8) for at in range(100)]
    unsure = [Verdict("a", 0.3, at % 10 < 2) for at in range(100)]
    found = calibrate.fitted({"statements": [*sure, *unsure], "positions": unsure})
    assert set(found) == {"statements", "positions"}
    raw, share = found["statements"]
    assert dict(zip(raw, share, strict=True))[0.9] == pytest.approx(0.8, abs=0.02)


def test_raw_scores_are_read_with_a_card_without_scales(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The model's own folder is left alone; what is read is a folder of links beside a bare card."""
    model = tmp_path / "model"
    model.mkdir()
    (model / "reader.onnx").write_bytes(b"weights")
    (model / "card.json").write_text(calibrate.scaled(CARD, SCALES), "utf-8")
    seen: list[tuple[str, bytes, str]] = []

    def read(path: Path, folder: Path) -> tuple[()]:
        seen.append((path.name, (folder / "reader.onnx").read_bytes(), (folder / "card.json").read_text("utf-8")))
        return ()

    monkeypatch.setattr(calibrate, "read", read)
    assert calibrate.judged(model, tmp_path) == {"statements": [], "positions": []}
    assert seen == [("dev.jsonl.gz", b"weights", CARD), ("dev.jsonl", b"weights", CARD)]
    assert "scales" in (model / "card.json").read_text("utf-8")


def test_one_command_reads_fits_and_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "card.json").write_text(CARD, "utf-8")
    items = [Verdict("a", at / 200, at > 100) for at in range(200)]
    monkeypatch.setattr(calibrate, "judged", lambda _model, _data: {"statements": items, "positions": items})
    calibrate.main(["--model", str(tmp_path), "--data", str(tmp_path)])
    assert scales(tmp_path)["statements"](0.9) > 0.8
    assert "statements: 99 of 200 are right" in capsys.readouterr().out

"""The shipped model read for real: what it finds, and that a reading stands on its own."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from pourparler.errors import ModelError
from pourparler.reader import info
from pourparler.reader.card import SHIPPED, languages
from pourparler.reader.session import OnnxReader
from pourparler.sentences import split

if TYPE_CHECKING:
    from pathlib import Path

    from pourparler.types import Labels

READER = OnnxReader()


def labels(text: str) -> Labels:
    return READER.read(text, split(text))


def test_a_plain_statement() -> None:
    text = "The minister said on Monday that the talks would go on in Geneva."
    (found,) = labels(text).attributions
    assert [s.of(text) for s in found.source] == ["The minister"]
    assert found.cue[0].of(text).startswith("said")
    assert "the talks would go on in Geneva" in found.content[0].of(text)


def test_a_precondition_with_holder_and_condition() -> None:
    text = "Kyiv will not sit down with Moscow unless its forces leave Crimea."
    found = [f for f in labels(text).frames if f.kind == "precondition"]
    assert len(found) == 1
    assert found[0].holder is not None
    assert found[0].holder.of(text) == "Kyiv"
    assert found[0].condition is not None
    assert "its forces leave Crimea" in found[0].condition.of(text)


def test_a_text_is_read_alike_after_any_other() -> None:
    text = "Ankara is ready to host a summit, its foreign minister told reporters on Friday."
    alone = labels(text)
    labels("Another text altogether. " * 200)
    assert labels(text) == alone


@pytest.mark.parametrize("text", ["", " \n\n ", ".", "“", "\u202e\u0301", "word " * 3000, "x" * 20_000, "🕊️" * 500])
def test_odd_texts_are_read_without_complaint(text: str) -> None:
    found = labels(text)
    spans = [s for a in found.attributions for s in (*a.source, *a.cue, *a.content)] + [f.act for f in found.frames]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)


def test_a_damaged_model_is_named(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path / "model")
    (tmp_path / "model/reader.onnx").write_bytes(b"not a model")
    with pytest.raises(ModelError, match="not the one its card names"):
        OnnxReader(tmp_path / "model")


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        info(tmp_path)


def test_a_model_of_another_layout_is_refused(tmp_path: Path) -> None:
    card = json.loads((SHIPPED / "card.json").read_text())
    (tmp_path / "card.json").write_text(json.dumps(card | {"layout": 99}))
    with pytest.raises(ModelError, match="layout 99"):
        info(tmp_path)


@pytest.mark.parametrize("scale", [[[0, 0.5, 1], [0, 1]], [[], []], [[1, 0], [0, 1]], [[0, 1]], "no"])
def test_a_scale_that_is_no_rising_line_is_refused(tmp_path: Path, scale: object) -> None:
    shutil.copytree(SHIPPED, tmp_path / "model")
    card = json.loads((SHIPPED / "card.json").read_text())
    (tmp_path / "model/card.json").write_text(json.dumps(card | {"scales": {"positions": scale}}))
    with pytest.raises(ModelError, match="cannot be read"):
        OnnxReader(tmp_path / "model")


def test_a_position_behind_a_long_list_is_found() -> None:
    last = "Kyiv will not sit down with Moscow unless its forces leave Crimea."
    text = "The list names " + ", ".join(f"item {n}" for n in range(150)) + "; and " + last
    assert any(f.kind == "precondition" for f in labels(text).frames)


def test_names_are_found() -> None:
    text = "President Volodymyr Zelensky met officials of NATO in Brussels."
    found = {(e.kind, e.span.of(text)) for e in labels(text).entities}
    assert ("organisation", "NATO") in found
    assert ("place", "Brussels") in found
    assert any(kind == "person" and "Zelensky" in words for kind, words in found)


def test_every_sentence_has_its_sense_and_the_text_a_vector_of_length_one() -> None:
    text = "Troops shelled the town. The ministers met for talks.\n\nIt rained."
    found = labels(text)
    assert [s.sentence for s in found.senses] == [0, 1, 2]
    assert all(0 <= s.hedge <= 1 and 0 <= s.event_score <= 1 for s in found.senses)
    assert sum(x * x for x in found.vector) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize(("said", "known"), [({}, {"en"}), ({"languages": ["EN", "uk"]}, {"en", "uk"})])
def test_a_card_names_the_models_languages(tmp_path: Path, said: dict[str, list[str]], known: set[str]) -> None:
    (tmp_path / "card.json").write_text(json.dumps(said), encoding="utf-8")
    assert languages(tmp_path) == known


@pytest.mark.parametrize("said", ["{", "[]", '{"languages": 1}'])
def test_a_card_that_names_no_languages_in_a_list_is_refused(tmp_path: Path, said: str) -> None:
    (tmp_path / "card.json").write_text(said, encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be read"):
        languages(tmp_path)

"""Entities of IOB2 files, and what training never sees."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

from evals.senses import f1, kept_out, sentences, tenth

if TYPE_CHECKING:
    from pathlib import Path


def test_entities_are_spans_of_words_joined_by_blanks(tmp_path: Path) -> None:
    rows = [
        "# text = x", "1\tOlha\tB-PER", "2\tDanylko\tI-PER", "3\tmet\tO", "4\tNATO\tB-ORG", "5\tEU\tB-ORG",
        "6\ttoday\tB-OTH", "",
        "1\tKyiv\tB-LOC",
    ]  # fmt: skip
    (tmp_path / "a.gz").write_bytes(gzip.compress("\n".join(rows).encode()))
    (first, found), (second, other) = sentences(tmp_path / "a.gz")
    assert first == "Olha Danylko met NATO EU today"
    assert {(first[a:b], kind) for a, b, kind in found} == {
        ("Olha Danylko", "person"),
        ("NATO", "organisation"),
        ("EU", "organisation"),
    }
    assert (second, other) == ("Kyiv", {(0, 4, "place")})


def test_what_is_measured_with_is_what_training_leaves_out(tmp_path: Path) -> None:
    lines = [json.dumps({"number": n}) for n in range(25)]
    (tmp_path / "a.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    assert [row["number"] for row in tenth(tmp_path / "a.gz")] == [9, 19]
    assert [n for n in range(25) if kept_out(n)] == [9, 19]


def test_f1_counts_one_label() -> None:
    assert f1([(1, 1), (1, 0), (0, 1), (0, 0)], 1) == 0.5
    assert f1([(0, 0)], 1) == 0.0

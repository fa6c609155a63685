"""The data dictionary has every column of every table, with its type, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from pourparler.exports import Shape, shape_of
from pourparler.exports.files import FORMATS, KINDS
from tests.structure.test_docs import rows, sections

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "exports.md").read_text("utf-8")
NESTED = {"model": "`model`", "roles": "`roles`", "copies": "`copies`"}


def named(shape: Shape) -> str:
    """Return how the page calls what a column holds."""
    if shape.form == "list" and shape.item is not None:
        plural = {"string": "strings", "span": "spans", "record": "records"}[shape.item.form]
        return f"list of {plural}" + (" or null" if shape.optional else "")
    return shape.form + (" or null" if shape.optional else "")


def columns(shape: Shape) -> dict[str, str]:
    return {name: named(part) for name, part in shape.fields}


def described(heading: str) -> dict[str, str]:
    """Return the columns under a heading of the page, each with its type."""
    table = rows(sections(PAGE)[heading])
    return {name: cells[0] for name, cells in list(table.items())[1:]}


@pytest.mark.parametrize("table", KINDS)
def test_every_column_is_described_in_its_order(table: str) -> None:
    expected = columns(shape_of(KINDS[table]))  # type: ignore[index]
    assert described(f"`{table}`") == expected
    assert list(described(f"`{table}`")) == list(expected)


@pytest.mark.parametrize("field", NESTED)
def test_every_field_of_a_record_within_is_described(field: str) -> None:
    within = [part for kind in KINDS.values() for name, part in shape_of(kind).fields if name == field]
    inner = within[0].item or within[0]
    assert described(NESTED[field]) == columns(inner)


def test_no_record_within_is_left_out() -> None:
    records = {
        name for kind in KINDS.values() for name, part in shape_of(kind).fields if (part.item or part).form == "record"
    }
    assert records == set(NESTED)


def test_every_meaning_is_a_sentence_or_phrase() -> None:
    for heading in [f"`{table}`" for table in KINDS] + list(NESTED.values()):
        assert all(len(cells) == 2 and len(cells[1]) > 3 for cells in rows(sections(PAGE)[heading]).values())


def test_every_choice_is_named() -> None:
    for table, kind in KINDS.items():
        for name, part in shape_of(kind).fields:
            meaning = rows(sections(PAGE)[f"`{table}`"])[name][1]
            assert [word for word in part.choices if f"`{word}`" not in meaning and "](" not in meaning] == []


def test_every_format_is_described() -> None:
    assert [form for form in FORMATS if f"`{form}`" not in rows(sections(PAGE)["Formats"])[form][0] + f"`{form}`"] == []

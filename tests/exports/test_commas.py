"""CSV comes back as it was written, and no table program runs what stands in it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler import exports
from pourparler.exports.commas import guarded, representable, unguarded
from pourparler.rows import ActorRow, StatementRow
from tests.libraries import HOSTILE

if TYPE_CHECKING:
    from pourparler.protocols import Store

ACTOR = ActorRow("velland", "Velland", "state", None, "VLL", ("Velländ",), (), 1, 2, 3)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
risky = st.builds(
    "".join, st.lists(st.sampled_from(["'", "=", "+", "-", "@", "\t", "\r", "\n", " ", "a", "\uff1d", "\ufeff"]))
)


def read(content: bytes) -> list[dict[str, str]]:
    """Return the lines of a CSV file, as Python's reader has them."""
    csv.field_size_limit(10_000_000)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))


def back(cell: str, shape: exports.Shape) -> Any:
    """Return the value that a cell stands for."""
    if not cell and shape.optional:
        return None
    if shape.nested:
        return json.loads(cell)
    if shape.form == "string":
        return unguarded(cell)
    return {"integer": int, "number": float, "boolean": lambda word: word == "true"}[shape.form](cell)  # type: ignore[operator]


def fit(value: Any) -> Any:
    """Return a value with what CSV cannot carry replaced, empty text of optional fields apart."""
    return representable(value) if isinstance(value, str) else value


@pytest.mark.parametrize("table", ["articles", "statements", "positions", "actors", "stories", "origins"])
def test_every_row_of_a_store_comes_back(library: Store, table: Any) -> None:
    rows = list(library.export(table))
    kind: type = type(rows[0])
    lines = read(b"".join(exports.as_csv(rows, kind)))
    shapes = dict(exports.shape_of(kind).fields)
    assert len(lines) == len(rows) >= 3
    for line, row in zip(lines, rows, strict=True):
        expected = {name: fit(value) for name, value in exports.record(row).items()}
        assert {name: back(cell, shapes[name]) for name, cell in line.items()} == expected


@given(name=texts | risky, aliases=st.lists(texts, max_size=3), country=st.none() | texts.filter(bool))
def test_any_text_comes_back(name: str, aliases: list[str], country: str | None) -> None:
    row = replace(ACTOR, name=name, aliases=tuple(aliases), country=country)
    (line,) = read(b"".join(exports.as_csv([row], ActorRow)))
    shapes = dict(exports.shape_of(ActorRow).fields)
    assert back(line["name"], shapes["name"]) == name
    assert back(line["aliases"], shapes["aliases"]) == aliases
    assert back(line["country"], shapes["country"]) == country


@given(risky | texts)
def test_a_guarded_text_is_no_formula_and_can_be_had_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).strip("\ufeff\u200b \t\r\n").startswith(("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff20"))
    assert not guarded(text).startswith(("\t", "\r", "\n"))


@pytest.mark.parametrize("words", HOSTILE[:8])
def test_a_formula_is_kept_as_words(words: str) -> None:
    (line,) = read(b"".join(exports.as_csv([replace(ACTOR, name=words)], ActorRow)))
    assert line["name"] == f"'{words}"


def test_ordinary_text_stands_as_it_is() -> None:
    for words in ("Velland", "“We wait,” he said", "'quoted'", "3 - 2", "", "a=b", "don't"):
        assert guarded(words) == words


def test_nothing_and_empty_text_can_be_told_apart() -> None:
    content = b"".join(exports.as_csv([replace(ACTOR, country=None, code="")], ActorRow))
    assert content.split(b"\r\n")[1].startswith(b'"velland","Velland","state",,"",')


def test_a_list_without_rows_has_its_names() -> None:
    content = b"".join(exports.as_csv([], StatementRow))
    assert content.decode() == ",".join(name for name, _ in exports.shape_of(StatementRow).fields) + "\r\n"


def test_columns_can_be_left_out() -> None:
    content = b"".join(exports.as_csv([ACTOR], ActorRow, without=("aliases", "roles")))
    assert (
        content
        == b'id,name,kind,country,code,articles,statements,positions\r\n"velland","Velland","state",,"VLL",1,2,3\r\n'
    )


def test_rows_are_handed_over_in_pieces() -> None:
    pieces = list(exports.as_csv((ACTOR for _ in range(20_000)), ActorRow))
    assert max(map(len, pieces)) < 100_000
    assert len(read(b"".join(pieces))) == 20_000


def test_the_recipe_of_the_reference_gives_the_text_back() -> None:
    """What the page tells people to do is what this room does."""
    page = (Path(__file__).parents[2] / "docs" / "reference" / "exports.md").read_text("utf-8")
    recipe: dict[str, Any] = {}
    exec(page.partition("```{code-block} python\n")[2].partition("```")[0], recipe)  # noqa: S102 - our own page
    for words in (*HOSTILE, "'", "''=1", "'a", "", "a'=1", "' \t-"):
        assert recipe["text_of"](guarded(words)) == words

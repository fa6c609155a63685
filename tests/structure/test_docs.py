"""Documentation cannot drift: what the program has, the reference pages have, and the other way round."""

from __future__ import annotations

import importlib
import re
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest
import typer
from pydantic_core import PydanticUndefined

import pourparler
from pourparler import errors, render, types
from pourparler.settings import Settings

DOCS = Path(__file__).parents[2] / "docs"
REFERENCE = DOCS / "reference"

# Where the reading's page describes a record: its section, or "Only in Python" for what JSON does not carry.
RECORDS = {
    types.Reading: "Top level",
    types.Article: "`article`",
    types.Statement: "`statements`",
    types.Speaker: "`speaker`",
    types.Position: "`positions`",
    types.ModelInfo: "`model`",
    types.Brief: "Top level",
}
SPAN = types.Span(0, 4)


def json_keys() -> dict[str, list[str]]:
    """Return the keys of every object in the record that all surfaces give, by its section in the docs."""
    article = types.Article("a", None, None, None, None, None, "en", None, None, "Word.", (), "0")
    speaker = types.Speaker("Ann Example", None, None)
    statement = types.Statement((SPAN,), (SPAN,), (SPAN,), speaker, "named", SPAN, (), 1.0)
    position = types.Position("offer", SPAN, SPAN, None, None, (), False, 0, None, 1.0)
    model = types.ModelInfo("m", "1", "0")
    record = render.record(types.Reading(article, (), (statement,), (position,), types.Brief((), ()), model))
    return {
        "Top level": list(record),
        "`article`": list(record["article"]),
        "`statements`": list(record["statements"][0]),
        "`speaker`": list(record["statements"][0]["speaker"]),
        "`positions`": list(record["positions"][0]),
        "`model`": list(record["model"]),
    }


def page(name: str) -> str:
    """Return the source of one reference page."""
    return (REFERENCE / name).read_text(encoding="utf-8")


def sections(source: str) -> dict[str, str]:
    """Split a page at its headings: heading -> what stands under it, up to the next heading."""
    parts = re.split(r"^#{1,4} (.+)$", source, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def rows(source: str) -> dict[str, list[str]]:
    """Return the rows of a page's tables: the first cell without code marks -> the other cells."""
    found = {}
    for line in source.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        if line.startswith("| ") and len(cells) > 1:
            found[cells[0].strip("`")] = cells[1:]
    return found


def commands() -> dict[str, list[str]]:
    """Return every command of the program that help shows, with its long options."""
    root = typer.main.get_command(importlib.import_module("pourparler.cli").app)
    found, waiting = {}, [("pourparler", root)]
    while waiting:
        name, command = waiting.pop()
        found[name] = _options(command)
        below = getattr(command, "commands", {}).items()
        waiting += [(f"{name} {called}", one) for called, one in below if not one.hidden]
    return found


def _options(command: object) -> list[str]:
    """Return the long options of a command, the negative form of a switch included."""
    names = ["--help"]
    for parameter in getattr(command, "params", []):
        if not getattr(parameter, "hidden", False):
            names += [name for name in (*parameter.opts, *parameter.secondary_opts) if name.startswith("--")]
    return sorted(set(names))


def error_classes() -> list[type[errors.PourparlerError]]:
    """Return every class of the tree of errors."""
    return [getattr(errors, name) for name in errors.__all__]


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_described_with_its_default(name: str) -> None:
    """The row of a setting gives the help and the default that the code has."""
    field = Settings.model_fields[name]
    default, meaning = rows(page("settings.md"))[f"POURPARLER_{name.upper()}"]
    assert meaning == field.description
    assert field.default is not PydanticUndefined
    shown = {(): "`[]`", None: "none"}.get(field.default, f"`{field.default}`")
    assert default == shown


def test_no_setting_is_described_that_is_gone() -> None:
    """Every POURPARLER_ name on the page is a setting."""
    named = set(re.findall(r"POURPARLER_(\w+)", page("settings.md")))
    assert named == {name.upper() for name in Settings.model_fields}


def test_settings_named_anywhere_in_the_docs_exist() -> None:
    """The tutorial and the guides name no setting that is gone; evals and fault-finding have one each of their own."""
    named = {name for path in DOCS.rglob("*.md") for name in re.findall(r"POURPARLER_(\w+)", path.read_text("utf-8"))}
    assert named <= {name.upper() for name in Settings.model_fields} | {"DATA", "DEBUG"}


def test_every_key_of_a_reading_is_described() -> None:
    """The table of each object of the JSON has its keys, in their order, and no others."""
    parts = sections(page("reading.md"))
    assert {heading: list(rows(parts[heading]))[1:] for heading in json_keys()} == json_keys()


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_field_of_a_record_is_described(record: type) -> None:
    """A field of the dataclass is in the table of its object, or among those that only Python has."""
    parts = sections(page("reading.md"))
    in_json = rows(parts[RECORDS[record]])
    in_python = {name.rpartition(".")[2] for name in rows(parts["Only in Python"])}
    assert {field.name for field in fields(record)} - set(in_json) - in_python == set()


@pytest.mark.parametrize(
    ("values", "heading", "field"), [(types.Kind, "`positions`", "kind"), (types.Sourcing, "`statements`", "sourcing")]
)
def test_every_value_of_a_class_is_described(values: object, heading: str, field: str) -> None:
    """Kinds and sourcing classes are all named where their field is described."""
    cell = " ".join(rows(sections(page("reading.md"))[heading])[field])
    assert [value for value in get_args(values) if f"`{value}`" not in cell] == []


@pytest.mark.parametrize(("values", "name"), [(types.Kind, "positions.md"), (types.Sourcing, "sourcing.md")])
def test_every_value_of_a_class_is_explained(values: object, name: str) -> None:
    """Each kind and each sourcing class has its row in the explanation, and there are no others."""
    explained = rows((DOCS / "explanation" / name).read_text(encoding="utf-8"))
    assert set(list(explained)[1:]) == set(get_args(values))


def test_every_exit_code_is_described() -> None:
    """The codes on the page are those that errors end with, and those of the command line itself."""
    listed = rows(sections(page("exceptions.md"))["Exit codes"])
    telling = importlib.import_module("pourparler.cli.telling")
    ends = {0, telling.FAULT, telling.STOPPED} | {error.exit_code for error in error_classes()}
    assert {int(code) for code in list(listed)[1:]} == ends


@pytest.mark.parametrize("error", error_classes(), ids=lambda error: error.__name__)
def test_every_exception_is_described_with_its_exit_code(error: type[errors.PourparlerError]) -> None:
    """The row of an exception gives the code that the command line ends with."""
    assert rows(page("exceptions.md"))[error.__name__][0] == str(error.exit_code)


def test_every_command_is_described() -> None:
    """The headings of the page are the commands that help shows."""
    headings = {heading.strip("`") for heading in sections(page("command-line.md")) if heading.startswith("`")}
    assert headings == set(commands())


def test_every_option_is_described() -> None:
    """The options under a command's heading are those that it has, no more and no fewer."""
    parts = sections(page("command-line.md"))
    listed = {name: " ".join(rows(parts[f"`{name}`"])) for name in commands()}
    named = {name: sorted(set(re.findall(r"--[\w-]+", cells))) for name, cells in listed.items()}
    assert named == commands()


def test_options_used_in_examples_exist() -> None:
    """No command line shown in the docs or the README uses an option that its command does not have."""
    known = commands()
    readme = DOCS.parent / "README.md"
    names = "|".join(sorted((name.removeprefix("pourparler ") for name in known), key=len, reverse=True))
    used = [
        (f"pourparler {command}", option)
        for path in (*DOCS.rglob("*.md"), readme)
        for command, rest in re.findall(rf"pourparler ({names})\b([^|>`\n]*)", path.read_text("utf-8"))
        for option in re.findall(r"--[\w-]+", rest)
    ]
    assert used
    assert [(command, option) for command, option in used if option not in known[command]] == []


def test_every_public_name_is_described() -> None:
    """What `import pourparler` offers is on the page about Python."""
    assert [name for name in pourparler.__all__ if not re.search(rf"\b{name}\b", page("python.md"))] == []

"""``stories``, ``statements``, ``positions``, ``actors``, ``search`` and ``export`` over an invented world."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from pourparler.storage import open_store
from tests.web import world

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine

LISTS = ("stories", "statements", "positions", "actors")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a store with the invented world in it, which the tests only read."""
    path = tmp_path_factory.mktemp("world") / "store.sqlite"
    with open_store(path) as opened:
        world.fill(opened)
    return path


@pytest.fixture(autouse=True)
def place(filled: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let every command use the store."""
    monkeypatch.setenv("POURPARLER_STORE", str(filled))
    return filled


def records(out: str) -> list[dict[str, object]]:
    """Return the JSON objects of some lines."""
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize("command", LISTS)
def test_a_list_is_text_json_and_csv_with_the_same_rows(cli: CommandLine, command: str) -> None:
    text, as_json, as_csv = cli(command), cli(command, "--json"), cli(command, "--csv")
    assert [ended.code for ended in (text, as_json, as_csv)] == [0, 0, 0]
    rows = records(as_json.out)
    table = list(csv.DictReader(io.StringIO(as_csv.out, newline="")))
    assert [row["id"] for row in table] == [row["id"] for row in rows]
    assert list(table[0]) == list(rows[0])
    assert all(str(row["id"]) in text.out for row in rows)
    assert cli(command, "--json", "--csv").code == 2


@pytest.mark.parametrize("command", [*LISTS, "search bridge --in statements"])
def test_pages_of_a_list_join_without_a_gap(cli: CommandLine, command: str) -> None:
    words = command.split()
    whole = [row["id"] for row in records(cli(*words, "--json", "--limit", "500").out)]
    found: list[object] = []
    after: tuple[str, ...] = ()
    for _ in range(len(whole) + 1):
        ended = cli(*words, "--json", "--limit", "2", *after)
        found += [row["id"] for row in records(ended.out)]
        if not ended.err:
            break
        assert ended.err.startswith("pourparler: There are more: go on with --after ")
        after = ("--after", ended.err.split()[-1])
    assert len(whole) > 2
    assert found == whole


def test_an_actor_is_named_by_id(cli: CommandLine) -> None:
    rows = records(cli("positions", "--actor", "arkan", "--json").out)
    assert rows
    assert all("arkan" in str(row["actors"]) for row in rows)
    ended = cli("positions", "--actor", "Nobody At All")
    assert ended.code == 2
    assert ended.told == ["pourparler: The store has no actor Nobody At All; `pourparler actors` lists them."]


@pytest.mark.parametrize(
    ("option", "value", "field"),
    [
        ("--kind", "precondition", "kind"),
        ("--outlet", "The Kessel Observer", "outlet"),
        ("--sourcing", "named", "sourcing"),
    ],
)
def test_filters_narrow(cli: CommandLine, option: str, value: str, field: str) -> None:
    every, rows = records(cli("positions", "--json").out), records(cli("positions", option, value, "--json").out)
    assert 0 < len(rows) < len(every)
    assert {row[field] for row in rows} == {value}


def test_dates_sources_and_stories_narrow(cli: CommandLine) -> None:
    assert cli("statements", "--until", "1999", "--json").out == ""
    assert cli("statements", "--until", "1999").told == ["pourparler: There are no statements that fit all of that."]
    assert cli("statements", "--since", "1999", "--json").out == cli("statements", "--json").out
    assert records(cli("statements", "--source", world.FEED.address, "--json").out)
    story = str(records(cli("statements", "--json").out)[0]["story"])
    rows = records(cli("statements", "--story", story, "--json").out)
    assert rows
    assert {row["story"] for row in rows} == {story}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("positions", "--kind", "threat!"), "There is no kind"),
        (("statements", "--since", "yesterday"), "is not a date"),
        (("statements", "--after", "nonsense"), "cursor"),
        (("statements", "--source", "nonsense"), "There is no source nonsense"),
        (("search", "kind:nonsense"), "nonsense"),
        (("stories", "nonsense"), "There is no story nonsense"),
        (("export", "x", "--format", "xls"), "xls"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_2(cli: CommandLine, words: tuple[str, ...], told: str) -> None:
    ended = cli(*words)
    assert (ended.code, ended.out, len(ended.told)) == (2, "", 1)
    assert told in ended.err


def test_copies_are_shown_when_asked_for(cli: CommandLine) -> None:
    once, every = records(cli("statements", "--json").out), records(cli("statements", "--json", "--copies").out)
    assert len(once) < len(every)
    assert all(row["counted"] for row in once)
    assert " · copy\n" in cli("statements", "--copies").out
    assert " · copy\n" not in cli("statements").out


def test_a_story_is_shown_with_its_articles_and_their_copies(cli: CommandLine) -> None:
    stories = records(cli("stories", "--json").out)
    copied = next(row for row in stories if len(row["articles"]) > len(row["origins"]))  # type: ignore[arg-type]
    ended = cli("stories", str(copied["id"]))
    assert all(str(article) in ended.out for article in copied["articles"])  # type: ignore[attr-defined]
    assert "wire copy of " in ended.out
    assert records(cli("stories", str(copied["id"]), "--json").out) == [copied]


def test_search_marks_and_narrows(cli: CommandLine) -> None:
    hits = records(cli("search", "bridge", "--json").out)
    assert hits
    assert all("bridge" in str(hit["snippet"]).lower() for hit in hits)
    narrowed = records(cli("search", "bridge", "outlet:observer*", "--json").out) or records(
        cli("search", 'bridge outlet:"The Kessel Observer"', "--json").out
    )
    assert len(narrowed) < len(hits)
    assert cli("search", "zzzz").told == ["pourparler: Nothing was found: no articles fit the query."]


def test_the_table_of_aliases_is_printed(cli: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = cli("actors", "--table")
    assert ended.code == 0
    russia = next(line for line in ended.out.splitlines() if line.startswith("russia  state"))
    assert "Kremlin" in russia
    states = cli("actors", "--table", "--kind", "state", "--csv").out
    assert 0 < states.count("\n") < ended.out.count("\n")
    assert json.loads(cli("actors", "--table", "--json").out.splitlines()[0])["aliases"] is not None
    monkeypatch.setenv("POURPARLER_ACTORS_FILE", str(tmp_path / "nothing.toml"))
    assert cli("actors", "--table").code == 2


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_everything_is_exported(cli: CommandLine, tmp_path: Path, form: str) -> None:
    pytest.importorskip(
        "pyarrow", reason="pyarrow is not installed; the extra `parquet` brings it."
    ) if form == "parquet" else None
    ended = cli("export", str(tmp_path / "out"), "--format", form)
    assert ended.code == 0
    names = ["articles", "statements", "positions", "actors", "stories", "origins"]
    assert [line.split()[-1] for line in ended.out.splitlines()] == names
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(f"{name}.{form}" for name in names)
    rows = records(cli("export", str(tmp_path / "again"), "--format", form, "--json").out)
    assert [row["table"] for row in rows] == names


def test_status_in_words(cli: CommandLine, filled: Path) -> None:
    lines = dict(line.split(maxsplit=1) for line in cli("status").out.splitlines() if not line.startswith("last"))
    assert lines["store"] == str(filled)
    assert lines["archive"] == f"{filled}.warc"
    assert "independent origins" in lines["articles"]
    assert "that copies repeat" in lines["statements"]


def test_words_from_outside_do_not_steer_the_terminal(cli: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "odd.jsonl"
    file.write_text(json.dumps({"id": "x\u001b[2J", "title": "T\u001b[2J\u202etitle", "text": "Talks go on.\u001b[2J"}))
    place = str(tmp_path / "odd.sqlite")
    assert cli("add", str(file), "--store", place).code == 0
    cli("sync", "--store", place)
    for words in (("stories",), ("search", "talks"), ("sources",), ("quarantine", "list"), ("status",)):
        out = cli(*words, "--store", place).out
        assert "\x1b" not in out
        assert "\u202e" not in out

"""``read`` and ``brief``: inputs, order, forms, and what a run ends with."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from pourparler import reader
from pourparler.errors import ModelError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine, FakeReader

PAGE = "<html><head><title>Talks resume</title></head><body><article><h1>Talks resume</h1>{}</article></body></html>"
PARAGRAPHS = "".join(
    f"<p>Delegations from Velland and Arkan met in Port Kessel on day {day} of the talks, and the minister said that "
    f"progress had been made on the crossing at mile {day}.</p>"
    for day in ("one", "two", "three", "four")
)


def record(number: int, **fields: object) -> str:
    """Return one line of a file with one article a line."""
    return json.dumps({"id": f"a{number}", "text": f"Article {number} is about talks. They go on.", **fields})


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Return a saved page."""
    path = tmp_path / "page.html"
    path.write_text(PAGE.format(PARAGRAPHS), encoding="utf-8")
    return path


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """Return a file with three articles."""
    path = tmp_path / "three.jsonl"
    path.write_text("\n".join(record(number) for number in (1, 2, 3)) + "\n", encoding="utf-8")
    return path


def test_json_is_one_object_a_line_in_the_order_of_the_inputs(cli: CommandLine, page: Path, lines: Path) -> None:
    ended = cli("read", "--json", str(lines), str(page), "-", stdin=b"Rain fell on Port Kessel. It did not stop talks.")
    found = [json.loads(line) for line in ended.out.splitlines()]
    assert [one["article"]["id"] for one in found[:3]] == ["a1", "a2", "a3"]
    assert len(found) == 5
    assert "Delegations from Velland" in found[3]["article"]["text"]
    assert "Rain fell" in found[4]["article"]["text"]
    assert (ended.code, ended.err) == (0, "")


def test_text_of_a_line_is_taken_to_the_letter(cli: CommandLine, tmp_path: Path) -> None:
    """No furniture is cut from it, no blank is squeezed: offsets made elsewhere still fit."""
    text = "Share this article\n\n  No time to read?  \nTalks\u00a0go on. \r\nGet a summary\n"
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps({"id": 17, "text": text, "title": "T", "outlet": "O", "extra": [1]}), encoding="utf-8")
    found = json.loads(cli("read", "--json", str(path)).out)
    assert found["article"]["text"] == text
    assert found["article"]["id"] == "17"
    assert (found["article"]["title"], found["article"]["outlet"]) == ("T", "O")
    assert found["removed"] == []


def test_a_packed_file_of_lines_is_read(cli: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl.gz"
    path.write_bytes(gzip.compress((record(1) + "\r\n\n\ufeff"[:3] + record(2)).encode()))
    assert len(cli("read", "--json", str(path)).out.splitlines()) == 2


def test_a_byte_order_mark_before_the_first_line_is_no_part_of_it(cli: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "bom.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + record(1).encode())
    assert cli("read", "--json", str(path)).code == 0


def test_what_cannot_be_read_is_told_in_one_line_and_the_rest_is_read(
    cli: CommandLine, page: Path, lines: Path, tmp_path: Path
) -> None:
    missing = tmp_path / "gone.html"
    ended = cli("read", "--json", str(missing), str(lines), str(page))
    assert ended.code == 3
    assert len(ended.told) == 1
    assert ended.told[0].startswith("pourparler: ")
    assert str(missing) in ended.told[0]
    assert len(ended.out.splitlines()) == 4


def test_a_bad_line_is_named_by_its_number(cli: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "mixed.jsonl"
    path.write_text("\n".join([record(1), "", '{"id": "x"}', "not json", record(5)]), encoding="utf-8")
    ended = cli("read", "--json", str(path))
    assert ended.code == 3
    assert [line.split(": ")[1] for line in ended.told] == [f"{path}:3", f"{path}:4"]
    assert [json.loads(line)["article"]["id"] for line in ended.out.splitlines()] == ["a1", "a5"]


@pytest.mark.parametrize("line", ["not json", "[1]", "[" * 5000, "9" * 5000, '{"id": "x"}', '"' + "x" * 70_000])
def test_a_bad_line_is_named_once(cli: CommandLine, tmp_path: Path, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POURPARLER_MAX_BYTES", "65536")
    folder = tmp_path / ("long" * 30) / ("long" * 30)  # so that messages shorten the name
    folder.mkdir(parents=True)
    (folder / "bad.ndjson").write_text(f"{record(1)}\n{line}\n", encoding="utf-8")
    ended = cli("read", "--json", str(folder / "bad.ndjson"))
    assert (ended.code, len(ended.told), len(ended.out.splitlines())) == (3, 1, 1)
    assert ended.told[0].count("bad.ndjson:2: ") == 1
    assert ended.told[0].count("bad.ndjson") == 1


@pytest.mark.parametrize("name", ["two.jsonl", "two.ndjson", "two.NDJSON.gz"])
def test_read_and_add_agree_on_what_holds_one_article_a_line(cli: CommandLine, tmp_path: Path, name: str) -> None:
    content = f"{record(1)}\n{record(2)}\n".encode()
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith("gz") else content)
    assert len(cli("read", "--json", str(tmp_path / name)).out.splitlines()) == 2
    added = cli("add", "--json", "--store", str(tmp_path / "store.sqlite"), str(tmp_path / name))
    assert json.loads(added.out)["kind"] == "jsonl"


def test_the_model_is_loaded_once_and_every_text_read(cli: CommandLine, lines: Path, fake_reader: FakeReader) -> None:
    cli("read", "--json", str(lines))
    assert len(fake_reader.texts) == 3


def test_a_listing_without_json(cli: CommandLine, page: Path) -> None:
    ended = cli("read", str(page))
    assert "Talks resume" in ended.out
    assert "no statements · no positions" in ended.out


def test_a_brief_is_a_page_for_people(cli: CommandLine, page: Path, lines: Path) -> None:
    ended = cli("brief", str(page), str(lines))
    assert ended.code == 0
    assert ended.out.count("Who would talk, and on what conditions") == 4
    assert "\x1b" not in ended.out


@pytest.mark.parametrize(
    ("option", "start"), [("--html", "<!DOCTYPE html>"), ("--markdown", "# Talks resume"), ("--json", '{"article": ')]
)
def test_forms_of_a_brief(cli: CommandLine, page: Path, option: str, start: str) -> None:
    ended = cli("brief", option, str(page))
    assert ended.code == 0
    assert ended.out.startswith(start)


def test_several_inputs_make_one_html_page(cli: CommandLine, page: Path, lines: Path) -> None:
    out = cli("brief", "--html", str(page), str(lines)).out
    assert out.count("<!DOCTYPE html>") == 1
    assert out.count('<section class="reading"') == 4


def test_a_file_is_written_whole(cli: CommandLine, page: Path, tmp_path: Path) -> None:
    target = tmp_path / "brief.html"
    ended = cli("brief", "--html", "-o", str(target), str(page))
    assert (ended.code, ended.out) == (0, "")
    assert target.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brief.html", "page.html"]


def test_a_file_stays_as_it_was_if_nothing_could_be_read(cli: CommandLine, tmp_path: Path) -> None:
    target = tmp_path / "old.md"
    target.write_text("old", encoding="utf-8")
    assert cli("brief", "--markdown", "-o", str(target), str(tmp_path / "gone.txt")).code == 3
    assert target.read_text("utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["old.md"]


def test_a_file_to_write_given_as_input_is_explained(cli: CommandLine, page: Path, tmp_path: Path) -> None:
    """``brief page.html --html out.html`` looks as if it wrote to out.html."""
    ended = cli("brief", str(page), "--html", str(tmp_path / "out.html"))
    assert ended.code == 3
    assert "To write to a file, give it with --out." in ended.err
    assert ended.out.startswith("<!DOCTYPE html>")


def test_an_input_is_never_written_over(cli: CommandLine, page: Path) -> None:
    before = page.read_bytes()
    ended = cli("brief", "--html", "-o", str(page), str(page))
    assert ended.code == 2
    assert "one of the inputs" in ended.err
    assert page.read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("read",),
        ("brief",),
        ("frobnicate",),
        ("read", "--frobnicate", "x"),
        ("brief", "--words", "0", "x"),
        ("brief", "--words", "many", "x"),
        ("brief", "--words", "9", "--seconds", "9", "x"),
        ("brief", "--html", "--json", "x"),
        ("read", "--min-score", "2", "x"),
        ("read", "-o", "/", "x"),
        ("read", "-o", "/nowhere/at/all", "x"),
    ],
    ids=" ".join,
)
def test_a_wrong_call_ends_with_2_and_says_why(cli: CommandLine, arguments: tuple[str, ...]) -> None:
    ended = cli(*arguments)
    assert ended.code == 2
    assert ended.out == ""
    assert len(ended.told) == 1
    assert ended.told[0].startswith("pourparler: ")


def test_a_wrong_setting_is_named(cli: CommandLine, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POURPARLER_TIMEOUT", "soon")
    ended = cli("read", str(page))
    assert ended.code == 2
    assert "POURPARLER_TIMEOUT" in ended.err
    monkeypatch.delenv("POURPARLER_TIMEOUT")
    monkeypatch.setenv("POURPARLER_ALLOW_HOSTS", "localhost")
    ended = cli("read", str(page))
    assert ended.code == 2
    assert "JSON" in ended.err


def test_a_damaged_model_ends_the_run_with_4(cli: CommandLine, lines: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def load(_: object) -> object:
        raise ModelError("The model's file is damaged: install the package again.")

    monkeypatch.setattr(reader, "load", load)
    ended = cli("read", "--json", str(lines))
    assert ended.code == 4
    assert ended.told == ["pourparler: The model's file is damaged: install the package again."]


def test_ctrl_c_ends_with_130_and_a_sentence(cli: CommandLine, lines: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def load(_: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(reader, "load", load)
    ended = cli("read", "--json", str(lines))
    assert ended.code == 130
    assert ended.told == ["pourparler: Stopped."]


def test_a_fault_of_ours_is_one_sentence(cli: CommandLine, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It counts as an input that could not be read; the traceback comes only when asked for."""

    def load(_: object) -> object:
        raise KeyError("\x1b[31mboom")

    monkeypatch.setattr(reader, "load", load)
    ended = cli("read", str(page))
    assert ended.code == 3
    assert len(ended.told) == 1
    assert "POURPARLER_DEBUG=1" in ended.err
    assert "\x1b" not in ended.err
    monkeypatch.setenv("POURPARLER_DEBUG", "1")
    assert "Traceback" in cli("read", str(page)).err


def test_standard_input_twice_is_told(cli: CommandLine) -> None:
    ended = cli("read", "--json", "-", "-", stdin=b"Talks go on in Port Kessel. No date is set.")
    assert ended.code == 3
    assert len(ended.out.splitlines()) == 1
    assert ended.told == ["pourparler: Standard input was already read: name it once."]


@pytest.mark.parametrize("name", ["", " "])
def test_an_empty_name_is_told(cli: CommandLine, name: str) -> None:
    ended = cli("read", name)
    assert ended.code == 3
    assert ended.told == ["pourparler: An input is an empty name: name a file or an address."]


def test_empty_standard_input_is_called_by_its_name(cli: CommandLine) -> None:
    ended = cli("read", "-", stdin=b"")
    assert ended.code == 3
    assert ended.told == ["pourparler: standard input is empty."]


def test_an_address_without_its_scheme_is_explained(cli: CommandLine) -> None:
    ended = cli("read", "www.outlet.example/talks")
    assert ended.code == 3
    assert ended.told[0].endswith("A web address begins with https://.")


def test_addresses_that_may_not_be_fetched_are_refused_without_network(cli: CommandLine) -> None:
    ended = cli("read", "http://127.0.0.1/x", "file:///etc/hostname", "ftp://outlet.example/x", "javascript://x")
    assert ended.code == 3
    assert len(ended.told) == 4
    assert ended.out == ""


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_output_is_utf_8_whatever_the_locale_says(cli: CommandLine, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "ж.jsonl"
    path.write_text(json.dumps({"text": "Київ will talk. “Soon.” 👩‍👧"}), encoding="utf-8")
    for form in ("--json", "--html", "--markdown"):
        ended = cli("brief", form, str(path), encoding=encoding)
        assert ended.code == 0
        assert "Київ will talk" in ended.out
    ended = cli("read", str(tmp_path / "Київ.html"), encoding=encoding)
    assert ended.code == 3
    assert len(ended.told) == 1


def test_verbose_says_how_each_input_went(cli: CommandLine, lines: Path) -> None:
    ended = cli("read", "--json", "-v", str(lines))
    assert [line.split(": ")[1] for line in ended.told] == [f"{lines}:{number}" for number in (1, 2, 3)]


def test_nothing_is_opened_before_its_turn(cli: CommandLine, tmp_path: Path) -> None:
    """A stream of many articles starts to come before its end is there: a broken end spoils nothing."""
    path = tmp_path / "cut.jsonl.gz"
    packed = gzip.compress("\n".join(record(number) for number in range(2000)).encode())
    path.write_bytes(packed[: len(packed) * 3 // 4])
    ended = cli("read", "--json", str(path))
    assert ended.code == 3
    assert len(ended.out.splitlines()) > 100
    assert "breaks off" in ended.told[-1]

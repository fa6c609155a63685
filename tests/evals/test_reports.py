"""Tables of errors and scores: their kinds, their counts, and their place in the documentation."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from evals import __main__ as program
from evals import errors, facets, scores
from evals.tables import BEGIN, END, Table, markdown, placed, share

from pourparler.reader import info
from tests.evals.test_judging import READING, document

if TYPE_CHECKING:
    from types import ModuleType

DOCS = Path(__file__).parents[2] / "docs"


def ids(*numbers: int) -> frozenset[int]:
    return frozenset(numbers)


def test_contents_are_told_apart_by_quotation_marks() -> None:
    inside = [True, True, False, False]
    kinds = [facets.quoting(ids(*of), inside) for of in ((0, 1), (1, 2), (2, 3))]
    assert kinds == ["quoted", "mixed", "indirect"]


def test_contents_are_told_apart_by_sentence_boundaries() -> None:
    words = [(0, 4), (5, 9), (11, 15)]
    assert facets.extent(ids(0, 1), words, [0, 11]) == "inside one sentence"
    assert facets.extent(ids(1, 2), words, [0, 11]) == "over a boundary"


@pytest.mark.parametrize(
    ("size", "name"),
    [
        (1, "1 to 5 words"),
        (5, "1 to 5 words"),
        (6, "6 to 20 words"),
        (40, "21 to 40 words"),
        (80, "41 to 80 words"),
        (81, "over 80 words"),
    ],
)
def test_lengths_have_classes(size: int, name: str) -> None:
    assert facets.length(frozenset(range(size))) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["Said"], "common speech verb"),
        (["has", "told"], "common speech verb"),
        (["bristled"], "other cue"),
        ([], "no word (a colon)"),
    ],
)
def test_cues_are_common_or_not(words: list[str], name: str) -> None:
    assert facets.cue(words) == name


def test_a_content_within_another_is_nested() -> None:
    assert facets.nesting(ids(1), [ids(1), ids(0, 1, 2)]) == "within another"
    assert facets.nesting(ids(0, 1, 2), [ids(1), ids(0, 1, 2)]) == "not nested"


@pytest.mark.parametrize(
    ("trigger", "name"),
    [
        ("will not … unless", "unless"),
        ("only if", "only"),
        ("would need … if", "if"),
        ("Until", "until"),
        ("must … before", "before"),
        ("depends on", "depend, require, need, must"),
        ("in return for", "in exchange for, in return for"),
        ("precondition", "condition, precondition (noun)"),
        ("hopes", "other"),
        ("", "none marked"),
    ],
)
def test_connectives_are_found_in_the_trigger(trigger: str, name: str) -> None:
    assert facets.connective(trigger) == name


@pytest.mark.parametrize(
    ("gold", "mine", "what"),
    [
        (ids(0), ids(0), "right"),
        (ids(), ids(), "right"),
        (ids(0), ids(), "none found"),
        (ids(), ids(0), "found where there is none"),
        (ids(0, 1, 3, 5), ids(0), "right name, other extent"),
        (ids(0), ids(1), "another name in the sentence"),
        (ids(0), ids(2), "a pronoun, where a name is meant"),
        (ids(2), ids(0), "other words, where a pronoun is meant"),
        (ids(2), ids(4), "another pronoun than meant"),
        (ids(0), ids(3), "other words in the sentence"),
    ],
)
def test_a_wrong_holder_has_a_reason(gold: frozenset[int], mine: frozenset[int], what: str) -> None:
    words = dict(enumerate(["Velland", "Arkan", "he", "troops", "they", "there"]))
    assert facets.holder(gold, mine, words) == what


def rows(tables: list[Table], title: str) -> dict[str, tuple[object, ...]]:
    return {str(row[0]): row[1:] for table in tables if table.title == title for row in table.rows}


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> list[Table]:
    monkeypatch.setattr(errors, "read", lambda _: ((document(), READING),))
    return errors.tables(Path("data"))


def test_statements_are_counted_by_kind(tables: list[Table]) -> None:
    """Two in the gold, both indirect, one of them found; of three found one is quoted and one mixed."""
    found = rows(tables, "How the content is given")
    assert found["indirect"] == (2, 0.5, 0.5, 1, 1.0)
    assert sum(row[3] for row in found.values()) == 3  # type: ignore[misc]
    assert rows(tables, "Statements by outlet")["kessel"] == (2, 0.5, 0.5, 3, 1 / 3)


def test_positions_are_counted_by_kind_and_confusion(tables: list[Table]) -> None:
    kinds = rows(tables, "Positions by kind")
    assert kinds["precondition"] == (1, 2, 0.5, 1.0, pytest.approx(2 / 3))
    assert kinds["demand"] == (1, 0, None, 0.0, 0.0)
    confused = rows(tables, "Kinds taken for one another")
    at = errors.KINDS.index
    assert confused["demand"][at("offer")] == 1  # the same words, another kind
    assert confused["precondition"][at("precondition")] == 1
    assert confused["nothing there"][at("precondition")] == 1
    assert rows(tables, "Holders") == {"right": (1, 1.0)}
    assert rows(tables, "Connectives of preconditions") == {"as long as, while": (1, 1.0, 1.0)}
    assert rows(tables, "Positions by outlet") == {"others": (2, 3, pytest.approx(1 / 3), 0.5, 0.4)}


def test_no_words_of_a_text_are_in_the_tables(tables: list[Table]) -> None:
    shown = markdown(tables)
    assert not re.search(r"Velland|Brandt|Kessel|truce|Sorn", shown)


def test_thresholds_trade_recall_for_precision(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scores, "read", lambda _: ((document(), READING),))
    monkeypatch.setattr(scores, "judged", lambda _: {})
    found = rows(scores.tables(Path("data")), "Thresholds")
    assert found["0"][:2] == (1 / 3, 0.5)
    assert found["0.9"][:2] == (0.5, 0.5)


def test_shares_are_shown_in_per_cent_and_nothing_as_a_dash() -> None:
    table = Table("Title", "Note.", ("kind", "found", "share"), (("a|b", 3, 0.5), ("c", 0, share(0, 0))))
    shown = markdown([table]).splitlines()[4:]
    assert shown == ["| kind | found | share |", "|---|---:|---:|", "| a\\|b | 3 | 50.0 |", "| c | 0 | – |"]


def test_figures_take_the_place_of_older_ones() -> None:
    page = f"# Page\n\n{BEGIN}\nold\n{END}\n\nAfter.\n"
    once = placed(page, "new")
    assert once == f"# Page\n\n{BEGIN}\n\nnew\n\n{END}\n\nAfter.\n"
    assert placed(once, "new") == once


@pytest.mark.parametrize("page", ["", BEGIN, f"{END}{BEGIN}", f"{BEGIN}{END}{BEGIN}{END}"])
def test_a_page_without_its_place_is_refused(page: str) -> None:
    with pytest.raises(ValueError, match="once each"):
        placed(page, "new")


@pytest.mark.parametrize("arguments", [["errors", "pages"], ["errors", "--raise"], ["pages", "--write"], ["nothing"]])
def test_what_makes_no_sense_is_said(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        program.main(arguments)
    assert "error:" in capsys.readouterr().err


def test_a_report_is_written_into_its_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / errors.PAGE
    page.parent.mkdir()
    page.write_text(f"# Errors\n\n{BEGIN}\n{END}\n", "utf-8")
    monkeypatch.setenv("POURPARLER_DATA", str(tmp_path))
    monkeypatch.setattr(program, "DOCS", tmp_path)
    monkeypatch.setattr(errors, "read", lambda _: ((document(), READING),))
    assert program.main(["errors", "--write"]) == 0
    assert "### Holders" in page.read_text("utf-8")
    assert program.main(["errors", "--json"]) == 0
    assert '"title": "Holders"' in capsys.readouterr().out


def test_a_report_whose_data_is_absent_is_skipped_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POURPARLER_DATA", str(tmp_path))
    assert program.main(["errors"]) == 0
    assert "errors: skipped" in capsys.readouterr().err


@pytest.mark.parametrize("report", [errors, scores], ids=lambda report: report.NAME)
def test_the_pages_show_the_figures_of_the_shipped_model(report: ModuleType) -> None:
    """A new model needs new figures: ``python -m evals errors scores --write``."""
    page = (DOCS / report.PAGE).read_text("utf-8")
    assert page.count(BEGIN) == page.count(END) == 1
    assert re.findall(r"Model \S+ \S+ \((\w+)\)", page) == [info().sha256[:12]]

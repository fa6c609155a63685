"""From text to a reading: what the rooms give together."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import pourparler
from pourparler.articles import from_text
from pourparler.errors import RefusedError, UnreadableError
from pourparler.pipeline import read_article
from pourparler.reader.fake import FakeReader, Said, Stand

PAGES = Path(__file__).parents[2] / "examples/kursk/pages"
TEXT = (
    "Norland’s foreign minister, Maria Orlova, spoke in Varna on Monday. “We will not sit down with the mainland while "
    "its ships block our ports,” Orlova said in a briefing. It remains unclear when the blockade might end."
)
READER = FakeReader(
    said=(Said("Orlova", "said", "We will not sit down with the mainland while its ships block our ports"),),
    stands=(Stand("precondition", "We", "sit down with the mainland", "its ships block our ports", "the mainland"),),
)


def test_a_position_stands_in_its_statement_and_speaks_for_its_speaker() -> None:
    reading = read_article(from_text(TEXT, cut=False), reader=READER)
    (said,) = reading.statements
    (stand,) = reading.positions
    assert said.speaker is not None
    assert said.speaker.name == "Maria Orlova"
    assert said.occasion is not None
    assert said.occasion.of(TEXT) == "in a briefing"
    assert said.sourcing == "named"
    assert stand.statement == 0
    assert stand.condition is not None
    assert stand.condition.of(TEXT) == "its ships block our ports"


def test_the_brief_holds_the_precondition_and_what_is_not_known() -> None:
    reading = read_article(from_text(TEXT, cut=False), reader=READER)
    assert any("We will not sit down" in s.of(TEXT) for s in reading.brief.summary)
    assert [s.of(TEXT) for s in reading.brief.unclear] == ["It remains unclear when the blockade might end."]


def test_scores_below_the_setting_are_left_out() -> None:
    article = from_text("The minister said on Monday that talks would go on in Geneva.", cut=False)
    assert read_article(article).statements
    assert not read_article(article, settings=pourparler.Settings(min_score=1)).statements


@pytest.mark.parametrize(
    ("language", "repeated", "marked"), [("uk", 3, False), ("uk", 1, True), ("en-GB", 3, True), (None, 3, True)]
)
def test_nothing_is_marked_in_a_language_that_the_model_does_not_know(
    language: str | None, repeated: int, *, marked: bool
) -> None:
    """Unless the text is so short that its language is a guess."""
    text = "“We will not sit down with the mainland while its ships block our ports,” Orlova said.\n\n" * repeated
    article = replace(from_text(text, cut=False), language=language)
    reading = read_article(article, reader=READER)
    assert bool(reading.statements) is bool(reading.positions) is marked
    assert reading.sentences
    assert read_article(article, reader=replace(READER, languages=frozenset({"uk", "en"}))).positions


def test_a_text_beyond_the_limit_is_refused_with_both_numbers() -> None:
    with pytest.raises(RefusedError, match=r"2,000 characters; at most 1,000"):
        read_article(
            from_text("word " * 400, cut=False), settings=pourparler.Settings(max_characters=1000), reader=READER
        )


def test_nothing_to_read_is_said() -> None:
    with pytest.raises(UnreadableError):
        pourparler.read("   \n ")


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda p: p.stem)
def test_every_page_of_the_worked_example_is_read(page: Path) -> None:
    from pourparler.fetch import from_file
    from pourparler.pipeline import read_capture

    reading = read_capture(from_file(page, pourparler.Settings()))
    text = reading.article.text
    assert reading.statements
    assert reading.brief.summary
    for position in reading.positions:
        assert position.act.of(text).strip()
    for said in reading.statements:
        assert all(s.of(text) for s in (*said.source, *said.cue, *said.content))


def test_import_is_light() -> None:
    """Nothing heavy is imported before it is used."""
    code = (
        "import sys, pourparler;"
        "heavy = {'numpy', 'onnxruntime', 'trafilatura', 'lxml', 'httpx2', 'rich', 'typer', 'pydantic'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own
    assert done.stdout.strip() == "[]"

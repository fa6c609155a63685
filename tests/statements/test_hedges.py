"""Words by which a text keeps its distance."""

from __future__ import annotations

import pytest

from pourparler.statements.hedges import Hedges, doubts_report, find
from pourparler.types import Span


@pytest.mark.parametrize(
    ("text", "hedges"),
    [
        ("Kyiv reportedly agreed.", ["reportedly"]),
        ("Moscow may agree.", ["may"]),
        ("It might not be enough.", ["might not"]),
        ("Moscow appears to have agreed.", ["appears to have"]),
        ("He is believed to be abroad.", ["is believed to be"]),
        ("He is widely believed to be abroad.", ["is widely believed to be"]),
        ("It is not clear whether they met.", ["is not clear whether"]),
        ("It isn’t yet clear if they met.", ["isn’t yet clear if"]),
        ("It remains unclear whether they met.", ["remains unclear whether"]),
        ("According to unverified reports, the bridge fell.", ["According to unverified reports"]),
        ("The unconfirmed strike was small.", ["unconfirmed"]),
        ("The map suggests that the line moved.", ["suggests"]),
        ("On May 9 the parade was held.", []),
        ("Theresa May said no.", []),
        ("May the guns fall silent.", []),
        ("They used all their might.", []),
        ("The might of the army was shown.", []),
        ("He was unlikely to win, apparently.", ["unlikely", "apparently"]),
        ("The dismay of all was plain.", []),
        ("The offer stands.", []),
        ("", []),
    ],
)
def test_hedges_of_a_text(text: str, hedges: list[str]) -> None:
    assert [span.of(text) for span in find(text)] == hedges


def test_offsets_hold_beside_letters_that_grow_when_lowered() -> None:
    text = "İİİ KYIV Reportedly agreed."
    assert [span.of(text) for span in find(text)] == ["Reportedly"]


def test_hedges_are_looked_up_by_stretch() -> None:
    text = "Kyiv reportedly agreed. Moscow may agree."
    assert [span.of(text) for span in Hedges(text).within([Span(0, 23)])] == ["reportedly"]


@pytest.mark.parametrize(("words", "told"), [("reportedly", True), ("is believed to", True), ("may", False)])
def test_a_reporters_doubt_is_not_a_partys_own(words: str, *, told: bool) -> None:
    assert doubts_report(words) is told

"""What counts as right, and how sure a reader may be of it: on invented readings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from evals import calibration, readings
from evals.calibration import crossed, error, groups
from evals.judging import Verdict, frames, half, linked, verdicts
from training.isotonic import FEWEST

from pourparler.reader.card import Scale
from tests.readings import TEXT, find, reading

READING = reading()


def spans(*words: str) -> list[tuple[int, int]]:
    return [tuple(find(TEXT, one)) for one in words]  # type: ignore[misc]


def document(**fields: Any) -> dict[str, Any]:
    """Return gold that agrees with the hand-made reading in one statement and one position of three."""
    said = {
        "source": spans("Foreign Minister Ilse Brandt"),
        "cue": spans("told"),
        "content": spans("Velland will not return to the table while Arkan troops hold the Sorn valley"),
    }
    other = {"source": spans("reporters"), "cue": spans("on Tuesday"), "content": spans("Port Kessel")}
    stand = {
        "kind": "precondition", "holder": spans("Velland")[0], "act": spans("return to the table")[0],
        "condition": spans("Arkan troops hold the Sorn valley")[0], "addressee": None,
        "trigger": spans("will not", "while"), "hedged": False,
    }  # fmt: skip
    wrong = {**stand, "kind": "demand", "act": spans("a truce of ten days")[0], "condition": None}
    return {"id": "kessel_2026", "text": TEXT, "annotators": [[said, other]], "positions": [stand, wrong], **fields}


def test_a_statement_is_right_where_all_parts_overlap() -> None:
    match = linked((document(), READING))
    assert (len(match.gold), len(match.mine), match.pairs) == (2, 3, {0: 0})


def test_a_position_is_right_where_kind_and_act_are() -> None:
    match, gold, mine = frames((document(), READING))
    assert match.pairs == {0: 1}
    assert (gold[0], mine[1]) == ("precondition", "precondition")


def test_what_scores_too_little_is_not_looked_at() -> None:
    assert len(linked((document(), READING), 0.8).mine) == 2
    assert frames((document(), READING), 0.96)[0].pairs == {}


def test_every_statement_and_position_gets_a_verdict() -> None:
    found = verdicts([(document(), READING)], [(document(doc="speech"), READING)])
    assert [v.right for v in found["statements"]] == [True, False, False]
    assert [(v.document, v.score, v.right) for v in found["positions"]] == [
        ("speech", 0.6, False),
        ("speech", 0.95, True),
        ("speech", 0.9, False),
    ]


def test_an_outlet_is_a_field_or_the_beginning_of_the_id() -> None:
    assert readings.outlet(document()) == "kessel"
    assert readings.outlet(document(outlet="The Kessel Observer")) == "The Kessel Observer"


def test_groups_are_of_like_score_and_size() -> None:
    items = [Verdict("a", at / 100, at >= 50) for at in range(100)]
    found = groups(items)
    assert [group.size for group in found] == [10] * 10
    assert [group.right for group in found] == [0.0] * 5 + [1.0] * 5
    assert found[0].score == pytest.approx(0.045)
    assert [group.size for group in groups(items[:3])] == [1, 1, 1]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], 0.0),
        ([Verdict("a", 0.5, at % 2 == 0) for at in range(100)], 0.0),
        ([Verdict("a", 0.9, at % 2 == 0) for at in range(100)], 0.4),
        ([Verdict("a", 1.0, right=False)] * 10, 1.0),
    ],
)
def test_the_error_is_how_far_scores_lie_from_shares(items: list[Verdict], expected: float) -> None:
    assert error(items) == pytest.approx(expected)


def test_documents_stay_in_one_half() -> None:
    names = [f"document {at}" for at in range(200)]
    assert [half(name) for name in names] == [half(name) for name in names]
    assert 60 < sum(half(name) for name in names) < 140


def test_crossed_scores_come_from_the_other_half() -> None:
    """What is right in one half decides the scores of the other, whatever scale the scores went through before."""
    names = [f"document {at}" for at in range(8)]
    raw = [(name, 0.2 + 0.6 * (at % 2)) for name in names for at in range(2 * FEWEST)]
    items = [Verdict(name, score, half(name) == 0 and score > 0.5) for name, score in raw]
    found = crossed(items, Scale())
    best = {side: max(v.score for v in found if half(v.document) == side) for side in (0, 1)}
    assert best[0] < 0.1  # nothing in half 1 is right
    assert best[1] > 0.9
    scale = Scale((0.0, 0.5, 1.0), (0.0, 0.1, 0.9))
    shown = [replace_score(v, scale(v.score)) for v in items]
    assert [v.score for v in crossed(shown, scale)] == pytest.approx([v.score for v in found], abs=0.01)


def replace_score(verdict: Verdict, score: float) -> Verdict:
    return verdict._replace(score=score)


def test_figures_are_shares_and_more_is_better(monkeypatch: pytest.MonkeyPatch) -> None:
    good = [Verdict("a", 0.5, at % 2 == 0) for at in range(100)]
    bad = [Verdict("a", 1.0, at % 2 == 0) for at in range(100)]
    monkeypatch.setattr(calibration, "judged", lambda _: {"statements": (good, bad)})
    assert calibration.measure(None) == {"statements": 1.0, "statements_crossed": 0.5}  # type: ignore[arg-type]


def test_a_reading_scored_by_hand_is_judged_like_any_other() -> None:
    lower = replace(READING, statements=tuple(replace(s, score=0.1) for s in READING.statements))
    found = verdicts([(document(), lower)], [])["statements"]
    assert [(v.score, v.right) for v in found] == [(0.1, True), (0.1, False), (0.1, False)]

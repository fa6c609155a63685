"""A connective belongs to the trigger."""

from __future__ import annotations

import pytest

from pourparler.positions.connectives import tidy
from pourparler.types import Frame, Span


def frame(text: str, condition: str, *trigger: str) -> Frame:
    def span(words: str) -> Span:
        at = text.index(words)
        return Span(at, at + len(words))

    return Frame("precondition", None, span("talk"), span(condition), None, tuple(span(t) for t in trigger), False, 0.9)


@pytest.mark.parametrize("connective", ["while", "as long as", "unless", "until", "only if", "before", "without"])
@pytest.mark.parametrize("inside", [True, False])
def test_it_is_moved_from_the_condition_or_found_before_it(connective: str, inside: bool) -> None:
    text = f"Norland will not talk {connective} ships block its ports."
    rest = "ships block its ports"
    tidied = tidy(text, frame(text, f"{connective} {rest}" if inside else rest, "will not"))
    assert tidied.condition is not None
    assert tidied.condition.of(text) == rest
    assert [t.of(text) for t in tidied.trigger] == ["will not", connective]


def test_a_condition_without_connective_stays() -> None:
    text = "For Norland talk depends on free ports."
    given = frame(text, "free ports", "depends on")
    assert tidy(text, given) == given


def test_a_word_that_only_ends_like_a_connective_is_none() -> None:
    text = "They talk meanwhile free ports open."
    assert tidy(text, frame(text, "free ports open")).trigger == ()


def refusal(text: str, act: str) -> Frame:
    at = text.index(act)
    return Frame("refusal", None, Span(at, at + len(act)), None, None, (), False, 0.9)


@pytest.mark.parametrize("connective", ["while", "as long as", "until", "unless", "only if"])
def test_a_refusal_whose_clause_goes_on_with_a_condition_is_a_precondition(connective: str) -> None:
    text = f"Norland will not hold talks {connective} ships block its ports, the minister said."
    tidied = tidy(text, refusal(text, "hold talks"))
    assert tidied.kind == "precondition"
    assert tidied.condition is not None
    assert tidied.condition.of(text) == "ships block its ports"
    assert [t.of(text) for t in tidied.trigger] == [connective]


@pytest.mark.parametrize(
    "rest", [", while its envoys met in Varna.", ".", " with the mainland.", " this year, until now a rule."]
)
def test_contrast_after_a_comma_leaves_a_refusal_what_it_is(rest: str) -> None:
    text = f"Norland will not hold talks{rest}"
    given = refusal(text, "hold talks")
    assert tidy(text, given) == given

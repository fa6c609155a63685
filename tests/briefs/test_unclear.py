"""What counts as the text saying that something is not known."""

from __future__ import annotations

import time

import pytest

from pourparler.briefs.unclear import says_unclear

UNKNOWN = [
    "It remains unclear whether the pact will hold.",
    "It was not immediately clear who had fired.",
    "It's not yet clear if the port is open.",
    "It wasn’t clear how many had fled.",
    "The motive is still unknown.",
    "His whereabouts remained uncertain on Friday.",
    "The toll, officials said, is as yet unconfirmed.",
    "Whether Arven will sign remains to be seen.",
    "What comes next is far from clear.",
    "Less clear is whether the mayor knew.",
    "The reports could not be independently verified.",
    "The Arven Post could not immediately confirm the account.",
    "We have not been able to independently verify the footage.",
    "None of the figures could be verified.",
    "The death has not been confirmed.",
    "The claim has yet to be confirmed by monitors.",
    "It is still not independently confirmed.",
    "The ministry has not confirmed how many were hurt.",
    "The army did not say when the attack took place.",
    "She didn’t specify which districts were hit.",
    "The company did not disclose the price.",
    "He declined to say whether the envoy would travel.",
    "The spokesman gave no further details.",
    "No details were given.",
    "The mayor spoke of losses without giving figures.",
    "Details of the accord remain scarce.",
    "Little is known about the unit.",
    "Nobody knows how long the truce will last.",
    "There was no official confirmation.",
    "There was no word on the hostages.",
    "There are unconfirmed reports of shelling.",
    "His fate unknown, the family waited.",
    "IT REMAINS\u00a0UNCLEAR\twhether the port is open.",
    "That is an open question.",
]

TRAPS = [
    "The rules are clear.",
    "He made it clear that it was not acceptable.",
    "Arven made clear that talks were off.",
    "It is not unclear at all.",
    "He has an unclear past.",
    "They face an uncertain future.",
    "These are uncertain times.",
    "He passed on what was unverified intelligence.",
    "Arven has yet to establish control of the sky.",
    "Unknown gunmen opened fire.",
    "They laid wreaths at the tomb of the Unknown Soldier.",
    "The answer is not clear-cut.",
    "She is not known for patience.",
    "He is not known to have left.",
    "The soldiers were uncertain about the order.",
    "I did not say who would win.",
    "He did not give up.",
    "The ministry declined to comment.",
    "The embassy did not respond to a request for comment.",
    "The Senate confirmed the envoy, and monitors verified the count.",
    "No word could describe it.",
    "The area was cleared of mines.",
    "The remains were identified.",
    "",
    "…",
]


@pytest.mark.parametrize("sentence", UNKNOWN)
def test_a_sentence_that_says_what_is_not_known_is_found(sentence: str) -> None:
    assert says_unclear(sentence)


@pytest.mark.parametrize("sentence", TRAPS)
def test_a_sentence_that_only_looks_like_it_is_not(sentence: str) -> None:
    assert not says_unclear(sentence)


@pytest.mark.parametrize("unit", ["is still ", "x’s ", "no further ", "details of ", "did not ", "is" + " " * 500])
def test_no_pattern_backtracks_over_a_long_sentence(unit: str) -> None:
    """A tenth of a second is usual; quadratic work would take minutes."""
    began = time.process_time()
    assert not says_unclear(unit * (200_000 // len(unit)))
    assert time.process_time() - began < 10

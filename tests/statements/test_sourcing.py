"""How well a statement is sourced, by the words of its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pourparler.statements.sourcing import classify

if TYPE_CHECKING:
    from pourparler.types import Sourcing


@pytest.mark.parametrize(
    ("words", "sourcing"),
    [
        ("", "none"),
        ("  ", "none"),
        ("the Kremlin", "office"),
        ("Russia", "office"),
        ("Moscow", "office"),
        ("the ministry", "office"),
        ("Russia’s Defence Ministry", "office"),
        ("a Kremlin spokesman", "office"),
        ("a spokesperson for the foreign ministry", "office"),
        ("the European Commission", "office"),
        ("Ukrainian authorities", "office"),
        ("the Israeli army", "office"),
        ("police", "office"),
        ("Human Rights Watch", "office"),
        ("the Russian president", "office"),
        ("Hamas", "office"),
        ("U.S. officials", "unnamed"),
        ("a senior U.S. official", "unnamed"),
        ("a source close to the talks", "unnamed"),
        ("two people familiar with the matter", "unnamed"),
        ("people familiar with", "unnamed"),
        ("analysts", "unnamed"),
        ("Observers", "unnamed"),
        ("Western diplomats", "unnamed"),
        ("some lawmakers", "unnamed"),
        ("a former minister", "unnamed"),
        ("a group of retired officers", "unnamed"),
        ("many", "unnamed"),
        ("38% of those polled", "unnamed"),
        ("the report", "document"),
        ("a statement", "document"),
        ("the New York Times", "document"),
        ("Reuters", "document"),
        ("the Meridian Post", "document"),
        ("Russian state media", "document"),
        ("a 40-page report by the agency", "document"),
        ("the resolution", "document"),
    ],
)
def test_class_of_a_source(words: str, sourcing: Sourcing) -> None:
    assert classify(words) == sourcing

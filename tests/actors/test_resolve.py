"""Words of a source or a holder -> the party they stand for."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler import actors


@pytest.mark.parametrize(
    ("words", "party"),
    [
        ("the Kremlin", "Russia"),
        ("Moscow", "Russia"),
        ("Moscow’s", "Russia"),
        ("Moscow's", "Russia"),
        ("Kyiv", "Ukraine"),
        ("Kiev", "Ukraine"),
        ("Russian Foreign Minister Sergei Lavrov", "Russia"),
        ("the secretary of Russia’s Security Council", "Russia"),
        ("the Ukrainian president", "Ukraine"),
        ("the president of Ukraine", "Ukraine"),
        ("U.S. officials", "United States"),
        ("US officials", "United States"),
        ("Washington", "United States"),
        ("the White House", "United States"),
        ("Secretary of State Antony Blinken", "United States"),
        ("British Defence Secretary", "United Kingdom"),
        ("Downing Street", "United Kingdom"),
        ("Brussels", "European Union"),
        ("the EU’s foreign policy chief", "European Union"),
        ("NATO Secretary General Jens Stoltenberg", "NATO"),
        ("the U.N. secretary-general", "United Nations"),
        ("a Hamas spokesman", "Hamas"),
        ("the U.S. ambassador to Russia", "United States"),
        ("Ukraine's ambassador to Germany", "Ukraine"),
        ("the UN envoy for Syria", "United Nations"),
        ("North Korean leader Kim Jong Un", "North Korea"),
        ("The Hague", "Netherlands"),
        ("Côte d’Ivoire", "Ivory Coast"),
        ("the Russians", "Russia"),
    ],
)
def test_party_is_read_from_the_words(words: str, party: str) -> None:
    assert actors.resolve(words) == party


@pytest.mark.parametrize(
    "words",
    [
        "a source in Kyiv",
        "a diplomat in Moscow",
        "officials near Kyiv",
        "the ambassador to Ukraine",
        "the special envoy for Ukraine",
        "former U.S. President",
        "ex-Russian official",
        "a Russian opposition leader",
        "Russian analysts",
        "the mayor of Kyiv",
        "pro-Russian separatists",
        "Moscow-backed officials",
        "residents of Washington",
        "the Kyiv Post",
        "Missouri Secretary of State",
        "a coalition which speaks for many Americans",
        "a fellow of the European Council on Foreign Relations, a committee",
        "our potential United States senator",
        "leader of the UK Independence Party",
        "director of Democracy for America",
        "legal director of the American Civil Liberties Union",
        "the minister",
        "he",
        "who",
        "",
        "   ",
        "’s",
    ],
)
def test_unknown_is_better_than_wrong(words: str) -> None:
    assert actors.resolve(words) is None


def test_lookup_takes_the_whole_words_only() -> None:
    assert actors.lookup("the Kremlin") == "Russia"
    assert actors.lookup("a Kremlin spokesman") is None
    assert actors.lookup("the Indian Nation") is None


def test_table_names_every_country_once() -> None:
    """Names and identifiers are unique, and the members of the United Nations are there."""
    table = tomllib.loads(resources.files("pourparler.actors").joinpath("table.toml").read_text(encoding="utf-8"))
    names = [row["name"] for group in ("countries", "organisations") for row in table[group].values()]
    assert len(names) == len(set(names))
    assert len(table["countries"]) >= 195
    assert all(len(code) == 2 and code.isupper() for code in table["countries"])


def test_table_agrees_with_the_list_of_territories() -> None:
    """Each name in CLDR's English list of countries that is a plain name resolves, and to the row of its code."""
    babel = pytest.importorskip(
        "babel", reason="Babel is not installed; it comes with the tools for the documentation."
    )
    table = tomllib.loads(resources.files("pourparler.actors").joinpath("table.toml").read_text(encoding="utf-8"))
    territories = babel.Locale("en").territories
    plain = {code: territories[code] for code in table["countries"] if not set(territories[code]) & set("&-().")}
    plain.pop("HK")  # "Hong Kong SAR China"
    assert len(plain) > 180
    assert {code: actors.lookup(name) for code, name in plain.items()} == {
        code: table["countries"][code]["name"] for code in plain
    }


@given(st.text(max_size=300))
def test_any_words_are_survived(words: str) -> None:
    assert actors.resolve(words) is None or actors.resolve(words)

"""The brief as Markdown: quotations with their places, and nothing from outside that means something."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.render import markdown
from tests import readings
from tests.render.hostile import hostile_reading

if TYPE_CHECKING:
    from pourparler.types import Reading

parser = pytest.importorskip("markdown_it", reason="markdown-it-py (it comes with rich) reads the Markdown back")


def rendered(source: str) -> str:
    """Return the HTML that a CommonMark reader makes of ``source``."""
    return str(parser.MarkdownIt("commonmark").render(source))


class Tags(HTMLParser):
    """Collects the names of elements."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.links: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]


def test_quotations_are_block_quotes_with_their_places(reading: Reading) -> None:
    page = markdown(reading)
    assert "> “We are ready to talk about everything once the last soldier has left,” she said. \\[150–231\\]" in page
    assert "> **Condition:** while Arkan troops hold the Sorn valley \\[43–76\\]" in page
    assert page.startswith("# Velland sets a condition for talks\n")
    assert "<https://observer.example/world/sorn?a=1&b=2>" in page


def test_whom_an_act_is_directed_at_is_named_where_the_act_does_not_say(reading: Reading) -> None:
    assert "towards" not in markdown(reading)
    elsewhere = replace(reading.positions[0], addressee=readings.find(readings.TEXT, "the envoys"))
    assert "(towards the envoys)" in markdown(replace(reading, positions=(elsewhere,)))


def test_two_quotations_in_a_row_stay_two(reading: Reading) -> None:
    assert rendered(markdown(reading)).count("<blockquote>") == 2 + 3 + 3 + 1


def assert_only_ours(odd: str) -> None:
    """Check that the page has the elements that we write and no others; how many sentences there are may vary."""
    plain, attacked = (Tags(rendered(markdown(hostile_reading(words)))) for words in ("words", odd))
    assert attacked.links == []
    vary = {"p", "blockquote"}
    assert [name for name in attacked.names if name not in vary] == [name for name in plain.names if name not in vary]
    assert attacked.names.count("p") - plain.names.count("p") == attacked.names.count("blockquote") - plain.names.count(
        "blockquote"
    )


HOSTILE = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "![x](http://outlet.example/p.png)",
    "<javascript:alert(1)>",
    "# heading",
    "- item",
    "+ item",
    "1. item",
    "2) item",
    "```",
    "~~~",
    "---",
    "===",
    "*a* _b_ **c** `d`",
    "&lt;script&gt;",
    "[x]: http://outlet.example",
    "a\n\n# b",
    "\\*a*",
    "    code",
    "<!-- a -->",
    "| a | b |",
]


@pytest.mark.parametrize("odd", HOSTILE)
def test_markup_in_any_field_is_shown_not_obeyed(odd: str) -> None:
    assert_only_ours(odd)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>[]()*_`#-+=~!&|\\ \n\t1.)x:/", min_size=1, max_size=12).filter(str.strip))
def test_no_mixture_of_markup_changes_the_page(odd: str) -> None:
    assert_only_ours(odd)

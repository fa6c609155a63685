"""``brief --html`` in a real browser: no script, nothing executed, readable by day, by night and on paper."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from pourparler.render import html
from tests import readings
from tests.render.hostile import hostile_reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SCRIPTS = [
    "<script>document.title='owned';window.owned=1</script>",
    '"><img src=x onerror="window.owned=1;document.title=\'owned\'">',
    "javascript:document.title='owned'",
    "</style><style>body{display:none}</style>",
    "<svg onload=window.owned=1>",
    "</title><script>window.owned=1</script>",
    "<a href=javascript:window.owned=1 autofocus onfocus=window.owned=1>x</a>",
    "&lt;script&gt;window.owned=1&lt;/script&gt;",
]
# Every element with words of its own: its colour, and the first background below it that is not clear.
COLOURS = """() => [...document.querySelectorAll('main *')].filter(e => e.checkVisibility() &&
  [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())).map(e => {
    let b = e; while (b && getComputedStyle(b).backgroundColor === 'rgba(0, 0, 0, 0)') b = b.parentElement;
    return [e.tagName + '.' + e.className, getComputedStyle(e).color,
            b ? getComputedStyle(b).backgroundColor : 'rgb(255, 255, 255)'] })"""


@contextmanager
def opened(
    browser: Browser, path: Path, *, scripts: bool = False, width: int = 1280, scheme: str = "light"
) -> Iterator[Page]:
    """Open a saved page; requests for anything else fail the test."""
    context = browser.new_context(
        java_script_enabled=scripts,
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(path.as_uri())
    yield page
    assert [url for url in asked if url.partition("#")[0] != path.as_uri()] == []
    assert said == []
    context.close()


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """Return a saved brief."""
    path = tmp_path / "brief.html"
    path.write_text(html(readings.reading()), encoding="utf-8")
    return path


def luminance(colour: str) -> float:
    """Return the relative luminance of "rgb(r, g, b)" (WCAG 2.2)."""
    parts = colour[colour.index("(") + 1 : -1].split(",")[:3]
    red, green, blue = (float(part) / 255 for part in parts)
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2): 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_everything_is_there_without_script(browser: Browser, saved: Path) -> None:
    with opened(browser, saved) as page:
        assert page.title() == "Velland sets a condition for talks · Pourparler"
        assert page.locator("h1").inner_text() == "Velland sets a condition for talks"
        assert page.locator(".summary li").count() == 2
        assert page.locator(".positions li").count() == 3
        assert page.locator("mark.condition").last.inner_text() == "the last soldier has left"
        assert page.locator("mark.content").first.is_visible()


@pytest.mark.parametrize("scripts", [False, True], ids=["no-script", "script-allowed"])
@pytest.mark.parametrize("odd", SCRIPTS)
def test_a_hostile_article_runs_nothing(browser: Browser, tmp_path: Path, odd: str, *, scripts: bool) -> None:
    """Even where scripts are on: nothing of the article becomes an element, so nothing is there to run."""
    path = tmp_path / "hostile.html"
    path.write_text(html(hostile_reading(odd)), encoding="utf-8")
    with opened(browser, path, scripts=scripts) as page:
        assert page.title() == f"{odd} · Pourparler"
        assert page.evaluate("() => window.owned") is None
        assert page.locator("script, img, svg, iframe, [onerror], [onfocus], a[href^='javascript']").count() == 0
        assert page.locator("style").count() == 1
        assert page.locator("h1").inner_text() == odd
        assert page.locator("h1").is_visible()


def test_a_summary_line_leads_to_its_sentence(browser: Browser, saved: Path) -> None:
    with opened(browser, saved) as page:
        page.locator(".summary a").nth(1).click()
        assert page.url.endswith("#s1")
        assert page.locator("#s1").inner_text().startswith("“We are ready")
        assert page.locator("#s1").evaluate("e => e.matches(':target')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_what_is_behind_them(browser: Browser, saved: Path, scheme: str) -> None:
    """WCAG AA, 4.5 to 1, for every word on the page, the marked ones included."""
    with opened(browser, saved, scheme=scheme) as page:
        found = page.evaluate(COLOURS)
    assert {"MARK.content condition", "MARK.hedge", "MARK.content holder"} <= {
        name.replace(" trigger", "") for name, _, _ in found
    }
    assert {name: contrast(front, back) for name, front, back in found if contrast(front, back) < 4.5} == {}


def test_night_is_dark_and_day_is_light(browser: Browser, saved: Path) -> None:
    seen = {}
    for scheme in ("light", "dark"):
        with opened(browser, saved, scheme=scheme) as page:
            seen[scheme] = page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor")
    assert luminance(seen["light"]) > 0.8
    assert luminance(seen["dark"]) < 0.05


@pytest.mark.parametrize("width", [320, 400, 800, 1280, 2560])
def test_no_width_needs_scrolling_sideways(browser: Browser, tmp_path: Path, width: int) -> None:
    path = tmp_path / "wide.html"
    path.write_text(html(readings.reading(), hostile_reading("x" * 400)), encoding="utf-8")
    with opened(browser, path, width=width) as page:
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_lines_of_the_article_are_not_too_long(browser: Browser, saved: Path) -> None:
    """About 60 to 80 characters a line read well, however wide the window is."""
    with opened(browser, saved, width=2560) as page:
        width, size = page.locator(".text").evaluate(
            "e => [e.getBoundingClientRect().width, parseFloat(getComputedStyle(e).fontSize)]"
        )
        assert 22 < width / size < 40


def test_on_paper_it_is_black_on_white_and_all_there(browser: Browser, saved: Path) -> None:
    with opened(browser, saved, scheme="dark") as page:
        page.emulate_media(media="print")
        found = page.evaluate(COLOURS)
        assert {name: contrast(front, back) for name, front, back in found if contrast(front, back) < 7} == {}
        assert page.locator(".note").first.is_visible()
        assert page.locator("mark.condition").first.evaluate("e => getComputedStyle(e).borderBottomStyle") == "dashed"
        assert page.pdf(format="A4").startswith(b"%PDF-")


def test_headings_and_landmarks_are_in_order(browser: Browser, saved: Path) -> None:
    """What a screen reader goes by: one main, one first heading, no level left out, named links."""
    with opened(browser, saved) as page:
        assert page.locator("main").count() == 1
        levels = page.evaluate("() => [...document.querySelectorAll('h1,h2,h3')].map(h => +h.tagName[1])")
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        names = page.evaluate("() => [...document.querySelectorAll('a')].map(a => a.ariaLabel || a.textContent.trim())")
        assert all(names)


def test_copied_words_have_no_note_numbers_in_them(browser: Browser, saved: Path) -> None:
    with opened(browser, saved) as page:
        assert page.locator(".text .note").first.evaluate("e => getComputedStyle(e).userSelect") == "none"


def test_right_to_left_words_do_not_turn_the_page_round(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "rtl.html"
    path.write_text(html(hostile_reading("שלום\u202e evil")), encoding="utf-8")
    with opened(browser, path) as page:
        assert page.locator("h1").evaluate("e => getComputedStyle(e).direction") == "rtl"
        assert page.locator("footer .model").evaluate("e => getComputedStyle(e).direction") == "ltr"
        assert "⟨U+202E⟩" in page.locator("h1").inner_text()

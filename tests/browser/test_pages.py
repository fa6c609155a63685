"""The served pages in a real browser: with and without script, by keyboard, narrow and wide, at night, on paper."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

import pytest

from pourparler.storage import open_store
from tests.browser.pictures import pages, serving
from tests.browser.test_brief_page import COLOURS, contrast, luminance
from tests.web import world
from tests.web.test_hostile import fill as fill_with_hostile_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from pourparler.protocols import Store

pytestmark = pytest.mark.browser

ARTICLE = f"/articles/{world.id_of('sorn-condition')}"
STORY = f"/stories/{world.id_of('sorn-condition')}"


@dataclass(frozen=True)
class Served:
    """The invented world on a port of this machine."""

    address: str
    store: Store
    paths: dict[str, str]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the world."""
    with open_store(tmp_path_factory.mktemp("world") / "store.sqlite") as store:
        world.fill(store)
        with serving(store, add_source=lambda given: f"Added {given}.") as address:
            yield Served(address, store, pages(store))


@contextmanager
def opened(browser: Browser, served: Served, path: str = "/", *, width: int = 1280, **options: Any) -> Iterator[Page]:
    """Open a page; what it loads from elsewhere, and what it says on the console, fails the test."""
    given = {"viewport": {"width": width, "height": 900}, "java_script_enabled": True, **options}
    context = browser.new_context(**given)
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(served.address + path)
    yield page
    assert [url for url in asked if not url.startswith(served.address)] == []
    assert [words for words in said if "404 (Not Found)" not in words and "400 (Bad Request)" not in words] == []
    context.close()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_every_page_is_readable_with_and_without_script(browser: Browser, served: Served, *, script: bool) -> None:
    with opened(browser, served, java_script_enabled=script) as page:
        for path in served.paths.values():
            page.goto(served.address + path)
            assert page.locator("h1").is_visible()
            assert page.locator("main").inner_text().strip()
            assert page.evaluate("() => getComputedStyle(document.body).margin") == "0px"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_the_summary_opens_in_place_and_its_lines_jump(browser: Browser, served: Served, *, script: bool) -> None:
    with opened(browser, served, ARTICLE, java_script_enabled=script) as page:
        assert not page.locator("#summary li").first.is_visible()
        page.get_by_text("No time to read? Get a summary", exact=True).click()
        assert page.locator("#summary li").count() == 3
        page.locator("#summary li a").nth(1).click()
        assert page.url.endswith("#s1")
        assert page.locator("#s1").inner_text().startswith("“We are ready")
        assert page.locator("#s1").evaluate("e => e.matches(':target')")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_each_kind_of_mark_can_be_switched_off(browser: Browser, served: Served, *, script: bool) -> None:
    with opened(browser, served, ARTICLE, java_script_enabled=script) as page:
        for name in ("content", "act", "condition", "holder", "hedge"):
            mark = page.locator('mark[class="content"]' if name == "content" else f"mark.{name}").first
            background = "e => getComputedStyle(e).backgroundColor"
            before = mark.evaluate(background)
            page.locator(f"#show-{name}").uncheck()
            assert mark.evaluate(background) != before
        page.locator("#show-source").uncheck()
        assert page.locator("mark.source").first.evaluate("e => getComputedStyle(e).fontWeight") == "400"
        page.locator("#show-notes").uncheck()
        assert not page.locator(".note").first.is_visible()


def test_switched_off_marks_stay_off_on_the_next_article(browser: Browser, served: Served) -> None:
    with opened(browser, served, ARTICLE) as page:
        page.locator("#show-act").uncheck()
        page.goto(served.address + f"/articles/{world.id_of('bridge')}")
        assert not page.locator("#show-act").is_checked()
        assert page.locator("#show-content").is_checked()


def test_previous_and_next_lead_through_the_story(browser: Browser, served: Served) -> None:
    with opened(browser, served, ARTICLE) as page:
        page.locator("a[rel=next]").click()
        assert page.locator("h1").inner_text() == "League offers to host envoys"
        page.locator("a[rel=prev]").click()
        assert page.locator("h1").inner_text() == "Velland sets a condition for talks"


def test_keys_move_open_search_and_explain(browser: Browser, served: Served) -> None:
    with opened(browser, served, "/stories") as page:
        page.keyboard.press("j")
        page.keyboard.press("j")
        assert page.locator(".here h3").inner_text() == "Velland sets a condition for talks"
        page.keyboard.press("k")
        assert page.locator(".here h3").inner_text() == "Ferries run again"
        page.keyboard.press("j")
        page.keyboard.press("o")
        page.wait_for_url("**/stories/*")
        page.keyboard.press("?")
        assert page.locator("#keys").is_visible()
        page.keyboard.press("Escape")
        assert not page.locator("#keys").is_visible()
        page.keyboard.press("/")
        assert page.evaluate("() => document.activeElement.id") == "find"
        page.keyboard.type("j? bridge")
        assert page.locator("#find").input_value() == "j? bridge"


def test_v_goes_to_the_original(browser: Browser, served: Served) -> None:
    with opened(browser, served, ARTICLE) as page:
        page.evaluate(
            "() => document.addEventListener('click', e => { e.preventDefault(); window.went = e.target.href })"
        )
        page.keyboard.press("v")
        assert page.evaluate("() => window.went") == "https://observer.example/sorn-condition"


def test_keys_can_be_switched_off(browser: Browser, served: Served) -> None:
    with opened(browser, served, "/display") as page:
        page.locator("[name=keys]").uncheck()
        page.get_by_role("button", name="Keep").click()
        page.goto(served.address + "/stories")
        for key in ("j", "?", "/"):
            page.keyboard.press(key)
        assert page.locator(".here").count() == 0
        assert not page.locator("#keys").is_visible()
        assert page.evaluate("() => document.activeElement.tagName") == "BODY"


def test_everything_can_be_reached_and_seen_with_the_tab_key(browser: Browser, served: Served) -> None:
    with opened(browser, served, ARTICLE) as page:
        page.keyboard.press("Tab")
        assert page.locator(".skip").evaluate(
            "e => e === document.activeElement && e.getBoundingClientRect().left >= 0"
        )
        page.keyboard.press("Enter")
        assert page.evaluate("() => document.activeElement.id") == "main"
        outlines = set()
        for _ in range(25):
            page.keyboard.press("Tab")
            outlines.add(page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle"))
        assert outlines == {"solid"}


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_search_finds_and_its_address_finds_the_same_again(browser: Browser, served: Served, *, script: bool) -> None:
    with opened(browser, served, java_script_enabled=script) as page:
        page.locator("#find").fill("bridge")
        page.locator("#find").press("Enter")
        page.get_by_label("positions").check()
        page.locator("main").get_by_role("button", name="Search").click()
        found = page.locator(".hits").inner_text()
        assert page.locator("mark.hit").first.inner_text() == "bridge"
        page.get_by_role("link", name="keep this link").click()
        assert page.locator(".hits").inner_text() == found
        page.goto(page.url)
        assert page.locator(".hits").inner_text() == found


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_an_error_is_reported_and_kept(browser: Browser, served: Served, *, script: bool) -> None:
    note = f"It is a demand ({script})."
    with opened(browser, served, served.paths["position"], java_script_enabled=script) as page:
        page.get_by_text("Something here is wrong").click()
        page.get_by_label("What is wrong").select_option("kind")
        page.get_by_label("How it should be").fill(note)
        page.get_by_role("button", name="Send the report").click()
        assert "Thank you" in page.locator("#report").inner_text()
    assert served.store.corrections().rows[-1].note == note


def test_a_source_is_added_by_its_form(browser: Browser, served: Served) -> None:
    with opened(browser, served, "/sources") as page:
        page.get_by_label("Add a feed or a site").fill("https://a.example/feed")
        page.get_by_role("button", name="Add").click()
        assert page.locator(".told").inner_text() == "Added https://a.example/feed."


def test_a_citation_is_copied(browser: Browser, served: Served) -> None:
    with opened(browser, served, served.paths["position"], permissions=["clipboard-read", "clipboard-write"]) as page:
        page.locator("[data-copy=cite-bibtex]").click()
        page.get_by_text("Copied").first.wait_for()
        assert page.evaluate("() => navigator.clipboard.readText()").startswith("@article{observer2026")


def background(page: Page) -> float:
    """Return how light the page is."""
    return luminance(page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_night_follows_the_system_until_the_switch_says_otherwise(
    browser: Browser, served: Served, scheme: str
) -> None:
    with opened(browser, served, color_scheme=scheme) as page:
        assert (background(page) < 0.05) == (scheme == "dark")
        page.locator("#theme").click()
        assert (background(page) < 0.05) != (scheme == "dark")
        page.goto(served.address + ARTICLE)
        assert (background(page) < 0.05) != (scheme == "dark")
        assert page.locator("#theme").get_attribute("aria-pressed") == ("false" if scheme == "dark" else "true")


def test_night_can_be_switched_on_without_script(browser: Browser, served: Served) -> None:
    with opened(browser, served, java_script_enabled=False) as page:
        page.locator("#theme").click()
        page.get_by_label("dark").check()
        page.get_by_role("button", name="Keep").click()
        page.goto(served.address)
        assert background(page) < 0.05


@pytest.mark.parametrize("width", [320, 390, 800, 1280, 2560])
def test_no_page_needs_scrolling_sideways(browser: Browser, served: Served, width: int) -> None:
    with opened(browser, served, width=width) as page:
        for name, path in served.paths.items():
            page.goto(served.address + path)
            assert page.evaluate("() => document.documentElement.scrollWidth") <= width, name


def test_fingers_find_what_they_press(browser: Browser, served: Served) -> None:
    """WCAG 2.5.8: what stands alone is at least 24 by 24 pixels."""
    with opened(browser, served, width=390) as page:
        sizes = page.evaluate(
            "() => [...document.querySelectorAll('button, .theme, .masthead nav a, summary')]"
            ".filter(e => e.checkVisibility()).map(e => e.getBoundingClientRect())"
            ".map(r => Math.min(r.width, r.height))"
        )
        assert min(sizes) >= 24


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_what_is_behind_them(browser: Browser, served: Served, scheme: str) -> None:
    with opened(browser, served, color_scheme=scheme) as page:
        for name, path in served.paths.items():
            page.goto(served.address + path)
            pairs = page.evaluate(COLOURS)
            assert {where: contrast(a, b) for where, a, b in pairs if contrast(a, b) < 4.5} == {}, name


def test_on_paper_sources_have_numbers_and_addresses_and_controls_are_gone(browser: Browser, served: Served) -> None:
    with opened(browser, served, STORY, color_scheme="dark") as page:
        page.emulate_media(media="print")
        assert background(page) == pytest.approx(1, abs=0.01)
        assert page.locator(".paper-notes").is_visible()
        assert "https://observer.example/sorn-condition" in page.locator(".paper-notes").inner_text()
        assert page.locator(".cite").first.inner_text().strip() in {"[1]", "[2]"}
        for gone in (".masthead", ".find", ".foot nav", ".as-data"):
            assert not page.locator(gone).first.is_visible()
        assert page.pdf(format="A4").startswith(b"%PDF-")
        page.goto(served.address + ARTICLE)
        assert page.locator("mark.condition").first.evaluate("e => getComputedStyle(e).borderBottomStyle") == "dashed"
        assert page.locator("#summary li").first.is_visible()


def test_nothing_moves_while_a_page_loads(browser: Browser, served: Served) -> None:
    watch = (
        "window.moved = 0; new PerformanceObserver("
        "list => { for (const one of list.getEntries()) window.moved += one.value })"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    with opened(browser, served) as page:
        page.context.add_init_script(watch)
        for path in served.paths.values():
            page.goto(served.address + path)
            page.wait_for_timeout(100)
            assert page.evaluate("() => window.moved") < 0.01, path


def test_one_style_sheet_holds_up_the_page_and_no_script_does(browser: Browser, served: Served) -> None:
    with opened(browser, served, STORY) as page:
        blocking = "() => performance.getEntriesByType('resource').filter(e => e.renderBlockingStatus === 'blocking')"
        names = page.evaluate(f"({blocking})().map(e => new URL(e.name).pathname)")
        assert names == ["/static/pourparler.css"]


@pytest.fixture(scope="module")
def axe() -> str:
    """Return the accessibility checker's script."""
    pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_axe_finds_nothing_serious_on_any_page(
    browser: Browser, served: Served, axe: str, scheme: str, width: int
) -> None:
    found = {}
    with opened(browser, served, width=width, color_scheme=scheme) as page:
        for name, path in served.paths.items():
            page.goto(served.address + path)
            page.evaluate(axe)
            page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true })")
            violations = page.evaluate("() => axe.run().then(result => result.violations)")
            grave = [one for one in violations if one["impact"] in {"serious", "critical"}]
            if grave:
                found[name] = [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in grave]
    assert json.dumps(found, indent=1) == "{}"


def test_nothing_of_a_hostile_article_runs(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    with open_store(tmp_path_factory.mktemp("hostile") / "store.sqlite") as store:
        fill_with_hostile_rows(store)
        lists = [
            f"/{name}?limit=200" for name in ("articles", "stories", "statements", "positions", "conditions", "actors")
        ]
        articles = [f"/articles/{row.id}" for row in store.articles(limit=200).rows]
        stands = [f"/positions/{row.id}" for row in store.positions(limit=24).rows]
        with serving(store) as address, opened(browser, Served(address, store, {}), "/sources") as page:
            for path in (*lists, *articles, *stands, "/", "/status", "/corrections", "/search?q=owned"):
                page.goto(address + path)
                assert page.evaluate("() => window.owned") is None, path
                assert page.evaluate("() => document.scripts.length") == 1
                assert page.locator("h1").first.is_visible()
                assert page.locator(".masthead").is_visible()

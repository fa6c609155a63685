"""The worked example: its pages are what their README says, and reading them gives what they show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pourparler import articles, fetch
from pourparler.settings import Settings

if TYPE_CHECKING:
    from pourparler.types import Article

EXAMPLE = Path(__file__).parents[2] / "examples" / "kursk"
PAGES = EXAMPLE / "pages"


@dataclass(frozen=True, slots=True)
class Expected:
    """What one page must give: its metadata, words of its text, and words that are furniture."""

    name: str
    charset: str
    title: str
    outlet: str
    published: str
    keeps: tuple[str, ...]
    cuts: tuple[str, ...]


EXPECTED = (
    Expected(
        "quay-courier.html",
        "windows-1251",
        "Putin Names His Price for a Ceasefire",
        "Quay Courier",
        "2024-06-14",
        ("Russia would cease fire", "“In diplomatic Russian, перемирие is a pause", "the first silent gun."),
        ("Print this page", "Mail to a friend", "All rights reserved", "Набережный курьер", "Front page", "Shipping"),
    ),
    Expected(
        "eastern-ledger.html",
        "iso-8859-1",
        "In Vladivostok, Putin Points Back to Istanbul",
        "Eastern Ledger",
        "2024-09-05",
        ("Vladimir Putin said on Thursday", "said Caetano Brandão,", "that the Ledger heard."),
        ("Tweet", "Also read", "Freight rates climb", "A café on the pier", "Terms of use"),
    ),
    Expected(
        "two-riverbanks.html",
        "utf-8",
        "One government, two answers",
        "Two Riverbanks",
        "2024-09-10",
        ("Would Russia talk?", "“Either the condition is new,", "the price of a conversation changed."),
        ("Dates help", "great blog", "About me", "Recent posts", "Archives", "Proudly made", "Letters from readers"),
    ),
    Expected(
        "corvid-wire.txt",
        "utf-8",
        "U.S. officials: Ukraine prepared Kursk strike for more than a year",
        "",  # plain text declares neither outlet nor date
        "",
        ("Ukraine had been preparing a strike", "The officials, who were not authorised", "kept, traded or left."),
        (),
    ),
    Expected(
        "kestrel-live.html",
        "utf-8",
        "Live: Kyiv Repeats Its Own Condition After Shoigu Interview",
        "Kestrel Post",
        "2024-09-11",
        (
            "Both capitals have named a withdrawal",
            "unless Russian troops leave its territory",
            "Here is where things stand.",
        ),
        ("We use cookies", "Accept all", "Most read", "The ferry that never sailed", "Download our app"),
    ),
    Expected(
        "lowland-gazette.html",
        "utf-8",
        "Kursk strike was a year in the making, U.S. officials say",
        "Lowland Gazette",
        "2024-09-11",
        ("Ukraine had been preparing a strike", "The crossing has changed the terms", "“We promised to take part"),
        ("Sign up for our newsletter", "Share this story", "Contact the newsdesk", "Handout"),
    ),
    Expected(
        "meridian-dispatch.html",
        "utf-8",
        "Shoigu Rules Out Talks While Ukrainian Troops Hold Ground in Kursk",
        "The Meridian Dispatch",
        "2024-09-11",
        ("Moscow will not sit down with Kyiv", "“Our door is open,", "through a third country."),
        (
            "No time to read?",
            "Get a summary",
            "Previous Article",
            "Port Cities Ask for a Second Grain Corridor",
            "Next Article",
            "What the Istanbul Drafts Said",
            "All rights reserved",
        ),
    ),
    Expected(
        "northgate-bulletin.html",
        "utf-8",
        "Kursk Becomes the Key to Any Talks",
        "Northgate Bulletin",
        "2024-09-12",
        (
            "while Russian troops are stationed in the Kursk region",
            "“A condition is also a way",
            "diplomacy are measured.",
        ),
        ("Advertisement", "Read more", "Five Questions About the Border", "Subscribe to our newsletter"),
    ),
)
HTML = tuple(page for page in EXPECTED if page.name.endswith(".html"))
every_page = pytest.mark.parametrize("page", EXPECTED, ids=lambda page: page.name)
every_html_page = pytest.mark.parametrize("page", HTML, ids=lambda page: page.name)


@cache
def article(name: str) -> Article:
    """Read one page as the pipeline does, up to the article."""
    return articles.extract(fetch.from_file(PAGES / name, Settings()))


def declared_charset(data: bytes) -> str:
    """Return the charset that a page's own mark-up names, UTF-8 where it names none."""
    found = re.search(rb"charset=[\"']?([\w-]+)", data)
    return found[1].decode("ascii").lower() if found else "utf-8"


def words(text: str) -> str:
    """Put every run of white space as one blank, so that a line break hides nothing."""
    return " ".join(text.split())


def test_the_expectations_name_every_page() -> None:
    """A page that is added is also checked."""
    assert {page.name for page in EXPECTED} == {path.name for path in PAGES.iterdir()}


def test_the_readme_lists_exactly_the_files_there() -> None:
    """The table of the README and the folder agree, file by file."""
    readme = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `pages/([\w.-]+)` \|", readme, re.MULTILINE)
    assert sorted(listed) == sorted(path.name for path in PAGES.iterdir())


@every_page
def test_the_readme_gives_each_page_its_outlet_and_date(page: Expected) -> None:
    """The README's row agrees with what the page itself declares."""
    readme = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    row = next(line for line in readme.splitlines() if line.startswith(f"| `pages/{page.name}`"))
    assert page.outlet in row
    assert page.published in row


def test_the_garbled_page_is_labelled() -> None:
    """Nobody can take the garble for a fact: the README's row and the page's source say what it is."""
    readme = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    row = next(line for line in readme.splitlines() if line.startswith("| `pages/northgate-bulletin.html`"))
    assert "garbled on purpose" in row
    assert "GARBLED ON PURPOSE" in (PAGES / "northgate-bulletin.html").read_text(encoding="utf-8")


@every_page
def test_each_page_decodes_in_its_declared_charset(page: Expected) -> None:
    """The bytes are valid in the charset that the page names, and mean what was written."""
    data = (PAGES / page.name).read_bytes()
    text = data.decode(page.charset)
    assert declared_charset(data) == page.charset
    assert not re.search("[\x80-\x9f\ufffd]", text)
    assert page.keeps[1] in words(text)


@every_html_page
def test_outlets_live_under_a_reserved_name(page: Expected) -> None:
    """Every absolute address in a page, schemas aside, leads to a name that is reserved for examples."""
    text = (PAGES / page.name).read_bytes().decode(page.charset)
    hosts = set(re.findall(r"https?://([\w.-]+)", text)) - {"schema.org", "www.w3.org"}
    assert all(host.endswith(".example") for host in hosts)


@every_page
def test_each_page_is_of_the_length_of_a_news_report(page: Expected) -> None:
    """Between 250 and 600 words reach the reader."""
    assert 250 <= len(article(page.name).text.split()) <= 600


@every_page
def test_each_page_gives_its_title(page: Expected) -> None:
    """The headline alone, without the outlet's name."""
    assert article(page.name).title == page.title


@every_html_page
def test_each_html_page_gives_its_outlet_and_date(page: Expected) -> None:
    """Whatever mark-up the metadata stands in."""
    read = article(page.name)
    assert read.outlet == page.outlet
    assert (read.published or "").startswith(page.published)


@every_html_page
def test_a_byline_is_a_name_or_nothing(page: Expected) -> None:
    """A date that stands where a name is expected is no author."""
    assert not re.search(r"\d", article(page.name).byline or "")


@every_page
def test_each_page_keeps_its_words(page: Expected) -> None:
    """First, middle and last words of the report are in the text, whatever the charset."""
    text = words(article(page.name).text)
    assert [part for part in page.keeps if part not in text] == []


@every_page
def test_each_page_loses_its_furniture(page: Expected) -> None:
    """Widgets, neighbours, share bars and the like are not in the text."""
    text = words(article(page.name).text)
    assert [part for part in page.cuts if part in text] == []


def test_the_cut_of_the_summary_widget_can_be_checked() -> None:
    """What was cut from inside the article is recorded, and the neighbours' titles are kept as such."""
    read = article("meridian-dispatch.html")
    assert {"No time to read?", "Get a summary"} <= set(read.removed)
    assert read.previous == "Port Cities Ask for a Second Grain Corridor"
    assert read.next == "What the Istanbul Drafts Said, and What They Left Open"


def test_the_garbled_page_is_not_put_right() -> None:
    """A reading of that page alone gives its words as they stand."""
    text = words(article("northgate-bulletin.html").text)
    assert "not hold talks with Ukraine while Russian troops are stationed in the Kursk region" in text
    assert "Ukrainian troops" not in text


def test_the_wire_report_reaches_two_outlets() -> None:
    """The Gazette carries whole paragraphs of the agency's report, to the letter."""
    wire = set(article("corvid-wire.txt").text.split("\n\n"))
    local = set(article("lowland-gazette.html").text.split("\n\n"))
    assert len(wire & local) >= 5

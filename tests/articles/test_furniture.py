"""Page furniture is cut wherever it stands and recorded; sentences that only look like it stay."""

from __future__ import annotations

from html import escape

import pytest

from pourparler.articles import extract, from_text
from tests.articles.writing import PARAGRAPHS, capture, page, plain

FURNITURE = (
    "No time to read?",
    "Get a summary",
    "Short on time?",
    "3 min read",
    "Listen to this article",
    "Read more",
    "Also read",
    "Read also: Norland rejects plan for border posts",
    "READ MORE: Norland rejects plan",
    "Also read - Sudmark counts its dead",
    "Read more about the border talks",
    "See also: Timeline of the truce",
    "Click here to read more",
    "▶ Watch: Border town waits for talks",
    "Читайте також: Нова угода",
    "Share",
    "Share this article",
    "Facebook Twitter WhatsApp Telegram",
    "Copy link",
    "Sign up for our newsletter",
    "Subscribe to our daily newsletter.",
    "Get the day's news delivered to your inbox.",
    "Don’t miss a story: sign up for alerts",
    "Download The Meridian app for iOS and Android",
    "Follow us on Telegram",
    "Join our Telegram channel",
    "Advertisement",
    "Story continues below advertisement",
    "Sponsored",
    "Photo: Ada Berg / Norland Press",
    "(Photo by Ada Berg/Getty Images)",
    "Image source, Getty Images",
    "Ada Berg/Reuters",
    "© 2024 The Meridian",
    "We use cookies to improve your experience.",
    "Accept all cookies",
    "Subscribe to continue reading",
    "This article is for subscribers only.",
    "You have 2 free articles left this month.",
    "Already a subscriber? Log in",
    "You may also like",
    "Most read",
    "Leave a comment",
    "12 comments",
)
SENTENCES = (
    "Read more than one report, the minister said.",
    "Share prices fell.",
    "Share prices fell",
    "Advertisement spending rose.",
    "Next, the delegation flew to Ankara.",
    "Previous talks had failed over the question of prisoners.",
    "Sign up for the talks, he urged both sides.",
    "Sign up for the talks, he urged both sides",
    "Subscribe to peace, the bishop told them.",
    "Photo by photo, the investigators rebuilt the day.",
    "Pictures via satellite showed tanks.",
    "Follow the money, he said.",
    "Listen to the people, she said.",
    "Sponsored by Turkey, the talks opened on Monday.",
    "By continuing attacks, Sudmark shows it will not accept a truce.",
    "For more than a year they read letters from home.",
    "The site uses mines, not cookies.",
    "Become a member of the alliance or stay out.",
    "Only members of parliament voted.",
    "This report is open to question.",
    "Related: the word came up twice in the treaty.",
    "Facebook removed the page.",
    "Most read the law as a ban.",
    "Continue reading the treaty, she told reporters.",
    "Credit: banks lend again.",
    "“We use cookies as rations,” the soldier said.",
    "Reuters reported the strike first.",
    "Latest figures show a fall.",
    "Yes.",
)
SUBHEADS = ("What we know", "Next steps", "Previous attempts", "Related risks", "Ceasefire terms", "Reactions")
MARKUPS = (
    "<p>{}</p>",
    "<div>{}</div>",
    "<section>{}</section>",
    "<ul><li>{}</li></ul>",
    "<aside><span>{}</span></aside>",
    '<button type="button">{}</button>',
    "<h3>{}</h3>",
    "<p><strong>{}</strong></p>",
    '<p><a href="/x">{}</a></p>',
    "<div><div><em>{}</em></div></div>",
)


@pytest.mark.parametrize("markup", MARKUPS)
@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_cut_and_recorded_in_any_markup(line: str, markup: str) -> None:
    article = extract(capture(page(markup.format(escape(line)))))
    assert article.text.split("\n\n") == list(PARAGRAPHS)
    assert line in article.removed


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_cut_from_plain_text(line: str) -> None:
    article = from_text(plain(line))
    assert article.text.split("\n\n") == list(PARAGRAPHS)
    assert article.removed == (line,)


@pytest.mark.parametrize("markup", ["<p>{}</p>", "<ul><li>{}</li></ul>", "<blockquote><p>{}</p></blockquote>"])
@pytest.mark.parametrize("line", SENTENCES)
def test_sentences_that_begin_as_furniture_does_stay(line: str, markup: str) -> None:
    article = extract(capture(page(markup.format(escape(line)))))
    assert line in article.text.split("\n\n")
    assert article.removed == ()


@pytest.mark.parametrize("line", SENTENCES + SUBHEADS)
def test_sentences_and_subheads_stay_in_plain_text(line: str) -> None:
    assert line in from_text(plain(line)).text.split("\n\n")


@pytest.mark.parametrize("line", SUBHEADS)
def test_subheads_stay(line: str) -> None:
    assert line in extract(capture(page(f"<h2>{line}</h2>"))).text.split("\n\n")


def test_list_items_stay_as_paragraphs_of_their_own() -> None:
    items = ("Withdrawal from the river bank.", "Exchange of all prisoners.", "A joint commission of six.")
    listed = "".join(f"<li>{item}</li>" for item in items)
    text = extract(capture(page(f"<p>The draft has three points:</p><ul>{listed}</ul>"))).text
    assert [line for line in text.split("\n\n") if line in items] == list(items)


def test_companies_in_a_list_are_no_share_bar() -> None:
    text = extract(capture(page("<p>The fines hit:</p><ul><li>Facebook</li><li>Telegram</li></ul>"))).text
    assert "Telegram" in text.split("\n\n")


def test_a_share_bar_of_links_is_cut_link_by_link() -> None:
    bar = "".join(f'<li><a href="/share">{name}</a></li>' for name in ("Facebook", "Telegram", "Email"))
    article = extract(capture(page(f"<p>Share this:</p><ul>{bar}</ul>")))
    assert article.removed == ("Share this:", "Facebook", "Telegram", "Email")


def test_a_list_of_related_stories_goes_with_its_heading_and_the_subhead_after_it_stays() -> None:
    related = "".join(f'<li><a href="/{n}">Story number {n} about the river</a></li>' for n in range(3))
    article = extract(capture(page(f"<h3>Related stories</h3><ul>{related}</ul><h2>What the truce says</h2>")))
    assert article.removed == ("Related stories", *(f"Story number {n} about the river" for n in range(3)))
    assert "What the truce says" in article.text.split("\n\n")


def test_related_stories_in_plain_paragraphs_are_cut_too() -> None:
    after = "<p>You may also like</p><p>River trade is back</p><p>Who pays for the bridge?</p>"
    article = extract(capture(page(after=after)))
    assert article.removed == ("You may also like", "River trade is back", "Who pays for the bridge?")


def test_a_paragraph_that_is_one_link_to_another_story_is_cut() -> None:
    article = extract(capture(page('<p><a href="/other">Norland counts the cost of a hard winter</a></p>')))
    assert article.removed == ("Norland counts the cost of a hard winter",)


def test_a_linked_sentence_within_a_paragraph_stays_whole() -> None:
    line = 'The envoy <a href="/x">called the draft a beginning</a> and left for the airport without another word.'
    text = extract(capture(page(f"<p>{line}</p>"))).text
    assert "The envoy called the draft a beginning and left for the airport" in text


def test_a_caption_keeps_its_sentence_and_loses_its_credit() -> None:
    article = extract(capture(page("<p>Ferries wait on the river. (Photo by Ada Berg/Getty Images)</p>")))
    assert "Ferries wait on the river." in article.text.split("\n\n")
    assert article.removed == ("(Photo by Ada Berg/Getty Images)",)


def test_removed_lines_are_in_page_order() -> None:
    article = extract(capture(page("<p>Share</p><p>Read more</p>", after="<p>Advertisement</p><p>Share</p>")))
    assert article.removed == ("Share", "Read more", "Advertisement", "Share")


def test_hidden_furniture_is_not_reported_as_seen() -> None:
    article = extract(capture(page('<p style="display:none">Share this article</p>')))
    assert article.removed == ()
    assert article.text.split("\n\n") == list(PARAGRAPHS)


def test_the_sites_own_menu_is_not_reported() -> None:
    assert extract(capture(page())).removed == ()


def test_lines_parted_by_breaks_are_judged_one_by_one() -> None:
    article = extract(
        capture(page("<p>Talks go on at noon.<br>Read also: The bridge is open<br>Both sides agreed.</p>"))
    )
    assert "Talks go on at noon.\n\nBoth sides agreed." in article.text
    assert article.removed == ("Read also: The bridge is open",)


def test_a_break_within_a_sentence_does_not_end_its_paragraph() -> None:
    assert "Talks go on at noon." in extract(capture(page("<p>Talks go<br>on at noon.</p>"))).text

"""What a text is, by its first element or line: labels from servers are wrong too often to be believed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from pourparler.fetch import decode
from pourparler.sources.json_feeds import is_json_feed

if TYPE_CHECKING:
    from pourparler.types import Capture

__all__ = ["Form", "form_of", "named"]

Form = Literal["feed", "sitemap", "index", "opml", "html", "addresses", "other"]

HEAD = 64 * 1024
"""Characters looked at."""

_BEFORE = re.compile(
    r"\s+|<\?.*?\?>|<!--.*?-->|<!doctype(?!\s+html)[^<>\[]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?([\w.-]{1,40})[\s/>]")
_LATE = re.compile(r"<(rss|feed|rdf:rdf|urlset|sitemapindex)\s[^<>]{0,2000}>", re.IGNORECASE)
_FORMS: dict[str, Form] = {
    "rss": "feed",
    "feed": "feed",
    "rdf": "feed",
    "channel": "feed",
    "urlset": "sitemap",
    "sitemapindex": "index",
    "opml": "opml",
    "html": "html",
}
_NAMES: dict[Form, str] = {
    "feed": "a feed",
    "sitemap": "a sitemap",
    "index": "an index of sitemaps",
    "opml": "an OPML file",
    "html": "an HTML page",
    "addresses": "a list of addresses",
    "other": "something else",
}


def form_of(capture: Capture) -> tuple[Form, str]:
    """Say what a capture is.

    Returns:
        The form and the decoded text.

    Raises:
        UnreadableError: it is no text.
    """
    text = decode(capture)
    head = text[:HEAD]
    at = 0
    while (before := _BEFORE.match(head, at)) is not None:
        at = before.end()
    if is_json_feed(head):
        return "feed", text
    if head[at : at + 9].lower() == "<!doctype":
        return "html", text
    root = _ROOT.match(head, at)
    form = _FORMS.get(root[1].lower()) if root else None
    if form is not None:
        return form, text
    if re.match(r"(?:#.*\n\s*)*https?://\S+\s*(?:\n|\Z)", head[at:], re.IGNORECASE):
        return "addresses", text
    if root is None or not re.search(r"<(?:head|body|html|title)[\s>]", head, re.IGNORECASE):
        # Some sites send a warning of their own before the feed.
        late = _LATE.search(head)
        if late:
            return _FORMS[late[1].lower().rpartition(":")[2]], text
    return ("html" if root else "other"), text


def named(form: Form) -> str:
    """Name a form within a sentence."""
    return _NAMES[form]

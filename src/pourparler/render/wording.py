"""Our own words around those of the source: names of kinds and classes, dates, addresses that may be links."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pourparler.render.shown import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pourparler.types import Article, Position, Reading, Speaker, Statement

__all__ = [
    "KINDS",
    "MONTHS",
    "NO_POSITION",
    "SOURCING",
    "caution",
    "day",
    "holder",
    "imprint",
    "language",
    "link",
    "model",
    "plural",
    "speaker",
    "whose",
    "word_of",
]

KINDS: Mapping[str, str] = {
    "precondition": "Precondition",
    "demand": "Demand",
    "offer": "Offer",
    "refusal": "Refusal",
    "commitment": "Commitment",
    "threat": "Threat",
    "support": "Support",
    "criticism": "Criticism",
}
SOURCING: Mapping[str, str] = {
    "named": "named person",
    "office": "office, no name",
    "unnamed": "unnamed source",
    "document": "document or outlet",
    "none": "no source given",
}
# An empty list must not read as "nobody took a stand".
NO_POSITION = "No position was found in this text. That does not mean that it holds none."
_ENOUGH = 200  # characters below which the language of a text is too uncertain to leave it unread
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return "1 line", "2 lines", "no lines"."""
    return f"{count or 'no'} {one if count == 1 else many or one + 's'}"


def day(published: str | None) -> str | None:
    """Return an ISO date as "12 September 2024", anything else as it is."""
    if not published:
        return None
    try:
        found = date.fromisoformat(published[:10])
    except ValueError:
        return one_line(published) or None
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def imprint(article: Article) -> tuple[str, ...]:
    """Return what is known of outlet, date and byline, in this order."""
    byline = one_line(article.byline or "")
    if byline and not byline.lower().startswith("by "):
        byline = f"By {byline}"
    return tuple(part for part in (one_line(article.outlet or ""), day(article.published), byline) if part)


def link(url: str | None) -> str | None:
    """Return ``url`` if it is a web address that may become a link, else None ("javascript:" and the like)."""
    if not url or not url.isprintable() or any(map(str.isspace, url)):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme.lower() in {"http", "https"} and host else None


def language(code: str | None) -> str | None:
    """Return a language code fit for the attribute ``lang``, else None."""
    return code if code and _LANGUAGE.fullmatch(code) else None


def caution(reading: Reading) -> str | None:
    """Return a warning on an article that its model left unread, as it is in a language that it does not know."""
    code = language(reading.article.language)
    if code is None or code.lower().partition("-")[0] == "en" or len(reading.article.text) < _ENOUGH:
        return None
    if reading.statements or reading.positions or reading.senses:
        return None
    return f'Nothing is marked in this text: its language is "{code}", which the model does not know.'


def speaker(who: Speaker | None) -> str | None:
    """Return the speaker's name and role: "Olha Danylko, the minister"."""
    if who is None:
        return None
    name, role = one_line(who.name), one_line(who.role or "")
    return f"{name}, {role}" if role and role.casefold() not in name.casefold() else name


def word_of(text: str, statement: Statement) -> str | None:
    """Return who says it: the resolved speaker, else the words of the source, else None."""
    told = speaker(statement.speaker)
    if told:
        return told
    return " … ".join(one_line(span.of(text)) for span in statement.source) or None


def holder(text: str, position: Position) -> str | None:
    """Return whose position it is: "Ukraine (“Kyiv”)", the resolved actor first, then the words of the source."""
    return whose(one_line(position.actor or ""), one_line(position.holder.of(text)) if position.holder else "")


def whose(actor: str, words: str) -> str | None:
    """Return how a holder is named, from the actor's name and the words of the source, either of which may be empty."""
    if actor and words and actor.casefold() not in words.casefold():
        return f"{actor} (“{words}”)"
    return words or actor or None


def model(reading: Reading) -> str:
    """Return the model's name, version and the first twelve digits of its digest."""
    info = reading.model
    return f"{one_line(info.name)} {one_line(info.version)} (sha256 {one_line(info.sha256)[:12]})"

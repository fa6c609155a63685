"""On what occasion something was said: "in a briefing", "told Rossiya-24 on Tuesday", "on Telegram", "to reporters"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pourparler.types import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["occasion"]

_EVENTS = (
    r"briefings?|interviews?|statements?|(?:press |news )?conferences?|presser|speech(?:es)?|address|"
    r"remarks|tweets?|posts?|posting|call|conversations?|meetings?|talks|negotiations|summits?|visits?|"
    r"trips?|tour|hearings?|testimony|rally|rallies|debates?|forums?|sessions?|assembly|broadcasts?|"
    r"program(?:me)?s?|podcasts?|letters?|e-?mails?|memos?|op-eds?|essays?|columns?|blogs?|editorials?|"
    r"videos?|messages?|decrees?|communiqués?|communiques?|telegrams?|appearances?|gathering|ceremony|"
    r"events?|lunch|dinner|breakfast|fundraisers?|town halls?|convention|questioning|exchange|"
    r"panel(?: discussion)?|teleconference|videoconference|webinar|lecture|sermon|prayer|livestream|vlog|"
    r"(?:press |news )?release|report|Assembly|Council|Forum|Conference|Summit"
)
_TELEVISION = (
    r"(?:[\w’'-]+ )?(?:(?:state|national|live|public|Russian|Ukrainian|Iranian|Israeli) )+(?:television|TV|radio)"
)
_MEDIA = (
    r"Telegram|Twitter|X|Facebook|Instagram|YouTube|TikTok|Truth Social|Weibo|VK|VKontakte|LinkedIn|Reddit|"
    r"Rossiya[ -]?(?:24|1)|CNN|MSNBC|CNBC|NBC|ABC|CBS|PBS|NPR|C-SPAN|BBC|Sky News|Fox News|Fox|Al Jazeera|RT|"
    rf"{_TELEVISION}|television|TV|radio|social media|air|the air|camera|the record|condition of anonymity|"
    r"the sidelines|the campaign trail|the stump"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?"
_TIME = (
    rf"(?:(?:late |early )?(?:on|last|this) (?:{_DAY}|[A-Z][a-z]+ \d{{1,2}}|week|month|year)"
    rf"|{_DAY}|earlier (?:on )?{_DAY}|yesterday|today|in [12]\d{{3}})"
)
_NOT_WITHIN = (
    r"(?:that|which|who|where|when|while|said|saying|says|and|but|told|as|is|was|were|has|had|"
    r"because|after|before|years|months|weeks|wake|during)\b"
)
_END = r"(?=[\s,.;:!?)“”\"—–]|$)"
_WORD = rf"(?!{_NOT_WITHIN})[\w’'.&-]+"
_DETERMINER = r"(?:the|a|an|his|her|their|its|this|that|one|another|separate|some|joint|recent)"
# A thing one is "on": a call, not a speech.
_ON = r"[Oo]n(?= [\w’' -]{0,40}(?:call|visit|trip|tour|podcast|program|broadcast|panel|livestream|conference))"
_AT = (
    rf"(?:[Ii]n|[Dd]uring|[Aa]t|[Aa]fter|[Bb]efore|[Ff]ollowing(?= {_DETERMINER} )|[Aa]head of|[Tt]hrough|[Vv]ia|"
    rf"[Tt]hroughout|[Oo]ver|{_ON})"
)
_HEARERS = (
    r"reporters|journalists|lawmakers|diplomats|supporters|senators|troops|the nation|the press|the media|"
    r"parliament|Congress|the Duma|the Security Council|delegates"
)
_OWN = r"the|his|her|its|their|own|official"
_PHRASE = re.compile(
    rf"\b(?P<event>{_AT} (?:{_DETERMINER} )?(?:{_WORD} ){{0,5}}?(?:{_EVENTS})(?![\w-]))"
    rf"|\b(?P<media>(?:[Oo]n|over|[Vv]ia|through) (?:(?:{_OWN}|[\w’'.-]+['’]s) ){{0,3}}(?:{_MEDIA})\b"
    r"(?: (?:channel|page|account|network|messaging app|app|feed|show|program(?:me)?)\b)?)"
    rf"|\b(?P<hearers>to (?:the )?(?:[\w’'-]+ ){{0,2}}?(?:{_HEARERS})\b)"
)
# A second occasion right behind the first: "in an interview | on CNN".
_PHRASE_BEHIND = re.compile(" " + re.sub(r"\?P<\w+>", "?:", _PHRASE.pattern).replace("|\\b", "| \\b"))
_TOLD_ENDS = rf"(?=\s*(?:[,.;:!?)“”\"—–]|$| (?:that|in|on|at|during|after|he|she|they|it|there|last|earlier|{_DAY})\b))"
_TOLD = re.compile(
    r"\b(?:told|tells|telling|informed|briefed|addressed|addressing) "
    rf"(?!(?:me|him|her|them|us|you|it|that|the truth)\b)(?P<hearer>{_WORD}(?: {_WORD}){{0,7}}?){_TOLD_ENDS}"
)
_STOP = re.compile(rf"[,.;:!?()“”\"—–\n]|\s{_NOT_WITHIN}")
_TAIL = re.compile(rf" {_TIME}{_END}")
_SMALL_PARTS = (
    r"of|the|and|state|foreign|minister|prime|president|reporters|journalists|news|agency|newspaper|magazine|television|"
    r"channel|broadcaster|de|la|radio|capital|city"
)
_GROUPS = r"aides|officials|leaders|diplomats|lawmakers|supporters|donors|advisers|counterparts?|envoys|president"
_PLACE_OR_PARTNER = re.compile(
    r" (?:with|in|at|on|to|of|by|between) (?:the |a |an |his |her )?"
    rf"(?:(?:[A-Z][\w’'.-]*|\d[\w-]*|{_SMALL_PARTS}){_END} ?)+(?:(?<= )(?:{_GROUPS})\b)?"
)
_LONGEST_ZONE = 2_000  # characters of a sentence that are looked at
_LAST_TRIM = " ,;:.—–-"


def occasion(text: str, cue: Sequence[Span], zones: Sequence[Span]) -> Span | None:
    """Find the phrase nearest to a cue that tells where, when or to whom something was said.

    Args:
        text: The article's text.
        cue: The statement's cue.
        zones: Stretches of the cue's sentence that are neither content nor part of another statement.

    Returns:
        The phrase, or None.
    """
    if not cue:
        return None
    middle = cue[0].start
    found: list[tuple[int, Span]] = []
    for zone in zones:
        start, end = zone.start, min(zone.end, zone.start + _LONGEST_ZONE)
        for span in _in_zone(text, start, end, cue):
            # What follows the cue tells more often about it than what precedes.
            distance = span.start - middle if span.start >= middle else 2 * (middle - span.end) + 20
            found.append((abs(distance), span))
    return min(found)[1] if found else None


def _in_zone(text: str, start: int, end: int, cue: Sequence[Span]) -> list[Span]:
    """Find all occasions between two offsets."""
    zone = text[start:end].replace("\n", " ").replace("\u00a0", " ")
    spans = []
    for match in _TOLD.finditer(zone):
        if not any(part.start < start + match.start("hearer") and part.end > start + match.start() for part in cue):
            continue  # someone else is told something
        stop = _lengthen(zone, match.end())
        spans.append(_trimmed(zone, match.start(), stop, start))
    for match in _PHRASE.finditer(zone):
        if match.group("event") and _STOP.search(match.group("event")):
            continue
        stop = _lengthen(zone, match.end())
        if stop == match.end() and match.group().endswith(("after meeting", "before meeting", "following meeting")):
            continue  # a verb: "after meeting voters"
        spans.append(_trimmed(zone, match.start(), stop, start))
    return spans


def _lengthen(zone: str, stop: int) -> int:
    """Take a partner, a place and a day into an occasion: ``in an interview | with Le Monde | on Tuesday``."""
    for pattern in (_TAIL, _PHRASE_BEHIND, _PLACE_OR_PARTNER, _PLACE_OR_PARTNER, _TAIL):
        match = pattern.match(zone, stop)
        if match:
            stop = match.end()
            while stop and zone[stop - 1] == " ":
                stop -= 1
    return stop


def _trimmed(zone: str, start: int, stop: int, offset: int) -> Span:
    """Make a span without closing punctuation or blanks."""
    while stop > start and zone[stop - 1] in _LAST_TRIM:
        stop -= 1
    if zone[stop - 2 : stop] in {"'s", "’s"}:
        stop -= 2
    return Span(offset + start, offset + stop)

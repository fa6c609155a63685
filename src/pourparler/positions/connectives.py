"""The word between act and condition: it belongs to the trigger, never to the condition."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pourparler.types import Span

if TYPE_CHECKING:
    from pourparler.types import Frame

__all__ = ["tidy"]

_PHRASE = (
    r"(?:only )?(?:as long as|so long as|provided that|on (?:the )?condition that|in exchange for|in return for|if|"
    r"once|after|when|until|till|unless|while|before|without)"
)
_LEADING = re.compile(rf"{_PHRASE}\s+(?=\S)", re.IGNORECASE)
_BEFORE = re.compile(rf"\b({_PHRASE})\s+$", re.IGNORECASE)
# Right after the act and without a comma these tie it to what follows; with a comma they may only tell of contrast.
_TYING = re.compile(
    r"\s+((?:as|so) long as|until|unless|while|only (?:if|after|when|once))\s+([^,;:.!?“”\"\n]{8,160})", re.IGNORECASE
)
_REACH = 40  # characters before the condition in which the connective is looked for


def tidy(text: str, frame: Frame) -> Frame:
    """Move a connective at the head of the condition, or right before it, into the trigger."""
    condition = frame.condition
    if condition is None:
        return _tied(text, frame)
    found: Span | None = None
    if lead := _LEADING.match(text, condition.start, condition.end):
        found = Span(condition.start, condition.start + len(lead[0].rstrip()))
        condition = Span(lead.end(), condition.end)
    elif before := _BEFORE.search(text[max(0, condition.start - _REACH) : condition.start]):
        offset = max(0, condition.start - _REACH)
        found = Span(offset + before.start(1), offset + before.end(1))
    if found is None or found.overlaps(frame.act):
        return replace(frame, condition=condition)
    others = [t for t in frame.trigger if not t.overlaps(found)]
    return replace(frame, condition=condition, trigger=tuple(sorted((*others, found))))


def _tied(text: str, frame: Frame) -> Frame:
    """Make a refusal or offer whose clause goes on with a condition a precondition: by definition they have none."""
    if frame.kind not in ("refusal", "offer") or not (found := _TYING.match(text, frame.act.end)):
        return frame
    clause = found[2].rstrip()
    condition = Span(found.start(2), found.start(2) + len(clause))
    trigger = (*(t for t in frame.trigger if not t.overlaps(Span(found.start(1), condition.end))), Span(*found.span(1)))
    return replace(frame, kind="precondition", condition=condition, trigger=tuple(sorted(trigger)))

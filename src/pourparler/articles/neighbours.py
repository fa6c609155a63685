"""The previous and the next article, by the titles that a page gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pourparler.articles.characters import wordkey
from pourparler.articles.dates import iso_in_line
from pourparler.articles.phrases import LINES, NEXT, PREVIOUS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pourparler.articles.blocks import Block

__all__ = ["Neighbours", "find"]

_ARROWS = "«‹<←⟵◀⇐»›>→⟶▶⇒•| \t"
_INLINE = re.compile(
    r"^[«‹<←⟵◀\s]*(?:(?P<previous>prev(?:ious)?)|(?P<next>next))"
    r"(?P<noun> (?:article|post|story|news|entry|reading|topic))?\s*(?P<gap>[:|–—»›>→▶-]*)\s*(?P<title>\S.*)$",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?<=\S)\s*(?:[:»›>→▶|]|\s)\s*(?:next|previous)(?: (?:article|post|story))?\s*[»›>→▶]*$", re.IGNORECASE
)
_LEADING = re.compile(r"^(?:prev(?:ious)?|next)\s+(?=(?:prev(?:ious)?|next)\b)", re.IGNORECASE)
_MOST_WORDS, _MOST_CHARACTERS = 25, 300  # longer lines that end as a sentence are the article's, link or not
# Bare "Previous" and "Next" are labels only when they stand for a link, in a navigation, or near each other.
_BARE = frozenset(("previous", "prev", "next", "older", "newer", "up next"))
_NEAR = 5


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Titles of the neighbours, and the indices of the lines that name them."""

    previous: str | None
    next: str | None
    lines: tuple[int, ...]


class _Found:
    """What has been found so far; the first title of each side stands."""

    def __init__(self) -> None:
        self.titles: dict[str, str] = {}
        self.lines: set[int] = set()

    def take(self, side: str, title: str, *lines: int) -> None:
        title = _TRAILING.sub("", title).strip(_ARROWS)
        if title:
            self.titles.setdefault(side, title)
        self.lines.update(lines)


def find(blocks: Sequence[Block]) -> Neighbours:
    """Find the lines that name the previous and the next article: a label and a title, in one line or in two."""
    found = _Found()
    sides = [_side(block) for block in blocks]
    for index, side in enumerate(sides):
        if side and _is_label(blocks, sides, index):
            _labelled(blocks, sides, index, found)
        elif not side:
            _one_line(blocks, index, found)
    return Neighbours(found.titles.get("previous"), found.titles.get("next"), tuple(sorted(found.lines)))


def _side(block: Block) -> str | None:
    """Say which neighbour a line announces, if it does nothing else."""
    if len(block.text) > 40:
        return None
    key = wordkey(block.text)
    return "previous" if key in PREVIOUS else "next" if key in NEXT else None


def _is_label(blocks: Sequence[Block], sides: list[str | None], index: int) -> bool:
    block = blocks[index]
    if block.text.rstrip().endswith((".", "!", "?")):
        return False
    if wordkey(block.text) not in _BARE:
        return True
    if block.linked or block.kind == "control" or block.zone == "nav" or block.rel:
        return True
    other = "next" if sides[index] == "previous" else "previous"
    return other in sides[max(0, index - _NEAR) : index + _NEAR + 1]


def _labelled(blocks: Sequence[Block], sides: list[str | None], index: int, found: _Found) -> None:
    """A label of its own: the title is the next line, or the next but one where both labels come first."""
    side = sides[index]
    assert side is not None  # noqa: S101 - the caller looked
    at = index + 2 if _paired(blocks, sides, index) else index + 1
    linked = blocks[index].linked
    if _is_title(blocks, sides, at) and (blocks[at].linked or not linked):
        found.take(side, blocks[at].text, index, at)
    else:
        found.lines.add(index)


def _paired(blocks: Sequence[Block], sides: list[str | None], index: int) -> bool:
    """Say whether label stands by label and title by title: "Previous", "Next", <title>, <title>."""
    for first in (index, index - 1):
        both = first >= 0 and first + 1 < len(blocks) and sides[first] and sides[first + 1]
        if both and sides[first] != sides[first + 1]:
            return _is_title(blocks, sides, first + 2) and _is_title(blocks, sides, first + 3)
    return False


def _is_title(blocks: Sequence[Block], sides: list[str | None], at: int) -> bool:
    if not 0 <= at < len(blocks) or sides[at]:
        return False
    block = blocks[at]
    words = len(block.text.split())
    if (
        words > _MOST_WORDS
        or len(block.text) > _MOST_CHARACTERS
        or wordkey(block.text) in LINES
        or (words <= 9 and iso_in_line(block.text))
    ):
        return False
    return block.linked or (block.text[-1] not in ".:;," and words > 1) or (block.heading > 0 and words > 1)


def _one_line(blocks: Sequence[Block], index: int, found: _Found) -> None:
    """Take "Previous article: <title>" in one line, or a link whose ``rel`` says what it leads to."""
    block = blocks[index]
    lower = block.text.lower()
    if not block.rel and "prev" not in lower and "next" not in lower:
        return
    if len(block.text) > _MOST_CHARACTERS or len(block.text.split()) > _MOST_WORDS:
        return
    match = _INLINE.match(_LEADING.sub("", block.text))
    side = {"prev": "previous", "next": "next"}.get(block.rel)
    if match and (match["gap"] or (match["noun"] and block.linked) or (side and not match["title"][0].islower())):
        strong = bool(match["noun"]) or bool(side) or block.linked or block.zone == "nav"
        if strong:
            found.take("previous" if match["previous"] else "next", match["title"], index)
    elif (
        side
        and block.linked
        and len(block.text.split()) > 1
        and wordkey(block.text) not in ("next page", "previous page")
    ):
        found.take(side, block.text, index)

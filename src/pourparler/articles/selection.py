"""What stays and what goes: the article's paragraphs, and the furniture around and among them, in page order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pourparler.articles import body, furniture
from pourparler.articles.characters import squeezed
from pourparler.articles.credits import without_credit
from pourparler.articles.dates import iso_in_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pourparler.articles.blocks import Block
    from pourparler.articles.neighbours import Neighbours

__all__ = ["Selection", "from_page", "from_text_blocks"]

# Furniture this many blocks after the last paragraph is near the article, and recorded; what stands in the site's own
# header, menus and footer is near only where it comes right after.
_BEFORE, _AFTER, _AFTER_SITE = 3, 40, 12
_SITE = ("nav", "footer", "header")
_PROSE = 20  # more words than these, or a finished sentence, and the article has begun
_NEAR_TOP = 4  # paragraphs among which a title that stands below its standfirst is known again
_DATELINE = 10  # a line of at most so many words above the article, with a date in it, is its date
_FEWEST_WORDS, _STRAY_WORDS = 4, 25  # a paragraph that is one link and no longer than this is a link to another story


@dataclass(frozen=True, slots=True)
class Selection:
    """The article's text and the furniture that was cut from it."""

    text: str
    removed: tuple[str, ...]
    previous: str | None
    next: str | None


def from_text_blocks(blocks: Sequence[Block]) -> Selection:
    """Select from a plain text: all that is not furniture is the article."""
    cuts, neighbours = furniture.mark(blocks)
    kept = [(index, block) for index, block in enumerate(blocks) if index not in cuts]
    removed = [(index, blocks[index].text) for index in cuts]
    return _selection(kept, removed, neighbours)


def from_page(
    tree: Any,
    blocks: Sequence[Block],
    title: str | None,
    byline: str | None,
    url: str | None,
) -> Selection:
    """Select from a page: trafilatura chooses among what is not furniture; ``tree`` is changed."""
    cuts, neighbours = furniture.mark(blocks)
    _prune(blocks, cuts)
    chosen = body.choose(tree, blocks, url)
    kept, removed = _sift(chosen, cuts)
    kept, opening = _opened(kept, title, byline)
    removed += opening
    places = [index for index, _ in kept]
    if places:
        first, last = min(places), max(places)
        gone = {*places, *cuts, *(index for index, _ in removed)}
        removed.extend((i, blocks[i].text) for i in range(first, last) if i not in gone and _story_link(blocks[i]))
        heading = next((at for at in range(first, -1, -1) if blocks[at].heading == 1), first)
        removed.extend((i, blocks[i].text) for i in cuts if _near(i, blocks[i].zone, (heading, first, last)))
    else:
        removed.extend((i, blocks[i].text) for i in cuts if blocks[i].zone != "hidden")
    return _selection(kept, removed, neighbours)


def _near(index: int, zone: str, places: tuple[int, int, int]) -> bool:
    """Say whether the furniture at ``index`` stands with the article.

    Args:
        index: Place of the furniture's block.
        zone: Its zone.
        places: Of the article's heading, first and last paragraph.
    """
    heading, first, last = places
    if zone == "hidden":
        return False
    if index > last:
        return index <= last + (_AFTER_SITE if zone in _SITE else _AFTER)
    return index >= first or index >= heading - (0 if zone in _SITE else _BEFORE)


def _prune(blocks: Sequence[Block], cuts: dict[int, str]) -> None:
    """Take the elements that are nothing but furniture out of the tree, so that they sway no choice."""
    # An element with words of its own beside these is more than furniture: none is looked through twice.
    cut = {id(blocks[index].element) for index in cuts}
    owned = Counter(id(block.element) for block in blocks if id(block.element) in cut and squeezed(block.text))
    for index in cuts:
        element = blocks[index].element
        parent = element.getparent() if element is not None else None
        if parent is None or element.tag == "body" or owned[id(element)] > 1:
            continue
        if _holds_only(element, squeezed(blocks[index].text)):
            element.drop_tree()


def _holds_only(element: Any, letters: str) -> bool:
    """Say whether an element has these letters and no others."""
    at = 0
    for words in element.itertext():
        part = squeezed(words)
        if not letters.startswith(part, at):
            return False
        at += len(part)
    return at == len(letters)


def _sift(
    chosen: list[tuple[int | None, Block]], cuts: dict[int, str]
) -> tuple[list[tuple[int, Block]], list[tuple[int, str]]]:
    """Part the chosen paragraphs from the furniture that only shows among them."""
    kept: list[tuple[int, Block]] = []
    removed: list[tuple[int, str]] = []
    at = 0
    for index, block in chosen:
        at = index if index is not None else at
        if index in cuts:
            continue
        kept.append((at, block))
    inner, _ = furniture.mark([block for _, block in kept])
    strays = _strays([block for _, block in kept])
    removed.extend((kept[i][0], kept[i][1].text) for i in {*inner, *strays})
    kept = [pair for i, pair in enumerate(kept) if i not in inner and i not in strays]
    return kept, removed


def _story_link(block: Block) -> bool:
    """Say whether a block is nothing but a link with the title of another story."""
    return (
        block.linked
        and block.kind in ("text", "item")
        and block.zone != "hidden"
        and len(block.text.split()) >= _FEWEST_WORDS
        and furniture.title_like(block, _STRAY_WORDS)
    )


def _strays(blocks: Sequence[Block]) -> set[int]:
    """Find paragraphs that are one link with another story's title, unless the article is a list of links."""
    found = {
        index
        for index, block in enumerate(blocks)
        if block.kind == "text" and _story_link(block) and not (index and blocks[index - 1].text.endswith(":"))
    }
    listed = {
        index
        for index, block in enumerate(blocks)
        if block.linked and block.kind == "item" and len(block.text.split()) >= _FEWEST_WORDS
    }
    found.update(index for index in listed if index - 1 in listed or index + 1 in listed)
    return found if len(found) <= max(1, len(blocks) // 3) else set()


def _opened(
    kept: list[tuple[int, Block]], title: str | None, byline: str | None
) -> tuple[list[tuple[int, Block]], list[tuple[int, str]]]:
    """Part the article from what pages set above it: masthead, menu, title, byline, date.

    Returns:
        What stays, and what was cut; the title is in neither.
    """
    key, name = squeezed(title or ""), squeezed(byline or "")
    opening = next((at for at, (_, block) in enumerate(kept) if _is_prose(block)), len(kept))
    head = next((at for at in range(opening) if key and squeezed(kept[at][1].text) == key), None)
    stays: list[tuple[int, Block]] = []
    cut: list[tuple[int, str]] = []
    for at, (index, block) in enumerate(kept[:opening]):
        if at == head:
            continue
        above = head is not None and at < head
        if above or _names_author(block, name) or (len(block.text.split()) <= _DATELINE and iso_in_line(block.text)):
            cut.append((index, block.text))
        else:
            stays.append((index, block))
    first = [pair for pair in kept[opening : opening + _NEAR_TOP] if not key or squeezed(pair[1].text) != key]
    return stays + first + kept[opening + _NEAR_TOP :], cut


def _is_prose(block: Block) -> bool:
    """Say whether the article itself may begin with this block."""
    words = len(block.text.split())
    return words > _PROSE or (words > _FEWEST_WORDS and block.text[-1] in '.!?”"')


def _names_author(block: Block, name: str) -> bool:
    """Say whether the block is the byline: the author's name and little more."""
    found = squeezed(block.text)
    return bool(name) and name in found and len(found) <= len(name) + 40


def _selection(kept: list[tuple[int, Block]], removed: list[tuple[int, str]], neighbours: Neighbours) -> Selection:
    """Put the text together, part photo credits from captions, and order what was cut."""
    paragraphs: list[str] = []
    for at, block in kept:
        text, credit = without_credit(block.text) if block.kind != "head" else (block.text, None)
        if credit:
            removed.append((at, credit))
        paragraphs.append(text)
    removed.sort(key=lambda pair: pair[0])
    return Selection("\n\n".join(paragraphs), tuple(text for _, text in removed), neighbours.previous, neighbours.next)

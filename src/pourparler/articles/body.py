"""The main text of a page: trafilatura chooses it, and the page's own blocks give its words.

Every paragraph that trafilatura returns is found again among the blocks of the page, so that the text is what the page
shows, to the letter, and each paragraph keeps what the mark-up says about it (heading, list item, link).
"""

from __future__ import annotations

import logging
from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from pourparler.articles.blocks import Block
from pourparler.articles.characters import one_line, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["choose"]

_LOG = logging.getLogger(__name__)
_SILENCE = logging.NullHandler()
_FEWEST_WORDS, _LINKY = 5, 0.5  # of a paragraph that is taken where trafilatura finds no article
_INLINE = frozenset(("hi", "ref", "del", "lb", "graphic", "span", "a", "sub", "sup", "done"))
_MOST_ALIKE = 20  # paragraphs with one opening that are looked at
_WIDEST_GAP = 8  # blocks between two chosen paragraphs, over which what was dropped is looked at
_OPENING = 20  # letters by which a paragraph is known again
_FARTHEST = 60  # blocks that one merged paragraph may span


def choose(tree: Any, blocks: Sequence[Block], url: str | None) -> list[tuple[int | None, Block]]:
    """Return the main text's blocks in order, each with its index in ``blocks``, or ``None`` if it is not there.

    ``tree`` is an lxml document and is changed.
    """
    pieces = _pieces(tree, url)
    if not pieces:
        return [(index, block) for index, block in enumerate(blocks) if _plausible(block)]
    places: dict[str, list[int]] = {}
    openings: dict[str, list[int]] = {}
    keys = [squeezed(block.text) for block in blocks]
    for index, key in enumerate(keys):
        places.setdefault(key, []).append(index)
        if len(key) >= 2 * _OPENING:
            alike = openings.setdefault(key[:_OPENING], [])
            if len(alike) < _MOST_ALIKE:
                alike.append(index)
    chosen: list[tuple[int | None, Block]] = []
    taken: set[int] = set()
    at = 0
    for piece in pieces:
        key = squeezed(piece)
        found = _find(key, keys, places, at) or _damaged(key, keys, openings)
        if found is None:
            chosen.append((None, Block(piece)))
            continue
        fresh = [index for index in found if index not in taken]
        taken.update(fresh)
        chosen.extend((index, blocks[index]) for index in fresh)
        at = found[-1] + 1
    return _filled(chosen, blocks, taken)


def _filled(
    chosen: list[tuple[int | None, Block]], blocks: Sequence[Block], taken: set[int]
) -> list[tuple[int | None, Block]]:
    """Put back what was dropped between two chosen paragraphs though it stands beside them: short paragraphs, subheads.

    trafilatura drops a paragraph or a heading with a link in it for its link density alone.
    """
    filled: list[tuple[int | None, Block]] = []
    before: int | None = None
    for index, block in chosen:
        if index is not None and before is not None and before < index <= before + _WIDEST_GAP:
            levels = {id(_level(blocks[before])), id(_level(block))}
            filled.extend(
                (between, blocks[between])
                for between in range(before + 1, index)
                if between not in taken and _belongs(blocks[between]) and id(_level(blocks[between])) in levels
            )
        filled.append((index, block))
        before = index if index is not None else before
    return filled


def _level(block: Block) -> Any:
    """Return the element in which the block stands beside its siblings."""
    parent = block.element.getparent() if block.element is not None else None
    return parent.getparent() if block.kind == "item" and parent is not None else parent


def _belongs(block: Block) -> bool:
    if block.zone in ("nav", "footer", "form", "aside", "hidden") or block.kind in ("caption", "control"):
        return False
    if block.kind == "head":
        return len(block.text.split()) > 1
    return block.text[-1] in '.!?”"’' and len(block.text.split()) > 3 and (block.links or 0) < 0.9


def _find(key: str, keys: Sequence[str], places: dict[str, list[int]], at: int) -> list[int] | None:
    """Return the blocks that make up ``key``, at or after ``at`` if they are there."""
    if not key:
        return None
    if here := places.get(key):
        place = bisect_left(here, at)
        return [here[place] if place < len(here) else here[-1]]
    for start in range(at, min(at + _FARTHEST, len(keys))):
        if keys[start] and key.startswith(keys[start]) and (run := _run(key, keys, start)):
            return run
    return None


def _damaged(key: str, keys: Sequence[str], openings: dict[str, list[int]]) -> list[int] | None:
    """Return the block that ``key`` is, short of a link that was dropped from within it."""
    for index in openings.get(key[:_OPENING], ()):
        whole = keys[index]
        if len(key) < len(whole) <= 1.6 * len(key) and whole.endswith(key[-8:]):
            return [index]
    return None


def _run(key: str, keys: Sequence[str], start: int) -> list[int] | None:
    run: list[int] = []
    left = key
    for index in range(start, min(start + _FARTHEST, len(keys))):
        if keys[index] and left.startswith(keys[index]):
            run.append(index)
            left = left[len(keys[index]) :]
            if not left:
                return run
    return None


def _plausible(block: Block) -> bool:
    """Take a paragraph for the article's where trafilatura finds none: a text of some words outside menus."""
    return (
        block.kind in ("text", "item")
        and block.zone in ("", "header")
        and (block.links or 0) < _LINKY
        and len(block.text.split()) >= _FEWEST_WORDS
    )


def _pieces(tree: Any, url: str | None) -> list[str]:
    """Return the paragraphs of trafilatura's choice; none where it fails, whatever its reason."""
    import trafilatura

    # Its warnings are for those who set up logging, not for standard error.
    logging.getLogger("trafilatura").addHandler(_SILENCE)
    # Favouring precision gives F1 .967 by itself, the defaults without comments .954, its fast mode .936 (the 96 open
    # pages of the extraction benchmark, 2026-11); what it drops too much is put back in _filled.
    try:
        document = trafilatura.bare_extraction(
            tree,
            url=url,
            include_comments=False,
            favor_precision=True,
            output_format="txt",  # which it writes only when asked to; "python", the default, it writes at once
        )
    except Exception:  # noqa: BLE001 - its rules meet any page, and a page that breaks them can still be read
        _LOG.debug("trafilatura failed", exc_info=True)
        return []
    body = getattr(document, "body", None)
    return [] if body is None else [piece for piece in _paragraphs(body) if piece]


def _paragraphs(body: Any) -> Iterator[str]:
    from lxml import etree

    parts: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag not in _INLINE:
            yield one_line("".join(parts))
            parts.clear()
        if event == "start":
            if element.tag == "lb":
                parts.append(" ")
            parts.append(element.text or "")
        elif element is not body:
            parts.append(element.tail or "")
    yield one_line("".join(parts))

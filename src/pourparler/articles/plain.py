"""Plain text as blocks: paragraphs, single lines where lines stand for themselves, and list items."""

from __future__ import annotations

import re

from pourparler.articles import furniture
from pourparler.articles.blocks import Block
from pourparler.articles.characters import clean, one_line

__all__ = ["paragraphs", "split_title"]

_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_LINES = re.compile(r"\r\n?|[\u2028\x85\x0b\x0c]")
_ITEM = re.compile(r"^\s*(?:[-*•‣▪–—]|\d{1,2}[.)])\s+\S")
_ENDS = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
# A paragraph of lines is one wrapped text if its lines, the last apart, are long and of nearly one length.
_WRAP_LEAST, _WRAP_MOST, _WRAP_EVEN = 40, 132, 0.55
_TITLE_WORDS = 30


def paragraphs(text: str) -> list[Block]:
    """Return the blocks of a plain text: paragraphs are parted by empty lines, wrapped lines are joined."""
    blocks: list[Block] = []
    for chunk in _BREAK.split(_LINES.sub("\n", clean(text).replace("\u2029", "\n\n"))):
        lines = [line for line in chunk.split("\n") if line.strip()]
        pieces = lines if len(lines) > 1 and not _wrapped(lines) else [" ".join(lines)]
        blocks.extend(
            Block(line, "item" if _ITEM.match(piece) else "text") for piece in pieces if (line := one_line(piece))
        )
    return blocks


def _wrapped(lines: list[str]) -> bool:
    lengths = [len(line.strip()) for line in lines]
    longest = max(lengths)
    if not _WRAP_LEAST <= longest <= _WRAP_MOST or any(_ITEM.match(line) for line in lines):
        return False
    if min(lengths[:-1]) < _WRAP_EVEN * longest:
        return False
    cuts, _ = furniture.mark([Block(one_line(line)) for line in lines])
    return len(cuts) < len(lines)


def split_title(blocks: list[Block], text: str) -> tuple[str | None, list[Block]]:
    """Part the title from a plain text: its first line, if short, unfinished and followed by an empty line."""
    if len(blocks) < 2:
        return None, blocks
    first = blocks[0].text
    opening = _LINES.sub("\n", clean(text)).lstrip().split("\n", 2)
    alone = len(opening) > 1 and not opening[1].strip()
    if not alone or blocks[0].kind != "text" or len(first.split()) > _TITLE_WORDS:
        return None, blocks
    if _ENDS.search(first) and not first.endswith(("?", "!")):
        return None, blocks
    return first, blocks[1:]

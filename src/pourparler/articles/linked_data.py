"""What a page's JSON-LD says about its article: read within bounds, since it may be broken or hostile."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["LinkedData", "read"]

_MOST_CHARACTERS = 500_000
_MOST_NODES = 5_000
_ARTICLES = frozenset((
    "article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "liveblogposting",
    "blogposting", "report", "backgroundnewsarticle", "reviewnewsarticle", "askpublicnewsarticle",
))  # fmt: skip
_ARTICLE, _PAGE, _OTHER = range(3)  # ranks of what a script describes


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The fields of the first article that the page describes; each may be missing."""

    headline: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    publisher: str | None = None
    url: str | None = None


def read(scripts: Iterable[str]) -> LinkedData:
    """Return what the JSON-LD ``scripts`` of a page say about its article, or an empty record."""
    best: dict[str, Any] | None = None
    best_rank = _OTHER
    for node in _nodes(scripts):
        rank = _rank(node)
        if rank < best_rank:
            best, best_rank = node, rank
    if best is None:
        return LinkedData()
    return LinkedData(
        headline=_text(best.get("headline")) or (None if best_rank == _PAGE else _text(best.get("name"))),
        authors=tuple(dict.fromkeys(name for name in _names(best.get("author") or best.get("creator")) if name)),
        published=_text(best.get("datePublished")) or _text(best.get("dateCreated")),
        publisher=next(_names(best.get("publisher")), None),
        url=_text(best.get("url")) or _address(best.get("mainEntityOfPage")),
    )


def _nodes(scripts: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield every object in the scripts, breadth first and no more than a bound."""
    left = _MOST_NODES
    for script in scripts:
        if len(script) > _MOST_CHARACTERS:
            continue
        try:
            queue: list[Any] = [json.loads(script.strip().rstrip(";"), strict=False)]
        except (ValueError, RecursionError):
            continue
        while queue and left > 0:
            left -= 1
            item = queue.pop(0)
            if isinstance(item, dict):
                yield item
                queue.extend(value for value in item.values() if isinstance(value, (dict, list)))
            elif isinstance(item, list):
                queue.extend(value for value in item[:_MOST_NODES] if isinstance(value, (dict, list)))


def _rank(node: dict[str, Any]) -> int:
    kinds = node.get("@type")
    names = {name.lower() for name in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(name, str)}
    if names & _ARTICLES:
        return _ARTICLE
    return _PAGE if "webpage" in names else _OTHER


def _text(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return value if isinstance(value, str) and value.strip() else None


def _names(value: object) -> Iterator[str]:
    """Yield the names in an author or publisher field: a string, an object, or a list of either."""
    for item in value[:50] if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, list):
            yield from (part for part in name[:50] if isinstance(part, str) and part.strip())
        elif isinstance(name, str) and name.strip():
            yield name


def _address(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) and value.startswith("http") else None

"""The visible text of a page as a row of blocks, each with what its mark-up says about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from pourparler.articles.characters import one_line

__all__ = ["Block", "Kind", "walk"]

Kind = Literal["text", "head", "item", "caption", "control"]


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_BLOCKS = _tags(
    "address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr label legend li main menu nav ol option p pre section summary table tbody"
    " td tfoot th thead tr ul"
)
_UNSEEN = _tags(
    "applet audio canvas datalist embed frame frameset head iframe math map noembed noframes noscript object script"
    " select style svg template textarea title video"
)
_SHAPING = _BLOCKS | {"a", "br"}
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "summary"), "head"),
    **dict.fromkeys(("li", "dd", "dt"), "item"),
    **dict.fromkeys(("figcaption", "caption", "figure"), "caption"),
    **dict.fromkeys(("button", "label", "option", "legend"), "control"),
}
_ZONES = frozenset(("nav", "aside", "footer", "header", "form"))
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CAPTION_CLASS = re.compile(r"(?:^|[\s_-])(?:wp-)?(?:caption|credits?|photo-?credit)(?:$|[\s_-])", re.IGNORECASE)
# A line break inside a paragraph ends it unless the sentence plainly goes on: "talks<br>resumed".
_ENDINGS = ".!?:;\"'”’»)]"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item, caption or control, as the page shows it.

    ``links`` is the share of its characters that stand in links, or ``None`` where there is no mark-up to tell.
    ``zone`` is the nearest of nav, aside, footer, header and form around it, or ``"hidden"``, or empty.
    """

    text: str
    kind: Kind = "text"
    links: float | None = None
    zone: str = ""
    heading: int = 0  # 1 to 6
    rel: str = ""  # "prev" or "next", where the block is such a link
    element: Any = field(default=None, compare=False, repr=False)  # the lxml element, if the block is all of its text

    @property
    def linked(self) -> bool:
        """Say whether the whole block is a link."""
        return self.links is not None and self.links >= 0.9


class _Gatherer:
    """Collects the pieces of the block that is being read."""

    __slots__ = ("chars", "in_link", "last", "linked", "out", "parts", "rel")

    def __init__(self) -> None:
        self.out: list[Block] = []
        self.parts: list[str] = []
        self.in_link = 0
        self.chars = self.linked = 0
        self.last = self.rel = ""

    def add(self, text: str) -> None:
        if self.rel and self.in_link and self.parts and text[0].isupper() and self.parts[-1][-1].islower():
            self.parts.append(" ")  # "Previous" and a title, in two spans that only the style sheet parts
        self.parts.append(text)
        if stripped := text.strip():
            self.last = stripped[-1]
            self.chars += len(stripped)
            if self.in_link:
                self.linked += len(stripped)

    def flush(self, owner: _Owner) -> None:
        if not self.parts:
            return
        if self.chars:
            text = one_line("".join(self.parts))
            if text:
                self.out.append(
                    Block(
                        text, owner.kind, self.linked / self.chars, owner.zone, owner.heading, self.rel, owner.element
                    )
                )
            self.chars = self.linked = 0
        self.parts.clear()
        self.last = self.rel = ""


class _Owner(NamedTuple):
    """The block-level element that surrounds the text being read."""

    element: Any
    kind: Kind
    zone: str
    heading: int


def walk(body: Any) -> list[Block]:
    """Return the visible blocks below ``body`` (an lxml element) in page order."""
    from lxml import etree

    gatherer = _Gatherer()
    owners = [_Owner(body, "text", "", 0)]
    walker = etree.iterwalk(body, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        if event == "start":
            if tag in _UNSEEN:
                walker.skip_subtree()
                continue
            if tag in _SHAPING:
                _open(element, tag, gatherer, owners)
            if text := element.text:
                gatherer.add(text)
            continue
        if tag in _SHAPING and tag != "br":
            _close(element, tag, gatherer, owners)
        if (text := element.tail) and element is not body:
            gatherer.add(text)
    gatherer.flush(owners[0])
    return gatherer.out


def _open(element: Any, tag: str, gatherer: _Gatherer, owners: list[_Owner]) -> None:
    if tag == "a":
        if _follows_link(element) and gatherer.parts and not gatherer.parts[-1][-1].isspace():
            gatherer.parts.append(" ")
        gatherer.in_link += 1
        rel = (element.get("rel") or "").casefold()
        if rel in ("prev", "previous", "next"):
            gatherer.rel = "next" if rel == "next" else "prev"
    elif tag == "br":
        _line_break(element, gatherer, owners[-1])
    else:
        gatherer.flush(owners[-1])
        if element is not owners[0].element:
            owners.append(_owner(element, tag, owners[-1]))


def _close(element: Any, tag: str, gatherer: _Gatherer, owners: list[_Owner]) -> None:
    if tag == "a":
        gatherer.in_link = max(0, gatherer.in_link - 1)
        return
    gatherer.flush(owners[-1])
    if len(owners) > 1 and owners[-1].element is element:
        owners.pop()


def _owner(element: Any, tag: str, around: _Owner) -> _Owner:
    zone = tag if tag in _ZONES else around.zone
    style = element.get("style")
    if around.zone == "hidden" or element.get("hidden") is not None or (style and _INVISIBLE.search(style)):
        zone = "hidden"
    kind: Kind = _KINDS.get(tag, "text")
    if kind == "text":
        if around.kind in ("item", "caption", "control") and tag not in ("ul", "ol", "article", "section"):
            kind = around.kind
        elif (names := element.get("class")) and _captions(names):
            kind = "caption"
    return _Owner(element, kind, zone, int(tag[1]) if kind == "head" and tag != "summary" else 0)


@lru_cache(maxsize=4096)
def _captions(names: str) -> bool:
    """Say whether a ``class`` attribute is that of a caption; a page repeats a few of them all over."""
    return _CAPTION_CLASS.search(names) is not None


def _follows_link(element: Any) -> bool:
    before = element.getprevious()
    return before is not None and before.tag == "a" and not before.tail


def _line_break(element: Any, gatherer: _Gatherer, owner: _Owner) -> None:
    """End the paragraph at a ``<br>``, or put a space where the sentence goes on over it."""
    after = (element.tail or "").lstrip()
    if after and after[0].islower() and gatherer.last and gatherer.last not in _ENDINGS:
        gatherer.add(" ")
    else:
        gatherer.flush(owner)

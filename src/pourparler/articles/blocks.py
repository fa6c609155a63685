"""The visible text of a page as a row of blocks, each with what its mark-up says about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from pourparler.articles.characters import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Block", "Kind", "walk"]

Kind = Literal["text", "head", "item", "caption", "control"]

_BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr label legend li main menu nav ol option p pre section summary table tbody"
    " td tfoot th thead tr ul".split()
)
_UNSEEN = frozenset(
    "applet audio canvas datalist embed frame frameset head iframe math map noembed noframes noscript object script"
    " select style svg template textarea title video".split()
)
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
_GOES_ON = re.compile(r"[^.!?:;\"'”’»)\]]\s*$")


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

    __slots__ = ("chars", "in_link", "linked", "out", "parts", "pieces", "rel")

    def __init__(self) -> None:
        self.out: list[Block] = []
        self.parts: list[str] = []
        self.in_link = 0
        self.reset()

    def reset(self) -> None:
        self.parts = []
        self.chars = self.linked = self.pieces = 0
        self.rel = ""

    def add(self, text: str) -> None:
        self.parts.append(text)
        size = len(text.strip())
        self.chars += size
        if self.in_link:
            self.linked += size

    def flush(self, owner: _Owner) -> None:
        if self.chars:
            text = one_line("".join(self.parts))
            if text:
                self.out.append(
                    Block(text, owner.kind, self.linked / self.chars, owner.zone, owner.heading, self.rel, owner.element)
                )
        self.reset()


@dataclass(frozen=True, slots=True)
class _Owner:
    """The block-level element that surrounds the text being read."""

    element: Any
    kind: Kind
    zone: str
    heading: int


def walk(body: Any) -> list[Block]:  # noqa: ANN401 - lxml elements carry no types
    """Return the visible blocks below ``body`` (an lxml element) in page order."""
    from lxml import etree  # noqa: PLC0415

    gatherer = _Gatherer()
    owners = [_Owner(body, "text", "", 0)]
    walker = etree.iterwalk(body, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        if event == "start":
            if tag in _UNSEEN and element is not body:
                walker.skip_subtree()
            else:
                _open(element, tag, gatherer, owners)
        else:
            _close(element, tag, gatherer, owners)
        if event == "end" and element is not body and element.tail:
            gatherer.add(element.tail)
    gatherer.flush(owners[0])
    return gatherer.out


def _open(element: Any, tag: str, gatherer: _Gatherer, owners: list[_Owner]) -> None:  # noqa: ANN401
    if tag in _BLOCKS:
        gatherer.flush(owners[-1])
        if element is not owners[0].element:
            owners.append(_owner(element, tag, owners[-1]))
    elif tag == "a":
        if gatherer.parts and gatherer.parts[-1] and not gatherer.parts[-1][-1].isspace() and _follows_link(element):
            gatherer.parts.append(" ")
        gatherer.in_link += 1
        rel = (element.get("rel") or "").casefold().split()
        if "prev" in rel or "next" in rel:
            gatherer.rel = "prev" if "prev" in rel else "next"
    elif tag == "br":
        _line_break(element, gatherer, owners[-1])
    if element.text and tag != "br":
        gatherer.add(element.text)


def _close(element: Any, tag: str, gatherer: _Gatherer, owners: list[_Owner]) -> None:  # noqa: ANN401
    if tag in _BLOCKS:
        gatherer.flush(owners[-1])
        if len(owners) > 1 and owners[-1].element is element:
            owners.pop()
    elif tag == "a":
        gatherer.in_link = max(0, gatherer.in_link - 1)


def _owner(element: Any, tag: str, around: _Owner) -> _Owner:  # noqa: ANN401
    zone = tag if tag in _ZONES else around.zone
    if around.zone == "hidden" or element.get("hidden") is not None or _INVISIBLE.search(element.get("style") or ""):
        zone = "hidden"
    kind: Kind = _KINDS.get(tag, "text")
    if kind == "text":
        if around.kind in ("item", "caption", "control") and tag not in ("ul", "ol", "article", "section"):
            kind = around.kind
        elif _CAPTION_CLASS.search(element.get("class") or ""):
            kind = "caption"
    return _Owner(element, kind, zone, int(tag[1]) if kind == "head" and tag != "summary" else 0)


def _follows_link(element: Any) -> bool:  # noqa: ANN401
    before = element.getprevious()
    return before is not None and before.tag == "a" and not before.tail


def _line_break(element: Any, gatherer: _Gatherer, owner: _Owner) -> None:  # noqa: ANN401
    """End the paragraph at a ``<br>``, or put a space where the sentence goes on over it."""
    before = "".join(gatherer.parts)
    after = (element.tail or "").lstrip()
    if before and after and after[0].islower() and _GOES_ON.search(before):
        gatherer.add(" ")
    else:
        gatherer.flush(owner)


def titles(blocks: list[Block]) -> Iterator[Block]:
    """Yield the first-level headings."""
    return (block for block in blocks if block.heading == 1)

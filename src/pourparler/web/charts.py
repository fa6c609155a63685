"""Charts as SVG that stands in the page: title and description for those who cannot see it, a table for all.

Drawn here and not by a library: a chart of Altair with vl-convert took 210 to 270 ms and 28 KB once warm, 1.5 s and
150 MB at first (2026-11, two cores); these take under a millisecond and some 4 KB, take their colours from the page's
style sheet (night and paper included), and need neither inline styles nor script, which the page's policy forbids.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pourparler.web.counting import Table

__all__ = ["columns", "dots"]

# One width for telephone and desk: at 12 units the letters are 10 px high on a narrow telephone and 14 px on a desk.
_WIDTH = 420
_LETTER = 6.2  # mean width of a letter at that size, to see whether two labels meet


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _drawing(key: str, title: str, description: str, height: float) -> Element:
    root = Element("svg", {"class": "chart", "viewBox": f"0 0 {_WIDTH} {_number(height)}", "role": "img"})
    root.set("aria-labelledby", f"{key}-title {key}-description")
    SubElement(root, "title", {"id": f"{key}-title"}).text = title
    SubElement(root, "desc", {"id": f"{key}-description"}).text = description
    return root


def _say(root: Element, words: str, x: float, y: float, anchor: str = "start") -> None:
    SubElement(root, "text", {"x": _number(x), "y": _number(y), "text-anchor": anchor}).text = words


def _line(root: Element, kind: str, left: float, y: float) -> None:
    place = {"x1": left, "x2": float(_WIDTH), "y1": y, "y2": y}
    SubElement(root, "line", {"class": kind, **{name: _number(value) for name, value in place.items()}})


def _axis(root: Element, bins: Sequence[str], left: float, width: float, base: float) -> None:
    """Name every bin where all names have room; else the first, the last, and those between that do."""
    _line(root, "axis", left, base)
    if all(len(name) * _LETTER < width for name in bins):
        for at, name in enumerate(bins):
            _say(root, name, left + (at + 0.5) * width, base + 15, "middle")
        return
    free, final = left, _WIDTH - len(bins[-1]) * _LETTER
    for at, name in enumerate(bins[:-1]):
        start = left + at * width
        if start >= free and (at == 0 or start + len(name) * _LETTER < final - _LETTER):
            _say(root, name, start, base + 15)
            free = start + (len(name) + 2) * _LETTER
    if len(bins) > 1:
        _say(root, bins[-1], _WIDTH, base + 15, "end")


def _finished(root: Element) -> Markup:
    # made by an XML library, which escapes every word in it
    return Markup(tostring(root, encoding="unicode", short_empty_elements=True))  # noqa: S704


def columns(key: str, title: str, description: str, table: Table) -> Markup:
    """Draw counts over time as columns, series upon series.

    Args:
        key: Names the drawing within its page.
        title: What it shows, in a few words.
        description: What there is to see, in a sentence.
        table: The counts.
    """
    top, base, left = 18.0, 118.0, 26.0
    root = _drawing(key, title, description, base + 22)
    totals = [sum(counts) for counts in zip(*(one.counts for one in table.series), strict=True)]
    most = max(totals, default=0) or 1
    scale = (base - top) / most
    width = (_WIDTH - left) / len(table.bins)
    _say(root, str(most), left - 6, top + 4, "end")
    _say(root, "0", left - 6, base + 4, "end")
    _line(root, "grid", left, top)
    for at, name in enumerate(table.bins):
        reached = base
        for one in table.series:
            high = one.counts[at] * scale
            if not high:
                continue
            reached -= high
            wide = min(width - min(2.0, width / 4), 36.0)
            place = {"x": left + (at + 0.5) * width - wide / 2, "y": reached, "width": wide, "height": high}
            bar = SubElement(root, "rect", {"class": f"column {one.mark}", **{k: _number(v) for k, v in place.items()}})
            SubElement(bar, "title").text = f"{name}: {one.counts[at]} {one.name}"
    _axis(root, table.bins, left, width, base)
    return _finished(root)


def dots(key: str, title: str, description: str, table: Table) -> Markup:
    """Draw counts over time as rows of dots, one row for each series; a dot's area is its count.

    Args:
        key: Names the drawing within its page.
        title: What it shows, in a few words.
        description: What there is to see, in a sentence.
        table: The counts.
    """
    row, left = 22.0, 96.0
    base = row * len(table.series) + 8
    root = _drawing(key, title, description, base + 22)
    width = (_WIDTH - left) / len(table.bins)
    most = max((max(one.counts) for one in table.series), default=0) or 1
    for line, one in enumerate(table.series):
        y = row * (line + 0.5) + 4
        _say(root, one.name, 0, y + 4)
        _line(root, "grid", left, y)
        for at, count in enumerate(one.counts):
            if count:
                radius = 2.2 + (min(row / 2 - 1.5, max(width / 2 - 0.5, 4.0)) - 2.2) * (count / most) ** 0.5
                centre = {"cx": left + (at + 0.5) * width, "cy": y, "r": radius}
                place = {name: _number(value) for name, value in centre.items()}
                dot = SubElement(root, "circle", {"class": f"dot {one.mark}", **place})
                SubElement(dot, "title").text = f"{table.bins[at]}: {count} {one.name.lower()}"
    _axis(root, table.bins, left, width, base)
    return _finished(root)

"""Main text of real news pages, by the measure of the article extraction benchmark.

Shingles of four words are counted in the text and in the truth; shares of true, false and missing ones are taken page
by page, so that long pages weigh no more than short ones; precision and recall are averaged over the pages, and F1 is
made of the two averages.

Literature: Zyte (Scrapinghub), "Article extraction benchmark", 2019 to 2021; the measure goes back to M. Peters and
D. Lecocq, "Content extraction using diverse feature sets", WWW 2013.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import logging
import re
import statistics
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NAME = "pages"
UNGUARDED = ("trafilatura_precision", "trafilatura_recall", "trafilatura_f1")

_WORD = re.compile(r"\w+")
_SHINGLE = 4


def measure(data: Path) -> dict[str, float]:
    """Return precision, recall and F1 of our text, and of trafilatura alone, on the pages in ``data``.

    Raises:
        FileNotFoundError: the pages are not there.
    """
    truth = json.loads((data / "pages" / "ground-truth.json").read_text("utf-8"))
    ours: list[tuple[float, float, float]] = []
    theirs: list[tuple[float, float, float]] = []
    for key, page in sorted(truth.items()):
        content = gzip.decompress((data / "pages" / "html" / f"{key}.html.gz").read_bytes())
        ours.append(compare(page["articleBody"], _ours(content, page["url"])))
        theirs.append(compare(page["articleBody"], _trafilatura(content)))
    figures = dict(zip(("precision", "recall", "f1"), scores(ours), strict=True))
    beside = dict(zip(UNGUARDED, scores(theirs), strict=True))
    return figures | beside


def compare(truth: str, found: str) -> tuple[float, float, float]:
    """Return the shares of shingles that are right, too many, and missing: all 0 where both texts are empty."""
    wanted, given = _shingles(truth), _shingles(found)
    counts = ((wanted & given).total(), (given - wanted).total(), (wanted - given).total())
    total = sum(counts)
    return (counts[0] / total, counts[1] / total, counts[2] / total) if total else (0.0, 0.0, 0.0)


def scores(pages: Iterable[tuple[float, float, float]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 over pages: a page without text counts for recall alone."""
    pages = list(pages)
    precision = statistics.mean(right / (right + extra) for right, extra, _ in pages if right + extra)
    recall = statistics.mean(right / (right + missing) for right, _, missing in pages if right + missing)
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    if not words:
        return Counter()
    return Counter(tuple(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1)))


def _ours(content: bytes, url: str) -> str:
    from pourparler.articles import extract
    from pourparler.errors import UnreadableError
    from pourparler.types import Capture

    digest = hashlib.sha256(content).hexdigest()
    try:
        return extract(Capture(content, url, url, "text/html", "utf-8", datetime.now(UTC), digest)).text
    except UnreadableError:
        return ""


def _trafilatura(content: bytes) -> str:
    """Return trafilatura's text with the options that the benchmark gives it."""
    from trafilatura import extract

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return extract(content.decode("utf-8"), include_comments=False) or ""

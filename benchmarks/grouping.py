"""``python -m benchmarks.grouping``: articles a CPU second through duplicates and stories, and memory of their indexes.

Articles come from ``POURPARLER_DATA`` if that folder is there, else invented ones of about the same length.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import time
import tracemalloc
from pathlib import Path

from benchmarks import report
from pourparler import duplicates, stories
from pourparler.types import Article

ROOT = Path(__file__).resolve().parent.parent


def articles() -> tuple[str, list[Article]]:
    """Return where the articles come from, and the articles in order of date."""
    path = Path(os.environ.get("POURPARLER_DATA") or ROOT.parent / "shared/data") / "news/articles.jsonl.gz"
    if path.is_file():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = sorted((json.loads(line) for line in lines), key=lambda row: row["date"])
        return "real articles", [
            Article(str(at), r["url"], r["outlet"], r["title"], None, r["date"], "en", None, None, r["text"], (), "")
            for at, r in enumerate(rows)
        ]
    return "invented articles", [invented(at) for at in range(2000)]


def invented(number: int) -> Article:
    """Return an article of 700 invented words."""
    draw = random.Random(number)  # noqa: S311 - no secrets
    lexicon = [f"{draw.choice('bdgklmnprst')}{draw.choice('aeiou')}{draw.choice('lmnrst')}{at}" for at in range(300)]
    text = ". ".join(" ".join(draw.choices(lexicon, k=18)).capitalize() for _ in range(39))
    day = f"2026-{1 + number // 250:02}-{1 + number % 28:02}"
    return Article(str(number), None, "invented.example", text[:60], None, day, "en", None, None, text, (), "")


def measure(*, memory: bool) -> dict[str, float | str]:
    """Place every article in both indexes; return rates, and bytes an article where memory is measured."""
    name, found = articles()
    duplicates.fingerprint(found[0])
    stories.sketch(found[0])
    if memory:
        tracemalloc.start()
    index, groups, origins = duplicates.Index(), stories.Index(), list[duplicates.Placement]()
    began = time.process_time()
    for article in found:
        origins.append(index.place(article.id, article, duplicates.fingerprint(article)))
    between = time.process_time()
    held = tracemalloc.get_traced_memory()[0] if memory else 0
    after = time.process_time()
    for article, placed in zip(found, origins, strict=True):
        groups.place(article.id, stories.sketch(article, without=placed.stock), placed.origin)
    done = time.process_time()
    figures: dict[str, float | str] = {
        "articles": f"{len(found)} ({name}), {sum(len(each.text) for each in found) // len(found)} characters each",
        "duplicates_a_cpu_second": round(len(found) / (between - began)),
        "stories_a_cpu_second": round(len(found) / (done - after)),
    }
    if memory:
        figures = {
            "duplicates_bytes_an_article": held // len(found),
            "stories_bytes_an_article": (tracemalloc.get_traced_memory()[0] - held) // len(found),
        }
        tracemalloc.stop()
    return figures


def main() -> None:
    """Print the figures: speed first, memory in a second pass, as watching memory slows everything down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    as_json = parser.parse_args().json
    figures = measure(memory=False) | measure(memory=True)
    report(figures, as_json=as_json)


if __name__ == "__main__":
    main()

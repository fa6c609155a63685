"""Invented events, and articles about them that share names and numbers but not their sentences."""

from __future__ import annotations

import random

from pourparler.types import Article

# Words that stand in most news: what tells events apart here is their names and numbers.
_PLAIN = (
    "officials", "people", "country", "president", "week", "statement", "leaders", "forces", "war", "report",
    "minister", "support", "city", "military", "world", "state", "day", "government", "troops", "security",
)  # fmt: skip
_VERBS = ("said", "told", "made", "called", "added", "including", "following", "against", "according")
_HEADS = ("Bra", "Kor", "Vel", "Mos", "Tar", "Hal", "Zen", "Lur", "Pav", "Dor", "Gri", "Sel")
_TAILS = ("dan", "vik", "mund", "sten", "gard", "ova", "ice", "heim", "borg", "anka", "ilov", "ester")


def event(seed: int) -> list[str]:
    """Return the names and numbers of an event."""
    draw = random.Random(f"event {seed}")  # noqa: S311 - tests, not secrets
    names = [draw.choice(_HEADS) + draw.choice(_TAILS) + draw.choice(_TAILS) for _ in range(8)]
    return [*names, str(draw.randint(11, 9999)), str(draw.randint(11, 9999))]


def article(
    about: list[str], seed: int, *, day: str | None = "2026-03-10", title: str | None = "", sentences: int = 14
) -> Article:
    """Return an article on an event: each sentence has one or two of its names or numbers."""
    draw = random.Random(f"article {seed}")  # noqa: S311 - tests, not secrets
    lines = []
    for _ in range(sentences):
        line = [*draw.choices(_PLAIN, k=3), draw.choice(_VERBS), "the", *draw.choices(_PLAIN, k=3)]
        line.insert(2, draw.choice(about))
        line.insert(6, draw.choice(about))
        lines.append("The " + " ".join(line) + ".")
    if title == "":
        title = f"The {draw.choice(_PLAIN)} of {about[0]} and the {draw.choice(_PLAIN)}"
    return Article(str(seed), None, None, title, None, day, "en", None, None, " ".join(lines), (), "")


def pieces(text: str) -> str:
    """Return a text with its tokens parted by blanks."""
    return text.replace(".", " .").replace(",", " ,")

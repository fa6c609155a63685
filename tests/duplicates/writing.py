"""Invented articles: text of any length without a word taken from anywhere."""

from __future__ import annotations

import random

from pourparler.types import Article

_SYLLABLES = (
    "ka",
    "ro",
    "mi",
    "ten",
    "sul",
    "var",
    "dek",
    "pol",
    "ina",
    "gor",
    "hes",
    "lum",
    "bri",
    "oda",
    "fen",
    "tas",
)


def words(seed: int, count: int) -> list[str]:
    """Return that many invented words, the same ones for one seed."""
    draw = random.Random(seed)  # noqa: S311 - tests, not secrets
    lexicon = ["".join(draw.choices(_SYLLABLES, k=draw.randint(2, 3))) for _ in range(400)]
    return draw.choices(lexicon, k=count)


def prose(seed: int, sentences: int = 20) -> str:
    """Return sentences of eight to twenty invented words, three to a paragraph."""
    draw = random.Random(seed)  # noqa: S311 - tests, not secrets
    pieces = [" ".join(words(seed * 1000 + at, draw.randint(8, 20))).capitalize() + "." for at in range(sentences)]
    return "\n\n".join(" ".join(pieces[at : at + 3]) for at in range(0, len(pieces), 3))


def article(
    text: str,
    *,
    outlet: str = "herald.example",
    day: str | None = "2026-03-10",
    byline: str | None = None,
    removed: tuple[str, ...] = (),
) -> Article:
    """Return an article of an outlet."""
    return Article("a", f"https://{outlet}/page", outlet, "Title", byline, day, "en", None, None, text, removed, "")


def changed(text: str, share: float, seed: int) -> str:
    """Return the text with a share of its words replaced."""
    draw = random.Random(seed)  # noqa: S311 - tests, not secrets
    return " ".join("other" if draw.random() < share else word for word in text.split(" "))

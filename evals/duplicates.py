"""Planted copies among real articles: how many are found, and how few pairs are wrong.

Every second article gets a copy under another outlet's name a day later, without credit: 5 to 30 % cut from its head,
its tail or somewhere in its middle, and 2 % of the words that are left replaced by words of other articles. Pairs are
those within families; a pair is true if one was planted from the other, or if the texts, compared word by word here,
share four-word runs for a fifth of the shorter one: the articles hold copies of their own.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from pourparler.duplicates import Index, fingerprint
from pourparler.types import Article

if TYPE_CHECKING:
    from pathlib import Path

NAME = "duplicates"
FILE = "news/articles.jsonl.gz"
_SHARE = 0.2
_CHANGED = 0.02


def measure(data: Path) -> dict[str, float]:
    """Return the share of planted copies that are found, and the share of pairs that are true."""
    with gzip.open(data / FILE, "rt", encoding="utf-8") as lines:
        rows = sorted((json.loads(line) for line in lines), key=lambda row: row["date"])
    draw = random.Random(11)  # noqa: S311 - a fixed order
    lexicon = [word for row in rows[::40] for word in row["text"].split()]
    texts: dict[str, str] = {}
    index, origin = Index(), dict[str, str]()
    for at, row in enumerate(rows):
        planted = [(f"{at} copy", cut(row["text"], lexicon, draw), "copies.example")] if at % 2 else []
        for name, text, outlet in [(str(at), row["text"], row["outlet"]), *planted]:
            article = Article(name, None, outlet, None, None, row["date"], "en", None, None, text, (), "")
            texts[name] = text
            origin[name] = index.place(name, article, fingerprint(article)).origin
    copies = [name for name in texts if name.endswith(" copy")]
    found = sum(origin[name] == origin[name.removesuffix(" copy")] for name in copies)
    return {"recall": found / len(copies), "precision": true_pairs(texts, origin)}


def cut(text: str, lexicon: list[str], draw: random.Random) -> str:
    """Return the text with 5 to 30 % cut away and some words replaced."""
    words = text.split()
    gone = round(len(words) * draw.uniform(0.05, 0.30))
    start = draw.choice((0, len(words) - gone, draw.randrange(len(words) - gone + 1)))
    words = words[:start] + words[start + gone :]
    return " ".join(draw.choice(lexicon) if draw.random() < _CHANGED else word for word in words)


def true_pairs(texts: dict[str, str], origin: dict[str, str]) -> float:
    """Return the share of pairs within families that are copies of one another."""
    families: defaultdict[str, list[str]] = defaultdict(list)
    for name, family in origin.items():
        families[family].append(name)
    pairs = [pair for family in families.values() for pair in combinations(family, 2)]
    true = 0
    for one, other in pairs:
        kin = one.removesuffix(" copy") == other.removesuffix(" copy")
        true += kin or shared(texts[one], texts[other]) >= _SHARE
    return true / len(pairs)


def shared(one: str, other: str) -> float:
    """Return the share of the shorter text's runs of four words that the other has."""
    first, second = ({tuple(w[i : i + 4]) for i in range(len(w) - 3)} for w in map(_words, (one, other)))
    return len(first & second) / max(1, min(len(first), len(second)))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())

"""What the model says of names and of whole sentences: entities, hedged sentences, event classes.

Entities are measured on the development part of the English Web Treebank (Universal NER), exact spans and types; hedges
and event classes on every tenth line of corpora that have no development part here, lines that training leaves out.
"""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

from pourparler.reader import load
from pourparler.reader.layout import EVENTS
from pourparler.sentences import split
from pourparler.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "senses"
KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place"}


def measure(data: Path) -> dict[str, float]:
    """Return F1 of entities, F1 of the hedged class, and accuracy and macro F1 of event classes."""
    reader = load(Settings())
    hit = found = gold = 0
    for text, spans in sentences(data / "entities/ewt_dev.iob2.gz"):
        mine = {(e.span.start, e.span.end, e.kind) for e in reader.read(text, split(text)).entities if e.kind != "arms"}
        hit, found, gold = hit + len(mine & spans), found + len(mine), gold + len(spans)
    hedges = [(r["text"].strip(), r["label"] == "1") for r in tenth(data / "hedges/wikipedia_train.jsonl.gz")]
    asked = [(truth, max((s.hedge for s in senses(reader, text)), default=0.0) > 0.5) for text, truth in hedges]
    events = [(r["fields"][0], int(r["fields"][1])) for r in tenth(data / "events/quad_train.jsonl.gz")]
    classed = [
        (truth, EVENTS.index(max(senses(reader, text), key=lambda s: s.event_score).event)) for text, truth in events
    ]
    return {
        "entities_f1": 2 * hit / (found + gold),
        "hedges_f1": f1([(int(t), int(m)) for t, m in asked], 1),
        "events_accuracy": sum(t == m for t, m in classed) / len(classed),
        "events_macro_f1": sum(f1(classed, k) for k in range(len(EVENTS))) / len(EVENTS),
    }


def senses(reader: Any, text: str) -> Any:
    """Return what the reader says of each sentence of a text."""
    return reader.read(text, split(text)).senses


def f1(pairs: list[tuple[int, int]], label: int) -> float:
    """F1 of one label over (true, found) pairs."""
    hit = sum(t == m == label for t, m in pairs)
    return 2.0 * hit / max(1, sum(t == label for t, _ in pairs) + sum(m == label for _, m in pairs))


def kept_out(number: int) -> bool:
    """Say whether the line with this number, from 0, is kept out of training: every tenth is."""
    return number % 10 == 9


def tenth(path: Path) -> list[dict[str, Any]]:
    """Return the lines of a packed JSON Lines file that are kept out of training."""
    lines = gzip.decompress(path.read_bytes()).decode("utf-8").split("\n")
    return [json.loads(line) for number, line in enumerate(x for x in lines if x.strip()) if kept_out(number)]


def sentences(path: Path) -> Iterator[tuple[str, set[tuple[int, int, str]]]]:
    """Yield the sentences of an IOB2 file, words joined by spaces, with their entities as character spans."""
    words: list[str] = []
    tags: list[str] = []
    for line in [*gzip.decompress(path.read_bytes()).decode("utf-8").split("\n"), ""]:
        parts = line.split("\t")
        if line.startswith("#"):
            continue
        if len(parts) >= 3:
            words.append(parts[1])
            tags.append(parts[2].strip())
            continue
        if words:
            yield " ".join(words), set(_spans(words, tags))
        words, tags = [], []


def _spans(words: list[str], tags: list[str]) -> Iterator[tuple[int, int, str]]:
    at = 0
    start: int | None = None
    for number, (word, tag) in enumerate(zip(words, tags, strict=True)):
        edge, _, kind = tag.partition("-")
        if kind in KINDS and (edge == "B" or start is None):
            start = at
        following = tags[number + 1] if number + 1 < len(tags) else "O"
        if start is not None and kind in KINDS and following != f"I-{kind}":
            yield start, at + len(word), KINDS[kind]
            start = None
        at += len(word) + 1

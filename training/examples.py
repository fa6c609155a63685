"""Annotated corpora to training windows: pieces, features, and what each head should answer.

Texts are read from the data folder at run time; nothing of them is stored.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from pourparler.reader.encoding import CLS, SEP, encode, pack, shares
from pourparler.reader.layout import KINDS, ROLES
from pourparler.sentences import split
from training.written import written

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

    from pourparler.reader.encoding import Encoded

MASK = 103
LONGEST = 382  # word pieces of a training window, at least those of reading's: the encoder learns each place in it
ANNOTATED = Path(__file__).parent / "annotated/positions.jsonl"
INVENTED = Path(__file__).parent / "annotated/invented.jsonl"
WRITTEN = 450  # sentences from patterns beside the annotated ones, each epoch


@dataclass(slots=True)
class Window:
    """One training example; word indices count from the window's first word."""

    pieces: np.ndarray  # (pieces,) with CLS and SEP
    features: np.ndarray
    first: np.ndarray  # (words,) column of each word's first piece
    sentences: list[tuple[int, int]] = field(default_factory=list)  # ranges of words that have a row of their own
    vectors: np.ndarray | None = None  # (sentences, EMBEDDING) the original encoder's embeddings
    tags: np.ndarray | None = None  # (words,) index into TAGS, for attribution windows
    cues: list[tuple[int, int]] = field(default_factory=list)  # content's first word -> its cue's first word
    sources: list[tuple[int, int]] = field(default_factory=list)  # cue's first word -> source's first word, or -1
    sentence: tuple[int, int] | None = None  # words of the annotated sentence, for position windows
    frames: list[dict[str, Any]] = field(default_factory=list)
    entities: np.ndarray | None = None  # (words,) index into ENTITY_TAGS
    arms: bool = True  # whether the corpus marks arms among the entities
    hedge: float | None = None
    event: int | None = None


def lines(path: Path) -> list[dict[str, Any]]:
    """Read a JSONL file, packed or not."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def annotated(data: Path) -> list[dict[str, Any]]:
    """Return our own annotations, kept beside this file without their text, joined with the news they were made on."""
    news = {}
    for name in ("articles", "presidents"):
        news.update({document["url"]: document["text"] for document in lines(data / f"news/{name}.jsonl.gz")})
    found = []
    for line in lines(ANNOTATED):
        text, (start, end) = news[line["url"]], line["text"]
        around = {"prev": text[max(0, start - 400) : start].strip(), "next": text[end : end + 300].strip()}
        found.append({"text": text[start:end], "positions": line["positions"], **around})
    return found


def invented() -> list[dict[str, Any]]:
    """Return sentences of our own making on invented parties, most of them on conditions, with their frames."""
    return [{**line, "prev": "", "next": ""} for line in lines(INVENTED)]


def _cut(encoded: Encoded, begin: int, end: int) -> Window:
    left, right = encoded.first[begin], encoded.first[end]
    return Window(
        pieces=np.concatenate([[CLS], encoded.pieces[left:right], [SEP]]),
        features=np.concatenate([[0], encoded.features[left:right], [0]]),
        first=encoded.first[begin:end] - left + 1,
    )


def hide(window: Window, rng: random.Random, share: float) -> None:
    """Put [MASK] in the place of a share of the pieces, so that no wording is learnt by heart."""
    if share:
        hidden = np.array([rng.random() < share for _ in window.pieces])
        hidden[[0, -1]] = False
        window.pieces = np.where(hidden, MASK, window.pieces)


def _words(encoded: Encoded, start: int, end: int) -> tuple[int, int] | None:
    """First and last word that touch the characters [start, end)."""
    a = int(np.searchsorted(encoded.ends, start, side="right"))
    b = int(np.searchsorted(encoded.starts, end, side="left")) - 1
    return (a, b) if a <= b else None


class Attributions:
    """PolNeAR documents; windows are cut anew each epoch, and one annotator is drawn where there are several."""

    def __init__(self, path: Path, pieces: Callable[[str], tuple[int, ...]], most: int | None = None) -> None:
        self.documents = lines(path)[:most]
        self.encoded = [encode(d["text"], split(d["text"]), pieces) for d in self.documents]
        self.vectors: list[np.ndarray] | None = None  # of each document's sentences, see training.embeddings

    def epoch(self, rng: random.Random, mask: float = 0.08) -> Iterator[Window]:
        """Yield every document's windows once; ``mask``: share of pieces hidden in half of them."""
        for number, (document, encoded) in enumerate(zip(self.documents, self.encoded, strict=True)):
            gold = rng.choice(document["annotators"]) if rng.random() < 0.5 else document["annotators"][0]
            for begin, end in pack(encoded, LONGEST, rng.randint(60, LONGEST)):
                window = self.window(encoded, gold, begin, end)
                if rng.random() < 0.5:
                    hide(window, rng, mask)
                if self.vectors:
                    whole = [i for i, (a, b) in enumerate(encoded.sentences) if begin <= a and b <= end]
                    window.sentences = [
                        (encoded.sentences[i][0] - begin, encoded.sentences[i][1] - begin) for i in whole
                    ]
                    window.vectors = self.vectors[number][whole]
                yield window

    @staticmethod
    def window(encoded: Encoded, gold: list[dict[str, Any]], begin: int, end: int) -> Window:
        """Cut words [begin, end) and label them; links that leave the window are left out."""
        window = _cut(encoded, begin, end)
        tags = np.zeros(end - begin, dtype=np.int64)
        for role in ("content", "source", "cue"):  # where roles share a word, the rarer one is kept
            number = ROLES.index(role)
            for attribution in gold:
                for span in attribution[role]:
                    words = _words(encoded, *span)
                    if words and words[0] < end and words[1] >= begin:
                        a, b = max(words[0], begin) - begin, min(words[1], end - 1) - begin
                        tags[a : b + 1] = 2 + 2 * number
                        tags[a] = 1 + 2 * number
        window.tags = tags
        for attribution in gold:
            cue = _words(encoded, *attribution["cue"][0]) if attribution["cue"] else None
            if not cue or not begin <= cue[0] < end:
                continue
            source = _words(encoded, *attribution["source"][0]) if attribution["source"] else None
            if source is None:
                window.sources.append((cue[0] - begin, -1))
            elif begin <= source[0] < end:
                window.sources.append((cue[0] - begin, source[0] - begin))
            for span in attribution["content"]:
                words = _words(encoded, *span)
                if words and begin <= words[0] < end:
                    window.cues.append((words[0] - begin, cue[0] - begin))
        return window


class Positions:
    """Annotated sentences, with or without the sentences before and after (readings meet both)."""

    def __init__(self, data: Path, pieces: Callable[[str], tuple[int, ...]], surest: int = 2) -> None:
        self.data, self.pieces, self.surest = data, pieces, surest

    def epoch(self, rng: random.Random, context: float = 0.4, mask: float = 0.08) -> Iterator[Window]:
        """Yield every sentence once; ``context``: share with neighbours; ``mask``: share of pieces hidden."""
        documents = self.surest * lines(self.data / "positions/train.jsonl")
        documents += annotated(self.data) + invented() + written(WRITTEN, rng)  # anew: annotating may go on
        for document in documents:
            yield self.window(document, rng, with_context=rng.random() < context, mask=mask)

    def window(self, document: dict[str, Any], rng: random.Random, *, with_context: bool, mask: float) -> Window:
        """Build one sentence's window."""
        before, after = (document["prev"], document["next"]) if with_context else ("", "")
        lead = before[-400:] + " " if before else ""
        text = lead + document["text"] + (" " + after[:300] if after else "")
        start, stop = len(lead), len(lead) + len(document["text"])
        encoded = encode(text, split(text), self.pieces)
        words = _words(encoded, start, stop)
        assert words is not None
        begin, end = 0, len(encoded.starts)
        while encoded.first[end] - encoded.first[begin] > LONGEST:
            begin, end = (begin + 1, end) if begin < words[0] else (begin, end - 1)
        window = _cut(encoded, begin, end)
        hide(window, rng, mask)
        last = min(words[1], end - 1)
        window.sentence = (words[0] - begin, last - begin + 1)
        for gold in document["positions"]:

            def place(span: list[int] | None) -> tuple[int, int] | None:
                found = _words(encoded, span[0] + start, span[1] + start) if span else None
                return (found[0] - begin, found[1] - begin) if found and found[1] <= last else None

            act = place(gold["act"])
            if act is None:
                continue
            window.frames.append(
                {
                    "kind": KINDS.index(gold["kind"]),
                    "act": act,
                    **{role: place(gold[role]) for role in ("holder", "condition", "addressee")},
                    "trigger": [t for t in map(place, gold["trigger"]) if t],
                    "hedged": bool(gold["hedged"]),
                }
            )
        return window


def batches(windows: list[Window], pieces: int, rng: random.Random) -> list[list[Window]]:
    """Group windows of like length into batches of about ``pieces`` word pieces, in random order."""
    ordered = sorted(windows, key=lambda w: len(w.pieces) + rng.random() * 8)
    found: list[list[Window]] = []
    batch: list[Window] = []
    for window in ordered:
        if batch and (len(batch) + 1) * len(window.pieces) > pieces:
            found.append(batch)
            batch = []
        batch.append(window)
    if batch:
        found.append(batch)
    rng.shuffle(found)
    return found


def padded(batch: list[Window]) -> dict[str, np.ndarray]:
    """Inputs of the trunk for a batch, by name: padded to its longest window, ``first`` as flat indices."""
    longest = max(len(w.pieces) for w in batch)
    pieces = np.zeros((len(batch), longest), dtype=np.int64)
    features, mask = np.zeros_like(pieces), np.zeros_like(pieces)
    first, sentences, words = [], [], 0
    for row, w in enumerate(batch):
        size = len(w.pieces)
        pieces[row, :size], features[row, :size], mask[row, :size] = w.pieces, w.features, 1
        first.append(w.first + row * longest)
        sentences += [(words + a, words + b) for a, b in w.sentences]
        words += len(w.first)
    return {
        "pieces": pieces, "features": features, "mask": mask, "first": np.concatenate(first),
        "pool": shares(sentences, words),
    }  # fmt: skip


def crowned(batch: list[Window]) -> dict[str, np.ndarray]:
    """Inputs of the crown: the pieces of each window's annotated sentence, as flat indices into the trunk's batch."""
    longest = max(len(w.pieces) for w in batch)
    parts, first = [], []
    for row, w in enumerate(batch):
        assert w.sentence is not None
        a, b = w.sentence
        left, right = int(w.first[a]), int(w.first[b]) if b < len(w.first) else len(w.pieces) - 1
        parts.append(np.arange(left, right) + row * longest)
        first.append(w.first[a:b] - left)
    width = max(map(len, parts))
    index = np.zeros((len(batch), width), dtype=np.int64)
    mask = np.zeros_like(index)
    for row, part in enumerate(parts):
        index[row, : len(part)], mask[row, : len(part)] = part, 1
    return {"index": index, "mask": mask, "first": np.concatenate([f + i * width for i, f in enumerate(first)])}

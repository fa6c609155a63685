"""The lesser tasks' corpora as training windows, one a sentence or story: entities, hedged sentences, event classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from evals.senses import kept_out, sentences

from pourparler.reader.encoding import CLS, SEP, encode, pack
from pourparler.reader.layout import ENTITIES, ENTITY_TAGS, EVENTS
from pourparler.sentences import split
from training.examples import LONGEST, Window, lines

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pourparler.reader.encoding import Encoded

# re3d's types; its quantities, dates and the like are left out.
TYPES = {
    "Person": "person", "Organisation": "organisation", "Location": "place",
    "Weapon": "arms", "MilitaryPlatform": "arms",
}  # fmt: skip
# PLOVER types by quad class (PLOVER manual, 2021)
PLOVER = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3,
    "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip


def whole(text: str, pieces: Callable[[str], tuple[int, ...]]) -> tuple[Window, Encoded]:
    """Return a window of all of a short text (its first pieces, if it is not short), one row for it as a sentence."""
    encoded = encode(text, split(text), pieces)
    end = pack(encoded, LONGEST)[0][1]
    window = Window(
        pieces=np.concatenate([[CLS], encoded.pieces[: encoded.first[end]], [SEP]]),
        features=np.concatenate([[0], encoded.features[: encoded.first[end]], [0]]),
        first=encoded.first[:end] + 1,
        sentences=[(0, end)],
    )
    return window, encoded


def tagged(window: Window, encoded: Encoded, spans: list[tuple[int, int, str]], *, arms: bool) -> Window:
    """Label entities given as character spans; ``arms``: whether the corpus marks them (if not, they are not asked)."""
    tags = np.zeros(len(window.first), dtype=np.int64)
    for start, end, kind in sorted(spans, key=lambda s: s[1] - s[0]):  # the longest last: it wins
        inside = np.flatnonzero((encoded.starts[: len(tags)] < end) & (encoded.ends[: len(tags)] > start))
        if len(inside):
            tags[inside] = ENTITY_TAGS.index(f"I-{kind}")
            tags[inside[0]] = ENTITY_TAGS.index(f"B-{kind}")
    window.entities = tags
    window.arms = arms
    return window


def kept_back(documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out what evals/senses.py measures with."""
    return [document for number, document in enumerate(documents) if not kept_out(number)]


class Lesser:
    """All of them, encoded once; an epoch yields each once, with some word pieces hidden."""

    def __init__(self, data: Path, pieces: Callable[[str], tuple[int, ...]]) -> None:
        self.windows: list[Window] = []
        for text, found in sentences(data / "entities/ewt_train.iob2.gz"):
            self.windows.append(tagged(*whole(text, pieces), sorted(found), arms=False))
        for document in lines(data / "entities/re3d.jsonl.gz"):
            for text, spans in _split(document):
                self.windows.append(tagged(*whole(text, pieces), spans, arms=True))
        for sentence in kept_back(lines(data / "hedges/wikipedia_train.jsonl.gz")):
            window = whole(sentence["text"].strip() or "-", pieces)[0]
            window.hedge = float(sentence["label"])
            self.windows.append(window)
        for sentence in (
            kept_back(lines(data / "events/quad_train.jsonl.gz")) * 3
        ):  # real ones, three times as often as made ones
            window = whole(sentence["fields"][0], pieces)[0]
            window.event = int(sentence["fields"][1])
            self.windows.append(window)
        for story in lines(data / "events/plover_synthetic.jsonl.gz"):
            if story.get("label") in PLOVER:
                window = whole(story["text"][:1200], pieces)[0]
                window.event = PLOVER[story["label"]]
                self.windows.append(window)
        assert max(PLOVER.values()) < len(EVENTS)
        assert len(ENTITIES) == 4

    def epoch(self, rng: random.Random) -> Iterator[Window]:
        """Yield every window once, in random order."""
        yield from rng.sample(self.windows, len(self.windows))


def _split(document: dict[str, Any]) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """Sentences of a re3d document with the entities in them."""
    text = document["text"]
    for sentence in split(text):
        a, b = sentence.span
        inside = [(s - a, e - a, TYPES[t]) for s, e, t, _ in document["entities"] if t in TYPES and a <= s and e <= b]
        yield text[a:b], inside

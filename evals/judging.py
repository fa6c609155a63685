"""Which statements and positions are right: matched one to one with the gold, as the two measures do it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, NamedTuple

from evals.scoring import covered, dice, one_to_one, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from evals.readings import Read

__all__ = ["ROLES", "STANDS", "Match", "Verdict", "frames", "half", "linked", "same_frame", "same_stretch", "verdicts"]

ROLES = ("source", "cue", "content")
STANDS = ("holder", "act", "condition", "addressee")
Parts = dict[str, frozenset[int]]  # indices of words by role


class Match(NamedTuple):
    """One document's gold and predicted items as sets of words, and which of them are the same: gold -> mine."""

    gold: list[Parts]
    mine: list[Parts]
    pairs: dict[int, int]


class Verdict(NamedTuple):
    """Whether one predicted item is right, and how sure the reader was of it."""

    document: str
    score: float
    right: bool


def _linked_worth(gold: Parts, mine: Parts) -> float:
    content = dice(gold["content"], mine["content"])
    source = dice(gold["source"], mine["source"]) if gold["source"] else 1.0
    cue = bool(gold["cue"] & mine["cue"]) or not gold["cue"]  # a cue that is only a colon has no words
    return content + source if cue and content >= 0.5 and source >= 0.5 else 0.0


def same_stretch(gold: Parts, mine: Parts) -> float:
    """Overlap of two acts or, failing that, of act and condition taken together; 0 below half."""
    overlap = max(
        dice(gold["act"], mine["act"]), dice(gold["act"] | gold["condition"], mine["act"] | mine["condition"])
    )
    return overlap if overlap >= 0.5 else 0.0


def _pairs(gold: Sequence[Parts], mine: Sequence[Parts], worth: Callable[[int, int], float]) -> dict[int, int]:
    return dict(one_to_one(range(len(gold)), range(len(mine)), worth))


def linked(read: Read, least: float = 0.0) -> Match:
    """Match a document's statements with the first annotator's attributions; those scored below ``least`` left out."""
    document, reading = read
    words = words_of(document["text"])
    gold = [{r: covered(words, one[r]) for r in ROLES} for one in document["annotators"][0]]
    said = [s for s in reading.statements if s.score >= least]
    mine = [{r: covered(words, getattr(s, r)) for r in ROLES} for s in said]
    return Match(gold, mine, _pairs(gold, mine, lambda g, m: _linked_worth(gold[g], mine[m])))


def frames(read: Read, least: float = 0.0) -> tuple[Match, list[str], list[str]]:
    """Match a document's positions with the annotated frames; returns the kinds of both sides too."""
    document, reading = read
    words = words_of(document["text"])
    given: list[dict[str, Any]] = document["positions"]
    found = [p for p in reading.positions if p.score >= least]
    gold = [{r: covered(words, [f[r]] if f.get(r) else []) for r in STANDS} for f in given]
    mine = [{r: covered(words, [s] if (s := getattr(p, r)) else []) for r in STANDS} for p in found]
    kinds = [f["kind"] for f in given], [str(p.kind) for p in found]
    return Match(gold, mine, _pairs(gold, mine, same_frame(gold, mine, *kinds))), *kinds


def same_frame(
    gold: Sequence[Parts], mine: Sequence[Parts], gold_kinds: Sequence[str], kinds: Sequence[str]
) -> Callable[[int, int], float]:
    """Return what a pair of frames is worth: nothing where the kinds differ."""
    return lambda g, m: same_stretch(gold[g], mine[m]) if gold_kinds[g] == kinds[m] else 0.0


def verdicts(said: Iterable[Read], stands: Iterable[Read]) -> dict[str, list[Verdict]]:
    """Judge every statement of the attribution documents and every position of the position sentences."""
    found: dict[str, list[Verdict]] = {"statements": [], "positions": []}
    for read in said:
        right = set(linked(read).pairs.values())
        scores = [s.score for s in read[1].statements]
        found["statements"] += [Verdict(read[0]["id"], score, at in right) for at, score in enumerate(scores)]
    for read in stands:
        right = set(frames(read)[0].pairs.values())
        scores = [p.score for p in read[1].positions]
        name = str(read[0].get("doc", read[0]["id"]))  # sentences of one document stay together
        found["positions"] += [Verdict(name, score, at in right) for at, score in enumerate(scores)]
    return found


def half(document: str) -> int:
    """Return which half of the documents one belongs to, 0 or 1: by its name, so that it is always the same."""
    return hashlib.sha256(document.encode()).digest()[0] % 2

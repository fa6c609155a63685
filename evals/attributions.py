"""Attributions against PolNeAR's development articles: exact spans by role, and whole attributions."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

from evals.scoring import Count, covered, dice, one_to_one, runs, words_of
from pourparler.articles import from_text
from pourparler.pipeline import read_article

if TYPE_CHECKING:
    from pathlib import Path

NAME = "attributions"
ROLES = ("source", "cue", "content")
Labelled = dict[str, frozenset[int]]


def _worth(gold: Labelled, mine: Labelled) -> float:
    content = dice(gold["content"], mine["content"])
    source = dice(gold["source"], mine["source"]) if gold["source"] else 1.0
    cue = bool(gold["cue"] & mine["cue"]) or not gold["cue"]  # a cue that is only a colon has no words
    return content + source if cue and content >= 0.5 and source >= 0.5 else 0.0


def measure(data: Path) -> dict[str, float]:
    """F1 of each role's exact spans, and of linked attributions (overlap of half or more)."""
    exact = {role: Count() for role in ROLES}
    linked = Count()
    with gzip.open(data / "attribution/dev.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            document: dict[str, Any] = json.loads(line)
            words = words_of(document["text"])
            reading = read_article(from_text(document["text"], cut=False))
            gold = [{r: covered(words, a[r]) for r in ROLES} for a in document["annotators"][0]]
            mine = [{r: covered(words, getattr(s, r)) for r in ROLES} for s in reading.statements]
            for role in ROLES:
                g = {run for a in document["annotators"][0] for run in runs(covered(words, a[role]))}
                m = {run for s in reading.statements for run in runs(covered(words, getattr(s, role)))}
                exact[role].add(len(g & m), len(m), len(g))
            linked.add(len(one_to_one(gold, mine, _worth)), len(mine), len(gold))
    return {f"{role}_f1": exact[role].f1 for role in ROLES} | {"linked_f1": linked.f1}

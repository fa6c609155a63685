"""Position frames against the annotated development sentences."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from evals.scoring import Count, covered, dice, one_to_one, words_of
from pourparler.articles import from_text
from pourparler.pipeline import read_article

if TYPE_CHECKING:
    from pathlib import Path

NAME = "positions"
ROLES = ("holder", "act", "condition", "addressee")


def _worth(gold: dict[str, Any], mine: dict[str, Any]) -> float:
    if gold["kind"] != mine["kind"]:
        return 0.0
    overlap = max(
        dice(gold["act"], mine["act"]), dice(gold["act"] | gold["condition"], mine["act"] | mine["condition"])
    )
    return overlap if overlap >= 0.5 else 0.0


def measure(data: Path) -> dict[str, float]:
    """F1 of frames (kind right, act overlapping by half) and of preconditions with their condition."""
    frames, full = Count(), Count()
    agree = dict.fromkeys(("holder", "condition", "addressee"), 0)
    with (data / "positions/dev.jsonl").open(encoding="utf-8") as file:
        for line in file:
            document: dict[str, Any] = json.loads(line)
            words = words_of(document["text"])

            def taken(frame: dict[str, Any], words: list[tuple[int, int]] = words) -> dict[str, Any]:
                spans = {r: covered(words, [frame[r]] if frame[r] else []) for r in ROLES}
                return {"kind": frame["kind"], **spans}

            reading = read_article(from_text(document["text"], cut=False))
            gold = [taken(f) for f in document["positions"]]
            mine = [taken({r: getattr(p, r) for r in ("kind", *ROLES)}) for p in reading.positions]
            matched = one_to_one(gold, mine, _worth)
            frames.add(len(matched), len(mine), len(gold))
            for role in agree:
                agree[role] += sum(dice(g[role], m[role]) >= 0.5 for g, m in matched)
            conditions = [(g, m) for g, m in matched if g["kind"] == "precondition"]
            full.add(
                sum(dice(g["condition"], m["condition"]) >= 0.5 for g, m in conditions),
                sum(m["kind"] == "precondition" for m in mine),
                sum(g["kind"] == "precondition" for g in gold),
            )
    return {"frames_f1": frames.f1, "preconditions_f1": full.f1} | {
        f"{role}_share": count / max(1, frames.hit) for role, count in agree.items()
    }

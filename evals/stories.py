"""Stories against articles grouped by event, one at a time in order of date; redirects followed at the end.

B-cubed precision, recall and F1 over articles (Bagga and Baldwin 1998, "Entity-based cross-document coreferencing
using the vector space model", ACL). ``undated_f1`` is the same without dates and titles, in another order;
``alike_f1`` a harder set made of the same articles: half of each event's articles get other names and numbers, the
same ones throughout, so that each event has a twin that looks like it, and all are cut to fifteen sentences, in
tokens parted by blanks. ``simple_*`` is one fixed threshold on plain TF-IDF, the best one for each set, for comparison.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pourparler.stories import Index, sketch
from pourparler.stories.terms import terms
from pourparler.types import Article

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from pathlib import Path

NAME = "stories"
FILE = "stories/clusters.jsonl.gz"
UNGUARDED = ("simple_f1", "simple_alike_f1")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_SENTENCES, _KEPT = 15, 0.5  # of an article, and the share of names that a twin keeps


class Labelled(NamedTuple):
    """An article and its event."""

    article: Article
    event: str


def measure(data: Path) -> dict[str, float]:
    """Return B-cubed figures of the set as it is, without dates and titles, and with a twin of each event."""
    plain = sorted(load(data / FILE), key=lambda each: each.article.published or "")
    shuffled = random.Random(5).sample(plain, len(plain))  # noqa: S311 - a fixed order
    undated = [Labelled(replace(each.article, published=None, title=None), each.event) for each in shuffled]
    alike = [twins(plain, seed) for seed in (1, 2, 3)]
    precision, recall, f1 = scored(plain)
    return {
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "undated_f1": scored(undated)[2],
        "alike_f1": float(np.mean([scored(each)[2] for each in alike])),
        "simple_f1": simple(plain),
        "simple_alike_f1": float(np.mean([simple(each) for each in alike])),
    }


def load(path: Path) -> list[Labelled]:
    """Read the set."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Labelled(
            Article(str(at), r["url"], r["outlet"], r["title"], None, r["date"], "en", None, None, r["text"], (), ""),
            str(r["story"]),
        )
        for at, r in enumerate(rows)
    ]


def scored(labelled: Sequence[Labelled]) -> tuple[float, float, float]:
    """Group the articles in the order given, and compare with their events."""
    index, story = Index(), dict[str, str]()
    for each in labelled:
        placed = index.place(each.article.id, sketch(each.article))
        gone = dict(placed.merged)
        story = {name: gone.get(group, group) for name, group in story.items()}
        story |= dict(placed.moved) | {each.article.id: placed.story}
    return b_cubed([each.event for each in labelled], [story[each.article.id] for each in labelled])


def b_cubed(gold: Sequence[Hashable], mine: Sequence[Hashable]) -> tuple[float, float, float]:
    """Return B-cubed precision, recall and F1 of a grouping."""
    both, ours, theirs = Counter(zip(gold, mine, strict=True)), Counter(mine), Counter(gold)
    pairs = list(zip(gold, mine, strict=True))
    precision = sum(both[pair] / ours[pair[1]] for pair in pairs) / len(pairs)
    recall = sum(both[pair] / theirs[pair[0]] for pair in pairs) / len(pairs)
    return precision, recall, 2 * precision * recall / (precision + recall)


def twins(labelled: Sequence[Labelled], seed: int) -> list[Labelled]:
    """Give each event of four articles or more a twin: half of its articles with other names and numbers."""
    draw = random.Random(seed)  # noqa: S311 - a fixed order
    groups: defaultdict[str, list[Article]] = defaultdict(list)
    for each in labelled:
        groups[each.event].append(each.article)
    everyone = sorted({name for articles in groups.values() for name in _names(articles)})
    made: list[Labelled] = []
    for event, articles in sorted(groups.items()):
        names = _names(articles)
        others = {name: name if draw.random() < _KEPT else draw.choice(everyone) for name in sorted(names)}
        half = len(articles) // 2 if len(articles) >= 4 else 0
        for at, article in enumerate(draw.sample(articles, len(articles))):
            text = " ".join(re.split(r"(?<=[.!?])\s+|\n+", article.text)[:_SENTENCES])
            if at < half:
                text = _WORD.sub(lambda match, names=others: _other(match.group(), names), text)  # type: ignore[misc]
            text = re.sub(r"([.,;:!?\"()“”])", r" \1 ", text)
            label = f"{event} twin" if at < half else event
            made.append(Labelled(replace(article, text=text, title=None, published=None), label))
    draw.shuffle(made)
    return made


def _names(articles: Sequence[Article]) -> set[str]:
    """Return words that begin with a capital within a sentence, in at least two places."""
    found = Counter(word for article in articles for word in re.findall(r"(?<=[a-z,] )[A-Z][a-z]{2,}", article.text))
    return {word for word, count in found.items() if count > 1}


def _other(word: str, names: dict[str, str]) -> str:
    """Return another name or number for one, always the same."""
    if word.isdigit() and len(word) < 12:
        return str(int(word) * 7 // 5 + 3)
    return names.get(word, word)


def simple(labelled: Sequence[Labelled]) -> float:
    """Return the best F1 of joining the story of the nearest centroid at one threshold, whichever is best."""
    counts = [terms(each.article.title, each.article.text).counts for each in labelled]
    seen = Counter(term for each in counts for term in each)
    places = {term: place for place, term in enumerate(seen)}
    table = np.zeros((len(counts), len(places)))
    for row, each in zip(table, counts, strict=True):
        for term, count in each.items():
            row[places[term]] = (1 + np.log(count)) * np.log(len(counts) / seen[term])
    table /= np.maximum(1e-9, np.linalg.norm(table, axis=1, keepdims=True))
    gold = [each.event for each in labelled]
    return max(b_cubed(gold, _nearest(table, threshold))[2] for threshold in np.arange(0.06, 0.5, 0.02))


def _nearest(table: np.ndarray[tuple[int, ...], np.dtype[np.float64]], threshold: float) -> list[int]:
    """Group rows one by one by the nearest sum of a group's rows."""
    likes = table @ table.T
    groups: list[list[int]] = []
    label: list[int] = []
    for row in range(len(table)):
        scores = [likes[row, group].sum() / np.sqrt(likes[np.ix_(group, group)].sum()) for group in groups]
        best = int(np.argmax(scores)) if scores and max(scores) >= threshold else len(groups)
        if best == len(groups):
            groups.append([])
        groups[best].append(row)
        label.append(best)
    return label

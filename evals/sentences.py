"""Sentence boundaries on the English Web Treebank (Silveira et al. 2014, LREC; split as in Universal NER).

The sentences of a document are joined by one space, so boundaries that only a line break marked (headings, verse,
signatures) cannot be found again: ``marked`` counts the boundaries that a sentence-ending mark stands before.
A document's last sentence counts for nothing. ``news`` is the web logs and newsgroups, edited prose for the most
part, nearest to news; ``web`` adds e-mail, reviews and answers.
"""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING, NamedTuple

from pourparler.sentences import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

NAME = "sentences"
FILES = ("entities/ewt_dev.iob2.gz", "entities/ewt_train.iob2.gz")
_MARKED = re.compile(r"[.!?…][\"'”’)\]]*$")


class Counts(NamedTuple):
    """Boundaries found and right, found, and true."""

    right: int
    found: int
    true: int


def documents(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each document's genre and sentences."""
    genre, sentences = "", list[str]()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id"):
                if sentences:
                    yield genre, sentences
                genre, sentences = line.split("=", 1)[1].strip().split("-")[0], []
            elif line.startswith("# text ="):
                sentences.append(line.split("=", 1)[1].strip())
    if sentences:
        yield genre, sentences


def count(sentences: list[str], *, marked: bool) -> Counts:
    """Compare the boundaries in one document with its sentences."""
    text = " ".join(sentences)
    found = {sentence.span.end for sentence in split(text)} - {len(text)}
    true: set[int] = set()
    unmarked: set[int] = set()
    end = -1
    for sentence in sentences[:-1]:
        end += 1 + len(sentence)
        (true if not marked or _MARKED.search(sentence) else unmarked).add(end)
    found -= unmarked
    return Counts(len(found & true), len(found), len(true))


def f1(counts: Iterable[Counts]) -> float:
    """Return the F1 over all boundaries together."""
    right, found, true = (sum(column) for column in zip(*counts, strict=True))
    return float(2 * right / (found + true))


def measure(data: Path) -> dict[str, float]:
    """Return boundary F1 for edited prose and for everything, with and without unmarked boundaries."""
    everything = [document for name in FILES for document in documents(data / name)]
    news = [(genre, sentences) for genre, sentences in everything if genre in {"weblog", "newsgroup"}]
    return {
        "news_f1": f1(count(sentences, marked=False) for _, sentences in news),
        "news_marked_f1": f1(count(sentences, marked=True) for _, sentences in news),
        "web_f1": f1(count(sentences, marked=False) for _, sentences in everything),
        "web_marked_f1": f1(count(sentences, marked=True) for _, sentences in everything),
    }

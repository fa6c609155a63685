"""Extractive summaries of three sentences against human ones: ROUGE F1, beside the first three sentences.

ROUGE-1, ROUGE-2 and ROUGE-L after Lin 2004 ("ROUGE: A Package for Automatic Evaluation of Summaries", ACL workshop
Text Summarization Branches Out): lower case, words and numbers only, no stemming; ROUGE-L on the summary as one
sequence. Without a reader's positions, so this measures the general part of the ranking alone; the human
summaries are longer than three lines of an article and worded anew, which bounds every figure.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from statistics import fmean
from typing import TYPE_CHECKING

from pourparler.briefs import brief
from pourparler.sentences import split
from pourparler.types import Article

if TYPE_CHECKING:
    from pathlib import Path

NAME = "summaries"
FILE = "summaries/cnndm.jsonl.gz"
UNGUARDED = ("lead_rouge1", "lead_rouge2", "lead_rougeL")
_TOKEN = re.compile(r"[a-z0-9]+")


def tokens(text: str) -> list[str]:
    """Return lower-case words and numbers."""
    return _TOKEN.findall(text.lower())


def rouge_n(summary: list[str], reference: list[str], n: int) -> float:
    """Return the F1 of shared n-grams."""
    one, other = (Counter(zip(*(words[i:] for i in range(n)), strict=False)) for words in (summary, reference))
    return _f1((one & other).total(), one.total(), other.total())


def rouge_l(summary: list[str], reference: list[str]) -> float:
    """Return the F1 of the longest common subsequence."""
    row = [0] * (len(reference) + 1)
    for word in summary:
        corner = 0
        for j, other in enumerate(reference, 1):
            corner, row[j] = row[j], corner + 1 if word == other else max(row[j], row[j - 1])
    return _f1(row[-1], len(summary), len(reference))


def _f1(shared: int, found: int, true: int) -> float:
    """Return the harmonic mean of precision and recall."""
    return 2 * shared / (found + true) if found + true else 0.0


def article(name: str, text: str) -> Article:
    """Return an article that has a text and nothing else."""
    return Article(name, None, None, None, None, None, "en", None, None, text, (), "")


def measure(data: Path) -> dict[str, float]:
    """Return mean ROUGE F1 of the brief, and of the lead for comparison."""
    scores: dict[str, list[float]] = {}
    with gzip.open(data / FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            text, reference = record["text"], tokens(record["reference"])
            sentences = split(text)
            picked = brief(article(record["id"], text), sentences, (), ()).summary
            lead = [sentence.span for sentence in sentences[:3]]
            for prefix, spans in (("", picked), ("lead_", lead)):
                words = tokens(" ".join(span.of(text) for span in spans))
                scores.setdefault(f"{prefix}rouge1", []).append(rouge_n(words, reference, 1))
                scores.setdefault(f"{prefix}rouge2", []).append(rouge_n(words, reference, 2))
                scores.setdefault(f"{prefix}rougeL", []).append(rouge_l(words, reference))
    return {name: fmean(values) for name, values in scores.items()}

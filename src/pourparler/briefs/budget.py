"""How long a brief may be: sentences, words, or seconds of reading."""

from __future__ import annotations

from dataclasses import dataclass

from pourparler.errors import UsageError

__all__ = ["WORDS_A_MINUTE", "Budget", "budget"]

WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction by adults (Brysbaert 2019, Journal of Memory and Language 109, 104047)."""

MOST_SENTENCES = 200
"""A brief is never longer, whatever the budget: beyond this the article itself is the better reading."""


@dataclass(frozen=True, slots=True)
class Budget:
    """The most sentences and, where given, the most words."""

    sentences: int
    words: int | None


def budget(*, words: int | None, seconds: float | None, sentences: int) -> Budget:
    """Turn what the caller asks for into a budget; of words and seconds, the smaller holds.

    Raises:
        UsageError: A length is not above zero.
    """
    asked = (("words", words), ("seconds", seconds), ("sentences", sentences))
    for unit, value in asked:
        if value is not None and not value > 0:
            raise UsageError(f"A brief of {value} {unit} cannot be written; give a number above 0.")
    limits = [] if words is None else [words]
    if seconds is not None:
        limits.append(max(1, int(min(seconds, 1e9) * WORDS_A_MINUTE / 60)))
    if not limits:
        return Budget(min(sentences, MOST_SENTENCES), None)
    return Budget(MOST_SENTENCES, min(limits))

"""From candidates to the few that are printed: greedy, within a budget, without saying a thing twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pourparler.briefs.centrality import cosine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pourparler.briefs.budget import Budget
    from pourparler.briefs.ranking import Candidate

__all__ = ["pick"]

_REDUNDANCY = 0.5
"""Weight of the likeness to what is picked: maximal marginal relevance (Carbonell and Goldstein 1998, SIGIR)."""

_LEANS = 0.3  # what a sentence loses that needs the one before it, as long as that one is not picked
_SHORTLIST = 1000  # candidates looked at; keeps a book-length text within a second


def pick(candidates: Sequence[Candidate], limit: Budget) -> list[Candidate]:
    """Return the picked candidates in reading order.

    Fragments are picked only where there is no sentence proper. Where a word budget is too small for every
    sentence, the shortest one is returned, over the budget: something is better than nothing.
    """
    proper = [candidate for candidate in candidates if not candidate.fragment] or list(candidates)
    if not proper:
        return []
    pool = sorted(proper, key=lambda candidate: (-candidate.worth, candidate.index))[:_SHORTLIST]
    left = limit.words if limit.words is not None else sum(candidate.words for candidate in pool)
    likeness = dict.fromkeys((candidate.index for candidate in pool), 0.0)
    picked: dict[int, Candidate] = {}
    while pool and len(picked) < limit.sentences:
        pool = [candidate for candidate in pool if candidate.words <= left and candidate.index not in picked]
        if not pool:
            break
        best = max(pool, key=lambda one: (_gain(one, likeness[one.index], picked), -one.index))
        picked[best.index] = best
        left -= best.words
        for candidate in pool:
            likeness[candidate.index] = max(likeness[candidate.index], cosine(candidate.vector, best.vector))
    if not picked:
        return [min(proper, key=lambda candidate: (candidate.words, candidate.index))]
    return [picked[index] for index in sorted(picked)]


def _gain(candidate: Candidate, likeness: float, picked: dict[int, Candidate]) -> float:
    """Return what a candidate adds to what is picked."""
    alone = candidate.leans and candidate.index - 1 not in picked
    return candidate.worth - _REDUNDANCY * likeness - (_LEANS if alone else 0.0)

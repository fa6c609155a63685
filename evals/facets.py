"""What kind of statement or position this is, for counting errors by kind: decided from text and words alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from evals.scoring import dice
from pourparler.actors.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evals.scoring import Words

__all__ = ["LENGTHS", "connective", "cue", "extent", "holder", "length", "nesting", "quoting"]

LENGTHS = ((5, "1 to 5 words"), (20, "6 to 20 words"), (40, "21 to 40 words"), (80, "41 to 80 words"))
# The verbs of saying that any reporter uses, in their forms; every other cue counts as an other one.
_SPEECH = vocabulary(
    "say says said saying tell tells told telling add adds added adding ask asks asked asking write writes wrote "
    "written writing claim claims claimed claiming argue argues argued arguing announce announces announced announcing "
    "state states stated stating note notes noted noting explain explains explained explaining report reports reported "
    "reporting according"
)
_PRONOUNS = vocabulary(
    "i me my mine we us our ours you your he him his she her hers it its they them their theirs who whom whose which "
    "that this these those both all some many others one"
)
_CONNECTIVES = (
    ("only", r"only|not (?:before|until|unless)"),
    ("unless", r"unless"),
    ("until", r"until|till"),
    ("without", r"without"),
    ("before", r"before|prior to"),
    ("as long as, while", r"(?:as|so) long as|while"),
    ("provided, on condition that", r"provid(?:ed|ing)|(?:up)?on (?:the )?condition|on the understanding"),
    ("in exchange for, in return for", r"in (?:exchange|return)"),
    ("condition, precondition (noun)", r"(?:pre)?-?conditions?|prerequisites?|terms"),
    ("if", r"if"),
    ("once, after, when", r"once|after|when|as soon as"),
    ("depend, require, need, must", r"depend\w*|requir\w*|needs?|must|ha(?:s|ve|d) to|hinges?|contingent|conditional"),
)
_COMPILED = [(name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for name, words in _CONNECTIVES]


def quoting(content: frozenset[int], inside: Sequence[bool]) -> str:
    """Say how much of a content stands inside quotation marks; ``inside`` tells it of each word."""
    quoted = sum(inside[at] for at in content)
    return "indirect" if not quoted else "quoted" if quoted == len(content) else "mixed"


def extent(content: frozenset[int], words: Words, starts: Sequence[int]) -> str:
    """Say whether a content runs over a sentence boundary; ``starts``: offsets at which the sentences begin."""
    at = {bisect_right(starts, words[word][0]) for word in content}
    return "inside one sentence" if len(at) < 2 else "over a boundary"


def length(content: frozenset[int]) -> str:
    """Return the length class of a content."""
    return next((name for most, name in LENGTHS if len(content) <= most), "over 80 words")


def cue(words: Sequence[str]) -> str:
    """Say whether a cue is a common verb of saying."""
    if not words:
        return "no word (a colon)"
    return "common speech verb" if any(word.lower() in _SPEECH for word in words) else "other cue"


def nesting(content: frozenset[int], others: Sequence[frozenset[int]]) -> str:
    """Say whether a content lies within that of another statement."""
    return "within another" if any(content < other for other in others) else "not nested"


def connective(trigger: str) -> str:
    """Return the word that ties act and condition of a precondition together, by its trigger's words."""
    return next((name for name, words in _COMPILED if words.search(trigger)), "other" if trigger else "none marked")


def holder(gold: frozenset[int], mine: frozenset[int], words: Mapping[int, str]) -> str:
    """Say whether the holder of a matched position is right, and if not, what was taken instead."""
    if dice(gold, mine) >= 0.5:
        return "right"
    if not (gold and mine):
        return "found where there is none" if mine else "none found"
    if gold & mine:
        return "right name, other extent"
    mine_pronoun, gold_pronoun = (all(words[at].lower() in _PRONOUNS for at in part) for part in (mine, gold))
    if gold_pronoun:
        return "another pronoun than meant" if mine_pronoun else "other words, where a pronoun is meant"
    if mine_pronoun:
        return "a pronoun, where a name is meant"
    return f"{'another name' if any(words[at][:1].isupper() for at in mine) else 'other words'} in the sentence"

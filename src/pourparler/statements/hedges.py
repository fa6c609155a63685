"""Words by which a text keeps its distance: "reportedly", "may", "is believed to", "it is not clear whether".

The lexicon follows Hyland (1998, *Hedging in Scientific Research Articles*) for its classes: modal verbs, epistemic
verbs, adverbs, adjectives and nouns; and the cues of the CoNLL-2010 shared task (Farkas et al. 2010) for weasels, of
which only those about the truth of a report are kept, not those about numbers ("some", "many").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from pourparler.actors.vocabulary import vocabulary
from pourparler.types import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Hedges", "doubts_report", "find"]

_BE = r"(?:is|are|was|were|be|been|being)"
_HELD = (
    r"(?:believed|thought|said|understood|reported|rumou?red|alleged|suspected|assumed|considered|presumed|expected)"
)
_WIDELY = r"(?:widely |generally |commonly |also |now |still |long |often |sometimes |variously )?"
_YET = r"(?:yet |immediately |entirely |fully )?"
_WHETHER = r"(?: (?:whether|if|how|why|when|what|who|where|that))?"
_SOME = r"(?:some|many|several|certain)"
_WEASELS = (
    r"(?:sources|reports|critics|observers|experts|analysts|people|scholars|historians|believe|say|claim|argue|think)"
)
_AUXILIARY = r"(?:could|can|did|has|have|had)"
_LEXICON = (
    # modal verbs; never before a day ("May 9") and never as a name ("Theresa May"): capitals are left out
    r"(?:may|might)(?: not)?(?: well)?(?: have)?(?=\s+[a-z])",
    r"could (?:well |also |possibly |potentially |still |yet |conceivably |soon )*(?:have been|be)",
    r"could (?:potentially|possibly|conceivably|well)",
    # epistemic adverbs
    r"reportedly|allegedly|purportedly|supposedly|ostensibly|seemingly|apparently|presumably|evidently",
    r"probably|possibly|perhaps|arguably|conceivably|potentially|likely|unlikely|maybe|as (?:if|though)",
    # epistemic verbs
    r"(?:appear|seem)(?:s|ed)?(?: not)? to(?: have| be)?",
    r"(?:appear|seem)(?:s|ed)? (?:likely|unlikely|that)",
    r"it (?:appears|seems|seemed|appeared)(?: that)?",
    rf"{_BE} {_WIDELY}{_HELD}(?: to(?: have| be)?| that| as)(?=\W)",
    rf"(?:has|have|had) been {_HELD}(?: to| that)?(?=\W)",
    rf"it (?:is|was|has been) {_WIDELY}{_HELD}",
    r"(?:suggest|impl|speculat|hint)(?:s|ed|es|ied|ies|e|ing)?(?= (?:that|at|it|he|she|they|the)\b)",
    # adjectives
    r"(?:unconfirmed|unverified|alleged|purported|supposed|apparent|presumed|so-called|rumou?red|suspected|putative)(?=\s)",
    rf"(?:{_BE} |it['’]s |remains? |seems? )?(?:unclear|uncertain|unknown|doubtful|questionable|debatable){_WHETHER}",
    rf"(?:{_BE}|remains?) (?:not|far from) {_YET}(?:clear|certain|known|sure){_WHETHER}",
    rf"{_BE}n['’]t {_YET}(?:clear|certain|known|sure){_WHETHER}",
    # sources that are not vouched for
    r"according to (?:unverified|unconfirmed|some|unnamed|anonymous)(?: \w+)?",
    r"(?:unverified|unconfirmed) reports?",
    rf"{_SOME} {_WEASELS}(?: (?:believe|say|claim|argue|think|suggest))?",
    r"there (?:is|are|was|were) (?:speculation|rumou?rs|reports|claims|doubts?|signs|indications)",
    rf"{_AUXILIARY} not (?:immediately )?(?:be |been )?(?:independently )?(?:verif(?:y|ied)|confirm(?:ed)?)",
    # nouns
    r"(?:the |a )?(?:possibility|probability|likelihood|suspicion|assumption) (?:of|that)",
    r"(?:in theory|in principle|to some extent|as far as (?:is|we|i) (?:known|know)|if (?:confirmed|true))",
)
_CUE = re.compile(rf"(?<![\w'’-])(?:{'|'.join(_LEXICON)})(?![\w-])")
# Lower-case ASCII of the same length: without IGNORECASE the search is four times faster, and offsets stay right.
_LOWER = {ord(upper): ord(upper) + 32 for upper in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_MODAL = re.compile(r"(?:may|might)\b", re.IGNORECASE)
# "with all its might", "the might of the army": a noun
_NOUN_BEFORE = re.compile(r"(?:\b(?:the|its|his|her|their|our|all|military|full|economic|of|and)\s+)$", re.IGNORECASE)
_NOT_A_VERB = vocabulary("of and or in to is are was were against on at the with as by for")
_LONGEST_CUE = 60

_REPORT = re.compile(
    r"reportedly|allegedly|purportedly|supposedly|ostensibly|seemingly|apparently|presumably|unconfirmed|unverified"
    r"|(?:appear|seem)|.*\b(?:believed|thought|said|understood|reported|rumou?red|alleged|suspected|assumed|presumed)\b",
    re.IGNORECASE,
)


def doubts_report(words: str) -> bool:
    """Say whether a hedge is the reporter's distance from the report ("reportedly"), not a party's own ("may")."""
    return _REPORT.match(words) is not None


@lru_cache(maxsize=2)  # statements and positions ask for those of one article
def find(text: str) -> tuple[Span, ...]:
    """Find all hedges of a text.

    Args:
        text: Any text.

    Returns:
        Their spans, in reading order, none overlapping.
    """
    return tuple(Span(*match.span()) for match in _CUE.finditer(text.translate(_LOWER)) if _hedges(text, match))


class Hedges:
    """The hedges of one article, found once and looked up by stretch."""

    __slots__ = ("_spans", "_starts")

    def __init__(self, text: str) -> None:
        self._spans = find(text)
        self._starts = [span.start for span in self._spans]

    def within(self, stretches: Sequence[Span]) -> tuple[Span, ...]:
        """Give the hedges that lie within any of the stretches, in reading order."""
        found: set[Span] = set()
        for stretch in stretches:
            at = bisect_left(self._starts, stretch.start)
            while at < len(self._spans) and self._spans[at].start < stretch.end:
                if self._spans[at].end <= stretch.end:
                    found.add(self._spans[at])
                at += 1
        return tuple(sorted(found))


def _hedges(text: str, match: re.Match[str]) -> bool:
    """Sort out the words that only look like hedges: the month, the name, the noun."""
    words = text[match.start() : match.end()]
    if not _MODAL.match(words):
        return True
    if words.startswith(("May", "MAY")):
        return False  # a question or a wish at a sentence's start is no hedge either
    if words.startswith("might") and " " not in words:
        following = re.match(r"\s+([a-z]+)", text[match.end() : match.end() + _LONGEST_CUE])
        before = text[max(0, match.start() - 24) : match.start()]
        return not _NOUN_BEFORE.search(before) and not (following and following[1] in _NOT_A_VERB)
    return True

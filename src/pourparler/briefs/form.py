"""What a sentence looks like when it is read alone, out of its article."""

from __future__ import annotations

import re

__all__ = ["count_words", "is_fragment", "leans_on_another"]

_ENDS = re.compile(r"[.!?…][\"'”’»)\]\s]*$")
_LIST_MARK = re.compile(r"[-–—•*·▪■◆►>#|]|\(?(?:\d{1,2}|[a-z])[.)]\s")
_VERBS = (
    "am|is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|might|must|should|shall|"
    "said|says|told|gave|took|made|met|went|came|held|left|sent|kept|saw|put|cut|hit|set|fell|rose|began|won|lost"
)
_VERB = re.compile(rf"\b(?:{_VERBS}|\w{{2,}}(?:ed|es|s|n[’']t)|[’'](?:s|re|ve|ll|d))\b", re.IGNORECASE)
_VERB_WORDS = frozenset(_VERBS.split("|"))  # the same for most sentences, in a third of the time
# page talk rather than news: credits, calls, photograph lines
_PAGE = re.compile(
    r"(?:read more|read also|also read|click here|sign up|subscribe|follow us|share this|photo|image|source|credit|"
    r"editing by|reporting by|written by|with reporting by|this (?:article|story) (?:was|has been|originally)|"
    r"[A-Z][\w’']*(?:\s[A-Z][\w’']*)? contributed)\b",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"[“\"‘'(]*(?:but|however|and|or|nor|so|yet|still|instead|therefore|thus|hence|moreover|furthermore|meanwhile|"
    r"nevertheless|nonetheless|otherwise|similarly|likewise|additionally|besides|also|then|consequently|"
    r"in addition|in this|in that|in these|in such|as a result|for example|for instance|by contrast|in contrast|"
    r"on the other hand|at the same time|"
    r"this|that|these|those|such|he|she|they|his|her|hers|their|him|them|its|here|the (?:former|latter))\b"
    # "It remains unclear whether" leans on nothing
    r"|[“\"‘']*it\b(?!\s+(?:is|was|remains?|remained)\s+(?:\w+\s+)?(?:un)?(?:clear|known|certain|likely|possible)\b)",
    re.IGNORECASE,
)


def count_words(text: str) -> int:
    """Count words as white space divides them: what a reader, and a word budget, counts."""
    return len(text.split())


def is_fragment(text: str) -> bool:
    """Say whether a piece is no sentence: a headline, a credit, a list bit, the tail of something cut off."""
    start = text.lstrip("“\"‘'([ ")[:1]
    if not _ENDS.search(text[-12:]) or not start or start.islower():
        return True
    if _LIST_MARK.match(text) or _PAGE.match(text) or len(text.split(None, 3)) < 4:
        return True
    start = text[:2_000]
    return _VERB_WORDS.isdisjoint(start.split()) and _VERB.search(start) is None


def leans_on_another(text: str) -> bool:
    """Say whether a sentence needs the one before it: a pronoun or connective first, or a piece of a quotation."""
    if _LEANS.match(text):
        return True
    return text.count("“") != text.count("”") or text.count('"') % 2 == 1

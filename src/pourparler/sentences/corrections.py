"""What the library gets wrong on news, mended by general rules."""

from __future__ import annotations

import re

from pourparler.sentences.lexicon import BOUND, CAPITAL_ONLY, NUMBERED, OPENERS, STRONG_OPENERS

__all__ = ["added", "wrong"]

_WINDOW = 80  # characters looked at on either side of a boundary; keeps the time linear
_CLOSERS = "\"'”’»)]}"

_SPEECH = (
    "said|says|asked|asks|told|tells|added|wrote|writes|replied|tweeted|posted|declared|insisted|warned|"
    "continued|explained|shouted|exclaimed|noted|argued"
)
# “Never!” Olena Petrenko said.
_SAID_AFTER = re.compile(rf"(?:[A-Z][\w’'.-]*\s+){{1,4}}(?:{_SPEECH})\b")
_ENUMERATOR = re.compile(r"[\"“(\[]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]+")
_LAST_WORD = re.compile(r"([^\W\d_](?:[\w.’'-]*\w)?)\.$")
_DOTTED = re.compile(r"(?:[A-Z]\.)+[A-Z]")  # U.N., W.H.S.: before a word that opens no sentence
_FIRST_WORD = re.compile(r"[“\"‘(]?([A-Z]\w*)")
_NUMERAL = re.compile(r"[#№]?\d|[IVXLC]+\b")

# A full stop and a capital: what stands before it, and for some what follows, decides.
_STOP = re.compile(r"\.[\"”’)]*\s+(?=[“\"‘(]?[A-Z])")
_LOWER = "|".join(sorted(CAPITAL_ONLY))
_BEFORE = re.compile(rf"(?:(?:^|\W)(?:(?P<letter>[A-Z])|(?P<time>[ap]\.m))|(?:^|[^\w.-])(?P<word>{_LOWER}))$")
_REACH = 1 + max(3, *(len(word) for word in CAPITAL_ONLY))  # characters that it looks at
# 5 p.m. Officials met; but "5 p.m. Tuesday", "5 p.m. Kyiv time", "5 p.m. ET"
_OF_TIME = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z]{2,5}\b|(?:Eastern|Central|Pacific|Greenwich|Universal)\b"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\b|(?:[A-Z][a-z]+\s){1,2}(?:[Ss]tandard\s)?[Tt]ime\b"
)
_STRONG = "|".join(sorted(word.capitalize() for word in STRONG_OPENERS))
# Plan B. The ...: a single letter before a word that is no name
_STRONG_WORD = re.compile(rf"[“\"‘(]?(?:{_STRONG})\s")
# no space after the full stop: "agreed.The minister", "agreed.”The minister"
_NO_SPACE = re.compile(rf"[.!?](?<=[a-z]{{2}}[.!?])(?:[”’]?(?=[“‘]?(?:{_STRONG}|A|In|On|I|At|As)\s)|”(?=“?[A-Z]))")


def added(line: str) -> set[int]:
    """Return sentence starts that the library misses."""
    found = {match.end() for match in _NO_SPACE.finditer(line)}
    found.update(stop.end() for stop in _STOP.finditer(line) if _ends(line, *stop.span()))
    return found


def _ends(line: str, stop: int, start: int) -> bool:
    """Say whether a sentence ends with the full stop at ``stop``, behind a word that can be an abbreviation."""
    match = _BEFORE.search(line[max(0, stop - _REACH) : stop])
    if match is None:
        return False
    if match["letter"]:
        return _STRONG_WORD.match(line, start) is not None
    if match["time"]:
        return _OF_TIME.match(line, start) is None
    return True  # an abbreviation only with a capital: "iron ore. Kyiv"


def wrong(line: str, last: int, start: int) -> bool:
    """Say whether a boundary before ``start`` is none; the sentence it would end starts at ``last``."""
    before = line[max(last, start - _WINDOW) : start].rstrip()
    after = line[start : start + _WINDOW]
    bare = before.rstrip(_CLOSERS)
    if after[0] in ",;:)]}”»" or not bare:
        return True
    if after[0].islower() and (bare != before or bare[-1] in "!?…" or bare.endswith(("..", "etc."))):
        return True
    if start - last < 8 and _ENUMERATOR.fullmatch(before):
        return True
    if bare != before and bare[-1] in "!?" and _SAID_AFTER.match(after):
        return True
    return bare == before and _abbreviated(before, after)


def _abbreviated(before: str, after: str) -> bool:
    """Say whether the full stop at the end of ``before`` belongs to an abbreviation that needs its next word."""
    match = _LAST_WORD.search(before.rsplit(None, 1)[-1])
    if match is None:
        return False
    word = match[1].rsplit("-", 1)[-1]
    small = word.lower()
    if _DOTTED.fullmatch(word):
        opener = _FIRST_WORD.match(after)
        return after[0].islower() or (opener is not None and opener[1].lower() not in OPENERS)
    if small in NUMBERED:
        return _NUMERAL.match(after) is not None
    return small in BOUND and (word[0].isupper() or small not in CAPITAL_ONLY)

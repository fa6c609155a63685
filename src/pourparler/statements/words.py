"""The words of an article, cut once, for all that looks for names and roles in it."""

from __future__ import annotations

import re
from bisect import bisect_left

__all__ = ["HONORIFICS", "Words"]

# Honorifics with the gender that they tell, if any.
HONORIFICS: dict[str, str | None] = {
    "mr.": "he", "mr": "he", "messrs.": None, "mrs.": "she", "mrs": "she", "ms.": "she", "ms": "she", "miss": "she",
    "sir": "he", "lord": "he", "lady": "she", "dame": "she", "baroness": "she", "madame": "she", "madam": "she",
    "dr.": None, "dr": None,
}  # fmt: skip

_ABBREVIATIONS = (
    "Mr Mrs Ms Messrs Dr Sen Sens Rep Reps Gov Gen Lt Col Maj Adm Sgt Capt Prof St Jr Sr Rev Hon Pres Amb Cmdr Brig Cpl"
).replace(" ", "|")
_APOSTROPHE = "['\u2019\u02bc]"
_LETTER = "[\\w\u0300-\u036f]"
_PARTS = rf"(?:(?:-|{_APOSTROPHE}(?!s\b)){_LETTER}+)*"
_TOKEN = re.compile(
    rf"[a-z]{_LETTER}*{_PARTS}|\n\s*\n|(?:[A-Z]\.){{2,}}|\b(?:{_ABBREVIATIONS})\.|\b[A-Z]\.(?=\s)|{_APOSTROPHE}s\b"
    rf"|{_LETTER}+{_PARTS}|[^\w\s]"
)


class Words:
    r"""The tokens of a text with their offsets; an empty line is the token ``"\n"``.

    Attributes:
        raw: Tokens as they stand.
        lower: Tokens in lower case, apostrophes straightened.
        capitals: Whether each token begins with an upper-case letter.
        starts: Offset of each token's first character.
        ends: Offset behind each token's last character.
    """

    __slots__ = ("capitals", "ends", "lower", "raw", "starts")

    def __init__(self, text: str) -> None:
        spans = [match.span() for match in _TOKEN.finditer(text)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.raw = ["\n" if text[start] == "\n" else text[start:end] for start, end in spans]
        lower = {
            word: word.lower() if word.isascii() else word.lower().replace("\u2019", "'").replace("\u02bc", "'")
            for word in set(self.raw)
        }
        self.lower = [lower[word] for word in self.raw]
        self.capitals = [word[0].isupper() for word in self.raw]

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.raw)

    def at(self, offset: int) -> int:
        """Return the index of the first token that ends behind ``offset``."""
        return bisect_left(self.ends, offset + 1)

    def capital(self, index: int) -> bool:
        """Say whether a token begins with an upper-case letter."""
        return self.capitals[index]

"""How text becomes words to search for: the same on every database, because no database is asked."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LONGEST", "date_tokens", "facet_token", "tokens", "tokens_with_places"]

LONGEST = 200_000  # characters of one text that are indexed: more than any article, less than PostgreSQL's limit
_LONGEST_WORD = 64

# A run of letters and digits; scripts that are written without spaces are taken sign by sign.
_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W_])(?:(?![{_UNSPACED}])[^\W_]|[\u0300-\u036f])*")


@lru_cache(maxsize=65_536)
def _plain(word: str) -> str:
    """Return a word without case and accents; what is left has letters and digits only."""
    if word.isascii():
        return word.lower()[:_LONGEST_WORD]
    spread = unicodedata.normalize("NFKD", word.casefold())
    kept = "".join(sign for sign in spread.casefold() if sign.isalnum())
    return kept[:_LONGEST_WORD]


def tokens_with_places(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each word of ``text`` as it is searched for, with its start and end."""
    for found in _WORD.finditer(text, 0, LONGEST):
        plain = _plain(found[0])
        if plain:
            yield plain, found.start(), found.end()


def tokens(text: str) -> list[str]:
    """Return the words of ``text`` as they are searched for."""
    return [plain for word in _WORD.findall(text[:LONGEST]) if (plain := _plain(word))]


def facet_token(field: str, value: str) -> str:
    """Return the one word that stands in the index for "``field`` is ``value``"."""
    digest = hashlib.sha256(f"{field}\0{value}".encode("utf-8", "surrogatepass")).hexdigest()
    return f"x{field[0]}{digest[:14]}"


def date_tokens(moment: str) -> list[str]:
    """Return the words that stand for the year, month and day of a moment."""
    day = moment[:10].replace("-", "")
    return [f"y{day[:4]}", f"m{day[:6]}", f"d{day}"] if len(day) == 8 else []

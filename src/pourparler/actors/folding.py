"""Spellings of names, made comparable: apostrophes, diacritics, transliterations, and slugs for identifiers."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

__all__ = ["fold", "slug", "sound", "straight"]

LONGEST = 300  # characters of a mention that are looked at
_LONGEST_SLUG = 60
_SPACE = re.compile(r"\s+")
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u2018": "'", "\u00b4": "'", "`": "'", "\u2011": "-"})
# Letters that Unicode does not take apart.
_WHOLE = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe"}
)
_LATIN_MARKS = re.compile("([A-Za-z])[\u0300-\u036f]+")
_EDGES = ' \t\r\n,;:.…"“”„«»()[]*–—-'
_ARTICLE = re.compile(r"(?:the|The|THE) (?=\S)")
_NOT_IN_SLUGS = re.compile(r"[\W_]+")
_ABBREVIATED = re.compile(r"(?:\b[A-Za-z]\.){2,}$")
_GLIDES = re.compile(r"[ijy]+")
_DOUBLED = re.compile(r"(.)\1+")
_SOFT_START = re.compile(r"\bi(?=e)")


def straight(words: str) -> str:
    """Return a mention on one line, with straight apostrophes, without "the", a closing possessive and edges."""
    plain = unicodedata.normalize("NFKC", words[:LONGEST]).translate(_APOSTROPHES)
    plain = _SPACE.sub(" ", plain).strip()
    ended = bool(_ABBREVIATED.search(plain))
    plain = plain.strip(_EDGES) + ("." if ended else "")
    plain = plain.removesuffix("'s") if plain.endswith("'s") else plain.removesuffix("'")
    return _ARTICLE.sub("", plain, count=1) if _ARTICLE.match(plain) else plain


@lru_cache(maxsize=8192)
def fold(words: str) -> str:
    """Return a name without diacritics and with simple spaces; capitals stay: "US" is not "us"."""
    apart = unicodedata.normalize("NFKD", words.translate(_WHOLE).translate(_APOSTROPHES))
    # Marks on other letters make letters of their own: й is not и.
    plain = _LATIN_MARKS.sub(r"\1", apart)
    return _SPACE.sub(" ", unicodedata.normalize("NFC", plain)).strip()


def sound(words: str) -> str:
    """Return what transliterations of one Slavic name share: "Sergey Shoygu" and "Sergei Shoigu" are the same.

    The letters i, j and y fall together, as do kh and h, ks and x, w and v, and doubled letters; scientific,
    British, American and passport transliterations of Russian and Ukrainian differ in little else.
    """
    heard = fold(words).casefold().replace("'", "").replace("-", " ")
    heard = _GLIDES.sub("i", heard.replace("kh", "h").replace("ks", "x").replace("w", "v"))
    return _DOUBLED.sub(r"\1", _SOFT_START.sub("", heard))


def slug(words: str) -> str:
    """Return an identifier made of a name: lower case, hyphens, at most 69 characters; never empty."""
    plain = _NOT_IN_SLUGS.sub("-", fold(straight(words)).casefold().replace("'", "")).strip("-")
    if plain and len(plain) <= _LONGEST_SLUG:
        return plain
    digest = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{plain[:_LONGEST_SLUG].strip('-')}-{digest}".strip("-")

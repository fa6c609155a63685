"""A fingerprint: what is kept of an article to know its copies, in about three kilobytes.

The shingles themselves are kept, as sorted 32-bit hashes, so that shares of common text are counted, not estimated.
What finds candidates is read off them: a MinHash signature by one permutation and banding for near copies (Broder
1997; Li, Owen and Zhang 2012, "One permutation hashing", NIPS; empty bins filled by rotation, Shrivastava and Li
2014, ICML), and every hash below a bound for text contained in a longer one (Broder's "modulo" sketch).
One permutation is one pass over sorted hashes: 0.03 ms, where 128 permutations take about thirty times as long.
"""

from __future__ import annotations

import hashlib
import json
import struct
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from pourparler.duplicates.credits import credit_of, mentions_of, outlet_of, reliance
from pourparler.duplicates.words import shingles, words_of
from pourparler.errors import UnreadableError

if TYPE_CHECKING:
    from pourparler.duplicates.postings import Keys
    from pourparler.types import Article

__all__ = ["Fingerprint", "fingerprint", "keys_of", "sample_of", "shingles_of"]

# Chance that two texts share a band, by resemblance: .3 23 %, .4 56 %, .5 87 %, .6 99 % (1 - (1 - s ** 4) ** 32).
BANDS, ROWS = 32, 4
_BINS = BANDS * ROWS
_BIN_BITS = 7
_SAMPLE = 1 << 28  # one hash in sixteen is in the sample
_VERSION = 1
_HEAD = struct.Struct("<B16sIiH")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of one article's words, and who is credited for them."""

    digest: bytes  # of all its words in order: 16 bytes
    words: int
    shingles: bytes  # sorted unique hashes of four words each, little-endian 32 bits
    day: int | None  # when it was published, days since 0001-01-01
    outlet: str | None
    agency: str | None  # credited at head, foot or byline
    firm: bool  # the whole text is credited to the agency, not a share in it
    relies: tuple[str, ...]  # agencies that it quotes

    def pack(self) -> bytes:
        """Return the fingerprint as bytes."""
        said = json.dumps([self.outlet, self.agency, self.firm, self.relies], ensure_ascii=False).encode()[:65535]
        head = _HEAD.pack(_VERSION, self.digest, self.words, -1 if self.day is None else self.day, len(said))
        return head + said + self.shingles

    @classmethod
    def unpack(cls, data: bytes) -> Fingerprint:
        """Read what ``pack`` wrote.

        Raises:
            UnreadableError: the bytes are not a fingerprint.
        """
        try:
            version, digest, words, day, length = _HEAD.unpack_from(data)
            said, kept = data[_HEAD.size : _HEAD.size + length], data[_HEAD.size + length :]
            outlet, agency, firm, relies = json.loads(said)
        except (struct.error, ValueError) as error:
            raise UnreadableError("A stored fingerprint is damaged; place the article anew.") from error
        if version != _VERSION or len(kept) % 4:
            raise UnreadableError("A stored fingerprint is of another version; place the article anew.")
        return cls(digest, words, kept, None if day < 0 else day, outlet, agency, firm, tuple(relies))


def fingerprint(article: Article) -> Fingerprint:
    """Take the fingerprint of an article's text; the same text gives the same on any machine."""
    words = words_of(article.text)
    mentions = mentions_of(article.text, words)
    credit = credit_of(article, mentions)
    outlet = outlet_of(article)
    return Fingerprint(
        hashlib.blake2b(words.hashes.tobytes(), digest_size=16).digest(),
        len(words.hashes),
        np.unique(shingles(words.hashes)).astype("<u4").tobytes(),
        day_of(article.published),
        outlet[:200] if outlet else None,
        credit.agency if credit else None,
        credit is not None and credit.firm,
        reliance(article.text, mentions),
    )


def day_of(published: str | None) -> int | None:
    """Return the day of an ISO 8601 moment, counted from 0001-01-01, or None where there is none."""
    try:
        return date.fromisoformat(published[:10]).toordinal() if published else None
    except ValueError:
        return None


def shingles_of(mark: Fingerprint) -> npt.NDArray[np.uint32]:
    """Return a fingerprint's shingles, sorted."""
    return np.frombuffer(mark.shingles, dtype="<u4").astype(np.uint32, copy=False)


def keys_of(kept: npt.NDArray[np.uint32]) -> Keys:
    """Return what an index looks candidates up by: one key a band, and the sample; sorted, each once."""
    if not len(kept):
        return np.zeros(0, dtype=np.uint32)
    at = np.searchsorted(kept, (np.arange(_BINS + 1, dtype=np.uint64) << np.uint64(32 - _BIN_BITS)))
    full = at[:-1] < at[1:]
    # an empty bin takes the value of the next full one, with its distance mixed in
    after = np.where(full, np.arange(_BINS), 2 * _BINS)
    nearest = np.minimum.accumulate(np.concatenate((after, after + _BINS))[::-1])[::-1][:_BINS]
    distance = (nearest - np.arange(_BINS)).astype(np.uint64)
    values = kept[at[:-1][nearest % _BINS]] + distance * np.uint64(0x9E3779B97F4A7C15)
    bands = np.arange(1, BANDS + 1, dtype=np.uint64) * np.uint64(0xD6E8FEB86659FD93)
    for row in values.reshape(BANDS, ROWS).T:
        bands = (bands ^ row) * np.uint64(0xBF58476D1CE4E5B9)
        bands ^= bands >> np.uint64(29)
    return np.unique(np.concatenate(((bands >> np.uint64(32)).astype(np.uint32), sample_of(kept))))


def sample_of(kept: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """Return the shingles that are looked up one by one: about one in sixteen, the same ones in every text."""
    return kept[: np.searchsorted(kept, _SAMPLE)]

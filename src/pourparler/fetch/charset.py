"""From a Capture to its text: which encoding it is in, and whether it is text at all.

The order is that of browsers (WHATWG Encoding and HTML standards): byte order mark, HTTP header, the page's own
declaration, then a guess. Three things differ, because here a wrong label must not cost the article:

* Bytes beyond ASCII that are valid UTF-8 are UTF-8, even if a single-byte label says otherwise. Real text in such
  an encoding is next to never valid UTF-8, whereas servers that add ``iso-8859-1`` to everything are common.
* A label whose encoding does not fit the bytes is passed over, and the next guess gets its chance.
* A label that fits but for a few broken bytes is kept, with U+FFFD for these: a page cut in mid-character stays.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from pourparler.errors import UnreadableError
from pourparler.fetch.declared import declared
from pourparler.fetch.labels import SINGLE_BYTE, codec_of
from pourparler.fetch.magic import kind_of
from pourparler.fetch.names import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pourparler.types import Capture

__all__ = ["decode"]

BROKEN = 0.02
"""Share of broken among non-ASCII characters up to which an encoding still counts as the right one."""

BROKEN_UTF8 = 0.2
"""The same for UTF-8, which text in no other encoding looks like: read as UTF-8, sentences in 22 older encodings and
14 languages have at least .61 broken (EUC-JP), those in single-byte ones .94 (own sentences, 2026-11). A UTF-8 page
into which one quotation mark was pasted from elsewhere is to stay UTF-8."""

CONTROLS = 0.01
"""Share of control characters above which it is no text. Random bytes have .1; text has none."""

SAMPLE = 16 * 1024
"""Bytes given to the detector: its time grows with them, its accuracy on prose does not (own pages, 2026-11)."""
GUESSED = (
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "iso8859_2", "iso8859_5"),
    *("koi8_r", "koi8_u", "cp866", "mac_cyrillic", "gb18030", "big5hkscs", "euc_jp", "cp932", "cp949"),
)
"""Encodings that are guessed without a label. Each more makes short texts worse: with ``mac_roman`` German is lost,
with ``cp874`` (Thai) Japanese (own sentences in 20 encodings, 2026-11)."""

SEARCHED = 1024 * 1024
"""Bytes in which that sample is looked for."""

_BOMS = (
    (codecs.BOM_UTF8, "utf_8"),
    (codecs.BOM_UTF32_LE, "utf_32_le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf_32_be"),
    (codecs.BOM_UTF16_LE, "utf_16_le"),
    (codecs.BOM_UTF16_BE, "utf_16_be"),
)
_TAG = re.compile(rb"<[^<>]*>")
# Cut only at bytes below 0x30: no encoding on the list has these inside a character.
_CUT = re.compile(rb"[\n\r!-/]+")
_CONTROL = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)])
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(capture: Capture) -> str:
    """Return the text of a capture.

    Args:
        capture: HTML, XML or plain text in any encoding of the web; ``charset`` is believed as far as it fits.

    Returns:
        Text without byte order mark, lone surrogates and NULs (which become U+FFFD, as in HTML); line ends stay.

    Raises:
        UnreadableError: it is empty, or no text: the message says what it is.
    """
    data = capture.content
    if not data:
        raise UnreadableError(f"{shown(capture.name)} is empty.")
    kind = kind_of(data)
    if kind is not None:
        raise UnreadableError(f"{shown(capture.name)} cannot be read: it is {kind}, not a page or a text.")
    text = _text(data, codec_of(capture.charset)).removeprefix("\ufeff")
    plain = text.encode("utf-8", "surrogatepass")  # bytes are counted many times as fast as characters are searched
    if len(plain) - len(plain.translate(None, _CONTROL)) > CONTROLS * len(text):
        raise UnreadableError(f"{shown(capture.name)} cannot be read: it is binary data, not a page or a text.")
    if b"\xed" in plain:  # with it begin surrogates, and the Hangul syllables from U+D000 on
        text = _SURROGATE.sub("\ufffd", text)
    return text.replace("\0", "\ufffd")


def _text(data: bytes, label: str | None) -> str:
    """Return the text under the first encoding that fits."""
    for codec in dict.fromkeys(_candidates(data, label)):
        text = _fitting(data, codec)
        if text is not None:
            return text
    guess = _detected(data)
    return data.decode(guess or "cp1252", "replace")


def _candidates(data: bytes, label: str | None) -> Iterator[str]:
    """Yield codecs, likeliest first."""
    yield from (codec for bom, codec in _BOMS if data.startswith(bom))
    sixteen = _sixteen_bits(data)
    if sixteen:
        yield sixteen
    inside = declared(data)
    # Whoever labels a page UTF-16 whose declaration can be read as ASCII, or that is UTF-8, is wrong.
    if label and label.startswith("utf_16") and b"\0" not in data[:4096] and (inside or _is_utf8(data)):
        label = None
    claims = [codec for codec in (label, *inside) if codec]
    # ASCII alone is valid UTF-8 too; what then tells them apart is nothing, except in ISO-2022-JP.
    if claims and claims[0] in SINGLE_BYTE and _is_utf8(data):
        yield "utf_8"
    yield from claims
    yield "utf_8"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf_8")
    except UnicodeDecodeError:
        return False
    return True


def _sixteen_bits(data: bytes) -> str | None:
    """Recognise UTF-16 without a mark by the NULs of its ASCII characters, which stand all on one side."""
    sample = data[: 2 * (min(len(data), 4096) // 2)]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    # A third: spaces, digits and mark-up alone make up that much in text of any script.
    if odd * 3 > half and even * 20 < half:
        return "utf_16_le"
    if even * 3 > half and odd * 20 < half:
        return "utf_16_be"
    return None


def _fitting(data: bytes, codec: str) -> str | None:
    """Decode, or return None if ``codec`` is not what the bytes are in."""
    text = data.decode(codec, "replace")
    broken = text.count("\ufffd")
    if codec == "utf_8" and broken:
        broken -= data.count(b"\xef\xbf\xbd")  # real ones: saved by somebody who had the trouble before us
    if codec.startswith(("utf_16", "utf_32")) and text.count("\0") > CONTROLS * len(text):
        return None
    if not broken:
        return text
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    cut_short = broken == 1 and text.endswith("\ufffd") and beyond > 1
    bearable = BROKEN_UTF8 if codec == "utf_8" else BROKEN
    return text if cut_short or broken <= bearable * beyond else None


def _detected(data: bytes) -> str | None:
    """Ask charset-normalizer about a sample of what is not ASCII."""
    from charset_normalizer import from_bytes

    prose = _TAG.sub(b"\n", data[:SEARCHED])
    sample = bytearray()
    for piece in _CUT.split(prose):
        if not piece.isascii():
            sample += piece[:SAMPLE] + b"\n"
        if len(sample) > SAMPLE:
            break
    matches = list(from_bytes(bytes(sample), cp_isolation=list(GUESSED)))
    if not matches:
        return None
    best = matches[0]
    # Where French fits windows-1252 and windows-1250 alike, the first is the likelier by far.
    ties = {m.encoding for m in matches if (m.chaos, m.coherence) == (best.chaos, best.coherence)}
    return "cp1252" if "cp1252" in ties else best.encoding

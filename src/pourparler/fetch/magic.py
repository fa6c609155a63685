"""What bytes are that are not text, by their magic numbers: so that the message can say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["kind_of"]

_KINDS = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"8BPS", "a Photoshop image"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
    (b"\x1f\x8b", "packed with gzip"),
    (b"\xfd7zXZ\x00", "packed with xz"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program (ELF)"),
    (b"\xca\xfe\xba\xbe", "a program (Java or Mach-O)"),
    (b"\xcf\xfa\xed\xfe", "a program (Mach-O)"),
    (b"\x00asm", "a program (WebAssembly)"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"bplist00", "a web archive of Safari or another binary property list"),
    (b"OggS", "an Ogg recording"),
    (b"fLaC", "a FLAC recording"),
    (b"ID3\x02", "an MP3 recording"),
    (b"ID3\x03", "an MP3 recording"),
    (b"ID3\x04", "an MP3 recording"),
    (b"\x1aE\xdf\xa3", "a Matroska or WebM film"),
    (b"wOFF\x00", "a font"),
    (b"wOF2\x00", "a font"),
    (b"WARC/1.", "a WARC web archive"),
)


def kind_of(data: bytes) -> str | None:
    """Name what ``data`` is if its first bytes say that it is not text.

    Returns:
        The rest of a sentence that begins "It is", or None.
    """
    head = data[:1024]
    plain = next((kind for magic, kind in _KINDS if head.startswith(magic)), None)
    return plain or next((kind for test, kind in _TESTS if test(head)), None)


# Numbers that are also words (MZ, BZh, RIFF) count only with what else must stand beside them.
_TESTS: tuple[tuple[Callable[[bytes], bool], str], ...] = (
    (
        lambda head: head.startswith(b"RIFF") and head[8:12] in {b"WEBP", b"WAVE", b"AVI "},
        "an image, recording or film (RIFF)",
    ),
    (lambda head: head[4:8] == b"ftyp" and head.startswith(b"\x00\x00"), "an MP4 film or a HEIF image"),
    (lambda head: head.startswith(b"BZh") and head[4:10] == b"1AY&SY", "packed with bzip2"),
    (lambda head: head.startswith(b"MZ") and b"\x00\x00\x00" in head, "a program (Windows)"),
    (lambda head: head[257:262] == b"ustar", "a tar archive"),
)

"""Text from outside, made safe to show: it may neither steer a terminal nor turn the order of the words around.

Only what is shown changes; offsets and records are always those of the article's own text.
"""

from __future__ import annotations

import re

__all__ = ["one_line", "squeezed", "visible"]

# C0 and C1 controls (tab and line feed apart), DEL; separators that some terminals take for a line's end; directional
# embeddings, overrides and isolates ("Trojan Source", CVE-2021-42574); interlinear and tag characters; the byte order
# mark; halves of surrogate pairs. Marks that only guide a neighbour (LRM, RLM, ZWJ, ZWNJ) are ordinary writing.
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u206a-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
_GAP = re.compile(r"\s+")
_PICTURES = 0x2400  # the block "Control Pictures": U+2400 + code shows a C0 control


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code == 0x0D or code in {0x2028, 0x2029}:
        return " "
    if code < 0x20:
        return chr(_PICTURES + code)
    if code == 0x7F:
        return "␡"
    return f"⟨U+{code:04X}⟩"


def visible(text: str) -> str:
    """Return ``text`` with every character that steers made visible: ESC becomes ␛, U+202E becomes ⟨U+202E⟩."""
    return _STEERING.sub(_picture, text)


def one_line(text: str) -> str:
    """Return ``text`` as :func:`visible` does, on one line: each run of white space becomes one space."""
    return _GAP.sub(" ", visible(text)).strip()


def squeezed(words: str) -> str:
    """Return ``words`` as :func:`one_line` does, with one space at an end that had white space: parts of a line."""
    inner = one_line(words)
    if not inner:
        return " " if words else ""
    return f"{' ' if words[0].isspace() else ''}{inner}{' ' if words[-1].isspace() else ''}"

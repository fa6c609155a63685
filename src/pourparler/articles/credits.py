"""Photo credits: lines that name who took a picture, and credits at the end of a caption."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pourparler.articles.characters import finished
from pourparler.articles.phrases import AGENCIES

if TYPE_CHECKING:
    from pourparler.articles.blocks import Block

__all__ = ["credit_line", "without_credit"]

_NOUN = (
    r"(?:photo(?:graph)?s?|pictures?|pic|image|images|illustration|graphic|credit|cover photo|file photo|archive photo"
    r"|photo illustration|video|screenshot|фото|foto|bild|crédit photo|crédito)"
)
_LABELLED = re.compile(
    rf"^[\[(©\s]*{_NOUN}(?: (?:credit|courtesy|source|caption|by|via|from|copyright|used with permission))*\s*"
    rf"(?::|/|©|[|–—]|,(?= ?{AGENCIES})|(?<= by)|(?<=courtesy)|(?<= via))\s*\S.*$",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"^(?:image|media|video|photo) (?:source|caption|copyright)\s*[,:]?\s+\S.*$", re.IGNORECASE)
_COPYRIGHT = re.compile(r"^(?:\(c\)|©|copyright ©?)\s*\S.*$", re.IGNORECASE)
_AGENCY_LINE = re.compile(
    rf"^[\[(]?(?:[^.!?]{{0,60}}(?:/|\||©|,|\bvia\b|\bfor\b|\s[-–—])\s*)?{AGENCIES}"
    r"(?:\s*(?:/|,|\||via|-)\s*[\w .]{2,40})?[\])]?\.?$",
    re.IGNORECASE,
)
# A credit that closes a caption; what stands before it is the caption's sentence.
_TRAILING = re.compile(
    rf"\s*(?:[\[(]\s*(?:{_NOUN}(?: (?:credit|courtesy|source|by|via))*\s*[:/ ]|©)[^()\[\]]{{2,90}}[\])]"
    rf"|(?:{_NOUN}(?: (?:credit|courtesy|source|by))*\s*[:/]|©)\s*[^.!?]{{2,70}}"
    rf"|[\[(][^()\[\].!?]{{0,60}}(?:/|\bvia )\s*{AGENCIES}[^()\[\].!?]{{0,30}}[\])])\.?\s*$",
    re.IGNORECASE,
)
_TRIGGERS = (
    "photo", "pict", "image", "credit", "crédit", "©", "illustration", "screenshot", "фото", "foto", "bild", "/",
    "getty", "reuters", " via ", "copyright", "(c)", "video", "media source",
)  # fmt: skip
_MOST_WORDS = 25


def credit_line(block: Block) -> str | None:
    """Return ``"credit"`` if the whole block credits a picture."""
    text = block.text
    words = len(text.split())
    if words > _MOST_WORDS or not _hints(text):
        return "credit" if words <= 3 and block.kind != "head" and _agency_alone(block) else None
    if (_LABELLED.match(text) and not _speaks(text)) or _SOURCE.match(text):
        return "credit"
    if _COPYRIGHT.match(text) or (
        words <= (6 if block.kind == "head" else 12)
        and _AGENCY_LINE.match(text)
        and ("/" in text or "via" in text or "getty" in text.lower())
    ):
        return "credit"
    if block.kind == "caption" and (_TRAILING.search(text) or _agency_alone(block)):
        return "credit"
    return None


def _hints(text: str) -> bool:
    """Say quickly whether a credit can stand in ``text`` at all."""
    lower = text.casefold()
    for trigger in _TRIGGERS:  # noqa: SIM110 - on each line of a page: any() takes twice as long
        if trigger in lower:
            return True
    return False


def _agency_alone(block: Block) -> bool:
    """A caption or a line that is an agency's name and nothing else ("Getty Images")."""
    return block.kind == "caption" and bool(_AGENCY_LINE.match(block.text))


def _speaks(text: str) -> bool:
    """A sentence that only starts like a credit ("Pictures via satellite showed tanks.")."""
    words = len(text.split())
    if re.match(r"\w+:\s+[a-z]", text) and text.endswith("."):
        return not re.search(AGENCIES, text, re.IGNORECASE)
    return finished(text) and (words > 12 or (words > 4 and not re.search("[:/©|]", text[:25])))


def without_credit(text: str) -> tuple[str, str | None]:
    """Part a caption's sentence from the photo credit at its end.

    Returns:
        The text without the credit, and the credit, or ``None`` where there is none.
    """
    if len(text) > 500 or not _hints(text):
        return text, None
    match = _TRAILING.search(text)
    if not match or match.start() == 0:
        return text, None
    kept = text[: match.start()].rstrip(" -–—|/")
    if not kept or (not finished(kept) and not match[0].lstrip().startswith(("(", "[", "©"))):
        return text, None
    return kept, match[0].strip()

"""How to cite a quotation: in plain words, after APA (7th edition), and as a BibTeX entry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pourparler.render import wording
from pourparler.web import dates
from pourparler.web.templating import line

if TYPE_CHECKING:
    from pourparler.rows import PositionRow, StatementRow

__all__ = ["Citation", "cite"]

# What TeX would take for a command; braces keep the case of a title.
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
_TEX_SIGN = re.compile(r"[\\{}$&#%_^~]")
_NAME = re.compile(r"([A-Z][\w'’.-]*(?: [A-Z]\.)?) ([A-Z][\w'’-]+)")
_QUOTED = 400  # characters of a quotation in a citation
_NOT_IN_ADDRESS = re.compile(r"[^!#$%&'()*+,/:;=?@A-Za-z0-9._~\[\]-]")


@dataclass(frozen=True, slots=True)
class Citation:
    """One way to cite."""

    name: str  # "Plain", "APA", "BibTeX"
    words: str


def _tex(text: str) -> str:
    return _TEX_SIGN.sub(lambda match: _TEX[match.group()], text)


def _inverted(author: str) -> str:
    """Return "Lindqvist, M." for "Mara Lindqvist"; what may be more than one plain name as it is."""
    found = _NAME.fullmatch(author)
    if found is None:
        return author
    initials = " ".join(f"{part[0]}." for part in found[1].split())
    return f"{found[2]}, {initials}"


def _apa_date(day: date | None) -> str:
    if day is None:
        return "n.d."
    return f"{day.year}, {wording.MONTHS[day.month - 1]} {day.day}"


def _safe(url: str | None) -> str:
    """Return a web address without signs that could end its field or hide where it leads."""
    found = wording.link(url)
    return _NOT_IN_ADDRESS.sub(lambda m: "".join(f"%{b:02X}" for b in m[0].encode("utf-8", "replace")), found or "")


@dataclass(frozen=True, slots=True)
class _Work:
    """What is cited, made safe to copy."""

    title: str
    outlet: str
    author: str
    day: date | None
    url: str


def cite(row: StatementRow | PositionRow, quoted: str, byline: str | None, moment: datetime) -> tuple[Citation, ...]:
    """Return the citations of a quotation.

    Args:
        row: The statement or position.
        quoted: Its words.
        byline: Who wrote the article, as it says.
        moment: When it was looked at.
    """
    author = re.sub(r"^[Bb]y\s+", "", line(byline, 100))
    day = dates.day_of(row.published)
    work = _Work(line(row.title) or "Without a title", line(row.outlet, 100), author, day, _safe(row.url))
    return (
        Citation("Plain", _plain(work, row, quoted)),
        Citation("APA", _apa(work)),
        Citation("BibTeX", _bibtex(work, row.article, moment.astimezone(UTC).date())),
    )


def _plain(work: _Work, row: StatementRow | PositionRow, quoted: str) -> str:
    # a quotation inside ours takes single marks, and two of the same side by side are one
    words = line(quoted, _QUOTED).strip('“”"').replace("“", "‘").replace("”", "’").replace('"', "’")
    teller = f"{line(row.speaker, 100)}: " if row.speaker else ""
    parts = (work.author, f"“{work.title}”", work.outlet, dates.in_words(row.published), work.url)
    return f"{teller}“{words}” — {', '.join(part for part in parts if part)}."


def _apa(work: _Work) -> str:
    first = _inverted(work.author).rstrip(".") or work.outlet
    rest = f" {work.outlet}." if work.author and work.outlet else ""
    dated = f"({_apa_date(work.day)})"
    begins = f"{first}. {dated}. {work.title}." if first else f"{work.title}. {dated}."
    return f"{begins}{rest} {work.url}".strip()


def _bibtex(work: _Work, article: str, seen: date) -> str:
    host = urlsplit(work.url).hostname or ""
    name = re.sub(r"[^a-z0-9]", "", host.removeprefix("www.").partition(".")[0]) or "source"
    fields = (
        ("title", f"{{{_tex(work.title)}}}"),
        # in braces a name is taken as one word: right for all but the plainest
        ("author", _tex(work.author) if _NAME.fullmatch(work.author) else work.author and f"{{{_tex(work.author)}}}"),
        ("journal", _tex(work.outlet)),
        ("date", work.day.isoformat() if work.day else ""),
        ("url", work.url),
        ("urldate", seen.isoformat()),
    )
    body = ",\n".join(f"  {key} = {{{value}}}" for key, value in fields if value)
    return f"@article{{{name}{work.day.year if work.day else 'nd'}{article[:6]},\n{body}\n}}"

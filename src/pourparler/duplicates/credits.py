"""Who wrote it: agencies named in datelines at the head, in credit lines at the foot, in bylines, or relied on.

Three strengths. A *firm* credit says that the text is the agency's: a dateline ("KYIV, July 9 (Reuters) -"), a byline,
a closing credit, the agency's own site. A *share* credit says that the agency contributed. *Reliance* ("told Reuters",
"TASS reported") is a source like another: it is recorded and makes no copy.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from pourparler.duplicates.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pourparler.duplicates.words import Words
    from pourparler.types import Article

__all__ = ["Credit", "credit_of", "mentions_of", "outlet_of", "reliance"]

_HEAD, _FOOT, _LINES = 600, 500, 12  # characters looked at from the start and the end, cut lines looked at
_AROUND = 60  # characters on either side of an agency's name in which it is relied on
_DASH = r"[-–—―]"
_WITH = r"(?:[Ww]ith|[Uu]sing|[Cc]on|[Aa]vec|[Mm]it)"
_MATTER = (
    r"(?:(?:files|reports?|reporting|inputs?|material|información|informations?|Material) (?:from|by|de|von|der) )?"
)


class Credit(NamedTuple):
    """The agency that an article credits, and whether the text as a whole is credited to it."""

    agency: str
    firm: bool


class _Table(NamedTuple):
    names: dict[str, str]  # form -> name of the agency
    sites: dict[str, str]  # domain -> name of the agency
    first: re.Pattern[str]  # whole forms, to be found anywhere
    head: tuple[re.Pattern[str], ...]
    foot: tuple[re.Pattern[str], ...]
    shared: re.Pattern[str]
    relied: re.Pattern[str]


@cache
def _table() -> _Table:
    """Read the table of agencies and make its patterns, once."""
    text = resources.files("pourparler.duplicates").joinpath("agencies.toml").read_text("utf-8")
    rows = tomllib.loads(text)["agencies"].values()
    names = {form: row["name"] for row in rows for form in row["credits"]}
    forms = "|".join(re.escape(form) for form in sorted(names, key=len, reverse=True))
    one, also = rf"(?:[Tt]he )?(?P<form>{forms})", rf"(?:[Tt]he )?(?P<also>{forms})"
    place = r"(?:^|[\n.!?”\"’)] ?|\s)[^\W\d_a-zа-яіїє][^\n()]{0,60}?"
    head = (
        rf"{place}\((?:{one})(?:[/,-][^()\n]{{1,20}})?\)\s*(?:{_DASH}|:|\.)",  # KYIV, July 9 (Reuters) -
        rf"{place}/{one}(?:-[^/\n]{{1,20}})?/\.?\s",  # MOSCOW, February 24. /TASS/.
        rf"^\s*[^\W\d_a-zа-яіїє][^\n()]{{1,40}} {_DASH} {one}[.,:]\s",  # MOSKVA, 24 fev - RIA Novosti.
    )
    foot = (
        rf"(?:{_DASH}{{1,2}}|[(\[/©|]|\n)\s*(?:\d{{4}} )?{one}(?:[/,][^\n()]{{1,20}})?[)\]]?\.?\s*$",
        rf"(?:©|\([Cc]\)|[Cc]opyright)\s*(?:\d{{4}})?[ ,]*(?:by )?{one}\b",
        rf"(?:Source|Quelle|Fuente|Fonte|Источник|Джерело):\s*{one}\W*$",
        rf"Follow (?:the |all |all of )?{one}(?:['’]s)? (?:\w+ ){{0,2}}(?:coverage|stories)",
        rf"(?:published|provided|produced|written|supplied|reported) by {one}\W*$",
    )
    shared = (
        rf"(?:^|[\s(]){one}(?:(?:,| and)[^.\n]{{1,60}})?"
        rf" (?:has |have )?contributed (?:to|additional|reporting)"
        rf"|(?:\b{_WITH} {_MATTER}|[Aa]dditional reporting (?:by|from) ){also}\b"
    )
    speech = r"(?:report(?:ed|s)|said|says|quoted|quotes|cited|cites|wrote|writes|сообщ\w+|повідом\w+)"
    relied = (
        rf"(?:told|quoted by|cited by|reported by|[Aa]ccording to|reports by|interview with|report by|сообщает|передает"
        rf"|повідомляє) (?:\w+(?:'s|’s)? ){{0,3}}?{one}(?!\w)"
        rf"|(?<!\w){also}(?: news agency| agency)? {speech}"
    )
    sites = {site: row["name"] for row in rows for site in row["sites"]}
    first = re.compile(rf"(?<!\w)(?:{forms})(?!\w)")
    compiled = [tuple(re.compile(pattern) for pattern in patterns) for patterns in (head, foot)]
    return _Table(names, sites, first, compiled[0], compiled[1], re.compile(shared), re.compile(relied))


_DESK = re.compile(
    r"\(?Report(?:ing|age) by [^.()\n]{3,160}[;.] ?(?:[Ww]riting by [^.()\n]{3,90}[;.] ?)?[Ee]diting by "
)


def outlet_of(article: Article) -> str | None:
    """Return who published the article: the host of its address without "www.", else the outlet's name."""
    host = urlsplit(article.url).hostname if article.url else None
    name = host or article.outlet
    return name.lower().removeprefix("www.") if name else None


def mentions_of(text: str, words: Words) -> tuple[int, ...]:
    """Return where agencies' names stand in ``text``, whose words are given: the index of each first letter."""
    firsts = _first_words()
    at = np.minimum(np.searchsorted(firsts, words.hashes), len(firsts) - 1)
    starts = words.starts[firsts[at] == words.hashes].tolist()
    return tuple(start for start in starts if _table().first.match(text, start))


@cache
def _first_words() -> npt.NDArray[np.uint64]:
    """Return the hashes of the first words of all forms, sorted."""
    return np.unique(np.concatenate([words_of(form).hashes[:1] for form in _table().names]))


def credit_of(article: Article, mentions: Sequence[int]) -> Credit | None:
    """Return the agency credited by the article's site, head, byline or foot; a firm credit before a share.

    Args:
        article: its text, its byline and the lines that were cut from the text.
        mentions: where names of agencies may stand in the text.
    """
    table = _table()
    outlet = outlet_of(article) or ""
    for site, name in table.sites.items():
        if outlet == site or outlet.endswith("." + site):
            return Credit(name, firm=True)
    cut = "\n".join(line[:_FOOT] for line in article.removed[-_LINES:])
    head = article.text[:_HEAD] if mentions and mentions[0] < _HEAD else ""
    late = mentions and mentions[-1] >= len(article.text) - _FOOT
    foot = "\n".join((article.text[-_FOOT:], cut)) if late or table.first.search(cut) else ""
    if signed := _signed(article.byline or "", table):
        return signed
    for part, patterns in ((head, table.head), (foot, table.foot)):
        if not part:
            continue
        for line in (part,) if patterns is table.head else (*part.split("\n"), part):
            for pattern in patterns:
                if match := pattern.search(line):
                    return Credit(table.names[match["form"]], firm=True)
    if _DESK.search(article.text, max(0, len(article.text) - _FOOT)) or _DESK.search(
        cut
    ):  # the sign-off of one agency's desks
        return Credit(table.names["Reuters"], firm=True)
    if match := table.shared.search(foot):
        return Credit(table.names[match["form"] or match["also"]], firm=False)
    return None


def _signed(byline: str, table: _Table) -> Credit | None:
    """Read a byline: "Reuters" and "Ann Example, AP" are firm, "Ann Example and AFP" is a share."""
    byline = re.sub(r"^(?:by|von|por|par) ", "", byline[:200].strip(), flags=re.IGNORECASE)
    if not (form := table.first.search(byline)):
        return None
    before = byline[: form.start()].rstrip().lower().removesuffix("the").rstrip()
    return Credit(table.names[form[0]], firm=not before or before.endswith((",", "/", "|", "-", "–", "—", "(", "for")))


def reliance(text: str, mentions: Sequence[int]) -> tuple[str, ...]:
    """Return the agencies that a text relies on for something in it, sorted by name; ``mentions`` as above."""
    table = _table()
    found: set[str] = set()
    for at in mentions:
        for match in table.relied.finditer(text, max(0, at - _AROUND), at + _AROUND):
            found.add(table.names[match["form"] or match["also"]])
    return tuple(sorted(found))

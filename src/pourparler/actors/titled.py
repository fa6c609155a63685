"""A mention taken apart: the words of an office or a courtesy before a name, and the name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pourparler.actors.offices import BODIES, OFFICE_HOLDERS, PORTFOLIOS
from pourparler.actors.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["COURTESIES", "RANKS", "Titled", "is_title", "is_whole_name", "parts", "ranked", "splits", "stripped"]

COURTESIES = vocabulary("mr mrs ms miss mx dr prof sir dame lord lady sheikh sayyed hajj mullah st saint")
RANKS = {
    "gen": "general",
    "general": "general",
    "maj": "major",
    "col": "colonel",
    "colonel": "colonel",
    "lt": "lieutenant",
    "adm": "admiral",
    "admiral": "admiral",
    "capt": "captain",
    "captain": "captain",
    "marshal": "marshal",
}
# One person's titles, where a name follows directly: "Minister Ivan Petrov", "official Ann Example".
_BEFORE_NAMES = (
    COURTESIES
    | frozenset(RANKS)
    | vocabulary(
        """
        president vice-president premier pm minister chancellor king queen prince princess emir sultan emperor ayatollah
        pope patriarch leader chief head secretary secretary-general official officer ambassador envoy diplomat consul
        delegate representative negotiator mediator adviser advisor aide commander commander-in-chief major lieutenant
        sergeant brigadier chairman chairwoman chairperson chair speaker lawmaker senator congressman congresswoman mp
        governor commissioner ombudsman prosecutor director spokesman spokeswoman spokesperson deputy judge mayor sen
        rep gov pres amb sgt cpl rev professor analyst expert journalist activist counterpart colleague founder boss
        """
    )
)
_MORE = vocabulary(
    """
    republicans democrats conservatives liberals
    affairs relations council joint chiefs european external republican democratic democrat conservative labour liberal
    former ex-president ex-minister emergency digital strategic communications policy human rights counsellor
    counselor commissioner-general high house white staff lower upper
    nuclear watchdog rebel separatist warlord opposition veteran
    """
)
_TITLE_WORDS = (OFFICE_HOLDERS | BODIES | PORTFOLIOS | _BEFORE_NAMES | _MORE) - {"and", "of"}
_NOT_BEFORE_A_NAME = vocabulary(
    """
    of for to by with from under on about against and or in at near the a an after before between like than versus vs
    not as via without within around pro anti into over through toward towards but nor both neither either because if
    """
)
_PARTICLES = vocabulary("al el bin bint ibn ben von van der den de da di du la le dos del abu al- el-")
_PARTICLE_HEAD = re.compile(r"(?:al|el|ad|as|ar|an|ash|at)-\w")
_WORD = re.compile(r"[\w.'&+-]+")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_BREAK = re.compile(r"\s*[,;:–—]\s+")
_RELATIVE = re.compile(r"\s(?:who|whose|whom|which|himself|herself|themselves|itself)\b.*", re.DOTALL)


class Titled(NamedTuple):
    """A mention's words: ``title`` may be empty, ``name`` never is."""

    title: str
    name: str


def parts(words: str) -> list[str]:
    """Cut a mention at commas; asides in brackets and relative clauses are left out."""
    plain = _RELATIVE.sub("", _ASIDE.sub("", words))
    return [part for part in (one.strip() for one in _BREAK.split(plain)) if part]


def is_whole_name(words: str) -> bool:
    """Say whether words look like a person's first and family name and nothing else."""
    tokens = words.split()
    return 1 < len(tokens) < 5 and all(starts_name(token) and not is_title(token) for token in tokens)


def is_title(word: str) -> bool:
    """Say whether a word belongs to offices and courtesies, not to names."""
    return word.casefold().strip(".") in _TITLE_WORDS


def splits(words: str, is_party: Callable[[str], bool], is_family: Callable[[str], bool]) -> Iterator[Titled]:
    """Give each way to read a mention as title and name, the longest name first.

    Args:
        words: One part of a mention, with straight apostrophes.
        is_party: Says whether words name a state or organisation, as a noun or an adjective.
        is_family: Says whether a word is the family name of somebody known: "Putin spokesman Dmitry Peskov".
    """
    tokens = _WORD.findall(words)
    for at in range(len(tokens)):
        if starts_name(tokens[at]) and (at == 0 or _is_title(tokens[:at], is_party, is_family)):
            yield Titled(" ".join(tokens[:at]), " ".join(tokens[at:]))


def stripped(words: str, is_party: Callable[[str], bool]) -> Titled:
    """Take the title off a name that nobody knows: "Colonel John Doe" gives "John Doe".

    A word before the name counts only where it can be no name itself; "Jordan Bardella" stays whole.
    """
    tokens = _WORD.findall(words)
    owner = next((at for at, token in enumerate(tokens) if token.endswith("'s")), len(tokens))
    if owner < 3 and is_whole_name(" ".join(tokens[owner + 1 :])):  # "The Observer's Ann Example"
        return Titled(" ".join(tokens[: owner + 1]), " ".join(tokens[owner + 1 :]))
    at = len(tokens)
    while at and starts_name(tokens[at - 1]) and not is_title(tokens[at - 1]):
        at -= 1
    if at in {0, len(tokens)}:
        return Titled("", words)
    title, name = tokens[:at], tokens[at:]
    # "Secretary of State Ann Example" has a title, "Minister of Digital Markets" is one.
    last = is_title(title[-1]) or is_party(title[-1])  # "Ambassador to Latvia Ann Example"
    behind = last and len(name) > 1 and any(_bare(word) in _BEFORE_NAMES for word in title)
    if (_bare(title[-1]) not in _BEFORE_NAMES and not behind) or is_party(" ".join(name)):
        return Titled("", words)
    return Titled(" ".join(title), " ".join(name))


def ranked(title: str) -> str | None:
    """Return the rank that the last word of a title gives: "Gen." is "general"."""
    last = title.split()[-1:]
    return RANKS.get(_bare(last[0])) if last else None


def starts_name(token: str) -> bool:
    """Say whether a token can be a part of a name: a capital, or a particle."""
    return (
        token[:1].isupper() or token.casefold() in _PARTICLES or bool(_PARTICLE_HEAD.match(token)) or _caseless(token)
    )


def _caseless(token: str) -> bool:
    """Say whether a token is of a script without capitals."""
    return token.isalpha() and token.lower() == token.upper()


def _is_title(tokens: list[str], is_party: Callable[[str], bool], is_family: Callable[[str], bool]) -> bool:
    """Say whether all of the tokens before a name belong to its title."""
    last = tokens[-1]
    if _bare(last) in _NOT_BEFORE_A_NAME:
        return False
    if last.endswith("'s"):
        return is_party(" ".join(tokens))
    at = 0
    while at < len(tokens):
        token = tokens[at]
        length = next((size for size in (4, 3, 2, 1) if is_party(" ".join(tokens[at : at + size]))), 0)
        if length:
            at += length
            continue
        follows = tokens[at + 1] if at + 1 < len(tokens) else ""
        known = is_title(token) or token.islower() or (is_family(token.removesuffix("'s")) and is_title(follows))
        if not known:
            return False
        at += 1
    return True


def _bare(token: str) -> str:
    """Return a token as the lists have it."""
    return token.casefold().strip(".")

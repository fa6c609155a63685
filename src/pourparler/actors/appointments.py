"""Who holds an office on a day: "the Russian defence minister" in March 2022 is Sergei Shoigu."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pourparler.actors.entries import Entry

__all__ = ["Appointments", "during", "offices", "plain_title"]

_WORD = re.compile(r"(?:[a-z]\.){2,}|[^\W_]+(?:[-'][^\W_]+)*")
_SPOKESPERSON = re.compile(r"\bspokes(?:man|woman|person)\b")
_GENDERED = re.compile(r"\bspokes(?:man|woman)\b", re.IGNORECASE)


class _Held(NamedTuple):
    """An office, who holds it, and the days on which that is certain; the last may be open."""

    actor: str
    keys: frozenset[str]
    title: str
    since: str | None
    until: str | None
    checked: str | None


class _Titles(NamedTuple):
    """The shipped list of titles."""

    keys: Mapping[str, frozenset[str]]  # plain title -> keys of the offices that it can mean
    leading: frozenset[str]
    leaders: frozenset[str]
    led: Mapping[str, frozenset[str]]  # party -> the office that leads it
    implied: Mapping[str, tuple[str, str]]  # plain title -> party and key


class Appointments:
    """The dated roles of all persons, by the party they are of.

    Args:
        entries: All entries.
        parties: The id of a state by its country code.
    """

    __slots__ = ("_held",)

    def __init__(self, entries: Iterable[Entry], parties: Mapping[str, str]) -> None:
        self._held: dict[str, list[_Held]] = defaultdict(list)
        for entry in entries:
            for role, checked in zip(entry.roles, entry.checked, strict=True):
                party = role.party or parties.get(entry.country or "")
                if party:
                    held = _Held(entry.id, offices(role.title), role.title, role.since, role.until, checked)
                    self._held[party].append(held)

    def holder(self, title: str, party: str, day: str) -> str | None:
        """Return who holds an office on a day, where that is certain and one person only.

        Args:
            title: The office as a text calls it: "defence minister".
            party: Id of the state or organisation.
            day: ISO date.

        Returns:
            The person's id.
        """
        plain = plain_title(title)
        leading = plain in _titles().leading
        keys = _titles().led.get(party, _titles().leaders) if leading else offices(title)
        gendered = _GENDERED.search(title)
        found = {
            held.actor
            for held in self._held.get(party, ())
            if held.keys & keys and _certain(held, day) and _same_gender(gendered, held.title)
        }
        return found.pop() if len(found) == 1 else None

    def implied(self, title: str, day: str) -> str | None:
        """Return who holds an office whose title has its party inside: "Kremlin spokesman", "the pope"."""
        meant = _titles().implied.get(plain_title(title))
        if meant is None:
            return None
        party, key = meant
        gendered = _GENDERED.search(title)
        found = {
            held.actor
            for held in self._held.get(party, ())
            if key in held.keys and _certain(held, day) and _same_gender(gendered, held.title)
        }
        return found.pop() if len(found) == 1 else None


def during(since: str | None, until: str | None, day: str) -> bool:
    """Say whether a day can lie between two dates that may be a year, a month or a day, and may be missing."""
    return (since is None or since <= day) and (until is None or day <= until + _end(until))


def _end(until: str) -> str:
    """Return what makes the last day of a year or month of it."""
    return {4: "-12-31", 7: "-31"}.get(len(until), "")


def _certain(held: _Held, day: str) -> bool:
    """Say whether somebody is known to hold an office on a day; of a month that is only named, no day is certain."""
    if held.since is None or day < held.since + _end(held.since):
        return False
    last = held.until or held.checked
    return last is None or day <= last


def _same_gender(gendered: re.Match[str] | None, title: str) -> bool:
    """Say whether a spokesman can be whom a title calls a spokeswoman."""
    other = _GENDERED.search(title)
    return gendered is None or other is None or gendered[0].casefold() == other[0].casefold()


@lru_cache(maxsize=4096)
def plain_title(title: str) -> str:
    """Return a title as titles are compared: lower case, British spelling, without articles and "of"."""
    lower = _SPOKESPERSON.sub("spokesperson", title.casefold().replace("defense", "defence").replace("vice-", "vice "))
    return " ".join(word for word in _WORD.findall(lower) if word not in {"the", "of", "s", "'s"})


@lru_cache(maxsize=4096)
def offices(title: str) -> frozenset[str]:
    """Return the keys of the offices that a title can mean; none where it is not on the list."""
    plain = plain_title(title)
    implied = _titles().implied.get(plain)
    return _titles().keys.get(plain, frozenset()) | (frozenset([implied[1]]) if implied else frozenset())


@cache
def _titles() -> _Titles:
    """Read the list of titles once."""
    place = resources.files("pourparler.actors").joinpath("tables", "titles.toml")
    raw = tomllib.loads(place.read_text(encoding="utf-8"))
    keys: dict[str, set[str]] = defaultdict(set)
    for key, titles in raw["offices"].items():
        for title in titles:
            keys[plain_title(title)].add(key)
    return _Titles(
        keys={title: frozenset(found) for title, found in keys.items()},
        leading=frozenset(raw["leading"]["titles"]),
        leaders=frozenset(raw["leading"]["offices"]),
        led={
            party: frozenset([key])
            for key, name in (("president", "of_presidents"), ("premier", "of_premiers"))
            for party in raw["leading"][name]
        },
        implied={plain_title(title): (party, key) for title, (party, key) in raw["implied"].items()},
    )

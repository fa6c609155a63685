"""Names of persons: whole ones in any transliteration, and family names that tell who it is."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from pourparler.actors.appointments import during, offices, plain_title
from pourparler.actors.folding import fold, sound
from pourparler.actors.titled import ranked
from pourparler.actors.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pourparler.actors.entries import Entry

__all__ = ["Persons"]

_SHORTEST_SOUND = 6  # letters of a family name that is compared by sound: shorter ones sound alike too often
_INITIAL = re.compile(r"(?:[A-Z]\.)+|[A-Z]")
_GENERATION = re.compile(r"(?:Jr|Sr)\.?|II|III|IV")
_PATRONYMIC = re.compile(r"\w+(?:[oe]vi[ct]h|[oe]vych|[oei]vna|[oe]wi(?:ts)?ch|[ое]вич|[оеі]вна)$")
_SHORT = vocabulary(
    "minister secretary spokesperson ambassador envoy commissioner chairman director speaker prosecutor"
)
_EARLIER = re.compile(r"\b(?:former|ex|then|late|ousted|deposed)\b", re.IGNORECASE)
_BESIDE = re.compile(
    r"\b(?:former|ex-?|then|late|ousted|deposed|acting|current|outgoing|incoming|new)\b", re.IGNORECASE
)


class Persons:
    """All persons of the tables by name.

    Args:
        entries: All entries; parties are passed over.
        parties: The id of a state by its country code.
    """

    __slots__ = ("_entries", "_families", "_heard", "_heard_families", "_loud", "_named", "_parties")

    def __init__(self, entries: Iterable[Entry], parties: Mapping[str, str]) -> None:
        self._parties = parties
        self._entries: dict[str, Entry] = {}
        self._named: dict[str, set[str]] = defaultdict(set)
        self._loud: dict[str, set[str]] = defaultdict(set)  # in capitals
        self._heard: dict[str, set[str]] = defaultdict(set)
        self._families: dict[str, set[str]] = defaultdict(set)
        self._heard_families: dict[str, set[str]] = defaultdict(set)
        for entry in entries:
            if entry.kind in {"person", "office"}:
                self._add(entry)

    def _add(self, entry: Entry) -> None:
        """Note all names of a person."""
        self._entries[entry.id] = entry
        for name in (entry.name, *entry.also):
            folded = fold(name)
            self._named[folded].add(entry.id)
            self._loud[folded.upper()].add(entry.id)
            if " " in folded:
                self._heard[sound(name)].add(entry.id)
        for family in entry.family or (self.family_of(entry.name),):
            self._families[fold(family)].add(entry.id)
            self._families[fold(family).upper()].add(entry.id)
            self._heard_families[sound(family)].add(entry.id)

    @staticmethod
    def family_of(name: str) -> str:
        """Return the last word of a name, generations left out."""
        words = [word for word in name.split() if not _GENERATION.fullmatch(word)]
        return (words or name.split())[-1]

    def entry(self, actor: str) -> Entry:
        """Return the entry of a person."""
        return self._entries[actor]

    def named(self, name: str) -> str | None:
        """Return whom a whole name names, whatever its initials, patronymic and transliteration; None if several."""
        folded = fold(name)
        found = self._named.get(folded) or (self._loud.get(folded) if folded.isupper() and len(folded) > 3 else None)
        if not found and " " in folded:
            shorter = _shorter(name)
            found = self._named.get(fold(shorter)) or self._heard.get(sound(shorter)) if " " in shorter else None
        return next(iter(found)) if found and len(found) == 1 else None

    def bearers(self, family: str) -> frozenset[str]:
        """Return everybody known by a family name."""
        found = self._families.get(fold(family))
        if found:
            return frozenset(found)
        heard = sound(family)
        return frozenset(self._heard_families.get(heard, ())) if len(heard) >= _SHORTEST_SOUND else frozenset()

    def alone(self, family: str) -> str | None:
        """Return whom a family name names without more: known for it, and the only one known who bears it."""
        found = self.bearers(family)
        if len(found) != 1:
            return None
        entry = self._entries[next(iter(found))]
        return entry.id if entry.alone and not entry.common else None

    def serves(self, actor: str) -> set[str]:
        """Return the parties that a person belongs to, by country and by offices."""
        entry = self._entries[actor]
        home = self._parties.get(entry.country or "")
        return {party for party in (home, *(role.party for role in entry.roles)) if party}

    def home(self, actor: str) -> str | None:
        """Return a person's state."""
        return self._parties.get(self._entries[actor].country or "")

    def party(self, actor: str, day: str | None) -> str | None:
        """Return whom a person speaks for on a day: the party of the only offices held then."""
        entry = self._entries[actor]
        home = self._parties.get(entry.country or "")
        if day is None:
            return None
        roles = zip(entry.roles, entry.checked, strict=True)
        found = {role.party or home for role, _ in roles if role.since and during(role.since, role.until, day)}
        return found.pop() if len(found) == 1 else None

    def fitting(self, family: str, title: str, party: str | None, day: str | None) -> str | None:
        """Return the only bearer of a family name whom a title fits, on the day if it is known.

        Args:
            family: The family name.
            title: Words of an office or rank, those of the party left out.
            party: Id of the party that the title names, or None.
            day: ISO date, or None.
        """
        found = {one for one in self.bearers(family) if self.fits(one, title, party, day)}
        return found.pop() if len(found) == 1 else None

    def fits(self, actor: str, title: str, party: str | None, day: str | None) -> bool:
        """Say whether a title is one that a person has, or had where it says "former"."""
        if party is None and day is None:
            return False
        if party is not None and party not in self.serves(actor):
            return False
        entry = self._entries[actor]
        rank = ranked(title)
        if rank and rank == entry.rank:
            return True
        office = _BESIDE.sub(" ", title)
        keys, plain = offices(office), plain_title(office)
        # Presidents keep their title: "President Obama" in 2022.
        earlier = bool(_EARLIER.search(title)) or plain == "president"
        home = self._parties.get(entry.country or "")
        for role in entry.roles:
            held = offices(role.title)
            same = bool(keys & held) or plain == plain_title(role.title)
            if not same and not (plain in _SHORT and plain in plain_title(role.title).split()):
                continue
            if party is not None and party not in {role.party or home, home}:
                continue
            if day is None or during(role.since, None if earlier else role.until, day):
                return True
        return False


def _shorter(name: str) -> str:
    """Leave out initials, patronymics, nicknames and generations between the first name and the last."""
    words = [word for word in re.sub(r"[\"“”«»].*?[\"“”«»]", " ", name).split() if not _GENERATION.fullmatch(word)]
    if len(words) < 2:
        return name
    middle = [word for word in words[1:-1] if not _INITIAL.fullmatch(word) and not _PATRONYMIC.fullmatch(word)]
    return " ".join((words[0], *middle, words[-1]))

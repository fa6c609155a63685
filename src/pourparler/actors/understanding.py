"""What a mention tells by itself: a person, the party spoken for, or the name of somebody unknown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pourparler.actors import titled
from pourparler.actors.folding import fold, straight
from pourparler.actors.offices import BODIES, NOT_SPEAKING_FOR, OFFICE_HOLDERS
from pourparler.actors.titled import COURTESIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pourparler.actors.appointments import Appointments
    from pourparler.actors.naming import Naming
    from pourparler.actors.persons import Persons
    from pourparler.actors.titled import Titled

__all__ = ["Reader", "Understood"]

_INDEFINITE = re.compile(
    r"(?:an?|one|another|some|any|no|former|ex|deputy|two|three|several|many|other)\b", re.IGNORECASE
)
_OF = re.compile(r" (?:of|for|at) (?:the )?")
_LONGEST_PARTY = 6  # words
_LONGEST_FAMILY = 3  # words: "von der Leyen"
_AND = re.compile(r",? (?:and|&) ")
_OWNED = re.compile(r"([^\s].*?\w)(?:'s?)? ((?:[a-z-]+ )*[a-z-]+)")
_POSSESSIVE = re.compile(r"'s?$")


class Understood(NamedTuple):
    """What a mention tells; all None where it tells nothing."""

    person: str | None = None  # id
    named: str | None = None  # a person's name in it that nobody known has
    party: str | None = None  # id of the state, organisation or group


class Reader:
    """Understands mentions by tables of names.

    Args:
        naming: Ways to name parties.
        parties: The id of a party by its name.
        persons: Names of persons.
        appointments: Who holds which office when.
    """

    __slots__ = ("_appointments", "_naming", "_parties", "persons")

    def __init__(
        self, naming: Naming, parties: Mapping[str, str], persons: Persons, appointments: Appointments
    ) -> None:
        self._naming, self._parties, self._appointments = naming, parties, appointments
        self.persons = persons

    def understand(self, mention: str, day: str | None) -> Understood:
        """Understand a mention on a day (ISO date, or None where that is not known)."""
        words = straight(mention)
        if not words:
            return Understood()
        person = self.persons.named(words)
        if person and not self.persons.entry(person).common:
            return Understood(person=person, party=self.persons.party(person, day))
        party = self.party(words)
        if party:
            return Understood(party=party)
        both = self._together(words, day) if _AND.search(words) else None
        if both:
            return both
        pieces = titled.parts(words)
        tried = [one for piece in pieces[:3] for one in dict.fromkeys((piece, self._without_country(piece)))]
        named = next((found for piece in tried if (found := self._person(piece, day))), None)
        return named or self._described(mention, words, pieces, day)

    def _together(self, words: str, day: str | None) -> Understood | None:
        """Understand two who are known: nobody, or the party that both are of; None where it is not two.

        "Mr. Putin and Mr. Xi" is nobody, "Putin and other Russian officials" is Russia.
        """
        first, second = (self.understand(half, day) for half in _AND.split(words, maxsplit=1))
        if not (first.person or first.party) or not (second.person or second.party):
            return None
        same = first.party == second.party and not (first.person and second.person)
        return Understood(party=first.party if same else None)

    def _described(self, mention: str, words: str, pieces: list[str], day: str | None) -> Understood:
        """Understand a mention that names nobody known: by an office, or by the party it speaks for."""
        party = self.represented(words) or self._owner(words, day)
        holder = self._holder(mention, words, day)
        if holder:
            return Understood(person=holder, party=self.persons.party(holder, day) or party)
        name = next((name for piece in pieces[:2] if (name := self._unknown_name(piece))), None)
        if name is None and len(pieces) > 1 and titled.is_whole_name(pieces[0]) and not titled.is_whole_name(pieces[1]):
            name = pieces[0]  # "Ann Example, the envoy to Latvia"
        return Understood(named=name, party=party)

    def party(self, words: str) -> str | None:
        """Return the party that the words as a whole name."""
        name = self._naming.lookup(words) or self._naming.lookup(fold(words))
        if name is None and len(words) > 3 and words.isupper():
            name = self._naming.lookup(words.title())  # a headline in capitals
        return self._parties.get(name) if name else None

    def represented(self, words: str) -> str | None:
        """Return the party that the words speak for: "Russian officials", "Kyiv's ambassador"."""
        name = self._naming.resolve(words)
        return self._parties.get(name) if name else None

    def _owner(self, words: str, day: str | None) -> str | None:
        """Return whom "Putin's spokesman" and "the Trump administration" speak for: the party of the one they serve."""
        found = _OWNED.fullmatch(words)
        if found is None or any(word in NOT_SPEAKING_FOR for word in found[2].split()):
            return None
        if not {found[2].split()[-1]} & (OFFICE_HOLDERS | BODIES):
            return None
        owner = self._person(found[1], day)
        if owner is None or owner.person is None:
            return None
        return self.persons.home(owner.person) if found[2] == "administration" else owner.party

    def person(self, name: str, title: str, party: str | None, day: str | None) -> str | None:
        """Return whom a name names, given the title beside it and the party that the title is of.

        A whole name tells by itself unless others are called so; a family name tells where a title fits only one
        bearer, or where one person is known by it and nothing speaks against it.
        """
        known = self.persons.named(name)
        if known:
            if self.persons.entry(known).common:
                return known if self._supported(known, title, party, day) else None
            return known if party is None or party in self.persons.serves(known) or not title else None
        if len(name.split()) > _LONGEST_FAMILY or not self.persons.bearers(name):
            return None
        office = self._without_party(title)
        known = self.persons.alone(name)
        if known and (party is None or party in self.persons.serves(known)):
            return known
        return self.persons.fitting(name, office, party, day) if office else None

    def bare(self, mention: str) -> str:
        """Return a mention without the title before a name."""
        words = straight(mention)
        pieces = titled.parts(words) or [words]
        return next((name for piece in pieces[:2] if (name := self._unknown_name(piece))), words)

    def _supported(self, known: str, title: str, party: str | None, day: str | None) -> bool:
        """Say whether a title or a party says that somebody with a common name is the one who is known."""
        office = self._without_party(title)
        return self.persons.fits(known, office, party, day) if office else False

    def _person(self, piece: str, day: str | None) -> Understood | None:
        """Find a known person in a part of a mention: a whole name first, then a family name with its title."""
        ways = list(self._splits(piece))
        whole = [one for one in ways if self.persons.named(one.name)]
        for one in (*whole, *(one for one in ways if one not in whole)):
            party = self._party_of(one.title)
            found = self.person(one.name, one.title, party, day)
            if found:
                return Understood(person=found, party=self.persons.party(found, day) or party)
        return None

    def _splits(self, piece: str) -> Iterator[Titled]:
        """Give each way to read a piece as title and name."""
        return titled.splits(piece, self._is_party, lambda word: bool(self.persons.bearers(word)))

    def _is_party(self, words: str) -> bool:
        return self._naming.knows(words.removesuffix("'s"))

    def _party_of(self, title: str) -> str | None:
        """Return the party in a title: "Russian Defence Minister", "Ukraine's"."""
        if not title:
            return None
        return self.party(_POSSESSIVE.sub("", title)) or self.represented(title)

    def _without_party(self, title: str) -> str:
        """Leave a party at the start or the end of a title, and courtesies, out."""
        tokens = title.split()
        for size in range(min(_LONGEST_PARTY, len(tokens)), 0, -1):
            # "Secretary of State" is a seat and the office itself.
            if self._naming.sort(" ".join(tokens[:size])) in {"people", "name", "capital"}:
                tokens = tokens[size:]
                break
        for cut in _OF.finditer(" ".join(tokens)):
            if self._naming.sort(" ".join(tokens)[cut.end() :]) in {"people", "name", "capital"}:
                tokens = " ".join(tokens)[: cut.start()].split()
                break
        return " ".join(word for word in tokens if word.casefold().strip(".") not in COURTESIES)

    def _holder(self, mention: str, words: str, day: str | None) -> str | None:
        """Return who holds the office that a mention names without a name."""
        if day is None or _INDEFINITE.match(mention.strip()):
            return None
        implied = self._appointments.implied(words, day)
        if implied:
            return implied
        tokens = words.split()
        for size in range(min(_LONGEST_PARTY, len(tokens) - 1), 0, -1):
            party = self.party(_POSSESSIVE.sub("", " ".join(tokens[:size])))
            if party:
                return self._appointments.holder(" ".join(tokens[size:]), party, day)
        for cut in _OF.finditer(words):
            party = self.party(words[cut.end() :])
            if party:
                return self._appointments.holder(words[: cut.start()], party, day)
        return None

    def _unknown_name(self, piece: str) -> str | None:
        """Return the name in a piece that has a person's title before it; None where it has none."""
        found = titled.stripped(self._without_country(piece), self._is_party)
        return found.name if found.title else None

    def _without_country(self, piece: str) -> str:
        """Leave the country behind a titled name out: "Ambassador Ann Example of Latvia"."""
        for cut in _OF.finditer(piece):
            name = piece[: cut.start()]
            if self._is_party(piece[cut.end() :]) and titled.is_title(name.split(maxsplit=1)[0]):
                return name
        return piece

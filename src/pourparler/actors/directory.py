"""The directory of actors: from any mention to one entry, over all articles."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pourparler.actors import parties, understanding
from pourparler.actors.appointments import Appointments
from pourparler.actors.entries import merged, parsed
from pourparler.actors.folding import fold, slug, straight
from pourparler.actors.mentions import Mentions, mentions
from pourparler.actors.naming import Naming, Way, table, ways
from pourparler.actors.persons import Persons
from pourparler.errors import UsageError
from pourparler.types import Actor

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from pourparler.actors.entries import Entry
    from pourparler.settings import Settings
    from pourparler.types import Reading

__all__ = ["Directory"]

_CACHED = 1 << 16  # mentions; the news repeats itself
_LARGEST_FILE = 5_000_000  # bytes of a user's table
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Directory:
    """All known actors, and entries for the unknown ones.

    Args:
        entries: Entries of tables; those with one id are joined.

    Raises:
        UsageError: An entry adds to an actor that is not there, or a role is of a party that is not there.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        found = merged(entries)
        states = {one.country: one.id for one in found.values() if one.kind == "state" and one.country}
        self._actors = {one.id: one.actor(states) for one in found.values()}
        _check(self._actors.values())
        organised = [one for one in found.values() if one.kind not in {"person", "office"}]
        organised.sort(key=lambda one: one.kind == "state")  # a state wins where two claim a word
        self._reader = understanding.Reader(
            naming=_naming(organised),
            parties={one.name: one.id for one in organised},
            persons=Persons(found.values(), states),
            appointments=Appointments(found.values(), states),
        )
        self._understood = lru_cache(maxsize=_CACHED)(self._reader.understand)

    @classmethod
    def load(cls, settings: Settings | None = None) -> Directory:
        """Read the shipped tables, and the user's file where the setting ``actors_file`` names one.

        Raises:
            UsageError: The file is not there or has something wrong in it.
        """
        path = settings.actors_file if settings else None
        return cls((*parties.shipped(), *(_own(path) if path else ())))

    def find(self, mention: str, *, day: date | str | None = None) -> Actor | None:
        """Return whom a mention means, or None: nobody rather than a wrong one.

        Args:
            mention: Words of a text: "Zelensky", "the Kremlin", "Russian officials", "the Russian defence minister".
            day: When the text was published (a date, or ISO 8601); without it an office names its state, not its
                holder, and a family name that several bear names nobody.

        Returns:
            A person, or the state or organisation that the words stand or speak for.
        """
        found = self._understood(mention, _day(day))
        actor = found.person or (None if found.named else found.party)
        return self._actors[actor] if actor else None

    def unknown(self, mention: str) -> Actor:
        """Return an entry for somebody who is not in the directory; the same words always give the same entry."""
        name = self._reader.bare(mention) or straight(mention) or mention[:60]
        return Actor(f"unknown:{slug(name)}", name, "unknown", None, None, (), ())

    def entries(self) -> tuple[Actor, ...]:
        """Return all known actors, by id."""
        return tuple(self._actors[key] for key in sorted(self._actors))

    def of_reading(self, reading: Reading, *, day: date | str | None = None) -> Mentions:
        """Return the actors of a reading's statements and positions.

        Args:
            reading: What was read.
            day: When it was published; by default what the article says.
        """
        return mentions(reading, self, _day(day) or _day(reading.article.published))

    def understand(self, mention: str, day: str | None) -> understanding.Understood:
        """Return all that a mention tells: the person, the name that stands in it, and the party spoken for."""
        return self._understood(mention, day)

    def actor(self, key: str) -> Actor:
        """Return the entry with an id."""
        return self._actors[key]

    @property
    def reader(self) -> understanding.Reader:
        """What understands mentions."""
        return self._reader


def _naming(entries: Iterable[Entry]) -> Naming:
    """Return the ways to name parties: those of the entries, and the names that are none."""
    found: dict[str, Way] = {}
    for one in entries:
        row = {"also": one.also, "people": one.people, "capital": one.capital, "seats": one.seats}
        rows = ways([(one.name, row)])
        found.update(rows)
        # A text may leave diacritics out.
        for name, way in rows.items():
            found.setdefault(fold(name), way)
    return Naming(found | dict.fromkeys(table()["no_parties"]["names"], Way("", "none")))


def _check(actors: Iterable[Actor]) -> None:
    """Say where a role is of a party that is not there."""
    known = {one.id: one for one in actors}
    for one in known.values():
        for role in one.roles:
            if role.party and role.party not in known:
                raise UsageError(
                    f"The role {role.title!r} of [actors.{one.id}] is of {role.party!r}, which no entry has as its id; "
                    "add the entry or write an id that `actors` lists."
                )


def _own(path: Path) -> tuple[Entry, ...]:
    """Read the user's file."""
    try:
        content = path.read_bytes() if path.stat().st_size <= _LARGEST_FILE else None
    except OSError as error:
        raise UsageError(
            f"The actors file {path} cannot be read ({error.strerror}); check the setting POURPARLER_ACTORS_FILE."
        ) from error
    if content is None:
        raise UsageError(f"The actors file {path} is larger than {_LARGEST_FILE} bytes; leave out what is not needed.")
    try:
        return parsed(content.decode("utf-8-sig"), f"The actors file {path}")
    except UnicodeDecodeError as error:
        raise UsageError(f"The actors file {path} is not UTF-8 text; save it as UTF-8.") from error


def _day(day: date | str | None) -> str | None:
    """Return a day as ISO text; None for what is none."""
    text = day if isinstance(day, str) else day.isoformat() if day else ""
    return text[:10] if _DAY.match(text) else None

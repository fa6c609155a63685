"""Entries of the tables of actors, shipped and the user's own: how they are written, and what is wrong with one."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, get_args

from pourparler.actors.folding import slug
from pourparler.errors import UsageError
from pourparler.types import Actor, ActorKind, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Entry", "merged", "parsed"]

_LISTS = ("also", "family", "people", "capital", "seats", "without")
_KEYS = {"name", "kind", "country", "code", "alone", "common", "rank", "roles", *_LISTS}
_ROLE_KEYS = {"title", "party", "since", "until"}
_COUNTRY = re.compile(r"[A-Z]{3}")
_CODE = re.compile(r"[A-Z0-9]{3}(?: [A-Z0-9]{3})*")
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_LONGEST_NAME = 200
_MOST_ENTRIES = 50_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor of a table, with all that is needed to find it."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    code: str | None = None
    also: tuple[str, ...] = ()  # other full names
    family: tuple[str, ...] = ()  # of persons: family names, where they are not the last words of the names
    people: tuple[str, ...] = ()  # of parties: nationality words, singular
    capital: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    without: tuple[str, ...] = ()  # names that no longer stand for it
    alone: bool = False  # the family name alone says who it is
    common: bool = False  # others are called so too: a role or a party must say that it is this one
    rank: str | None = None  # "general": how a person without a fitting role is addressed
    roles: tuple[Role, ...] = ()
    checked: tuple[str | None, ...] = ()  # beside roles: the last day on which an open one is known to be held

    def actor(self, parties: Mapping[str, str]) -> Actor:
        """Return the public record; ``parties`` gives the id of a state by its country code."""
        home = parties.get(self.country or "")
        roles = tuple(role if role.party else replace(role, party=home) for role in self.roles)
        names = (*self.also, *self.capital, *self.seats, *self.people)
        if self.alone:
            names += self.family or (self.name.split()[-1],)
        aliases = tuple(dict.fromkeys(name for name in names if name != self.name))
        return Actor(self.id, self.name, self.kind, self.country, self.code, aliases, roles)


def parsed(text: str, where: str) -> tuple[Entry, ...]:
    """Read a table of actors.

    Args:
        text: TOML with one table an actor, ``[actors.id]``; see the page about the actors file.
        where: How messages call it.

    Returns:
        Its entries in order; one that only adds to a known actor has an empty name.

    Raises:
        UsageError: What is wrong, in which entry, and what to write.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{where} is not valid TOML: {error}.") from error
    if unknown := set(raw) - {"actors", "checked"}:
        raise UsageError(f"{where} has {_shown(min(unknown))}; only 'checked' and [actors.ID] tables belong there.")
    rows, checked = raw.get("actors", {}), None if "checked" not in raw else str(raw["checked"])
    if checked is not None and not _is_date(checked):
        raise UsageError(f"{where}: 'checked' must be a day such as \"2026-01-31\".")
    if not isinstance(rows, dict) or len(rows) > _MOST_ENTRIES:
        raise UsageError(f"{where}: 'actors' must be tables [actors.ID], at most {_MOST_ENTRIES}.")
    return tuple(_entry(key, row, f"{where}, [actors.{key[:60]}]", checked) for key, row in rows.items())


def merged(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Join entries with one id: a later one replaces single values, adds names, and adds or replaces roles.

    Raises:
        UsageError: An entry has no name, and no entry before it has its id.
    """
    found: dict[str, Entry] = {}
    for entry in entries:
        before = found.get(entry.id)
        if before is None and not entry.name:
            raise UsageError(
                f"The actors file names no known actor with [actors.{entry.id}]; give the entry a 'name', "
                "or the id of an actor to add to."
            )
        found[entry.id] = entry if before is None else _joined(before, entry)
    return found


def _joined(before: Entry, after: Entry) -> Entry:
    """Join two entries of one actor."""
    gone = set(after.without)

    def both(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one for one in dict.fromkeys((*first, *second)) if one not in gone)

    # The same office from the same day: the later entry says how it ended.
    again = {(role.title, role.since) for role in after.roles}
    kept = [
        (role, day)
        for role, day in zip(before.roles, before.checked, strict=True)
        if (role.title, role.since) not in again
    ]
    return replace(
        before,
        also=both(before.also, after.also),
        family=both(before.family, after.family),
        people=both(before.people, after.people),
        capital=both(before.capital, after.capital),
        seats=both(before.seats, after.seats),
        name=after.name or before.name,
        kind=before.kind if after.kind == "person" else after.kind,  # what is written where nothing is said
        country=after.country or before.country,
        code=after.code or before.code,
        alone=before.alone or after.alone,
        common=before.common or after.common,
        rank=after.rank or before.rank,
        roles=(*(role for role, _ in kept), *after.roles),
        checked=(*(day for _, day in kept), *after.checked),
    )


def _entry(key: str, row: Any, where: str, checked: str | None) -> Entry:
    """Make an entry of a table."""
    if slug(key) != key:
        raise UsageError(f"{where}: an id is lower case with hyphens; write [actors.{slug(key)}].")
    if not isinstance(row, dict):
        raise UsageError(f"{where} must be a table with keys such as name and also.")
    if unknown := sorted(set(row) - _KEYS):
        raise UsageError(f"{where} has an unknown key {_shown(unknown[0])}; known are {', '.join(sorted(_KEYS))}.")
    for name in ("alone", "common"):
        if not isinstance(row.get(name, False), bool):
            raise UsageError(f"{where}: {name} must be true or false.")
    kind = row.get("kind", "person")
    if kind not in get_args(ActorKind) or kind == "unknown":
        kinds = ", ".join(one for one in get_args(ActorKind) if one != "unknown")
        raise UsageError(f"{where}: kind {_shown(kind)} is none of {kinds}.")
    roles = tuple(_role(one, f"{where}, role {at}") for at, one in enumerate(_rows(row, where), 1))
    return Entry(
        id=key,
        name=_text(row, "name", where) or "",
        kind=kind,
        country=_matched(row, "country", _COUNTRY, where, 'three capitals such as "RUS"'),
        code=_matched(row, "code", _CODE, where, 'groups of three capitals such as "RUS GOV"'),
        alone=row.get("alone", False),
        common=row.get("common", False),
        rank=_text(row, "rank", where),
        roles=roles,
        checked=tuple(checked for _ in roles),
        **{name: _names(row, name, where) for name in _LISTS},
    )


def _rows(row: Mapping[str, Any], where: str) -> list[Any]:
    """Return the list of roles."""
    roles = row.get("roles", [])
    if not isinstance(roles, list):
        raise UsageError(f"{where}: roles must be a list such as [{{ title = 'President', since = '2019-05-20' }}].")
    return roles


def _role(row: Any, where: str) -> Role:
    """Make a role of an inline table."""
    if not isinstance(row, dict) or set(row) - _ROLE_KEYS:
        raise UsageError(f"{where} must be a table with title, party, since and until.")
    title = _text(row, "title", where)
    if not title:
        raise UsageError(f'{where} has no title; write for example title = "Minister of Defence".')
    # A date without quotes is a date of TOML's own.
    days = {name: str(row[name]) for name in ("since", "until") if name in row}
    for name, day in days.items():
        if not _is_date(day):
            raise UsageError(f'{where}: {name} must be a year, month or day such as "2024-05-14".')
    since, until = days.get("since"), days.get("until")
    if since and until and since[: len(until)] > until[: len(since)]:
        raise UsageError(f"{where}: until ({until}) is before since ({since}).")
    return Role(title, _text(row, "party", where), since, until)


def _text(row: Mapping[str, Any], name: str, where: str) -> str | None:
    """Return a text, or None where there is none."""
    value = row.get(name)
    if value is not None and not _is_name(value):
        raise UsageError(f"{where}: {name} must be a text of 1 to {_LONGEST_NAME} characters.")
    return value if value is None else str(value)


def _names(row: Mapping[str, Any], name: str, where: str) -> tuple[str, ...]:
    """Return a list of names."""
    value = row.get(name, [])
    if not isinstance(value, list) or not all(_is_name(one) for one in value):
        raise UsageError(f'{where}: {name} must be a list of names such as ["First Name", "Second Name"].')
    return tuple(value)


def _matched(row: Mapping[str, Any], name: str, form: re.Pattern[str], where: str, wanted: str) -> str | None:
    """Return a text of a given form."""
    value = _text(row, name, where)
    if value is not None and not form.fullmatch(value):
        raise UsageError(f"{where}: {name} {_shown(value)} must be {wanted}.")
    return value


def _is_name(value: object) -> bool:
    """Say whether a value can be a name: text with something in it, on one line."""
    return isinstance(value, str) and bool(value.strip()) and len(value) <= _LONGEST_NAME and value.isprintable()


def _is_date(value: str) -> bool:
    """Say whether a text is a year, a month or a day."""
    return bool(_DATE.fullmatch(value))


def _shown(value: object) -> str:
    """Return a value as a message shows it."""
    return repr(value)[:60]

"""States and organisations as entries: the shipped table of parties, with ISO codes and names from pycountry."""

from __future__ import annotations

import gettext
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from pourparler.actors.entries import Entry, parsed
from pourparler.actors.folding import slug
from pourparler.actors.naming import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["shipped"]

_NOT_IN_ISO = {"XK": "XKX"}  # the user-assigned code that the European Union and the World Bank write
_TABLES = ("russia", "ukraine", "europe", "americas", "middle_east_africa", "asia", "world")
_LANGUAGES = ("ru", "uk")
_LONGEST_FORM = 60


@cache
def shipped() -> tuple[Entry, ...]:
    """Return the entries of the shipped tables: states, organisations and groups, then persons."""
    place = resources.files("pourparler.actors").joinpath("tables")
    people = [
        entry
        for name in _TABLES
        for entry in parsed(place.joinpath(f"{name}.toml").read_text(encoding="utf-8"), f"the shipped table {name}")
    ]
    return (*_states(), *_organisations(), *people)


def _states() -> Iterator[Entry]:
    """Make an entry of each country of the table; names in Russian and Ukrainian come from pycountry."""
    import pycountry  # takes a tenth of a second

    texts = [
        gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language], fallback=True)
        for language in _LANGUAGES
    ]
    for alpha2, row in table()["countries"].items():
        country = pycountry.countries.get(alpha_2=alpha2)
        alpha3 = country.alpha_3 if country else _NOT_IN_ISO[alpha2]
        also = list(row.get("also", []))
        if country:
            common = getattr(country, "common_name", country.name)
            names = [country.name, common, getattr(country, "official_name", common)]
            also += [name for name in (*names, *(text.gettext(common) for text in texts)) if _usable(name)]
        yield _party(row, "state", alpha3, f"{alpha3} GOV", also)


def _usable(name: str) -> bool:
    """Say whether a name of the standard is one that a text may have: no inverted "Korea, Republic of"."""
    return "," not in name and "(" not in name and len(name) <= _LONGEST_FORM


def _organisations() -> Iterator[Entry]:
    """Make an entry of each organisation and group of the table."""
    for row in table()["organisations"].values():
        kind = row.get("kind", "organisation")
        yield _party(row, kind, row.get("country"), row.get("code"), row.get("also", []))


def _party(row: Mapping[str, Any], kind: Any, country: str | None, code: str | None, also: list[str]) -> Entry:
    """Make an entry of a row of the table."""
    name = str(row["name"])
    return Entry(
        id=slug(name),
        name=name,
        kind=kind,
        country=country,
        code=code,
        also=tuple(one for one in dict.fromkeys(also) if one != name),
        people=tuple(row.get("people", [])),
        capital=tuple(row.get("capital", [])),
        seats=tuple(row.get("seats", [])),
    )

"""Positions side by side: who holds which, the party with the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pourparler.render import quoting, wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pourparler.web.quotes import Stand

__all__ = ["Party", "by_kind", "by_party", "plain_name"]

_NOBODY = "Holder not named"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who takes stands, and those taken."""

    name: str
    actor: str | None  # Actor.id, where the holder is known
    stands: tuple[Stand, ...]


def by_party(stands: Iterable[Stand]) -> tuple[Party, ...]:
    """Group positions by the party that they are attributed to, in the order in which parties first appear.

    Of a holder's actors the last is the party, as it is the widest: "Russia" for a minister of its.
    """
    groups: dict[str, list[Stand]] = {}
    names: dict[str, str] = {}
    for stand in stands:
        ids = stand.row.actors
        words = (stand.row.actor or stand.row.holder_words or "").strip()
        key = ids[-1] if ids else f"words {words.casefold()}" if words else ""
        groups.setdefault(key, []).append(stand)
        if words and len(ids) < 2:  # of two actors the words name the first, who need not be the party
            names.setdefault(key, words)
    return tuple(
        Party(names.get(key) or plain_name(key) or _NOBODY, key if held[0].row.actors else None, tuple(held))
        for key, held in sorted(groups.items(), key=lambda group: group[0] == "")
    )


def plain_name(actor: str) -> str:
    """Return an actor's id as a name, where nothing better is at hand: "united-states" is "United States"."""
    return actor.removeprefix("unknown:").replace("-", " ").title()


def by_kind(stands: Sequence[Stand]) -> tuple[tuple[str, tuple[Stand, ...]], ...]:
    """Group positions by kind: what decides whether anyone will talk comes first."""
    grouped = ((kind, tuple(stand for stand in stands if stand.row.kind == kind)) for kind in quoting.ORDER)
    return tuple((wording.KINDS[kind], held) for kind, held in grouped if held)

"""From the words of a source or a holder to the party they stand for."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from pourparler.actors.offices import BODIES, NOT_SPEAKING_FOR, OFFICE_HOLDERS
from pourparler.actors.vocabulary import vocabulary

__all__ = ["lookup", "resolve"]

_WORD = re.compile(r"(?:[A-Z]\.){2,}|\w+(?:(?:[-&+]|'(?!s\b))\w+)*|'s\b|[^\w\s]")
_LONGEST_PHRASE = 400  # characters of a source that are looked at: names stand at its start
_SPACE = re.compile(r"\s+")
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u2018": "'", "\u00b4": "'", "`": "'"})

# After these words a city is where something is, and a country is whom it is about.
_PLACE = vocabulary(
    """
    in at near outside around across inside within to toward towards into on against about over
    """
)
_PLACE_ONLY_FOR_CITIES = vocabulary("from of for via")
_RANKS = vocabulary("the deputy assistant under acting former then")
_INSTITUTIONS = vocabulary(
    "union institute university association society foundation center centre college club times post"
)
_RELATIVES = vocabulary("who whose which that")
_SENT_TO = vocabulary(
    """
    envoy envoys representative representatives negotiator rapporteur coordinator
    """
)


class _Entry(NamedTuple):
    """One way to name a party; ``sort`` is name, people, capital or seat."""

    actor: str
    sort: str


class _Hit(NamedTuple):
    """An entry that stands at words ``start`` to ``end`` of a phrase."""

    start: int
    end: int
    entry: _Entry


@lru_cache(maxsize=4096)
def lookup(words: str) -> str | None:
    """Return the party that the words as a whole name, or None.

    Args:
        words: A name as a text has it; a leading article and a closing ``'s`` do not matter.

    Returns:
        The party's name: ``"the Kremlin"`` and ``"Moscow"`` give ``"Russia"``.
    """
    entry = _table().get(_plain(words))
    return entry.actor if entry and entry.actor else None


def resolve(words: str) -> str | None:
    """Return the party that a source or holder speaks or acts for, where its words tell.

    A capital counts as its government only as the whole source or beside an office ("Kyiv", "Moscow's ambassador"),
    never after a preposition of place ("an official in Kyiv"). Those who speak for themselves (former ministers,
    opposition leaders, analysts, residents) give None.

    Args:
        words: The words of the source, holder or role; anything beyond 400 characters is not looked at.

    Returns:
        The party's name, or None where the words do not tell.
    """
    whole = lookup(words[:_LONGEST_PHRASE])
    if whole is not None:
        return whole
    tokens = _WORD.findall(words[:_LONGEST_PHRASE].translate(_APOSTROPHES))
    lower = [token.lower() for token in tokens]
    # A party in a relative clause is only talked about: "a group which speaks for many Americans".
    cut = next((at for at, word in enumerate(lower) if at and word in _RELATIVES), len(lower))
    tokens, lower = tokens[:cut], lower[:cut]
    if not any(word in OFFICE_HOLDERS or word in BODIES for word in lower):
        return None
    for hit in _hits(tokens):
        before = lower[: hit.end + 2]
        if any(word in NOT_SPEAKING_FOR or word.startswith("ex-") for word in before):
            return None
        if _stands_for_party(hit, lower) and not _within_a_name(hit, tokens):
            return hit.entry.actor
    return None


def _stands_for_party(hit: _Hit, lower: list[str]) -> bool:
    """Say whether a name inside a phrase is a party, not a place or a topic."""
    previous = [word for word in lower[max(0, hit.start - 3) : hit.start] if word != "the"]
    last = previous[-1] if previous else ""
    if hit.entry.sort == "people":
        return last != "to"
    if last in _PLACE or (last == "for" and len(previous) > 1 and previous[-2] in _SENT_TO):
        return False
    return not (
        hit.entry.sort == "capital" and last in _PLACE_ONLY_FOR_CITIES and lower[hit.end : hit.end + 1] != ["'s"]
    )


def _within_a_name(hit: _Hit, tokens: list[str]) -> bool:
    """Say whether a name is only a part of another: "American Civil Liberties Union", "Missouri Secretary of State"."""
    previous = tokens[hit.start - 1] if hit.start else ""
    if hit.entry.sort == "seat" and tokens[hit.start] in {"Secretary", "Defense", "Foreign", "Defence"}:
        return previous[:1].isupper() and previous.lower() not in _RANKS
    if hit.entry.sort == "name":
        return previous == "for" and hit.start > 1 and tokens[hit.start - 2][0].isupper()
    end = hit.end
    while end < len(tokens) and tokens[end][0].isupper():
        if tokens[end].lower() in _INSTITUTIONS:
            return True
        end += 1
    return False


def _hits(tokens: list[str]) -> list[_Hit]:
    """Find the names of parties in a phrase, the longest at each place."""
    table, found, at = _table(), [], 0
    while at < len(tokens):
        for length in range(min(6, len(tokens) - at), 0, -1):
            entry = table.get(" ".join(tokens[at : at + length]).replace(" 's", "'s"))
            if entry:
                if entry.actor:
                    found.append(_Hit(at, at + length, entry))
                at += length - 1
                break
        at += 1
    return found


def _plain(words: str) -> str:
    """Straighten apostrophes and spaces; drop a leading article and a closing possessive."""
    plain = _SPACE.sub(" ", words.translate(_APOSTROPHES)).strip(' ,;:"“”()')
    plain = plain.removesuffix("'s").removesuffix("'")
    for article in ("the ", "The ", "THE "):
        # The Hague keeps its article: it is tried with it first.
        if plain.startswith(article) and plain not in _table():
            plain = plain[len(article) :]
    return plain


@cache
def _table() -> dict[str, _Entry]:
    """Read the table of parties once: each way to name one -> the party."""
    raw = tomllib.loads(resources.files("pourparler.actors").joinpath("table.toml").read_text(encoding="utf-8"))
    table: dict[str, _Entry] = {}
    for group in ("organisations", "countries"):  # a country wins where both claim a word
        for row in raw[group].values():
            name = str(row["name"])
            for sort, names in (
                ("capital", row.get("capital", [])),
                ("seat", row.get("seats", [])),
                ("people", [form for word in row.get("people", []) for form in (word, word + "s")]),
                ("name", [name, *row.get("also", [])]),
            ):
                table.update(dict.fromkeys(names, _Entry(name, sort)))
    # "Indian Nation", "Moscow Times": the longer name wins over the party inside it, and is none itself.
    table.update(dict.fromkeys(raw["no_parties"]["names"], _Entry("", "none")))
    return table

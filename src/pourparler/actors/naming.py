"""From the words of a source or a holder to the party they stand for."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple

from pourparler.actors.offices import BODIES, NOT_SPEAKING_FOR, OFFICE_HOLDERS, PORTFOLIOS
from pourparler.actors.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["WORD", "Naming", "Way", "lookup", "resolve", "shipped", "table", "ways"]

WORD = re.compile(r"(?:[A-Z]\.){2,}|\w+(?:(?:[-&+]|'(?!s\b))\w+)*|'s\b|[^\w\s]")
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
_PARTS = vocabulary("the eastern western northern southern central occupied south-eastern southeastern all")
_RANKS = vocabulary("the deputy assistant under acting former then")
_INSTITUTIONS = vocabulary(
    """
    union unions institute university association society foundation center centre college club times post federation
    confederation academy
    """
)
_RELATIVES = vocabulary("who whose which that including such besides")
_SENT_TO = vocabulary(
    """
    envoy envoys representative representatives negotiator rapporteur coordinator
    """
)
# One person's titles: "Senator Washington" and "Captain Jordan" are persons.
_TITLES = vocabulary(
    """
    president minister chancellor king queen prince princess secretary official officer ambassador envoy diplomat
    general admiral colonel major captain lieutenant sergeant marshal brigadier chairman chairwoman speaker lawmaker
    senator congressman congresswoman mp governor commissioner prosecutor director representative spokesman
    spokeswoman spokesperson adviser advisor aide
    """
)
# Georgia the state of the United States has these, Georgia the country has not.
_AMERICAN_STATE = re.compile(
    r"\b(?:governors?|gov|lt|lieutenant|senators?|sens?|reps?|representatives?|congress(?:man|woman)|attorney|sheriff|"
    r"district|secretary of state|statehouse|state|republicans?|democrats?|legislature|legislators?|elections?)\b",
    re.IGNORECASE,
)


class Way(NamedTuple):
    """One way to name a party; ``sort`` is name, people, capital, seat, or none for what names no party."""

    actor: str
    sort: str


class _Hit(NamedTuple):
    """A way to name a party that stands at words ``start`` to ``end`` of a phrase."""

    start: int
    end: int
    entry: Way


class Naming:
    """The parties of a table, found in words.

    Args:
        table: Each way to name a party, without "the" and with straight apostrophes.
    """

    __slots__ = ("_table",)

    def __init__(self, table: Mapping[str, Way]) -> None:
        self._table = table

    def lookup(self, words: str) -> str | None:
        """Return the party that the words as a whole name, or None."""
        entry = self._table.get(self._plain(words))
        return entry.actor if entry and entry.actor else None

    def knows(self, plain: str) -> bool:
        """Say whether words that are straight already, without an article, name a party."""
        entry = self._table.get(plain)
        return entry is not None and bool(entry.actor)

    def sort(self, words: str) -> str | None:
        """Return how the words as a whole name a party: name, people, capital or seat; None where they do not."""
        entry = self._table.get(self._plain(words))
        return entry.sort if entry and entry.actor else None

    def resolve(self, words: str) -> str | None:
        """Return the party that a source or holder speaks or acts for, where its words tell."""
        whole = self.lookup(words[:_LONGEST_PHRASE])
        if whole is not None:
            return whole
        tokens = WORD.findall(words[:_LONGEST_PHRASE].translate(_APOSTROPHES))
        lower = [token.lower() for token in tokens]
        # A party in a relative clause is only talked about: "a group which speaks for many Americans".
        cut = next((at for at, word in enumerate(lower) if at and word in _RELATIVES), len(lower))
        tokens, lower = tokens[:cut], lower[:cut]
        if not any(word in OFFICE_HOLDERS or word in BODIES for word in lower):
            return None
        for hit in self._hits(tokens):
            before = lower[: hit.end + 2]
            if any(word in NOT_SPEAKING_FOR or word.startswith("ex-") for word in before):
                return None
            if hit.entry.actor == "Georgia" and _AMERICAN_STATE.search(words[:_LONGEST_PHRASE]):
                return None
            if _stands_for_party(hit, lower) and not _within_a_name(hit, tokens):
                return hit.entry.actor
        return None

    def _hits(self, tokens: list[str]) -> list[_Hit]:
        """Find the names of parties in a phrase, the longest at each place."""
        found, at = [], 0
        while at < len(tokens):
            for length in range(min(6, len(tokens) - at), 0, -1):
                entry = self._table.get(" ".join(tokens[at : at + length]).replace(" 's", "'s"))
                if entry:
                    if entry.actor:
                        found.append(_Hit(at, at + length, entry))
                    at += length - 1
                    break
            at += 1
        return found

    def _plain(self, words: str) -> str:
        """Straighten apostrophes and spaces; drop a leading article and a closing possessive."""
        plain = _SPACE.sub(" ", words.translate(_APOSTROPHES)).strip(' ,;:"“”()')
        plain = plain.removesuffix("'s").removesuffix("'")
        for article in ("the ", "The ", "THE "):
            # The Hague keeps its article: it is tried with it first.
            if plain.startswith(article) and plain not in self._table:
                plain = plain[len(article) :]
        return plain


@lru_cache(maxsize=4096)
def lookup(words: str) -> str | None:
    """Return the party that the words as a whole name, or None.

    Args:
        words: A name as a text has it; a leading article and a closing ``'s`` do not matter.

    Returns:
        The party's name: ``"the Kremlin"`` and ``"Moscow"`` give ``"Russia"``.
    """
    return shipped().lookup(words)


def resolve(words: str) -> str | None:
    """Return the party that a source or holder speaks or acts for, where its words tell.

    A capital counts as its government only as the whole source or beside an office ("Kyiv", "Moscow's ambassador"),
    never after a preposition of place ("an official in Kyiv"). Those who speak for themselves (former ministers,
    opposition leaders, analysts, residents) give None, and so do persons who are called like a country.

    Args:
        words: The words of the source, holder or role; anything beyond 400 characters is not looked at.

    Returns:
        The party's name, or None where the words do not tell.
    """
    return shipped().resolve(words)


def _stands_for_party(hit: _Hit, lower: list[str]) -> bool:
    """Say whether a name inside a phrase is a party, not a place or a topic."""
    previous = [word for word in lower[max(0, hit.start - 3) : hit.start] if word not in _PARTS]
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
    if hit.entry.sort in {"name", "capital"} and _within_a_persons_name(hit, tokens):
        return True
    if hit.entry.sort == "name":
        return previous == "for" and hit.start > 1 and tokens[hit.start - 2][0].isupper()
    end = hit.end
    while end < len(tokens) and tokens[end][0].isupper():
        if tokens[end].lower() in _INSTITUTIONS:
            return True
        end += 1
    return False


def _within_a_persons_name(hit: _Hit, tokens: list[str]) -> bool:
    """Say whether one word that names a country is a person's: "Chad Wolf, the acting secretary", "Captain Jordan"."""
    if hit.end - hit.start > 1 or (len(tokens[hit.start]) < 4 and tokens[hit.start].isupper()):
        return False
    following = tokens[hit.end] if hit.end < len(tokens) else ""
    if following[:1].isupper() and following.isalpha() and not following.isupper():
        # "Jordan Foreign Minister", "Ukraine President": an office of the country, and no family name.
        word = following.lower()
        if word not in OFFICE_HOLDERS and word not in BODIES and word not in PORTFOLIOS:
            return True
    previous = tokens[hit.start - 1] if hit.start else ""
    return previous.lower() in _TITLES and following != "'s"


def ways(rows: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[str, Way]:
    """Return each way to name the parties of rows: name, also, people, capital and seats; the last row wins."""
    found: dict[str, Way] = {}
    for name, row in rows:
        for sort, names in (
            ("capital", row.get("capital", [])),
            ("seat", row.get("seats", [])),
            ("people", [form for word in row.get("people", []) for form in (word, word + "s")]),
            ("name", [name, *row.get("also", [])]),
        ):
            found.update(dict.fromkeys(names, Way(name, sort)))
    return found


@cache
def table() -> Mapping[str, Any]:
    """Read the shipped table of parties once."""
    return tomllib.loads(resources.files("pourparler.actors").joinpath("table.toml").read_text(encoding="utf-8"))


@cache
def shipped() -> Naming:
    """Return the parties of the shipped table."""
    raw = table()
    # A country wins where both claim a word.
    rows = [(str(row["name"]), row) for group in ("organisations", "countries") for row in raw[group].values()]
    # "Indian Nation", "Moscow Times": the longer name wins over the party inside it, and is none itself.
    return Naming(ways(rows) | dict.fromkeys(raw["no_parties"]["names"], Way("", "none")))

"""What the rest of an article says about a name in it: given names before it, and persons called like a country."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from pourparler.actors.folding import sound, straight
from pourparler.actors.titled import COURTESIES, is_title, starts_name
from pourparler.actors.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pourparler.actors.persons import Persons

__all__ = ["Surroundings", "is_name"]

# States, capitals and groups whose names persons have too.
_ALSO_PERSONS = vocabulary(
    """
    Jordan Chad Georgia Israel Washington London Paris Lima Holland Ireland India Kenya Malta Berlin Sofia Santiago
    Victoria Wagner Havana Madrid Vienna Moscow Rome America Brazil Asmara Wellington Montenegro
    """
)
_OPENERS = vocabulary(
    """
    the a an but and as if when while in on at to for by of with from after before although though since because that
    this these those however meanwhile then so yet not only even also both either neither like unlike under over until
    asked told said says why how what where who whom whether nor or per via once again still yes no now here there
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december dear tell let uncle aunt comrade brother mother father
    """
)
_COURTESY = "|".join(sorted(COURTESIES | {"sen", "rep", "judge", "gov", "governor", "senator"}))
_AMERICAN = re.compile(
    r"\b(?:Atlanta|Savannah|Fulton County|Brian Kemp|Raffensperger|Stacey Abrams|Warnock|Ossoff|peach state|"
    r"swing states?|South Carolina|Alabama|Arizona|"
    r"Pennsylvania|Wisconsin|Michigan|Nevada|North Carolina|Ohio|Florida)\b"
)
_CAUCASIAN = re.compile(
    r"\b(?:Tbilisi|Georgians?'?s? (?:Dream|president|prime|foreign|parliament|government|troops)|Abkhazia|"
    r"South Ossetia|Saakashvili|Zourabichvili|Kobakhidze|Ivanishvili|Armenia|Azerbaijan|"
    r"Caucasus|Moldova|Ukraine|Russia)\b"
)
_JOINED = vocabulary("of and for the in on de la du & to")
_LONGEST_NAME = 120  # characters of a name that becomes an entry of its own
_COMPOUND = re.compile(r"-(?:born|based|backed|led|appointed|controlled|installed|occupied|held|allied|funded|made)$")
_PLURAL = re.compile(r"[a-z]s$")


class Surroundings:
    """An article's text, looked at for one name at a time.

    Args:
        text: The article's text.
        speakers: Names of those who speak in it.
        persons: Everybody known.
    """

    __slots__ = ("_full", "_givens", "_persons", "_text")

    def __init__(self, text: str, speakers: Iterable[str], persons: Persons) -> None:
        self._text, self._persons = text, persons
        self._givens: dict[str, frozenset[str]] = {}
        self._full: dict[str, set[str]] = defaultdict(set)  # family name -> names with more words
        for name in dict.fromkeys(speakers):
            words = straight(name).split()
            if 1 < len(words) <= 4 and all(starts_name(word) for word in words):
                self._full[words[-1]].add(" ".join(words))
                if words[0] in _ALSO_PERSONS:
                    self._full[words[0]].add(" ".join(words))

    def fuller(self, words: str) -> str:
        """Return the whole name of the only speaker with a family name; other words as they are."""
        plain = straight(words)
        found = self._full.get(plain, set()) if plain not in _ALSO_PERSONS else set()
        return next(iter(found)) if len(found) == 1 else plain

    def is_a_persons(self, name: str) -> bool:
        """Say whether a name that is a country's or a capital's is a person's here, or may be."""
        if name not in _ALSO_PERSONS:
            return False
        if name == "Georgia":
            # The state of the United States: its places are named, and nothing of the Caucasus is.
            return bool(_AMERICAN.search(self._text)) and not _CAUCASIAN.search(self._text)
        addressed = re.search(rf"\b(?:{_COURTESY})\.? {re.escape(name)}\b", self._text, re.IGNORECASE)
        return bool(self._full.get(name)) or addressed is not None or bool(self._before(name))

    def in_article(self, family: str) -> str | None:
        """Return the only known bearer of a family name whose given name stands before it in the article."""
        bearers = self._persons.bearers(family)
        if not bearers or self._persons.named(family):
            return None
        found = [one for one in sorted(bearers) if self._occurs(one, family)]
        return found[0] if len(found) == 1 and not self.speaks_against(family, found[0]) else None

    def speaks_against(self, family: str, actor: str) -> bool:
        """Say whether the article names somebody else with a family name that stands alone."""
        if len(family.split()) > 3 or self._persons.named(family) or not self._persons.bearers(family):
            return False
        own = {sound(word) for name in self._names(actor) for word in name.split()}
        others = self._before(family) | {name.split()[0] for name in self._full.get(family, ())}
        return any(sound(given) not in own for given in others)

    def _occurs(self, actor: str, family: str) -> bool:
        """Say whether a person's name with this family name stands in the article."""
        return any(name.endswith(family) and name != family and name in self._text for name in self._names(actor))

    def _names(self, actor: str) -> tuple[str, ...]:
        """Return all whole names of a person."""
        entry = self._persons.entry(actor)
        return (entry.name, *entry.also)

    def _before(self, family: str) -> frozenset[str]:
        """Return the given names that stand before a family name, within sentences."""
        known = self._givens.get(family)
        if known is None:
            pattern = rf"(?<=[a-z,;] )([A-Z][\w’'-]+)(?: [A-Z]\.)? {re.escape(family)}\b(?![’']s [A-Z])"
            found = {match[1] for match in re.finditer(pattern, self._text)}
            known = self._givens[family] = frozenset(word for word in found if _is_given(word))
        return known


def is_name(words: str, text: str) -> bool:
    """Say whether words are a proper name: capitals throughout, and not just a word that begins a sentence."""
    tokens = words.split()
    if not tokens or len(words) > _LONGEST_NAME or len(tokens) > 9 or not starts_name(tokens[0]):
        return False
    if not all(starts_name(token) or token in _JOINED for token in tokens):
        return False
    if all(is_title(token) or token in _JOINED for token in tokens) or tokens[-1] in _JOINED:
        return False
    if len(tokens) > 1:
        return len(tokens[-1]) > 1
    return len(words) > 1 and not _COMPOUND.search(words) and _has_a_capital_within(words, text)


def _has_a_capital_within(word: str, text: str) -> bool:
    """Say whether a word has its capital from being a name, not from beginning a sentence: "Residents said"."""
    if word.lower() != word and re.search(rf"\b{re.escape(word.lower())}\b", text):
        return False
    return not _PLURAL.search(word) or bool(re.search(rf"(?<=[a-z,] ){re.escape(word)}\b", text))


def _is_given(word: str) -> bool:
    """Say whether a capitalised word can be a given name."""
    lower = word.casefold()
    return not (is_title(word) or lower in _OPENERS or lower.endswith(("'s", "’s", "ian", "ish", "ese", "-")))

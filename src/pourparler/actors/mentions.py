"""The actors of a reading: whom its statements and positions are attributed to, the person before the party."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pourparler.actors.folding import straight
from pourparler.actors.surroundings import Surroundings, is_name
from pourparler.actors.titled import is_title, is_whole_name
from pourparler.actors.vocabulary import vocabulary

if TYPE_CHECKING:
    from pourparler.actors.directory import Directory
    from pourparler.types import Actor, Position, Reading, Span, Statement

__all__ = ["Mentions", "mentions"]

_PRONOUNS = vocabulary(
    """
    i he she it they we you who which that this these those him her them us me his its their our my all both each
    everyone nobody someone others
    """
)
_AND = re.compile(r",? (?:and|&) |, ")
_ONLY = re.compile(r"^(?:only|both|even|neither|either|not) ", re.IGNORECASE)
_QUOTE = re.compile('["“”]')
# "an adviser to President" before a president's name: somebody of theirs speaks, whose name the words do not give.
_SERVANT = re.compile(
    r"\b(?:advis[eo]r|aide|assistant|spokes(?:man|woman|person)|envoy|lawyer|ally) (?:to|of|for) (?:\S+ ){0,3}"
    r"(?:president|minister|chancellor|premier|leader|king)$",
    re.IGNORECASE,
)
_LONGEST_NAME = 120  # characters of a name


class Mentions(NamedTuple):
    """Whom an article's statements and positions belong to; what a store keeps beside them.

    ``speakers`` runs beside ``Reading.statements``, ``holders`` and ``addressees`` beside ``Reading.positions``: for
    each the ids of its actors, the main one first, the state or organisation spoken for behind the person. ``actors``
    has every record used, by id.
    """

    speakers: tuple[tuple[str, ...], ...]
    holders: tuple[tuple[str, ...], ...]
    addressees: tuple[tuple[str, ...], ...]
    actors: tuple[Actor, ...]


def mentions(reading: Reading, directory: Directory, day: str | None) -> Mentions:
    """Attribute a reading's statements and positions to actors."""
    return _Attribution(reading, directory, day).mentions()


class _Attribution:
    """One article's mentions."""

    __slots__ = ("_day", "_directory", "_reading", "_surroundings", "_used")

    def __init__(self, reading: Reading, directory: Directory, day: str | None) -> None:
        self._reading, self._directory, self._day = reading, directory, day
        names = [one.speaker.name for one in reading.statements if one.speaker]
        self._surroundings = Surroundings(reading.article.text, names, directory.reader.persons)
        self._used: dict[str, Actor] = {}

    def mentions(self) -> Mentions:
        """Attribute all of them."""
        speakers = tuple(self._speaker(one) for one in self._reading.statements)
        holders = tuple(self._holder(one, speakers) for one in self._reading.positions)
        addressees = tuple(self._words(self._said(one.addressee)) for one in self._reading.positions)
        return Mentions(speakers, holders, addressees, tuple(self._used[key] for key in sorted(self._used)))

    def _speaker(self, statement: Statement) -> tuple[str, ...]:
        """Attribute a statement."""
        speaker = statement.speaker
        if speaker is None:
            return ()
        party = self._directory.understand(speaker.actor, None).party if speaker.actor else None
        known = statement.sourcing not in {"unnamed", "none"}
        return self._attributed(speaker.name, speaker.role, party, enter=known)

    def _holder(self, position: Position, speakers: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
        """Attribute a position: to the holder's words, else to what they mean within the article."""
        said = speakers[position.statement] if position.statement is not None else ()
        words = self._said(position.holder)
        pronoun = words.casefold()
        if not words or pronoun == "i":
            return said
        party = self._directory.understand(position.actor, None).party if position.actor else None
        if pronoun in {"he", "she"} and said and self._is_speaker(position):
            return said
        if pronoun.split()[0] not in _PRONOUNS:
            found = self._words(words, party)
            if found:
                return found
        return self._words(position.actor or "")

    def _is_speaker(self, position: Position) -> bool:
        """Say whether "he" is whoever speaks: in reported speech, not inside a quotation."""
        statement = self._reading.statements[position.statement or 0]
        speaker, holder = statement.speaker, position.holder
        if speaker is None or holder is None or position.actor not in {speaker.name, speaker.actor}:
            return False
        part = next((one for one in statement.content if one.covers(holder)), None)
        if part is None or statement.sourcing != "named":
            return False
        begin = max(part.start - 1, self._reading.article.text.rfind("\n", 0, holder.start))
        return not _QUOTE.search(self._reading.article.text, max(0, begin), holder.start)

    def _words(self, words: str, party: str | None = None) -> tuple[str, ...]:
        """Attribute words of the text: a name, a description, or several."""
        if not words or words.casefold().split()[0] in _PRONOUNS:
            return ()
        return self._attributed(self._surroundings.fuller(words), None, party, enter=True)

    def _attributed(self, name: str, role: str | None, party: str | None, *, enter: bool) -> tuple[str, ...]:
        """Attribute a name: to somebody known, to several, or to an entry of its own where ``enter`` allows it."""
        return (
            self._known(name, role, party)
            or self._several(name, enter=enter)
            or self._entered(name, party, enter=enter)
        )

    def _known(self, name: str, role: str | None, party: str | None) -> tuple[str, ...]:
        """Return the ids of a known person and the party spoken for, or of a party; nothing for others."""
        understood = self._directory.understand(name, self._day)
        reader, bare = self._directory.reader, self._directory.reader.bare(name)
        person = understood.person
        if person is None and understood.named is None and role:
            person = reader.person(bare, role, party or reader.represented(role), self._day)
        if person is None and understood.party is None:
            person = self._surroundings.in_article(bare)
        if person:
            if role and _SERVANT.search(role):
                return self._ids(understood.party or reader.persons.party(person, self._day) or party)
            if self._surroundings.speaks_against(bare, person):
                return ()
            return self._ids(person, understood.party or reader.persons.party(person, self._day) or party)
        if understood.party and understood.named is None and not self._surroundings.is_a_persons(straight(name)):
            return self._ids(understood.party)
        return ()

    def _several(self, words: str, *, enter: bool) -> tuple[str, ...]:
        """Attribute "Russia and Ukraine" where each part is known, or the name of a person."""
        pieces = [piece for piece in _AND.split(_ONLY.sub("", words[: _LONGEST_NAME * 2])) if piece]
        if len(pieces) < 2:
            return ()
        found = []
        for piece in pieces:
            name = self._surroundings.fuller(piece)
            ids = self._known(name, None, None)
            if not ids and enter and len(name.split()) > 1 and not any(map(is_title, name.split())):
                ids = self._entered(name, None, enter=True)
            found.append(ids)
        return tuple(dict.fromkeys(one for ids in found for one in ids)) if all(found) else ()

    def _entered(self, name: str, party: str | None, *, enter: bool) -> tuple[str, ...]:
        """Give somebody unknown an entry; without a name of its own only the party counts."""
        understood = self._directory.understand(name, self._day)
        spoken_for = understood.party if understood.person is None else None
        if spoken_for and understood.named is None and self._surroundings.is_a_persons(straight(name)):
            return ()
        bare = self._directory.reader.bare(name)
        first = _AND.split(bare)[0]
        if first != bare and is_whole_name(first):
            name = bare = first  # "Ann Example and Others"
        if understood.named or (enter and is_name(bare, self._reading.article.text)):
            actor = self._directory.unknown(name)
            self._used[actor.id] = actor
            return (actor.id, *self._ids(spoken_for or party))
        return self._ids(spoken_for or party)

    def _ids(self, *keys: str | None) -> tuple[str, ...]:
        """Note actors as used."""
        found = tuple(dict.fromkeys(key for key in keys if key))
        self._used.update({key: self._directory.actor(key) for key in found})
        return found

    def _said(self, span: Span | None) -> str:
        """Return the words of a span."""
        return straight(span.of(self._reading.article.text)) if span else ""

"""The persons of an article: where they are named, in which role, and which names are one person's."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from pourparler import actors
from pourparler.actors.vocabulary import vocabulary
from pourparler.statements import roles
from pourparler.statements.sourcing import INSTITUTIONS, classify
from pourparler.statements.words import HONORIFICS, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pourparler.types import Span

__all__ = ["Cast", "Mention", "Person"]

_PARTICLES = vocabulary("de van von der den al el bin bint ibn ben da di du la le dos del")
_GENERATIONS = vocabulary("jr. sr. jr sr ii iii iv")
_LESSER_PARTS = _PARTICLES | _GENERATIONS
_MOST_NAMESAKES = 50  # beyond so many persons of one family name, the name alone tells nothing
_FEMALE_FAMILY = re.compile(r"(?:ova|eva|skaya|skaia|ska|ina|ovna|evna)$")
_MALE_FAMILY = re.compile(r"(?:sky|skiy|skyy|ski|ov|ev|yev)$")


@dataclass(slots=True)
class Person:
    """One person of an article; filled while the cast is drawn up, then left alone."""

    name: str
    family: str
    gender: str | None = None  # "he", "she", or None: not told
    roles: list[str] = field(default_factory=list)  # in order of appearance

    @property
    def role(self) -> str | None:
        """The first role that the article gives; a bare title ("Sen.") only where there is no other."""
        return next((role for role in self.roles if " " in role), self.roles[0] if self.roles else None)

    @property
    def actor(self) -> str | None:
        """The party that the first telling role speaks for."""
        return next((actor for role in self.roles if (actor := actors.resolve(role))), None)


@dataclass(frozen=True, slots=True)
class Mention:
    """A person's name at a place: ``lead`` is where its role or honorific begins."""

    start: int
    end: int
    lead: int
    name: str
    role: str | None
    gender: str | None
    full: bool  # more than a family name


class Cast:
    """Who appears in an article, and where.

    Args:
        text: The article's text.
        sources: Spans that the reader marked as sources: a name that stands there alone is a person's.

    Attributes:
        mentions: All mentions in reading order.
        persons: The person of each mention, or None for a family name that could be several persons'.
    """

    __slots__ = ("_by_family", "_by_name", "_starts", "mentions", "persons", "words")

    def __init__(self, text: str, sources: Iterable[Span] = ()) -> None:
        self.words = Words(text)
        found = _Finder(text, self.words, {span.start: span.end for span in sources})
        self.mentions = list(found.mentions())
        self._by_family: dict[str, list[tuple[int, Person]]] = defaultdict(list)
        self._by_name: dict[tuple[str, str], Person] = {}
        self._introduce()
        self.persons = [self._person(mention) for mention in self.mentions]
        self._starts = [mention.start for mention in self.mentions]

    def within(self, start: int, end: int) -> Iterator[tuple[Mention, Person | None]]:
        """Give the mentions that overlap ``start`` to ``end``, in reading order."""
        at = bisect_left(self._starts, start)
        if at and self.mentions[at - 1].end > start:
            at -= 1
        for index in range(at, bisect_left(self._starts, end)):
            yield self.mentions[index], self.persons[index]

    def before(self, offset: int, since: int) -> Iterator[tuple[Mention, Person | None]]:
        """Give the mentions between ``since`` and ``offset``, the nearest first."""
        for index in range(bisect_right(self._starts, offset) - 1, -1, -1):
            mention = self.mentions[index]
            if mention.start < since:
                return
            if mention.end <= offset:
                yield mention, self.persons[index]

    def called(self, family: str) -> list[Person]:
        """Give the persons with a family name."""
        return [person for _, person in self._by_family.get(family.lower(), [])]

    def _introduce(self) -> None:
        """Make one person of all mentions with one full name; the longest spelling is the name."""
        for mention in self.mentions:
            if not mention.full:
                continue
            parts = mention.name.split()
            key = (_family(mention.name), parts[0].lower())
            person = self._by_name.get(key)
            if person is None:
                person = self._by_name[key] = Person(mention.name, _family(mention.name))
                self._by_family[person.family].append((mention.start, person))
            elif len(parts) > len(person.name.split()):
                person.name = mention.name
            _learn(person, mention)
            person.gender = person.gender or _gender(person.name)

    def _person(self, mention: Mention) -> Person | None:
        """Find whom a mention names; a family name alone may bring a new person."""
        family = _family(mention.name)
        if mention.full:
            return self._by_name[family, mention.name.split()[0].lower()]
        candidates = self._by_family.get(family, [])
        if not candidates:
            person = Person(mention.name, family)
            _learn(person, mention)
            self._by_family[family].append((mention.start, person))
            return person
        if len(candidates) > _MOST_NAMESAKES:
            return None
        fitting = [
            (at, one) for at, one in candidates if not (mention.gender and one.gender and mention.gender != one.gender)
        ]
        if len(fitting) > 1:
            # The one introduced before this place, where the others come later.
            fitting = [(at, one) for at, one in fitting if at <= mention.start] or fitting
        if len(fitting) == 1:
            _learn(fitting[0][1], mention)
            return fitting[0][1]
        return None


def _learn(person: Person, mention: Mention) -> None:
    """Note what a mention tells about its person."""
    if mention.role and mention.role not in person.roles:
        person.roles.append(mention.role)
    person.gender = person.gender or mention.gender


def _family(name: str) -> str:
    """Return the family name in lower case: the last word, generations left out."""
    parts = [part.lower() for part in name.split()]
    while len(parts) > 1 and parts[-1] in _GENERATIONS:
        parts.pop()
    return parts[-1].replace("\u2019", "'")


@cache
def _given_names() -> dict[str, str]:
    """Read the list of given names once: name -> "he" or "she"."""
    raw = tomllib.loads(resources.files("pourparler.statements").joinpath("names.toml").read_text(encoding="utf-8"))
    names = {name.lower(): "she" for name in raw["female"].split()}
    for name in raw["male"].split():
        # A name on both lists tells a person, not a gender.
        names[name.lower()] = "" if names.get(name.lower()) == "she" else "he"
    return names


def _gender(name: str) -> str | None:
    """Guess a gender from a full name: given name first, then Slavic family names."""
    parts = name.lower().split()
    told = _given_names().get(parts[0])
    if told:
        return told
    if len(parts) > 1 and parts[0] not in _given_names():
        if _FEMALE_FAMILY.search(parts[-1]):
            return "she"
        if _MALE_FAMILY.search(parts[-1]):
            return "he"
    return None


class _Finder:
    """Looks through a text's capitalised runs for names of persons."""

    __slots__ = ("families", "sources", "spoken", "text", "words")

    def __init__(self, text: str, words: Words, sources: dict[int, int]) -> None:
        self.text, self.words, self.sources = text, words, sources
        self.families: set[str] = set()
        # Single capitalised words that are a whole source: "Shoigu", "Mr. Shoigu".
        whole = (
            re.fullmatch(r"(?:M(?:r|rs|s)\.? )?([A-Z][\w’'-]+?)(?:['’]s)?", text[start:end])
            for start, end in sources.items()
        )
        self.spoken = {match[1].lower() for match in whole if match and not actors.lookup(match[1])}

    def mentions(self) -> Iterator[Mention]:
        """Give the mentions in reading order; family names alone count once the full name is known, or with a role."""
        runs = [cut for run in self._runs() if (cut := self._name(*run))]
        firm = [self._mention(first, last) for first, last in runs]
        self.families.update(_family(one.name) for one in firm if one)
        for (first, last), mention in zip(runs, firm, strict=True):
            if mention:
                yield mention
            elif self._length(first, last) == 1 and self.words.lower[last].replace("’", "'") in self.families:
                yield self._bare(first, last)

    def _runs(self) -> Iterator[tuple[int, int]]:
        """Cut the text into runs of capitalised words, particles between them included."""
        capitals, size, done = self.words.capitals, len(self.words), 0
        for at in [at for at, capital in enumerate(capitals) if capital]:
            if at < done:
                continue
            last = at
            while last + 1 < size and last - at < 9:
                if capitals[last + 1]:
                    last += 1
                elif (behind := self._past_particles(last + 1)) > last + 1:
                    last = behind
                else:
                    break
            yield at, last
            done = last + 1

    def _past_particles(self, at: int) -> int:
        """Return the index of a capitalised word behind one or two particles at ``at``, or ``at``."""
        words, behind = self.words, at
        if words.lower[at] not in _PARTICLES:
            return at
        while behind < min(len(words), at + 2) and words.lower[behind] in _PARTICLES:
            behind += 1
        return behind if at < behind < len(words) and words.capital(behind) else at

    def _name(self, first: int, last: int) -> tuple[int, int] | None:
        """Cut a run down to what can be a name: behind its last role word, honorific or nationality."""
        words = self.words
        for at in range(last, first - 1, -1):
            word = words.lower[at]
            if word in HONORIFICS or word in roles.HEADS or word in roles.SENTENCE_OPENERS:
                first = at + 1
                break
        while (
            first < last
            and first
            and words.lower[first] in roles.PORTFOLIOS
            and words.lower[first - 1] in {"of", "and"}
        ):
            first += 1
        first = self._past_parties(first, last)
        while last >= first and words.lower[last] in roles.SENTENCE_OPENERS:
            last -= 1
        if first > last or last - first > 3:
            return None
        return first, last

    def _past_parties(self, first: int, last: int) -> int:
        """Skip names of parties, institutions and nationalities at the start of a run."""
        words = self.words
        at = first
        while at < last:
            for length in (3, 2, 1):
                stop = at + length
                if stop <= last and actors.lookup(self.text[words.starts[at] : words.ends[stop - 1]]):
                    at = stop
                    break
            else:
                if words.lower[at] in {"republican", "democrat", "democratic", "conservative", "labour"}:
                    at += 1
                    continue
                break
        return at

    def _mention(self, first: int, last: int) -> Mention | None:
        """Make a mention where something tells that the words name a person."""
        words = self.words
        start, end = words.starts[first], words.ends[last]
        full = self._length(first, last) > 1
        titled = first > 0 and words.lower[first - 1] in HONORIFICS
        # "Theresa May" and "Ms. White" are persons, "White House" and "May 9" are not.
        sure = titled or (full and words.lower[first] in _given_names())
        if any(words.lower[at] in INSTITUTIONS for at in range(first + sure, last if sure else last + 1)):
            return None
        if actors.lookup(self.text[start:end]) and not (full and words.lower[first] in _given_names()):
            return None
        lead, honorific = first, None
        if titled:
            lead, honorific = first - 1, words.lower[first - 1]
        role = self._role(lead, last, full=full)
        if (
            words.raw[last].isupper()
            and len(words.raw[last]) < 6
            and not sure
            and not (full and words.raw[first].isupper())
        ):
            return None  # an acronym
        if not full and not honorific and classify(self.text[start:end]) != "named":
            return None  # a group: "Ukrainians, top lawmakers said"
        told = bool(honorific) or role is not None or (full and self._is_known(first, last))
        if not told and not self._is_source(first, last, full=full):
            return None
        return self._filled(first, last, lead, role, HONORIFICS.get(honorific or ""))

    def _is_known(self, first: int, last: int) -> bool:
        """Say whether a full name has a listed given name, or its family name speaks alone elsewhere."""
        lower = self.words.lower
        return lower[first] in _given_names() or lower[last] in self.spoken

    def _length(self, first: int, last: int) -> int:
        """Count the words of a name, generations and particles left out: "Le Pen" is a family name alone."""
        return sum([word not in _LESSER_PARTS for word in self.words.lower[first : last + 1]])

    def _role(self, lead: int, last: int, *, full: bool) -> tuple[int, int] | None:
        """Find a person's role as token indices: before the name, behind it, or before its comma."""
        start = roles.role_before(self.words, lead)
        if start < lead:
            return start, lead - 1
        described = roles.role_before_comma(self.words, lead) if full else None
        return described or roles.role_after(self.words, last)

    def _is_source(self, first: int, last: int, *, full: bool) -> bool:
        """Say whether the reader marked just these words as a source, and they look like a name."""
        words = self.words
        start, end = words.starts[first], words.ends[last]
        stop = self.sources.get(start)
        if stop is None or any(words.raw[at].isupper() and len(words.raw[at]) > 2 for at in range(first, last + 1)):
            return False
        rest = self.text[end:stop].strip()
        if classify(self.text[start:end]) != "named":
            return False
        if full:
            return stop >= end and (not rest or rest[0] in ",('\u2019\u2014\u2013")
        return stop >= end and rest in {"", "'s", "\u2019s", "'", "\u2019", ","}

    def _bare(self, at: int, last: int) -> Mention:
        """Make a mention of a family name alone."""
        lead = at - 1 if at and self.words.lower[at - 1] in HONORIFICS else at
        return self._filled(at, last, lead, None, HONORIFICS.get(self.words.lower[lead]))

    def _filled(self, first: int, last: int, lead: int, role: tuple[int, int] | None, gender: str | None) -> Mention:
        """Turn token indices into a mention."""
        words = self.words
        start, end = words.starts[first], words.ends[last]
        stands = " ".join(self.text[words.starts[role[0]] : words.ends[role[1]]].split()) if role else None
        if role and role[0] < lead:
            lead = role[0]
        if gender is None and stands:
            gender = _gender_of_role(stands)
        name = " ".join(self.text[start:end].split())
        return Mention(start, end, words.starts[lead], name, stands, gender, self._length(first, last) > 1)


def _gender_of_role(role: str) -> str | None:
    """Tell a gender by a role's ending: spokesman, chairwoman, king, queen."""
    for word in role.lower().split():
        if word.endswith("woman") or word in {"queen", "princess", "mother", "sister", "wife", "widow", "daughter"}:
            return "she"
        if word.endswith(("sman", "irman")) or word in {
            "king",
            "prince",
            "father",
            "brother",
            "husband",
            "son",
            "pope",
        }:
            return "he"
    return None

"""Whom a pronoun that speaks refers to: "he added", "they said", "who warned".

Conservative on purpose: the nearest earlier speaker or subject that fits, within a few sentences, or nobody.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from pourparler.statements.roles import PREPOSITIONS
from pourparler.types import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pourparler.statements.people import Cast, Mention, Person
    from pourparler.types import Sentence, Sourcing, Speaker

__all__ = ["PRONOUNS", "Antecedents", "Voice"]

PRONOUNS: dict[str, str] = {
    "he": "he", "his": "he", "him": "he", "himself": "he", "she": "she", "her": "she", "hers": "she", "herself": "she",
    "they": "they", "their": "they", "them": "they", "both": "they", "it": "it", "its": "it", "itself": "it",
    "i": "i", "me": "i", "my": "i", "we": "i", "us": "i", "our": "i",
    "who": "who", "whose": "who", "whom": "who", "which": "which", "that": "which",
}  # fmt: skip

_SENTENCES_BACK = 4  # sentences outside quotations between a pronoun and whom it refers to
_STEPS_BACK = 16  # sentences looked at in all, those inside quotations included


class Voice(NamedTuple):
    """Who speaks in a statement, as far as it is known."""

    speaker: Speaker | None
    sourcing: Sourcing
    person: Person | None = None
    gender: str | None = None
    plural: bool = False


class Antecedents:
    """What has been named so far in an article, and who has spoken.

    Args:
        cast: The persons of the article.
        sentences: Its sentences, in order.
        contents: Spans of all that is said in it; who is only talked about there is not the one who talks next.
    """

    __slots__ = ("_cast", "_contents", "_places", "_starts", "_voices", "sentences")

    def __init__(self, cast: Cast, sentences: Sequence[Sentence], contents: Sequence[Span]) -> None:
        self.sentences = [sentence.span for sentence in sentences] or [Span(0, 1 << 60)]
        self._starts = [span.start for span in self.sentences]
        self._cast = cast
        self._contents = _merged(contents)
        self._places: list[int] = []
        self._voices: list[Voice] = []

    def heard(self, place: int, voice: Voice) -> None:
        """Note that ``voice`` speaks at ``place``; to be told in reading order of the sources."""
        at = bisect_right(self._places, place)
        self._places.insert(at, place)
        self._voices.insert(at, voice)

    def sentence(self, offset: int) -> int:
        """Return the index of the sentence that holds ``offset``."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def person(self, gender: str, offset: int) -> Voice | Person | None:
        """Find whom "he" or "she" at ``offset`` refers to: an earlier voice, a person, or nobody."""
        counted = 0
        index = self.sentence(offset)
        for at in range(index, max(-1, index - _STEPS_BACK), -1):
            span = self.sentences[at]
            stop = min(span.end, offset)
            voice = self._voice(span.start, stop, gender)
            if voice:
                return voice
            person = self._subject(span.start, stop, gender)
            if person:
                return person
            if at < index and not self._said(span.start, span.end):
                counted += 1
            if counted >= _SENTENCES_BACK:
                return None
        return None

    def group(self, offset: int) -> Voice | None:
        """Find whom "they" at ``offset`` refers to: the last plural voice, near enough."""
        return self._last(offset, lambda voice: voice.plural)

    def body(self, offset: int) -> Voice | None:
        """Find what "it" at ``offset`` refers to: the last office or document that spoke, near enough."""
        return self._last(offset, lambda voice: voice.sourcing in {"office", "document"} and not voice.plural)

    def _last(self, offset: int, fits: Callable[[Voice], bool]) -> Voice | None:
        """Return the last voice that fits within the sentences that count."""
        first = self.sentences[max(0, self.sentence(offset) - _SENTENCES_BACK)].start
        for at in range(bisect_left(self._places, offset) - 1, -1, -1):
            if self._places[at] < first:
                return None
            if fits(self._voices[at]):
                return self._voices[at]
        return None

    def _voice(self, start: int, stop: int, gender: str) -> Voice | None:
        """Return the last single voice between two offsets that a pronoun can mean."""
        for at in range(bisect_left(self._places, stop) - 1, -1, -1):
            if self._places[at] < start:
                return None
            voice = self._voices[at]
            one = voice.sourcing == "named" or (voice.sourcing in {"unnamed", "office"} and voice.gender is not None)
            if one and not voice.plural and voice.gender in {None, gender, "any"}:
                return voice
        return None

    def _subject(self, start: int, stop: int, gender: str) -> Person | None:
        """Return the person a sentence is about, if it can be told."""
        subjects: list[Person] = []
        others: list[Person] = []
        for mention, person in self._cast.within(start, stop):
            if person is None or mention.end > stop or person.gender not in {None, gender}:
                continue
            if self._said(mention.start, mention.end) or self._owns(mention):
                continue
            (subjects if self._leads(mention) else others).append(person)
        sure = [person for person in subjects if person.gender == gender]
        if sure or subjects:
            return (sure or subjects)[0]
        told = {id(person): person for person in others if person.gender == gender}
        return next(iter(told.values())) if len(told) == 1 else None

    def _leads(self, mention: Mention) -> bool:
        """Say whether a mention is no complement: no preposition stands before it."""
        words = self._cast.words
        at = words.at(mention.lead)
        return not (at and words.lower[at - 1] in PREPOSITIONS)

    def _owns(self, mention: Mention) -> bool:
        """Say whether a mention is a possessor ("Name's army, he said"): hardly ever the one who speaks."""
        words = self._cast.words
        behind = words.at(mention.end)
        return behind < len(words) and words.lower[behind] == "'s"

    def _said(self, start: int, end: int) -> bool:
        """Say whether a stretch lies inside something that is said."""
        at = bisect_right(self._contents, (start, 1 << 60)) - 1
        return at >= 0 and self._contents[at][1] >= end


def _merged(spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Merge spans that touch or overlap, so that one lookup tells whether an offset is covered."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged

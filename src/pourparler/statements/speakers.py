"""Who speaks in a statement: from the words of its source to a person, an office, a document or a group."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pourparler import actors
from pourparler.actors.offices import SPOKESPERSONS
from pourparler.actors.vocabulary import vocabulary
from pourparler.statements.descriptions import body_named, described, party_of
from pourparler.statements.people import Cast, Person
from pourparler.statements.pronouns import PRONOUNS, Antecedents, Voice
from pourparler.statements.quotations import quoted
from pourparler.statements.roles import PREPOSITIONS, SPEECH
from pourparler.statements.sourcing import classify, head, noun_phrase
from pourparler.types import Speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pourparler.statements.people import Mention
    from pourparler.types import Article, Sentence, Span

__all__ = ["Said", "Speakers"]

_BEHIND_A_NAME = PREPOSITIONS | SPEECH | vocabulary(
    """
    who whose which that and or but himself herself now later also both all told is was when where while
    then yet still again once has had being speaking writing and/or
    """
)  # fmt: skip
_RELATIVES = vocabulary("who whose which that where when whom")
_NEAR_CONTENTS = 64  # contents that begin before a word and may hold it: deeper nesting is not looked at
_LOOK_BACK = 30_000  # characters in which "the minister" is looked for
_LONGEST_NAME = 160  # characters of a source that are shown as a name
_SPACE = re.compile(r"\s+")
_BYLINE = re.compile(r"^(?:by\s+)?((?:[^\W\d_][\w.'’-]*\s?){2,4})$", re.IGNORECASE)


class Said(NamedTuple):
    """Who is quoted, and with what."""

    source: tuple[Span, ...]
    content: tuple[Span, ...]


class Speakers:
    """Resolves the sources of one article.

    Args:
        article: The article.
        sentences: Its sentences.
        attributions: All that is said in it.
    """

    __slots__ = ("_article", "_attributions", "_contents", "_known", "_text", "antecedents", "cast")

    @staticmethod
    @lru_cache(maxsize=1)
    def heard(
        article: Article, sentences: tuple[Sentence, ...], said: tuple[Said, ...]
    ) -> tuple[Speakers, list[Voice]]:
        """Return the speakers of an article, all of its voices resolved, and these in the order of ``said``.

        Those of the last article are kept: statements and positions ask for the same ones after each other.
        """
        speakers = Speakers(article, sentences, said)
        return speakers, speakers.voices()

    def __init__(self, article: Article, sentences: Sequence[Sentence], attributions: Sequence[Said]) -> None:
        self._article, self._text, self._attributions = article, article.text, attributions
        self.cast = Cast(article.text, [span for one in attributions for span in one.source[:1]])
        contents = [span for one in attributions for span in one.content]
        self.antecedents = Antecedents(self.cast, sentences, contents)
        self._contents = sorted(
            (part.start, part.end, at) for at, one in enumerate(attributions) for part in one.content
        )
        self._known: dict[int, Voice] = {}

    def voices(self) -> list[Voice]:
        """Resolve every attribution's source, in the order in which sources stand; the result is in the order given."""
        order = sorted(range(len(self._attributions)), key=lambda at: self._attributions[at].source[:1])
        first_person: list[int] = []
        for at in order:
            source = self._attributions[at].source
            if source and PRONOUNS.get(self._words(source[0]).lower()) == "i":
                first_person.append(at)
                continue
            voice = self.voice(source)
            self._known[at] = voice
            if source:
                self.antecedents.heard(source[0].start, voice)
        for at in first_person:
            self._known[at] = self.own_voice(self._attributions[at].source[0])
        return [self._known[at] for at in range(len(self._attributions))]

    def voice(self, source: Sequence[Span]) -> Voice:
        """Resolve one source or holder, given where it stands."""
        if not source:
            return Voice(None, "none")
        words = " ".join(self._words(span) for span in source)
        pronoun = PRONOUNS.get(words.lower().removesuffix(" both"))
        if pronoun:
            return self._of_pronoun(pronoun, source[0])
        named = self._named(source[0])
        pair = re.match(r"(he|she) and\b", words, re.IGNORECASE)
        if pair:
            return self._of_pair(pair[1].lower(), named, words, source[0])
        if named:
            return self._of_mentions(named, source[0].start)
        person = described(words, self.cast, source[0].start, source[0].start - _LOOK_BACK)
        if person:
            return self._of_person(person, person.role, source[0].start)
        return self._of_words(words, source[0].start)

    def own_voice(self, span: Span) -> Voice:
        """Resolve "I" or "we": whoever says the words around it, or the article's author outside quotations."""
        voice = self.around(span)
        if voice:
            return voice
        byline = _BYLINE.match(self._article.byline or "")
        if byline and not quoted(self._text, span.start):
            return Voice(Speaker(byline[1].strip(), None, None), "named")
        return Voice(None, "unnamed")

    def around(self, span: Span) -> Voice | None:
        """Return the voice of the smallest statement whose content holds a span."""
        stop = bisect_right(self._contents, (span.start, 1 << 60))
        holding = [
            (end - start, at)
            for start, end, at in self._contents[max(0, stop - _NEAR_CONTENTS) : stop]
            if end >= span.end and at in self._known
        ]
        return self._known[min(holding)[1]] if holding else None

    def _words(self, span: Span) -> str:
        """Return a span's words on one line."""
        return _SPACE.sub(" ", span.of(self._text)).strip(' ,;:"“”')

    def _of_pronoun(self, pronoun: str, span: Span) -> Voice:
        """Resolve a pronoun; nobody rather than a wrong one."""
        found: Voice | Person | None
        if pronoun == "i":
            return self.own_voice(span)
        if pronoun in {"who", "which"}:
            return self._of_relative(span, personal=pronoun == "who")
        if pronoun == "they":
            return self.antecedents.group(span.start) or Voice(None, "unnamed", plural=True)
        if pronoun == "it":
            return self.antecedents.body(span.start) or Voice(None, "office")
        found = self.antecedents.person(pronoun, span.start)
        if isinstance(found, Person):
            return self._of_person(found, found.role, span.start)
        return found or Voice(None, "unnamed", gender=pronoun)

    def _of_pair(self, pronoun: str, named: list[tuple[Mention, Person | None]], words: str, span: Span) -> Voice:
        """Make one voice of "she and Name"; the words as they stand where either is unknown."""
        first = self._of_pronoun(pronoun, span)
        if not named or first.speaker is None or first.plural:
            return Voice(Speaker(self._shown(words), None, None), "unnamed", plural=True)
        return self._together([first, *self._voices_of(named, span.start)])

    def _of_relative(self, span: Span, *, personal: bool) -> Voice:
        """Resolve "who" and "which": the person or the noun directly before it."""
        words = self.cast.words
        at = words.at(span.start)
        nearest = next(self.cast.before(span.start, span.start - 160), None)
        if personal and nearest and at - words.at(nearest[0].end) <= 1:
            return self._of_mentions([nearest], span.start)
        first = at - 1
        if first >= 0 and words.raw[first] in {",", "—", "–"}:
            first -= 1
        stop = first + 1
        while first >= max(0, stop - 8) and words.raw[first][0].isalnum() and words.lower[first] not in SPEECH:
            if words.lower[first] in PREPOSITIONS:
                break
            first -= 1
        if stop <= first + 1:
            return Voice(None, "unnamed" if personal else "office")
        phrase = self._text[words.starts[first + 1] : words.ends[stop - 1]]
        sourcing = classify(phrase)
        return Voice(None, "unnamed" if personal and sourcing == "document" else sourcing)

    def _named(self, span: Span) -> list[tuple[Mention, Person | None]]:
        """Return the persons who are the source, not those whom its words only bring in."""
        heads: list[tuple[Mention, Person | None]] = []
        for mention, person in self.cast.within(span.start, span.end):
            if not heads:
                if self._heads_source(mention, span):
                    heads.append((mention, person))
                continue
            between = self._text[heads[-1][0].end : mention.lead]
            if not re.fullmatch(
                r"(?:\s|,|and\b|&|or\b|with\b|the\b|both\b|\([^()]{1,30}\)|of(?: [A-Z]\w+){1,2})*", between
            ):
                break
            heads.append((mention, person))
        return heads

    def _heads_source(self, mention: Mention, span: Span) -> bool:
        """Say whether a mention is the head of the source: nothing governs it, and it governs no noun."""
        words = self.cast.words
        first, behind = words.at(mention.lead), words.at(mention.end)
        if first and words.starts[first - 1] > span.start and words.lower[first - 1] in PREPOSITIONS:
            return False
        opening = words.lower[words.at(span.start) : first]
        if not _RELATIVES.isdisjoint(opening):
            return False
        rest = [word for word in words.raw[behind : behind + 3] if word != "\n"]
        inside = behind < len(words) and words.starts[behind] < span.end
        if not inside or not rest:
            return True
        word = rest[0].lower().replace("’", "'")
        if word in {"'s", "'"}:
            after = behind + 1
            return after >= len(words) or words.starts[after] >= span.end
        return not word[0].isalnum() or word in _BEHIND_A_NAME or word.endswith(("ly", "ing"))

    def _of_mentions(self, named: list[tuple[Mention, Person | None]], offset: int) -> Voice:
        """Make one voice of the persons named in a source."""
        voices = self._voices_of(named, offset)
        return voices[0] if len(voices) == 1 else self._together(voices)

    def _voices_of(self, named: list[tuple[Mention, Person | None]], offset: int) -> list[Voice]:
        """Make a voice of each person named."""
        return [
            self._of_person(person, mention.role or person.role, offset) if person else self._unsure(mention)
            for mention, person in named
        ]

    @staticmethod
    def _together(voices: list[Voice]) -> Voice:
        """Make one voice of several: all names, and the party where it is one."""
        speakers = [voice.speaker for voice in voices if voice.speaker]
        parties = {speaker.actor for speaker in speakers}
        names = [speaker.name for speaker in speakers]
        together = f"{', '.join(names[:-1])} and {names[-1]}"
        return Voice(Speaker(together, None, parties.pop() if len(parties) == 1 else None), "named", plural=True)

    def _unsure(self, mention: Mention) -> Voice:
        """Keep a family name that could be several persons' as it stands."""
        return Voice(
            Speaker(mention.name, mention.role, actors.resolve(mention.role or "")), "named", None, mention.gender
        )

    def _of_person(self, person: Person, role: str | None, offset: int) -> Voice:
        """Make a voice of a person."""
        actor = actors.resolve(role or "") or party_of(person, self.cast, self._text, offset)
        return Voice(Speaker(person.name, role, actor), "named", person, person.gender)

    def _of_words(self, words: str, offset: int) -> Voice:
        """Make a voice of a source that names nobody of the cast."""
        sourcing = classify(words)
        if sourcing == "none":
            return Voice(None, "none")
        fuller = body_named(words, self._text, offset) if sourcing == "office" else None
        name = fuller or self._shown(words)
        actor = None if sourcing == "document" else actors.resolve(fuller or words) or self._through_owner(words)
        if sourcing == "unnamed" and actors.lookup(words):
            actor = None  # "Americans" are people, not their government
        noun = head(words)
        plural = noun.endswith("s") or noun in {"people", "many", "some", "both", "others", "women", "men", "police"}
        single = noun in SPOKESPERSONS or (sourcing == "unnamed" and not plural)
        gender = _gender_of(noun) if single or sourcing == "named" else None
        return Voice(Speaker(name, None, actor), sourcing, None, gender, plural)

    def _through_owner(self, words: str) -> str | None:
        """Return the party of "the Biden administration", "Putin's government": that of the person it is named for."""
        core = noun_phrase(words)
        if not core or core[-1].lower() not in {"administration", "government", "cabinet", "presidency", "spokesman",
                                                "spokeswoman", "spokesperson"}:  # fmt: skip
            return None
        parties = {person.actor for word in core[:-1] if word[0].isupper() for person in self.cast.called(word)}
        return parties.pop() if len(parties) == 1 else None

    @staticmethod
    def _shown(words: str) -> str:
        """Return a source's words as a name: no closing possessive, no article before a capital, not endless."""
        name = re.sub(r"^[Tt]he (?=[A-Z])", "", re.sub(r"['’]s$", "", words))
        if len(name) > _LONGEST_NAME:
            name = name[:_LONGEST_NAME].rsplit(" ", 1)[0]
        return name


def _gender_of(noun: str) -> str:
    """Return which pronoun a noun allows: "he", "she" or "any"."""
    if noun.endswith("woman"):
        return "she"
    return "he" if noun.endswith("man") and noun != "woman" else "any"

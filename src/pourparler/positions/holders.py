"""Which party holds a position: "Moscow", "he", "we" and "the minister" resolved within the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pourparler import actors
from pourparler.statements.pronouns import PRONOUNS, Voice
from pourparler.statements.quotations import quoted
from pourparler.statements.speakers import Said, Speakers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pourparler.types import Article, Sentence, Span, Speaker, Statement

__all__ = ["Holders"]

_SPACE = re.compile(r"\s+")
# "his country", "their forces": the party of the one they belong to.
_OWNED = re.compile(
    r"(?:his|her|their|its|our|my) (?:own )?(?:country|nation|people|government|army|military|troops|forces|side|"
    r"administration|ministry|delegation|cabinet|armed forces|team)$",
    re.IGNORECASE,
)
_LIST = re.compile(r",? and |, | & ")


class Holders:
    """Resolves the holders of one article's positions.

    Args:
        article: The article.
        sentences: Its sentences.
        statements: Its linked statements, in the order that positions refer to.
    """

    __slots__ = ("_article", "_sentences", "_speakers", "_statements")

    def __init__(self, article: Article, sentences: Sequence[Sentence], statements: Sequence[Statement]) -> None:
        self._article, self._sentences, self._statements = article, sentences, statements
        self._speakers: Speakers | None = None

    def actor(self, holder: Span | None, statement: int | None) -> str | None:
        """Return the party that holds a position.

        Args:
            holder: The holder's span, or None where the sentence names none.
            statement: Index of the statement that the position stands in, or None.

        Returns:
            A party ("Russia"), a person's full name where no party is known, or None.
        """
        speaker = self._statements[statement].speaker if statement is not None else None
        if holder is None:
            return _party(speaker)
        words = _SPACE.sub(" ", holder.of(self._article.text)).strip(' ,;:"“”')
        several = self._several(words)
        if several:
            return several
        pronoun = PRONOUNS.get(words.lower())
        if pronoun == "i":
            return _party(speaker)
        if pronoun:
            return self._of_pronoun(pronoun, holder, statement)
        if _OWNED.match(words):
            return self._of_owner(words, holder, statement)
        return self._of_words(words, holder)

    def _of_words(self, words: str, holder: Span) -> str | None:
        """Resolve a name or a description; a person of the article before a place of the same name."""
        if actors.lookup(words) and not self._reading().cast.called(words):
            return actors.lookup(words)
        voice = self._reading().voice([holder])
        if voice.speaker is None:
            return actors.resolve(words)
        if voice.speaker.actor or voice.sourcing == "named":
            return _party(voice.speaker)
        # "the ministry" with its full name is worth showing; words that only repeat the holder are not.
        return voice.speaker.name if voice.speaker.name.lower() not in words.lower() else None

    def _of_pronoun(self, pronoun: str, holder: Span, statement: int | None) -> str | None:
        """Resolve "he", "they" or "it": in reported speech first of all whoever speaks; in a quotation nobody."""
        if statement is not None and any(part.covers(holder) for part in self._statements[statement].content):
            if quoted(self._article.text, holder.start):
                return None
            voice = self._reading().around(holder)
            if voice and _may_mean(pronoun, voice):
                return _party(voice.speaker)
        return _known(self._reading().voice([holder]))

    def _of_owner(self, words: str, holder: Span, statement: int | None) -> str | None:
        """Resolve "his country" to the party of whoever "his" means; a name is no country."""
        pronoun = PRONOUNS.get(words.split(maxsplit=1)[0].lower(), "he")
        speaker = self._statements[statement].speaker if statement is not None else None
        if pronoun == "i":
            return speaker.actor if speaker else None
        if statement is not None and not quoted(self._article.text, holder.start):
            voice = self._reading().around(holder)
            if voice and _may_mean(pronoun, voice):
                return voice.speaker.actor if voice.speaker else None
        found = self._reading().antecedents.person(pronoun, holder.start) if pronoun in {"he", "she"} else None
        if isinstance(found, Voice):
            return found.speaker.actor if found.speaker else None
        return found.actor if found else None

    def _several(self, words: str) -> str | None:
        """Resolve "Russia and Ukraine" where each part is a party."""
        parts = _LIST.split(words[:200])
        if len(parts) < 2:
            return None
        found = list(dict.fromkeys(actors.resolve(part) for part in parts if part))
        if any(name is None for name in found):
            return None
        names = [name for name in found if name]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

    def _reading(self) -> Speakers:
        """Read the article's persons and voices once, and only where a holder needs them."""
        if self._speakers is None:
            said = tuple(Said(one.source, one.content) for one in self._statements)
            self._speakers, _ = Speakers.heard(self._article, tuple(self._sentences), said)
        return self._speakers


def _party(speaker: Speaker | None) -> str | None:
    """Return a speaker's party, or the name where the party is not known."""
    return (speaker.actor or speaker.name) if speaker else None


def _known(voice: Voice) -> str | None:
    """Return a voice's party or name, if it is a party or a person."""
    if voice.speaker is None:
        return None
    return voice.speaker.actor or (voice.speaker.name if voice.sourcing == "named" else None)


def _may_mean(pronoun: str, voice: Voice) -> bool:
    """Say whether a pronoun in reported speech can mean the one who speaks."""
    if pronoun in {"he", "she"}:
        one = voice.sourcing == "named" or voice.gender is not None
        return one and not voice.plural and voice.gender in {None, "any", pronoun}
    if pronoun == "they":
        return voice.plural
    return pronoun == "it" and voice.sourcing in {"office", "document"} and not voice.plural

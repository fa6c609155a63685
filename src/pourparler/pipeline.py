"""The one file that names every room, in the order in which an article meets them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pourparler.protocols import Reader
    from pourparler.settings import Settings
    from pourparler.types import Article, Capture, Labels, Reading

__all__ = ["read", "read_article", "read_capture", "warm"]

_UNCERTAIN = 200  # characters below which the language of a text is too uncertain to leave it unread
_readers: dict[tuple[object, int], Reader] = {}


def read(text: str, *, settings: Settings | None = None) -> Reading:
    """Read one article given as text or HTML; page furniture is cut and recorded.

    Raises:
        UnreadableError: there is nothing in it to read.
        ModelError: the reader's model cannot be used.
    """
    from pourparler.fetch import from_bytes

    data = text.encode("utf-8", "replace")
    return read_capture(from_bytes(data, name="text", charset="utf-8"), settings=settings)


def read_capture(capture: Capture, *, settings: Settings | None = None, reader: Reader | None = None) -> Reading:
    """Read a page or text file as it was received."""
    from pourparler.articles import extract

    return read_article(extract(capture), settings=settings, reader=reader)


def read_article(
    article: Article,
    *,
    settings: Settings | None = None,
    reader: Reader | None = None,
    words: int | None = None,
    seconds: int | None = None,
) -> Reading:
    """Read an extracted article; ``words`` or ``seconds`` bound its summary (three sentences otherwise).

    Of an article in a language that the model does not know nothing is marked.

    Raises:
        RefusedError: the text is longer than ``settings.max_characters``.
    """
    from pourparler import briefs, positions, sentences, statements
    from pourparler.errors import RefusedError
    from pourparler.types import Labels, Reading

    settings = settings or _settings()
    if len(article.text) > settings.max_characters:
        raise RefusedError(
            f"The text has {len(article.text):,} characters; at most {settings.max_characters:,} are read "
            "(setting max_characters)."
        )
    reader = reader or _reader(settings)
    split = sentences.split(article.text)
    labels = Labels((), ())
    if not _foreign(article, reader):
        labels = _sure(reader.read(article.text, split), settings.min_score)
    said = statements.link(article, split, labels)
    stands = positions.link(article, split, labels, said)
    brief = briefs.brief(article, split, said, stands, words=words, seconds=seconds)
    briefs.check(article, brief)
    return Reading(article, split, said, stands, brief, reader.info, labels.entities, labels.senses, labels.vector)


def warm(settings: Settings) -> None:
    """Load the reader that the settings name, so that the first reading is as quick as the next.

    Raises:
        ModelError: it cannot be used.
    """
    from pourparler import sentences

    _reader(settings).read("Ready.", sentences.split("Ready."))


@cache
def _settings() -> Settings:
    """Return the settings of the environment, looked up once a process: that takes as long as reading a short text."""
    from pourparler.settings import Settings

    return Settings()


def _reader(settings: Settings) -> Reader:
    """Load a reader once a process."""
    from pourparler import reader

    key = (settings.model, settings.threads)
    if key not in _readers:
        _readers[key] = reader.load(settings)
    return _readers[key]


def _foreign(article: Article, reader: Reader) -> bool:
    """Say whether an article is in a language that the model does not know: it would mark what nobody said."""
    if not article.language or len(article.text) < _UNCERTAIN:
        return False
    return article.language.lower().partition("-")[0] not in reader.languages


def _sure(labels: Labels, least: float) -> Labels:
    """Leave out what the reader is less sure of than the setting asks."""
    if not least:
        return labels
    return replace(
        labels,
        attributions=tuple(a for a in labels.attributions if a.score >= least),
        frames=tuple(f for f in labels.frames if f.score >= least),
    )

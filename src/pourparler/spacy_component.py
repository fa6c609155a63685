"""Pourparler as a component of a spaCy pipeline: ``nlp.add_pipe("pourparler")``, from the extra ``spacy``.

spaCy finds the component through an entry point, so nobody has to import this module. What was read is kept as plain
data in ``Doc.user_data`` and as groups of spans in ``Doc.spans``; both go with the document when it is serialised. The
attributes ``._.statements``, ``._.positions`` and ``._.entities`` make records of that data.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from pourparler.errors import UsageError
from pourparler.types import Brief, Entity, Position, Span, Speaker, Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pourparler.protocols import Reader
    from pourparler.types import Reading

__all__ = ["GROUPS", "KEY", "PourparlerComponent", "make"]

KEY = "pourparler"
"""Where in ``Doc.user_data`` the records stand as plain data, and the beginning of each group's name."""
_SAID = ("source", "cue", "content", "occasion", "hedges")
_STANDS = ("holder", "act", "condition", "addressee", "trigger")
_REST = ("entities", "sentences", "summary", "unclear")
GROUPS = tuple(f"{KEY}_{part}" for part in (*_SAID, *_STANDS, *_REST))
"""The groups in ``Doc.spans`` that every document has afterwards, empty ones included."""


class PourparlerComponent:
    """Reads each document as one article; its text is taken to the letter.

    Args:
        model: Folder of another reader model; the shipped one by default.
        min_score: Statements and positions below this score are left out.
        threads: Processor threads that the reader uses.
        sentences: Whether ``Doc.sents`` is set, where no component before this one has set it.
        reader: A reader to use instead of a model.

    Raises:
        UsageError: a setting is out of range, or another component has taken the name of an attribute.
    """

    def __init__(
        self,
        model: str | None = None,
        *,
        min_score: float = 0.0,
        threads: int = 1,
        sentences: bool = True,
        reader: Reader | None = None,
    ) -> None:
        from pydantic import ValidationError

        from pourparler.settings import Settings

        if taken := _extend():
            raise UsageError(
                f"Another component has taken the attribute {taken[0]}; remove it before adding pourparler."
            )
        try:
            self._settings = Settings(model=Path(model) if model else None, min_score=min_score, threads=threads)
        except ValidationError as error:
            fault = error.errors()[0]
            name = ".".join(map(str, fault["loc"]))
            raise UsageError(f"The component pourparler cannot use its setting {name}: {fault['msg']}.") from error
        self._sentences = sentences
        self._given = reader
        self._loaded: Reader | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Read a document; one without words gets empty attributes.

        Raises:
            ModelError: the reader's model cannot be used.
            RefusedError: the text is longer than the setting ``max_characters``.
        """
        from pourparler.articles import from_text
        from pourparler.pipeline import read_article

        if not any(character.isalnum() for character in doc.text):
            return _fill(doc, None, sentences=self._sentences)
        article = from_text(doc.text, cut=False)
        reading = read_article(article, settings=self._settings, reader=self._reader())
        return _fill(doc, reading, sentences=self._sentences)

    def _reader(self) -> Reader:
        """Return the reader; a model is loaded at the first document."""
        if self._given is not None:
            return self._given
        if self._loaded is None:
            from pourparler.reader import load

            self._loaded = load(self._settings)
        return self._loaded

    def __getstate__(self) -> dict[str, Any]:
        """Leave the loaded model behind: another process loads its own."""
        return {**self.__dict__, "_loaded": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take the state over."""
        self.__dict__.update(state)


def make(  # noqa: PLR0913 - spaCy gives pipeline and name to every factory, then each setting
    nlp: object,  # noqa: ARG001
    name: str,  # noqa: ARG001
    *,
    model: str | None,
    min_score: float,
    threads: int,
    sentences: bool,
) -> PourparlerComponent:
    """Make the component with the settings of a pipeline's config.

    Raises:
        UsageError: a setting is out of range.
    """
    return PourparlerComponent(model, min_score=min_score, threads=threads, sentences=sentences)


# Called, not used as a decorator: without spaCy's types a decorated function has none either.
Language.factory(
    "pourparler",
    default_config={"model": None, "min_score": 0.0, "threads": 1, "sentences": True},
    assigns=["doc._.statements", "doc._.positions", "doc._.entities", "doc.spans"],
    func=make,
)


# Filling a document


def _fill(doc: Doc, reading: Reading | None, *, sentences: bool) -> Doc:
    """Put all that was read into a document."""
    statements, positions, entities = (
        (reading.statements, reading.positions, reading.entities) if reading else ((), (), ())
    )
    doc.user_data[KEY] = {
        "statements": _plain(statements),
        "positions": _plain(positions),
        "entities": _plain(entities),
        "model": _plain(reading.model) if reading else None,
    }
    tokens = _Tokens(doc)
    split = [sentence.span for sentence in reading.sentences] if reading else []
    brief = reading.brief if reading else Brief((), ())
    groups = {part: tokens.group(_parts(statements, part), [part] * len(statements)) for part in _SAID}
    groups |= {part: tokens.group(_parts(positions, part), [one.kind for one in positions]) for part in _STANDS}
    groups["entities"] = tokens.group(_parts(entities, "span"), [one.kind for one in entities])
    for name, spans in (("sentences", split), ("summary", brief.summary), ("unclear", brief.unclear)):
        groups[name] = tokens.group(enumerate(spans), [name] * len(spans))
    for name, found in groups.items():
        doc.spans[f"{KEY}_{name}"] = found
    if sentences and len(doc) and not doc.has_annotation("SENT_START"):
        starts = {tokens.range(span)[0] for span in split} | {0}
        for token in doc:
            token.is_sent_start = token.i in starts
    return doc


def _parts(records: Sequence[object], part: str) -> Iterator[tuple[int, Span]]:
    """Yield the spans of one part of each record, with the record's number."""
    for at, record in enumerate(records):
        value = getattr(record, part)
        yield from ((at, span) for span in ((value,) if isinstance(value, Span) else value or ()))


class _Tokens:
    """Finds the tokens of a stretch of characters; a token that is touched belongs to it."""

    __slots__ = ("_doc", "_ends", "_starts")

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._starts = [token.idx for token in doc]
        self._ends = [token.idx + len(token) for token in doc]

    def range(self, span: Span) -> tuple[int, int]:
        """Return the first token and the one after the last; never none, also where a span is white space."""
        first = min(bisect_right(self._ends, span.start), len(self._ends) - 1)
        return first, max(bisect_left(self._starts, span.end), first + 1)

    def group(self, spans: Iterable[tuple[int, Span]], labels: Sequence[str]) -> list[TokenSpan]:
        """Return spans of tokens, each with its record's label; ``id_`` of each is the number of its record."""
        return [TokenSpan(self._doc, *self.range(span), label=labels[at], span_id=str(at)) for at, span in spans]


# Records to plain data and back


def _plain(value: object) -> Any:
    """Return a record as lists, dicts and scalars, which spaCy can serialise."""
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return [_plain(part) for part in value] if isinstance(value, (tuple, list)) else value


def _kept(doc: Doc, what: str) -> list[dict[str, Any]]:
    return list((doc.user_data.get(KEY) or {}).get(what) or ())


def _span(value: Sequence[int] | None) -> Span | None:
    return Span(*value) if value else None


def _spans(value: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(*span) for span in value)


def _statements(doc: Doc) -> tuple[Statement, ...]:
    """Return the statements of a document; offsets are those of its characters."""
    return tuple(
        Statement(
            **{
                **one,
                **{part: _spans(one[part]) for part in ("source", "cue", "content", "hedges")},
                "occasion": _span(one["occasion"]),
                "speaker": Speaker(**one["speaker"]) if one["speaker"] else None,
            }
        )
        for one in _kept(doc, "statements")
    )


def _positions(doc: Doc) -> tuple[Position, ...]:
    """Return the positions of a document; offsets are those of its characters."""
    return tuple(
        Position(
            **{
                **one,
                **{part: _span(one[part]) for part in ("holder", "act", "condition", "addressee")},
                "trigger": _spans(one["trigger"]),
            }
        )
        for one in _kept(doc, "positions")
    )


def _entities(doc: Doc) -> tuple[Entity, ...]:
    """Return the names in a document; offsets are those of its characters."""
    return tuple(Entity(**{**one, "span": Span(*one["span"])}) for one in _kept(doc, "entities"))


# Attributes of documents, and of spans: sentences above all


def _statements_of(tokens: TokenSpan) -> tuple[Statement, ...]:
    """Return the statements of which some words stand in a span."""
    own = Span(tokens.start_char, tokens.end_char)
    return tuple(
        one for one in _statements(tokens.doc) if any(own.overlaps(s) for s in (*one.source, *one.cue, *one.content))
    )


def _positions_of(tokens: TokenSpan) -> tuple[Position, ...]:
    """Return the positions whose act or condition stands, at least in part, in a span."""
    own = Span(tokens.start_char, tokens.end_char)
    return tuple(one for one in _positions(tokens.doc) if any(own.overlaps(s) for s in (one.act, one.condition) if s))


_ATTRIBUTES: tuple[tuple[type[Doc] | type[TokenSpan], str, Callable[..., object]], ...] = (
    (Doc, "statements", _statements),
    (Doc, "positions", _positions),
    (Doc, "entities", _entities),
    (TokenSpan, "statements", _statements_of),
    (TokenSpan, "positions", _positions_of),
)


def _extend() -> list[str]:
    """Register the attributes, and return the names of those that another component has taken."""
    taken = []
    for owner, name, getter in _ATTRIBUTES:
        if not owner.has_extension(name):
            owner.set_extension(name, getter=getter)
        elif getattr(owner.get_extension(name)[2], "__module__", None) != __name__:
            taken.append(f"{owner.__name__}._.{name}")
    return taken


# At import too: documents from bytes have their attributes in a program that reads nothing itself. A name that is taken
# is said only to those who add the component: spaCy imports this module also for pipelines that do not have it.
_extend()

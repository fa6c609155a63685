"""Articles for the briefs' tests, made from a text."""

from __future__ import annotations

from hashlib import sha256

from pourparler.types import Article, Kind, Position, Span, Statement


def article(text: str, title: str | None = None) -> Article:
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article("a1", None, "Arven Post", title, None, None, "en", None, None, text, (), digest)


def position(text: str, act: str, kind: Kind = "precondition", score: float = 0.9) -> Position:
    start = text.index(act)
    return Position(kind, None, Span(start, start + len(act)), None, None, (), False, None, None, score)


def statement(text: str, source: str | None, content: str) -> Statement:
    def spans(words: str | None) -> tuple[Span, ...]:
        return () if words is None else (Span(text.index(words), text.index(words) + len(words)),)

    return Statement(spans(source), (), spans(content), None, "named", None, (), 0.9)

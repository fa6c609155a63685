"""Mark up a text as the reader model would: by the words of source, cue and content."""

from __future__ import annotations

import re

from pourparler.types import Article, Attribution, Labels, Sentence, Span

Marks = tuple[str, str, str]  # source (or ""), cue, content


def article(text: str, *, byline: str | None = None) -> Article:
    return Article(
        id="test",
        url=None,
        outlet=None,
        title=None,
        byline=byline,
        published=None,
        language="en",
        previous=None,
        next=None,
        text=text,
        removed=(),
        sha256="",
    )


def sentences(text: str) -> tuple[Sentence, ...]:
    """Split at full stops, and at empty lines: enough for the texts written here."""
    found, paragraph, start = [], 0, 0
    for match in re.finditer(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])|\n\n|$", text):
        if text[start : match.start()].strip() and not re.search(
            r"\b(?:Mr|Mrs|Ms|Sen|Gen|U\.S)\.$", text[start : match.start()]
        ):
            found.append(Sentence(Span(start, match.start()), paragraph))
            start = match.end()
        paragraph += match.group() == "\n\n"
    return tuple(found)


def attribution(text: str, marks: Marks, score: float = 0.9) -> Attribution:
    """Find content, then the cue and source nearest to it."""
    source, cue, content = marks
    said = span(text, content)
    said_by = nearest(text, cue, said)
    return Attribution((nearest(text, source, said_by),) if source else (), (said_by,), (said,), score)


def labels(text: str, *marks: Marks) -> Labels:
    return Labels(tuple(attribution(text, one) for one in marks), ())


def span(text: str, words: str, start: int = 0) -> Span:
    at = text.index(words, start)
    return Span(at, at + len(words))


def nearest(text: str, words: str, to: Span) -> Span:
    starts = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    at = min(starts, key=lambda start: min(abs(start - to.end), abs(start + len(words) - to.start)))
    return Span(at, at + len(words))

"""A reading with outside text in every field that a page shows."""

from __future__ import annotations

from pourparler import sentences
from pourparler.types import Brief, Position, Reading, Span, Speaker, Statement
from tests.readings import MODEL, article


def hostile_reading(odd: str) -> Reading:
    """Return a reading in which every field that comes from outside is or holds ``odd``."""
    text = f"{odd} said {odd} if {odd}.\n\n{odd}"
    size = len(odd)
    first, second = Span(0, size), Span(size + 6, 2 * size + 6)
    third = Span(2 * size + 10, 3 * size + 10)
    last = Span(len(text) - size, len(text))
    statement = Statement(
        source=(first,),
        cue=(Span(size + 1, size + 5),),
        content=(second, last),
        speaker=Speaker(odd, odd, odd),
        sourcing="named",
        occasion=third,
        hedges=(second,),
        score=0.5,
    )
    position = Position(
        kind="precondition",
        holder=first,
        act=second,
        condition=third,
        addressee=last,
        trigger=(Span(2 * size + 7, 2 * size + 9),),
        hedged=True,
        statement=0,
        actor=odd,
        score=0.5,
    )
    fields = dict.fromkeys(("url", "outlet", "title", "byline", "published", "language", "previous", "next"), odd)
    split = sentences.split(text)
    return Reading(
        article=article(text, id="odd", removed=(odd, odd), **fields),
        sentences=split,
        statements=(statement,),
        positions=(position,),
        brief=Brief(summary=tuple(sentence.span for sentence in split), unclear=(split[-1].span,)),
        model=MODEL,
    )

"""The words of positions in lists: a row has its spans, and the words between them stand in the article.

Without the trigger words a quotation can turn round ("return to the table" for "will not return to the table"), so
lists quote from the text. An article's text is looked up once for all its rows, and what was cut from it is kept.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from pourparler.render import quoting, wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pourparler.protocols import Store
    from pourparler.render.quoting import Piece
    from pourparler.rows import PositionRow

__all__ = ["Quotes", "Stand", "clipped"]

# 20,000 positions of some 200 characters are about 10 MB: the newest of a large store, which most pages show.
_KEPT = 20_000
_LONGEST = 700  # characters of one quotation in a list; its own page has the whole


@dataclass(frozen=True, slots=True)
class Stand:
    """A position as lists show it."""

    row: PositionRow
    act: tuple[Piece, ...]
    condition: tuple[Piece, ...]
    holder: str | None
    towards: str | None


def clipped(pieces: Sequence[Piece], longest: int = _LONGEST) -> tuple[Piece, ...]:
    """Return the first ``longest`` characters of ``pieces``, with a gap where more are left out."""
    shown: list[Piece] = []
    for piece in pieces:
        if longest <= 0:
            shown.append(quoting.Piece("gap", "…"))
            break
        if len(piece.words) > longest:
            shown += [quoting.Piece(piece.part, piece.words[:longest]), quoting.Piece("gap", "…")]
            break
        shown.append(piece)
        longest -= len(piece.words)
    return tuple(shown)


def _towards(row: PositionRow) -> str | None:
    """Return the addressee, unless act or condition already name it."""
    words = row.addressee_words
    if not words or words in row.act_words or words in (row.condition_words or ""):
        return None
    return words


class Quotes:
    """Quotations of positions, the last ones kept."""

    def __init__(self, kept: int = _KEPT) -> None:
        self._kept: OrderedDict[PositionRow, Stand] = OrderedDict()
        self._most = kept
        self._lock = Lock()

    def stands(
        self, store: Store, rows: Iterable[PositionRow], texts: Mapping[str, str] | None = None
    ) -> tuple[Stand, ...]:
        """Return ``rows`` with their words.

        Args:
            store: Where the text of an article is looked up that is neither kept nor given.
            rows: Positions.
            texts: Texts that the caller has at hand, by article.
        """
        known = dict(texts or {})
        return tuple(self._stand(store, row, known) for row in rows)

    def _stand(self, store: Store, row: PositionRow, texts: dict[str, str]) -> Stand:
        with self._lock:
            found = self._kept.get(row)  # a changed article makes another row
            if found is not None:
                self._kept.move_to_end(row)
                return found
        if row.article not in texts:
            article = store.article(row.article)
            texts[row.article] = article.text if article else ""
        made = _cut(row, texts[row.article])
        with self._lock:
            self._kept[row] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made


def _cut(row: PositionRow, text: str) -> Stand:
    """Quote a position from the text; from the row alone where the text has changed in between."""
    if row.act.of(text) == row.act_words:
        # a row has every field of a position that quoting looks at
        act, condition = quoting.act_pieces(text, row), quoting.condition_pieces(text, row)  # type: ignore[arg-type]
    else:
        act = (quoting.Piece("act", row.act_words),)
        condition = (quoting.Piece("condition", row.condition_words),) if row.condition_words else ()
    holder = wording.whose((row.actor or "").strip(), (row.holder_words or "").strip())
    return Stand(row, clipped(act), clipped(condition), holder, _towards(row))

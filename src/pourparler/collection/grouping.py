"""Places readings one after another: to an origin, then to a story; goes on where an earlier run ended."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from threadpoolctl import ThreadpoolController

from pourparler import duplicates, stories
from pourparler.storage import article_id
from pourparler.types import OriginPlacement, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pourparler.collection.shards import Result
    from pourparler.protocols import Store
    from pourparler.rows import Placed

__all__ = ["Groups"]


class Groups:
    """The origins and stories of a store that still grow."""

    def __init__(self, store: Store) -> None:
        self._pools = ThreadpoolController()
        self._origins = duplicates.Index()
        self._stories = stories.Index()
        rows = tuple(_latest(store.placed(), max(self._origins.capacity, self._stories.capacity)))
        self._origins.restore(
            duplicates.Row(row.article, row.origin or row.article, duplicates.Fingerprint.unpack(row.fingerprint))
            for row in rows
            if row.fingerprint
        )
        self._stories.restore(
            stories.Row(row.article, row.story, row.origin or row.article, stories.Sketch.unpack(row.sketch))
            for row in rows
            if row.sketch and row.story
        )

    def outcome(self, result: Result, moment: str) -> Outcome:
        """Return what a store commits for a result; a reading is placed."""
        with self._pools.limit(limits=1, user_api="blas"):  # threads of small products take more than they give
            return self._placed(result, moment)

    def _placed(self, result: Result, moment: str) -> Outcome:
        item = result.page.item
        if result.reading is None:
            return Outcome(item, moment, capture=result.page.kept, failure=result.failure)
        reading, key = result.reading, article_id(item.key)
        mark = duplicates.Fingerprint.unpack(result.fingerprint)
        origin = self._origins.place(key, reading.article, mark)
        sketch = stories.sketch(reading.article, without=origin.stock)
        story = self._stories.place(key, sketch, origin.origin)
        mentions = result.mentions
        return Outcome(
            item,
            moment,
            capture=result.page.kept,
            reading=reading,
            fingerprint=result.fingerprint,
            sketch=sketch.pack(),
            origin=OriginPlacement(origin.origin, origin.kind, origin.agency, origin.added),
            story=story,
            speakers=mentions.speakers if mentions else (),
            holders=mentions.holders if mentions else (),
            addressees=mentions.addressees if mentions else (),
            actors=mentions.actors if mentions else (),
        )


def _latest(rows: Iterable[Placed], count: int) -> Iterable[Placed]:
    """Return the last ``count`` rows; what came before grows no more."""
    return deque(rows, maxlen=count)

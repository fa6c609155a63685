"""Collection: from sources to a store. Looks at sources, fetches what is new, reads it, groups it, and commits it.

``sync`` looks at all sources and reads what is new, ``replay`` reads archives again. What a run leaves depends on what
was read alone: killed anywhere and run again, it ends with the same store.
"""

from __future__ import annotations

from pourparler.collection.running import replay, sync
from pourparler.collection.runs import Counts, Run
from pourparler.collection.shards import Tools, prepare
from pourparler.collection.stopping import Stop

__all__ = ["Counts", "Run", "Stop", "Tools", "prepare", "replay", "sync"]

"""Articles: a capture or a text becomes the article's own words, and page furniture becomes a list of what was cut.

``extract`` reads HTML and plain text alike; ``from_text`` takes words that are already at hand, ``from_record`` a line
of JSONL.
"""

from __future__ import annotations

from pourparler.articles.extraction import extract, from_text
from pourparler.articles.records import from_record

__all__ = ["extract", "from_record", "from_text"]

"""Articles: a capture or a text becomes the article's own words, and page furniture becomes a list of what was cut.

``extract`` reads HTML and plain text alike; ``from_text`` takes words that are already at hand.
"""

from __future__ import annotations

from pourparler.articles.extraction import extract, from_text

__all__ = ["extract", "from_text"]

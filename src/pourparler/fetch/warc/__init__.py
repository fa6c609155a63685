"""WARC 1.1 (ISO 28500:2017): every page as fetched is kept, so that the evidence outlives the page.

``Writer`` appends, ``captures`` reads all of a file again, ``capture_at`` one page. Files of others are read too:
packed record by record with gzip, or not packed.

Two libraries were measured before this was written (2026-11). Both take a file that ends in the middle of a record
for a whole one; warcio 1.8 holds 900 MB for a header of 290 kB, packed, and prints to standard output; fastwarc 2.0,
weeks old, reads a negative or huge length as 0 and stops for good at the first damaged record. Evidence needs the
opposite: bounds, a sentence for each damage, and going on behind it. The format is small enough for that.
"""

from __future__ import annotations

from pourparler.fetch.warc.reading import capture_at, captures
from pourparler.fetch.warc.writing import Writer

__all__ = ["Writer", "capture_at", "captures"]

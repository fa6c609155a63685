"""Duplicates: the same text, a near copy, a cut copy, and whose wire it came over."""

from __future__ import annotations

from pourparler.duplicates.fingerprints import Fingerprint, fingerprint
from pourparler.duplicates.index import Index, Placement, Row

__all__ = ["Fingerprint", "Index", "Placement", "Row", "fingerprint"]

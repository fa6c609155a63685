"""Sentence segmentation of English news: ``split(text) -> tuple[Sentence, ...]``."""

from __future__ import annotations

from pourparler.sentences.splitting import split

__all__ = ["split"]

"""Fixtures that several rooms' tests use."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests import readings

if TYPE_CHECKING:
    from pourparler.types import Reading

# The same examples on every run, so that a failure belongs to the change that brought it.
# HYPOTHESIS_PROFILE=explore draws new ones, to look for what nobody has met yet.
settings.register_profile("repeatable", derandomize=True, database=None)
settings.register_profile("explore", print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


@pytest.fixture
def reading() -> Reading:
    """Return a hand-made reading with every field in use."""
    return readings.reading()

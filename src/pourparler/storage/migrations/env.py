"""Runs the steps on the connection that the opening store hands over."""

from __future__ import annotations

from alembic import context

from pourparler.storage.opening import VERSIONS
from pourparler.storage.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSIONS)
context.run_migrations()

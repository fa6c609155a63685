"""Sources take turns in the queue; what waits already keeps its order."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Number the items of each source from now on."""
    op.add_column("items", sa.Column("turn", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("items_turn", "items", ["state", "turn", "number"])

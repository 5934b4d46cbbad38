"""Log-ins, so that one ends at once on every server."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add a table; whoever is logged in logs in once more."""
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("person_id", sa.String(64), sa.ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
        sa.Column("begun_at", sa.String(40), nullable=False),
        sa.Column("ends_at", sa.String(40), nullable=False),
    )
    op.create_index("ix_sessions_person_id", "sessions", ["person_id"])

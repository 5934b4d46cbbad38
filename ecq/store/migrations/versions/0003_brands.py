"""The brand of whoever works here: name, accent colour, logo."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add one table; no row of the others changes."""
    op.create_table(
        "brands",
        sa.Column("browser", sa.String(64), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("accent", sa.String(7), nullable=False),
        sa.Column("logo_kind", sa.String(3), nullable=False),
        sa.Column("logo", sa.LargeBinary),
    )

"""Proposals: what comes in waits until somebody accepts it; and how a request to somebody fares."""

import sqlalchemy as sa
from alembic import op

from ecq.store.tables import trigger

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add a table and three columns; requests of before were all made by link."""
    op.create_table(
        "proposals",
        sa.Column(
            "assessment_id", sa.String(64), sa.ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("request", sa.String(64), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("decided_at", sa.String(40), nullable=False),
        sa.Column("decided_by", sa.String(64), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("remark", sa.Text, nullable=False),
    )
    for name, length, default in (("kind", 20, "link"), ("opened_at", 40, ""), ("reminded_at", 40, "")):
        op.add_column("invitations", sa.Column(name, sa.String(length), nullable=False, server_default=default))
    if op.get_bind().dialect.name == "sqlite":
        op.execute(trigger("proposals"))

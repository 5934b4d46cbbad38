"""The remarks of a conversation; lists of assessments: how each stands in them, what they show of it, and whose they are."""

import sqlalchemy as sa
from alembic import op

from ecq.store.tables import trigger

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add four tables; no row of the others changes."""

    def assessment() -> sa.Column[str]:
        key = sa.ForeignKey("assessments.id", ondelete="CASCADE")
        return sa.Column("assessment_id", sa.String(64), key, primary_key=True)

    op.create_table(
        "remarks",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("assessment_id", sa.String(64), sa.ForeignKey("assessments.id", ondelete="CASCADE"), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("reply", sa.Text, nullable=False),
    )
    op.create_index("ix_remarks_assessment_id", "remarks", ["assessment_id"])
    op.create_table(
        "listings",
        assessment(),
        sa.Column("tags", sa.Text, nullable=False),
        sa.Column("sample", sa.String(64), nullable=False),
        sa.Column("archived_at", sa.String(40)),
        sa.Column("binned_at", sa.String(40)),
    )
    op.create_table(
        "summaries",
        assessment(),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("rubric", sa.String(64), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "browsers",
        sa.Column("browser", sa.String(64), primary_key=True),
        assessment(),
        sa.Column("added_at", sa.String(40), nullable=False),
    )
    op.create_index("ix_browsers_assessment_id", "browsers", ["assessment_id"])
    if op.get_bind().dialect.name == "sqlite":
        for table in ("remarks", "listings", "summaries", "browsers"):
            op.execute(trigger(table))

"""The tables as ECQ 0.1.0 made them. Its databases carry no mark of a revision and may miss a table that came late."""

import sqlalchemy as sa
from alembic import op

from ecq.store.tables import trigger

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create what is missing."""

    def assessment(primary_key: bool) -> sa.Column[str]:
        key = sa.ForeignKey("assessments.id", ondelete="CASCADE")
        return sa.Column("assessment_id", sa.String(64), key, primary_key=primary_key, nullable=False)

    op.create_table(
        "assessments",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("created_at", sa.String(40), nullable=False),
        sa.Column("saved_at", sa.String(40), nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "journal",
        assessment(primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("made_by", sa.String(40), nullable=False),
        sa.Column("undoes", sa.Integer),
        sa.Column("questions", sa.Text, nullable=False),
        sa.Column("changes", sa.Text, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "snapshots",
        sa.Column("id", sa.String(64), primary_key=True),
        assessment(primary_key=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("rubric", sa.String(64), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        if_not_exists=True,
    )
    op.create_index("ix_snapshots_assessment_id", "snapshots", ["assessment_id"], if_not_exists=True)
    op.create_table(
        "rubrics",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        if_not_exists=True,
    )
    if op.get_bind().dialect.name == "sqlite":
        for table in ("journal", "snapshots"):
            op.execute(trigger(table))

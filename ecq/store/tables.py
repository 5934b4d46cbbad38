"""The tables of the store. What changes here needs a migration (`ecq/store/migrations`), which a test compares with these."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

METADATA = sa.MetaData()
ASSESSMENTS = sa.Table(
    "assessments",
    METADATA,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("created_at", sa.String(40), nullable=False),
    sa.Column("saved_at", sa.String(40), nullable=False),
)
JOURNAL = sa.Table(
    "journal",
    METADATA,
    sa.Column("assessment_id", sa.ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("made_by", sa.String(40), nullable=False),
    sa.Column("undoes", sa.Integer),
    sa.Column("questions", sa.Text, nullable=False),
    sa.Column("changes", sa.Text, nullable=False),
)
REMARKS = sa.Table(
    "remarks",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("assessment_id", sa.ForeignKey("assessments.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("reply", sa.Text, nullable=False),
)
SNAPSHOTS = sa.Table(
    "snapshots",
    METADATA,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("assessment_id", sa.ForeignKey("assessments.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("rubric", sa.String(64), nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)
RUBRICS = sa.Table(
    "rubrics",
    METADATA,
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
)

LISTINGS = sa.Table(
    "listings",
    METADATA,
    sa.Column("assessment_id", sa.ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("tags", sa.Text, nullable=False),
    sa.Column("sample", sa.String(64), nullable=False),
    sa.Column("archived_at", sa.String(40)),
    sa.Column("binned_at", sa.String(40)),
)
"""How an assessment stands in the list: tags as JSON, the sample it is a demo of, and when it was put away or in the bin."""

SUMMARIES = sa.Table(
    "summaries",
    METADATA,
    sa.Column("assessment_id", sa.ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("rubric", sa.String(64), nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)
"""What the list shows of an assessment, worked out for one revision and the digest of one rubric; only a cache."""

BROWSERS = sa.Table(
    "browsers",
    METADATA,
    sa.Column("browser", sa.String(64), primary_key=True),
    sa.Column("assessment_id", sa.ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True, index=True),
    sa.Column("added_at", sa.String(40), nullable=False),
)
"""Whose list an assessment is on: the SHA-256 of a browser's key."""

BRANDS = sa.Table(
    "brands",
    METADATA,
    sa.Column("browser", sa.String(64), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("accent", sa.String(7), nullable=False),
    sa.Column("logo_kind", sa.String(3), nullable=False),
    sa.Column("logo", sa.LargeBinary),
)
"""Name, accent colour and logo: those of this computer under "", else by the SHA-256 of a browser's key."""


def insert_if_missing(connection: sa.Connection, table: sa.Table, **values: Any) -> None:
    """Insert a row unless there is one with its key, also where another process inserts it at the same moment."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(insert(table).values(values).on_conflict_do_nothing())


def trigger(table: str) -> str:
    """The statement with which SQLite forgets a table's rows of a deleted assessment, also when it is deleted by hand."""
    forgets = f"DELETE FROM {table} WHERE assessment_id = OLD.id"  # noqa: S608  # the name of one of our tables
    return f"CREATE TRIGGER IF NOT EXISTS {table}_goes_with_its_assessment AFTER DELETE ON assessments BEGIN {forgets}; END"

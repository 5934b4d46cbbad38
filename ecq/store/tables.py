"""The tables of the store. What changes here needs a migration (`ecq/store/migrations`), which a test compares with these."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

METADATA = sa.MetaData()


def _table(name: str, *columns: sa.Column[Any]) -> sa.Table:
    return sa.Table(name, METADATA, *columns)


ASSESSMENTS = _table(
    "assessments",
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("created_at", sa.String(40), nullable=False),
    sa.Column("saved_at", sa.String(40), nullable=False),
)
JOURNAL = _table(
    "journal",
    sa.Column("assessment_id", sa.ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("made_by", sa.String(40), nullable=False),
    sa.Column("undoes", sa.Integer),
    sa.Column("questions", sa.Text, nullable=False),
    sa.Column("changes", sa.Text, nullable=False),
    sa.Column("person", sa.String(64), nullable=False, server_default=""),
)
REMARKS = _table(
    "remarks",
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("assessment_id", sa.ForeignKey("assessments.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("reply", sa.Text, nullable=False),
)
SNAPSHOTS = _table(
    "snapshots",
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("assessment_id", sa.ForeignKey("assessments.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("rubric", sa.String(64), nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)
RUBRICS = _table(
    "rubrics",
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
)

LISTINGS = _table(
    "listings",
    sa.Column("assessment_id", sa.ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("tags", sa.Text, nullable=False),
    sa.Column("sample", sa.String(64), nullable=False),
    sa.Column("archived_at", sa.String(40)),
    sa.Column("binned_at", sa.String(40)),
)
"""How an assessment stands in the list: tags as JSON, the sample it is a demo of, and when it was put away or in the bin."""

SUMMARIES = _table(
    "summaries",
    sa.Column("assessment_id", sa.ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("rubric", sa.String(64), nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)
"""What the list shows of an assessment, worked out for one revision and the digest of one rubric; only a cache."""

BROWSERS = _table(
    "browsers",
    sa.Column("browser", sa.String(64), primary_key=True),
    sa.Column("assessment_id", sa.ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True, index=True),
    sa.Column("added_at", sa.String(40), nullable=False),
)
"""Whose list an assessment is on: the SHA-256 of a browser's key."""

BRANDS = _table(
    "brands",
    sa.Column("browser", sa.String(64), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("accent", sa.String(7), nullable=False),
    sa.Column("logo_kind", sa.String(3), nullable=False),
    sa.Column("logo", sa.LargeBinary),
)
"""Name, accent colour and logo: those of this computer under "", else by the SHA-256 of a browser's key."""

# -- what is kept where several people log in: ecq/store/person.py says who may do what

PEOPLE = _table(
    "people",
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("email", sa.Text, nullable=False),
    sa.Column("first_at", sa.String(40), nullable=False),
    sa.Column("last_at", sa.String(40), nullable=False),
)
"""Who has logged in, by a digest of what the identity provider calls them."""

SESSIONS = _table(
    "sessions",
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("person_id", sa.ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("begun_at", sa.String(40), nullable=False),
    sa.Column("ends_at", sa.String(40), nullable=False),
)
"""Log-ins that hold, by a digest of what the identity provider said then; times are ISO 8601, UTC."""

ORGANISATIONS = _table(
    "organisations",
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("audit_days", sa.Integer, nullable=False),
    sa.Column("created_at", sa.String(40), nullable=False),
)

GROUPS = _table(
    "organisation_groups",
    sa.Column("group_name", sa.String(255), primary_key=True),
    sa.Column("organisation_id", sa.ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("role", sa.String(20), nullable=False),
)
"""Which groups of the identity provider make somebody a member of what, and as what."""

MEMBERS = _table(
    "members",
    sa.Column("organisation_id", sa.ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("person_id", sa.ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
    sa.Column("role", sa.String(20), nullable=False),
    sa.Column("by_group", sa.Boolean, nullable=False),
    sa.Column("added_at", sa.String(40), nullable=False),
)

AWAITED = _table(
    "awaited",
    sa.Column("organisation_id", sa.ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("email", sa.String(255), primary_key=True),
    sa.Column("role", sa.String(20), nullable=False),
    sa.Column("added_at", sa.String(40), nullable=False),
)
"""Who becomes a member when they first log in with that address."""

HELD = _table(
    "held",
    sa.Column("assessment_id", sa.ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("organisation_id", sa.ForeignKey("organisations.id", ondelete="CASCADE"), nullable=False, index=True),
)
"""Which organisation an assessment belongs to."""

AUDIT = _table(
    "audit",
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("organisation_id", sa.ForeignKey("organisations.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("person_id", sa.String(64), nullable=False, index=True),
    sa.Column("person", sa.Text, nullable=False),
    sa.Column("did", sa.String(40), nullable=False),
    sa.Column("about", sa.String(64), nullable=False),
    sa.Column("more", sa.Text, nullable=False),
)
"""Who did what and when; `about` is an id, `more` a role, a count or a format, never an answer."""

INVITATIONS = _table(
    "invitations",
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("assessment_id", sa.ForeignKey("assessments.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("secret", sa.String(64), nullable=False, unique=True),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("questions", sa.Text, nullable=False),
    sa.Column("created_at", sa.String(40), nullable=False),
    sa.Column("created_by", sa.String(64), nullable=False),
    sa.Column("expires_at", sa.String(40), nullable=False),
    sa.Column("due", sa.String(10), nullable=False),
    sa.Column("ended", sa.String(20), nullable=False),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("base", sa.Integer, nullable=False),
    sa.Column("answers", sa.Text, nullable=False),
    sa.Column("remark", sa.Text, nullable=False),
    sa.Column("changed_at", sa.String(40), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("kind", sa.String(20), nullable=False, server_default="link"),
    sa.Column("opened_at", sa.String(40), nullable=False, server_default=""),
    sa.Column("reminded_at", sa.String(40), nullable=False, server_default=""),
)
"""What somebody is asked: some questions of one self-check, by a link or an answer sheet, and what they have answered so far.

`secret` is the SHA-256 of what stands in the link, of nothing that is told for a sheet; `kind` is "link" or "sheet"; `ended` is "", "closed" or "revoked"; `state` is "open", "submitted",
"returned" or "accepted"; `base` is the revision of the assessment when the invitation was made, `answers` an assessment
with these answers alone.
"""

PROPOSALS = _table(
    "proposals",
    sa.Column("assessment_id", sa.ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True),
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
"""What came in for a self-check and was or is to be decided: `state` is "waiting", "accepted" or "returned"; `request` is the
invitation it answers, or ""; `revision` is the one that the acceptance made, or that took it back."""

TOKENS = _table(
    "tokens",
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("secret", sa.String(64), nullable=False, unique=True),
    sa.Column("organisation_id", sa.ForeignKey("organisations.id", ondelete="CASCADE"), index=True),
    sa.Column("person_id", sa.ForeignKey("people.id", ondelete="CASCADE"), index=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("scope", sa.String(20), nullable=False),
    sa.Column("created_at", sa.String(40), nullable=False),
    sa.Column("expires_at", sa.String(40), nullable=False),
    sa.Column("used_at", sa.String(40)),
)
"""Keys to the API: `secret` is a SHA-256, `scope` is "read" or "write". Without person and organisation it is one of a
server without log-in, and reaches all that it holds."""


def insert_if_missing(connection: sa.Connection, table: sa.Table, **values: Any) -> None:
    """Insert a row unless there is one with its key, also where another process inserts it at the same moment."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(insert(table).values(values).on_conflict_do_nothing())


def trigger(table: str) -> str:
    """The statement with which SQLite forgets a table's rows of a deleted assessment, also when it is deleted by hand."""
    forgets = f"DELETE FROM {table} WHERE assessment_id = OLD.id"  # noqa: S608  # the name of one of our tables
    return f"CREATE TRIGGER IF NOT EXISTS {table}_goes_with_its_assessment AFTER DELETE ON assessments BEGIN {forgets}; END"

"""People, organisations, invitations, keys to the API and the audit log; who made a change."""

import sqlalchemy as sa
from alembic import op

from ecq.store.tables import trigger

revision = "0004"
down_revision = "0003"


def _of(table: str, **named: bool) -> sa.Column[str]:
    name = {"assessments": "assessment_id", "organisations": "organisation_id", "people": "person_id"}[table]
    return sa.Column(name, sa.String(64), sa.ForeignKey(f"{table}.id", ondelete="CASCADE"), **named)  # type: ignore[arg-type]


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _times(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(40), nullable=False) for name in names]


def upgrade() -> None:
    """Add eight tables and a column; rows of before were made by nobody that is known."""
    op.add_column("journal", sa.Column("person", sa.String(64), nullable=False, server_default=""))
    op.create_table(
        "people",
        sa.Column("id", sa.String(64), primary_key=True),
        *_text("name", "email"),
        *_times("first_at", "last_at"),
    )
    op.create_table(
        "organisations",
        sa.Column("id", sa.String(64), primary_key=True),
        *_text("name"),
        sa.Column("audit_days", sa.Integer, nullable=False),
        *_times("created_at"),
    )
    op.create_table(
        "organisation_groups",
        sa.Column("group_name", sa.String(255), primary_key=True),
        _of("organisations", primary_key=True),
        sa.Column("role", sa.String(20), nullable=False),
    )
    op.create_table(
        "members",
        _of("organisations", primary_key=True),
        _of("people", primary_key=True),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("by_group", sa.Boolean, nullable=False),
        *_times("added_at"),
    )
    op.create_index("ix_members_person_id", "members", ["person_id"])
    op.create_table(
        "awaited",
        _of("organisations", primary_key=True),
        sa.Column("email", sa.String(255), primary_key=True),
        sa.Column("role", sa.String(20), nullable=False),
        *_times("added_at"),
    )
    op.create_table("held", _of("assessments", primary_key=True), _of("organisations", nullable=False))
    op.create_index("ix_held_organisation_id", "held", ["organisation_id"])
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, primary_key=True),
        _of("organisations", nullable=False),
        *_times("at"),
        sa.Column("person_id", sa.String(64), nullable=False),
        *_text("person"),
        *_times("did"),
        sa.Column("about", sa.String(64), nullable=False),
        *_text("more"),
    )
    op.create_index("ix_audit_organisation_id", "audit", ["organisation_id"])
    op.create_index("ix_audit_person_id", "audit", ["person_id"])
    op.create_table(
        "invitations",
        sa.Column("id", sa.String(64), primary_key=True),
        _of("assessments", nullable=False),
        sa.Column("secret", sa.String(64), nullable=False, unique=True),
        *_text("label", "questions"),
        *_times("created_at"),
        sa.Column("created_by", sa.String(64), nullable=False),
        *_times("expires_at"),
        sa.Column("due", sa.String(10), nullable=False),
        sa.Column("ended", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("base", sa.Integer, nullable=False),
        *_text("answers", "remark"),
        *_times("changed_at"),
        sa.Column("revision", sa.Integer, nullable=False),
    )
    op.create_index("ix_invitations_assessment_id", "invitations", ["assessment_id"])
    op.create_table(
        "tokens",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("secret", sa.String(64), nullable=False, unique=True),
        _of("organisations"),
        _of("people"),
        *_text("name"),
        sa.Column("scope", sa.String(20), nullable=False),
        *_times("created_at", "expires_at"),
        sa.Column("used_at", sa.String(40)),
    )
    op.create_index("ix_tokens_organisation_id", "tokens", ["organisation_id"])
    op.create_index("ix_tokens_person_id", "tokens", ["person_id"])
    if op.get_bind().dialect.name == "sqlite":
        for table in ("held", "invitations"):
            op.execute(trigger(table))

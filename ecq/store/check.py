"""Reading everything in a database, to say what of it cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from ecq.base.errors import DamagedError
from ecq.store.database import DatabaseStore, entry_of
from ecq.store.engine import patient
from ecq.store.failures import as_text, assessment_of, cause_of, must_be_times, parsed, self_check
from ecq.store.migration import NEWEST, revision_of
from ecq.store.tables import ASSESSMENTS, INVITATIONS, JOURNAL, LISTINGS, METADATA, SNAPSHOTS, SUMMARIES

_BODIES = {ASSESSMENTS: "body", SNAPSHOTS: "body", INVITATIONS: "answers"}
"""Where assessments stand."""

_TIMES = ("at", "saved_at", "created_at", "archived_at", "binned_at")
_TYPED = ("email", "group_name")
"""The columns of keys that hold what somebody typed."""


STRUCTURE_MOST = 3
"""How many faults of the file itself are told: one alone may bring hundreds with it."""


@dataclass(frozen=True)
class Checked:
    """What a database holds, and what of it cannot be read: table and id, never contents.

    `changed_at` is when an assessment was changed last; "" where there is none.
    """

    assessments: int
    faults: tuple[str, ...]
    changed_at: str = ""

    @property
    def readable(self) -> int:
        """How many assessments can be read."""
        return self.assessments - sum(fault.startswith(f"{ASSESSMENTS.name}: ") for fault in self.faults)


def check(store: DatabaseStore) -> Checked:
    """Read everything; of an SQLite file also its structure. What is found damaged is said so in lists from now on."""
    with store.engine.connect() as connection, patient(connection):
        found = check_in(connection)
    for fault in found.faults:
        table, _, which = fault.partition(": ")
        if table == ASSESSMENTS.name:
            store.forget_summary(which)
    return found


def check_in(connection: sa.Connection) -> Checked:
    """The same over a connection. A table that cannot be read to its end keeps no other from being read."""
    faults, count, changed_at = list(structure(connection)), 0, ""
    try:
        for table, query in _tables(connection):
            for row in _rows(connection, table, query, faults):
                if not _readable(table, row):
                    faults.append(f"{table.name}: {_named(table, row)}")
                if table is ASSESSMENTS:
                    count, changed_at = count + 1, max(changed_at, as_text(str(row["saved_at"] or "")))
    except SQLAlchemyError as error:
        faults.append(f"file: {cause_of(error)[1]}")
    return Checked(count, tuple(dict.fromkeys(faults)), changed_at)


def _tables(connection: sa.Connection) -> Iterator[tuple[sa.Table, sa.Select[Any]]]:
    """Each table and how all of it is read. An earlier version may lack tables and columns."""
    older, there = revision_of(connection) != NEWEST, sa.inspect(connection)
    for table in METADATA.sorted_tables:
        if not older:
            yield table, sa.select(table)
        elif there.has_table(table.name):
            names = {one["name"] for one in there.get_columns(table.name)}
            yield table, sa.select(*(one if one.name in names else sa.null().label(one.name) for one in table.c))


def _rows(
    connection: sa.Connection, table: sa.Table, query: sa.Select[Any], faults: list[str]
) -> Iterator[sa.RowMapping]:
    """The rows of a table that can be read; of assessments all, with None for what is in a damaged page."""
    read = set()
    try:
        for row in connection.execute(query).mappings():
            read.add(row.get("id"))
            yield row
    except SQLAlchemyError as error:
        if table is not ASSESSMENTS:
            faults.append(f"{table.name}: {cause_of(error)[1]}")
            return
        for assessment_id in connection.scalars(sa.select(table.c.id)).all():
            if assessment_id not in read:
                yield from _alone(connection, query.where(table.c.id == assessment_id))


def _alone(connection: sa.Connection, query: sa.Select[Any]) -> Sequence[sa.RowMapping]:
    """The row of one assessment."""
    try:
        return connection.execute(query).mappings().all()
    except SQLAlchemyError:
        columns = (each if each.name == "id" else sa.null().label(each.name) for each in query.selected_columns)
        return connection.execute(query.with_only_columns(*columns)).mappings().all()


def structure(connection: sa.Connection) -> Iterator[str]:
    """What is wrong with an SQLite file itself."""
    if connection.dialect.name != "sqlite":
        return
    try:
        rows = connection.exec_driver_sql(f"PRAGMA integrity_check({STRUCTURE_MOST})")
        lines = [line for row in rows for line in as_text(str(row[0])).splitlines() if not line.startswith("***")]
    except SQLAlchemyError as error:
        lines = [cause_of(error)[1]]
    yield from (f"file: {line}" for line in lines if line != "ok")


def _readable(table: sa.Table, row: sa.RowMapping) -> bool:
    if table is SUMMARIES:  # worked out again where it cannot be read
        return True
    try:
        for value in row.values():
            if isinstance(value, str):
                value.encode("utf-8")
        must_be_times(*(row[name] for name in _TIMES if name in row))
        if table in _BODIES:
            assessment_of(row[_BODIES[table]], self_check(""))
        elif table is JOURNAL:
            entry_of(row)
        elif table is LISTINGS:
            parsed(row["tags"])
    except (DamagedError, TypeError, ValueError):
        return False
    return True


def _named(table: sa.Table, row: sa.RowMapping) -> str:
    """The key of a row, without what somebody typed."""
    return " ".join(as_text(str(row[one.name]))[:64] for one in table.primary_key if one.name not in _TYPED)

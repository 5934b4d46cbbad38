"""The audit log of an organisation: who did what and when, never an answer. Only its owners read it."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from ecq.base.caches import Recent
from ecq.base.day import time_after
from ecq.store.database import DatabaseStore
from ecq.store.person import Person
from ecq.store.tables import AUDIT, ORGANISATIONS

ONCE_A_DAY = frozenset({"log in", "open", "edit", "list"})
"""What is entered once a day for each person and thing; each single change of an answer stands in its own journal."""

_REMEMBERED = 10_000


@dataclass(frozen=True)
class Deed:
    """One line: when (ISO 8601, UTC), who, what they did, with which id, and a role, count or format that says more."""

    at: str
    person: str
    did: str
    about: str
    more: str


class Audit:
    """The audit logs in a database."""

    def __init__(self, store: DatabaseStore) -> None:
        self._store = store
        self._today: Recent[tuple[str, ...], bool] = Recent(_REMEMBERED)

    def enter(self, organisation_id: str, person: Person, did: str, about: str = "", more: str = "") -> None:
        """Enter a deed. Raises StoreError."""
        now = self._store.now()
        values = {"organisation_id": organisation_id, "person_id": person.id, "did": did, "about": about}
        key = (now[:10], *values.values())
        if did in ONCE_A_DAY and self._today.get(key):
            return
        with self._store.transaction(("the audit log could not be written", "没能写下操作日志")) as connection:
            same = sa.and_(*(AUDIT.c[name] == value for name, value in values.items()))
            today = sa.select(AUDIT.c.number).where(same, AUDIT.c.at >= now[:10]).limit(1)
            if did not in ONCE_A_DAY or connection.scalar(today) is None:
                enter(connection, now, organisation_id, person, did, about, more)
        self._today.put(key, True)
        if not self._today.get((now[:10], organisation_id)):  # once a day, whether or not somebody reads it
            self._forget_old(organisation_id)
            self._today.put((now[:10], organisation_id), True)

    def deeds(self, organisation_id: str, limit: int = 200) -> tuple[tuple[int, Deed], ...]:
        """The log with its numbers, newest first. What is older than it is kept is deleted first."""
        self._forget_old(organisation_id)
        query = sa.select(AUDIT).where(AUDIT.c.organisation_id == organisation_id)
        newest = query.order_by(AUDIT.c.number.desc()).limit(limit)
        rows = self._store.rows(newest, ("the audit log could not be read", "没能读出操作日志"))
        told = ("at", "person", "did", "about", "more")
        return tuple((row.number, Deed(*(getattr(row, name) for name in told))) for row in rows)

    def _forget_old(self, organisation_id: str) -> None:
        with self._store.transaction(("the audit log could not be written", "没能写下操作日志")) as connection:
            days = connection.scalar(sa.select(ORGANISATIONS.c.audit_days).where(ORGANISATIONS.c.id == organisation_id))
            if days is None:
                return
            border = time_after(self._store.now(), days=-days)
            connection.execute(AUDIT.delete().where(AUDIT.c.organisation_id == organisation_id, AUDIT.c.at < border))


def enter(
    connection: sa.Connection, at: str, organisation_id: str, person: Person, did: str, about: str = "", more: str = ""
) -> None:
    """Enter a deed in the transaction that does it."""
    who = {"organisation_id": organisation_id, "person_id": person.id, "person": person.name}
    connection.execute(AUDIT.insert().values(**who, at=at, did=did, about=about, more=more))

"""Who is logged in, and until when: kept with everything else, so that a log-in ends at once on every server.

A browser has a signed cookie, which says who somebody is and can be copied. It holds only as long as its log-in is kept
here: until somebody logs out, is removed, or its hours are over.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

import sqlalchemy as sa

from ecq.store.audit import Audit
from ecq.store.database import DatabaseStore
from ecq.store.organisations import Organisations
from ecq.store.person import Identity, Person
from ecq.store.tables import SESSIONS

_FAILED = ("the log-in could not be noted", "没能记下登录")


class Sessions:
    """The log-ins of a database, each by the key of its claims (`ecq.store.person.log_in_key`). Methods raise StoreError."""

    def __init__(self, store: DatabaseStore) -> None:
        self._store = store

    def begin(self, identity: Identity, key: str, hours: float) -> Person:
        """Somebody has logged in; they are now a member of just what their groups and owners make them."""
        person = Organisations(self._store).log_in(identity)
        now = datetime.fromisoformat(self._store.now())
        begun = datetime.fromisoformat(identity.since) if identity.since else now
        with self._store.transaction(_FAILED) as connection:
            connection.execute(SESSIONS.delete().where(SESSIONS.c.ends_at <= _text(now)))
            connection.execute(
                SESSIONS.insert().values(
                    id=key, person_id=person.id, begun_at=_text(begun), ends_at=_text(begun + timedelta(hours=hours))
                )
            )
        for one in person.memberships:
            Audit(self._store).enter(one.organisation_id, person, "log in")
        return person

    def end(self, key: str) -> None:
        """Somebody has logged out."""
        with self._store.transaction(("the log-out could not be noted", "没能记下退出登录")) as connection:
            connection.execute(SESSIONS.delete().where(SESSIONS.c.id == key))

    def holding(self, keys: Collection[str]) -> set[str]:
        """Which of these log-ins hold."""
        which = sa.and_(SESSIONS.c.id.in_(keys), SESSIONS.c.ends_at > self._store.now())
        with self._store.reading(("the log-ins could not be read", "没能读出登录")) as connection:
            return set(connection.scalars(sa.select(SESSIONS.c.id).where(which)))


def _text(time: datetime) -> str:
    return time.isoformat(timespec="seconds")

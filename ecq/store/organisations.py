"""Organisations and who belongs to them: by a group of the identity provider, or added by an owner.

An organisation that has an owner keeps one: two owners who remove each other at the same moment are taken one after the
other, and the second is then none any more.

Who is logged in, and until when, is kept with everything else, so that a log-in ends at once on every server. A browser
has a signed cookie, which says who somebody is and can be copied. It holds only as long as its log-in is kept here:
until somebody logs out, is removed, or its hours are over.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection as Several
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from ecq.base.brand import BrandKit
from ecq.base.day import time_after
from ecq.base.errors import EcqError
from ecq.store.audit import Audit, enter
from ecq.store.brand_kits import BrandKits
from ecq.store.collection import Collection, HeldBy
from ecq.store.database import DatabaseStore
from ecq.store.person import Identity, Membership, NotAllowedError, Person, Role
from ecq.store.tables import (
    ASSESSMENTS,
    AUDIT,
    AWAITED,
    GROUPS,
    HELD,
    INVITATIONS,
    JOURNAL,
    MEMBERS,
    ORGANISATIONS,
    PEOPLE,
    PROPOSALS,
    SESSIONS,
    TOKENS,
    insert_if_missing,
)

AUDIT_DAYS = 366
"""How long a new organisation keeps its audit log; our suggestion, its owners may choose otherwise."""

NAME_LIMIT = 200

_CHANGED = ("the members could not be changed", "没能修改成员")


@dataclass(frozen=True)
class Organisation:
    """An organisation, and which groups of the identity provider make somebody what in it."""

    id: str
    name: str
    audit_days: int
    groups: tuple[tuple[str, Role], ...] = ()


@dataclass(frozen=True)
class Member:
    """A member; `person_id` is "" while somebody with that address has not logged in yet."""

    person_id: str
    name: str
    email: str
    role: Role
    by_group: bool
    since: str


@dataclass(frozen=True)
class Erased:
    """What was deleted for good with a person or an organisation: how many rows of what, and a digest of the id."""

    what: str
    digest: str
    deleted_at: str
    counts: Mapping[str, int]


class Organisations:
    """The organisations of a database. Every method raises StoreError."""

    def __init__(self, store: DatabaseStore) -> None:
        self._store = store

    # -- who is who

    def log_in(self, identity: Identity) -> Person:
        """The person of an identity, now a member of just those organisations that their groups and owners make them.

        Where they have logged in anew since, elsewhere, what was said then counts: a browser keeps a log-in for hours.
        """
        now, key = identity.since or self._store.now(), identity.key
        with self._store.transaction(("the log-in could not be noted", "没能记下登录")) as connection:
            insert_if_missing(
                connection, PEOPLE, id=key, name=identity.name, email=identity.email, first_at=now, last_at=now
            )
            last = connection.scalar(sa.select(PEOPLE.c.last_at).where(PEOPLE.c.id == key))
            if last and last > now:
                return _person(connection, key)
            named = {"name": identity.name, "email": identity.email, "last_at": now}
            connection.execute(PEOPLE.update().where(PEOPLE.c.id == key).values(named))
            before = _person(connection, key).memberships
            connection.execute(MEMBERS.delete().where(MEMBERS.c.person_id == key, MEMBERS.c.by_group.is_(True)))
            if identity.email:
                self._arrived(connection, key, identity.email.casefold(), now)
            self._by_groups(connection, key, identity.groups, now)  # after: what an owner made somebody counts
            person = _person(connection, key)
            for one in before:
                if person.membership(one.organisation_id) is None:
                    self._close_invitations(connection, key, one.organisation_id)
            return person

    @staticmethod
    def _by_groups(connection: sa.Connection, person_id: str, groups: Several[str], now: str) -> None:
        query = sa.select(GROUPS.c.organisation_id, GROUPS.c.role).where(GROUPS.c.group_name.in_(groups))
        roles: dict[str, Role] = {}
        for row in connection.execute(query.order_by(GROUPS.c.group_name)):
            other = roles.get(row.organisation_id, row.role)
            roles[row.organisation_id] = max(row.role, other, key=_RANK.__getitem__)  # the one that may more
        for organisation_id, role in roles.items():
            values = {"organisation_id": organisation_id, "person_id": person_id, "role": role}
            insert_if_missing(connection, MEMBERS, **values, by_group=True, added_at=now)

    @staticmethod
    def _arrived(connection: sa.Connection, person_id: str, email: str, now: str) -> None:
        for row in connection.execute(sa.select(AWAITED).where(AWAITED.c.email == email)).all():
            values = {"organisation_id": row.organisation_id, "person_id": person_id, "role": row.role}
            insert_if_missing(connection, MEMBERS, **values, by_group=False, added_at=now)
        connection.execute(AWAITED.delete().where(AWAITED.c.email == email))

    def person(self, person_id: str) -> Person | None:
        """A person as of now, or None."""
        with self._store.reading(("the members could not be read", "没能读出成员")) as connection:
            if connection.scalar(sa.select(PEOPLE.c.id).where(PEOPLE.c.id == person_id)) is None:
                return None
            return _person(connection, person_id)

    def names(self, ids: Several[str]) -> dict[str, str]:
        """Names of people by id; of those who are known."""
        query = sa.select(PEOPLE.c.id, PEOPLE.c.name, PEOPLE.c.email).where(PEOPLE.c.id.in_(ids))
        return {row.id: row.name or row.email for row in self._read(query)}

    def holder(self, assessment_id: str) -> str | None:
        """The organisation an assessment belongs to."""
        rows = self._read(sa.select(HELD.c.organisation_id).where(HELD.c.assessment_id == assessment_id))
        return rows[0].organisation_id if rows else None

    def hold(self, assessment_id: str, organisation_id: str) -> None:
        """Make an assessment belong to an organisation, in place of the one before."""
        with self._store.transaction() as connection:
            connection.execute(HELD.delete().where(HELD.c.assessment_id == assessment_id))
            connection.execute(HELD.insert().values(assessment_id=assessment_id, organisation_id=organisation_id))

    def held(self, organisation_id: str) -> int:
        """How many assessments an organisation holds."""
        query = sa.select(sa.func.count()).select_from(HELD)
        return int(self._read(query.where(HELD.c.organisation_id == organisation_id))[0][0])

    def unheld(self) -> list[str]:
        """The assessments that belong to no organisation: of before there was log-in."""
        query = sa.select(ASSESSMENTS.c.id).where(ASSESSMENTS.c.id.not_in(sa.select(HELD.c.assessment_id)))
        return [row.id for row in self._read(query.order_by(ASSESSMENTS.c.created_at))]

    # -- organisations

    def found(self, name: str, groups: Mapping[str, Role], owners: Several[str] = ()) -> Organisation:
        """Set up an organisation; `groups` and the addresses of `owners` say who belongs to it at their next log-in."""
        name = " ".join(name.split())[:NAME_LIMIT]
        if not name:
            raise EcqError("an organisation needs a name", "组织要有名称")
        made, now = Organisation(secrets.token_hex(16), name, AUDIT_DAYS, tuple(groups.items())), self._store.now()
        with self._store.transaction(_CHANGED) as connection:
            if connection.scalar(sa.select(ORGANISATIONS.c.id).where(ORGANISATIONS.c.name == name)) is not None:
                raise EcqError(f"there is an organisation named {name} already", f"已有名为“{name}”的组织")
            connection.execute(
                ORGANISATIONS.insert().values(id=made.id, name=name, audit_days=AUDIT_DAYS, created_at=now)
            )
            for group, role in groups.items():
                connection.execute(GROUPS.insert().values(group_name=group, organisation_id=made.id, role=role))
            for email in owners:
                self._await(connection, made.id, email, "owner", now)
        return made

    def all(self) -> tuple[Organisation, ...]:
        """Every organisation, by name."""
        groups: dict[str, list[tuple[str, Role]]] = {}
        for row in self._read(sa.select(GROUPS).order_by(GROUPS.c.group_name)):
            groups.setdefault(row.organisation_id, []).append((row.group_name, row.role))
        rows = self._read(sa.select(ORGANISATIONS).order_by(ORGANISATIONS.c.name))
        return tuple(Organisation(row.id, row.name, row.audit_days, tuple(groups.get(row.id, ()))) for row in rows)

    def keep_audit(self, organisation_id: str, days: int, by: Person) -> None:
        """Keep the audit log for so many days."""
        if not 1 <= days <= 3660:
            raise EcqError("the audit log is kept for 1 to 3660 days", "操作日志可保存 1 至 3660 天")
        with self._store.transaction(_CHANGED) as connection:
            self._must_be_owner(connection, organisation_id, by)
            which = ORGANISATIONS.c.id == organisation_id
            connection.execute(ORGANISATIONS.update().where(which).values(audit_days=days))
            enter(connection, self._store.now(), organisation_id, by, "audit days", more=str(days))

    # -- members

    def members(self, organisation_id: str) -> tuple[Member, ...]:
        """Members by name, then those awaited by address."""
        joined = sa.select(MEMBERS, PEOPLE.c.name, PEOPLE.c.email).join(PEOPLE)
        rows = self._read(joined.where(MEMBERS.c.organisation_id == organisation_id).order_by(PEOPLE.c.name))
        of_it = AWAITED.c.organisation_id == organisation_id
        awaited = self._read(sa.select(AWAITED).where(of_it).order_by(AWAITED.c.email))
        return (
            *(Member(row.person_id, row.name, row.email, row.role, row.by_group, row.added_at) for row in rows),
            *(Member("", "", row.email, row.role, False, row.added_at) for row in awaited),
        )

    def add_member(self, organisation_id: str, email: str, role: Role, by: Person) -> None:
        """Have whoever logs in with that address be a member; who has logged in already is one at their next log-in."""
        with self._store.transaction(_CHANGED) as connection:
            self._must_be_owner(connection, organisation_id, by)
            by_hand = sa.select(PEOPLE.c.email).join(MEMBERS).where(MEMBERS.c.by_group.is_(False))
            there = connection.scalars(by_hand.where(MEMBERS.c.organisation_id == organisation_id))
            if (address := email.strip()).casefold() in {one.casefold() for one in there if one}:
                raise EcqError(f"{address} is a member already", f"{address} 已经是成员")
            self._await(connection, organisation_id, email, role, self._store.now())
            enter(connection, self._store.now(), organisation_id, by, "add member", more=role)

    def change_role(self, organisation_id: str, person_id: str, role: Role, by: Person) -> None:
        """Make a member something else."""
        with self._store.transaction(_CHANGED) as connection:
            self._must_be_owner(connection, organisation_id, by)
            self._must_be_added_by_hand(connection, organisation_id, person_id)
            self._must_leave_an_owner(connection, organisation_id, person_id, role)
            changed = MEMBERS.update().where(_member(organisation_id, person_id)).values(role=role)
            if connection.execute(changed).rowcount:
                enter(connection, self._store.now(), organisation_id, by, "change role", person_id, role)

    def remove_member(self, organisation_id: str, person_id: str, by: Person) -> int:
        """End a membership, with the person's keys to the API for this organisation, the invitations that they made and that
        nobody took over, and, where somebody else does it, their log-ins. How many invitations were closed.
        """
        with self._store.transaction(_CHANGED) as connection:
            if by.id != person_id:
                self._must_be_owner(connection, organisation_id, by)
            else:
                _lock(connection, organisation_id)
            self._must_be_added_by_hand(connection, organisation_id, person_id)
            self._must_leave_an_owner(connection, organisation_id, person_id, None)
            if not connection.execute(MEMBERS.delete().where(_member(organisation_id, person_id))).rowcount:
                return 0
            of_it = TOKENS.c.organisation_id == organisation_id
            connection.execute(TOKENS.delete().where(of_it, TOKENS.c.person_id == person_id))
            enter(connection, self._store.now(), organisation_id, by, "remove member", person_id)
            if by.id != person_id:
                _end_log_ins(connection, [person_id])
            return self._close_invitations(connection, person_id, organisation_id)

    def no_longer_await(self, organisation_id: str, email: str, by: Person) -> None:
        """Take back what `add_member` said of an address."""
        with self._store.transaction(_CHANGED) as connection:
            self._must_be_owner(connection, organisation_id, by)
            where = sa.and_(AWAITED.c.organisation_id == organisation_id, AWAITED.c.email == email.casefold())
            if connection.execute(AWAITED.delete().where(where)).rowcount:
                enter(connection, self._store.now(), organisation_id, by, "remove member")

    # -- deletion

    def erase_person(self, person_id: str) -> Erased | None:
        """Delete a person for good: what they are called, memberships, keys, log-ins; their deeds and changes stay, by nobody.
        Invitations that they made are closed.

        None where there is no such person. EcqError where an organisation would be left without an owner.
        """
        now = self._store.now()
        with self._store.transaction(_CHANGED) as connection:
            known = _person(connection, person_id)
            for one in known.memberships:
                _lock(connection, one.organisation_id)
                self._must_leave_an_owner(connection, one.organisation_id, person_id, None)
            of_them = {"members": MEMBERS, "tokens": TOKENS, "sessions": SESSIONS}
            counts = {
                name: connection.execute(table.delete().where(table.c.person_id == person_id)).rowcount
                for name, table in of_them.items()
            }
            nobody = {"person_id": "", "person": ""}
            theirs = AUDIT.update().where(AUDIT.c.person_id == person_id).values(nobody)
            about_them = AUDIT.update().where(AUDIT.c.about == person_id).values(about="")
            counts["audit"] = sum(connection.execute(one).rowcount for one in (theirs, about_them))
            made_by = JOURNAL.update().where(JOURNAL.c.person == person_id).values(person="")
            counts["journal"] = connection.execute(made_by).rowcount
            connection.execute(PROPOSALS.update().where(PROPOSALS.c.decided_by == person_id).values(decided_by=""))
            self._close_invitations(connection, person_id)
            invited = INVITATIONS.update().where(INVITATIONS.c.created_by == person_id).values(created_by="")
            counts["invitations"] = connection.execute(invited).rowcount
            if not connection.execute(PEOPLE.delete().where(PEOPLE.c.id == person_id)).rowcount:
                return None
        self._store.forget_entries()
        Collection(self._store).wipe()
        return Erased("person", sha256(person_id.encode()).hexdigest(), now, counts)

    def erase(self, organisation_id: str) -> Erased | None:
        """Delete an organisation for good with all it holds; None where there is no such organisation."""
        if not self._read(sa.select(ORGANISATIONS.c.id).where(ORGANISATIONS.c.id == organisation_id)):
            return None
        held = self._read(sa.select(HELD.c.assessment_id).where(HELD.c.organisation_id == organisation_id))
        counts = {"assessments": len(Collection(self._store).delete_all([row.assessment_id for row in held]))}
        brands = BrandKits(self._store)
        counts["brands"] = int(brands.of(HeldBy(organisation_id)) != BrandKit())
        brands.delete(HeldBy(organisation_id))
        tables = {"members": MEMBERS, "awaited": AWAITED, "groups": GROUPS, "tokens": TOKENS, "audit": AUDIT}
        with self._store.transaction(_CHANGED) as connection:
            belong = sa.select(MEMBERS.c.person_id).where(MEMBERS.c.organisation_id == organisation_id)
            _end_log_ins(connection, list(connection.scalars(belong)))
            for name, table in tables.items():
                of_it = table.c.organisation_id == organisation_id
                counts[name] = connection.execute(table.delete().where(of_it)).rowcount
            connection.execute(ORGANISATIONS.delete().where(ORGANISATIONS.c.id == organisation_id))
        Collection(self._store).wipe()
        return Erased("organisation", sha256(organisation_id.encode()).hexdigest(), self._store.now(), counts)

    def _close_invitations(self, connection: sa.Connection, person_id: str, organisation_id: str | None = None) -> int:
        """Close what a person made, in one organisation or in all: whoever is gone may still have the links."""
        which = [INVITATIONS.c.created_by == person_id, INVITATIONS.c.ended == "", INVITATIONS.c.state != "accepted"]
        if organisation_id is not None:
            held = sa.select(HELD.c.assessment_id).where(HELD.c.organisation_id == organisation_id)
            which.append(INVITATIONS.c.assessment_id.in_(held))
        closed = {"ended": "closed", "changed_at": self._store.now(), "revision": INVITATIONS.c.revision + 1}
        return connection.execute(INVITATIONS.update().where(*which).values(closed)).rowcount

    # -- rules

    def _must_be_owner(self, connection: sa.Connection, organisation_id: str, by: Person) -> None:
        """Ask again inside the transaction: they may have been removed since their page was drawn."""
        _lock(connection, organisation_id)
        role = connection.scalar(sa.select(MEMBERS.c.role).where(_member(organisation_id, by.id)))
        if role != "owner" or by.read_only:
            raise NotAllowedError("members", role)

    @staticmethod
    def _must_be_added_by_hand(connection: sa.Connection, organisation_id: str, person_id: str) -> None:
        """What a group makes somebody, it would make them again at their next log-in."""
        if connection.scalar(sa.select(MEMBERS.c.by_group).where(_member(organisation_id, person_id))):
            raise EcqError(
                "a group of the identity provider makes them a member; change the group there",
                "这位成员来自身份平台的用户组，请到身份平台修改用户组",
            )

    @staticmethod
    def _must_leave_an_owner(
        connection: sa.Connection, organisation_id: str, person_id: str, role: Role | None
    ) -> None:
        of_it = sa.and_(MEMBERS.c.organisation_id == organisation_id, MEMBERS.c.role == "owner")
        owners = sa.select(MEMBERS.c.person_id).where(of_it)
        if role != "owner" and list(connection.scalars(owners)) == [person_id]:
            raise EcqError(
                "this is the only owner; make somebody else an owner first",
                "这是唯一的所有者，请先把另一位成员设为所有者",
            )

    @staticmethod
    def _await(connection: sa.Connection, organisation_id: str, email: str, role: Role, now: str) -> None:
        address = email.strip().casefold()
        if "@" not in address or len(address) > 255:
            raise EcqError(f"“{email.strip()}” is no e-mail address", f"“{email.strip()}”不是邮箱地址")
        known = sa.and_(AWAITED.c.organisation_id == organisation_id, AWAITED.c.email == address)
        connection.execute(AWAITED.delete().where(known))
        values = {"organisation_id": organisation_id, "email": address, "role": role, "added_at": now}
        connection.execute(AWAITED.insert().values(values))

    def _read(self, query: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        return self._store.rows(query, ("the members could not be read", "没能读出成员"))


_RANK: dict[Role, int] = {"owner": 4, "editor": 3, "reviewer": 2, "reader": 1, "respondent": 0}


def _member(organisation_id: str, person_id: str) -> sa.ColumnElement[bool]:
    return sa.and_(MEMBERS.c.organisation_id == organisation_id, MEMBERS.c.person_id == person_id)


def _end_log_ins(connection: sa.Connection, person_ids: Several[str]) -> None:
    connection.execute(SESSIONS.delete().where(SESSIONS.c.person_id.in_(person_ids)))


def _lock(connection: sa.Connection, organisation_id: str) -> None:
    """One at a time changes the members of an organisation; SQLite has one writer anyway."""
    connection.execute(sa.select(ORGANISATIONS.c.id).where(ORGANISATIONS.c.id == organisation_id).with_for_update())


def _person(connection: sa.Connection, person_id: str) -> Person:
    row = connection.execute(sa.select(PEOPLE.c.name, PEOPLE.c.email).where(PEOPLE.c.id == person_id)).first()
    query = (
        sa.select(MEMBERS.c.organisation_id, ORGANISATIONS.c.name, MEMBERS.c.role, MEMBERS.c.by_group)
        .join(ORGANISATIONS)
        .where(MEMBERS.c.person_id == person_id)
        .order_by(ORGANISATIONS.c.name)
    )
    memberships = tuple(Membership(*one) for one in connection.execute(query))
    return Person(person_id, (row.name or row.email) if row else "", memberships)


_FAILED = ("the log-in could not be noted", "没能记下登录")


class Sessions:
    """The log-ins of a database, each by the key of its claims (`ecq.store.person.log_in_key`). Methods raise StoreError."""

    def __init__(self, store: DatabaseStore) -> None:
        self._store = store

    def begin(self, identity: Identity, key: str, hours: float) -> Person:
        """Somebody has logged in; they are now a member of just what their groups and owners make them."""
        person = Organisations(self._store).log_in(identity)
        now = self._store.now()
        begun = time_after(identity.since or now)
        with self._store.transaction(_FAILED) as connection:
            connection.execute(SESSIONS.delete().where(SESSIONS.c.ends_at <= now))
            values = {"person_id": person.id, "begun_at": begun, "ends_at": time_after(begun, hours=hours)}
            connection.execute(SESSIONS.insert().values(id=key, **values))
        for one in person.memberships:
            Audit(self._store).enter(one.organisation_id, person, "log in")
        return person

    def end(self, key: str) -> None:
        """Somebody has logged out."""
        ended = SESSIONS.delete().where(SESSIONS.c.id == key)
        self._store.run(ended, ("the log-out could not be noted", "没能记下退出登录"))

    def holding(self, keys: Several[str]) -> set[str]:
        """Which of these log-ins hold."""
        query = sa.select(SESSIONS.c.id).where(SESSIONS.c.id.in_(keys), SESSIONS.c.ends_at > self._store.now())
        return {row.id for row in self._store.rows(query, ("the log-ins could not be read", "没能读出登录"))}

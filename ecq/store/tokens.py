"""Keys to the API: made, listed, revoked, and recognised when they come with a request.

A key is shown once, when it is made; the database holds a digest of it. One made on the computer itself belongs to nobody
and reaches all that the store holds; where people log in, a key is a person's, for one organisation.
"""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal, get_args

import sqlalchemy as sa

from ecq.base.day import time_after
from ecq.base.errors import EcqError
from ecq.store.audit import enter
from ecq.store.database import DatabaseStore
from ecq.store.person import NotAllowedError, Person
from ecq.store.tables import TOKENS

Scope = Literal["read", "write"]
SCOPES: tuple[Scope, ...] = get_args(Scope)

NAME_LIMIT, DAYS_MOST, DAYS = 80, 366, 90
"""Characters of a key's name; days for which it holds at most, and unless something else is said."""

KEYS_MOST = 50
"""Keys of one person, or of a computer."""

USED_EVERY = 1
"""Hours after which it is noted again that a key is used: not at every request, since each note is a write."""

_FORM = re.compile(r"ecq_([0-9a-f]{12})_([A-Za-z0-9_-]{43})", re.ASCII)
_CHANGED = ("the keys could not be changed", "没能修改密钥")
_NOBODY = "0" * 64


@dataclass(frozen=True)
class Token:
    """A key without its secret. `person_id` and `organisation_id` are None for one of this computer. Times are ISO 8601, UTC."""

    id: str
    name: str
    scope: Scope
    created_at: str
    expires_at: str
    used_at: str | None
    person_id: str | None = None
    organisation_id: str | None = None

    def holds(self, now: str) -> bool:
        """Whether it has not expired."""
        return now < self.expires_at


class Tokens:
    """The keys in a database. Every method raises StoreError."""

    def __init__(self, store: DatabaseStore) -> None:
        self._store = store

    def add(
        self, name: str, scope: Scope, days: int = DAYS, by: Person | None = None, organisation_id: str | None = None
    ) -> tuple[Token, str]:
        """Make a key: of this computer, or with `by` that person's for an organisation. The key itself is the text returned.

        Raises NotAllowedError where the person has no such right in the organisation, and EcqError for what makes no sense.
        """
        name = " ".join(name.split())
        if not name or len(name) > NAME_LIMIT or not name.isprintable():
            raise EcqError(
                f"a key needs a name of 1 to {NAME_LIMIT} characters, such as what it is for",
                f"密钥要有 1 至 {NAME_LIMIT} 个字的名称，例如写明用途",
            )
        if not 1 <= days <= DAYS_MOST:
            raise EcqError(f"a key holds for 1 to {DAYS_MOST} days", f"密钥的有效期是 1 至 {DAYS_MOST} 天")
        if by is not None and (organisation_id is None or not by.may("tokens", organisation_id)):
            raise NotAllowedError("tokens", by.role(organisation_id))
        now, whose = self._store.now(), (by.id, organisation_id) if by else (None, None)
        made = Token(secrets.token_hex(6), name, scope, now, time_after(now, days=days), None, *whose)
        secret = secrets.token_urlsafe(32)
        with self._store.transaction(_CHANGED) as connection:
            of_them = sa.select(sa.func.count()).select_from(TOKENS).where(_of(by))
            if (connection.scalar(of_them) or 0) >= KEYS_MOST:
                raise EcqError(
                    f"there are {KEYS_MOST} keys already; revoke one that is not used",
                    f"已有 {KEYS_MOST} 个密钥，请先撤销不用的",
                )
            connection.execute(TOKENS.insert().values(**vars(made), secret=hidden(secret)))
            if by is not None and organisation_id is not None:
                enter(connection, made.created_at, organisation_id, by, "add key", made.id, scope)
        return made, f"ecq_{made.id}_{secret}"

    def all(self) -> tuple[Token, ...]:
        """Every key, newest first."""
        return tuple(map(_token, self._rows(sa.true())))

    def of(self, person: Person) -> tuple[Token, ...]:
        """A person's keys, newest first."""
        return tuple(map(_token, self._rows(_of(person))))

    def revoke(self, token_id: str, by: Person | None = None) -> bool:
        """End a key at once; with `by` only one of that person. False where there is no such key."""
        which = TOKENS.c.id == token_id if by is None else sa.and_(TOKENS.c.id == token_id, _of(by))
        with self._store.transaction(_CHANGED) as connection:
            row = connection.execute(sa.select(TOKENS.c.organisation_id).where(which)).first()
            if row is None:
                return False
            connection.execute(TOKENS.delete().where(which))
            if by is not None and row.organisation_id is not None:
                enter(connection, self._store.now(), row.organisation_id, by, "revoke key", token_id)
        return True

    def known(self, key: str) -> Token | None:
        """The key that a request came with; None where there is none such, where it is revoked, or has expired.

        The secret is compared in the same time whatever it is, and also where there is no key of that id.
        """
        form = _FORM.fullmatch(key)
        rows = self._rows(TOKENS.c.id == form[1]) if form else []
        kept = rows[0].secret if rows else _NOBODY
        if not hmac.compare_digest(hidden(form[2] if form else ""), kept) or not rows:
            return None
        token, now = _token(rows[0]), self._store.now()
        if not token.holds(now):
            return None
        self._note_use(token, now)
        return token

    def _note_use(self, token: Token, now: str) -> None:
        if token.used_at is None or now >= time_after(token.used_at, hours=USED_EVERY):
            self._store.run(TOKENS.update().where(TOKENS.c.id == token.id).values(used_at=now), _CHANGED)

    def _rows(self, which: sa.ColumnElement[bool]) -> Sequence[sa.Row[Any]]:
        query = sa.select(TOKENS).where(which).order_by(TOKENS.c.created_at.desc(), TOKENS.c.id)
        return self._store.rows(query, ("the keys could not be read", "没能读出密钥"))


def key_id(key: str) -> str | None:
    """The id in what looks like a key; it is no secret."""
    form = _FORM.fullmatch(key)
    return form[1] if form else None


def _token(row: sa.Row[Any]) -> Token:
    values = row._asdict()
    del values["secret"]
    return Token(**values)


def _of(person: Person | None) -> sa.ColumnElement[bool]:
    return TOKENS.c.person_id.is_(None) if person is None else TOKENS.c.person_id == person.id


def hidden(secret: str) -> str:
    """Only a digest is stored: who reads the database cannot use the secret."""
    return sha256(secret.encode()).hexdigest()

"""Whoever calls with a key: what of the store they may use, and how."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Unpack

from fastapi import Depends
from starlette.requests import Request

from ecq.api import words as w
from ecq.api.responses import ProblemError, missing, there
from ecq.assessment.model import Assessment
from ecq.exchange import rubric_catalogue
from ecq.rubric.model import Rubric
from ecq.store.audit import Audit
from ecq.store.collection import Collection, HeldBy, Whose
from ecq.store.database import DatabaseStore, Under
from ecq.store.files import Files, files_of
from ecq.store.invitations import Invitations
from ecq.store.organisations import Organisations
from ecq.store.permitted import AnyCollection, AnyStore, Permissions, PermittedCollection, PermittedStore
from ecq.store.person import Action, Person, may
from ecq.store.proposals import Proposals
from ecq.store.stored import StoredAssessment
from ecq.store.tokens import Token, Tokens

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
IN_SCOPE = "ecq.caller"
"""Where the door leaves the caller for the routes."""


@dataclass(frozen=True)
class Caller:
    """A key that holds, with the store and the lists as far as it reaches; `whose` is the list it sees."""

    token: Token
    store: AnyStore
    lists: AnyCollection
    whose: Whose
    now: str
    permissions: Permissions | None = None

    @property
    def today(self) -> str:
        """The day where the server is, as its commands reckon it."""
        return datetime.fromisoformat(self.now).astimezone().date().isoformat()

    def must(self, action: Action) -> None:
        """Refuse where the key may only read; what its owner may do, the store itself asks."""
        if self.token.scope == "read" and action != "see":
            raise ProblemError("not-allowed", w.KEY_READS_ONLY)

    def found(self, assessment_id: str) -> StoredAssessment:
        """The self-check of that id. Raises ProblemError where there is none for this key."""
        return there(self.store.find(possible(assessment_id)))

    def with_rubric(self, assessment_id: str) -> tuple[StoredAssessment, Rubric]:
        """The same with its figures of today, and its rubric. Raises RubricError where that is not at hand."""
        stored = self.found(assessment_id)
        rubric = rubric_catalogue.rubric_of(stored.assessment.rubric.id, stored.id)
        return replace(stored, assessment=stored.assessment.on(self.today)), rubric

    def changed(
        self, assessment_id: str, how: Callable[[Assessment], Assessment], **under: Unpack[Under]
    ) -> StoredAssessment:
        """The self-check of that id after a change. Raises ProblemError where there is none for this key."""
        return there(self.store.change(possible(assessment_id), how, **under))

    @property
    def files(self) -> Files:
        """The files of evidence of the store."""
        return files_of(self._database)

    @property
    def proposals(self) -> Proposals:
        """What came in, as far as the key reaches."""
        return Proposals(self._database, self.permissions)

    @property
    def invitations(self) -> Invitations:
        """What is asked of others, as far as the key reaches."""
        return Invitations(self._database, self.permissions)

    @property
    def _database(self) -> DatabaseStore:
        store = self.permissions.store if self.permissions else self.store
        assert isinstance(store, DatabaseStore)
        return store

    def enter(self, did: str, about: str = "", more: str = "") -> None:
        """Enter in the audit log of the organisation, where the key belongs to one, what was done."""
        if self.permissions is not None and isinstance(self.whose, HeldBy):
            self.permissions.audit.enter(self.whose.organisation_id, self.permissions.person, did, about, more)


def possible(assessment_id: str) -> str:
    """An id that may be one. Raises ProblemError for what cannot be."""
    if not _ID.fullmatch(assessment_id):
        raise missing()
    return assessment_id


def caller_of(store: DatabaseStore, key: str, people_log_in: bool) -> Caller | None:
    """Whoever calls with that key; None where it does not hold: also where its owner is no member any more.

    Where people log in, a key of the computer, which belongs to nobody, is none.
    """
    token = Tokens(store).known(key)
    if token is None:
        return None
    if token.person_id is None or token.organisation_id is None:
        everything = Caller(token, store, Collection(store), None, store.now())
        return None if people_log_in or token.person_id else everything
    person = Organisations(store).person(token.person_id)
    member = person.membership(token.organisation_id) if person else None
    if person is None or member is None or not may(member.role, "tokens"):
        return None
    named = Person(person.id, f"{person.name} · {token.name}", (member,), token.scope == "read")
    allowed = Permissions(store, named, _audit(store))
    lists = PermittedCollection(allowed)
    return Caller(token, PermittedStore(allowed), lists, HeldBy(token.organisation_id), store.now(), allowed)


def caller_here(store: DatabaseStore, name: str) -> Caller:
    """Whoever runs a program of ours at this computer: what the store holds is theirs."""
    token = Token("here", name, "write", "", "", None)
    return Caller(token, store, Collection(store), None, store.now())


_audit = lru_cache(maxsize=4)(Audit)  # one for each store: it remembers what it has entered today


def acting(action: Action) -> Any:
    """What a route takes to act for its caller; the key must be one with which that may be done."""
    return Depends(_Acting(action))


@dataclass(frozen=True)
class _Acting:
    action: Action

    def __call__(self, request: Request) -> Caller:
        caller: Caller = request.scope[IN_SCOPE]
        caller.must(self.action)
        return caller


def action_of(route: Any) -> Action | None:
    """What a route does, for the table that tests hold against the routes."""
    asked: list[Callable[..., Any]] = [one.call for one in route.dependant.dependencies]
    return next((one.action for one in asked if isinstance(one, _Acting)), None)

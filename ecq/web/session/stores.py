"""The store, the lists and the invitations as the person of this session may use them."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from functools import lru_cache

import streamlit as st

from ecq.store.access.person import Action, NotAllowedError, Person
from ecq.store.audit import Audit
from ecq.store.collection import Collection, HeldBy
from ecq.store.database import DatabaseStore
from ecq.store.invitations import Invitations
from ecq.store.organisations import Organisations
from ecq.store.permitted import AnyCollection, AnyStore, Permissions, PermittedCollection, PermittedStore
from ecq.store.proposals import Proposals
from ecq.store.sessions import Sessions
from ecq.web.session import words
from ecq.web.session.database import FRESH, database
from ecq.web.session.person import LogInNeededError, identity, log_in, must_be_logged_in
from ecq.web.session.state import session

ORGANISATION_PARAM = "org"
"""In the address: the organisation whose list is shown, for those who belong to several."""

NOWHERE = HeldBy("")
"""The organisation of those who belong to none: it holds nothing."""


@lru_cache(maxsize=4)
def _audit(store: DatabaseStore) -> Audit:
    return Audit(store)


def permissions() -> Permissions | None:
    """What the person of this session may do, as of now; None where nobody logs in.

    Raises StoreError, and LogInNeededError where somebody has to be logged in and nobody is.
    """
    must_be_logged_in()
    who = identity()
    if who is None:
        return None
    known = session().allowed
    if known and known[0] == who and time.monotonic() - known[1] < FRESH:
        return known[2]
    organisations = Organisations(database())
    person = organisations.person(who.key) or Person(who.key, who.name)  # deleted meanwhile: belongs to nothing
    allowed = Permissions(database(), person, _audit(database()))
    session().allowed = (who, time.monotonic(), allowed)
    return allowed


def read_memberships_again() -> None:
    """Have them, and whether the log-in holds, read again when asked for next: they were just changed; for callbacks."""
    session().log_in_seen = None
    if known := session().allowed:
        session().allowed = (known[0], -math.inf, known[2])


def store() -> AnyStore:
    """The store as the person of this session may use it. Raises as `permissions`."""
    allowed = permissions()
    return PermittedStore(allowed) if allowed else database()


def collection() -> AnyCollection:
    """The lists as the person of this session may use them. Raises as `permissions`."""
    allowed = permissions()
    return PermittedCollection(allowed) if allowed else Collection(database())


def invitations() -> Invitations:
    """The invitations as the person of this session may make and review them. Raises as `permissions`."""
    return Invitations(database(), permissions())


def proposals() -> Proposals:
    """What came in, as the person of this session may see and decide it. Raises as `permissions`."""
    return Proposals(database(), permissions())


def organisation() -> HeldBy | None:
    """The organisation whose list is shown: that of the address, else the first; None where nobody logs in.

    Who belongs to none gets one that holds nothing.
    """
    allowed = permissions()
    if allowed is None:
        return None
    mine = [one.organisation_id for one in allowed.person.memberships]
    asked = st.query_params.get(ORGANISATION_PARAM)
    if not mine:
        return NOWHERE
    return HeldBy(asked if asked in mine else mine[0])


def organisation_name() -> str:
    """What the organisation whose list is shown is called; "" where there is none."""
    allowed, here = permissions(), organisation()
    member = allowed.person.membership(here.organisation_id) if allowed and here else None
    return member.organisation if member else ""


def may(action: Action, assessment_id: str) -> bool:
    """Whether the person of this session may do that with an assessment; everybody may where nobody logs in."""
    allowed = permissions()
    return allowed is None or allowed.may(action, assessment_id)


def may_here(action: Action) -> bool:
    """Whether the person of this session may do that in the organisation whose list is shown."""
    allowed, here = permissions(), organisation()
    return allowed is None or here is None or allowed.person.may(action, here.organisation_id)


def asked(data: Callable[[], bytes | str] | bytes | str, ids: Sequence[str], kind: str) -> Callable[[], bytes | str]:
    """What a download button hands out of these assessments: made when it is pressed, asking then whether the person may
    see each, and entered in the audit log. `kind` is the file's ending.

    It runs in another thread, so it uses nothing of the page.
    """
    drawn_for = permissions()
    drawn_by = log_in() if drawn_for else ""

    def make() -> bytes | str:
        if drawn_for is not None:
            if not Sessions(drawn_for.store).holding([drawn_by]):
                raise LogInNeededError(words.NEEDED.en, words.NEEDED.zh)
            person = Organisations(drawn_for.store).person(drawn_for.person.id)
            allowed = Permissions(drawn_for.store, person or Person(drawn_for.person.id, ""), drawn_for.audit)
            for one in ids:
                if not allowed.may("see", one):
                    raise NotAllowedError("see", allowed.role(one))
                allowed.enter("download", one, kind)
        return data() if callable(data) else data

    return make


def enter(did: str, assessment_id: str, more: str = "") -> None:
    """Enter a deed in the audit log, where there is one; for what pages do besides the store's own."""
    allowed = permissions()
    if allowed:
        allowed.enter(did, assessment_id, more)

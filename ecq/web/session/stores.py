"""The app's database, who is in front of the page, and the store, lists and invitations as that person may use them.

Where an identity provider logs people in, it is the person of this run, until the log-in ends.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from ecq.base.errors import EcqError, StoreError
from ecq.base.settings import data_folder, database_url, groups_claim, login_hours, mode
from ecq.store.audit import Audit
from ecq.store.collection import Collection, HeldBy
from ecq.store.database import DatabaseStore
from ecq.store.invitations import Invitations
from ecq.store.organisations import Organisations, Sessions
from ecq.store.permitted import AnyCollection, AnyStore, Permissions, PermittedCollection, PermittedStore
from ecq.store.person import Action, Identity, NotAllowedError, Person, log_in_key
from ecq.store.proposals import Proposals
from ecq.web.session import words as k
from ecq.web.session.state import session

FRESH = 1.0
"""Seconds after which memberships and log-ins are read again: a run asks several times, and who is removed is out at the next press."""


@lru_cache(maxsize=4)
def open_store(folder: Path, url: str | None = None) -> DatabaseStore:
    """The store of a data folder, or of another database, opened once per process."""
    return DatabaseStore(url) if url else DatabaseStore.in_folder(folder)


def database() -> DatabaseStore:
    """The app's database with all in it; for what asks nobody's permission. Raises StoreError."""
    return open_store(data_folder(), database_url())


WINDOW_HEADER = "ecq-window"
"""The header in which the server gives a window of a log-in its number."""

told_windows: set[str] = set()
"""The windows whose page says already that one has to log in; numbers of this process."""


class LogInNeededError(EcqError):
    """Nobody is logged in, or the log-in has ended."""


def identity() -> Identity | None:
    """The person of this run; None before log-in, after it has ended, and where nobody logs in."""
    claims = _claims()
    return identity_of(claims) if claims and _until(claims) > time.time() and _holds(log_in_key(claims)) else None


def log_in_needed() -> bool:
    """Whether nothing may be shown or done before somebody logs in."""
    return mode() == "server" and identity() is None


def log_in_ended() -> bool:
    """Whether there was a log-in and it has ended: its hours are over, somebody logged out, or was removed."""
    return bool(_claims()) and identity() is None


def log_in_until() -> float:
    """When the log-in ends, in seconds since 1970."""
    return _until(_claims())


def tell_to_log_in() -> None:
    """The page of this run says that one has to log in."""
    if number := st.context.headers.get(WINDOW_HEADER):
        told_windows.add(number)


def _holds(key: str) -> bool:
    """Whether the log-in is kept; a run asks often, and is answered by the database once in a while.

    While the database does not answer the cookie is believed, so that the page stays what it is; nothing is read or stored.
    """
    here, unknown = session(), None
    if here.log_in_seen and here.log_in_seen[0] == key and time.monotonic() - here.log_in_seen[1] < FRESH:
        return True
    here.log_in_seen = None
    try:
        if not Sessions(database()).holding([key]):
            return False
    except StoreError as error:
        unknown = error
    here.log_in_seen = (key, time.monotonic(), unknown)
    return True


def _claims() -> Mapping[str, Any]:
    """What the identity provider says of the person, from the signed cookie with which the page connected."""
    return st.user.to_dict() if mode() == "server" and st.user.get("is_logged_in") else {}


def _until(claims: Mapping[str, Any]) -> float:
    # `exp` says until when the token may be taken for a log-in, often minutes; how long the log-in then holds is ECQ's to say
    begun = claims.get("iat")
    return begun + login_hours() * 3600 if isinstance(begun, (int, float)) else 0


def identity_of(claims: Mapping[str, Any]) -> Identity | None:
    """The person whom an identity provider means; None where it says of nobody in particular who they are."""
    issuer, subject = claims.get("iss"), claims.get("sub")
    if not issuer or not subject:
        return None
    name = claims.get("name") or claims.get("preferred_username") or claims.get("email") or ""
    # whom an owner adds by address is only who the provider says has it
    email = claims.get("email") if claims.get("email_verified") in (True, "true") else ""
    begun = datetime.fromtimestamp(claims["iat"], UTC).isoformat(timespec="seconds")
    return Identity(str(issuer), str(subject), str(name), str(email or ""), _groups(claims), begun)


def _groups(claims: Mapping[str, Any]) -> tuple[str, ...]:
    said: object = claims.get(groups_claim())
    if said is None:
        said = claims
        for part in groups_claim().split("."):
            said = said.get(part) if isinstance(said, Mapping) else None
    if isinstance(said, str):
        return (said,)
    return tuple(one for one in said if isinstance(one, str)) if isinstance(said, list) else ()


ORGANISATION_PARAM = "org"
"""In the address: the organisation whose list is shown, for those who belong to several."""

NOWHERE = HeldBy("")
"""The organisation of those who belong to none: it holds nothing."""


_audit = lru_cache(maxsize=4)(Audit)


def permissions() -> Permissions | None:
    """What the person of this session may do, as of now; None where nobody logs in.

    Raises StoreError, and LogInNeededError where somebody has to be logged in and nobody is.
    """
    if mode() != "server":
        return None
    who = identity()
    if who is None:
        raise LogInNeededError(k.NEEDED.en, k.NEEDED.zh)
    if (seen := session().log_in_seen) and seen[2]:
        raise seen[2]
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
    drawn_by = log_in_key(_claims()) if drawn_for else ""

    def make() -> bytes | str:
        if drawn_for is not None:
            if not Sessions(drawn_for.store).holding([drawn_by]):
                raise LogInNeededError(k.NEEDED.en, k.NEEDED.zh)
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

"""Who is in front of the page, where an identity provider logs people in: the person of this run, until the log-in ends."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from ecq.base.errors import EcqError, StoreError
from ecq.base.settings import groups_claim, login_hours, mode
from ecq.store.access.identity import Identity, log_in_key
from ecq.store.sessions import Sessions
from ecq.web.session import words
from ecq.web.session.database import FRESH, database
from ecq.web.session.state import session

WINDOW_HEADER = "ecq-window"
"""The header in which the server gives a window of a log-in its number."""

told_windows: set[str] = set()
"""The windows whose page says already that one has to log in; numbers of this process."""


class LogInNeededError(EcqError):
    """Nobody is logged in, or the log-in has ended."""


def identity() -> Identity | None:
    """The person of this run; None before log-in, after it has ended, and where nobody logs in."""
    claims = _claims()
    return identity_of(claims) if claims and _seconds_left(claims) > 0 and _holds(log_in_key(claims)) else None


def log_in_needed() -> bool:
    """Whether nothing may be shown or done before somebody logs in."""
    return mode() == "server" and identity() is None


def must_be_logged_in() -> None:
    """Raises LogInNeededError where nobody is logged in though somebody has to be, and StoreError where that could not be
    found out; for whatever reaches answers.
    """
    if log_in_needed():
        raise LogInNeededError(words.NEEDED.en, words.NEEDED.zh)
    if mode() == "server" and (seen := session().log_in_seen) and seen[2]:
        raise seen[2]


def log_in_ended() -> bool:
    """Whether there was a log-in and it has ended: its hours are over, somebody logged out, or was removed."""
    return bool(_claims()) and identity() is None


def seconds_left() -> float:
    """For how long the log-in holds yet."""
    return _seconds_left(_claims())


def log_in_until() -> int:
    """When it ends, in seconds since 1970."""
    return int(_until(_claims()))


def tell_to_log_in() -> None:
    """The page of this run says that one has to log in."""
    if number := st.context.headers.get(WINDOW_HEADER):
        told_windows.add(number)


def log_in() -> str:
    """What the log-in of this run is known by; for what asks later whether it still holds."""
    return log_in_key(_claims())


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


def _seconds_left(claims: Mapping[str, Any]) -> float:
    return _until(claims) - time.time()


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
    return Identity(str(issuer), str(subject), str(name), str(email or ""), _groups(claims), _begun(claims))


def _begun(claims: Mapping[str, Any]) -> str:
    return datetime.fromtimestamp(claims["iat"], UTC).isoformat(timespec="seconds")


def _groups(claims: Mapping[str, Any]) -> tuple[str, ...]:
    said: object = claims.get(groups_claim())
    if said is None:
        said = claims
        for part in groups_claim().split("."):
            said = said.get(part) if isinstance(said, Mapping) else None
    if isinstance(said, str):
        return (said,)
    return tuple(one for one in said if isinstance(one, str)) if isinstance(said, list) else ()

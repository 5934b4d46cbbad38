"""What a press on the page of an organisation does: as the person may at that moment, with one sentence where it fails;
one's own account."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

import streamlit as st

from ecq.base.errors import EcqError
from ecq.base.language import Text
from ecq.store.access.person import Membership
from ecq.store.organisations import Organisations
from ecq.store.permitted import Permissions
from ecq.web.frame.top_bar import Frame
from ecq.web.html.parts import block
from ecq.web.html.words import error_text
from ecq.web.people import words as t
from ecq.web.session.state import PageState, session
from ecq.web.session.stores import permissions, read_memberships_again
from ecq.web.session.visit import Visit


@dataclass
class People(PageState):
    """What the page of an organisation keeps."""

    notice: tuple[Text, Mapping[str, object]] | None = None
    """What the last press did; shown once."""
    new_key: str | None = None
    """A key to the API that was just made; shown once."""
    log_lines: int = 0
    """How many lines of the audit log were asked for."""


def act(does: Callable[[Permissions], None]) -> None:
    """Do it; for callbacks. It may change what the person may do."""
    try:
        allowed = permissions()
        if allowed is not None:
            does(allowed)
            read_memberships_again()
    except EcqError as error:
        session().page(People).refused = error_text(error)


def draw_account(visit: Visit, allowed: Permissions, member: Membership | None) -> None:
    """Draw what is kept of oneself and what can be done about it."""
    st.html(block(f"<h2>{escape(visit.say(t.ACCOUNT))}</h2><p class='muted'>{escape(visit.say(t.ACCOUNT_LEAD))}</p>"))
    with st.container(horizontal=True, key="people-account"):
        if member is not None and not member.by_group:
            st.button(
                visit.say(t.LEAVE),
                key="people-leave",
                help=visit.say(t.LEAVE_CLOSES),
                on_click=_leave,
                args=(member,),
            )
        with st.popover(visit.say(t.ERASE), key="people-erase"):
            st.caption(visit.say(t.ERASE_SURE))
            st.button(visit.say(t.ERASE_NOW), key="people-erase-now", on_click=_erase, args=(allowed.person.id,))


def _leave(member: Membership) -> None:
    def leave(allowed: Permissions) -> None:
        person = allowed.person
        closed = Organisations(allowed.store).remove_member(member.organisation_id, person.id, person)
        session().page(People).notice = removed(person.name, closed)

    act(leave)


def removed(name: str, closed: int) -> tuple[Text, Mapping[str, object]]:
    """The notice that somebody is no member any more, with how many invitations ended with that."""
    return (t.REMOVED_CLOSED, {"name": name, "count": closed}) if closed else (t.REMOVED, {"name": name})


def _erase(person_id: str) -> None:
    def erase(allowed: Permissions) -> None:
        erased = Organisations(allowed.store).erase_person(person_id)
        if erased is not None:
            session().page(Frame).erased = (t.ERASED, {"at": erased.deleted_at, "digest": erased.digest})

    act(erase)

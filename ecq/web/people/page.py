"""The page of an organisation: who belongs to it and as what, what was done, and one's own account."""

from __future__ import annotations

from html import escape

import streamlit as st

from ecq.store.access.permissions import MEMBER_ROLES, Role
from ecq.store.access.person import Membership
from ecq.store.access.words import ROLE_NAMES
from ecq.store.organisations import Member, Organisations
from ecq.store.permitted import Permissions
from ecq.web.frame.pages import Pages
from ecq.web.frame.words import PEOPLE
from ecq.web.html.parts import block, card, table
from ecq.web.people import words as t
from ecq.web.people.account import draw_account, removed
from ecq.web.people.acts import People, act
from ecq.web.people.audit_log import draw_log
from ecq.web.people.tokens import draw_tokens
from ecq.web.session.clock import day
from ecq.web.session.state import session
from ecq.web.session.stores import ORGANISATION_PARAM, organisation, permissions
from ecq.web.session.visit import Visit, now, say_refused


def draw(visit: Visit, _pages: Pages) -> None:
    """Draw the page."""
    with st.container(key="people"):
        st.html(block(f'<h1 class="ecq-title">{escape(visit.say(PEOPLE))}</h1>'))
        say_refused(visit, People)
        _tell(visit)
        allowed, here = permissions(), organisation()
        if allowed is None or here is None:
            st.caption(visit.say(t.NOBODY))
            return
        member = allowed.person.membership(here.organisation_id)
        name = allowed.person.name
        if member is None:
            st.html(block(f"<p>{escape(visit.say(t.NOWHERE, name=name))}</p>"))
        else:
            role = visit.say(ROLE_NAMES[member.role])
            lead = visit.say(t.LEAD, name=name, organisation=member.organisation, role=role)
            st.html(block(f"<p>{escape(lead)}</p>"))
            _choose(visit, allowed, member)
            _members(visit, allowed, member)
            if allowed.person.may("audit", member.organisation_id):
                draw_log(visit, allowed, member.organisation_id)
            draw_tokens(visit, allowed, member)
        draw_account(visit, allowed, member)


def _tell(visit: Visit) -> None:
    here = session().page(People)
    notice, here.notice = here.notice, None
    if notice is not None:
        said, marks = notice
        st.html(block(f'<p class="ecq-notice" role="status">{escape(visit.say(said, **marks))}</p>'))


def _choose(visit: Visit, allowed: Permissions, member: Membership) -> None:
    names = {one.organisation_id: one.organisation for one in allowed.person.memberships}
    if len(names) < 2:
        return

    def choose() -> None:
        st.query_params[ORGANISATION_PARAM] = st.session_state["people-organisation"]

    st.selectbox(
        visit.say(t.WHICH),
        list(names),
        index=list(names).index(member.organisation_id),
        format_func=lambda one: names[one],
        key="people-organisation",
        on_change=choose,
    )


def _members(visit: Visit, allowed: Permissions, member: Membership) -> None:
    members = Organisations(allowed.store).members(member.organisation_id)
    st.html(block(f"<h2>{escape(visit.say(t.MEMBERS))}</h2>"))
    head = [(visit.say(one), False) for one in (t.NAME, t.EMAIL, t.ROLE, t.SINCE)]
    st.html(block(card(table(head, [_row(visit, one, allowed.person.id) for one in members]))))
    if not allowed.person.may("members", member.organisation_id):
        st.caption(visit.say(t.MEMBERS_ONLY_OWNERS))
        return
    with st.container(horizontal=True, key="people-change"):
        with st.popover(visit.say(t.ADD), key="people-add"):
            _add(visit, member.organisation_id)
        with st.popover(visit.say(t.CHANGE), key="people-roles"):
            _change(visit, member.organisation_id, members)


def _row(visit: Visit, one: Member, me: str) -> list[str]:
    name = one.name or visit.say(t.NOT_YET)
    marked = f"{name} ({visit.say(t.YOU)})" if one.person_id == me else name
    role = visit.say(ROLE_NAMES[one.role])
    return [
        marked,
        one.email,
        f"{role} · {visit.say(t.BY_GROUP)}" if one.by_group else role,
        day(one.since, now(), visit.lang),
    ]


def _role(visit: Visit, key: str) -> None:
    st.selectbox(
        visit.say(t.ROLE),
        MEMBER_ROLES,
        index=MEMBER_ROLES.index("editor"),
        format_func=lambda one: visit.say(ROLE_NAMES[one]),
        key=key,
    )


def _add(visit: Visit, organisation_id: str) -> None:
    with st.form("people-add-form", border=False, clear_on_submit=True):
        st.text_input(visit.say(t.EMAIL), key="people-email", help=visit.say(t.ADD_HELP), max_chars=255)
        _role(visit, "people-new-role")
        st.form_submit_button(visit.say(t.ADD), on_click=_do_add, args=(visit, organisation_id), type="primary")


def _do_add(visit: Visit, organisation_id: str) -> None:
    email, role = st.session_state["people-email"].strip(), st.session_state["people-new-role"]

    def add(allowed: Permissions) -> None:
        Organisations(allowed.store).add_member(organisation_id, email, role, allowed.person)
        session().page(People).notice = (t.ADDED, {"email": email, "role": visit.say(ROLE_NAMES[role])})

    act(add)


def _change(visit: Visit, organisation_id: str, members: tuple[Member, ...]) -> None:
    known = {one.person_id or one.email: one for one in members}
    st.selectbox(
        visit.say(t.MEMBER),
        list(known),
        index=None,
        format_func=lambda one: known[one].name or known[one].email,
        key="people-who",
        placeholder=visit.say(t.CHOOSE_FIRST),
    )
    chosen = known.get(st.session_state["people-who"])
    _role(visit, "people-role")
    st.caption(visit.say(t.REMOVE_ENDS))
    with st.container(horizontal=True):
        st.button(
            visit.say(t.CHANGE),
            key="people-do-change",
            disabled=chosen is None or not chosen.person_id,
            on_click=_do_change,
            args=(visit, organisation_id, chosen),
        )
        st.button(
            visit.say(t.REMOVE),
            key="people-do-remove",
            disabled=chosen is None,
            on_click=_do_remove,
            args=(organisation_id, chosen),
        )


def _do_change(visit: Visit, organisation_id: str, chosen: Member) -> None:
    role: Role = st.session_state["people-role"]

    def change(allowed: Permissions) -> None:
        Organisations(allowed.store).change_role(organisation_id, chosen.person_id, role, allowed.person)
        marks = {"name": chosen.name or chosen.email, "role": visit.say(ROLE_NAMES[role])}
        session().page(People).notice = (t.CHANGED, marks)

    act(change)


def _do_remove(organisation_id: str, chosen: Member) -> None:
    def remove(allowed: Permissions) -> None:
        organisations, closed = Organisations(allowed.store), 0
        if chosen.person_id:
            closed = organisations.remove_member(organisation_id, chosen.person_id, allowed.person)
        else:
            organisations.no_longer_await(organisation_id, chosen.email, allowed.person)
        session().page(People).notice = removed(chosen.name or chosen.email, closed)

    act(remove)

"""The page of an organisation: who belongs to it and as what, what was done, and one's own account."""

from __future__ import annotations

from html import escape

import streamlit as st

from ecq.store.access.person import MEMBER_ROLES, ROLE_NAMES, Membership
from ecq.store.organisations import Member, Organisations
from ecq.store.permitted import Permissions
from ecq.web.frame.pages import Pages
from ecq.web.frame.words import PEOPLE
from ecq.web.html.parts import block
from ecq.web.lists.component import Act, Field, Form
from ecq.web.lists.table import Acts, TableRow, draw_table
from ecq.web.people import words as t
from ecq.web.people.acts import People, act, draw_account, removed
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
    owner = allowed.person.may("members", member.organisation_id)
    roles = [(role, visit.say(ROLE_NAMES[role])) for role in MEMBER_ROLES]
    acts = Acts(
        {"change": visit.say(t.CHANGE), "remove": visit.say(t.REMOVE)},
        lambda press: _do(visit, member.organisation_id, press),
        {
            "change": Form(
                agree=visit.say(t.CHANGE),
                fields=[Field(name="role", label=visit.say(t.ROLE), options=[*roles])],
            ),
            "remove": Form(agree=visit.say(t.REMOVE), sentence=visit.say(t.REMOVE_ENDS)),
        },
    )
    heads = [visit.say(one) for one in (t.NAME, t.EMAIL, t.ROLE, t.SINCE)]
    rows = [_row(visit, one, allowed.person.id, owner) for one in members]
    draw_table(visit, "people-members", heads, rows, acts if owner else None)
    if not owner:
        st.caption(visit.say(t.MEMBERS_ONLY_OWNERS))
        return
    with st.popover(visit.say(t.ADD), key="people-add"):
        _add(visit, member.organisation_id)


def _row(visit: Visit, one: Member, me: str, owner: bool) -> TableRow:
    name = one.name or visit.say(t.NOT_YET)
    marked = f"{name} ({visit.say(t.YOU)})" if one.person_id == me else name
    role = visit.say(ROLE_NAMES[one.role])
    said = f"{role} · {visit.say(t.BY_GROUP)}" if one.by_group else role
    acts = ("change", "remove") if one.person_id else ("remove",)
    cells = ((marked,), (one.email,), (said,), (day(one.since, now(), visit.lang),))
    return TableRow(one.person_id or one.email, one.name or one.email, cells, acts if owner else (), {"role": one.role})


def _add(visit: Visit, organisation_id: str) -> None:
    with st.form("people-add-form", border=False, clear_on_submit=True):
        st.text_input(visit.say(t.EMAIL), key="people-email", help=visit.say(t.ADD_HELP), max_chars=255)
        st.selectbox(
            visit.say(t.ROLE),
            MEMBER_ROLES,
            index=MEMBER_ROLES.index("editor"),
            format_func=lambda one: visit.say(ROLE_NAMES[one]),
            key="people-new-role",
        )
        st.form_submit_button(visit.say(t.ADD), on_click=_do_add, args=(visit, organisation_id), type="primary")


def _do_add(visit: Visit, organisation_id: str) -> None:
    email, role = st.session_state["people-email"].strip(), st.session_state["people-new-role"]

    def add(allowed: Permissions) -> None:
        Organisations(allowed.store).add_member(organisation_id, email, role, allowed.person)
        session().page(People).notice = (t.ADDED, {"email": email, "role": visit.say(ROLE_NAMES[role])})

    act(add)


def _do(visit: Visit, organisation_id: str, press: Act) -> None:
    """Change somebody's role or remove them; for callbacks."""

    def do(allowed: Permissions) -> None:
        organisations = Organisations(allowed.store)
        members = {one.person_id or one.email: one for one in organisations.members(organisation_id)}
        chosen = members.get(press.ids[0])
        if chosen is None:
            return
        name = chosen.name or chosen.email
        if press.do == "change":
            role = next((one for one in MEMBER_ROLES if one == press.values.get("role")), chosen.role)
            organisations.change_role(organisation_id, chosen.person_id, role, allowed.person)
            session().page(People).notice = (t.CHANGED, {"name": name, "role": visit.say(ROLE_NAMES[role])})
        elif chosen.person_id:
            closed = organisations.remove_member(organisation_id, chosen.person_id, allowed.person)
            session().page(People).notice = removed(name, closed)
        else:
            organisations.no_longer_await(organisation_id, chosen.email, allowed.person)
            session().page(People).notice = removed(name, 0)

    act(do)

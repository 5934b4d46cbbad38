"""The page of an organisation: its members, log-ins and keys to the API, its audit log, and one's own account."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from html import escape
from typing import Concatenate, ParamSpec

import streamlit as st

from ecq.base.language import Text, filled
from ecq.base.settings import API
from ecq.document.blocks import cell
from ecq.store.audit import Deed
from ecq.store.organisations import Member, Organisations
from ecq.store.permitted import Permissions
from ecq.store.person import MEMBER_ROLES, ROLE_NAMES, Membership
from ecq.store.tokens import DAYS, NAME_LIMIT, SCOPES, Token, Tokens
from ecq.telling.text import words as w
from ecq.web.frame.top_bar import Frame
from ecq.web.frame.words import PEOPLE
from ecq.web.html.parts import choose, choose_in_address, draw_html
from ecq.web.lists.component import NO_ACTS, Act, Acts, Field, Form, TableRow, draw_table
from ecq.web.people import words as t
from ecq.web.session.state import PageState, session
from ecq.web.session.stores import ORGANISATION_PARAM, organisation, permissions, read_memberships_again
from ecq.web.session.visit import Pages, Visit, now, say_refused

P = ParamSpec("P")


@dataclass
class People(PageState):
    """What the page of an organisation keeps."""

    new_key: str | None = None
    """A key to the API that was just made; shown once."""
    log_lines: int = 0
    """How many lines of the audit log were asked for."""


def _as_person(does: Callable[Concatenate[Permissions, P], None]) -> Callable[P, None]:
    """Does it as the person who is logged in; for callbacks. It may change what they may do."""

    @wraps(does)
    def act(*args: P.args, **kwargs: P.kwargs) -> None:
        with session().page(People).telling():
            if (allowed := permissions()) is not None:
                does(allowed, *args, **kwargs)
                read_memberships_again()

    return act


def draw_account(visit: Visit, allowed: Permissions, member: Membership | None, alone: bool) -> None:
    """Draw what is kept of oneself and what can be done about it; `alone`: as the only owner one has to stay."""
    draw_html(f"<h2>{escape(visit.say(t.ACCOUNT))}</h2><p class='muted'>{escape(visit.say(t.ACCOUNT_LEAD))}</p>")
    if alone:
        st.caption(visit.say(t.ONLY_OWNER))
        return
    with st.container(horizontal=True, key="people-account"):
        if member is not None and not member.by_group:
            with st.popover(visit.say(t.LEAVE), key="people-leave"):
                st.caption(visit.say(t.LEAVE_SURE))
                st.button(visit.say(t.LEAVE), key="people-leave-now", on_click=_leave, args=(member,))
        with st.popover(visit.say(t.ERASE), key="people-erase"):
            st.caption(visit.say(t.ERASE_SURE))
            st.button(visit.say(t.ERASE_NOW), key="people-erase-now", on_click=_erase, args=(allowed.person.id,))


@_as_person
def _leave(allowed: Permissions, member: Membership) -> None:
    person = allowed.person
    closed = Organisations(allowed.store).remove_member(member.organisation_id, person.id, person)
    session().page(People).done = (removed(person.name, closed),)


def removed(name: str, closed: int) -> Text:
    """That somebody is no member any more, with how many invitations ended with that."""
    return filled(t.REMOVED_CLOSED, name=name, count=closed) if closed else filled(t.REMOVED, name=name)


@_as_person
def _erase(allowed: Permissions, person_id: str) -> None:
    erased = Organisations(allowed.store).erase_person(person_id)
    if erased is not None:
        session().page(Frame).erased = (t.ERASED, {"at": erased.deleted_at, "digest": erased.digest})


HOLDS_FOR = (30, DAYS, 180, 366)
"""Days to choose from."""


def draw_tokens(visit: Visit, allowed: Permissions, member: Membership) -> None:
    """Draw the keys, a new one this once, and what can be done with them."""
    organisation = member.organisation_id
    mine = [one for one in Tokens(allowed.store).of(allowed.person) if one.organisation_id == organisation]
    draw_html(f"<h2>{escape(visit.say(t.KEYS))}</h2><p class='muted'>{escape(visit.say(t.KEYS_LEAD, at=API))}</p>")
    here = session().page(People)
    made, here.new_key = here.new_key, None
    if made:
        draw_html(f'<p class="ecq-notice" role="status">{escape(visit.say(t.KEY_MADE))}</p>')
        st.code(made, language=None, wrap_lines=True)
    if mine:
        names = {one.id: one.name for one in mine}
        acts = Acts(
            {"revoke": visit.say(t.REVOKE)},
            lambda press: _revoke(press.ids[0], names.get(press.ids[0], "")),
            {"revoke": Form(agree=visit.say(t.REVOKE), sentence=visit.say(t.REVOKE_SURE))},
        )
        heads = [visit.say(one) for one in (w.NAME, t.KEY_SCOPE, t.KEY_UNTIL, t.KEY_USED)]
        draw_table(visit, "people-keys", heads, [_key_row(visit, one) for one in mine], acts)
    with st.popover(visit.say(t.NEW_KEY), key="people-new-key"):
        _new_key(visit, organisation)


def _key_row(visit: Visit, one: Token) -> TableRow:
    until = visit.day_of(one.expires_at) if one.holds(now()) else visit.say(t.KEY_EXPIRED)
    used = visit.day_of(one.used_at) if one.used_at else visit.say(t.KEY_UNUSED)
    cells = ((one.name,), (visit.say(t.SCOPES[one.scope]),), (until,), (used,))
    return TableRow(one.id, f"{one.name} ({one.id})", cells, ("revoke",))


def _new_key(visit: Visit, organisation_id: str) -> None:
    with st.form("people-key-form", border=False, clear_on_submit=True):
        st.text_input(visit.say(w.NAME), key="people-key-name", max_chars=NAME_LIMIT, help=visit.say(t.KEY_NAME_HELP))
        scopes = {one: visit.say(t.SCOPES[one]) for one in SCOPES}
        choose(st.radio, visit.say(t.KEY_SCOPE), scopes, "people-key-scope")
        days = {one: visit.say(t.SO_MANY_DAYS, count=one) for one in HOLDS_FOR}
        choose(st.selectbox, visit.say(t.KEY_DAYS), days, "people-key-days", at=DAYS)
        st.form_submit_button(visit.say(t.MAKE_KEY), on_click=_make, args=(organisation_id,), type="primary")


@_as_person
def _make(allowed: Permissions, organisation_id: str) -> None:
    name, scope, days = (st.session_state[f"people-key-{what}"] for what in ("name", "scope", "days"))
    _, session().page(People).new_key = Tokens(allowed.store).add(name, scope, days, allowed.person, organisation_id)


@_as_person
def _revoke(allowed: Permissions, token_id: str, name: str) -> None:
    if Tokens(allowed.store).revoke(token_id, allowed.person):
        session().page(People).done = (filled(t.REVOKED, name=name),)


LINES = 50
_ROLES: dict[str, Text] = {str(role): name for role, name in ROLE_NAMES.items()}


def draw_log(visit: Visit, allowed: Permissions, organisation_id: str) -> None:
    """Draw it folded: it is read only when opened."""
    days = next(one.audit_days for one in Organisations(allowed.store).all() if one.id == organisation_id)
    opened = st.toggle(visit.say(t.LOG), key="people-log")
    if not opened:
        return
    allowed.must_in("audit", organisation_id)
    here = session().page(People)
    shown = here.log_lines or LINES
    deeds = allowed.audit.deeds(organisation_id, limit=shown + 1)
    st.caption(visit.say(t.LOG_LEAD, days=days))
    if not deeds:
        st.caption(visit.say(t.LOG_EMPTY))
    else:
        heads = [visit.say(one) for one in (t.WHEN, t.WHO, t.DID, t.ABOUT, t.MORE)]
        draw_table(visit, "people-deeds", heads, [_deed_row(visit, at, deed) for at, deed in deeds[:shown]])
        if len(deeds) > shown:
            more = (here, "log_lines", shown + 4 * LINES)
            st.button(visit.say(t.EARLIER), key="people-earlier", on_click=setattr, args=more)
    with st.form("people-keep", border=False):
        st.number_input(visit.say(t.LOG_DAYS), 1, 3660, days, key="people-days")
        st.form_submit_button(visit.say(w.SAVE), on_click=_keep, args=(organisation_id,))


def _deed_row(visit: Visit, number: object, deed: Deed) -> TableRow:
    told = (
        visit.when(deed.at),
        deed.person or visit.say(t.NOBODY_NOW),
        visit.say(t.DEEDS[deed.did]) if deed.did in t.DEEDS else deed.did,
        deed.about[:12],
        visit.say(_ROLES[deed.more]) if deed.more in _ROLES else deed.more[:40],
    )
    return TableRow(str(number), told[0], tuple(cell(one) for one in told))


@_as_person
def _keep(allowed: Permissions, organisation_id: str) -> None:
    days = int(st.session_state["people-days"])
    Organisations(allowed.store).keep_audit(organisation_id, days, allowed.person)


def draw(visit: Visit, _pages: Pages) -> None:
    """Draw the page."""
    with st.container(key="people"):
        draw_html(f'<h1 class="ecq-title">{escape(visit.say(PEOPLE))}</h1>')
        say_refused(visit, People)
        allowed, here = permissions(), organisation()
        if allowed is None or here is None:
            st.caption(visit.say(t.NOBODY))
            return
        member = allowed.person.membership(here.organisation_id)
        name, alone = allowed.person.name, False
        if member is None:
            draw_html(f"<p>{escape(visit.say(t.NOWHERE, name=name))}</p>")
        else:
            role = visit.say(ROLE_NAMES[member.role])
            lead = visit.say(t.LEAD, name=name, organisation=member.organisation, role=role)
            draw_html(f"<p>{escape(lead)}</p>")
            choose_organisation(visit)
            members = Organisations(allowed.store).members(member.organisation_id)
            alone = [one.person_id for one in members if one.role == "owner" and one.person_id] == [allowed.person.id]
            _members(visit, allowed, member, members, alone)
            if allowed.person.may("audit", member.organisation_id):
                draw_log(visit, allowed, member.organisation_id)
            draw_tokens(visit, allowed, member)
        draw_account(visit, allowed, member, alone)


def choose_organisation(visit: Visit) -> None:
    """Draw the field of whoever belongs to several organisations: whose self-checks and members are shown."""
    allowed, here = permissions(), organisation()
    names = {one.organisation_id: one.organisation for one in allowed.person.memberships} if allowed else {}
    if here is not None and len(names) > 1:
        label, key = visit.say(t.WHICH), "people-organisation"
        choose_in_address(st.selectbox, label, names, key, ORGANISATION_PARAM, here.organisation_id, width=360)


def _members(visit: Visit, allowed: Permissions, member: Membership, members: Sequence[Member], alone: bool) -> None:
    draw_html(f"<h2>{escape(visit.say(t.MEMBERS))}</h2>")
    owner = allowed.person.may("members", member.organisation_id)
    roles = [(role, visit.say(ROLE_NAMES[role])) for role in MEMBER_ROLES]
    acts = Acts(
        {"change": visit.say(t.CHANGE), "remove": visit.say(t.REMOVE)},
        lambda press: _change_member(member.organisation_id, press),
        {
            "change": Form(
                agree=visit.say(t.CHANGE),
                sentence=visit.say(t.ROLES),
                fields=[Field(name="role", label=visit.say(t.ROLE), options=[*roles])],
            ),
            "remove": Form(agree=visit.say(t.REMOVE), sentence=visit.say(t.REMOVE_ENDS)),
        },
    )
    heads = [visit.say(one) for one in (t.NAME, t.EMAIL, t.ROLE, t.SINCE)]
    rows = [_row(visit, one, allowed.person.id, owner, alone) for one in members]
    draw_table(visit, "people-members", heads, rows, acts if owner else NO_ACTS)
    if not owner:
        st.caption(visit.say(t.MEMBERS_ONLY_OWNERS))
        return
    with st.popover(visit.say(t.ADD), key="people-add"), st.form("people-add-form", border=False):
        st.text_input(visit.say(t.EMAIL), key="people-email", help=visit.say(t.ADD_HELP), max_chars=255)
        choose(st.selectbox, visit.say(t.ROLE), dict(roles), "people-new-role", at="editor", help=visit.say(t.ROLES))
        at = (member.organisation_id,)
        st.form_submit_button(visit.say(t.ADD), on_click=_add, args=at, type="primary")


def _row(visit: Visit, one: Member, me: str, owner: bool, alone: bool) -> TableRow:
    name = one.name or visit.say(t.NOT_YET)
    marked = f"{name} ({visit.say(t.YOU)})" if one.person_id == me else name
    role = visit.say(ROLE_NAMES[one.role])
    said = f"{role} · {visit.say(t.BY_GROUP)}" if one.by_group else role
    acts: tuple[str, ...] = ("change", "remove") if one.person_id else ("remove",)
    if not owner or one.by_group or one.person_id == me:  # it would be refused, or is done below
        acts = ("change",) if owner and one.person_id == me and not (one.by_group or alone) else ()
    cells = ((marked,), (one.email,), (said,), (visit.day_of(one.since) if one.person_id else "",))
    return TableRow(one.person_id or one.email, one.name or one.email, cells, acts, {"role": one.role})


@_as_person
def _add(allowed: Permissions, organisation_id: str) -> None:
    email, role = st.session_state["people-email"].strip(), st.session_state["people-new-role"]
    Organisations(allowed.store).add_member(organisation_id, email, role, allowed.person)
    st.session_state["people-email"] = ""
    session().page(People).done = (filled(t.ADDED, email=email, role=ROLE_NAMES[role]),)


@_as_person
def _change_member(allowed: Permissions, organisation_id: str, press: Act) -> None:
    organisations = Organisations(allowed.store)
    members = {one.person_id or one.email: one for one in organisations.members(organisation_id)}
    chosen = members.get(press.ids[0])
    if chosen is None:
        return
    name = chosen.name or chosen.email
    if press.do == "change":
        role = next((one for one in MEMBER_ROLES if one == press.values.get("role")), chosen.role)
        organisations.change_role(organisation_id, chosen.person_id, role, allowed.person)
        session().page(People).done = (filled(t.CHANGED, name=name, role=ROLE_NAMES[role]),)
    elif chosen.person_id:
        closed = organisations.remove_member(organisation_id, chosen.person_id, allowed.person)
        session().page(People).done = (removed(name, closed),)
    else:
        organisations.no_longer_await(organisation_id, chosen.email, allowed.person)
        session().page(People).done = (removed(name, 0),)

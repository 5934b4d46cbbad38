"""One's own keys to the API, for the organisation that is shown: made, shown once, listed, revoked."""

from __future__ import annotations

from html import escape

import streamlit as st

from ecq.base.settings import API
from ecq.store.access.person import Membership
from ecq.store.permitted import Permissions
from ecq.store.tokens import DAYS, NAME_LIMIT, SCOPES, Token, Tokens
from ecq.telling.text import words as w
from ecq.web.html.parts import block
from ecq.web.lists.component import Form
from ecq.web.lists.table import Acts, TableRow, draw_table
from ecq.web.people import words as t
from ecq.web.people.acts import People, act
from ecq.web.session.clock import day
from ecq.web.session.state import session
from ecq.web.session.visit import Visit, now

HOLDS_FOR = (30, DAYS, 180, 366)
"""Days to choose from."""


def draw_tokens(visit: Visit, allowed: Permissions, member: Membership) -> None:
    """Draw the keys, a new one this once, and what can be done with them."""
    organisation = member.organisation_id
    mine = [one for one in Tokens(allowed.store).of(allowed.person) if one.organisation_id == organisation]
    st.html(block(f"<h2>{escape(visit.say(t.KEYS))}</h2><p class='muted'>{escape(visit.say(t.KEYS_LEAD, at=API))}</p>"))
    here = session().page(People)
    made, here.new_key = here.new_key, None
    if made:
        st.html(block(f'<p class="ecq-notice" role="status">{escape(visit.say(t.KEY_MADE))}</p>'))
        st.code(made, language=None, wrap_lines=True)
    if mine:
        names = {one.id: one.name for one in mine}
        acts = Acts(
            {"revoke": visit.say(t.REVOKE)},
            lambda press: _revoke(press.ids[0], names.get(press.ids[0], "")),
            {"revoke": Form(agree=visit.say(t.REVOKE), sentence=visit.say(t.REVOKE_SURE))},
        )
        heads = [visit.say(one) for one in (w.NAME, t.KEY_SCOPE, t.KEY_UNTIL, t.KEY_USED)]
        draw_table(visit, "people-keys", heads, [_row(visit, one) for one in mine], acts)
    with st.popover(visit.say(t.NEW_KEY), key="people-new-key"):
        _new(visit, organisation)


def _row(visit: Visit, one: Token) -> TableRow:
    until = day(one.expires_at, now(), visit.lang) if one.holds(now()) else visit.say(t.KEY_EXPIRED)
    used = day(one.used_at, now(), visit.lang) if one.used_at else visit.say(t.KEY_UNUSED)
    cells = ((one.name,), (visit.say(t.SCOPES[one.scope]),), (until,), (used,))
    return TableRow(one.id, f"{one.name} ({one.id})", cells, ("revoke",))


def _new(visit: Visit, organisation_id: str) -> None:
    with st.form("people-key-form", border=False, clear_on_submit=True):
        st.text_input(visit.say(w.NAME), key="people-key-name", max_chars=NAME_LIMIT, help=visit.say(t.KEY_NAME_HELP))
        st.radio(
            visit.say(t.KEY_SCOPE), SCOPES, format_func=lambda one: visit.say(t.SCOPES[one]), key="people-key-scope"
        )
        st.selectbox(
            visit.say(t.KEY_DAYS),
            HOLDS_FOR,
            index=HOLDS_FOR.index(DAYS),
            format_func=lambda one: visit.say(t.SO_MANY_DAYS, count=one),
            key="people-key-days",
        )
        st.form_submit_button(visit.say(t.MAKE_KEY), on_click=_make, args=(organisation_id,), type="primary")


def _make(organisation_id: str) -> None:
    name, scope, days = (st.session_state[f"people-key-{what}"] for what in ("name", "scope", "days"))

    def make(allowed: Permissions) -> None:
        _, session().page(People).new_key = Tokens(allowed.store).add(
            name, scope, days, allowed.person, organisation_id
        )

    act(make)


def _revoke(token_id: str, name: str) -> None:
    def revoke(allowed: Permissions) -> None:
        if Tokens(allowed.store).revoke(token_id, allowed.person):
            session().page(People).notice = (t.REVOKED, {"name": name})

    act(revoke)

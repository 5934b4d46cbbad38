"""The audit log on the page of an organisation, for its owners."""

from __future__ import annotations

import streamlit as st

from ecq.base.language import Text
from ecq.store.access.words import ROLE_NAMES
from ecq.store.organisations import Organisations
from ecq.store.permitted import Permissions
from ecq.web.html.parts import block, card, table
from ecq.web.people import words as t
from ecq.web.people.acts import People, act
from ecq.web.session.clock import day_and_clock
from ecq.web.session.state import session
from ecq.web.session.visit import Visit, now

LINES = 50
_ROLES: dict[str, Text] = {str(role): name for role, name in ROLE_NAMES.items()}


def draw_log(visit: Visit, allowed: Permissions, organisation_id: str) -> None:
    """Draw it folded: it is read only when opened."""
    days = next(one.audit_days for one in Organisations(allowed.store).all() if one.id == organisation_id)
    opened = st.toggle(visit.say(t.LOG), key="people-log")
    if not opened:
        return
    allowed.must_in("audit", organisation_id)
    shown = session().page(People).log_lines or LINES
    deeds = allowed.audit.deeds(organisation_id, limit=shown + 1)
    st.caption(visit.say(t.LOG_LEAD, days=days))
    if not deeds:
        st.caption(visit.say(t.LOG_EMPTY))
    else:
        head = [(visit.say(one), False) for one in (t.WHEN, t.WHO, t.DID, t.ABOUT, t.MORE)]
        rows = [
            [
                day_and_clock(deed.at, now(), visit.lang),
                deed.person or visit.say(t.NOBODY_NOW),
                visit.say(t.DEEDS[deed.did]) if deed.did in t.DEEDS else deed.did,
                deed.about[:12],
                visit.say(_ROLES[deed.more]) if deed.more in _ROLES else deed.more[:40],
            ]
            for _, deed in deeds[:shown]
        ]
        st.html(block(card(table(head, rows))))
        if len(deeds) > shown:
            st.button(visit.say(t.EARLIER), key="people-earlier", on_click=_earlier, args=(shown,))
    with st.form("people-keep", border=False):
        st.number_input(visit.say(t.LOG_DAYS), 1, 3660, days, key="people-days")
        st.form_submit_button(visit.say(t.KEEP), on_click=_keep, args=(organisation_id,))


def _earlier(shown: int) -> None:
    session().page(People).log_lines = shown + 4 * LINES


def _keep(organisation_id: str) -> None:
    days = int(st.session_state["people-days"])
    act(lambda allowed: Organisations(allowed.store).keep_audit(organisation_id, days, allowed.person))

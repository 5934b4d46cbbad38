"""The audit log on the page of an organisation, for its owners."""

from __future__ import annotations

import streamlit as st

from ecq.base.language import Text
from ecq.document.blocks import cell
from ecq.store.access.person import ROLE_NAMES
from ecq.store.audit import Deed
from ecq.store.organisations import Organisations
from ecq.store.permitted import Permissions
from ecq.telling.text import words as w
from ecq.web.lists.table import TableRow, draw_table
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
        heads = [visit.say(one) for one in (t.WHEN, t.WHO, t.DID, t.ABOUT, t.MORE)]
        draw_table(visit, "people-deeds", heads, [_row(visit, at, deed) for at, deed in deeds[:shown]])
        if len(deeds) > shown:
            st.button(visit.say(t.EARLIER), key="people-earlier", on_click=_earlier, args=(shown,))
    with st.form("people-keep", border=False):
        st.number_input(visit.say(t.LOG_DAYS), 1, 3660, days, key="people-days")
        st.form_submit_button(visit.say(w.SAVE), on_click=_keep, args=(organisation_id,))


def _row(visit: Visit, number: object, deed: Deed) -> TableRow:
    told = (
        day_and_clock(deed.at, now(), visit.lang),
        deed.person or visit.say(t.NOBODY_NOW),
        visit.say(t.DEEDS[deed.did]) if deed.did in t.DEEDS else deed.did,
        deed.about[:12],
        visit.say(_ROLES[deed.more]) if deed.more in _ROLES else deed.more[:40],
    )
    return TableRow(str(number), told[0], tuple(cell(one) for one in told))


def _earlier(shown: int) -> None:
    session().page(People).log_lines = shown + 4 * LINES


def _keep(organisation_id: str) -> None:
    days = int(st.session_state["people-days"])
    act(lambda allowed: Organisations(allowed.store).keep_audit(organisation_id, days, allowed.person))

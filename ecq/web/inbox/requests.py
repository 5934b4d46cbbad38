"""What is asked of others, by link or answer sheet: sent, opened, returned, due, reminded; and asking."""

from __future__ import annotations

from html import escape

import streamlit as st

from ecq.base.errors import EcqError
from ecq.base.language import Text, filled
from ecq.store.invitations import Invitation
from ecq.store.organisations import Organisations
from ecq.telling.team.due import days_left, in_order, stage
from ecq.web.frame.pages import Pages
from ecq.web.html.files import hand_out
from ecq.web.html.parts import block
from ecq.web.html.words import sentence
from ecq.web.inbox import words as t
from ecq.web.inbox.asking import Requests, draw_fresh_link, draw_invite, show_link
from ecq.web.session.clock import day, today
from ecq.web.session.state import session
from ecq.web.session.stores import invitations, permissions
from ecq.web.session.visit import Visit, now, say_refused
from ecq.web.session.whose_list import list_key
from ecq.writers.html.blocks import tag
from ecq.writers.sheets.calendar_file import due_calendar


def draw_requests(visit: Visit, pages: Pages) -> None:
    """Draw what is asked of others, how it fares, and the form to ask."""
    assert visit.stored is not None
    everything = invitations().of(visit.stored.id)
    alone = list_key() is None
    with st.container(key="team"):
        _heading(visit.say(t.REQUESTS))
        st.caption(visit.say(t.REQUESTS_LEAD))
        say_refused(visit, Requests)
        _tell(visit)
        if alone:
            st.html(block(f'<p class="ecq-notice" role="note">{escape(visit.say(t.ALONE))}</p>'))
        _waiting(visit, in_order((one for one in everything if stage(one) == "waiting"), today()))
        if visit.may("invite"):
            draw_invite(visit, everything, alone)
        else:
            st.caption(visit.say(t.NO_MORE))
        _over(visit, [one for one in everything if stage(one) != "waiting"])


def _tell(visit: Visit) -> None:
    here = session().page(Requests)
    notice, here.notice = here.notice, ()
    if notice:
        lines = "<br>".join(escape(visit.words(one)) for one in notice)
        st.html(block(f'<p class="ecq-notice" role="status">{lines}</p>'))


def _heading(title: str) -> None:
    st.html(block(f'<h2 class="ecq-sub">{escape(title)}</h2>'))


def _waiting(visit: Visit, waiting: tuple[Invitation, ...]) -> None:
    """What waits for others, overdue first, with what can be done about each."""
    _heading(visit.say(t.OUT, count=len(waiting)))
    if not waiting:
        st.caption(visit.say(t.NOTHING_WAITS))
    for one in waiting:
        left = days_left(one, today())
        late = tag("red", visit.say(t.LATE)) if left is not None and left < 0 else ""
        state = tag("gold", visit.say(t.REQUEST_STATES["returned"])) if one.state == "returned" else ""
        facts = " · ".join((*_fares(visit, one), _due(visit, one, left), *_by(visit, one)))
        with st.container(border=True, key=f"waiting-{one.id}", gap="small"):
            line = f"<p><b>{escape(one.label)}</b> {late} {state}</p><p><small>{escape(facts)}</small></p>"
            st.html(block(line))
            if visit.may("invite"):
                with st.container(horizontal=True):
                    if (me := permissions()) and one.created_by != me.person.id:
                        _act(visit, one, "take-over")
                    if one.kind == "link":
                        _act(visit, one, "new-link")
                    _act(visit, one, "close")
                    _act(visit, one, "revoke")
                draw_fresh_link(visit, one, new=False)
    if any(one.due for one in waiting):
        lang = visit.lang
        made = visit.asked(lambda: due_calendar(waiting, lang), "ics")
        hand_out(visit.say(t.CALENDAR), "ecq.ics", made, "team-calendar")


def _fares(visit: Visit, one: Invitation) -> list[str]:
    """How a request fares: by sheet or link, when it was sent, opened and reminded of, and how far it is answered."""

    def on(text: Text, moment: str) -> str:
        return visit.say(text, day=day(moment, now(), visit.lang))

    told = [on(t.SENT, one.created_at)]
    if one.kind == "sheet":
        told.insert(0, visit.say(t.BY_SHEET))
    else:
        told.append(on(t.OPENED, one.opened_at) if one.opened_at else visit.say(t.NOT_OPENED))
        told += [_answered(visit, one), _expires(visit, one)]
    return [*told, on(t.REMINDED, one.reminded_at)] if one.reminded_at else told


def _answered(visit: Visit, one: Invitation) -> str:
    return visit.say(t.ANSWERED, answered=one.answered, count=len(one.questions))


def _due(visit: Visit, one: Invitation, left: int | None) -> str:
    if left is None:
        return visit.say(t.NO_DUE)
    named = day(f"{one.due}T12:00:00+00:00", now(), visit.lang)
    if left < 0:
        return visit.say(t.OVERDUE, day=named, late=-left)
    return visit.say(t.DUE, day=named, left=left) if left else visit.say(t.DUE_TODAY)


def _by(visit: Visit, one: Invitation) -> list[str]:
    """Who invited, where people log in: with them the invitation ends."""
    allowed = permissions()
    if allowed is None:
        return []
    name = Organisations(allowed.store).names([one.created_by]).get(one.created_by)
    return [visit.say(t.BY, name=name) if name else visit.say(t.BY_NOBODY)]


def _expires(visit: Visit, one: Invitation) -> str:
    if one.expired(now()):
        return visit.say(t.EXPIRED)
    return visit.say(t.EXPIRES, day=day(one.expires_at, now(), visit.lang))


def _over(visit: Visit, past: list[Invitation]) -> None:
    if not past:
        return
    with st.expander(visit.say(t.OVER, count=len(past))):
        for one in past:
            ended = {"closed": t.CLOSED, "revoked": t.REVOKED}.get(one.ended) if one.state != "accepted" else None
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                facts = f"{visit.say(ended or t.REQUEST_STATES[one.state])} · {_answered(visit, one)}"
                line = f"<p><b>{escape(one.label)}</b> <small>{escape(facts)}</small></p>"
                st.html(block(line), width="content")
                if visit.may("invite"):
                    _act(visit, one, "remove")


_ACTS = {"take-over": t.TAKE_OVER, "new-link": t.NEW_LINK, "close": t.CLOSE, "revoke": t.REVOKE, "remove": t.REMOVE}


def _act(visit: Visit, one: Invitation, what: str) -> None:
    label = visit.say(_ACTS[what])
    st.button(label, key=f"{what}-{one.id}", type="tertiary", on_click=_do, args=(what, one))


def _do(what: str, one: Invitation) -> None:
    """Do it; for callbacks."""
    here = session().page(Requests)
    try:
        desk = invitations()
        if what == "new-link":
            show_link(one.id, desk.renew_link(one.assessment_id, one.id), new=False)
            return
        does = {"take-over": desk.take_over, "close": desk.close, "revoke": desk.revoke, "remove": desk.remove}
        done = does[what](one.assessment_id, one.id)
    except EcqError as error:
        here.refused = sentence(error)
        return
    if what != "take-over" and here.fresh_link and here.fresh_link[0] == one.id:
        here.fresh_link = None
    if done:
        here.notice = (filled(t.DONE[what], label=one.label),)
    else:
        here.refused = t.GONE

"""What is asked of others, by link or answer sheet: sent, opened, returned, due, reminded; and asking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from html import escape
from typing import Literal
from urllib.parse import urlsplit

import streamlit as st

from ecq.base.language import Text, filled
from ecq.exchange.answer_sheet import export_sheet
from ecq.store.invitations import DAYS_DEFAULT, DAYS_MOST, LABEL_LIMIT, Invitation, Kind
from ecq.store.organisations import Organisations
from ecq.telling.due import days_left, in_order, stage
from ecq.telling.overview.rows import QuestionRow, asked_of, overview_rows, owners_of, picked, within
from ecq.telling.text import words as w
from ecq.telling.text.sentences import file_name
from ecq.web.html.parts import choose, draw_html, hand_out
from ecq.web.inbox import words as t
from ecq.web.session import widget_keys as keys
from ecq.web.session.state import PageState, session
from ecq.web.session.stores import invitations, organisation_name, permissions
from ecq.web.session.visit import Visit, now, say_refused, today
from ecq.web.session.whose_list import list_key
from ecq.writers.html.blocks import tag
from ecq.writers.sheets.calendar_file import due_calendar

WHOM, PARTS, OWNERS = "team-whom", "team-parts", "team-owners"
ONLY_OPEN, BY_DAY, VALID = "team-only-open", "team-by-day", "team-valid"


@dataclass
class Requests(PageState):
    """What the requests to others keep."""

    sheet: Invitation | None = None
    """The request whose answer sheet was just made, to be saved; shown until the next is made."""
    fresh_link: tuple[str, str, bool] | None = None
    """The invitation whose link was just made, its secret, and whether the invitation is new: shown until the next is made."""


def _draw_form(visit: Visit, everything: Iterable[Invitation], alone: bool) -> None:
    """The fields and the button. What is chosen is counted at once."""
    rows = picked(overview_rows(visit.rubric, visit.assessment, visit.card))
    with st.container(border=True, key="team-invite"):
        draw_html(f'<h2 class="ecq-sub">{escape(visit.say(t.INVITE))}</h2>')
        draw_made(visit, everything)  # above the fields: what a press made shows where one looks
        st.text_input(visit.say(t.WHOM), placeholder=visit.say(t.WHOM_HINT), max_chars=LABEL_LIMIT, key=WHOM)
        parts = {one: title for one in visit.card.nodes if (title := _part(visit, rows, one))}
        choose(st.multiselect, visit.say(t.PARTS), parts, PARTS, placeholder="")
        owners = {one: one for one in sorted({name for row in rows for name in owners_of(visit.assessment, row)})}
        if owners:
            look = {"help": visit.say(t.OWNERS_HINT), "placeholder": ""}
            choose(st.multiselect, visit.say(t.OWNERS), owners, OWNERS, **look)
        st.checkbox(visit.say(t.ONLY_OPEN), value=True, key=ONLY_OPEN)
        with st.container(horizontal=True):
            st.date_input(
                visit.say(t.BY_DAY), value=None, min_value=date.fromisoformat(today()), key=BY_DAY, format="YYYY-MM-DD"
            )
            if not alone:
                st.number_input(visit.say(t.VALID), 1, DAYS_MOST, DAYS_DEFAULT, key=VALID)
        chosen = _chosen(visit, rows)
        st.caption(visit.say(t.CHOSEN, count=len(chosen)) if chosen else visit.say(t.NONE_CHOSEN))
        with st.container(horizontal=True):
            if not alone:
                st.button(visit.say(t.MAKE), key="team-make", type="primary", on_click=_make, args=(visit,))
            kind: Literal["primary", "secondary"] = "primary" if alone else "secondary"
            st.button(visit.say(t.MAKE_SHEET), key="team-sheet", type=kind, on_click=_make, args=(visit, "sheet"))


def _part(visit: Visit, rows: tuple[QuestionRow, ...], node_id: str) -> str:
    """A dimension or indicator with how much of it is open; "" where nothing of it is asked."""
    of_it = within(visit.rubric, rows, node_id)
    open_ones = sum(row.state in ("open", "unsure") for row in of_it)
    title = visit.say(visit.rubric.nodes[node_id].title)
    indent = "" if visit.card.nodes[node_id].depth == 0 else "— "
    return indent + visit.say(t.PART, title=title, open=open_ones, count=len(of_it)) if of_it else ""


def _chosen(visit: Visit, rows: tuple[QuestionRow, ...]) -> list[str]:
    """The questions chosen at the moment, in the order they are asked: of all parts where nothing is chosen, as by command."""
    parts, owners = (st.session_state.get(key, ()) for key in (PARTS, OWNERS))
    only_open = st.session_state.get(ONLY_OPEN, True)
    parts = parts if parts or owners else visit.rubric.nodes
    return asked_of(visit.rubric, visit.assessment, rows, parts, owners, only_open)


def draw_made(visit: Visit, everything: Iterable[Invitation]) -> None:
    """The link or the answer sheet that was just made for one of these: the sheet does in a file what a link does on a server."""
    sheet = session().page(Requests).sheet
    for one in everything:
        _draw_fresh_link(visit, one, new=True)
        if sheet is not None and one.id == sheet.id:
            _draw_sheet(visit, one)


def _draw_sheet(visit: Visit, made: Invitation) -> None:
    rubric, assessment, lang = visit.rubric, visit.assessment, visit.lang
    name = organisation_name() or visit.platform

    def workbook() -> bytes:
        asked = made.questions
        return export_sheet(rubric, assessment, lang, sender=name, deadline=made.due, only=asked, request=made.id)

    draw_html(f'<p role="status">{escape(visit.say(t.SHEET_READY, label=made.label))}</p>')
    name = f"{file_name(f'{visit.platform} {made.label}')}.xlsx"
    hand_out(visit.say(t.GET_SHEET), name, visit.asked(workbook, "xlsx"), "team-sheet-file")


def _make(visit: Visit, kind: Kind = "link") -> None:
    """Make the request; for callbacks. What could not be taken stays in the fields."""
    rows = picked(overview_rows(visit.rubric, visit.assessment, visit.card))
    due: date | None = st.session_state.get(BY_DAY)
    days = st.session_state.get(VALID) or DAYS_DEFAULT
    made = request(visit, _chosen(visit, rows), keys.text_in(WHOM), kind, int(days), due.isoformat() if due else "")
    for key, empty in () if not made else ((WHOM, ""), (PARTS, []), (OWNERS, [])):
        if key in st.session_state:
            st.session_state[key] = empty


def request(
    visit: Visit, questions: list[str], label: str, kind: Kind, days: int = DAYS_DEFAULT, due: str = ""
) -> bool:
    """Ask somebody these questions; the page then shows the link or the sheet. Whether that was done; for callbacks."""
    here, made = session().page(Requests), None
    with here.telling():
        made = invitations().make(visit.kept.id, questions, label, days, due, kind)
        if made is None:
            here.refused = t.GONE
        elif kind == "sheet":
            here.sheet = made[0]
        else:
            here.fresh_link = (made[0].id, made[1], True)
    return made is not None


def _draw_fresh_link(visit: Visit, one: Invitation, new: bool) -> None:
    """The link of this invitation, if it was just made, to be copied."""
    fresh = session().page(Requests).fresh_link
    if fresh is None or (fresh[0], fresh[2]) != (one.id, new):
        return
    with st.container(border=True, key="team-link"):
        said = visit.say(t.MADE if new else t.RENEWED, label=one.label)
        draw_html(f'<p role="status">{escape(said)}</p>')
        here = urlsplit(st.context.url or "")  # the name by which this page was opened
        st.code(f"{here.scheme}://{here.netloc}/answer?i={fresh[1]}", language=None, wrap_lines=True)


def draw_requests(visit: Visit) -> None:
    """Draw what is asked of others, how it fares, and the form to ask."""
    everything = invitations().of(visit.kept.id)
    alone = list_key() is None
    with st.container(key="team"):
        draw_html(f'<h2 class="ecq-sub">{escape(visit.say(t.REQUESTS))}</h2>')
        st.caption(visit.say(t.REQUESTS_LEAD if visit.may("invite") else t.NO_MORE))
        say_refused(visit, Requests)
        if alone:
            draw_html(f'<p class="ecq-notice" role="note">{escape(visit.say(t.ALONE))}</p>')
        _waiting(visit, in_order((one for one in everything if stage(one) == "waiting"), today()))
        if visit.may("invite"):
            _draw_form(visit, everything, alone)
        _over(visit, [one for one in everything if stage(one) != "waiting"])


def _waiting(visit: Visit, waiting: tuple[Invitation, ...]) -> None:
    """What waits for others, overdue first, with what can be done about each."""
    draw_html(f'<h2 class="ecq-sub">{escape(visit.say(t.OUT, count=len(waiting)))}</h2>')
    if not waiting:
        st.caption(visit.say(t.NOTHING_WAITS))
    for one in waiting:
        left = days_left(one, today())
        late = tag("red", visit.say(t.LATE)) if left is not None and left < 0 else ""
        state = tag("gold", visit.say(t.REQUEST_STATES["returned"])) if one.state == "returned" else ""
        facts = " · ".join((*_fares(visit, one), _due(visit, one, left), *_by(visit, one)))
        with st.container(border=True, key=f"waiting-{one.id}", gap="small"):
            line = f"<p><b>{escape(one.label)}</b> {late} {state}</p><p><small>{escape(facts)}</small></p>"
            draw_html(line)
            if visit.may("invite"):
                with st.container(horizontal=True):
                    if (me := permissions()) and one.created_by != me.person.id:
                        _act(visit, one, "take-over")
                    if one.kind == "link":
                        _act(visit, one, "new-link")
                        _act(visit, one, "revoke")
                    _act(visit, one, "close")
                _draw_fresh_link(visit, one, new=False)
    if any(one.due for one in waiting):
        lang = visit.lang
        made = visit.asked(lambda: due_calendar(waiting, lang), "ics")
        hand_out(visit.say(t.CALENDAR), "ecq.ics", made, "team-calendar")


def _fares(visit: Visit, one: Invitation) -> list[str]:
    """How a request fares: by sheet or link, when it was sent, opened and reminded of, and how far it is answered."""

    def on(text: Text, moment: str) -> str:
        return visit.say(text, day=visit.day_of(moment))

    if one.kind == "sheet":
        told = [visit.say(t.BY_SHEET), on(t.SENT, one.created_at)]
    else:
        opened = on(t.OPENED, one.opened_at) if one.opened_at else visit.say(t.NOT_OPENED)
        expires = visit.say(t.EXPIRED) if one.expired(now()) else on(t.EXPIRES, one.expires_at)
        told = [on(t.SENT, one.created_at), opened, _answered(visit, one), expires]
    return [*told, on(t.REMINDED, one.reminded_at)] if one.reminded_at else told


def _answered(visit: Visit, one: Invitation) -> str:
    return visit.say(t.ANSWERED, answered=one.answered, count=len(one.questions))


def _due(visit: Visit, one: Invitation, left: int | None) -> str:
    if left is None:
        return visit.say(t.NO_DUE)
    named = visit.day_of(f"{one.due}T12:00:00+00:00")
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


def _over(visit: Visit, past: list[Invitation]) -> None:
    if not past:
        return
    with st.expander(visit.say(t.OVER, count=len(past))):
        for one in past:
            ended = {"closed": t.CLOSED, "revoked": t.REVOKED}.get(one.ended) if one.state != "accepted" else None
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                facts = f"{visit.say(ended or t.REQUEST_STATES[one.state])} · {_answered(visit, one)}"
                line = f"<p><b>{escape(one.label)}</b> <small>{escape(facts)}</small></p>"
                draw_html(line, width="content")
                if visit.may("invite"):
                    _act(visit, one, "remove")


_ACTS = {"take-over": t.TAKE_OVER, "new-link": t.NEW_LINK, "close": w.CLOSE, "revoke": t.REVOKE, "remove": w.DELETE}


def _act(visit: Visit, one: Invitation, what: str) -> None:
    label, press = visit.say(_ACTS[what]), partial(st.button, key=f"{what}-{one.id}", on_click=_do, args=(what, one))
    if what not in t.ENDS or one.kind == "sheet":
        press(label, type="tertiary")
        return
    with st.popover(label, type="tertiary", key=f"ask-{what}-{one.id}"):
        st.caption(visit.say(t.ENDS[what]))
        press(label)


def _do(what: str, one: Invitation) -> None:
    here = session().page(Requests)
    with here.telling():
        desk = invitations()
        if what == "new-link":
            if secret := desk.renew_link(one.assessment_id, one.id):
                here.fresh_link = (one.id, secret, False)
            else:
                here.refused = t.GONE
            return
        does = {"take-over": desk.take_over, "close": desk.close, "revoke": desk.revoke, "remove": desk.remove}
        done = does[what](one.assessment_id, one.id)
        if what != "take-over" and here.fresh_link and here.fresh_link[0] == one.id:
            here.fresh_link = None
        if done:
            here.done = (filled(t.DONE[what], label=one.label),)
        else:
            here.refused = t.GONE

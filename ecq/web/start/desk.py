"""What is due this week, for who looks after several clients; and what is kept of each beside its answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import get_args
from urllib.parse import urlencode, urlsplit

import streamlit as st

from ecq.assessment.changes import keep_client
from ecq.assessment.model import LONG, MOST, NO_RECORD, SHORT, ClientRecord, Contact, Stage, contact_of
from ecq.base.day import day_of
from ecq.base.language import LANGUAGES
from ecq.base.settings import API
from ecq.rubric.model import Rubric
from ecq.telling.portfolio import words as d
from ecq.telling.portfolio.desk import AHEAD, Due, Kind, Line, this_week
from ecq.telling.portfolio.shelves import due_with
from ecq.telling.portfolio.summary import Listing
from ecq.telling.text import words as w
from ecq.web.html.fields import choose, hand_out
from ecq.web.html.parts import block, card
from ecq.web.html.words import inert
from ecq.web.lists.self_checks import names
from ecq.web.session.clock import today
from ecq.web.session.going import REVIEW_PARAM
from ecq.web.session.state import session
from ecq.web.session.stores import asked, invitations, may, organisation, store
from ecq.web.session.visit import ID_PARAM, LANG_PARAM, Visit, now
from ecq.web.session.whose_list import rubrics
from ecq.writers.sheets.calendar_file import desk_calendar

FEWEST = 4
"""From so many clients on the start page says what is due."""
SHOWN, AHEAD_SHOWN, FOLDED = 12, 6, 100
"""So many things are shown of this week, and of the time after it."""
_PAGES: dict[Kind, str] = {
    "evidence": "interview",
    "expiry": "evidence",
    "step": "interview",
    "request": "inbox",
    "review": "inbox",
    "target": "plan",
}
"""Where a thing is done; the others on the results page."""


def draw_desk(visit: Visit, rows: Sequence[Listing]) -> None:
    """Draw what is due with these clients; nothing where they are few."""
    if len(rows) < FEWEST:
        return
    lines = _lines(visit, rows)
    week, lang, day, known = this_week(lines), visit.lang, today(), rubrics()
    with st.container(key="desk"):
        ahead = lines[len(week) :]
        beside = card(_ahead_html(visit, ahead)) if ahead else ""
        st.html(block(f'<div class="ecq-desk">{card(_week_html(visit, rows, week))}{beside}</div>'))
        with st.container(horizontal=True):
            made = asked(lambda: desk_calendar(lines, known, lang, day), [row.id for row in rows], "ics")
            hand_out(visit.say(d.CALENDAR), f"{visit.say(d.CALENDAR_NAME)} {day}.ics", made, "desk-ics")
            with st.popover(visit.say(d.SUBSCRIBE), key="desk-subscribe"):
                st.caption(visit.say(d.SUBSCRIBE_HOW))
                st.code(_subscription(), language=None, wrap_lines=True)
            if mine := names(visit, [row for row in rows if may("edit", row.id)]):
                with st.popover(visit.say(d.RECORD), key="desk-record"):
                    _record(visit, mine)


def _subscription() -> str:
    """The address under which a calendar program finds what is due, with a place for the key."""
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://ecq:KEY@{here.netloc}{API}/due?format=ics"


def _lines(visit: Visit, rows: Sequence[Listing]) -> tuple[Line, ...]:
    """What is due of the rows, from their summaries and the links that were sent."""
    here = organisation()
    asked_of_others = invitations().open_ones(here.organisation_id if here else None)
    return due_with(rows, asked_of_others, today(), now(), visit.say(w.UNNAMED))


def _week_html(visit: Visit, listed: Sequence[Listing], week: Sequence[Line]) -> str:
    """What is due this week, and below it how many clients are at which stage."""
    title = visit.say(d.WEEK, count=len(week), clients=len({line.id for line in week}))
    late = sum(line.left < 0 for line in week)
    below = [visit.say(d.PASSED, count=late)] if late else []
    stages = [row.summary.stage if row.summary else "" for row in listed]
    below += [f"{visit.say(name)} {stages.count(stage)}" for stage, name in d.STAGES.items() if stage in stages]
    known = rubrics()
    rows = [
        f"<tr><td>{escape(_day(visit, line))}</td><td>{_link(visit, line)}</td>"
        f"<td>{escape(what_is_due(visit, known, line.due))}</td></tr>"
        for line in week
    ]
    table = _folded(visit, rows, SHOWN)
    said = f"<p><small>{escape(' · '.join(below))}</small></p>" if below else ""
    return f'<h2 class="ecq-title">{escape(title if week else visit.say(d.WEEK_NOTHING))}</h2>{said}{table}'


def _ahead_html(visit: Visit, ahead: Sequence[Line]) -> str:
    """The next things after this week."""
    known = rubrics()
    rows = [
        f"<tr><td>{escape(line.due.day)}</td>"
        f"<td>{_link(visit, line)}<br><small>{escape(what_is_due(visit, known, line.due))}</small></td></tr>"
        for line in ahead
    ]
    title = visit.say(d.AHEAD, days=AHEAD, count=len(ahead))
    return f'<h3 class="ecq-sub">{escape(title)}</h3>{_folded(visit, rows, AHEAD_SHOWN)}'


def _folded(visit: Visit, rows: Sequence[str], shown: int) -> str:
    """The first rows as a table, the others folded below it."""
    first, rest = ("".join(part) for part in (rows[:shown], rows[shown:FOLDED]))
    table = f'<table class="ecq-rows"><tbody>{first}</tbody></table>' if first else ""
    if not rest:
        return table
    more = escape(visit.say(d.FURTHER, count=len(rows) - shown))
    further = (
        f"<p><small>{escape(visit.say(d.IN_CALENDAR, count=len(rows) - FOLDED))}</small></p>"
        if len(rows) > FOLDED
        else ""
    )
    return f'{table}<details><summary>{more}</summary><table class="ecq-rows"><tbody>{rest}</tbody></table>{further}</details>'


def _link(visit: Visit, line: Line) -> str:
    return f'<a href="{escape(_address(visit, line))}" target="_self">{escape(line.name)}</a>'


def _day(visit: Visit, line: Line) -> str:
    if line.left < 0:
        return visit.say(d.LATE, days=-line.left)
    return visit.say(d.DUE_TODAY) if line.left == 0 else line.due.day


def what_is_due(visit: Visit, known: dict[str, Rubric], due: Due) -> str:
    """What is due in words: its kind, and what it is about."""
    about, kind = d.due_about(due, known, visit.lang), visit.say(d.KINDS[due.kind])
    return f"{kind}{LANGUAGES[visit.lang].colon}{about}" if about else kind


def _address(visit: Visit, line: Line) -> str:
    more = {REVIEW_PARAM: line.due.question} if line.due.question else {}
    return f"/{_PAGES.get(line.due.kind, 'results')}?{urlencode({LANG_PARAM: visit.lang, ID_PARAM: line.id, **more})}"


# -- what is kept of a client


def _record(visit: Visit, mine: Mapping[str, str]) -> None:
    which = choose(st.selectbox, visit.say(d.WHICH), mine, "record-of")
    stored = store().find(which) if which else None
    if stored is None:
        return
    kept = stored.assessment.client
    with st.form(f"record-{which}", border=False):
        stages: list[Stage | None] = [None, *get_args(Stage)]
        stage = st.selectbox(
            visit.say(d.STAGE),
            stages,
            index=stages.index(kept.stage),
            format_func=lambda one: visit.say(d.STAGES[one]) if one else visit.say(d.NO_STAGE),
        )
        contacts = st.text_area(visit.say(d.CONTACTS), "\n".join(map(_contact_line, kept.contacts)))
        lines = {
            name: st.text_input(visit.say(label), getattr(kept, name), max_chars=most)
            for name, label, most in (
                ("scope", d.SCOPE, LONG),
                ("contract", d.CONTRACT, SHORT),
                ("body", d.BODY, SHORT),
                ("certificate", d.CERTIFICATE, SHORT),
            )
        }
        days = {
            name: st.date_input(visit.say(label), _date(getattr(kept, name)), format="YYYY-MM-DD")
            for name, label in (
                ("contract_until", d.CONTRACT_UNTIL),
                ("issued", d.ISSUED),
                ("valid_until", d.VALID_UNTIL),
            )
        }
        audits = st.text_input(visit.say(d.SURVEILLANCE), ", ".join(kept.surveillance))
        if not st.form_submit_button(visit.say(d.SAVE)):
            return
    said = [one.strip() for one in audits.replace("，", ",").split(",") if one.strip()]
    if wrong := [one for one in said if day_of(one) is None]:
        st.error(inert(visit.say(d.BAD_DAYS, said=LANGUAGES[visit.lang].listed(wrong))))
        return
    people = tuple(contact_of(line) for line in contacts.splitlines() if line.strip())
    if max(len(people), len(said)) > MOST:
        st.error(inert(visit.say(d.TOO_MANY, most=MOST)))
        return
    record = NO_RECORD.model_copy(
        update={
            "stage": stage,
            "contacts": people,
            **{name: typed.strip() for name, typed in lines.items()},
            **{name: day.isoformat() if day else None for name, day in days.items()},
            "surveillance": tuple(sorted(said)),
        }
    )
    keeping = ClientRecord.model_validate(record.model_dump())
    store().change(stored.id, lambda one: keep_client(one, keeping, now()), by=session().window)
    st.rerun()


def _date(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


def _contact_line(one: Contact) -> str:
    return ", ".join((one.name, one.role, one.reach)).rstrip(", ")

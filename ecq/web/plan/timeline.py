"""The timeline of a plan: a bar for each step, by calendar day, as worked out in `ecq.planning.timeline`."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape
from math import ceil, floor

import streamlit as st

from ecq.planning import Plan
from ecq.planning import page_words as w
from ecq.planning.timeline import Slot, timeline
from ecq.web.html.parts import block, card, tag
from ecq.web.session.visit import Visit, now


def draw_timeline(visit: Visit, plan: Plan) -> None:
    """When each step runs, from a start day that can be chosen; steps that end after their due date are marked."""
    slots = timeline(plan.steps, visit.assessment.terms.owners)
    st.header(visit.say(w.TIMELINE), anchor=False)
    chosen = st.date_input(
        visit.say(w.START_DAY), value=date.fromisoformat(now()[:10]), key="plan-start", width=180, format="YYYY-MM-DD"
    )
    start = chosen if isinstance(chosen, date) else date.fromisoformat(now()[:10])
    last = max(slot.end for slot in slots)
    rows = "".join(_row(visit, slot, start, float(last) or 1.0) for slot in slots)
    ends = visit.say(w.FINISHED_BY, day=_day(start, ceil(last)))
    rule = f"<p><small>{escape(visit.say(w.TIMELINE_RULE))}</small></p>"
    st.html(block(card(f'<p><b>{escape(ends)}</b></p><ol class="ecq-times">{rows}</ol>{rule}')))


def _row(visit: Visit, slot: Slot, start: date, last: float) -> str:
    title = visit.words(visit.rubric.by_id[slot.question].text)
    begins, ends = _day(start, floor(slot.start)), _day(start, ceil(slot.end))
    left, width = 100 * float(slot.start) / last, max(100 * float(slot.end - slot.start) / last, 1.5)
    due = visit.assessment.terms.due.get(slot.question)
    late = tag("gold", visit.say(w.TOO_LATE, due=due)) if due and ends > due else ""
    owner = f" · {escape(slot.owner)}" if slot.owner else ""
    when = escape(visit.say(w.FROM_TO, start=begins, end=ends))
    return (
        f'<li><span class="what">{escape(title)}</span>'
        f'<span class="when num">{when}{owner} {late}</span>'
        f'<span class="bar" aria-hidden="true"><b style="left:{left:.2f}%;width:{width:.2f}%"></b></span></li>'
    )


def _day(start: date, days: int) -> str:
    try:
        return (start + timedelta(days=days)).isoformat()
    except OverflowError:
        return "9999-12-31"

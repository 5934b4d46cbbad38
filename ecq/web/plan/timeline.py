"""The timeline of a plan: a bar for each step, by calendar day, in the slots that its lines run in."""

from __future__ import annotations

from html import escape
from math import ceil, floor

import streamlit as st

from ecq.day import day_after
from ecq.planning import page_words as w
from ecq.planning.timeline import Slot
from ecq.planning.work_plan import Line, WorkPlan
from ecq.web.html.parts import block, tag
from ecq.web.session.visit import Visit


def draw_timeline(visit: Visit, plan: WorkPlan, start: str) -> None:
    """When each step runs, in the order of the waves; steps that end after the day chosen for them are marked."""
    lines = [(line, line.runs) for line in plan.lines if line.runs is not None]
    last = max(float(slot.end) for _, slot in lines) or 1.0
    rows = "".join(_row(visit, line, slot, start, last) for line, slot in lines)
    per_week = visit.assessment.terms.per_week
    rule = visit.say(w.TIMELINE_RULE_WEEKLY, days=per_week) if per_week else visit.say(w.TIMELINE_RULE)
    ends = f"<p><b>{escape(visit.say(w.FINISHED_BY, day=plan.finish))}</b></p>" if plan.finish else ""
    st.html(block(f'{ends}<ol class="ecq-times">{rows}</ol><p><small>{escape(rule)}</small></p>'))


def _row(visit: Visit, line: Line, slot: Slot, start: str, last: float) -> str:
    begins, ends = day_after(start, floor(slot.start)), day_after(start, ceil(slot.end))
    left, width = 100 * float(slot.start) / last, max(100 * float(slot.end - slot.start) / last, 0.6)
    late = tag("gold", visit.say(w.TOO_LATE, due=line.day)) if line.late else ""
    owner = f" · {escape(slot.owner)}" if slot.owner else ""
    when = escape(visit.say(w.FROM_TO, start=begins, end=ends))
    return (
        f'<li class="{line.kind}"><span class="what">{escape(line.title)}</span>'
        f'<span class="when num">{when}{owner} {late}</span>'
        f'<span class="bar" aria-hidden="true"><b style="left:{min(left, 99.4):.2f}%;width:{width:.2f}%"></b></span></li>'
    )

"""The timeline of a plan: a bar for each step, by calendar day, in the slots that its lines run in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

import streamlit as st

from ecq.base.day import day_after
from ecq.planning.timeline import Slot
from ecq.telling.plan import date_words
from ecq.telling.plan import page_words as w
from ecq.telling.plan.work_plan import WaveLines, WorkPlan, package_title
from ecq.telling.plan.work_plan_words import FROM_TO
from ecq.web.html.parts import block
from ecq.web.session.visit import Visit
from ecq.writers.html.blocks import tag


@dataclass(frozen=True)
class _Bar:
    kind: str
    title: str
    owner: str
    start: int
    end: int
    late: str


def draw_timeline(visit: Visit, plan: WorkPlan) -> None:
    """When each step runs, in the order of the waves; steps that end after the day chosen for them are marked."""
    bars = [bar for wave in plan.waves for bar in _bars(visit, wave)]
    last = max(bar.end for bar in bars) + 1
    rows = "".join(_row(visit, bar, plan.begins, last) for bar in bars)
    ends = f"<p><b>{escape(visit.say(date_words.SCHEDULED_UNTIL, day=plan.finish))}</b></p>"
    st.html(block(f'{ends}<ol class="ecq-times">{rows}</ol><p><small>{escape(plan.schedule)}</small></p>'))


def _bars(visit: Visit, wave: WaveLines) -> Iterator[_Bar]:
    """A bar for each line; the proofs of one wave and owner are one, from the first to the last."""
    proofs: dict[str, list[Slot]] = {}
    for line in wave.lines:
        if line.kind == "prove" and line.runs is not None and not line.late:
            proofs.setdefault(line.runs.owner, []).append(line.runs)
    for owner, slots in proofs.items():
        title = package_title(owner, len(slots), visit.lang)
        yield _Bar("prove", title, "", min(one.start for one in slots), max(one.end for one in slots), "")
    for line in wave.lines:
        if line.runs is not None and (line.kind != "prove" or line.late):
            yield _Bar(line.kind, line.title, line.owner, line.runs.start, line.runs.end, line.day if line.late else "")


def _row(visit: Visit, bar: _Bar, start: str, last: int) -> str:
    begins, ends = day_after(start, bar.start), day_after(start, bar.end)
    left, width = 100 * bar.start / last, 100 * (bar.end + 1 - bar.start) / last
    late = tag("gold", visit.say(w.TOO_LATE, due=bar.late)) if bar.late else ""
    owner = f" · {escape(bar.owner)}" if bar.owner else ""
    when = escape(visit.say(FROM_TO, start=begins, end=ends))
    width = max(width, 0.6)
    return (
        f'<li class="{bar.kind}"><span class="what">{escape(bar.title)}</span>'
        f'<span class="when num">{when}{owner} {late}</span>'
        f'<span class="bar" aria-hidden="true"><b style="left:{min(left, 99.4):.2f}%;width:{width:.2f}%"></b></span></li>'
    )

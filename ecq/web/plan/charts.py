"""The charts of the plan page: a bar for each step by calendar day, and the score against effort with grades and the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from ecq.base.day import day_after
from ecq.planning import Frontier, FrontierPoint
from ecq.planning.timeline import Slot
from ecq.telling.plan import date_sentences
from ecq.telling.plan import words as w
from ecq.telling.plan.sentences import day_words
from ecq.telling.plan.words import FROM_TO
from ecq.telling.plan.work_plan import WaveLines, WorkPlan, package_title
from ecq.telling.report.cost_curve import curves_said
from ecq.telling.text import words as ww
from ecq.telling.text.sentences import score_words
from ecq.web.html import charts
from ecq.web.html.parts import block
from ecq.web.session.planned import Planned
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
    ends = f"<p><b>{escape(visit.say(date_sentences.SCHEDULED_UNTIL, day=plan.finish))}</b></p>"
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


def draw_frontier(visit: Visit, plans: Planned) -> None:
    """The efficient frontier as a chart and a table; while questions are open, at both ends."""
    plan, least = plans.plan, plans.least_curve
    if not least.points:
        st.write(visit.say(w.FRONTIER_NONE))
        return
    enough = None if plan.settled else plans.enough_curve
    alt = curves_said(least, enough, plan.goal, visit.card.counts.open, visit.lang)
    if gates := _gates(visit, least):
        st.caption(gates)
    figure = charts.frontier(visit.rubric, least, enough, plan, visit.lang)
    points = _readable(least.points)
    if enough is None:
        rows = [(day_words(one.effort), score_words(one.score), visit.words(one.grade.title)) for one in points]
        heads = [(ww.PERSON_DAYS_HEAD, True), (w.SCORE_AXES[plan.goal], True), (ww.GRADE, False)]
    else:
        rows = [(day_words(one.effort), score_words(one.score), _score_for(enough, one)) for one in points]
        heads = [(ww.PERSON_DAYS_HEAD, True), (w.ALL_CONFIRMED, True), (w.NONE_CONFIRMED, True)]
    numbers = charts.Numbers(heads, rows)
    charts.draw(figure, "chart-frontier", visit.say(w.FRONTIER), visit.about, alt, visit.lang, numbers)


def _gates(visit: Visit, curve: Frontier) -> str:
    """That the scores of a curve are those with gates passed; "" where all gates are passed already."""
    if curve.blocked:
        return visit.say(w.FRONTIER_GATES_BLOCKED, count=len(curve.blocked))
    waiting = visit.card.gates_in("failed") or visit.card.gates_in("open")
    return visit.say(w.FRONTIER_GATES) if waiting else ""


def _score_for(curve: Frontier, point: FrontierPoint) -> str:
    """The highest score on another curve for the effort of a point; a dash where that does not even pass the gates."""
    bought = [one.score for one in curve.points if one.effort <= point.effort]
    return score_words(bought[-1]) if bought else "—"


def _readable(points: Sequence[FrontierPoint]) -> list[FrontierPoint]:
    """Some twenty points of a curve of hundreds, including the first and the last."""
    step = max(1, len(points) // 20)
    return [one for place, one in enumerate(points) if place % step == 0 or place == len(points) - 1]

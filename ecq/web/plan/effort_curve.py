"""The chart of score against effort: the efficient frontier with the grades and the present plan."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ecq.planning import FrontierPoint
from ecq.planning import page_words as w
from ecq.planning.page_sentences import day_words
from ecq.text import words as ww
from ecq.text.sentences import score_words
from ecq.web.html import charts
from ecq.web.session.plan_cache import Planned
from ecq.web.session.visit import Visit


def draw_frontier(visit: Visit, plans: Planned) -> None:
    """The efficient frontier as a chart and a table."""
    curve = plans.frontier
    st.header(visit.say(w.FRONTIER), anchor=False)
    if not curve.points:
        st.write(visit.say(w.STEPS_NONE))
        return
    reached = [plan for plan in plans.staircase.plans if plan.feasible and plan.steps]
    marks = "; ".join(f"{visit.words(plan.target.title)} {day_words(plan.effort)}" for plan in reached)
    alt = visit.say(
        w.FRONTIER_ALT,
        first=score_words(curve.points[0].score),
        effort=day_words(curve.points[-1].effort),
        last=score_words(curve.points[-1].score),
        marks=marks or "—",
    )
    figure = charts.frontier(visit.rubric, curve, plans.plan, visit.lang)
    points = _readable(curve.points)
    rows = [(day_words(one.effort), score_words(one.score), visit.words(one.grade.title)) for one in points]
    heads = [(w.DAYS_AXIS, True), (w.SCORE_AXIS, True), (ww.GRADE, False)]
    charts.draw(figure, "chart-frontier", visit.say(w.FRONTIER), alt, visit.lang, charts.Numbers(heads, rows))


def _readable(points: Sequence[FrontierPoint]) -> list[FrontierPoint]:
    """Some twenty points of a curve of hundreds, including the first and the last."""
    step = max(1, len(points) // 20)
    return [one for place, one in enumerate(points) if place % step == 0 or place == len(points) - 1]

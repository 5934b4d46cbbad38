"""The chart of score against effort: the efficient frontier with the grades and the present plan."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ecq.planning import Frontier, FrontierPoint
from ecq.telling.plan import page_words as w
from ecq.telling.plan.page_sentences import day_words
from ecq.telling.report.cost_curve import curves_said
from ecq.telling.text import words as ww
from ecq.telling.text.sentences import score_words
from ecq.web.html import charts
from ecq.web.session.planned import Planned
from ecq.web.session.visit import Visit


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
    charts.draw(
        figure,
        "chart-frontier",
        charts.Named(visit.say(w.FRONTIER), visit.platform, visit.day),
        alt,
        visit.lang,
        charts.Numbers(heads, rows),
    )


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

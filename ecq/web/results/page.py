"""The results page: one screen with how it stands and what to do next; what supports it behind tabs, drawn when opened."""

from __future__ import annotations

from html import escape

import streamlit as st

from ecq.telling.plan.work_plan import WorkPlan
from ecq.telling.text import words as w
from ecq.telling.text.sentences import bands_note, headline
from ecq.web.changes.conflicts import draw_conflicts
from ecq.web.changes.moving import draw_move
from ecq.web.frame.pages import Pages
from ecq.web.html.parts import block
from ecq.web.results.basis import draw_basis
from ecq.web.results.downloads import draw_downloads
from ecq.web.results.sections import draw_gaps, draw_gates, draw_sureness
from ecq.web.results.standing import (
    draw_dimensions,
    draw_gates_in_short,
    draw_standing,
    draw_strongest_and_weakest,
    draw_verdict,
)
from ecq.web.results.views import View, choose_view
from ecq.web.results.work import draw_work
from ecq.web.session.plan_words import plan_in_words
from ecq.web.session.visit import Visit


def draw(visit: Visit, pages: Pages) -> None:
    """Draw the results page."""
    draw_conflicts(visit)
    draw_move(visit)
    plan = plan_in_words(visit)
    _head(visit, pages, plan)
    if visit.card.tells:
        _draw_view(visit, pages, plan, choose_view(visit))
    else:
        draw_verdict(visit, plan)
        draw_work(visit, pages, plan)
    working = visit.rubric.layout.points_status == "working"
    points = visit.say(w.WORKING_POINTS) if working else visit.words(visit.rubric.layout.points_note)
    st.caption(" · ".join(filter(None, (visit.say(w.NOT_A_CERTIFICATE), points, bands_note(visit.rubric, visit.lang)))))


def _draw_view(visit: Visit, pages: Pages, plan: WorkPlan, view: View) -> None:
    match view:
        case "story":
            _story(visit, pages, plan)
        case "indicators":
            from ecq.web.results.indicators import draw_indicators  # Plotly with it, which no other view needs

            draw_indicators(visit)
        case "gates":
            draw_gates(visit)
        case "gaps":
            draw_gaps(visit)
        case "readiness":
            draw_verdict(visit, plan)
            draw_sureness(visit)
        case "basis":
            draw_basis(visit)


def _story(visit: Visit, pages: Pages, plan: WorkPlan) -> None:
    with st.container(key="story"):
        draw_standing(visit)
        draw_work(visit, pages, plan)
        if not visit.card.counts.answered:
            return
        draw_dimensions(visit)
        left, right = st.columns([2, 1], gap="small")
        with left:
            draw_strongest_and_weakest(visit)
        with right:
            draw_gates_in_short(visit, plan)


def _head(visit: Visit, pages: Pages, plan: WorkPlan) -> None:
    rubric, assessment = visit.rubric, visit.assessment
    about = " · ".join(
        part
        for part in (
            assessment.name or visit.say(w.UNNAMED),
            (assessment.updated_at or "")[:10],
            visit.words(rubric.layout.title),
            visit.say(w.POINTS_STATUSES[rubric.layout.points_status]),
        )
        if part
    )
    sentence = headline(rubric, visit.card, visit.verdict, visit.lang)
    with st.container(key="results-head"):
        told, pressed = st.columns([2.2, 1], gap="medium")
    with told:
        st.html(
            block(
                f'<small>{escape(about)}</small><h1 class="ecq-headline">{escape(sentence)}</h1>'
                f'<p class="ecq-second">{escape(plan.headline)}</p>'
            )
        )
    with pressed, st.container(key="actions", horizontal=True, horizontal_alignment="right"):
        draw_downloads(visit, plan)
        begins = not visit.card.counts.answered and not visit.looks_only
        if begins and st.button(visit.say(w.TO_INTERVIEW), key="to-interview"):
            st.switch_page(pages.interview, query_params=visit.address)

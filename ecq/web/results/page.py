"""The results page: one screen with how it stands and what to do next; what supports it behind tabs, drawn when opened."""

from __future__ import annotations

from html import escape
from typing import Literal, get_args

import streamlit as st

from ecq.telling.plan.work_plan import WorkPlan
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as w
from ecq.telling.text.sentences import bands_note, headline
from ecq.web.changes.conflicts import draw_conflicts
from ecq.web.changes.moving import draw_move
from ecq.web.html.fields import choose_in_address
from ecq.web.html.parts import draw_html
from ecq.web.results import tabs
from ecq.web.results.downloads import draw_downloads
from ecq.web.session import widget_keys as keys
from ecq.web.session.planned import plan_in_words
from ecq.web.session.visit import Pages, Visit

View = Literal["story", "indicators", "gates", "gaps", "readiness", "basis"]
VIEWS: tuple[View, ...] = get_args(View)
VIEW_PARAM = "view"


def draw(visit: Visit, pages: Pages) -> None:
    """Draw the results page."""
    draw_conflicts(visit)
    draw_move(visit)
    plan = plan_in_words(visit)
    _head(visit, pages, plan)
    if visit.card.tells:
        _draw_view(visit, pages, plan, _choose_view(visit))
    else:
        tabs.draw_verdict(visit, plan)
        tabs.draw_work(visit, pages, plan)
    working = visit.rubric.layout.points_status == "working"
    points = visit.say(w.WORKING_POINTS) if working else visit.words(visit.rubric.layout.points_note)
    st.caption(" · ".join(filter(None, (visit.say(w.NOT_A_CERTIFICATE), points, bands_note(visit.rubric, visit.lang)))))


def _draw_view(visit: Visit, pages: Pages, plan: WorkPlan, view: View) -> None:
    match view:
        case "story":
            tabs.draw_story(visit, pages, plan)
        case "indicators":
            tabs.draw_indicators(visit)
        case "gates":
            tabs.draw_gates(visit)
        case "gaps":
            tabs.draw_gaps(visit)
        case "readiness":
            tabs.draw_verdict(visit, plan)
            tabs.draw_sureness(visit)
        case "basis":
            tabs.draw_basis(visit)


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
        draw_html(
            f'<small>{escape(about)}</small><h1 class="ecq-headline">{escape(sentence)}</h1>'
            f'<p class="ecq-second">{escape(plan.headline)}</p>'
        )
    with pressed, st.container(key="actions", horizontal=True, horizontal_alignment="right"):
        draw_downloads(visit, plan)
        begins = not visit.card.counts.answered and not visit.looks_only
        if begins and st.button(visit.say(w.TO_INTERVIEW), key="to-interview"):
            st.switch_page(pages.interview, query_params=visit.address)


def _choose_view(visit: Visit) -> View:
    """Draw the tabs; returns the one that is open."""
    counts = {
        "indicators": sum(1 for leaf in visit.rubric.leaves if visit.card.nodes[leaf.id].share is not None),
        "gates": sum(1 for gate in visit.card.gates if gate.state != "na"),
        "gaps": sum(1 for one in visit.card.questions.values() if one.counts and one.to_gain > 0),
    }

    titles = {one: " ".join(filter(None, (visit.say(wr.VIEWS[one]), str(counts.get(one, ""))))) for one in VIEWS}
    look = {"required": True, "label_visibility": "collapsed", "wrap": True}
    field, label = st.segmented_control, visit.say(wr.VIEWS_LABEL)
    here: View = choose_in_address(field, label, titles, keys.RESULTS_VIEW, VIEW_PARAM, "story", **look)
    return here

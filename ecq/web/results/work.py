"""What to do next, on the results page: the kinds of work of the plan, each with its first thing to do."""

from __future__ import annotations

from html import escape

import streamlit as st

from ecq.telling.plan.next_actions import NextAction, next_actions
from ecq.telling.plan.work_plan import WorkPlan
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as w
from ecq.web.frame.pages import Pages
from ecq.web.html.parts import block
from ecq.web.session.visit import Visit


def draw_work(visit: Visit, pages: Pages, plan: WorkPlan) -> None:
    """A card for each kind of work: how much, what it brings, what to begin with, and the way there."""
    actions = next_actions(visit.rubric, visit.assessment, plan, visit.lang)
    if not actions:
        return
    ways = {"confirm": pages.interview, "prove": pages.evidence, "improve": pages.plan}
    for column, action in zip(st.columns(len(actions), gap="small"), actions, strict=True):
        with column, st.container(border=True, height="stretch", key=f"work-{action.kind}"):
            st.html(block(_card(action)))
            st.page_link(
                ways[action.kind],
                label=visit.say(w.LOOK if visit.looks_only else wr.GO_TO[action.kind]),
                query_params=visit.address,
            )


def _card(action: NextAction) -> str:
    cells = "".join(f"<div><dt>{escape(a)}</dt><dd>{escape(b)}</dd></div>" for a, b in action.facts)
    return (
        f'<h2 class="ecq-sub ecq-kind"><b class="{action.texture}"></b>{escape(action.label)}</h2>'
        f'<dl class="ecq-facts num">{cells}</dl><p>{escape(action.begin)}</p>'
    )

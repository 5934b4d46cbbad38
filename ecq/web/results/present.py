"""The button for a meeting: the slides lie in the page already, so showing and flipping them asks nothing of the server."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import streamlit as st

from ecq.document.slides import Deck
from ecq.telling.plan.work_plan import WorkPlan
from ecq.telling.portfolio.peers import Peers
from ecq.telling.report.cover import View
from ecq.telling.slides.over_time import Before
from ecq.telling.slides.slides import deck, planned_result
from ecq.web.html.components import packed
from ecq.web.results import words as w
from ecq.web.session.clock import today
from ecq.web.session.plan_cache import planned
from ecq.web.session.stores import store
from ecq.web.session.visit import Visit

_component = st.components.v2.component(
    "ecq_present",
    html='<div class="ecq-present"><button type="button"></button></div>',
    js=Path(__file__).with_name("present.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def slides_of(visit: Visit, plan: WorkPlan, brand: str, peers: Peers | None) -> Deck:
    """The slides of the present result, with a brand's name."""
    view = View(visit.rubric, visit.assessment, visit.card, visit.verdict, visit.lang)
    before = store().snapshots(visit.stored.id) if visit.stored else ()
    states = [Before(one.at[:10], one.assessment) for one in before if one.assessment != visit.assessment]
    shown = planned_result(view, planned(visit).to_target, plan, today(), states)
    return deck(replace(shown, peers=peers), brand)


def draw_present(visit: Visit, html: str) -> None:
    """Draw the button with the slides behind it."""
    _component(key="present", data=packed({"label": visit.say(w.PRESENT), "html": html}))

"""What to do next, on the results page: the kinds of work of the plan, each with its first thing to do."""

from __future__ import annotations

from html import escape

import streamlit as st

from ecq.planning.work_plan import Share, WorkPlan
from ecq.text import result_words as wr
from ecq.text import words as w
from ecq.web.frame.pages import Pages
from ecq.web.html.parts import block
from ecq.web.session.visit import Visit

_TEXTURES = {"confirm": "open", "prove": "claimed", "improve": "improve"}


def draw_work(visit: Visit, pages: Pages, plan: WorkPlan) -> None:
    """A card for each kind of work: how much, what it brings, what to begin with, and the way there."""
    kinds = [share for share in plan.shares if share.kind != "if-not-confirmed"]
    if not kinds:
        return
    ways = {"confirm": pages.interview, "prove": pages.evidence, "improve": pages.plan}
    for column, share in zip(st.columns(len(kinds), gap="small"), kinds, strict=True):
        with column, st.container(border=True, height="stretch", key=f"work-{share.kind}"):
            st.html(block(_card(visit, plan, share)))
            st.page_link(ways[share.kind], label=visit.say(wr.GO_TO[share.kind]), query_params=visit.address)


def _card(visit: Visit, plan: WorkPlan, share: Share) -> str:
    lines = [line for line in plan.lines if line.kind == share.kind]
    count = visit.say(wr.COUNTED[share.kind], count=len(lines))
    facts = [(visit.say(wr.COUNT), count)]
    if share.kind != "confirm":
        facts.append((visit.say(w.EFFORT), visit.say(w.PERSON_DAYS, days=share.amount)))
        goal = visit.assessment.terms.goal
        facts.append((visit.say(wr.EFFECT), visit.say(wr.EFFECTS[goal], points=share.gain)))
    else:
        facts.append((visit.say(wr.AT_STAKE), visit.say(wr.POINTS_AT_STAKE, points=share.gain)))
    cells = "".join(f"<div><dt>{escape(a)}</dt><dd>{escape(b)}</dd></div>" for a, b in facts)
    first = lines[0]
    title = first.title if share.kind == "improve" else visit.words(visit.rubric.by_id[first.question].text)
    begin = visit.say(wr.DO_FIRST[share.kind], first=title)
    return (
        f'<h2 class="ecq-sub ecq-kind"><b class="{_TEXTURES[share.kind]}"></b>{escape(share.label)}</h2>'
        f'<dl class="ecq-facts num">{cells}</dl><p>{escape(begin)}</p>'
    )

"""The agreed plan on the plan page: each step's progress; steps are ticked off and their new answers confirmed."""

from __future__ import annotations

from html import escape

import streamlit as st

from ecq.assessment.model import Assessment, Response, answer
from ecq.exact import parse_exact
from ecq.planning import page_words as w
from ecq.planning.agreed import AgreedStanding, agreed_standing, dissolve, tick
from ecq.planning.page_sentences import day_words, rise_words
from ecq.rubric.kinds import MeasureQuestion
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric
from ecq.text.sentences import answer_words, point_words, unit_words
from ecq.web.frame.frame import show_question
from ecq.web.frame.pages import Pages
from ecq.web.html.parts import block
from ecq.web.plan.component import Confirm, Row, draw_plan_list
from ecq.web.session.plan_cache import Planned
from ecq.web.session.state import session
from ecq.web.session.visit import Visit, change, now

_TAGS = {"waiting": "plain", "to-confirm": "gold", "reached": "jade", "overdue": "gold"}


def draw_agreed(visit: Visit, pages: Pages, plans: Planned) -> None:
    """Draw the agreed plan; nothing where there is none."""
    agreed = visit.assessment.terms.agreed
    if agreed is None:
        return
    standings = agreed_standing(visit.rubric, visit.assessment, visit.card)
    reached = sum(one.state == "reached" for one in standings)
    target = next((band.title for band in visit.rubric.bands if band.id == agreed.target), None)
    line = visit.say(
        w.AGREED_LINE,
        day=(agreed.at or "")[:10],
        target=visit.words(target) if target else agreed.target,
        reached=reached,
        all=len(standings),
    )
    with st.container(border=True, key="agreed"):
        share = f"{100 * reached // len(standings)}%" if standings else "0"
        st.html(
            block(
                f'<h2 class="ecq-lead">{escape(visit.say(w.AGREED))}</h2><p>{escape(line)}</p>'
                f'<div class="ecq-bar thin" role="img" aria-label="{escape(line)}"><b style="left:0;width:{share}"></b></div>'
                f"<p><small>{escape(_differs(visit, plans, standings))}</small></p>"
            )
        )
        labels = {"confirm": visit.say(w.CONFIRM_ANSWER), "evidence": visit.say(w.ADD_EVIDENCE)}
        day = now()[:10]
        draw_plan_list("agreed", visit.say(w.AGREED), labels, [_row(visit, one, day) for one in standings], _did)
        if session().dissolving:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.write(visit.say(w.DISSOLVE_SURE))
                st.button(visit.say(w.YES_DISSOLVE), key="dissolve-yes", on_click=_dissolve)
                st.button(visit.say(w.KEEP), key="dissolve-no", type="primary", on_click=_ask_dissolving, args=(False,))
        else:
            st.button(visit.say(w.DISSOLVE), key="dissolve", type="tertiary", on_click=_ask_dissolving, args=(True,))


def _differs(visit: Visit, plans: Planned, standings: tuple[AgreedStanding, ...]) -> str:
    """How the cheapest plan now differs from what is left of the agreed one."""
    left = {one.step.question: one.step.to for one in standings if one.state != "reached"}
    present = {step.question: step.to for step in plans.plan.steps}
    added, dropped = len(present.keys() - left.keys()), len(left.keys() - present.keys())
    if not added and not dropped:
        return visit.say(w.AGREED_SAME)
    return visit.say(w.AGREED_DIFFERS, added=added, dropped=dropped)


def _row(visit: Visit, standing: AgreedStanding, day: str) -> Row:
    step = standing.step
    question = visit.rubric.by_id[step.question]
    terms = visit.assessment.terms
    due = terms.due.get(step.question, "")
    state = "overdue" if standing.state == "waiting" and due and due < day else str(standing.state)
    after = answer_words(question, Response(state="answered", value=step.to), visit.lang)
    response = visit.assessment.response(step.question)
    before = Response(state="unanswered" if step.before is None else "answered", value=step.before)
    if step.before is None and response.state == "unsure":  # it was open, and says so as the list above it does
        before = response
    confirm = None
    if standing.state == "to-confirm":
        if isinstance(question, MeasureQuestion):
            confirm = Confirm(visit.say(w.NEW_FIGURE, unit=unit_words(question, visit.lang)), str(step.to))
        else:
            confirm = Confirm(visit.say(w.NEW_ANSWER, answer=after))
    figures = (day_words(parse_exact(step.effort)), day_words(parse_exact(step.lead_time)))
    return Row(
        id=step.question,
        title=visit.words(question.text),
        ticked=step.done or standing.state == "reached",
        fixed=standing.state == "reached",
        gain=visit.say(w.GAIN_POINTS, points=point_words(parse_exact(step.gain))),
        figures=f"{visit.say(w.EFFORT_DAYS, days=figures[0])} · {visit.say(w.LEAD_DAYS, days=figures[1])}",
        rise=rise_words(question, before, step.to, visit.lang),
        tags=((_TAGS[state], visit.say(w.AGREED_STATES[state])),),
        line=" · ".join(one for one in (terms.owners.get(step.question, ""), due) if one),
        confirm=confirm,
    )


def _did(what: str, key: str, value: object) -> None:
    if what == "tick":
        change(lambda assessment, rubric, at: tick(assessment, key, bool(value), at))
    elif what == "confirm":
        _confirm(key, None if value is None else str(value))
    elif what == "question":
        show_question(key)
        session().panel = "evidence"
        session().go_to = "interview"


def _confirm(question_id: str, figure: str | None) -> None:
    """Save a step's new answer; a figure as corrected by the visitor."""

    def how(assessment: Assessment, rubric: Rubric, at: str) -> Assessment | Invalid:
        agreed = assessment.terms.agreed
        step = next((one for one in agreed.steps if one.question == question_id), None) if agreed else None
        if step is None:
            return assessment
        return answer(assessment, rubric.by_id[question_id], step.to if figure is None else figure, at)

    change(how)


def _ask_dissolving(on: bool) -> None:
    session().dissolving = on


def _dissolve() -> None:
    session().dissolving = False
    change(lambda assessment, rubric, at: dissolve(assessment, at))

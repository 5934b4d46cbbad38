"""Move an assessment to the present rubric version: show the effect, move it on request, show answers left behind."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import streamlit as st

from ecq.assessment.model import Assessment
from ecq.base.language import LANGUAGES
from ecq.exchange import rubric_catalogue
from ecq.rubric.model import Rubric
from ecq.telling.moving.move import earlier_answer, earlier_answers, earlier_fact, move
from ecq.telling.moving.words import COUNTED, Section, effect_of_move, sections
from ecq.telling.text import words as w
from ecq.web.changes import sentences as m
from ecq.web.html.parts import details, draw_html
from ecq.web.session.state import PageState
from ecq.web.session.visit import Visit, changing, say_refused


@dataclass
class Moving(PageState):
    """What the offer of the present version keeps."""


def brought_over(assessment: Assessment, rubric: Rubric, at: str) -> Assessment:
    """The assessment under another rubric or version; answers that no longer fit are stored separately and asked again."""
    old = rubric_catalogue.earlier(assessment.rubric)
    return move(assessment, old, rubric, rubric_catalogue.changes(), at).after


def draw_move(visit: Visit) -> None:
    """For an assessment of another rubric version: what changed, and the button that moves it."""
    earlier, rubric = visit.assessment.rubric, visit.rubric
    if earlier.digest == rubric.digest:
        return
    old, new = f"{earlier.version} ({earlier.digest[:8]})", f"{rubric.version} ({rubric.digest[:8]})"
    with st.container(key="move"):
        st.info(visit.say(w.MADE_WITH_OTHER, old=old, new=new))
        say_refused(visit, Moving)
        moved = move(visit.assessment, rubric_catalogue.earlier(earlier), rubric, rubric_catalogue.changes())
        body = "".join(_section(visit, part) for part in sections(moved, visit.lang))
        effect = effect_of_move(moved, visit.lang)
        if effect:
            body += details(visit.say(m.EFFECT), effect)
        if body:
            draw_html(f'<div class="ecq-move">{body}</div>')
        if not visit.looks_only:
            st.button(visit.say(w.USE_THIS_VERSION), key="use-version", on_click=changing(Moving, brought_over))


def _section(visit: Visit, part: Section) -> str:
    count = visit.say(COUNTED, title=part.title, count=len(part.lines))
    entries = "".join(
        f"<li>{escape(line.title)}" + "".join(f"<br><small>{escape(one)}</small>" for one in line.details) + "</li>"
        for line in part.lines
    )
    return f"<details><summary>{escape(count)}</summary><div><ul>{entries}</ul></div></details>"


def earlier_line(visit: Visit, question_id: str) -> str:
    """The answer given under an earlier version that could not be carried over; "" where there is none."""
    earlier = earlier_answer(visit.assessment, visit.rubric, question_id)
    if earlier is None or visit.assessment.response(question_id).state != "unanswered":
        return ""
    return visit.say(m.EARLIER, version=earlier.version, said=earlier.answer(visit.lang))


def earlier_fact_line(visit: Visit, fact_id: str) -> str:
    """The profile fact given under an earlier version; "" where there is none."""
    earlier = None if fact_id in visit.assessment.profile else earlier_fact(visit.assessment, fact_id, visit.lang)
    return visit.say(m.EARLIER, version=earlier[0], said=earlier[1]) if earlier else ""


def earlier_html(visit: Visit) -> str:
    """All answers from earlier versions that are no longer asked, as a list that unfolds."""
    answers = earlier_answers(visit.assessment, visit.rubric)
    if not answers:
        return ""
    lines = []
    for one in answers:
        parts = [one.answer(visit.lang), one.response.note, *(item.text for item in one.response.evidence)]
        version = visit.say(m.UNDER, version=one.version) if one.version else ""
        content = LANGUAGES[visit.lang].semicolon.join(part for part in parts if part)
        lines.append(f"{one.title(visit.lang)}{version}{LANGUAGES[visit.lang].colon}{content}")
    return details(visit.say(COUNTED, title=visit.say(m.NO_LONGER_ASKED), count=len(answers)), lines)

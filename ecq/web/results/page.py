"""The results page: the headline first, then what supports it, what to do next, and the report to download."""

from __future__ import annotations

from html import escape

import streamlit as st

from ecq import rubric_catalogue
from ecq.assessment.model import dump
from ecq.language import LANGUAGES
from ecq.planning.work_plan import WorkPlan
from ecq.scoring.editions import side_by_side
from ecq.text import words as w
from ecq.text.sentences import (
    edition_words,
    headline,
    interval_words,
    placement_note,
    point_words,
    score_words,
    to_gain_words,
)
from ecq.web.changes.conflicts import draw_conflicts
from ecq.web.changes.moving import draw_move
from ecq.web.files import words as wx
from ecq.web.frame.pages import Pages
from ecq.web.html import charts
from ecq.web.html.downloads import XLSX, file_name, workbook_maker
from ecq.web.html.parts import block, card, table
from ecq.web.results.gaps import draw_gaps
from ecq.web.results.heat_map import draw_heat_map
from ecq.web.results.radar_before import radar_before
from ecq.web.results.report_panel import draw_report
from ecq.web.results.standing import draw_dimensions, draw_gates, draw_standing, draw_strongest_and_weakest
from ecq.web.results.sureness import draw_sureness
from ecq.web.results.work import draw_work
from ecq.web.session.clock import today
from ecq.web.session.plan_words import plan_in_words
from ecq.web.session.visit import Visit, show_trouble


def draw(visit: Visit, pages: Pages) -> None:
    """Draw the results page."""
    show_trouble(visit)
    draw_conflicts(visit)
    draw_move(visit)
    plan = plan_in_words(visit)
    _head(visit, pages, plan)
    draw_standing(visit)
    draw_work(visit, pages, plan)
    if visit.card.counts.answered:
        _in_detail(visit, plan)
    working = visit.rubric.layout.points_status == "working"
    points = visit.say(w.WORKING_POINTS) if working else visit.words(visit.rubric.layout.points_note)
    st.caption(f"{visit.say(w.NOT_A_CERTIFICATE)} · {points}")


def _in_detail(visit: Visit, plan: WorkPlan) -> None:
    """What supports the headline; with nothing answered there is nothing to show."""
    draw_dimensions(visit)
    left, right = st.columns([2, 1], gap="small")
    with left:
        draw_strongest_and_weakest(visit)
    with right:
        draw_gates(visit, plan)
    with st.container(border=True, key="bars"):
        _bars(visit)
    left, right = st.columns(2, gap="medium")
    with left, st.container(border=True, key="radar"):
        _radar(visit)
    with right:
        draw_sureness(visit)
    draw_heat_map(visit)
    _editions(visit)
    draw_gaps(visit)


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
    notes = LANGUAGES[visit.lang].sentences(plan.notes)
    sentence = headline(rubric, visit.card, visit.verdict, visit.lang)
    st.html(
        block(
            f'<small>{escape(about)}</small><h1 class="ecq-headline">{escape(sentence)}</h1>'
            f'<p class="ecq-second">{escape(plan.headline)}</p><small>{escape(notes)}</small>'
        )
    )
    with st.container(key="actions", horizontal=True, vertical_alignment="bottom"):
        day = (assessment.updated_at or "")[:10] or "1970-01-01"
        name = file_name(f"{assessment.name or 'ECQ'} {day}")
        lang = draw_report(visit, name, day)
        st.download_button(
            visit.say(wx.WORKBOOK),
            data=workbook_maker(rubric, assessment, lang, today()),
            file_name=f"{name}.xlsx",
            mime=XLSX,
            on_click="ignore",
            key="download-xlsx",
        )
        st.download_button(
            visit.say(w.DOWNLOAD_JSON),
            data=dump(assessment),
            file_name=f"{name}.json",
            mime="application/json",
            on_click="ignore",
            key="download-json",
        )
        if st.button(visit.say(w.TO_INTERVIEW), key="to-interview"):
            st.switch_page(pages.interview, query_params=visit.address)


def _bars(visit: Visit) -> None:
    rubric, scorecard, lang = visit.rubric, visit.card, visit.lang
    nodes = sorted(charts.shown_nodes(rubric, scorecard), key=lambda node: node.low - node.points)
    st.header(visit.say(w.BY_INDICATOR), anchor=False)
    parts = "; ".join(f"{visit.words(rubric.nodes[n.id].title)} {to_gain_words(n.points, n.low)}" for n in nodes)
    rows = [
        (
            visit.words(rubric.nodes[node.id].title),
            point_words(node.points),
            point_words(node.evidenced),
            point_words(node.low),
            point_words(node.high),
            to_gain_words(node.points, node.low),
        )
        for node in nodes
    ]
    heads = [
        (w.INDICATOR, False),
        (w.WORTH, True),
        (w.EVIDENCED, True),
        (w.SURE, True),
        (w.POSSIBLE, True),
        (w.TO_GAIN, True),
    ]
    charts.draw(
        charts.bars(rubric, scorecard, lang),
        "chart-bars",
        visit.say(w.BY_INDICATOR),
        visit.say(w.BARS_ALT, parts=parts),
        lang,
        charts.Numbers(heads, rows),
    )


def _radar(visit: Visit) -> None:
    rubric, scorecard, lang = visit.rubric, visit.card, visit.lang
    st.header(visit.say(w.BY_SHARE), anchor=False)
    placement = placement_note(rubric, lang)
    if placement:
        st.caption(placement)
    leaves = {leaf.id for leaf in rubric.leaves}
    nodes = [node for node in scorecard.nodes.values() if node.share is not None]
    parts = "; ".join(
        f"{visit.words(rubric.nodes[n.id].title)} {score_words(n.share.low)}"
        for n in nodes
        if n.share and n.id in leaves
    )
    before, before_alt = radar_before(visit)
    rows, top, number = [], [], 0
    for index, node in enumerate(nodes):
        assert node.share is not None
        mark = ""
        if node.id in leaves:
            number += 1
            mark = f"{number}  "
        if node.depth == 0:
            top.append(index)
        title = mark + visit.words(rubric.nodes[node.id].title)
        rows.append((title, score_words(node.share.low), score_words(node.share.high), str(node.open)))
    heads = [(w.INDICATOR, False), (w.SURE, True), (w.POSSIBLE, True), (w.OPEN_QUESTIONS, True)]
    charts.draw(
        charts.radar(rubric, scorecard, lang, visit.verdict.target, before),
        "chart-radar",
        visit.say(w.BY_SHARE),
        visit.say(w.RADAR_ALT, parts=parts) + before_alt,
        lang,
        charts.Numbers(heads, rows, top, w.TABLE_OF_RADAR, unfolded=True),
    )


def _editions(visit: Visit) -> None:
    """The same answers under every available rubric, and what differs."""
    standings = side_by_side(visit.assessment, visit.rubric, rubric_catalogue.rubrics())
    if len(standings) < 2:
        return
    rows = []
    for standing in standings:
        layout, scored = standing.rubric.layout, standing.card
        low, high = visit.words(scored.grade.low.title), visit.words(scored.grade.high.title)
        rows.append(
            (
                visit.words(layout.title) + LANGUAGES[visit.lang].bracketed(visit.say(w.EDITION_STATES[layout.state])),
                interval_words(scored.score.low, scored.score.high),
                score_words(scored.evidenced.low),
                low if scored.grade.settled else f"{low} — {high}",
            )
        )
    notes = [edition_words(standings[0], other, visit.lang) for other in standings[1:]]
    heads = [(w.EDITION, False), (w.GUARANTEED, True), (w.EVIDENCED_SCORE, True), (w.GRADE, True)]
    lines = "".join(f"<p><small>{escape(note)}</small></p>" for note in notes)
    points = f"<p><small>{escape(visit.words(visit.rubric.layout.points_note))}</small></p>"
    shown = table([(visit.say(text), number) for text, number in heads], rows, [0])
    st.html(block(card(f'<h2 class="ecq-sub">{escape(visit.say(w.EDITIONS))}</h2>{shown}{lines}{points}')))

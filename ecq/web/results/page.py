"""The results page: the headline first, then what supports it, what to do next, and the report to download."""

from __future__ import annotations

from html import escape

import streamlit as st

from ecq import rubric_catalogue
from ecq.assessment.model import dump
from ecq.exact import cut, plain
from ecq.language import LANGUAGES, words
from ecq.planning.page_sentences import day_words
from ecq.scoring.editions import side_by_side
from ecq.scoring.scorecard import QuestionScore
from ecq.text import result_words as wr
from ecq.text import words as w
from ecq.text.sentences import (
    answer_words,
    bands_note,
    citation_words,
    edition_words,
    headline,
    interval_words,
    next_step,
    placement_note,
    point_words,
    reason_lines,
    score_words,
)
from ecq.web.changes.conflicts import draw_conflicts
from ecq.web.changes.moving import draw_move
from ecq.web.evidence.component import today
from ecq.web.files import words as wx
from ecq.web.frame.pages import Pages
from ecq.web.html import charts
from ecq.web.html.downloads import XLSX, file_name, workbook_maker
from ecq.web.html.parts import GATE_TAGS, block, card, interval_bar, stars, table, tag
from ecq.web.plan.effort_curve import draw_frontier
from ecq.web.results.heat_map import draw_heat_map
from ecq.web.results.radar_before import radar_before
from ecq.web.results.report_panel import draw_report
from ecq.web.results.sureness import draw_sureness, second_line
from ecq.web.session.plan_cache import planned
from ecq.web.session.visit import Visit, show_trouble

STRONG, SHOWN = 80, 5
GAPS_SHOWN = 12


def draw(visit: Visit, pages: Pages) -> None:
    """Draw the results page."""
    show_trouble(visit)
    draw_conflicts(visit)
    draw_move(visit)
    _head(visit, pages)
    left, right = st.columns([1, 2.2], gap="medium")
    with left:
        _standing(visit)
        _gates(visit)
    with right, st.container(border=True, key="bars"):
        _bars(visit)
    left, right = st.columns(2, gap="medium")
    with left, st.container(border=True, key="radar"):
        _radar(visit)
    with right:
        _strong_and_weak(visit)
        _missing(visit, pages)
    if visit.card.counts.answered:
        draw_sureness(visit)
    draw_heat_map(visit)
    with st.container(border=True, key="frontier"):
        draw_frontier(visit, planned(visit))
        st.page_link(pages.plan, label=visit.say(wr.TO_PLAN), query_params=visit.address)
    _editions(visit)
    _gaps(visit)
    working = visit.rubric.layout.points_status == "working"
    points = visit.say(w.WORKING_POINTS) if working else visit.words(visit.rubric.layout.points_note)
    st.caption(f"{visit.say(w.NOT_A_CERTIFICATE)} · {points}")


def _head(visit: Visit, pages: Pages) -> None:
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
    sentence = headline(rubric, visit.card, visit.verdict, visit.lang, _least_effort(visit))
    st.html(block(f'<small>{escape(about)}</small><h1 class="ecq-headline">{escape(sentence)}</h1>{_second(visit)}'))
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


def _least_effort(visit: Visit) -> str:
    """The least effort for the target; nothing where it is reached already or out of reach."""
    if not visit.card.counts.answered or visit.card.score.low >= visit.verdict.target.from_:
        return ""
    plan = planned(visit).to_target
    if not plan.feasible or not plan.steps:
        return ""
    return visit.say(wr.HEAD_EFFORT, effort=day_words(plan.effort))


def _second(visit: Visit) -> str:
    return f'<p class="ecq-second">{escape(second_line(visit))}</p>' if visit.card.counts.answered else ""


def _standing(visit: Visit) -> None:
    scorecard, rubric, lang = visit.card, visit.rubric, visit.lang
    low, high = scorecard.score.low, scorecard.score.high
    grade = visit.words(scorecard.grade.low.title)
    if not scorecard.grade.settled:
        grade = visit.say(w.GRADE_BETWEEN, low=grade, high=visit.words(scorecard.grade.high.title))
    rest = "" if low == high else f" — {score_words(high)}"
    evidenced = rubric.grade_of(scorecard.evidenced.low)
    rows = [
        (visit.say(w.EVIDENCED), f"{score_words(scorecard.evidenced.low)} · {visit.words(evidenced.title)}"),
        (
            visit.say(w.PROGRESS),
            f"{scorecard.counts.applicable - scorecard.counts.open} / {scorecard.counts.applicable}",
        ),
        (
            visit.say(w.READINESS_FOR, target=visit.words(visit.verdict.target.title)),
            visit.say(w.VERDICTS[visit.verdict.verdict]),
        ),
    ]
    cells = "".join(f'<tr><td>{escape(a)}</td><td class="num"><b>{escape(b)}</b></td></tr>' for a, b in rows)
    reasons = "".join(f"<li>{escape(line)}</li>" for line in reason_lines(rubric, visit.verdict, lang)[:SHOWN])
    note = bands_note(rubric, lang)
    of_bands = f"<p><small>{escape(note)}</small></p>" if note else ""
    so_far = ""
    if scorecard.so_far is not None and scorecard.counts.open:
        so_far = f"<p><small>{escape(visit.say(w.SO_FAR, score=score_words(scorecard.so_far)))}</small></p>"
    st.html(
        block(
            card(
                f'{stars(scorecard.grade.low.stars, grade)}<div class="ecq-big">{score_words(low)}'
                f"<span>{rest} {escape(visit.say(w.POINTS_UNIT))}</span></div>"
                f"{interval_bar(rubric, low, high, lang)}<div>{escape(grade)}</div>{of_bands}{so_far}"
                f'<table class="ecq-rows">{cells}</table><ul style="margin:8px 0 0;padding-left:1.2em;font-size:13.5px">{reasons}</ul>'
            )
        )
    )


def _gates(visit: Visit) -> None:
    lines: dict[bool, list[str]] = {True: [], False: []}
    for gate in sorted(visit.card.gates, key=lambda gate: ("failed", "open", "passed", "na").index(gate.state)):
        question = visit.rubric.by_id[gate.question]
        lines[gate.state in ("passed", "na")].append(
            f"<tr><td>{escape(visit.words(question.text))}</td>"
            f'<td class="num">{tag(GATE_TAGS[gate.state], visit.say(w.GATE_STATES[gate.state]))}</td></tr>'
        )
    passed = len(visit.card.gates_in("passed"))
    whole = passed and passed == len(visit.card.gates)
    summary = visit.say(w.ALL_GATES_PASSED if whole else w.GATES_PASSED, count=passed)
    waiting = f'<table class="ecq-rows">{"".join(lines[False])}</table>' if lines[False] else ""
    if len(lines[False]) > SHOWN:
        waiting_title = visit.say(w.GATES_WAITING, count=len(lines[False]))
        waiting = f"<details><summary>{escape(waiting_title)}</summary>{waiting}</details>"
    rest = f'<table class="ecq-rows">{"".join(lines[True])}</table>'
    folded = f"<details><summary>{escape(summary)}</summary>{rest}</details>" if lines[True] else ""
    st.html(block(card(f'<h2 class="ecq-sub">{escape(visit.say(w.GATES))}</h2>{waiting}{folded}')))


def _bars(visit: Visit) -> None:
    rubric, scorecard, lang = visit.rubric, visit.card, visit.lang
    nodes = sorted(charts.shown_nodes(rubric, scorecard, None), key=lambda node: node.low - node.points)
    st.header(visit.say(w.BY_INDICATOR), anchor=False)
    parts = "; ".join(f"{visit.words(rubric.nodes[n.id].title)} {point_words(n.points - n.low)}" for n in nodes)
    rows = [
        (
            visit.words(rubric.nodes[node.id].title),
            point_words(node.points),
            point_words(node.low),
            point_words(node.high),
            point_words(node.points - node.low),
        )
        for node in nodes
    ]
    heads = [(w.INDICATOR, False), (w.WORTH, True), (w.SURE, True), (w.POSSIBLE, True), (w.TO_GAIN, True)]
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


def _strong_and_weak(visit: Visit) -> None:
    rubric = visit.rubric
    nodes = charts.shown_nodes(rubric, visit.card, None)
    strong = sorted((n for n in nodes if n.share and n.share.low >= STRONG), key=lambda n: -n.low / n.points)[:SHOWN]
    weak = sorted((n for n in nodes if n.low < n.points), key=lambda n: n.low - n.points)[:SHOWN]
    strong_lines = [
        visit.say(w.STRENGTH_LINE, indicator=visit.words(rubric.nodes[n.id].title), share=cut(n.share.low, 0))
        for n in strong
        if n.share
    ] or [visit.say(w.NO_STRENGTHS)]
    weak_lines = [
        visit.say(
            w.WEAKNESS_LINE, indicator=visit.words(rubric.nodes[n.id].title), points=point_words(n.points - n.low)
        )
        for n in weak
    ] or [visit.say(w.NO_WEAKNESSES)]
    st.html(
        block(card(_listed(visit.say(w.STRENGTHS), strong_lines)) + card(_listed(visit.say(w.WEAKNESSES), weak_lines)))
    )


def _listed(title: str, lines: list[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<h2 class="ecq-sub">{escape(title)}</h2><ul>{items}</ul>'


def _missing(visit: Visit, pages: Pages) -> None:
    counts = visit.card.counts
    if not counts.open:
        return
    with st.container(border=True, key="missing"):
        st.markdown(f"**{visit.say(w.MISSING)}**")
        st.write(
            visit.say(wr.STILL_OPEN_UNSURE if counts.unsure else wr.STILL_OPEN, count=counts.open, unsure=counts.unsure)
        )
        st.page_link(pages.interview, label=visit.say(w.TO_INTERVIEW), query_params=visit.address)


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


def _gaps(visit: Visit) -> None:
    """The questions with most to gain, as cards that unfold; the cheapest path is on the plan page."""
    ranked = sorted(
        (one for one in visit.card.questions.values() if one.counts and one.to_gain > 0),
        key=lambda one: -one.to_gain,
    )
    if not ranked:
        return
    st.header(visit.say(w.GAPS), anchor=False)
    st.caption(visit.say(w.SUGGESTIONS_NOTE))
    st.html(block("".join(_gap(visit, one) for one in ranked[:GAPS_SHOWN])))


def _gap(visit: Visit, scored: QuestionScore) -> str:
    question = visit.rubric.by_id[scored.id]
    response = visit.assessment.response(scored.id)
    step = next_step(question, scored, response)
    stands = answer_words(question, response, visit.lang)
    gate = tag("red", visit.say(w.GATE)) if question.gate else ""
    advice = ""
    if step is not None:
        effort = visit.say(w.PERSON_DAYS, days=plain(step.effort))
        lead = visit.say(w.DAYS, days=plain(step.lead_time))
        advice = (
            f"<p><b>{escape(visit.say(w.NEXT_STEP))}</b> {escape(words(step.advice, visit.lang))} "
            f'<small class="num">{escape(visit.say(w.EFFORT))} {escape(effort)} · {escape(visit.say(w.LEAD_TIME))} {escape(lead)}</small></p>'
        )
    joint, colon = LANGUAGES[visit.lang].semicolon, LANGUAGES[visit.lang].colon
    evidence = joint.join(visit.words(item) for item in question.evidence)
    basis = joint.join(citation_words(visit.rubric, citation, visit.lang) for citation in question.sources)
    return card(
        f'<div style="display:flex;gap:8px;justify-content:space-between;align-items:flex-start"><b>{escape(visit.words(question.text))} {gate}</b>'
        f'<span class="num">+{point_words(scored.to_gain)}</span></div>'
        f"<small>{escape(stands)}</small>{advice}"
        f"<p><small>{escape(visit.say(w.HAVE_READY))}{colon}{escape(evidence)}</small></p>"
        f"<p><small>{escape(visit.say(w.BASIS))}{colon}{escape(basis)}</small></p>"
    )

"""The results page: one screen with how it stands and what to do next; what supports it behind tabs, drawn when opened.

The tabs show the report's own blocks and the charts; only what is folded is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Literal, get_args

import streamlit as st

from ecq.base.exact import plain
from ecq.base.language import LANGUAGES
from ecq.document.blocks import Block, Card, Chapter, Paragraph, Section, SlideBlock
from ecq.exchange import rubric_catalogue
from ecq.planning import NaRefused, Plan, na_refused
from ecq.scoring.scorecard import score
from ecq.telling.plan import sentences
from ecq.telling.plan.work_plan import WorkPlan
from ecq.telling.report import standing
from ecq.telling.report.cover import View
from ecq.telling.report.shown import SECTIONS, SHOWN, SectionId
from ecq.telling.report.standing import shares_table
from ecq.telling.report.whole import Sections
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as w
from ecq.telling.text.sentences import (
    bands_note,
    headline,
    parts_notes,
    placement_note,
    point_words,
    score_words,
    to_gain_words,
)
from ecq.web.changes import draw_conflicts, draw_move
from ecq.web.html import charts
from ecq.web.html.parts import card, choose_in_address, draw_html, inert
from ecq.web.results.downloads import draw_downloads, peers_here
from ecq.web.session import widget_keys as keys
from ecq.web.session.history import snapshot_state
from ecq.web.session.planned import plan_in_words, planned
from ecq.web.session.stores import store
from ecq.web.session.visit import Pages, Visit, minute, today, zone
from ecq.writers.html.blocks import heat_map, html

Tab = Literal["story", "indicators", "gates", "gaps", "readiness", "basis"]
TABS: tuple[Tab, ...] = get_args(Tab)
VIEW_PARAM = "view"


def draw(visit: Visit, pages: Pages) -> None:
    """Draw the results page."""
    draw_conflicts(visit)
    draw_move(visit)
    plan = plan_in_words(visit)
    _head(visit, pages, plan)
    if visit.card.tells:
        _draw_tab(visit, pages, plan, _choose_tab(visit))
    else:
        _verdict(visit, plan)
        _work(visit, pages, plan)
    working = visit.rubric.layout.points_status == "working"
    points = visit.say(w.WORKING_POINTS) if working else visit.say(visit.rubric.layout.points_note)
    st.caption(" · ".join(filter(None, (visit.say(w.NOT_A_CERTIFICATE), points, bands_note(visit.rubric, visit.lang)))))


def _draw_tab(visit: Visit, pages: Pages, plan: WorkPlan, tab: Tab) -> None:
    match tab:
        case "story":
            _story(visit, pages, plan)
        case "indicators":
            _indicators(visit)
        case "readiness":
            _verdict(visit, plan)
        case "basis":
            _points(visit)
    _sections(visit, tab)


def _head(visit: Visit, pages: Pages, plan: WorkPlan) -> None:
    rubric, layout = visit.rubric, visit.rubric.layout
    day, status = visit.say(w.AS_OF, day=today()), visit.say(w.POINTS_STATUSES[layout.points_status])
    about = " · ".join((visit.platform, day, visit.say(layout.title), status))
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
        if begins and st.button(visit.say(w.START_BUTTON), key="to-interview"):
            st.switch_page(pages.interview, query_params=visit.address)


def _choose_tab(visit: Visit) -> Tab:
    """Draw the tabs; returns the one that is open."""
    counts = {
        "indicators": sum(1 for leaf in visit.rubric.leaves if visit.card.nodes[leaf.id].share is not None),
        "gates": sum(1 for gate in visit.card.gates if gate.state != "na"),
        "gaps": sum(1 for one in visit.card.questions.values() if one.gap),
    }

    titles = {one: " ".join(filter(None, (visit.say(wr.VIEWS[one]), str(counts.get(one, ""))))) for one in TABS}
    look = {"required": True, "label_visibility": "collapsed", "wrap": True}
    field, label = st.segmented_control, visit.say(wr.VIEWS_LABEL)
    here: Tab = choose_in_address(field, label, titles, keys.RESULTS_VIEW, VIEW_PARAM, "story", **look)
    return here


GAPS_SHOWN = 12


def _story(visit: Visit, pages: Pages, plan: WorkPlan) -> None:
    """One screen: score, grade and verdict, what to do next, the dimensions, what is strongest and weakest, the gates."""
    view = _view(visit)
    with st.container(key="story"):
        line = f"<p><small>{escape(standing.verdict_line(view))}</small></p>"
        aside = sentences.na_costs_line(na_refused(visit.rubric, planned(visit).assessment), visit.card, visit.lang)
        costs = f"<small>{escape(aside + LANGUAGES[visit.lang].full_stop)}</small>" if aside else ""
        _card((standing.outcome(view),), line + costs)
        _work(visit, pages, plan)
        if not visit.card.counts.answered:
            return
        if dimensions := standing.dimensions(view):
            _card((Chapter(visit.say(wr.DIMENSIONS)), shares_table(view, dimensions)))
        left, right = st.columns([2, 1], gap="small")
        with left:
            _card(standing.strongest_and_weakest(view))
        with right:
            _card(standing.gates_briefly(view, plan))


def _work(visit: Visit, pages: Pages, plan: WorkPlan) -> None:
    """A card for each kind of work: how much, what it brings, what to begin with, and the way there."""
    actions = list(standing.next_actions(_view(visit), plan))
    ways = {"confirm": pages.interview, "prove": pages.evidence, "improve": pages.plan}
    for column, action in zip(st.columns(len(actions), gap="small") if actions else (), actions, strict=True):
        with column, st.container(border=True, height="stretch", key=f"work-{action.kind}"):
            draw_html(html((action,)))
            label = visit.say(w.LOOK if visit.looks_only else wr.GO_TO[action.kind])
            st.page_link(ways[action.kind], label=label, query_params=visit.address)


def _verdict(visit: Visit, plan: WorkPlan) -> None:
    """The verdict for the target with all its reasons."""
    _card(standing.verdict_with_reasons(_view(visit), plan))


def _points(visit: Visit) -> None:
    """Whose the points are, and what dimensions rest on."""
    layout = visit.rubric.layout
    lines = [visit.say(layout.points_note), placement_note(visit.rubric, visit.lang)]
    _card((Chapter(visit.say(w.POINTS_STATUSES[layout.points_status])), *(Paragraph(line) for line in lines if line)))


def _sections(visit: Visit, tab: Tab) -> None:
    """The sections of the report that the tab shows, each as a card unless it has a look of its own."""
    shown = [one for one in SECTIONS if SHOWN[one].page == tab]
    if not shown:
        return
    plans = planned(visit)
    view = _view(visit, (plans.to_target,), na_refused(visit.rubric, plans.assessment))
    peers = peers_here(visit) if "peers" in shown else None
    sections = Sections(view, "full", today(), (), rubric_catalogue.rubrics(), peers=peers, on_screen=True)
    for one in shown:
        if told := tuple(sections.blocks(one)):
            draw_html(_LOOKS[one](visit, told) if one in _LOOKS else card(html(told)))


def _passed(visit: Visit, told: Sequence[Block]) -> str:
    """Gates passed, folded below those failed and open."""
    return _folded(visit.say(w.GATES_PASSED, count=len(visit.card.gates_in("passed"))), told)


def _gaps(visit: Visit, gaps: Sequence[Block]) -> str:
    """Questions with most to gain, each with its next step; what is cheapest altogether is on the plan page."""
    rest = [one for one in gaps if isinstance(one, Card)][GAPS_SHOWN:]
    first = [one for one in gaps if one not in rest]
    return _titled(visit, first) + _folded(visit.say(wr.MORE_REASONS, count=len(rest)), rest)


def _sureness(_: Visit, told: Sequence[Block]) -> str:
    """How far weights may move, which answers carry the grade, what refused not-applicables would cost: a fold each."""
    places = [place for place, one in enumerate(told) if isinstance(one, Section)]
    folds = ""
    for place, end in pairwise((*places, len(told))):
        heading = told[place]
        assert isinstance(heading, Section)
        folds += _folded(heading.title, told[place + 1 : end], unfolded=place == places[0])
    return card(html(told[: places[0]]) + folds) if folds else ""


def _view(visit: Visit, plans: tuple[Plan, ...] = (), refused: NaRefused | None = None) -> View:
    """What the report's parts are made from, here."""
    return View(visit.rubric, visit.assessment, visit.card, visit.verdict, visit.lang, plans, refused)


def _card(told: Iterable[Block | SlideBlock], below: str = "") -> None:
    draw_html(card(html(told) + below))


def _titled(_: Visit, told: Sequence[Block]) -> str:
    """What introduces a section as a card, its own cards below."""
    head = [one for one in told if not isinstance(one, Card)]
    return card(html(head)) + html(one for one in told if isinstance(one, Card))


def _folded(title: str, told: Iterable[Block], unfolded: bool = False) -> str:
    """Blocks to be unfolded; nothing where there are none."""
    inside = html(one for one in told if not isinstance(one, Chapter))
    if not inside:
        return ""
    return (
        f'<details class="ecq-more"{" open" if unfolded else ""}><summary>{escape(title)}</summary>{inside}</details>'
    )


_LOOKS: Mapping[SectionId, Callable[[Visit, Sequence[Block]], str]] = {
    "gates": _titled,
    "passed": _passed,
    "gaps": _gaps,
    "sureness": _sureness,
}


def _indicators(visit: Visit) -> None:
    """The two charts, and the map of all questions."""
    view = _view(visit)
    with st.container(border=True, key="bars"):
        _to_gain(visit, view)
    left, right = st.columns(2, gap="small")
    with left, st.container(border=True, key="radar"):
        _radar(visit, view)
    with right:
        title = escape(visit.say(wr.HEAT_MAP))
        draw_html(card(f'<h2 class="ecq-sub">{title}</h2>{heat_map(standing.questions_map(view))}'))


def _to_gain(visit: Visit, view: View) -> None:
    told = standing.indicators_gains(view)
    rows = [
        (
            one.label,
            *(point_words(points) for points in (one.worth, one.evidenced, one.low, one.high)),
            to_gain_words(one.worth, one.low),
        )
        for one in told.rows
    ]
    heads = [(head, head != w.INDICATOR) for head in (w.INDICATOR, w.WORTH, w.EVIDENCED, w.SURE, w.POSSIBLE, w.TO_GAIN)]
    figure, numbers = charts.to_gain(told), charts.Numbers(heads, rows)
    charts.draw(figure, "chart-bars", visit.say(w.BY_INDICATOR), visit.about, told.alt, visit.lang, numbers)


def _radar(visit: Visit, view: View) -> None:
    rubric, lang = visit.rubric, visit.lang
    told, target = standing.indicators_radar(view), visit.verdict.target
    before, before_alt = _radar_before(visit, view)
    numbers = {node.id: f"{number}  " for number, node in enumerate(standing.counting_indicators(view), 1)}
    rows: list[tuple[str, ...]] = []
    top = []
    for node in visit.card.nodes.values():
        if node.share is None:
            continue
        if node.depth == 0:
            top.append(len(rows))
        title = numbers.get(node.id, "") + visit.say(rubric.nodes[node.id].title)
        rows.append((title, score_words(node.share.low), score_words(node.share.high), str(node.open)))
    heads = [(w.INDICATOR, False), (w.SURE, True), (w.POSSIBLE, True), (w.OPEN_QUESTIONS_HEAD, True)]
    figure = charts.radar(told, f"{visit.say(target.title)} {plain(target.from_)}", before, lang)
    table = charts.Numbers(heads, rows, top, w.TABLE_OF_RADAR, unfolded=True)
    charts.draw(figure, "chart-radar", visit.say(w.BY_SHARE), visit.about, told.alt + before_alt, lang, table)
    for note in parts_notes(rubric, visit.card, lang):
        st.caption(inert(note))


def _radar_before(visit: Visit, view: View) -> tuple[list[float | None], str]:
    """Shares in the newest snapshot that differs from the present state, if it is to be drawn, and what is said of it."""
    snapshots = store().snapshots(visit.kept.id)
    newest = next((one for one in snapshots if one.revision != visit.kept.revision), None)
    if newest is None:
        return [], ""
    at = minute(newest.at, zone())
    label = visit.say(wr.RADAR_BEFORE, name=inert(newest.name), at=at)
    if not st.checkbox(label, value=True, key="radar-before"):
        return [], ""
    state = snapshot_state(visit, newest)
    then = score(state.rubric, state.assessment).nodes
    old = [then[node.id].share if node.id in then else None for node in standing.counting_indicators(view)]
    return [float(share.low) if share else None for share in old], visit.say(wr.RADAR_BEFORE_ALT, name=newest.name)

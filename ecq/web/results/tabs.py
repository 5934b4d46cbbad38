"""What the results page shows in its tabs: the report's own blocks and the charts. Only what is folded is decided here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import pairwise

import streamlit as st

from ecq.base.exact import plain
from ecq.base.language import LANGUAGES
from ecq.document.blocks import Block, Card, Chapter, Paragraph, Section, SlideBlock
from ecq.exchange import rubric_catalogue
from ecq.planning import NaRefused, Plan, na_refused
from ecq.scoring.scorecard import score
from ecq.telling.plan import sentences
from ecq.telling.plan.work_plan import WorkPlan
from ecq.telling.portfolio.shelves import in_hand
from ecq.telling.portfolio.summary import summary
from ecq.telling.report import nodes, standing
from ecq.telling.report.cover import View
from ecq.telling.report.nodes import shares_table
from ecq.telling.report.peers import Peers, peers_of
from ecq.telling.report.shown import SECTIONS, SHOWN, SectionId
from ecq.telling.report.whole import Sections
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as w
from ecq.telling.text.sentences import parts_notes, placement_note, point_words, score_words, to_gain_words
from ecq.web.html import charts
from ecq.web.html.parts import card, draw_html
from ecq.web.html.words import inert
from ecq.web.session import clock
from ecq.web.session.clock import today, zone
from ecq.web.session.past_states import snapshot_state
from ecq.web.session.planned import planned
from ecq.web.session.stores import store
from ecq.web.session.visit import Pages, Visit
from ecq.web.session.whose_list import listed
from ecq.writers.html.blocks import heat_map, html

GAPS_SHOWN = 12


def draw_story(visit: Visit, pages: Pages, plan: WorkPlan) -> None:
    """One screen: score, grade and verdict, what to do next, the dimensions, what is strongest and weakest, the gates."""
    view = results_view(visit)
    with st.container(key="story"):
        line = f"<p><small>{escape(standing.verdict_line(view))}</small></p>"
        aside = sentences.na_costs_line(na_refused(visit.rubric, planned(visit).assessment), visit.card, visit.lang)
        costs = f"<small>{escape(aside + LANGUAGES[visit.lang].full_stop)}</small>" if aside else ""
        _card((standing.outcome(view),), line + costs)
        draw_work(visit, pages, plan)
        if not visit.card.counts.answered:
            return
        if dimensions := standing.dimensions(view):
            _card((Chapter(visit.say(wr.DIMENSIONS)), shares_table(view, dimensions)))
        left, right = st.columns([2, 1], gap="small")
        with left:
            _card(standing.strongest_and_weakest(view))
        with right:
            _card(standing.gates_briefly(view, plan))


def draw_work(visit: Visit, pages: Pages, plan: WorkPlan) -> None:
    """A card for each kind of work: how much, what it brings, what to begin with, and the way there."""
    actions = list(standing.next_actions(results_view(visit), plan))
    ways = {"confirm": pages.interview, "prove": pages.evidence, "improve": pages.plan}
    for column, action in zip(st.columns(len(actions), gap="small") if actions else (), actions, strict=True):
        with column, st.container(border=True, height="stretch", key=f"work-{action.kind}"):
            draw_html(html((action,)))
            label = visit.say(w.LOOK if visit.looks_only else wr.GO_TO[action.kind])
            st.page_link(ways[action.kind], label=label, query_params=visit.address)


def draw_verdict(visit: Visit, plan: WorkPlan) -> None:
    """The verdict for the target with all its reasons."""
    _card(standing.verdict_with_reasons(results_view(visit), plan))


def draw_gates(visit: Visit) -> None:
    """Failed gates first, then open ones, each with answer, law and next step; those passed folded."""
    told, passed = _told(visit), len(visit.card.gates_in("passed"))
    draw_html(_titled(told("gates")) + _folded(visit.say(w.GATES_PASSED, count=passed), told("passed")))


def draw_gaps(visit: Visit) -> None:
    """Questions with most to gain, each with its next step; what is cheapest altogether is on the plan page."""
    gaps = _told(visit)("gaps")
    rest = [one for one in gaps if isinstance(one, Card)][GAPS_SHOWN:]
    first = [one for one in gaps if one not in rest]
    draw_html(_titled(first) + _folded(visit.say(wr.MORE_REASONS, count=len(rest)), rest))


def draw_sureness(visit: Visit) -> None:
    """The peers, where there are enough; how far weights may move, which answers carry the grade, what refused not-applicables would cost: a fold each."""
    sections = _told(visit, peers_here(visit))
    if peers := sections("peers"):
        _card(peers)
    told = sections("sureness")
    places = [place for place, one in enumerate(told) if isinstance(one, Section)]
    folds = ""
    for place, end in pairwise((*places, len(told))):
        heading = told[place]
        assert isinstance(heading, Section)
        folds += _folded(heading.title, told[place + 1 : end], unfolded=place == places[0])
    if folds:
        draw_html(card(html(told[: places[0]]) + folds))


def draw_basis(visit: Visit) -> None:
    """Whose the points are, what dimensions rest on, and a card for each section that belongs here."""
    layout = visit.rubric.layout
    lines = [visit.words(layout.points_note), placement_note(visit.rubric, visit.lang)]
    _card((Chapter(visit.say(w.POINTS_STATUSES[layout.points_status])), *(Paragraph(line) for line in lines if line)))
    told = _told(visit)
    for one in SECTIONS:
        if SHOWN[one].page == "basis" and (blocks := told(one)):
            _card(blocks)


def _told(visit: Visit, peers: Peers | None = None) -> Callable[[SectionId], tuple[Block, ...]]:
    plans = planned(visit)
    view = results_view(visit, (plans.to_target,), na_refused(visit.rubric, plans.assessment))
    sections = Sections(view, "full", today(), (), rubric_catalogue.rubrics(), peers=peers, on_screen=True)
    return lambda wanted: tuple(sections.blocks(wanted))


def results_view(visit: Visit, plans: tuple[Plan, ...] = (), refused: NaRefused | None = None) -> View:
    """What the report's parts are made from, here."""
    return View(visit.rubric, visit.assessment, visit.card, visit.verdict, visit.lang, plans, refused)


def _card(told: Iterable[SlideBlock], below: str = "") -> None:
    draw_html(card(html(told) + below))


def _titled(told: Sequence[Block]) -> str:
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


def peers_here(visit: Visit) -> Peers | None:
    """The peers of the present self-check; None where there are too few, or it is not kept."""
    if visit.stored is None:
        return None
    rows = [row for row in in_hand(listed(0)) if row.rubric == visit.rubric.id and row.id != visit.stored.id]
    others = (row.summary for row in rows if row.summary and row.scored and not row.listed.demo)
    return peers_of(summary(visit.rubric, visit.assessment), others)


def draw_indicators(visit: Visit) -> None:
    """The two charts, and the map of all questions."""
    view = results_view(visit)
    with st.container(border=True, key="bars"):
        _to_gain(visit, view)
    left, right = st.columns(2, gap="small")
    with left, st.container(border=True, key="radar"):
        _radar(visit, view)
    with right:
        title = escape(visit.say(wr.HEAT_MAP))
        draw_html(card(f'<h2 class="ecq-sub">{title}</h2>{heat_map(nodes.questions_map(view))}'))


def _to_gain(visit: Visit, view: View) -> None:
    told = nodes.indicators_gains(view)
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
    told, target = nodes.indicators_radar(view), visit.verdict.target
    before, before_alt = _radar_before(visit, view)
    numbers = {node.id: f"{number}  " for number, node in enumerate(nodes.counting_indicators(view), 1)}
    rows: list[tuple[str, ...]] = []
    top = []
    for node in visit.card.nodes.values():
        if node.share is None:
            continue
        if node.depth == 0:
            top.append(len(rows))
        title = numbers.get(node.id, "") + visit.words(rubric.nodes[node.id].title)
        rows.append((title, score_words(node.share.low), score_words(node.share.high), str(node.open)))
    heads = [(w.INDICATOR, False), (w.SURE, True), (w.POSSIBLE, True), (w.OPEN_QUESTIONS, True)]
    figure = charts.radar(told, f"{visit.words(target.title)} {plain(target.from_)}", before, lang)
    table = charts.Numbers(heads, rows, top, w.TABLE_OF_RADAR, unfolded=True)
    charts.draw(figure, "chart-radar", visit.say(w.BY_SHARE), visit.about, told.alt + before_alt, lang, table)
    for note in parts_notes(rubric, visit.card, lang):
        st.caption(inert(note))


def _radar_before(visit: Visit, view: View) -> tuple[list[float | None], str]:
    """Shares in the newest snapshot that differs from the present state, if it is to be drawn, and what is said of it."""
    assert visit.stored is not None
    snapshots = store().snapshots(visit.stored.id)
    newest = next((one for one in snapshots if one.revision != visit.stored.revision), None)
    if newest is None:
        return [], ""
    at = clock.minute(newest.at, zone())
    label = visit.say(wr.RADAR_BEFORE, name=inert(newest.name), at=at)
    if not st.checkbox(label, value=True, key="radar-before"):
        return [], ""
    state = snapshot_state(visit, newest)
    then = score(state.rubric, state.assessment).nodes
    old = [then[node.id].share if node.id in then else None for node in nodes.counting_indicators(view)]
    return [float(share.low) if share else None for share in old], visit.say(wr.RADAR_BEFORE_ALT, name=newest.name)

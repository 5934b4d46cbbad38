"""The progress page: what has changed since when, snapshots, scores over time, and a comparison of any two states."""

from __future__ import annotations

from html import escape

import streamlit as st

from ecq.base.errors import EcqError
from ecq.base.language import LANGUAGES
from ecq.store.stored import Snapshot
from ecq.telling.evidence.sentences import fall_sentence
from ecq.telling.plan.sentences import signed
from ecq.telling.progress import words as w
from ecq.telling.progress.breakdown import Standing, standing_of
from ecq.telling.text import words as ww
from ecq.telling.text.sentences import score_words
from ecq.web.html import charts
from ecq.web.html.parts import block
from ecq.web.html.words import error_text, inert
from ecq.web.progress import charts as progress_charts
from ecq.web.progress.comparison import Comparison, draw_comparison
from ecq.web.progress.snapshots import Snapshots, draw_snapshot_form, draw_snapshots
from ecq.web.session import stamps
from ecq.web.session.history import History, State
from ecq.web.session.past_states import history_of, snapshot_standing, states_to_choose
from ecq.web.session.stores import store
from ecq.web.session.visit import Pages, Visit, say_refused


def draw(visit: Visit, pages: Pages) -> None:
    """Draw the progress page."""
    say_refused(visit, Comparison)
    assert visit.stored is not None
    history = history_of(visit)
    snapshots = store().snapshots(visit.stored.id)
    choices = states_to_choose(visit, history, snapshots)
    first = _earlier(history, snapshots) or next((one for one in choices if one.startswith("check:")), None)
    _head(visit, choices[first][1]() if first else None)
    left, right = st.columns([1, 2.1], gap="medium")
    with left:
        say_refused(visit, Snapshots)
        if not visit.looks_only:
            draw_snapshot_form(visit)
        draw_snapshots(visit, snapshots)
    with right:
        _line(visit, history, snapshots)
        draw_comparison(visit, choices, first or "now")
    st.caption(visit.say(ww.NOT_A_CERTIFICATE))


def _earlier(history: History, snapshots: tuple[Snapshot, ...]) -> str | None:
    """What the present state is compared with at first: the newest snapshot that differs, else the beginning."""
    for one in snapshots:
        if one.revision != history.stored.revision:
            return f"snapshot:{one.id}"
    return "beginning" if history.first != history.stored.revision else None


def _head(visit: Visit, before: State | None) -> None:
    card = visit.card
    grade = visit.words(card.grade.low.title)
    after = score_words(card.score.low)
    if before is None:
        told = visit.score_tells
        sentence = visit.say(w.HEAD_ONLY_NOW if told else w.HEAD_NOTHING_YET, after=after, grade=grade)
    else:
        was = standing_of(before.rubric, before.assessment)
        sentence = _since(visit, before, was, after, grade)
    falls = fall_sentence(visit.rubric, visit.assessment, card, visit.lang)
    below = f"<p>{escape(falls)}</p>" if falls else ""
    st.html(block(f'<h1 class="ecq-lead">{escape(sentence)}</h1>{below}'))


def _since(visit: Visit, before: State, was: Standing, after: str, grade: str) -> str:
    moved = was.grade.id != visit.card.grade.low.id
    old = visit.words(was.grade.title)
    change = visit.card.score.low - was.score.low
    if not change and not moved:
        return visit.say(w.HEAD_SAME, since=before.short, after=after, grade=grade)
    still = w.GRADE_STILL if visit.card.grade.settled else w.GRADE_STILL_OPEN
    sentence = visit.say(ww.BEFORE_AFTER, before=old, after=grade) if moved else visit.say(still, grade=grade)
    low = score_words(was.score.low)
    return visit.say(w.HEAD_MOVED, since=before.short, change=signed(change), before=low, after=after, grade=sentence)


def _line(visit: Visit, history: History, snapshots: tuple[Snapshot, ...]) -> None:
    with st.container(border=True, key="line"):
        title = f'<h2 class="ecq-sub">{escape(visit.say(w.LINE))}</h2>'  # a chart has its own
        try:
            moments = history.line
        except EcqError as error:
            st.html(block(title))
            st.warning(inert(visit.words(error_text(error))))
            return
        if not moments:
            st.html(block(f'{title}<p class="muted">{escape(visit.say(w.LINE_ONE))}</p>'))
            return
        where = history.zone
        points = [
            (stamps.minute(one.at, where), one.standing.score.low, one.standing.evidenced.low, one.standing.score.high)
            for one in moments
        ]
        marks = [
            (stamps.minute(one.at, where), snapshot_standing(visit, one).score.low, one.name)
            for one in reversed(snapshots)
        ]
        alt = visit.say(
            w.LINE_ALT,
            first=points[0][0],
            low=score_words(points[0][1]),
            last=points[-1][0],
            now=score_words(points[-1][1]),
            evidenced=score_words(points[-1][2]),
            high=score_words(points[-1][3]),
            snapshots="; ".join(f"{name} {score_words(low)}" for _, low, name in marks) or visit.say(ww.NONE),
        )
        figure = progress_charts.line(visit.rubric, points, marks, visit.lang)
        numbers = _numbers(visit, history)
        charts.draw(figure, "chart-line", visit.say(w.LINE), visit.about, alt, visit.lang, numbers)


def _numbers(visit: Visit, history: History) -> charts.Numbers:
    where = history.zone
    rows = [
        (
            stamps.minute(one.at, where) if place else f"{stamps.minute(one.at, where)} · {visit.say(w.BEGINNING)}",
            score_words(one.standing.score.low),
            score_words(one.standing.evidenced.low),
            score_words(one.standing.score.high),
            visit.words(one.standing.grade.title),
        )
        for place, one in enumerate(history.line)
    ]
    heads = [(w.WHEN, False), (ww.SURE, True), (ww.WITH_EVIDENCE, True), (ww.POSSIBLE, True), (ww.GRADE, False)]
    rubric = f"{visit.words(visit.rubric.layout.title)} {visit.rubric.version}"
    lines = (visit.say(w.STRETCHES[history.stretch]), visit.say(w.LINE_LEAD), visit.say(w.LINE_RUBRIC, rubric=rubric))
    about = f"<p><small>{escape(LANGUAGES[visit.lang].sentences(lines))}</small></p>"
    return charts.Numbers(heads, rows, about=about)

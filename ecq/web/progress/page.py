"""The progress page: what has changed since when, snapshots, scores over time, and a comparison of any two states.

A snapshot can be taken, listed, renamed, and removed after a question.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape

import streamlit as st

from ecq.assessment.changes import clean
from ecq.assessment.file import dump
from ecq.assessment.model import NAME_LIMIT
from ecq.base.errors import EcqError
from ecq.base.language import LANGUAGES, Text, error_text, filled
from ecq.document.blocks import Said, cell
from ecq.rubric.kinds.base import Invalid
from ecq.store.stored import Snapshot
from ecq.telling.evidence.binder import fall_sentence
from ecq.telling.plan.sentences import signed
from ecq.telling.report.progress import Standing, standing_of
from ecq.telling.text import result_words as w
from ecq.telling.text import words as ww
from ecq.telling.text.sentences import file_name, interval_words, score_words
from ecq.web.html import charts
from ecq.web.html.parts import draw_html
from ecq.web.html.words import inert
from ecq.web.lists.component import Act, Acts, Field, Form, TableRow, draw_table, handed
from ecq.web.progress.comparison import Comparison, draw_comparison
from ecq.web.session import clock
from ecq.web.session import widget_keys as keys
from ecq.web.session.clock import zone
from ecq.web.session.history import History, State, history_of, snapshot_standing, states_to_choose
from ecq.web.session.state import PageState, session
from ecq.web.session.stores import enter, store
from ecq.web.session.visit import ID_PARAM, Pages, Visit, newest_visit, now, say_refused


@dataclass
class Snapshots(PageState):
    """What the snapshots keep."""

    handed: Mapping[str, str] | None = None
    """A file for the browser to save; given once."""


def draw_snapshot_form(visit: Visit) -> None:
    """The form that takes a snapshot, and what the last press did."""
    with st.container(border=True, key="snapshot-keep"):
        draw_html(
            f'<h2 class="ecq-sub">{escape(visit.say(w.TAKE_SNAPSHOT_TITLE))}</h2><small>{escape(visit.say(w.TAKE_SNAPSHOT_LEAD))}</small>'
        )
        with st.form("snapshot-form", border=False):
            st.text_input(
                visit.say(ww.NAME),
                key=keys.SNAPSHOT_NAME,
                value=clock.iso_day(now(), zone()),
                placeholder=visit.say(w.NAME_HINT),
            )
            st.form_submit_button(
                visit.say(w.TAKE_SNAPSHOT), type="primary", on_click=_take_snapshot, key="snapshot-save"
            )


def _take_snapshot() -> None:
    visit = newest_visit()
    if visit is None or visit.stored is None:
        return
    typed = keys.text_in(keys.SNAPSHOT_NAME).strip() or clock.iso_day(now(), zone())
    name = _clean_name(typed)
    if name is None:
        return
    here = session().page(Snapshots)
    with here.telling():
        newest = next(iter(store().snapshots(visit.stored.id)), None)
        if newest is not None and newest.revision == visit.stored.revision and newest.rubric == visit.rubric.digest:
            here.done = (filled(w.SAME_AS_NEWEST, name=newest.name),)
            return
        store().add_snapshot(visit.stored.id, name, visit.rubric.digest, visit.rubric.canonical)
        here.done = (filled(w.SNAPSHOT_TAKEN, name=name),)


def _clean_name(typed: str) -> str | None:
    """The name, cleaned; None and a notice where it is not allowed."""
    name = clean(typed, NAME_LIMIT)
    if isinstance(name, Invalid):
        session().page(Snapshots).refused = name.sentence
        return None
    return name


def draw_snapshots(visit: Visit, snapshots: tuple[Snapshot, ...]) -> None:
    """The snapshots, newest first, with their figures and what can be done with each."""
    here = session().page(Snapshots)
    file, here.handed = here.handed, None
    with st.container(border=True, key="snapshots"):
        draw_html(f'<h2 class="ecq-sub">{escape(visit.say(w.SNAPSHOTS))}</h2>')
        if not snapshots:
            draw_html(f'<p class="muted">{escape(visit.say(w.SNAPSHOTS_NONE))}</p>')
            return
        heads = [visit.say(one) for one in (ww.NAME, ww.SCORE, ww.GRADE, ww.EVIDENCED, ww.OPEN_QUESTIONS_HEAD)]
        acts = Acts(
            {what: visit.say(label) for what, label in _ACTS.items()},
            lambda press: _act(visit, press),
            {
                "rename": Form(
                    agree=visit.say(ww.SAVE), fields=[Field(name="name", label=visit.say(ww.NAME), most=NAME_LIMIT)]
                ),
                "remove": Form(agree=visit.say(w.YES_REMOVE), sentence=visit.say(w.REMOVE_SURE)),
            },
        )
        draw_table(visit, "snapshots-list", heads, [_row(visit, one) for one in snapshots], acts, file, stacked=True)


_ACTS = {"compare": w.COMPARE_WITH_NOW, "save": w.AS_FILE, "rename": w.RENAME, "remove": w.REMOVE}


def _row(visit: Visit, one: Snapshot) -> TableRow:
    standing = snapshot_standing(visit, one)
    cells = (
        cell(one.name, Said(visit.say(w.TAKEN_AT, at=clock.minute(one.at, zone())), "muted")),
        cell(interval_words(standing.score.low, standing.score.high)),
        cell(visit.words(standing.grade.title)),
        cell(score_words(standing.evidenced.low)),
        cell(str(standing.open)),
    )
    acts = tuple(_ACTS)[:2] if visit.looks_only else tuple(_ACTS)
    return TableRow(one.id, one.name, cells, acts, {"name": one.name})


def _act(visit: Visit, press: Act) -> None:
    """Compare, save, rename or remove a snapshot; for callbacks."""
    snapshot_id, here = press.ids[0], session().page(Snapshots)
    named = press.values.get("name", "").strip()
    if press.do == "compare":
        st.session_state[keys.COMPARE_FROM], st.session_state[keys.COMPARE_TO] = f"snapshot:{snapshot_id}", "now"
        return
    assert visit.stored is not None
    one = next((one for one in store().snapshots(visit.stored.id) if one.id == snapshot_id), None)
    if one is None:
        here.refused = w.SNAPSHOT_NOT_THERE
    elif press.do == "save":
        enter("download", visit.stored.id, "json")
        name = f"{file_name(' '.join((one.assessment.name or 'ECQ', one.name)))}.json"
        here.handed = handed(press, name, dump(one.assessment).encode())
    elif press.do == "remove":
        _do(lambda of: store().remove_snapshot(of, snapshot_id), w.REMOVED, one.name)
    elif named and (cleaned := _clean_name(named)):
        _do(lambda of: store().rename_snapshot(of, snapshot_id, cleaned), w.RENAMED, cleaned)


def _do(how: Callable[[str], bool], done: Text, name: str) -> None:
    """Change the list of snapshots and set the notice."""
    here = session().page(Snapshots)
    with here.telling():
        if how(st.query_params.get(ID_PARAM, "")):
            here.done = (filled(done, name=name),)
        else:
            here.refused = w.SNAPSHOT_NOT_THERE


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
    draw_html(f'<h1 class="ecq-lead">{escape(sentence)}</h1>{below}')


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
            draw_html(title)
            st.warning(inert(visit.words(error_text(error))))
            return
        if not moments:
            draw_html(f'{title}<p class="muted">{escape(visit.say(w.LINE_ONE))}</p>')
            return
        minute = partial(clock.minute, where=history.zone)
        figures = [(minute(one.at), one.standing) for one in moments]
        points = [(at, was.score.low, was.evidenced.low, was.score.high) for at, was in figures]
        marks = [(minute(one.at), snapshot_standing(visit, one).score.low, one.name) for one in reversed(snapshots)]
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
        figure = charts.line(visit.rubric, points, marks, visit.lang)
        numbers = _numbers(visit, history)
        charts.draw(figure, "chart-line", visit.say(w.LINE), visit.about, alt, visit.lang, numbers)


def _numbers(visit: Visit, history: History) -> charts.Numbers:
    rows: list[tuple[str, ...]] = []
    for one in history.line:
        at, was = clock.minute(one.at, history.zone), one.standing
        when = at if rows else f"{at} · {visit.say(w.BEGINNING)}"
        scores = map(score_words, (was.score.low, was.evidenced.low, was.score.high))
        rows.append((when, *scores, visit.words(was.grade.title)))
    heads = [(w.WHEN, False), (ww.SURE, True), (ww.WITH_EVIDENCE, True), (ww.POSSIBLE, True), (ww.GRADE, False)]
    rubric = f"{visit.words(visit.rubric.layout.title)} {visit.rubric.version}"
    lines = (visit.say(w.STRETCHES[history.stretch]), visit.say(w.LINE_LEAD), visit.say(w.LINE_RUBRIC, rubric=rubric))
    about = f"<p><small>{escape(LANGUAGES[visit.lang].sentences(lines))}</small></p>"
    return charts.Numbers(heads, rows, about=about)

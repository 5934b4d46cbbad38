"""The progress page: what has changed since when, snapshots, scores over time, and a comparison of any two states.

A snapshot can be taken, listed, renamed, and removed after a question. Of two states it shows one sentence, the differences
by indicator and question, gates, rubrics, all of it as CSV.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from ecq.assessment.changes import clean
from ecq.assessment.file import dump, read
from ecq.assessment.model import NAME_LIMIT
from ecq.base.errors import EcqError
from ecq.base.exact import cut
from ecq.base.language import LANGUAGES, Text, closed, error_sentence, error_text, filled
from ecq.document.blocks import Said, cell
from ecq.exchange import rubric_catalogue
from ecq.planning import Between, Move, difference
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.released import published
from ecq.store.stored import Snapshot
from ecq.telling.evidence.binder import fall_sentence
from ecq.telling.plan import words as p
from ecq.telling.plan.sentences import change_words, difference_head, hanging_line, move_words, signed
from ecq.telling.report.comparisons import Group, StateScores, breakdown, gates_lines, group_title, standing_of
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as w
from ecq.telling.text.sentences import file_name, grade_words, interval_words, point_words, score_words
from ecq.web.html import charts
from ecq.web.html.parts import FILE_CANNOT_BE_OPENED, choose, draw_html, hand_out, inert, take_in
from ecq.web.lists.component import Act, Acts, Field, Form, TableRow, draw_table, handed
from ecq.web.session import widget_keys as keys
from ecq.web.session.history import Choices, History, State, file_state, history_of, snapshot_standing, states_to_choose
from ecq.web.session.state import OF_ASSESSMENT, PageState, session
from ecq.web.session.stores import enter, store
from ecq.web.session.visit import ID_PARAM, Pages, Visit, minute, newest_visit, say_refused, today, zone
from ecq.writers.sheets.results.build import breakdown_csv


@dataclass
class Snapshots(PageState):
    """What the snapshots keep."""

    handed: Mapping[str, str] | None = None
    """A file for the browser to save; given once."""


def draw_snapshot_form(visit: Visit) -> None:
    """The form that takes a snapshot, and what the last press did."""
    with st.container(border=True, key="snapshot-keep"):
        draw_html(
            f'<h2 class="ecq-sub">{escape(visit.say(wr.TAKE_SNAPSHOT_TITLE))}</h2><small>{escape(visit.say(wr.TAKE_SNAPSHOT_LEAD))}</small>'
        )
        with st.form("snapshot-form", border=False):
            st.text_input(visit.say(w.NAME), key=keys.SNAPSHOT_NAME, value=today(), placeholder=visit.say(wr.NAME_HINT))
            st.form_submit_button(
                visit.say(wr.TAKE_SNAPSHOT), type="primary", on_click=_take_snapshot, key="snapshot-save"
            )


def _take_snapshot() -> None:
    visit = newest_visit()
    if visit is None:
        return
    typed = keys.text_in(keys.SNAPSHOT_NAME).strip() or today()
    name = _clean_name(typed)
    if name is None:
        return
    here = session().page(Snapshots)
    with here.telling():
        newest = next(iter(store().snapshots(visit.kept.id)), None)
        if newest is not None and newest.revision == visit.kept.revision and newest.rubric == visit.rubric.digest:
            here.done = (filled(wr.SAME_AS_NEWEST, name=newest.name),)
            return
        store().add_snapshot(visit.kept.id, name, visit.rubric.digest, visit.rubric.canonical)
        here.done = (filled(wr.SNAPSHOT_TAKEN, name=name),)


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
        draw_html(f'<h2 class="ecq-sub">{escape(visit.say(wr.SNAPSHOTS))}</h2>')
        if not snapshots:
            draw_html(f'<p class="muted">{escape(visit.say(wr.SNAPSHOTS_NONE))}</p>')
            return
        heads = [visit.say(one) for one in (w.NAME, w.SCORE, w.GRADE, w.EVIDENCED, w.OPEN_QUESTIONS_HEAD)]
        acts = Acts(
            {what: visit.say(label) for what, label in _ACTS.items()},
            lambda press: _act(visit, press),
            {
                "rename": Form(
                    agree=visit.say(w.SAVE), fields=[Field(name="name", label=visit.say(w.NAME), most=NAME_LIMIT)]
                ),
                "remove": Form(agree=visit.say(wr.YES_REMOVE), sentence=visit.say(wr.REMOVE_SURE)),
            },
        )
        draw_table(visit, "snapshots-list", heads, [_row(visit, one) for one in snapshots], acts, file, stacked=True)


_ACTS = {"compare": wr.COMPARE_WITH_NOW, "save": wr.AS_FILE, "rename": wr.RENAME, "remove": wr.REMOVE}


def _row(visit: Visit, one: Snapshot) -> TableRow:
    standing = snapshot_standing(visit, one)
    cells = (
        cell(one.name, Said(visit.say(wr.TAKEN_AT, at=minute(one.at, zone())), "muted")),
        cell(interval_words(standing.score.low, standing.score.high)),
        cell(grade_words(standing.grade, visit.lang)),
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
    one = next((one for one in store().snapshots(visit.kept.id) if one.id == snapshot_id), None)
    if one is None:
        here.refused = wr.SNAPSHOT_NOT_THERE
    elif press.do == "save":
        enter("download", visit.kept.id, "json")
        name = f"{file_name(' '.join((one.assessment.name or 'ECQ', one.name)))}.json"
        here.handed = handed(press, name, dump(one.assessment).encode())
    elif press.do == "remove":
        _do(lambda of: store().remove_snapshot(of, snapshot_id), wr.REMOVED, one.name)
    elif named and (cleaned := _clean_name(named)):
        _do(lambda of: store().rename_snapshot(of, snapshot_id, cleaned), wr.RENAMED, cleaned)


def _do(how: Callable[[str], bool], done: Text, name: str) -> None:
    """Change the list of snapshots and set the notice."""
    here = session().page(Snapshots)
    with here.telling():
        if how(st.query_params.get(ID_PARAM, "")):
            here.done = (filled(done, name=name),)
        else:
            here.refused = wr.SNAPSHOT_NOT_THERE


UNFOLDED = 3
"""So many groups of questions are unfolded from the start."""


@dataclass
class Comparison(PageState):
    """What comparing keeps."""

    opened: State | None = field(default=None, metadata=OF_ASSESSMENT)
    """The file opened to compare with."""


def draw_comparison(visit: Visit, choices: Choices, first: str) -> None:
    """Choose two states and show the differences; `first` is the state to compare the present one with at first."""
    with st.container(border=True, key="compare"):
        draw_html(f'<h2 class="ecq-sub">{escape(visit.say(wr.COMPARE))}</h2>')
        opened_state = session().page(Comparison).opened
        if opened_state is not None:
            choices = {**choices, "file": (opened_state.label, lambda: opened_state)}
        for key, at_first in ((keys.COMPARE_FROM, first), (keys.COMPARE_TO, "now")):
            if st.session_state.get(key) not in choices:
                st.session_state[key] = at_first
        # since it was drawn something came to compare with
        if st.session_state[keys.COMPARE_FROM] == st.session_state[keys.COMPARE_TO] == "now":
            st.session_state[keys.COMPARE_FROM] = first
        if len(choices) == 1:
            draw_html(f'<p class="muted">{escape(visit.say(wr.ONLY_STATE))}</p>')
            _draw_file(visit)
            return
        with st.container(horizontal=True, vertical_alignment="bottom", key="compare-choice"):
            titles = {one: label for one, (label, _) in choices.items()}
            a = choose(st.selectbox, visit.say(wr.FROM), titles, keys.COMPARE_FROM, width=290)
            b = choose(st.selectbox, visit.say(wr.TO), titles, keys.COMPARE_TO, width=290)
            st.button(visit.say(wr.SWAP), key="compare-swap", on_click=_swap)
        _draw_file(visit)
        if a == b:
            draw_html(f'<p class="muted">{escape(visit.say(wr.SAME_STATE))}</p>')
            return
        _draw_between(visit, choices[a][1](), choices[b][1]())


def _swap() -> None:
    state: Any = st.session_state
    a, b = keys.COMPARE_FROM, keys.COMPARE_TO
    state[a], state[b] = state[b], state[a]


def _draw_file(visit: Visit) -> None:
    with st.expander(visit.say(wr.WITH_FILE)):
        label, press = visit.say(wr.WITH_FILE_HELP), visit.say(w.CHOOSE_FILE)
        take_in(label, press, keys.COMPARE_FILE, type=["json", "pdf"], on_change=_opened)


def _opened() -> None:
    """Add a chosen file to the states and compare it with the present one."""
    chosen, visit = st.session_state.get(keys.COMPARE_FILE), newest_visit()
    if chosen is None or visit is None:
        session().page(Comparison).opened = None
        return
    try:
        session().page(Comparison).opened = _read(visit, chosen.getvalue(), chosen.name)
    except EcqError as error:
        session().page(Comparison).refused = filled(FILE_CANNOT_BE_OPENED, cause=closed(error_text(error)))
        return
    st.session_state[keys.COMPARE_FROM], st.session_state[keys.COMPARE_TO] = "file", "now"


def _read(visit: Visit, data: bytes, name: str) -> State:
    """The state in a saved file, or in a report with the rubric it carries. Raises EcqError with one sentence."""
    from ecq.writers.verify.reopen import is_pdf, reopen

    if not is_pdf(data):
        return file_state(visit, read(data, name), name, None)
    from ecq.rubric.loading import read_rubric
    from ecq.telling.report.whole import RUBRIC

    between = reopen(data, name)
    own = read_rubric(between.files[RUBRIC], name) if RUBRIC in between.files else None
    return file_state(visit, between.assessment, name, own)


def _draw_between(visit: Visit, a: State, b: State) -> None:
    between = difference(a.rubric, a.assessment, b.rubric, b.assessment)
    groups = breakdown(a.rubric, b.rubric, between)
    head = difference_head(between, visit.lang)
    lines = _rubric_lines(visit, a, b, between)
    if not groups and not between.gates:
        lines.insert(0, visit.say(p.DIFF_SAME))
    rest = "".join(f"<p><small>{escape(line)}</small></p>" for line in lines)
    draw_html(f'<p class="ecq-mid" role="status">{escape(head)}</p>{rest}')
    summed = not hanging_line(between, visit.lang)  # else the questions add up to a score that is told nowhere
    if summed and (between.difference or any(group.difference for group in groups)):
        _draw_waterfall(visit, a, b, between, groups)
    if groups:
        _draw_questions(visit, a, b, between, groups)
    _draw_gates(visit, a, b, between)
    if groups:
        made = visit.asked(lambda: breakdown_csv(a.rubric, b.rubric, between, visit.lang), "csv")
        name = f"{file_name(' '.join((visit.assessment.name or 'ECQ', visit.say(wr.CSV_NAME))))}.csv"
        hand_out(visit.say(wr.DOWNLOAD_CSV), name, made, "compare-csv")


def _rubric_lines(visit: Visit, a: State, b: State, between: Between) -> list[str]:
    """Notes on different rubrics, on those nobody published, and on moved points."""
    lines = []
    named = [f"{visit.say(one.rubric.layout.title)} {one.rubric.version}" for one in (a, b)]
    if a.rubric.digest != b.rubric.digest:
        lines.append(visit.say(wr.OTHER_RUBRICS, before=named[0], after=named[1]))
    known = {*published().values(), *(one.digest for one in rubric_catalogue.rubrics())}
    for state, title in zip((a, b), named, strict=True):
        if state.rubric.digest not in known:
            lines.append(visit.say(wr.UNPUBLISHED, state=state.label, rubric=title))
        if state.original_rubric:
            lines.append(visit.say(wr.READ_ANEW, state=state.label, made=state.original_rubric, now=title))
    if hanging := hanging_line(between, visit.lang):
        lines.append(hanging)
    if between.shifted:
        lines.append(visit.say(p.DIFF_SHIFTED, points=signed(between.shifted)))
    return lines


def _draw_waterfall(visit: Visit, a: State, b: State, between: Between, groups: tuple[Group, ...]) -> None:
    moved = [group for group in groups if group.difference]
    parts = [(group_title(a.rubric, b.rubric, group, visit.lang), group.difference) for group in moved]
    before, after = (a.short, between.before.score.low), (b.short, between.after.score.low)
    alt = visit.say(
        wr.WATERFALL_ALT,
        before=point_words(before[1]),
        after=point_words(after[1]),
        parts="; ".join(f"{name} {signed(part)}" for name, part in parts),
    )
    figure = charts.waterfall(before, parts, after)
    charts.draw(figure, "chart-waterfall", visit.say(wr.WATERFALL), visit.about, alt, visit.lang)


def _draw_questions(visit: Visit, a: State, b: State, between: Between, groups: tuple[Group, ...]) -> None:
    """Every changed question under its indicator, with a bar for its share; the last line is the sum."""
    longest = max((abs(move.difference) for group in groups for move in group.moves), default=None)
    inside = []
    for place, group in enumerate(groups):
        title = group_title(a.rubric, b.rubric, group, visit.lang)
        rows = "".join(_question(visit, a, b, move, longest) for move in (*group.moves, *group.quiet))
        sum_text = signed(group.difference) if group.moves else "0"
        inside.append(
            f"<details{' open' if place < UNFOLDED else ''}><summary><span>{escape(title)}</span>"
            f'<b class="num">{sum_text}</b></summary><table class="ecq-rows ecq-moves">'
            f"<thead class=ecq-heard><tr><th scope=col>{escape(visit.say(w.QUESTION))}</th>"
            f"<th scope=col>{escape(visit.say(wr.CHANGE))}</th></tr></thead><tbody>{rows}</tbody></table></details>"
        )
    total = change_words(between.before.score.low, between.after.score.low)["change"]
    foot = f'<p class="ecq-total"><b>{escape(visit.say(w.TOTAL))}</b><b class="num">{total}</b></p>'
    if not hanging_line(between, visit.lang):
        foot += f"<p><small>{escape(visit.say(wr.SUMS))}</small></p>"
    title = escape(visit.say(wr.BY_QUESTION))
    draw_html(f'<div class="ecq-between"><h3 class="ecq-sub">{title}</h3>{"".join(inside)}{foot}</div>')


def _question(visit: Visit, a: State, b: State, move: Move, longest: Any) -> str:
    text = escape(move_words(a.rubric, b.rubric, move, visit.lang, ids=False))
    bar = ""
    if move.difference and longest:
        kind = "up" if move.difference > 0 else "down"
        bar = f'<i class="{kind}" style="width:{cut(100 * abs(move.difference) / longest, 1)}%"></i>'
    split = ""
    if move.own and move.shifted:
        parts = ((w.ANSWERS, move.own), (wr.SHIFTED_PART, move.shifted))
        figure = " · ".join(f"{visit.say(label)} {signed(part)}" for label, part in parts)
        split = f"<small>{escape(figure)}</small>"
    figure = signed(move.difference) if move.difference else "0"
    return f'<tr><td>{text}{split}<span class="bar">{bar}</span></td><td class="num">{figure}</td></tr>'


def _draw_gates(visit: Visit, a: State, b: State, between: Between) -> None:
    lines = gates_lines(a.rubric, b.rubric, between, visit.lang)
    if not lines:
        draw_html(f"<p><small>{escape(visit.say(wr.GATES_SAME))}</small></p>")
        return
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    title = escape(visit.say(wr.GATES_MOVED))
    draw_html(f'<h3 class="ecq-sub">{title}</h3><ul class="ecq-lines">{items}</ul>')


def draw(visit: Visit, pages: Pages) -> None:
    """Draw the progress page."""
    say_refused(visit, Comparison)
    history = history_of(visit)
    snapshots = store().snapshots(visit.kept.id)
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
    st.caption(visit.say(w.NOT_A_CERTIFICATE))


def _earlier(history: History, snapshots: tuple[Snapshot, ...]) -> str | None:
    """What the present state is compared with at first: the newest snapshot that differs, else the beginning."""
    for one in snapshots:
        if one.revision != history.stored.revision:
            return f"snapshot:{one.id}"
    return "beginning" if history.first != history.stored.revision else None


def _head(visit: Visit, before: State | None) -> None:
    card = visit.card
    grade = grade_words(card.grade, visit.lang)
    after = score_words(card.score.low)
    if before is None:
        told = visit.score_tells
        sentence = visit.say(wr.HEAD_ONLY_NOW if told else wr.HEAD_NOTHING_YET, after=after, grade=grade)
    else:
        was = standing_of(before.rubric, before.assessment)
        sentence = _since(visit, before, was, after, grade)
    falls = fall_sentence(visit.rubric, visit.assessment, card, visit.lang)
    below = f"<p>{escape(falls)}</p>" if falls else ""
    draw_html(f'<h1 class="ecq-lead">{escape(sentence)}</h1>{below}')


def _since(visit: Visit, before: State, was: StateScores, after: str, grade: str) -> str:
    old = grade_words(was.grade, visit.lang)
    moved = old != grade
    still = visit.say(wr.GRADE_STILL, grade=grade)
    if visit.card.score.low == was.score.low and not moved:
        return visit.say(wr.HEAD_SAME, since=before.short, after=after, grade=still)
    sentence = visit.say(w.BEFORE_AFTER, before=old, after=grade) if moved else still
    told = change_words(was.score.low, visit.card.score.low)
    return visit.say(wr.HEAD_MOVED, since=before.short, grade=sentence, **told)


def _line(visit: Visit, history: History, snapshots: tuple[Snapshot, ...]) -> None:
    with st.container(border=True, key="line"):
        title = f'<h2 class="ecq-sub">{escape(visit.say(wr.LINE))}</h2>'  # a chart has its own
        try:
            moments = history.line
        except EcqError as error:
            draw_html(title)
            st.warning(inert(visit.say(error_sentence(error))))
            return
        if not moments:
            draw_html(f'{title}<p class="muted">{escape(visit.say(wr.LINE_ONE))}</p>')
            return
        at_minute = partial(minute, where=history.zone)
        figures = [(at_minute(one.at), one.standing) for one in moments]
        points = [(at, was.score.low, was.evidenced.low, was.score.high) for at, was in figures]
        marks = [(at_minute(one.at), snapshot_standing(visit, one).score.low, one.name) for one in reversed(snapshots)]
        alt = visit.say(
            wr.LINE_ALT,
            first=points[0][0],
            low=score_words(points[0][1]),
            last=points[-1][0],
            now=score_words(points[-1][1]),
            evidenced=score_words(points[-1][2]),
            high=score_words(points[-1][3]),
            snapshots="; ".join(f"{name} {score_words(low)}" for _, low, name in marks) or visit.say(w.NONE),
        )
        figure = charts.line(visit.rubric, points, marks, visit.lang)
        numbers = _numbers(visit, history)
        charts.draw(figure, "chart-line", visit.say(wr.LINE), visit.about, alt, visit.lang, numbers)


def _numbers(visit: Visit, history: History) -> charts.Numbers:
    rows: list[tuple[str, ...]] = []
    for one in history.line:
        at, was = minute(one.at, history.zone), one.standing
        when = at if rows else f"{at} · {visit.say(wr.BEGINNING)}"
        scores = map(score_words, (was.score.low, was.evidenced.low, was.score.high))
        rows.append((when, *scores, grade_words(was.grade, visit.lang)))
    heads = [(wr.WHEN, False), (w.SURE, True), (w.WITH_EVIDENCE, True), (w.POSSIBLE, True), (w.GRADE, False)]
    rubric = f"{visit.say(visit.rubric.layout.title)} {visit.rubric.version}"
    lines = (
        visit.say(wr.STRETCHES[history.stretch]),
        visit.say(wr.LINE_LEAD),
        visit.say(wr.LINE_RUBRIC, rubric=rubric),
    )
    about = f"<p><small>{escape(LANGUAGES[visit.lang].sentences(lines))}</small></p>"
    return charts.Numbers(heads, rows, about=about)

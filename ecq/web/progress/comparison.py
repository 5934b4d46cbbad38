"""Compare two states: one sentence, differences by indicator and question, gates, rubrics, all of it as CSV.

Differences are worked out in `ecq.planning.limits` and `ecq.telling.progress`.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from ecq.assessment.file import read
from ecq.base.errors import EcqError
from ecq.base.exact import cut
from ecq.base.language import error_text, filled
from ecq.exchange import rubric_catalogue
from ecq.planning import Between, Move, difference
from ecq.rubric.released import published
from ecq.telling.plan import sentences
from ecq.telling.plan import words as p
from ecq.telling.report.progress import Group, breakdown, gates_lines, group_title
from ecq.telling.text import result_words as w
from ecq.telling.text import words as ww
from ecq.telling.text.sentences import file_name, score_words
from ecq.web.html import charts
from ecq.web.html.fields import choose, hand_out, take_in
from ecq.web.html.parts import draw_html
from ecq.web.html.words import FILE_CANNOT_BE_OPENED
from ecq.web.session import widget_keys as keys
from ecq.web.session.history import Choices, State, file_state
from ecq.web.session.state import PageState, session
from ecq.web.session.visit import Visit, newest_visit
from ecq.writers.sheets.results.build import breakdown_csv

UNFOLDED = 3
"""So many groups of questions are unfolded from the start."""


@dataclass
class Comparison(PageState):
    """What comparing keeps."""

    opened: State | None = None
    """The file opened to compare with."""

    def leave_assessment(self) -> None:
        """It was opened beside another self-check."""
        self.opened = None


def draw_comparison(visit: Visit, choices: Choices, first: str) -> None:
    """Choose two states and show the differences; `first` is the state to compare the present one with at first."""
    with st.container(border=True, key="compare"):
        draw_html(f'<h2 class="ecq-sub">{escape(visit.say(w.COMPARE))}</h2>')
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
            draw_html(f'<p class="muted">{escape(visit.say(w.ONLY_STATE))}</p>')
            _draw_file(visit)
            return
        with st.container(horizontal=True, vertical_alignment="bottom", key="compare-choice"):
            titles = {one: label for one, (label, _) in choices.items()}
            a = choose(st.selectbox, visit.say(w.FROM), titles, keys.COMPARE_FROM, width=225)
            b = choose(st.selectbox, visit.say(w.TO), titles, keys.COMPARE_TO, width=225)
            st.button(visit.say(w.SWAP), key="compare-swap", on_click=_swap)
        _draw_file(visit)
        if a == b:
            draw_html(f'<p class="muted">{escape(visit.say(w.SAME_STATE))}</p>')
            return
        _draw_between(visit, choices[a][1](), choices[b][1]())


def _swap() -> None:
    state: Any = st.session_state
    a, b = keys.COMPARE_FROM, keys.COMPARE_TO
    state[a], state[b] = state[b], state[a]


def _draw_file(visit: Visit) -> None:
    with st.expander(visit.say(w.WITH_FILE)):
        label, press = visit.say(w.WITH_FILE_HELP), visit.say(ww.CHOOSE_FILE)
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
        session().page(Comparison).refused = filled(FILE_CANNOT_BE_OPENED, cause=error_text(error))
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
    head = sentences.difference_head(between, visit.lang)
    lines = _rubric_lines(visit, a, b, between)
    if not groups and not between.gates:
        lines.insert(0, visit.words(p.DIFF_SAME))
    rest = "".join(f"<p><small>{escape(line)}</small></p>" for line in lines)
    draw_html(f'<p class="ecq-mid" role="status">{escape(head)}</p>{rest}')
    if between.difference or any(group.difference for group in groups):
        _draw_waterfall(visit, a, b, between, groups)
    if groups:
        _draw_questions(visit, a, b, between, groups)
    _draw_gates(visit, a, b, between)
    if groups:
        made = visit.asked(lambda: breakdown_csv(a.rubric, b.rubric, between, visit.lang), "csv")
        name = f"{file_name(' '.join((visit.assessment.name or 'ECQ', visit.say(w.CSV_NAME))))}.csv"
        hand_out(visit.say(w.DOWNLOAD_CSV), name, made, "compare-csv")


def _rubric_lines(visit: Visit, a: State, b: State, between: Between) -> list[str]:
    """Notes on different rubrics, on those nobody published, and on moved points."""
    lines = []
    named = [f"{visit.words(one.rubric.layout.title)} {one.rubric.version}" for one in (a, b)]
    if a.rubric.digest != b.rubric.digest:
        lines.append(visit.say(w.OTHER_RUBRICS, before=named[0], after=named[1]))
    known = {*published().values(), *(one.digest for one in rubric_catalogue.rubrics())}
    for state, title in zip((a, b), named, strict=True):
        if state.rubric.digest not in known:
            lines.append(visit.say(w.UNPUBLISHED, state=state.label, rubric=title))
        if state.original_rubric:
            lines.append(visit.say(w.READ_ANEW, state=state.label, made=state.original_rubric, now=title))
    if hanging := sentences.hanging_line(between, visit.lang):
        lines.append(hanging)
    if between.shifted:
        lines.append(visit.say(p.DIFF_SHIFTED, points=sentences.signed(between.shifted)))
    return lines


def _draw_waterfall(visit: Visit, a: State, b: State, between: Between, groups: tuple[Group, ...]) -> None:
    moved = [group for group in groups if group.difference]
    parts = [(group_title(a.rubric, b.rubric, group, visit.lang), group.difference) for group in moved]
    before, after = (a.short, between.before.score.low), (b.short, between.after.score.low)
    alt = visit.say(
        w.WATERFALL_ALT,
        before=score_words(before[1]),
        after=score_words(after[1]),
        parts="; ".join(f"{name} {sentences.signed(part)}" for name, part in parts),
    )
    figure = charts.waterfall(before, parts, after)
    charts.draw(figure, "chart-waterfall", visit.say(w.WATERFALL), visit.about, alt, visit.lang)


def _draw_questions(visit: Visit, a: State, b: State, between: Between, groups: tuple[Group, ...]) -> None:
    """Every changed question under its indicator, with a bar for its share; the last line is the sum."""
    longest = max((abs(move.difference) for group in groups for move in group.moves), default=None)
    inside = []
    for place, group in enumerate(groups):
        title = group_title(a.rubric, b.rubric, group, visit.lang)
        rows = "".join(_question(visit, a, b, move, longest) for move in (*group.moves, *group.quiet))
        sum_text = sentences.signed(group.difference) if group.moves else "0"
        inside.append(
            f"<details{' open' if place < UNFOLDED else ''}><summary><span>{escape(title)}</span>"
            f'<b class="num">{sum_text}</b></summary><table class="ecq-rows ecq-moves">'
            f"<thead class=ecq-heard><tr><th scope=col>{escape(visit.say(ww.QUESTION))}</th>"
            f"<th scope=col>{escape(visit.say(w.CHANGE))}</th></tr></thead><tbody>{rows}</tbody></table></details>"
        )
    total = sentences.signed(between.difference)
    foot = (
        f'<p class="ecq-total"><b>{escape(visit.say(ww.TOTAL))}</b><b class="num">{total}</b></p>'
        f"<p><small>{escape(visit.say(w.SUMS, difference=total))}</small></p>"
    )
    title = escape(visit.say(w.BY_QUESTION))
    draw_html(f'<div class="ecq-between"><h3 class="ecq-sub">{title}</h3>{"".join(inside)}{foot}</div>')


def _question(visit: Visit, a: State, b: State, move: Move, longest: Any) -> str:
    text = escape(sentences.move_words(a.rubric, b.rubric, move, visit.lang, ids=False))
    bar = ""
    if move.difference and longest:
        kind = "up" if move.difference > 0 else "down"
        bar = f'<i class="{kind}" style="width:{cut(100 * abs(move.difference) / longest, 1)}%"></i>'
    split = ""
    if move.own and move.shifted:
        parts = ((ww.ANSWERS, move.own), (w.SHIFTED_PART, move.shifted))
        figure = " · ".join(f"{visit.say(label)} {sentences.signed(part)}" for label, part in parts)
        split = f"<small>{escape(figure)}</small>"
    figure = sentences.signed(move.difference) if move.difference else "0"
    return f'<tr><td>{text}{split}<span class="bar">{bar}</span></td><td class="num">{figure}</td></tr>'


def _draw_gates(visit: Visit, a: State, b: State, between: Between) -> None:
    lines = gates_lines(a.rubric, b.rubric, between, visit.lang)
    if not lines:
        draw_html(f"<p><small>{escape(visit.say(w.GATES_SAME))}</small></p>")
        return
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    title = escape(visit.say(w.GATES_MOVED))
    draw_html(f'<h3 class="ecq-sub">{title}</h3><ul class="ecq-lines">{items}</ul>')

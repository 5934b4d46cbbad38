"""The interview page: one question at a time, answered by one press. Which comes next is `ecq.interview`'s to decide.

Above the question stands the thread of what was said, of which only the end is drawn, so that the hundredth question is
as quick as the first; below it the docked field, always in the same place.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any, assert_never

import streamlit as st

from ecq.assessment.model import answer, clear, mark_unsure
from ecq.bars.drawing import stars
from ecq.interview.words import NEXT
from ecq.language import words
from ecq.overview import words as wo
from ecq.rubric.kinds import ChecklistQuestion, LevelQuestion, MeasureQuestion, Question, YesNoQuestion
from ecq.rubric.kinds.base import NO_FIGURE, Value
from ecq.text import words as w
from ecq.text.reactions import reaction
from ecq.text.sentences import citation_words, unit_words
from ecq.web.changes.moving import draw_move, earlier_line
from ecq.web.changes.undo import draw_steps, fresh, renew
from ecq.web.frame.frame import go_on_from, show_question, side, skip_from, stay_at
from ecq.web.frame.pages import Pages
from ecq.web.frame.panels import draw_note, draw_reasons, toggle
from ecq.web.html.inert import inert
from ecq.web.html.parts import block, details, tag
from ecq.web.interview.address import follow_address, name_in_address
from ecq.web.interview.evidence_panel import draw_evidence
from ecq.web.interview.history_panel import draw_history
from ecq.web.interview.notices import draw_notices, notice_html
from ecq.web.interview.remarks import add_remark
from ecq.web.interview.route_line import at_the_end, draw_end, route_html
from ecq.web.interview.standing import draw_standing
from ecq.web.interview.thread import draw_thread
from ecq.web.interview.typed_box import draw_chat_input, draw_heard
from ecq.web.interview.welcome import greet
from ecq.web.session import widget_keys as keys
from ecq.web.session.overview_return import draw_way_back, reviewed
from ecq.web.session.state import session
from ecq.web.session.visit import Visit, change, newest_visit, quick_check

_KEYS = "123456789"


def draw(visit: Visit, pages: Pages) -> None:
    """Draw the interview page."""
    greet(visit)
    follow_address(visit.interview)
    at = visit.interview.current(session().question or reviewed())
    session().question = at  # keep this question on screen until the user moves on
    name_in_address(at)
    side(visit, at)
    draw_standing(visit, at)
    draw_move(visit)
    draw_thread(visit, at)
    if at is None:
        _finished(visit, pages)
        draw_steps(visit)
    else:
        _conversation(visit, at)


def _conversation(visit: Visit, at: str) -> None:
    draw_way_back(visit)
    draw_notices(visit)
    question = visit.rubric.by_id[at]
    st.html(block(_reaction_html(visit) + route_html(visit) + _question_html(visit, question)))
    _ways_to_answer(visit, question)
    panel = session().panel
    if panel == "na" and question.not_applicable:
        draw_reasons(visit, question)
    elif panel == "note":
        draw_note(visit, question)
    elif panel == "evidence":
        draw_evidence(visit, question)
    elif panel == "history":
        draw_history(visit, question)
    draw_heard(visit, question)
    with st.container(key="dock", gap="small"):
        _chips(visit, question)
        draw_steps(visit, question)
        draw_chat_input(visit, question)


def _reaction_html(visit: Visit) -> str:
    notice, press = notice_html(visit), session().press
    if press is None or press.question != session().reacted or press.question not in visit.card.questions:
        return notice
    lines = "".join(f"<p>{escape(line)}</p>" for line in reaction(visit.rubric, press, visit.card, visit.lang))
    return f'{notice}<div class="ecq-said">{lines}</div>'


def _question_html(visit: Visit, question: Question) -> str:
    position = visit.interview.position(question.id)
    indicator = visit.words(visit.rubric.nodes[position.indicator].title)
    place = visit.say(w.QUESTION_OF, indicator=indicator, place=position.place, of=position.of)
    gate = tag("red", visit.say(w.GATE)) if question.gate else ""
    state = visit.interview.states[question.id]
    shown_state = tag("plain", visit.say(w.STATES[state])) if state != "unanswered" else ""
    basis = [citation_words(visit.rubric, citation, visit.lang) for citation in question.sources]
    gate_lines = [visit.words(question.gate.reason)] if question.gate else []
    unfolded = session().unfolded
    folds = (
        details(visit.say(w.WHY), [visit.words(question.why)], unfolded == "why")
        + details(visit.say(w.BASIS), [*gate_lines, *basis], unfolded == "basis")
        + details(
            visit.say(w.HAVE_READY),
            [visit.words(item) for item in question.evidence],
            unfolded == "evidence",
            visit.say(w.SUGGESTIONS),
        )
    )
    earlier = earlier_line(visit, question.id)
    hint = f"<p><small>{escape(earlier)}</small></p>" if earlier else ""
    if visit.card.questions[question.id].state == "undecided":
        hint += f"<p><small>{escape(visit.say(w.UNDECIDED_HINT))}</small></p>"
    return (
        f'<div class="ecq-question" data-question="{escape(question.id)}"><small>{escape(place)}</small> {gate}{shown_state}'
        f"<h1>{escape(visit.words(question.text))}</h1>{folds}{hint}</div>"
    )


def _record(question_id: str, value: Value) -> None:
    saved = change(lambda assessment, rubric, at: answer(assessment, rubric.by_id[question_id], value, at))
    if saved:
        go_on_from(question_id)


def _press(label: str, key: str, question_and_value: tuple[str, Value], **look: Any) -> None:
    """A button that answers at once."""
    _taken(
        key,
        lambda on_click: st.button(label, key=key, width="stretch", on_click=on_click, **look),
        lambda: question_and_value,
    )


def _taken(key: str, draw: Callable[[Callable[[], None]], bool], read_answer: Callable[[], tuple[str, Value]]) -> None:
    """Draw a button that answers. Pressed on a page left open over a restart, its callback is not called, since the
    session is new; then the button's own value counts, and the answer is not lost.
    """

    def record() -> None:
        session().pressed = key
        _record(*read_answer())

    if draw(record) and session().pressed != key:
        _record(*read_answer())
        st.rerun()


def _confirm(question: Question, label: str, read_answer: Callable[[], tuple[str, Value]]) -> None:
    """The button of a form that answers."""
    key = f"confirm-{question.id}"
    _taken(key, lambda act: st.form_submit_button(label, key=key, type="primary", on_click=act), read_answer)


def _ways_to_answer(visit: Visit, question: Question) -> None:
    response = visit.assessment.response(question.id)
    given = response.value if response.state in ("answered", "unsure") else None
    with st.container(key="options", gap="small"):
        match question:
            case LevelQuestion() | YesNoQuestion():
                _options(visit, question, given)
            case ChecklistQuestion():
                _checklist(visit, question, given if isinstance(given, tuple) else None)
            case MeasureQuestion():
                _measure(visit, question, given if isinstance(given, str) else None)
            case _:
                assert_never(question)


def _options(visit: Visit, question: LevelQuestion | YesNoQuestion, given: Value | None) -> None:
    for number, option in enumerate(question.levels):
        _press(
            inert(words(option.text, visit.lang)),
            key=f"option-{question.id}-{option.id}",
            shortcut=_KEYS[number],
            type="primary" if option.id == given else "secondary",
            question_and_value=(question.id, option.id),
        )


def _checklist(visit: Visit, question: ChecklistQuestion, given: tuple[str, ...] | None) -> None:
    boxes = {item.id: fresh(keys.item(question.id, item.id)) for item in question.items}

    def read_answer() -> tuple[str, Value]:
        return question.id, tuple(item for item, key in boxes.items() if st.session_state.get(key))

    with st.form(key=f"checklist-{question.id}", border=False):
        for item in question.items:
            st.checkbox(inert(words(item.text, visit.lang)), value=item.id in (given or ()), key=boxes[item.id])
        label = visit.say(w.CONFIRM_ITEMS)
        _confirm(question, label, read_answer)
    _press(
        visit.say(w.NO_ITEM),
        key=f"option-{question.id}-none",
        shortcut="0",
        type="primary" if given == () else "secondary",
        question_and_value=(question.id, ()),
    )


def _measure(visit: Visit, question: MeasureQuestion, given: str | None) -> None:
    key = fresh(keys.number(question.id))

    def read_answer() -> tuple[str, Value]:
        return question.id, keys.text_in(key)

    with (
        st.form(key=f"measure-{question.id}", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.text_input(
            visit.say(w.TYPE_NUMBER, unit=unit_words(question, visit.lang)),
            value=given if given and given != NO_FIGURE else "",
            key=key,
            autocomplete="off",
        )
        label = visit.say(w.RECORD)
        _confirm(question, label, read_answer)
    if question.none:
        _press(
            inert(words(question.none, visit.lang)),
            key=f"option-{question.id}-none",
            shortcut="0",
            type="primary" if given == NO_FIGURE else "secondary",
            question_and_value=(question.id, NO_FIGURE),
        )


def _chips(visit: Visit, question: Question) -> None:
    interview = visit.interview
    response = visit.assessment.response(question.id)
    with st.container(key="chips", horizontal=True, gap="small"):
        if question.not_applicable:
            _chip(visit.say(w.NOT_APPLICABLE), "na", "N", toggle, "na")
        _chip(visit.say(w.UNSURE), "unsure", "U", _unsure, question.id)
        _chip(visit.say(w.SKIP if _is_open(visit, question) else NEXT), "skip", "S", _skip, question.id)
        previous = interview.previous(question.id)
        if previous:
            _chip(visit.say(w.BACK), "back", "B", show_question, previous, icon=":material/arrow_back:")
        note_mark = " ✓" if response.note else ""
        _chip(visit.say(w.NOTE) + note_mark, "note", "M", toggle, "note", icon=":material/edit_note:")
        proofs = f" {len(response.evidence)}" if response.evidence else ""
        _chip(visit.say(w.EVIDENCE) + proofs, "evidence", "E", toggle, "evidence", icon=":material/attach_file:")
        if response.state != "unanswered":
            _chip(visit.say(w.CLEAR_ANSWER), "clear", None, _clear, question.id)


def _chip(label: str, name: str, key: str | None, action: object, argument: str, icon: str | None = None) -> None:
    st.button(label, key=f"chip-{name}", shortcut=key, icon=icon, on_click=action, args=(argument,))  # type: ignore[arg-type]


def _unsure(question_id: str) -> None:
    if change(lambda assessment, rubric, at: mark_unsure(assessment, rubric.by_id[question_id], at)):
        go_on_from(question_id)


def _skip(question_id: str) -> None:
    visit = newest_visit()
    if visit is not None and visit.assessment.response(question_id).state == "unanswered":
        add_remark(question_id, "skip")
    skip_from(question_id)


def _clear(question_id: str) -> None:
    if change(lambda assessment, rubric, at: clear(assessment, rubric.by_id[question_id], at)):
        stay_at(question_id)
        renew()


def _is_open(visit: Visit, question: Question) -> bool:
    return visit.interview.states[question.id] in ("unanswered", "unsure")


def _finished(visit: Visit, pages: Pages) -> None:
    draw_notices(visit)
    if at_the_end(visit):
        draw_end(visit, pages, _reaction_html(visit))
        return
    if visit.interview.undecided:
        title = f"<h1>{escape(visit.say(w.UNDECIDED_TITLE))}</h1>"
        left = visit.say(w.UNDECIDED_LEFT, count=len(visit.interview.undecided))
        st.html(block(f'{_reaction_html(visit)}<div class="ecq-question">{title}<p>{escape(left)}</p></div>'))
        with st.container(key="actions"):
            if st.button(visit.say(w.TO_PROFILE), type="primary", key="to-profile"):
                st.switch_page(pages.profile, query_params=visit.address)
        return
    if quick_check() and visit.card.counts.open:
        _quick_done(visit, pages)
        return
    grade = visit.card.grade
    title = visit.words(grade.low.title)
    reached = f"{stars(grade.low.stars, title)}<p>{escape(title)}</p>" if grade.settled else ""
    done = f"<h1>{escape(visit.say(w.DONE_TITLE))}</h1>{reached}<p>{escape(visit.say(w.DONE_LEAD))}</p>"
    st.html(block(f'{_reaction_html(visit)}<div class="ecq-question">{done}</div>'))
    with st.container(key="actions", horizontal=True):
        _to_results(visit, pages)
        _check_first(visit, pages)


def _to_results(visit: Visit, pages: Pages) -> None:
    if st.button(visit.say(w.TO_RESULTS), type="primary", key="to-results"):
        st.switch_page(pages.results, query_params=visit.address)


def _check_first(visit: Visit, pages: Pages) -> None:
    if st.button(visit.say(wo.CHECK_ANSWERS), key="to-overview"):
        st.switch_page(pages.overview, query_params=visit.address)


def _quick_done(visit: Visit, pages: Pages) -> None:
    lead = visit.say(w.QUICK_DONE_LEAD, count=visit.card.counts.open)
    title = f"<h1>{escape(visit.say(w.QUICK_DONE))}</h1><p>{escape(lead)}</p>"
    st.html(block(f'{_reaction_html(visit)}<div class="ecq-question">{title}</div>'))
    with st.container(key="actions", horizontal=True):
        _to_results(visit, pages)
        _check_first(visit, pages)
        if st.button(visit.say(w.TO_FULL), key="to-full"):
            st.switch_page(pages.interview, query_params=visit.address_in_full)

"""Undo and redo in the interview: two buttons, the typed commands, and the line that says what was undone.

Which entry comes next is decided in `ecq/history/undo.py`.
"""

from __future__ import annotations

import streamlit as st

from ecq.assessment.model import Assessment
from ecq.errors import AssessmentError
from ecq.history.journal import UNDO, Entry, applied, reversal, stands
from ecq.history.undo import next_redo, next_undo
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Invalid
from ecq.store.protocol import Kept
from ecq.web.changes.sentences import ChangeWords
from ecq.web.frame.frame import show_question
from ecq.web.frame.panels import toggle
from ecq.web.html.inert import inert
from ecq.web.html.words import error_text
from ecq.web.session import unsaved
from ecq.web.session import widget_keys as keys
from ecq.web.session import words as k
from ecq.web.session.drafts import drop_draft
from ecq.web.session.state import session
from ecq.web.session.visit import ID_PARAM, Visit, change, find, store


def draw_steps(visit: Visit, question: Question | None = None) -> None:
    """The buttons undo, redo and history, each where there is something to undo, redo or show."""
    assert visit.kept is not None
    undo, redo = _next(visit.kept)
    touched = question is not None and question.id in visit.assessment.responses
    if not (undo or redo or touched):
        return
    change_words = ChangeWords(visit.rubric, visit.lang)
    with st.container(key="steps", horizontal=True, gap="small"):
        if undo:
            _button("undo", "Z", visit.say(k.UNDO), visit.say(k.UNDO_WHAT, what=change_words.what(undo.changes)), undo)
        if redo:
            _button("redo", "Y", visit.say(k.REDO), visit.say(k.REDO_WHAT, what=change_words.what(redo.changes)), redo)
        if touched:
            st.button(
                visit.say(k.HISTORY),
                key="chip-history",
                icon=":material/history:",
                shortcut="H",
                type="tertiary",
                on_click=toggle,
                args=("history",),
            )


def _button(name: str, key: str, label: str, tip: str, entry: Entry) -> None:
    """An undo or redo button. Pressed on a page left open over a restart, its callback is not called, since the
    session is new; then the button's own value counts.
    """

    def step() -> None:
        session().pressed = f"step-{name}"
        reverse(entry)

    pressed = st.button(
        label,
        key=f"step-{name}",
        icon=f":material/{name}:",
        shortcut=key,
        type="tertiary",
        help=inert(tip),
        on_click=step,
    )
    if pressed and session().pressed != f"step-{name}":
        reverse(entry)
        st.rerun()


def _next(kept: Kept) -> tuple[Entry | None, Entry | None]:
    mine, saved_in = unsaved.is_mine(kept.id), store()
    return (
        next_undo(saved_in.back_from(kept), kept.assessment, mine),
        next_redo(saved_in.back_from(kept), kept.assessment, mine),
    )


def step_by_word(redo: bool) -> None:
    """Undo or redo as typed; for callbacks."""
    kept = find(st.query_params.get(ID_PARAM, ""))
    if kept is None:
        return
    session().saved = kept
    entry = _next(kept)[1 if redo else 0]
    if entry is None:
        session().trouble = k.NOTHING_TO_REDO if redo else k.NOTHING_TO_UNDO
    else:
        reverse(entry)


def reverse(entry: Entry) -> None:
    """Undo or redo an entry and go to its question; for callbacks."""
    if not change(lambda assessment, _rubric, at: _reversed(assessment, entry, at), reverses=entry):
        return
    if entry.questions:
        show_question(entry.questions[0])
    renew(*entry.questions)
    session().undone = entry


def _reversed(assessment: Assessment, entry: Entry, at: str) -> Assessment | Invalid:
    if not stands(assessment, entry.changes):
        return Invalid(k.OVERTAKEN)
    try:
        return applied(assessment, reversal(entry), at)
    except AssessmentError as error:
        return Invalid(error_text(error))


def done_line(visit: Visit) -> str:
    """What was undone or redone, and the present value; shown once."""
    entry, session().undone = session().undone, None
    if entry is None:
        return ""
    change_words, redone = ChangeWords(visit.rubric, visit.lang), entry.kind == UNDO
    what, now = change_words.what(entry.changes), change_words.stands(visit.assessment, entry.changes)
    if now:
        return visit.say(k.REDONE if redone else k.UNDONE, what=what, now=now)
    return visit.say(k.REDONE_ALONE if redone else k.UNDONE_ALONE, what=what)


def renew(*questions: str) -> None:
    """Redraw fields from the saved answer: what was ticked or typed before an undo must not look like the answer."""
    for question_id in questions:
        drop_draft(keys.note(question_id))
    session().renewals += 1


def fresh(key: str) -> str:
    """The key of a field that shows a saved value; a new key after each `renew`."""
    count = session().renewals
    return f"{key}-{count}" if count else key

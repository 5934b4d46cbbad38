"""Undo and redo in the interview: what can be undone, the typed commands, and the line that says what was undone.

Which entry comes next is decided in `ecq/assessment/history/past_states.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from ecq.assessment.changes import set_to
from ecq.assessment.history.journal import UNDO, Entry, applied, reversal, stands
from ecq.assessment.history.past_states import next_redo, next_undo
from ecq.assessment.model import Assessment
from ecq.base.errors import AssessmentError
from ecq.base.language import error_text
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Invalid
from ecq.store.stored import StoredAssessment
from ecq.web.changes.sentences import ChangeWords
from ecq.web.session import unsaved
from ecq.web.session import words as k
from ecq.web.session.going import show_question
from ecq.web.session.state import Barred, Done, Outcome, PageState, Refused, session
from ecq.web.session.stores import store
from ecq.web.session.visit import ID_PARAM, Visit, change, find
from ecq.web.session.widget_keys import renew


@dataclass
class Steps(PageState):
    """What undo and redo keep."""

    drawn: Mapping[int, Entry] = field(default_factory=dict)
    """The entries that the buttons were drawn for, by revision."""
    taken: Entry | None = None
    """What was just undone or redone; shown once."""

    def forget_what_was_read(self) -> None:
        """Forget the entries the buttons were drawn for."""
        self.drawn = {}


def steps(visit: Visit, question: Question | None = None) -> list[dict[str, Any]]:
    """Undo, redo and history, each where there is something to undo, redo or show: for the conversation to draw."""
    assert visit.stored is not None
    undo, redo = (None, None) if visit.looks_only else _next(visit.stored)
    session().page(Steps).drawn = {entry.revision: entry for entry in (undo, redo) if entry}
    change_words, shown = ChangeWords(visit.rubric, visit.lang), []
    for name, entry, key, label, what in (
        ("undo", undo, "Z", k.UNDO, k.UNDO_WHAT),
        ("redo", redo, "Y", k.REDO, k.REDO_WHAT),
    ):
        if entry:
            tip = visit.say(what, what=change_words.what(entry.changes))
            shown.append({"name": name, "key": key, "label": visit.say(label), "tip": tip, "entry": entry.revision})
    if question is not None and question.id in visit.assessment.responses:
        shown.append({"name": "history", "key": "H", "label": visit.say(k.HISTORY)})
    return shown


def take_step(name: str, revision: int | None) -> Outcome:
    """Undo or redo the entry that the button was drawn for; for callbacks.

    On a page left open over a restart nothing is known of what it was drawn for; then it is the entry that comes next.
    """
    entry = session().page(Steps).drawn.get(revision) if revision is not None else None
    return step_by_word(redo=name == "redo") if entry is None else reverse(entry)


def _next(stored: StoredAssessment) -> tuple[Entry | None, Entry | None]:
    mine, saved_in = unsaved.is_mine(stored.id), store()
    return (
        next_undo(saved_in.back_from(stored), stored.assessment, mine),
        next_redo(saved_in.back_from(stored), stored.assessment, mine),
    )


def step_by_word(redo: bool) -> Outcome:
    """Undo or redo as typed; for callbacks."""
    stored = find(st.query_params.get(ID_PARAM, ""))
    if stored is None:
        return Barred()
    session().saved = stored
    entry = _next(stored)[1 if redo else 0]
    if entry is None:
        return Refused(k.NOTHING_TO_REDO if redo else k.NOTHING_TO_UNDO)
    return reverse(entry)


def reverse(entry: Entry) -> Outcome:
    """Undo or redo an entry and go to its question; for callbacks."""
    outcome = change(set_to(_reversed, entry), reverses=entry)
    if isinstance(outcome, Done):
        if entry.questions:
            show_question(entry.questions[0])
        renew(*entry.questions)
        session().page(Steps).taken = entry
    return outcome


def _reversed(assessment: Assessment, entry: Entry, at: str) -> Assessment | Invalid:
    if not stands(assessment, entry.changes):
        return Invalid(k.OVERTAKEN)
    try:
        return applied(assessment, reversal(entry), at)
    except AssessmentError as error:
        return Invalid(error_text(error))


def done_line(visit: Visit) -> str:
    """What was undone or redone, and the present value; shown once."""
    here = session().page(Steps)
    entry, here.taken = here.taken, None
    if entry is None:
        return ""
    change_words, redone = ChangeWords(visit.rubric, visit.lang), entry.kind == UNDO
    what, now = change_words.what(entry.changes), change_words.stands(visit.assessment, entry.changes)
    if now:
        return visit.say(k.REDONE if redone else k.UNDONE, what=what, now=now)
    return visit.say(k.REDONE_ALONE if redone else k.UNDONE_ALONE, what=what)

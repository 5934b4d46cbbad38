"""The panels under a question: its evidence, asking a colleague, its note, its earlier answers with a button to restore each."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from ecq.assessment.changes import annotate, clean, to_question
from ecq.assessment.history.journal import REDO, UNDO
from ecq.assessment.history.past_states import Version, restored, versions
from ecq.assessment.model import NOTE_LIMIT
from ecq.base.language import LANGUAGES, Text
from ecq.interview import words as c
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Invalid
from ecq.store.invitations import LABEL_LIMIT, Kind
from ecq.telling.evidence.binder import binder_question
from ecq.telling.text import words as w
from ecq.web.changes import ChangeWords
from ecq.web.evidence.component import draw_list
from ecq.web.html.parts import draw_html, inert
from ecq.web.inbox import words as t
from ecq.web.inbox.requests import Requests, draw_made, request
from ecq.web.interview.thread import Conversation
from ecq.web.session import widget_keys as keys
from ecq.web.session import words as k
from ecq.web.session.history import maker, who_made
from ecq.web.session.state import session
from ecq.web.session.stores import invitations, store
from ecq.web.session.visit import Visit, change_on, say_refused
from ecq.web.session.whose_list import list_key
from ecq.web.session.widget_keys import draft, drop_draft, keep_draft, renew
from ecq.writers.html.blocks import tag

STRIDE = 10
_HOW: dict[str, Text] = {UNDO: k.BY_UNDO, REDO: k.BY_REDO}


def draw_history(visit: Visit, question: Question) -> None:
    """The question's versions, newest first; older ones on request."""
    of, limit = session().page(Conversation).history_shown or (question.id, STRIDE)
    limit = limit if of == question.id else STRIDE
    entries = store().entries(visit.kept.id, question=question.id, limit=limit + 1)
    with st.container(border=True, key="panel-history", gap="small"):
        if not entries:
            st.write(visit.say(k.HISTORY_EMPTY))
        names = who_made(visit, map(maker, entries[:limit]))
        for number, version in enumerate(versions(visit.assessment, question.id, entries[:limit])):
            who = names.get(maker(version.entry), "") if version.entry else ""
            _row(visit, question, number, version, who)
        if len(entries) > limit:
            more = (session().page(Conversation), "history_shown", (question.id, limit + STRIDE))
            st.button(visit.say(k.HISTORY_MORE), key="history-more", type="tertiary", on_click=setattr, args=more)


def _row(visit: Visit, question: Question, number: int, version: Version, who: str) -> None:
    part = visit.say(k.PARTS.get(version.part, w.OTHER_CONTENT))
    value = ChangeWords(visit.rubric, visit.lang).part(question.id, version.part, version.response)
    when = visit.when(version.at) if version.at else visit.say(k.BEFORE_THAT)
    how = _HOW.get(version.entry.kind) if version.entry else None
    notes = [visit.say(how)] if how else []
    notes += [who] if who else []
    note = f" <small>{escape(' · '.join(notes))}</small>" if notes else ""
    present = tag("jade", visit.say(k.AT_PRESENT)) if version.present else ""
    label = visit.say(k.RESTORE_WHAT, part=part, said=value)

    def restore() -> None:
        if change_on(Conversation, lambda assessment, _rubric, at: restored(assessment, question.id, version, at)):
            renew(question.id)

    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        line = f'<small class="num">{escape(when)}</small> <b>{escape(part)}</b> {escape(value)}{note} {present}'
        draw_html(f'<div class="ecq-version">{line}</div>', width="content")
        if not version.present and not visit.looks_only:
            st.button(
                visit.say(k.RESTORE),
                key=f"restore-{question.id}-{number}",
                type="tertiary",
                help=inert(label),
                on_click=restore,
            )


def draw_note(visit: Visit, question: Question) -> None:
    """The note's field. It saves when it loses focus, so that answering right after writing loses nothing."""
    key = keys.note(question.id)

    def save() -> None:
        _taken(question.id, keys.text_in(key))

    def close() -> None:
        if _taken(question.id, keys.text_in(key)):
            session().panel = None

    with st.container(border=True, key="panel-note"):
        draft_text = draft(key)
        value = visit.assessment.response(question.id).note if draft_text is None else draft_text
        st.text_area(visit.say(w.NOTE_PROMPT), value=value, key=key, on_change=save, disabled=visit.looks_only)
        if visit.looks_only:
            return
        refused = clean(draft_text or "", NOTE_LIMIT)
        if isinstance(refused, Invalid):
            st.error(inert(visit.say(refused.sentence)))
        st.button(visit.say(w.SAVE), key="note-save", on_click=close, type="primary")


def bring_back(question_id: str, text: str) -> None:
    """Save a note that was being written when the page was left, as leaving its field does, and show it; for callbacks."""
    _taken(question_id, text)
    session().panel = "note"


def _taken(question_id: str, text: str) -> bool:
    """Save a note; what is refused or could not be saved stays in its field."""
    key = keys.note(question_id)
    if isinstance(clean(text, NOTE_LIMIT), Invalid):
        keep_draft(key, text)
        return False
    saved = change_on(Conversation, to_question(question_id, annotate, text))
    if saved:
        drop_draft(key)
    else:
        keep_draft(key, text)
    return saved


def open_colleague(question_id: str, name: str) -> None:
    """Show the panel to ask a colleague, with a name in its field where one was said; for callbacks."""
    session().panel = "colleague"
    if name:
        st.session_state[_colleague_key(question_id)] = name[:LABEL_LIMIT]


def _colleague_key(question_id: str) -> str:
    return f"colleague-{question_id}"


def draw_colleague(visit: Visit, question: Question) -> None:
    """For whom, the button, the link or sheet just made, and who was asked before."""
    key, alone = _colleague_key(question.id), list_key() is None

    def make() -> None:
        kind: Kind = "sheet" if alone else "link"
        if request(visit, [question.id], keys.text_in(key), kind):
            st.session_state[key] = ""

    of_it = [one for one in invitations().of(visit.kept.id) if question.id in one.questions]
    with st.container(border=True, key="panel-colleague"):
        say_refused(visit, Requests)
        draw_made(visit, [one for one in of_it if one.questions == (question.id,)])
        st.text_input(visit.say(t.WHOM), placeholder=visit.say(t.WHOM_HINT), max_chars=LABEL_LIMIT, key=key)
        st.button(visit.say(t.MAKE_SHEET if alone else t.MAKE), key="colleague-make", type="primary", on_click=make)
        if alone:
            st.caption(visit.say(t.ALONE))
        waiting = [one.label for one in of_it if one.takes_answers]
        if waiting:
            asked = visit.say(c.ASKED_ALREADY, names=LANGUAGES[visit.lang].listed(waiting))
            draw_html(f"<p><small>{escape(asked)}</small></p>")


def draw_evidence(visit: Visit, question: Question) -> None:
    """Draw the evidence to put, tick, edit or remove, and the form."""
    scored = visit.card.questions[question.id]
    shown = binder_question(question, scored, visit.assessment, visit.lang)
    with st.container(border=True, key="panel-evidence"):
        draw_list(visit, [("", "", [shown])], f"evidence-{question.id}", form_open_for=question.id)


PANELS: dict[str, Callable[[Visit, Question], None]] = {
    "note": draw_note,
    "evidence": draw_evidence,
    "colleague": draw_colleague,
    "history": draw_history,
}

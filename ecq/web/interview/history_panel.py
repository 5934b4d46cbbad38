"""The history panel of a question: earlier answers with their times, each with a button to restore it."""

from __future__ import annotations

from html import escape

import streamlit as st

from ecq.assessment.history.answer_versions import Version, restored, versions
from ecq.assessment.history.journal import REDO, UNDO
from ecq.base.language import Text
from ecq.rubric.kinds import Question
from ecq.web.changes.sentences import ChangeWords
from ecq.web.html.parts import block
from ecq.web.html.words import inert
from ecq.web.interview.state import Conversation
from ecq.web.session import words as k
from ecq.web.session.clock import day_and_clock
from ecq.web.session.drafts import renew
from ecq.web.session.state import session
from ecq.web.session.stores import store
from ecq.web.session.visit import Visit, change_on, now
from ecq.web.session.who import maker, who_made
from ecq.writers.html.blocks import tag

STRIDE = 10
_HOW: dict[str, Text] = {UNDO: k.BY_UNDO, REDO: k.BY_REDO}


def draw_history(visit: Visit, question: Question) -> None:
    """The question's versions, newest first; older ones on request."""
    assert visit.stored is not None
    of, limit = session().page(Conversation).history_shown or (question.id, STRIDE)
    limit = limit if of == question.id else STRIDE
    entries = store().entries(visit.stored.id, question=question.id, limit=limit + 1)
    with st.container(border=True, key="panel-history", gap="small"):
        if not entries:
            st.write(visit.say(k.HISTORY_EMPTY))
        names = who_made(visit, map(maker, entries[:limit]))
        for number, version in enumerate(versions(visit.assessment, question.id, entries[:limit])):
            who = names.get(maker(version.entry), "") if version.entry else ""
            _row(visit, question, number, version, who)
        if len(entries) > limit:
            st.button(
                visit.say(k.HISTORY_MORE),
                key="history-more",
                type="tertiary",
                on_click=_show,
                args=(question.id, limit + STRIDE),
            )


def _show(question_id: str, limit: int) -> None:
    session().page(Conversation).history_shown = (question_id, limit)


def _row(visit: Visit, question: Question, number: int, version: Version, who: str) -> None:
    part = visit.say(k.PARTS.get(version.part, k.PART_OTHER))
    value = ChangeWords(visit.rubric, visit.lang).part(question.id, version.part, version.response)
    when = day_and_clock(version.at, now(), visit.lang) if version.at else visit.say(k.BEFORE_THAT)
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
        st.html(block(f'<div class="ecq-version">{line}</div>'), width="content")
        if not version.present and not visit.looks_only:
            st.button(
                visit.say(k.RESTORE),
                key=f"restore-{question.id}-{number}",
                type="tertiary",
                help=inert(label),
                on_click=restore,
            )

"""Snapshots on the progress page: take one, list, rename, and remove after a question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import streamlit as st

from ecq.assessment.cleaning import clean
from ecq.assessment.file import dump
from ecq.assessment.model import NAME_LIMIT
from ecq.base.errors import StoreError
from ecq.base.language import Text, filled
from ecq.rubric.kinds.base import Invalid
from ecq.store.access.person import NotAllowedError
from ecq.store.stored import Snapshot
from ecq.telling.progress import standing_of
from ecq.telling.progress import words as w
from ecq.telling.text import words as ww
from ecq.telling.text.file_names import file_name
from ecq.telling.text.sentences import interval_words, score_words
from ecq.telling.text.words import say
from ecq.web.html.inert import inert
from ecq.web.html.parts import block
from ecq.web.html.words import NOT_SAVED, error_text, sentence
from ecq.web.session import stamps
from ecq.web.session import widget_keys as keys
from ecq.web.session.clock import zone
from ecq.web.session.past_states import rubric_of_snapshot
from ecq.web.session.state import PageState, session
from ecq.web.session.stores import store
from ecq.web.session.visit import ID_PARAM, Visit, newest_visit, now


@dataclass
class Snapshots(PageState):
    """What the snapshots keep."""

    renaming: str | None = None
    removing: str | None = None
    notice: tuple[Text, dict[str, str]] | None = None
    """What the last press did; shown once."""


def draw_snapshot_form(visit: Visit) -> None:
    """The form that takes a snapshot, and what the last press did."""
    with st.container(border=True, key="snapshot-keep"):
        st.html(
            block(
                f'<h2 class="ecq-sub">{escape(visit.say(w.TAKE_SNAPSHOT_TITLE))}</h2><small>{escape(visit.say(w.TAKE_SNAPSHOT_LEAD))}</small>'
            )
        )
        with st.form("snapshot-form", border=False):
            st.text_input(
                visit.say(w.NAME),
                key=keys.SNAPSHOT_NAME,
                value=stamps.day(now(), zone()),
                placeholder=visit.say(w.NAME_HINT),
                help=None,
            )
            st.form_submit_button(
                visit.say(w.TAKE_SNAPSHOT), type="primary", on_click=_take_snapshot, key="snapshot-save"
            )
        here = session().page(Snapshots)
        notice, here.notice = here.notice, None
        if notice is not None:
            line = say(notice[0], visit.lang, **notice[1])
            st.html(block(f'<p class="ecq-plan-changed" role="status">{escape(line)}</p>'))


def _take_snapshot() -> None:
    visit = newest_visit()
    if visit is None or visit.stored is None:
        return
    typed = keys.text_in(keys.SNAPSHOT_NAME).strip() or stamps.day(now(), zone())
    name = _clean_name(typed)
    if name is None:
        return
    try:
        newest = next(iter(store().snapshots(visit.stored.id)), None)
        if newest is not None and newest.revision == visit.stored.revision and newest.rubric == visit.rubric.digest:
            session().page(Snapshots).notice = (w.SAME_AS_NEWEST, {"name": newest.name})
            return
        store().add_snapshot(visit.stored.id, name, visit.rubric.digest, visit.rubric.canonical)
    except (StoreError, NotAllowedError) as error:
        _refuse(error)
        return
    session().page(Snapshots).notice = (w.SNAPSHOT_TAKEN, {"name": name})


def _clean_name(typed: str) -> str | None:
    """The name, cleaned; None and a notice where it is not allowed."""
    name = clean(typed, NAME_LIMIT)
    if isinstance(name, Invalid):
        session().page(Snapshots).refused = name.sentence
        return None
    return name


def _refuse(error: StoreError | NotAllowedError) -> None:
    refused = isinstance(error, NotAllowedError)
    session().page(Snapshots).refused = sentence(error) if refused else filled(NOT_SAVED, cause=error_text(error))


def draw_snapshots(visit: Visit, snapshots: tuple[Snapshot, ...]) -> None:
    """The snapshots, newest first, with their figures and buttons."""
    with st.container(border=True, key="snapshots"):
        st.html(block(f'<h2 class="ecq-sub">{escape(visit.say(w.SNAPSHOTS))}</h2>'))
        if not snapshots:
            st.html(block(f'<p class="muted">{escape(visit.say(w.SNAPSHOTS_NONE))}</p>'))
        for one in snapshots:
            _draw_one(visit, one)


def _draw_one(visit: Visit, one: Snapshot) -> None:
    standing = standing_of(rubric_of_snapshot(visit, one) or visit.rubric, one.assessment)
    open_line = visit.say(w.OPEN_OF, count=standing.open) if standing.open else visit.say(w.OPEN_NONE)
    facts = " · ".join(
        (
            visit.say(w.SCORE_OF, score=interval_words(standing.score.low, standing.score.high)),
            visit.words(standing.grade.title),
            visit.say(w.EVIDENCED_OF, score=score_words(standing.evidenced.low)),
            open_line,
        )
    )
    date_line = visit.say(w.TAKEN_AT, at=stamps.minute(one.at, zone()))
    with st.container(key=f"snapshot-{one.id}"):
        st.html(
            block(
                f'<div class="ecq-snapshot"><h3>{escape(one.name)}</h3><p>{escape(facts)}</p>'
                f"<small>{escape(date_line)}</small></div>"
            )
        )
        if session().page(Snapshots).renaming == one.id:
            _draw_renaming(visit, one)
        elif session().page(Snapshots).removing == one.id:
            _draw_removing(visit, one)
        else:
            _draw_presses(visit, one)


def _draw_presses(visit: Visit, one: Snapshot) -> None:
    with st.container(horizontal=True, key=f"snapshot-presses-{one.id}", gap="small"):
        st.button(visit.say(w.COMPARE_WITH_NOW), key=f"snapshot-compare-{one.id}", on_click=_compare, args=(one.id,))
        st.download_button(
            visit.say(w.AS_FILE),
            data=visit.asked(dump(one.assessment), "json"),
            file_name=f"{file_name(' '.join((one.assessment.name or 'ECQ', one.name)))}.json",
            mime="application/json",
            on_click="ignore",
            type="tertiary",
            key=f"snapshot-file-{one.id}",
        )
        if visit.looks_only:
            return
        for name, label, args in (("rename", w.RENAME, (one.id, None)), ("remove", w.REMOVE, (None, one.id))):
            st.button(visit.say(label), key=f"snapshot-{name}-{one.id}", type="tertiary", on_click=_ask, args=args)


def _ask(renaming: str | None = None, removing: str | None = None) -> None:
    """Open the form to rename a snapshot, or the question whether to remove it; one at a time."""
    here = session().page(Snapshots)
    here.renaming, here.removing = renaming, removing


def _compare(snapshot_id: str) -> None:
    st.session_state[keys.COMPARE_FROM], st.session_state[keys.COMPARE_TO] = f"snapshot:{snapshot_id}", "now"


def _draw_renaming(visit: Visit, one: Snapshot) -> None:
    with st.form(f"snapshot-rename-form-{one.id}", border=False):
        st.text_input(visit.say(w.NEW_NAME, name=inert(one.name)), value=one.name, key=keys.snapshot_name(one.id))
        with st.container(horizontal=True):
            st.form_submit_button(
                visit.say(ww.SAVE), type="primary", on_click=_rename, args=(one.id,), key=f"snapshot-named-{one.id}"
            )
            st.form_submit_button(visit.say(ww.CANCEL), type="tertiary", on_click=_ask, key=f"snapshot-same-{one.id}")


def _rename(snapshot_id: str) -> None:
    typed = keys.text_in(keys.snapshot_name(snapshot_id)).strip()
    name = _clean_name(typed) if typed else None
    if name is None:
        return
    _do(lambda of: store().rename_snapshot(of, snapshot_id, name), w.RENAMED, name)


def _draw_removing(visit: Visit, one: Snapshot) -> None:
    st.html(block(f'<p role="alert">{escape(visit.say(w.REMOVE_SURE, name=one.name))}</p>'))
    with st.container(horizontal=True):
        st.button(
            visit.say(w.KEEP_IT),
            key=f"snapshot-stay-{one.id}",
            type="primary",
            on_click=_ask,
        )
        st.button(visit.say(w.YES_REMOVE), key=f"snapshot-yes-{one.id}", on_click=_remove, args=(one.id, one.name))


def _remove(snapshot_id: str, name: str) -> None:
    _do(lambda of: store().remove_snapshot(of, snapshot_id), w.REMOVED, name)


def _do(how: Callable[[str], bool], done: Text, name: str) -> None:
    """Change the list of snapshots and set the notice."""
    try:
        there = how(st.query_params.get(ID_PARAM, ""))
    except (StoreError, NotAllowedError) as error:
        _refuse(error)
        return
    if not there:
        session().page(Snapshots).refused = w.SNAPSHOT_NOT_THERE
    else:
        session().page(Snapshots).notice = (done, {"name": name})
    _ask()

"""Snapshots on the progress page: take one, list, rename, and remove after a question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

import streamlit as st

from ecq.assessment.cleaning import clean
from ecq.assessment.file import dump
from ecq.assessment.model import NAME_LIMIT
from ecq.base.language import Text, filled
from ecq.document.blocks import Said, cell
from ecq.rubric.kinds.base import Invalid
from ecq.store.stored import Snapshot
from ecq.telling.progress import words as w
from ecq.telling.text import words as ww
from ecq.telling.text.file_names import file_name
from ecq.telling.text.sentences import interval_words, score_words
from ecq.web.html.parts import block
from ecq.web.lists.component import Act, Field, Form, handed
from ecq.web.lists.table import Acts, TableRow, draw_table
from ecq.web.session import stamps
from ecq.web.session import widget_keys as keys
from ecq.web.session.clock import zone
from ecq.web.session.past_states import snapshot_standing
from ecq.web.session.state import PageState, session
from ecq.web.session.stores import enter, store
from ecq.web.session.visit import ID_PARAM, Visit, newest_visit, now


@dataclass
class Snapshots(PageState):
    """What the snapshots keep."""

    handed: Mapping[str, str] | None = None
    """A file for the browser to save; given once."""


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
                visit.say(ww.NAME),
                key=keys.SNAPSHOT_NAME,
                value=stamps.day(now(), zone()),
                placeholder=visit.say(w.NAME_HINT),
                help=None,
            )
            st.form_submit_button(
                visit.say(w.TAKE_SNAPSHOT), type="primary", on_click=_take_snapshot, key="snapshot-save"
            )


def _take_snapshot() -> None:
    visit = newest_visit()
    if visit is None or visit.stored is None:
        return
    typed = keys.text_in(keys.SNAPSHOT_NAME).strip() or stamps.day(now(), zone())
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
        st.html(block(f'<h2 class="ecq-sub">{escape(visit.say(w.SNAPSHOTS))}</h2>'))
        if not snapshots:
            st.html(block(f'<p class="muted">{escape(visit.say(w.SNAPSHOTS_NONE))}</p>'))
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
        cell(one.name, Said(visit.say(w.TAKEN_AT, at=stamps.minute(one.at, zone())), "muted")),
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

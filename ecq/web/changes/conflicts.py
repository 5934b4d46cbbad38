"""Notices about other windows' edits, edit conflicts and unsaved changes. Nothing is taken or dropped without a press."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from html import escape

import streamlit as st

from ecq.assessment.model import Assessment
from ecq.errors import AssessmentError
from ecq.history.journal import Change, ClashError, Entry, Path, applied, changes_between
from ecq.rubric.kinds.base import Invalid
from ecq.web.changes.sentences import Teller
from ecq.web.changes.undo import renew
from ecq.web.frame.frame import go_on_from
from ecq.web.html.inert import inert
from ecq.web.html.parts import block
from ecq.web.html.words import error_text
from ecq.web.session import unsaved
from ecq.web.session import words as k
from ecq.web.session.clock import clock
from ecq.web.session.state import session
from ecq.web.session.visit import Visit, change, store, why_not_saved

NEWS_SHOWN = 3


def draw_conflicts(visit: Visit) -> None:
    """All of it that there is; mostly nothing."""
    if visit.kept is None:
        return
    _unsaved(visit, visit.kept.id)
    _conflict(visit, visit.kept.id)
    _news(visit)


# -- what could not be saved


def _unsaved(visit: Visit, assessment_id: str) -> None:
    held = unsaved.waiting(assessment_id)
    if not held:
        return
    changes = changes_between(visit.assessment, _with_all(visit.assessment, held))
    lines = Teller(visit.rubric, visit.lang).lines(_with_all(visit.assessment, held), changes)
    with st.container(border=True, key="panel-unsaved"):
        st.error(inert(visit.words(why_not_saved(held[-1].error))))
        listed = "".join(f"<li>{escape(line)}</li>" for line in lines)
        st.html(block(f"<p>{escape(visit.say(k.NOT_SAVED_KEPT))}</p><ul>{listed}</ul>"))
        last = next((c.question for c in reversed(changes) if c.part == "answer"), None)
        st.button(visit.say(k.SAVE_AGAIN), key="save-again", type="primary", on_click=_save_again, args=(last,))


def _with_all(assessment: Assessment, held: Iterable[unsaved.Waiting]) -> Assessment:
    for one in held:
        assessment = one.how(assessment)
    return assessment


def _save_again(question_id: str | None) -> None:
    """A change that changes nothing: what waits is saved before it."""
    if change(lambda assessment, _rubric, _at: assessment) and question_id:
        go_on_from(question_id)


# -- a press that met another window's


def _conflict(visit: Visit, assessment_id: str) -> None:
    conflict = unsaved.conflict_in(assessment_id)
    if conflict is None:
        return
    teller, met = Teller(visit.rubric, visit.lang), _met(conflict)
    theirs = teller.stands(visit.assessment, met)
    mine = teller.stands(applied(visit.assessment, conflict.mine), met)
    when = visit.say(k.CONFLICT_THEIRS, clock=clock(conflict.theirs[0].at))
    rows = ((when, theirs), (visit.say(k.CONFLICT_MINE), mine))
    told = "".join(f"<dt>{escape(label)}</dt><dd>{escape(said)}</dd>" for label, said in rows)
    question_id = next((change.question for change in met if change.part == "answer"), None)
    with st.container(border=True, key="panel-conflict"):
        what = f"<p><b>{escape(teller.what(met))}</b></p>"
        st.html(block(f'<div role="alert"><p>{escape(visit.say(k.CONFLICT))}</p>{what}<dl>{told}</dl></div>'))
        with st.container(horizontal=True):
            st.button(
                visit.say(k.KEEP_THEIRS),
                key="conflict-theirs",
                on_click=partial(_keep_theirs, conflict, question_id),
            )
            st.button(
                visit.say(k.KEEP_MINE),
                key="conflict-mine",
                type="primary",
                on_click=partial(_keep_mine, conflict, question_id),
            )


def _met(conflict: ClashError) -> list[Change]:
    """Those of one's own changes that meet one of theirs."""
    keys = {change.key for entry in conflict.theirs for change in entry.changes}
    return [change for change in conflict.mine if change.key in keys]


def _keep_theirs(conflict: ClashError, question_id: str | None) -> None:
    _resolve(conflict)
    if question_id:
        go_on_from(question_id)


def _keep_mine(conflict: ClashError, question_id: str | None) -> None:
    _resolve(conflict)
    if change(lambda assessment, _rubric, at: _mine(assessment, conflict.mine, at)) and question_id:
        go_on_from(question_id)


def _resolve(conflict: ClashError) -> None:
    unsaved.resolve(conflict)
    renew(*(change.question for change in conflict.mine if change.question))


def _mine(assessment: Assessment, mine: Iterable[Change], at: str) -> Assessment | Invalid:
    try:
        return applied(assessment, mine, at)
    except AssessmentError as error:
        return Invalid(error_text(error))


# -- what another window changed


def _news(visit: Visit) -> None:
    assert visit.kept is not None
    shown = session().news
    known = {entry.revision for entry in shown}
    fresh = [entry for entry in unsaved.news(store(), visit.kept) if entry.revision not in known]
    if fresh:
        shown = session().news = (*fresh, *shown)
    if not shown:
        return
    conflict = unsaved.conflict_in(visit.kept.id)
    lines = _lines(visit, shown, {change.key for change in _met(conflict)} if conflict else set())
    if not lines:
        return
    answers = sum(1 for kind, _ in lines if kind == "answer")
    head = visit.say(k.NEWS_ANSWERS, count=answers) if answers else visit.say(k.NEWS_OTHER)
    first = [line for _, line in lines[:NEWS_SHOWN]]
    if len(lines) > NEWS_SHOWN:
        first.append(visit.say(k.NEWS_MORE, count=len(lines) - NEWS_SHOWN))
    listed = "".join(f"<li>{escape(line)}</li>" for line in first)
    with st.container(key="news", horizontal=True, vertical_alignment="top", horizontal_alignment="distribute"):
        st.html(block(f'<div role="status">{escape(head)}<ul>{listed}</ul></div>'), width="content")
        st.button(visit.say(k.NEWS_SEEN), key="news-seen", type="tertiary", on_click=_seen)


def _seen() -> None:
    session().news = ()


def _lines(visit: Visit, entries: Iterable[Entry], without: set[Path | None]) -> list[tuple[str, str]]:
    """Each thing changed, once, as it now stands and when it last changed; answers first; `without` what is told already."""
    teller = Teller(visit.rubric, visit.lang)
    groups: dict[tuple[str, ...], tuple[str, list[Change]]] = {}
    for entry in entries:
        for change_ in entry.changes:
            if change_.key is not None and change_.key not in without:
                groups.setdefault(change_.key, (entry.at, []))[1].append(change_)
    told = []
    for at, changes in groups.values():
        what, said = teller.what(changes), teller.stands(visit.assessment, changes)
        line = visit.say(k.NEWS_LINE, what=what, said=said, clock=clock(at)) if said else what
        told.append((changes[0].part or "", line))
    return sorted(told, key=lambda pair: pair[0] != "answer")

"""Notices about other windows' edits, edit conflicts and unsaved changes. Nothing is applied or dropped unasked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

import streamlit as st

from ecq.assessment.changes import set_to
from ecq.assessment.history.journal import Change, ConflictError, Entry, Path, applied, changes_between
from ecq.assessment.model import Assessment
from ecq.base.errors import AssessmentError
from ecq.base.language import error_text
from ecq.rubric.kinds.base import Invalid
from ecq.web.changes.sentences import ChangeWords
from ecq.web.html.parts import draw_html, inert, sentence
from ecq.web.session import unsaved
from ecq.web.session import words as k
from ecq.web.session.clock import clock
from ecq.web.session.going import go_on_from
from ecq.web.session.state import Done, Outcome, PageState, Waiting, session
from ecq.web.session.stores import store
from ecq.web.session.visit import Visit, change, say_refused
from ecq.web.session.widget_keys import renew

NEWS_SHOWN = 3


@dataclass
class Deciding(PageState):
    """What the notices about unsaved and conflicting changes keep."""


def draw_conflicts(visit: Visit) -> None:
    """Draw those notices that apply; mostly none."""
    if visit.stored is None:
        return
    say_refused(visit, Deciding)
    _unsaved(visit, visit.stored.id)
    _conflict(visit, visit.stored.id)
    _news(visit)


# -- what could not be saved


def _unsaved(visit: Visit, assessment_id: str) -> None:
    pending = unsaved.waiting(assessment_id)
    if not pending:
        return
    changes = changes_between(visit.assessment, _with_all(visit.assessment, pending))
    lines = ChangeWords(visit.rubric, visit.lang).lines(_with_all(visit.assessment, pending), changes)
    with st.container(border=True, key="panel-unsaved"):
        st.error(inert(visit.words(sentence(pending[-1].error))))
        listed = "".join(f"<li>{escape(line)}</li>" for line in lines)
        draw_html(f"<p>{escape(visit.say(k.STILL_HERE))}</p><ul>{listed}</ul>")
        last = next((c.question for c in reversed(changes) if c.part == "answer"), None)
        st.button(visit.say(k.SAVE_AGAIN), key="save-again", type="primary", on_click=_save_again, args=(last,))


def _with_all(assessment: Assessment, pending: Iterable[Waiting]) -> Assessment:
    for one in pending:
        assessment = one.how(assessment)
    return assessment


def _save_again(question_id: str | None) -> None:
    """Save the waiting changes by saving an empty one: they are saved before it."""
    _go_on(change(lambda assessment, _rubric, _at: assessment), question_id)


def _go_on(outcome: Outcome, question_id: str | None) -> None:
    session().page(Deciding).took(outcome)
    if isinstance(outcome, Done) and question_id:
        go_on_from(question_id, outcome)


# -- edit conflicts


def _conflict(visit: Visit, assessment_id: str) -> None:
    conflict = unsaved.conflict_in(assessment_id)
    if conflict is None:
        return
    change_words, conflicting = ChangeWords(visit.rubric, visit.lang), _conflicting_changes(conflict)
    theirs = change_words.stands(visit.assessment, conflicting)
    mine = change_words.stands(applied(visit.assessment, conflict.mine), conflicting)
    when = visit.say(k.CONFLICT_THEIRS, clock=clock(conflict.theirs[0].at))
    rows = ((when, theirs), (visit.say(k.CONFLICT_MINE), mine))
    sides = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in rows)
    question_id = next((change.question for change in conflicting if change.part == "answer"), None)
    with st.container(border=True, key="panel-conflict"):
        what = f"<p><b>{escape(change_words.what(conflicting))}</b></p>"
        draw_html(f'<div role="alert"><p>{escape(visit.say(k.CONFLICT))}</p>{what}<dl>{sides}</dl></div>')
        with st.container(horizontal=True):
            of = (conflict, question_id)
            st.button(visit.say(k.KEEP_THEIRS), key="conflict-theirs", on_click=_keep_theirs, args=of)
            st.button(visit.say(k.KEEP_MINE), key="conflict-mine", type="primary", on_click=_keep_mine, args=of)


def _conflicting_changes(conflict: ConflictError) -> list[Change]:
    """This window's changes that conflict with another window's."""
    keys = {change.key for entry in conflict.theirs for change in entry.changes}
    return [change for change in conflict.mine if change.key in keys]


def _keep_theirs(conflict: ConflictError, question_id: str | None) -> None:
    _resolve(conflict)
    if question_id:
        go_on_from(question_id)


def _keep_mine(conflict: ConflictError, question_id: str | None) -> None:
    _resolve(conflict)
    _go_on(change(set_to(_mine, conflict.mine)), question_id)


def _resolve(conflict: ConflictError) -> None:
    unsaved.resolve(conflict)
    renew(*(change.question for change in conflict.mine if change.question))


def _mine(assessment: Assessment, mine: Iterable[Change], at: str) -> Assessment | Invalid:
    try:
        return applied(assessment, mine, at)
    except AssessmentError as error:
        return Invalid(error_text(error))


# -- what another window changed


def _news(visit: Visit) -> None:
    assert visit.stored is not None
    shown = session().news
    known = {entry.revision for entry in shown}
    fresh = [entry for entry in unsaved.news(store(), visit.stored) if entry.revision not in known]
    if fresh:
        shown = session().news = (*fresh, *shown)
    if not shown:
        return
    conflict = unsaved.conflict_in(visit.stored.id)
    lines = _lines(visit, shown, {change.key for change in _conflicting_changes(conflict)} if conflict else set())
    if not lines:
        return
    answers = sum(1 for kind, _ in lines if kind == "answer")
    head = visit.say(k.NEWS_ANSWERS, count=answers) if answers else visit.say(k.NEWS_OTHER)
    first = [line for _, line in lines[:NEWS_SHOWN]]
    if len(lines) > NEWS_SHOWN:
        first.append(visit.say(k.NEWS_MORE, count=len(lines) - NEWS_SHOWN))
    listed = "".join(f"<li>{escape(line)}</li>" for line in first)
    with st.container(key="news", horizontal=True, vertical_alignment="top", horizontal_alignment="distribute"):
        draw_html(f'<div role="status">{escape(head)}<ul>{listed}</ul></div>', width="content")
        st.button(
            visit.say(k.NEWS_SEEN), key="news-seen", type="tertiary", on_click=setattr, args=(session(), "news", ())
        )


def _lines(visit: Visit, entries: Iterable[Entry], without: set[Path | None]) -> list[tuple[str, str]]:
    """One line per thing changed, with its present value and the time; answers first, keys in `without` left out."""
    change_words = ChangeWords(visit.rubric, visit.lang)
    groups: dict[tuple[str, ...], tuple[str, list[Change]]] = {}
    for entry in entries:
        for change_ in entry.changes:
            if change_.key is not None and change_.key not in without:
                groups.setdefault(change_.key, (entry.at, []))[1].append(change_)
    lines = []
    for at, changes in groups.values():
        what, value = change_words.what(changes), change_words.stands(visit.assessment, changes)
        line = visit.say(k.NEWS_LINE, what=what, said=value, clock=clock(at)) if value else what
        lines.append((changes[0].part or "", line))
    return sorted(lines, key=lambda pair: pair[0] != "answer")

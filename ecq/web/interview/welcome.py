"""Welcome back: who opens an assessment after a long while reads when they were last here, and goes on from there.

The sitting is read from the journal: the run of entries up to the last one, without a long pause between two of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import streamlit as st

from ecq.history.journal import Entry, in_effect
from ecq.web.session import words as k
from ecq.web.session.clock import day
from ecq.web.session.overview_return import reviewed
from ecq.web.session.visit import Visit, now, store

AWAY = timedelta(hours=12)
"""How long since the last change before somebody is welcomed back."""

PAUSE = timedelta(hours=4)
"""How long a pause within one sitting may be."""

GREETED, WELCOME = "greeted", "welcome"


@dataclass(frozen=True)
class Sitting:
    """The last time somebody worked on an assessment: when it ended, which questions they answered, the last one first."""

    ended: str
    answered: tuple[str, ...] = ()


def last_sitting(newest_first: Iterable[Entry], saved_at: str) -> Sitting:
    """The last sitting of a journal; an assessment without entries was last touched when it was saved."""
    sitting: list[Entry] = []
    for entry in newest_first:
        if sitting and _between(entry.at, sitting[-1].at) > PAUSE:
            break
        sitting.append(entry)
    if not sitting:
        return Sitting(saved_at)
    answered = {
        change.question: None
        for entry in in_effect(sitting)
        for change in entry.changes
        if change.part == "answer" and change.question
    }
    return Sitting(sitting[0].at, tuple(one for one in answered if one))


def _between(earlier: str, later: str) -> timedelta:
    return datetime.fromisoformat(later) - datetime.fromisoformat(earlier)


def greet(visit: Visit) -> None:
    """On the first look at an assessment in this session, after a long while: hold a welcome, and go to the next open
    question after the one that was answered last."""
    assert visit.kept is not None
    if st.session_state.get(GREETED) == visit.kept.id:
        return
    st.session_state[GREETED] = visit.kept.id
    st.session_state[WELCOME] = None
    if _between(visit.kept.saved_at, now()) < AWAY:
        return
    sitting = last_sitting(store().back_from(visit.kept), visit.kept.saved_at)
    st.session_state[WELCOME] = sitting
    if sitting.answered and st.session_state.get("at") is None and not reviewed():
        st.session_state["at"] = visit.interview.next_after(sitting.answered[0])


def welcome_line(visit: Visit) -> str:
    """When they were last here and what is left, until something is said."""
    sitting: Sitting | None = st.session_state.get(WELCOME)
    if sitting is None:
        return ""
    ended, interview = day(sitting.ended, now(), visit.lang), visit.interview
    left = len(interview.unanswered) + len(interview.unsure)
    count = len(sitting.answered)
    text = k.WELCOME if count > 1 else k.WELCOME_ONE if count else k.WELCOME_PLAIN
    return visit.say(text, day=ended, count=count, open=left)

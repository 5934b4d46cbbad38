"""Notices above a question: why an action failed, another window's edits, a welcome back, an undo. Mostly none."""

from __future__ import annotations

from datetime import timedelta
from html import escape

from ecq.web.changes.conflicts import draw_conflicts
from ecq.web.changes.undo import done_line
from ecq.web.interview.state import Conversation
from ecq.web.session import words as k
from ecq.web.session.clock import day
from ecq.web.session.overview_return import reviewed
from ecq.web.session.sitting import between, last_sitting
from ecq.web.session.state import session
from ecq.web.session.stores import store
from ecq.web.session.visit import Visit, now, say_refused

AWAY = timedelta(hours=12)
"""How long after the last change a visitor is welcomed back."""


def greet(visit: Visit) -> None:
    """On first opening an assessment after a long absence: prepare the welcome, and go to the open question after the
    one answered last.
    """
    assert visit.stored is not None
    here, conversation = session(), session().page(Conversation)
    if conversation.greeted == visit.stored.id or visit.looks_only:
        return
    conversation.greeted, here.welcome = visit.stored.id, None
    if between(visit.stored.saved_at, now()) < AWAY:
        return
    sitting = last_sitting(store().back_from(visit.stored), visit.stored.saved_at)
    here.welcome = sitting
    if sitting.answered and here.question is None and not reviewed():
        here.question = visit.interview.next_after(sitting.answered[0])


def welcome_line(visit: Visit) -> str:
    """When they were last here and what is left; shown until the next change."""
    sitting = session().welcome
    if sitting is None:
        return ""
    ended, interview = day(sitting.ended, now(), visit.lang), visit.interview
    left = len(interview.left)
    count = len(sitting.answered)
    text = k.WELCOME if count > 1 else k.WELCOME_ONE if count else k.WELCOME_PLAIN
    return visit.say(text, day=ended, count=count, open=left)


def draw_notices(visit: Visit) -> None:
    """Draw notices that stand apart and may need an action."""
    say_refused(visit, Conversation)
    draw_conflicts(visit)


def notice_html(visit: Visit) -> str:
    """A line in the assistant's voice: the welcome, or what was undone."""
    line = done_line(visit) or welcome_line(visit)
    return f'<div class="ecq-said"><p>{escape(line)}</p></div>' if line else ""

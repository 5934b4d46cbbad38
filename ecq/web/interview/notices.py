"""Notices above a question: why an action failed, another window's edits, a welcome back, an undo. Mostly none."""

from __future__ import annotations

from html import escape

from ecq.web.changes.conflicts import draw_conflicts
from ecq.web.changes.undo import done_line
from ecq.web.interview.state import Conversation
from ecq.web.interview.welcome import welcome_line
from ecq.web.session.visit import Visit, say_refused


def draw_notices(visit: Visit) -> None:
    """Draw notices that stand apart and may need an action."""
    say_refused(visit, Conversation)
    draw_conflicts(visit)


def notice_html(visit: Visit) -> str:
    """A line in the assistant's voice: the welcome, or what was undone."""
    line = done_line(visit) or welcome_line(visit)
    return f'<div class="ecq-said"><p>{escape(line)}</p></div>' if line else ""

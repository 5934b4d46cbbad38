"""Rejected input, put back into its field so that it can be corrected; and fields drawn afresh."""

from __future__ import annotations

from ecq.web.session import widget_keys as keys
from ecq.web.session.state import session


def draft(field: str) -> str | None:
    """The field's last rejected text; None once a text was accepted."""
    return session().drafts.get(field)


def keep_draft(field: str, text: str) -> None:
    """Remember a rejected text."""
    session().drafts = {**session().drafts, field: text}


def drop_draft(field: str) -> None:
    """Forget it: the field's text was accepted."""
    session().drafts = {name: text for name, text in session().drafts.items() if name != field}


def renew(*questions: str) -> None:
    """Redraw fields from the saved answer: what was ticked or typed before an undo must not look like the answer."""
    for question_id in questions:
        drop_draft(keys.note(question_id))
    session().renewals += 1

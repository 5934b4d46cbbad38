"""Rejected input, put back into its field so that it can be corrected."""

from __future__ import annotations

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

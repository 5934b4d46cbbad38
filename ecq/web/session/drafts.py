"""What was typed and refused, so that it stands in its field again and can be mended."""

from __future__ import annotations

from ecq.web.session.state import session


def draft(field: str) -> str | None:
    """The text of that field that was refused last, if none was taken since."""
    return session().drafts.get(field)


def keep_draft(field: str, text: str) -> None:
    """Keep what was refused."""
    session().drafts = {**session().drafts, field: text}


def drop_draft(field: str) -> None:
    """Forget it: the field's text was taken."""
    session().drafts = {name: text for name, text in session().drafts.items() if name != field}

"""What a press on the page of an organisation does: as the person may at that moment, with one sentence where it fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ecq.base.errors import EcqError
from ecq.base.language import Text
from ecq.store.permitted import Permissions
from ecq.web.html.words import error_text
from ecq.web.session.state import PageState, session
from ecq.web.session.stores import permissions, read_memberships_again


@dataclass
class People(PageState):
    """What the page of an organisation keeps."""

    notice: tuple[Text, Mapping[str, object]] | None = None
    """What the last press did; shown once."""
    new_key: str | None = None
    """A key to the API that was just made; shown once."""
    log_lines: int = 0
    """How many lines of the audit log were asked for."""


def act(does: Callable[[Permissions], None]) -> None:
    """Do it; for callbacks. It may change what the person may do."""
    try:
        allowed = permissions()
        if allowed is not None:
            does(allowed)
            read_memberships_again()
    except EcqError as error:
        session().page(People).refused = error_text(error)

"""What a press on the page of an organisation does: as the person may at that moment, with one sentence where it fails."""

from __future__ import annotations

from collections.abc import Callable

from ecq.base.errors import EcqError
from ecq.store.permitted import Permissions
from ecq.web.html.words import error_text
from ecq.web.session.state import session
from ecq.web.session.stores import permissions, read_memberships_again


def act(does: Callable[[Permissions], None]) -> None:
    """Do it; for callbacks. It may change what the person may do."""
    try:
        allowed = permissions()
        if allowed is not None:
            does(allowed)
            read_memberships_again()
    except EcqError as error:
        session().trouble = error_text(error)

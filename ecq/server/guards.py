"""What stands before the app: each keeps one limit, in the order in which a request meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecq.server.admission import Admission
from ecq.server.closed import Closed
from ecq.server.uploads import Uploads
from ecq.server.waiting import Waiting

if TYPE_CHECKING:
    from starlette.middleware import Middleware

    from ecq.server.seats import Seats


def guards(seats: Seats) -> list[Middleware]:
    """The guards of a server with so many seats."""
    from starlette.middleware import Middleware

    limits = seats.limits
    return [
        Middleware(Waiting, seconds=limits.silence_seconds),
        Middleware(Closed, seats=seats),
        Middleware(Admission, seats=seats),
        Middleware(Uploads, of_a_session=limits.uploads_of_a_session, in_all=limits.uploads_in_all),
    ]

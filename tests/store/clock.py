"""A clock that tests turn."""

from __future__ import annotations

from datetime import UTC, datetime

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


class Clock:
    """It says what it was set to."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

"""Timestamps that sort as text, in a given time zone: 2026-11-24 09:30."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo


def local(moment: str, where: tzinfo) -> datetime:
    """A stored time (ISO 8601) in a time zone; one without an offset is taken as UTC."""
    read = datetime.fromisoformat(moment)
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(where)


def minute(moment: str, where: tzinfo) -> str:
    """Day and minute: 2026-11-24 09:30."""
    return local(moment, where).strftime("%Y-%m-%d %H:%M")


def hour(moment: str, where: tzinfo) -> str:
    """Day and hour: 2026-11-24 09."""
    return local(moment, where).strftime("%Y-%m-%d %H")


def day(moment: str, where: tzinfo) -> str:
    """The day: 2026-11-24."""
    return local(moment, where).strftime("%Y-%m-%d")


def week(moment: str, where: tzinfo) -> str:
    """Year and week: 2026-W48."""
    return local(moment, where).strftime("%G-W%V")

"""Times as stamps that sort: 2026-11-24 09:30, where the visitor is. Knows time zones; must not know what happened then."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo


def local(moment: str, where: tzinfo) -> datetime:
    """A kept time (ISO 8601) on the clock of a time zone; one without an offset is taken as UTC."""
    read = datetime.fromisoformat(moment)
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(where)


def minute(moment: str, where: tzinfo) -> str:
    """Day and minute: 2026-11-24 09:30."""
    return local(moment, where).strftime("%Y-%m-%d %H:%M")


def hour(moment: str, where: tzinfo) -> str:
    """The hour it lies in."""
    return local(moment, where).strftime("%Y-%m-%d %H")


def day(moment: str, where: tzinfo) -> str:
    """The day it lies on."""
    return local(moment, where).strftime("%Y-%m-%d")


def week(moment: str, where: tzinfo) -> str:
    """The week it lies in."""
    return local(moment, where).strftime("%G-W%V")

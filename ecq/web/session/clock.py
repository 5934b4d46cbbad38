"""Times and dates where the visitor is: as text that sorts (2026-11-24 09:30), and in words of their language."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

import streamlit as st

from ecq.base.language import Lang
from ecq.telling.text import words as w
from ecq.web.session import words as k


def local(moment: str, where: tzinfo) -> datetime:
    """A stored time (ISO 8601) in a time zone; one without an offset is taken as UTC."""
    read = datetime.fromisoformat(moment)
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(where)


def minute(moment: str, where: tzinfo) -> str:
    """Day and minute: 2026-11-24 09:30."""
    return local(moment, where).strftime("%Y-%m-%d %H:%M")


def iso_day(moment: str, where: tzinfo) -> str:
    """The day: 2026-11-24."""
    return local(moment, where).strftime("%Y-%m-%d")


def zone() -> tzinfo:
    """The visitor's time zone, or UTC where the browser does not tell."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ValueError, KeyError, OSError):
        return UTC


def today() -> str:
    """The day where the visitor is, as ISO 8601 text."""
    return datetime.now(zone()).date().isoformat()


def clock(moment: str) -> str:
    """Hour and minute where the visitor is."""
    return local(moment, zone()).strftime("%H:%M")


def day(moment: str, now: str, lang: Lang) -> str:
    """The day where the visitor is, with the year only if it is another one."""
    there, here = local(moment, zone()), local(now, zone())
    month = w.say(k.MONTHS, lang).split()[there.month - 1]
    text = k.DAY if there.year == here.year else k.DAY_OF_YEAR
    return w.say(text, lang, year=there.year, month=month, day=there.day)


def day_and_clock(moment: str, now: str, lang: Lang) -> str:
    """Hour and minute, with the day unless it is today."""
    if local(moment, zone()).date() == local(now, zone()).date():
        return clock(moment)
    return w.say(k.DAY_AND_CLOCK, lang, day=day(moment, now, lang), clock=clock(moment))

"""A calendar day as ISO 8601 text. Knows how people write one and how to count on from it; must not know which day it is today."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Annotated

from pydantic import AfterValidator

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)


def day_of(text: str) -> str | None:
    """2026-11-24 from 2026-11-24, 2026/11/24, 2026.11.24 or 2026年11月24日; None for anything else."""
    match = _DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match:
        year, month, day = (int(part) for part in match.groups())
        if year and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            return f"{year:04}-{month:02}-{day:02}"
    return None


_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAMED = re.compile(r"(?:(\d{1,2})[ .-]*([a-z]{3,9})|([a-z]{3,9})[ .]*(\d{1,2}))[ ,.-]+(\d{4})", re.ASCII)
_SHORT = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
_PACKED = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)


def day_written(text: str) -> str | None:
    """The same, also from 20261124, 24 Nov 2026, November 24, 2026 or 24/11/2026; None where it may be either of two days."""
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    if packed := _PACKED.fullmatch(plain):
        return day_of("-".join(packed.groups()))
    if named := _NAMED.fullmatch(plain):
        month = named[2] or named[3]
        if month[:3] in _MONTHS:
            return day_of(f"{named[5]}-{_MONTHS.index(month[:3]) + 1}-{named[1] or named[4]}")
    if short := _SHORT.fullmatch(plain):
        low, high = sorted((int(short[1]), int(short[3])))
        return day_of(f"{short[4]}-{low}-{high}") if high > 12 or low == high else None
    return day_of(plain)


def day_after(start: str, days: int) -> str:
    """The day so many days after `start`; the last day there is where that lies beyond the calendar."""
    try:
        return (date.fromisoformat(start) + timedelta(days=days)).isoformat()
    except OverflowError:
        return date.max.isoformat()


def end_of_term(start: str, months: int) -> str:
    """The last day of so many months that begin on a day: of a year from 20 November, 19 November; the last day there is beyond the calendar."""
    begun = date.fromisoformat(start)
    year, month = divmod(begun.year * 12 + begun.month - 1 + months, 12)
    if year > date.max.year:
        return date.max.isoformat()
    if begun.day > (last := monthrange(year, month + 1)[1]):
        return date(year, month + 1, last).isoformat()
    return (date(year, month + 1, begun.day) - timedelta(days=1)).isoformat()


def time_after(at: str, **by: float) -> str:
    """The time so many `days`, `hours` … after another, or before it where that is below 0 (ISO 8601 to the second)."""
    return (datetime.fromisoformat(at) + timedelta(**by)).isoformat(timespec="seconds")


def days_between(start: str, end: str) -> int:
    """Days from one day to another; below 0 where `end` lies before."""
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def month_end(day: str) -> str:
    """The last day of the month that a day is in."""
    return f"{day[:8]}{monthrange(int(day[:4]), int(day[5:7]))[1]}"


def weekday(day: str) -> int:
    """The day of the week: 0 for Monday to 6 for Sunday."""
    return date.fromisoformat(day).weekday()


def _is_day(text: str) -> str:
    if day_of(text) != text:
        raise ValueError("not a day like 2026-11-24")
    return text


Day = Annotated[str, AfterValidator(_is_day)]

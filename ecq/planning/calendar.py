"""Working days: those of a country or region with its shifted weekends, or every weekday; less one's own days off.

Knows which days are worked from a first day on, for ten years; must not know people, work or today. Everything after is
counted in days from the first one: day 0 is the first day itself.

The days off of countries are those of the library `holidays` (extra `calendar`), which is loaded when one is asked for.
It is asked for days alone, with its language given, so that no setting of the machine plays a part.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from ecq.base.day import day_after, days_between, weekday
from ecq.base.errors import PlanningError, not_installed

EVERY_WEEKDAY = "weekdays"
MAINLAND = "cn"
"""The calendar where nobody chose another."""

HORIZON = 3652
"""Days from the first one that are looked at: ten years. What would be later has no date."""

LAST_YEAR = 2099
"""The library knows moons and rules no further."""


class _Source(NamedTuple):
    """Where the days off of a calendar come from: the library's categories; `shifts`: each year is announced, with weekend days worked."""

    categories: tuple[str, ...]
    shifts: bool = False


CALENDARS: Mapping[str, _Source | None] = {
    MAINLAND: _Source(("public",), shifts=True),
    "hk": _Source(("optional",)),  # the general holidays, which offices keep; "public" are the statutory ones alone
    "tw": _Source(("public",)),
    "sg": _Source(("public",)),
    "us": _Source(("public",)),
    EVERY_WEEKDAY: None,
}
"""The calendars there are; countries and regions by their code of ISO 3166, in small letters. In all of them Saturday and Sunday are off, but for shifted weekend days."""


@dataclass(frozen=True)
class WorkCalendar:
    """The working days from a first day on.

    `worked` has them as days from the first one, rising, up to the horizon. `not_announced` are the years within it whose
    days off nobody has announced yet: what the library holds of them are the statutory days without the shifted weekend
    days, or its own estimates.
    """

    id: str
    first: str
    worked: tuple[int, ...]
    counts: tuple[int, ...]
    not_announced: tuple[int, ...]

    def __repr__(self) -> str:
        return f"WorkCalendar({self.id} from {self.first}: {len(self.worked)} working days)"

    def count(self, day: int) -> int:
        """How many working days there are up to a day, it and the first day included."""
        return 0 if day < 0 else self.counts[min(day, HORIZON)]

    def working_day(self, number: int) -> int | None:
        """The first day by whose end there are so many working days; None beyond the horizon."""
        return self.worked[max(number, 1) - 1] if number <= len(self.worked) else None

    def on_or_after(self, day: int) -> int | None:
        """The first working day that is not before a day; None beyond the horizon."""
        place = bisect_left(self.worked, day)
        return self.worked[place] if place < len(self.worked) else None

    def on_or_before(self, day: int) -> int | None:
        """The last working day that is not after a day; None where there is none."""
        count = self.count(day)
        return self.worked[count - 1] if count else None

    def date(self, day: int) -> str:
        """A day counted from the first one, as 2026-12-01."""
        return day_after(self.first, day)

    def day(self, date: str) -> int:
        """A date as days from the first one."""
        return days_between(self.first, date)

    def assumed(self, day: int) -> tuple[int, ...]:
        """The years up to a day that are not announced yet: what is said of the day rests on them."""
        return tuple(year for year in self.not_announced if year <= int(self.date(day)[:4]))


@lru_cache(maxsize=64)
def work_calendar(id: str, first: str, days_off: frozenset[str] = frozenset()) -> WorkCalendar:
    """The working days of a calendar from a first day on. Raises PlanningError for one there is not, or without these years."""
    years = range(int(first[:4]), int(day_after(first, HORIZON)[:4]) + 1)
    known = _days_off(id, years)
    worked = [_is_worked(date, known, days_off) for date in _dates(first)]
    if not any(worked):
        raise PlanningError(
            f"there is no working day within ten years from {first}; take some of the days off away",
            f"从 {first} 起十年内没有一个工作日，请减少休息日",
        )
    days = tuple(day for day, is_worked in enumerate(worked) if is_worked)
    return WorkCalendar(id, first, days, tuple(accumulate(map(int, worked))), known.not_announced)


def first_working_day(id: str, start: str, days_off: frozenset[str] = frozenset()) -> str:
    """The first working day that is not before `start`, as a date. Raises PlanningError as `work_calendar` does."""
    found = work_calendar(id, start, days_off)
    return found.date(found.worked[0])


class _DaysOff(NamedTuple):
    """Days off beside the weekends, and weekend days that are worked, as dates."""

    off: frozenset[str]
    shifted: frozenset[str]
    not_announced: tuple[int, ...]


def _dates(first: str) -> Iterator[str]:
    return (day_after(first, day) for day in range(HORIZON + 1))


def _is_worked(date: str, known: _DaysOff, days_off: frozenset[str]) -> bool:
    if date in days_off:
        return False
    return date in known.shifted if weekday(date) >= 5 else date not in known.off


@lru_cache(maxsize=64)
def _days_off(id: str, years: range) -> _DaysOff:
    if id not in CALENDARS:
        listed = ", ".join(CALENDARS)
        raise PlanningError(f"there is no calendar {id!r}; choose one of: {listed}", f"没有日历 {id!r}，可选：{listed}")
    source = CALENDARS[id]
    if years[-1] > (9998 if source is None else LAST_YEAR):
        raise PlanningError(
            f"the calendar {id} does not know the years up to {years[-1]}; begin earlier",
            f"日历 {id} 没有到 {years[-1]} 年的日子，请选早一些的开始日",
        )
    return _DaysOff(frozenset(), frozenset(), ()) if source is None else _of_country(id, source, years)


def _of_country(id: str, source: _Source, years: range) -> _DaysOff:
    try:
        from holidays import country_holidays
    except ModuleNotFoundError as error:
        raise not_installed(
            f"the calendar {id} needs the package holidays", f"日历 {id} 需要软件包 holidays", "calendar", PlanningError
        ) from error
    # The year after is asked for too: its announcement can make a weekend day of December a working day.
    asked = range(years[0], years[-1] + 2)
    held = country_holidays(id.upper(), years=asked, expand=False, language="en_US", categories=source.categories)
    shifted = frozenset(day.isoformat() for day in held.weekend_workdays)
    return _DaysOff(
        frozenset(day.isoformat() for day in held),
        shifted,
        tuple(_not_announced(years, source, shifted, {day.isoformat(): name for day, name in held.items()})),
    )


def _not_announced(
    years: Iterable[int], source: _Source, shifted: Iterable[str], names: Mapping[str, str]
) -> Iterator[int]:
    """Years without a shifted weekend day where there always are some, and years with days off that are estimated."""
    settled = {int(date[:4]) for date in shifted}
    estimated = {int(date[:4]) for date, name in names.items() if "estimated" in name}
    return (year for year in years if (source.shifts and year not in settled) or year in estimated)

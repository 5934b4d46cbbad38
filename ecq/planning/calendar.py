"""Who works on a plan, on which days, and how much: what dates are made of.

Knows calendars, person-days a week and whose question is whose; must not know steps, scores or today.

**Working days** are those of a country or region with its shifted weekends, or every weekday; less one's own days
off. They are known from a first day on, for ten years. Everything after is counted in days from the first one: day 0
is the first day itself. The days off of countries are those of the library `holidays` (extra `calendar`), which is
loaded when one is asked for. It is asked for days alone, with its language given, so that no setting of the machine
plays a part.

**Staffing.** A capacity of `c` person-days a week is spent as c/5 on every working day. So a full week has c, a week
with a holiday less, and a week with a Saturday that is worked more. Without a capacity nobody is there, and no date
is said.

Terms of a plan are read like this (`staffing_of`):

- `weekly_by_owner`: each owner named works on the questions they own, "" on all others; who is not named has no days.
- else `weekly`: so many person-days a week of all together, and anyone can do anything.
- else `per_week`, which plans made before have: so many of each owner, and as many of all without an owner together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from ecq.assessment.model import PlanTerms
from ecq.base.day import day_after, days_between, weekday
from ecq.base.errors import PlanningError, not_installed
from ecq.base.exact import parse_exact, plain

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
    worked = [_is_worked(date, known, days_off) for date in (day_after(first, day) for day in range(HORIZON + 1))]
    if not any(worked):
        raise PlanningError(
            f"there is no working day within ten years from {first}; take some of the days off away",
            f"从 {first} 起十年内没有一个工作日，请减少休息日",
        )
    days = tuple(day for day, is_worked in enumerate(worked) if is_worked)
    return WorkCalendar(id, first, days, tuple(accumulate(map(int, worked))), known.not_announced)


class _DaysOff(NamedTuple):
    """Days off beside the weekends, and weekend days that are worked, as dates."""

    off: frozenset[str]
    shifted: frozenset[str]
    not_announced: tuple[int, ...]


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


WEEK = 5
"""Working days of a week without holidays."""

MOST_A_WEEK = 10_000
"""Person-days a week that anybody can have."""


@dataclass(frozen=True)
class Worker:
    """One owner with their days and person-days a week; "" is everybody, or everybody else. `per_week` of None: no limit."""

    owner: str
    calendar: WorkCalendar
    per_week: Fraction | None

    def times(self, factor: Fraction | None) -> Worker:
        """With so many times as many person-days a week; None: without a limit."""
        return replace(self, per_week=None if factor is None or self.per_week is None else self.per_week * factor)

    def units_by(self, day: int, per_day: int) -> int | None:
        """How many whole units, of which a person-day has `per_day`, can be spent up to a day; None: any number."""
        days = self.calendar.count(day)
        if self.per_week is None:
            return None if days else 0
        return self.per_week.numerator * days * per_day // (self.per_week.denominator * WEEK)

    def day_of(self, units: int, per_day: int) -> int | None:
        """The first working day by whose end so many units can be spent; None beyond the horizon."""
        if self.per_week is None:
            return self.calendar.working_day(0)
        number = -(-units * self.per_week.denominator * WEEK // (self.per_week.numerator * per_day))
        return self.calendar.working_day(number)


@dataclass(frozen=True)
class Staffing:
    """Everybody who works on a plan. Days are counted from the first working day, which is day 0 for all of them.

    `owners` says whose a question is, by its id; what is not in it is done by the worker "".
    """

    workers: tuple[Worker, ...]
    owners: Mapping[str, str] = field(default_factory=dict)

    @property
    def calendar(self) -> WorkCalendar:
        """The days as all count them."""
        return self.workers[0].calendar

    @property
    def per_week(self) -> Fraction:
        """Person-days a week of all together."""
        return sum((worker.per_week for worker in self.workers if worker.per_week), Fraction(0))

    @property
    def split(self) -> bool:
        """Whether work is by owner."""
        return len(self.workers) > 1 or bool(self.workers[0].owner)

    def place_of(self, question: str) -> int:
        """Which worker does a question. Raises PlanningError where it is the work of somebody without days."""
        owner = self.owners.get(question, "")
        for place, worker in enumerate(self.workers):
            if worker.owner == owner:
                return place
        if not owner:
            raise PlanningError(
                "some work has no owner, and nobody has person-days for what has none; name owners or give the others days",
                "有要做的事没有负责人，也没有给其他人的人日；请指定负责人，或给其他人每周人日",
            )
        raise PlanningError(
            f"{owner} has work but no person-days a week; give some or name another owner",
            f"{owner}有要做的事，却没有每周人日；请填上，或换负责人",
        )


def together(per_week: Fraction, start: str, calendar: str = MAINLAND, days_off: Iterable[str] = ()) -> Staffing:
    """One number of person-days a week for all together, from the first working day that is not before `start`."""
    return by_owner({"": per_week}, {}, start, calendar, days_off)


def by_owner(
    per_week: Mapping[str, Fraction],
    owners: Mapping[str, str],
    start: str,
    calendar: str = MAINLAND,
    days_off: Iterable[str] = (),
    own_days_off: Mapping[str, Iterable[str]] | None = None,
) -> Staffing:
    """Person-days a week by owner ("" for what has none), whose question is whose, and days off of all and of each; from the
    first working day that is not before `start`.
    """
    off, own = frozenset(days_off), own_days_off or {}
    found = work_calendar(calendar, start, off)
    first = found.date(found.worked[0])
    everybody = {owner: work_calendar(calendar, first, off | frozenset(own.get(owner, ()))) for owner in per_week}
    return Staffing(
        tuple(Worker(owner, everybody[owner], _checked(days)) for owner, days in per_week.items()), dict(owners)
    )


def _checked(per_week: Fraction) -> Fraction:
    if not 0 < per_week <= MOST_A_WEEK:
        given = plain(per_week)
        raise PlanningError(
            f"person-days a week are {given}; give more than 0 and at most {MOST_A_WEEK}",
            f"每周人日是 {given}，要大于 0，最多 {MOST_A_WEEK}",
        )
    return per_week


def staffing_of(terms: PlanTerms, as_of: str) -> Staffing | None:
    """Who works under the terms of a plan; None where no capacity is said. `as_of`: the day of the figures.

    Work begins on the terms' start, or else on the next working day after `as_of`.
    Raises PlanningError, one sentence, for terms that contradict themselves.
    """
    capacity = _capacity(terms)
    if capacity is None:
        return None
    start = start_of(terms, as_of)
    calendar = terms.calendar or MAINLAND
    if isinstance(capacity, Fraction):
        return together(capacity, start, calendar, terms.days_off)
    return by_owner(capacity, terms.owners, start, calendar, terms.days_off, terms.owner_days_off)


def has_capacity(terms: PlanTerms) -> bool:
    """Whether the terms of a plan say how many person-days a week there are."""
    return _capacity(terms) is not None


def _capacity(terms: PlanTerms) -> Fraction | Mapping[str, Fraction] | None:
    if terms.weekly_by_owner:
        return {owner: parse_exact(days) for owner, days in terms.weekly_by_owner.items()}
    if terms.weekly is not None:
        return parse_exact(terms.weekly)
    if terms.per_week is None:
        return None
    each = parse_exact(terms.per_week)
    return dict.fromkeys(("", *sorted(set(terms.owners.values()) - {""})), each)


def start_of(terms: PlanTerms, as_of: str) -> str:
    """The day from which on work can begin. Raises PlanningError where that is said and lies before the day of the figures."""
    if terms.start is None:
        return day_after(as_of, 1)
    if terms.start < as_of:
        raise PlanningError(
            f"the plan begins on {terms.start}, before {as_of}, the day of its figures; choose that day or a later one",
            f"方案从 {terms.start} 开始，早于数据日期 {as_of}，请选这一天或以后的日子",
        )
    return terms.start


def deadline(staffing: Staffing, date: str) -> int:
    """A day to be ready by, as days from the first one. Raises PlanningError where it lies before the start."""
    day = staffing.calendar.day(date)
    if day < 0:
        raise PlanningError(
            f"{date} lies before the start, {staffing.calendar.first}; choose a later day to be ready by",
            f"{date} 早于开始日 {staffing.calendar.first}，请选晚一些的完成日",
        )
    return day

"""By when a plan can be done, and with how many people: each sentence only in the state in which it is proved.

Words what `ecq.planning.by_when` has found; computes nothing. Days and person-days are those with the open questions at
their best, and rest on who works: `assumptions` says so, beside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ecq.base.errors import PlanningError
from ecq.base.exact import plain
from ecq.base.language import LANGUAGES, Lang, Text, words
from ecq.planning.by_when import ByWhen, OverProfiles
from ecq.planning.deadline_curve import Curve, DatedPlan
from ecq.planning.staff_needed import StaffNeeded, half_day_up
from ecq.planning.staffing import Staffing
from ecq.telling.plan import date_words as w
from ecq.telling.plan.sentences import effort_words
from ecq.telling.text.words import say

Answers = ByWhen | OverProfiles | PlanningError | None


def assumptions(staffing: Staffing, until: str, is_open: bool, lang: Lang, after: str = "") -> Iterator[str]:
    """What a day up to `until` rests on: who does what, years that are not announced, and how the open questions turn out.

    Years up to that of the day `after` are named elsewhere.
    """
    if not staffing.split:
        yield words(w.ANYONE, lang)
    elif any(not worker.owner for worker in staffing.workers):
        yield words(w.ONE_TEAM, lang)
    yield from _further_years(staffing, after, until, lang)
    if is_open:
        yield words(w.SCHEDULE_OPEN, lang)


def _further_years(staffing: Staffing, after: str, until: str, lang: Lang) -> Iterator[str]:
    """The years up to a day that are not announced yet, but for those up to the year of an earlier day ("" for none)."""
    calendar = staffing.calendar
    years = [str(year) for year in calendar.assumed(calendar.day(until)) if str(year) > after[:4]]
    if years:
        yield say(w.NOT_ANNOUNCED, lang, years=LANGUAGES[lang].listed(years))


def date_lines(found: Answers, finish: str, lang: Lang) -> Iterator[str]:
    """The earliest day, the least effort with its day, and what more effort buys. `finish`: the end of the schedule shown; "" for none.

    They stand beside what is said of the schedule, which has its `assumptions`.
    """
    if isinstance(found, PlanningError) and finish:
        yield say(w.NO_EARLIEST, lang, why=words(Text(zh=found.zh, en=str(found)), lang))
    if isinstance(found, OverProfiles):
        yield from _under_profiles(found, finish, lang)
    if not isinstance(found, ByWhen) or not finish:
        return
    curve = found.curve
    if not curve.plans:
        return
    if len(curve.plans) == 1 and curve.exact:
        yield say(w.LEAST_IS_EARLIEST, lang, effort=_effort(curve.plans[0], lang), day=curve.plans[0].ready)
    else:
        yield _earliest_line(curve, lang)
        yield _least_line(curve.plans[-1], lang)
    if curve.plans[-1].ready != finish:
        yield words(w.OTHER_STEPS, lang)
    yield from _earlier_lines(curve, lang)
    yield from _further_years(found.staffing, finish, curve.plans[-1].ready, lang)


def _under_profiles(found: OverProfiles, finish: str, lang: Lang) -> Iterator[str]:
    """The first and the last earliest day over the profiles that agree: one, between two, or none under some."""
    if found.first and found.first == found.last:
        yield say(w.EARLIEST_UNDER_ALL, lang, day=found.first)
    elif found.first:
        yield say(w.EARLIEST_BETWEEN if found.last else w.EARLIEST_OR_NEVER, lang, first=found.first, last=found.last)
    yield from _further_years(found.staffing, finish, max(found.first, found.last, finish), lang)


def _effort(plan: DatedPlan, lang: Lang) -> str:
    return effort_words(plan.effort, lang)


def _earliest_line(curve: Curve, lang: Lang) -> str:
    """The left end: "at the earliest" only where every day before it is proved impossible."""
    first = curve.plans[0]
    if curve.earliest_proved:
        return say(w.EARLIEST, lang, day=first.ready, effort=_effort(first, lang))
    if curve.impossible < 0:
        return say(w.EARLIEST_FOUND, lang, day=first.ready, effort=_effort(first, lang))
    before = curve.staffing.calendar.date(curve.impossible)
    return say(w.EARLIEST_FOUND_NOT_BY, lang, day=first.ready, effort=_effort(first, lang), before=before)


def _least_line(least: DatedPlan, lang: Lang) -> str:
    """The right end: "at the least" only where no plan takes less."""
    if least.gap:
        return say(w.LEAST_FOUND, lang, effort=_effort(least, lang), day=least.ready, gap=plain(least.gap))
    return say(w.LEAST, lang, effort=_effort(least, lang), day=least.ready)


def _earlier_lines(curve: Curve, lang: Lang) -> Iterator[str]:
    """What the next step of the curve costs and brings, from the least effort on: both ends of it exact."""
    for sooner, later in list(pairwise(curve.plans))[-1:]:
        if sooner.exact and later.exact:
            days = later.day - sooner.day
            text = w.EARLIER_BY_ONE if days == 1 else w.EARLIER
            yield say(text, lang, more=effort_words(sooner.effort - later.effort, lang), days=days, day=sooner.ready)


def too_late(found: Answers) -> bool:
    """Whether it is proved that no plan is done by the day that was set."""
    if isinstance(found, OverProfiles):
        return found.made == "none"
    return isinstance(found, ByWhen) and found.needed is not None and found.curve.proved_impossible(found.needed.date)


def deadline_lines(found: Answers, finish: str, lang: Lang) -> Iterator[str]:
    """Whether a plan is done by the day that was set, and how many person-days a week that takes; nothing without such a day."""
    if isinstance(found, OverProfiles) and found.ready_by and found.made:
        yield say(w.MADE_UNDER[found.made], lang, by=found.ready_by)
    if not isinstance(found, ByWhen) or found.ready_by is None:
        return
    if found.needed is None:
        yield say(w.BEFORE_START, lang, by=found.ready_by, start=found.staffing.calendar.first)
        return
    yield from _made_lines(found.curve, found.needed.date, finish, lang)
    yield from _staff_lines(found.needed, found.staffing, lang)


def _made_lines(curve: Curve, by: str, finish: str, lang: Lang) -> Iterator[str]:
    made = curve.by(by)
    if curve.proved_impossible(by):
        if not curve.plans:
            yield say(w.TOO_LATE, lang, by=by)
            return
        text = w.TOO_LATE_EARLIEST if curve.earliest_proved else w.TOO_LATE_FOUND
        yield say(text, lang, by=by, day=curve.plans[0].ready)
    elif finish and finish <= by:
        yield say(w.SCHEDULED_UNTIL, lang, day=finish)
    elif finish and made is not None:
        yield say(w.ANOTHER_MAKES_IT, lang, finish=finish, by=by, effort=_effort(made, lang))
    elif finish:
        yield say(w.SCHEDULED_UNTIL, lang, day=finish)


def _staff_lines(needed: StaffNeeded, staffing: Staffing, lang: Lang) -> Iterator[str]:
    """With how many, as the next half day up: "takes" only where any less is proved too little."""
    per_week = needed.per_week(staffing)
    if per_week is None:
        if needed.exact:
            yield say(w.NOBODY_MAKES_IT, lang, by=needed.date)
    elif per_week:
        alone, shared = (w.TAKES, w.TAKES_SHARED) if needed.exact else (w.ENOUGH, w.ENOUGH_SHARED)
        effort = effort_words(half_day_up(per_week), lang)
        yield say(shared if staffing.split else alone, lang, by=needed.date, effort=effort)

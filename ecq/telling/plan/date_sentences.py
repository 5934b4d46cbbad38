"""By when a plan can be done, and with how many people: each sentence only in the state in which it is proved.

Words what `ecq.planning.deadline_curve` has found; computes nothing. Days and person-days are those with the open questions at
their best, and rest on who works: `assumptions` says so, beside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ecq.base.errors import PlanningError
from ecq.base.exact import plain
from ecq.base.language import LANGUAGES, Lang, Text, error_text, text, words
from ecq.planning.calendar import Staffing
from ecq.planning.deadline_curve import ByWhen, Curve, DatedPlan, OverProfiles, half_day_up
from ecq.telling.plan.sentences import effort_words
from ecq.telling.text.words import say

# What days rest on
ANYONE = text("前提是谁都能做任何一件事。", "This holds if anyone can do anything.")
ONE_TEAM = text("没有负责人的算一个团队的。", "What has no owner is the work of one team.")
NOT_ANNOUNCED = text(
    "{years} 年的放假安排还没有公布，先按已知的节日算。",
    "The days off of {years} are not announced yet; those known so far are taken.",
)
SCHEDULE_OPEN = text("没确认的题按都成立算。", "What is open is taken to turn out well.")

# By when
EARLIEST = text("最早 {day} 做完，要 {effort}。", "Done on {day} at the earliest, with {effort}.")
EARLIEST_FOUND = text("找到的最早 {day} 做完，要 {effort}。", "The earliest found is done on {day}, with {effort}.")
EARLIEST_FOUND_NOT_BY = text(
    "找到的最早 {day} 做完，要 {effort}；到 {before} 肯定做不完。",
    "The earliest found is done on {day}, with {effort}; by {before} nothing is.",
)
LEAST = text("最少要 {effort}，{day} 做完。", "At the least {effort}, done on {day}.")
LEAST_IS_EARLIEST = text("最少要 {effort}，最早 {day} 做完。", "At the least {effort}, done on {day} at the earliest.")
OTHER_STEPS = text("这和列出的做法不同。", "That is with other steps than those listed.")
LEAST_FOUND = text(
    "找到的最省做法要 {effort}，{day} 做完，最多比可能的最少高 {gap} 人日。",
    "The best found takes {effort}, done on {day}, at most {gap} person-days above the least possible.",
)
EARLIER = text("多 {more}，早 {days} 天，{day} 做完。", "{more} more, and it is done {days} days earlier, on {day}.")
NO_EARLIEST = text("说不出最早哪天做完：{why}。", "It cannot be said by when it can be done at the earliest: {why}.")

# While facts of the profile are missing
EARLIEST_UNDER_ALL = text(
    "最早 {day} 做完，缺的平台画像怎么填都一样。",
    "Done on {day} at the earliest, whatever the missing facts turn out to be.",
)
EARLIEST_BETWEEN = text(
    "最早哪天做完看缺的平台画像：{first} 至 {last}。",
    "The earliest day is between {first} and {last}, depending on the missing facts.",
)
EARLIEST_OR_NEVER = text(
    "最早 {first} 做完；缺的平台画像有的填法到不了。",
    "Done on {first} at the earliest; for some platforms that the missing facts leave open it is out of reach.",
)
MADE_UNDER: dict[str, Text] = {
    "all": text(
        "到 {by} 做得完，缺的平台画像怎么填都一样。",
        "It can be done by {by}, whatever the missing facts turn out to be.",
    ),
    "some": text(
        "到 {by} 能不能做完，看缺的平台画像。", "Whether it can be done by {by} depends on the missing facts."
    ),
    "none": text(
        "到 {by} 做不完，缺的平台画像怎么填都一样。",
        "It cannot be done by {by}, whatever the missing facts turn out to be.",
    ),
}

# By the day that was set
BEFORE_START = text(
    "目标日 {by} 早于开工日 {start}。", "The day to be done by, {by}, lies before the day work begins, {start}."
)
SCHEDULED_UNTIL = text("列出的事排到 {day}。", "The work listed is scheduled until {day}.")
ANOTHER_MAKES_IT = text(
    "列出的事排到 {finish}，赶不上 {by}；另有 {effort}的做法赶得上。",
    "The work listed is scheduled until {finish}, after {by}; another way, of {effort}, is done by then.",
)
TOO_LATE = text("到 {by} 做不完。", "It cannot be done by {by}.")
TOO_LATE_EARLIEST = text("到 {by} 做不完，最早 {day}。", "It cannot be done by {by}; the earliest day is {day}.")
TOO_LATE_FOUND = text(
    "到 {by} 做不完，找到的最早是 {day}。", "It cannot be done by {by}; the earliest day found is {day}."
)
TAKES = text("要在 {by} 做完，每周得有 {effort}。", "To be done by {by} takes {effort} a week.")
TAKES_SHARED = text(
    "要在 {by} 做完，每周合计得有 {effort}，各人比例不变。",
    "To be done by {by} takes {effort} a week in all, shared out as now.",
)
ENOUGH = text("要在 {by} 做完，每周有 {effort}就够。", "To be done by {by}, {effort} a week will do.")
ENOUGH_SHARED = text(
    "要在 {by} 做完，每周合计有 {effort}就够，各人比例不变。",
    "To be done by {by}, {effort} a week in all will do, shared out as now.",
)
NOBODY_MAKES_IT = text("人再多，{by} 也做不完。", "However many people work on it, it cannot be done by {by}.")


Answers = ByWhen | OverProfiles | PlanningError | None


def assumptions(staffing: Staffing, until: str, is_open: bool, lang: Lang, after: str = "") -> Iterator[str]:
    """What a day up to `until` rests on: who does what, years that are not announced, and how the open questions turn out.

    Years up to that of the day `after` are named elsewhere.
    """
    if not staffing.split:
        yield words(ANYONE, lang)
    elif any(not worker.owner for worker in staffing.workers):
        yield words(ONE_TEAM, lang)
    yield from _further_years(staffing, after, until, lang)
    if is_open:
        yield words(SCHEDULE_OPEN, lang)


def _further_years(staffing: Staffing, after: str, until: str, lang: Lang) -> Iterator[str]:
    """The years up to a day that are not announced yet, but for those up to the year of an earlier day ("" for none)."""
    calendar = staffing.calendar
    years = [str(year) for year in calendar.assumed(calendar.day(until)) if str(year) > after[:4]]
    if years:
        yield say(NOT_ANNOUNCED, lang, years=LANGUAGES[lang].listed(years))


def date_lines(found: Answers, finish: str, lang: Lang) -> Iterator[str]:
    """The earliest day, the least effort with its day, and what more effort buys. `finish`: the end of the schedule shown; "" for none.

    They stand beside what is said of the schedule, which has its `assumptions`.
    """
    if isinstance(found, PlanningError) and finish:
        yield say(NO_EARLIEST, lang, why=words(error_text(found), lang))
    if isinstance(found, OverProfiles):
        if found.first and found.first == found.last:
            yield say(EARLIEST_UNDER_ALL, lang, day=found.first)
        elif found.first:
            yield say(EARLIEST_BETWEEN if found.last else EARLIEST_OR_NEVER, lang, first=found.first, last=found.last)
        yield from _further_years(found.staffing, finish, max(found.first, found.last, finish), lang)
    if not isinstance(found, ByWhen) or not finish:
        return
    curve = found.curve
    if not curve.plans:
        return
    if len(curve.plans) == 1 and curve.exact:
        effort = effort_words(curve.plans[0].effort, lang)
        yield say(LEAST_IS_EARLIEST, lang, effort=effort, day=curve.plans[0].ready)
    else:
        yield _earliest_line(curve, lang)
        yield _least_line(curve.plans[-1], lang)
    if curve.plans[-1].ready != finish:
        yield words(OTHER_STEPS, lang)
    # What the next step of the curve costs and brings, from the least effort on: both ends of it exact.
    for sooner, later in list(pairwise(curve.plans))[-1:]:
        if sooner.exact and later.exact:
            more, days = effort_words(sooner.effort - later.effort, lang), later.day - sooner.day
            yield say(EARLIER, lang, more=more, days=days, day=sooner.ready)
    yield from _further_years(found.staffing, finish, curve.plans[-1].ready, lang)


def _earliest_line(curve: Curve, lang: Lang) -> str:
    """The left end: "at the earliest" only where every day before it is proved impossible."""
    first = curve.plans[0]
    marks = {"day": first.ready, "effort": effort_words(first.effort, lang)}
    if curve.earliest_proved:
        return say(EARLIEST, lang, **marks)
    if curve.impossible < 0:
        return say(EARLIEST_FOUND, lang, **marks)
    return say(EARLIEST_FOUND_NOT_BY, lang, **marks, before=curve.staffing.calendar.date(curve.impossible))


def _least_line(least: DatedPlan, lang: Lang) -> str:
    """The right end: "at the least" only where no plan takes less."""
    effort, gap = effort_words(least.effort, lang), plain(least.gap)
    return say(LEAST_FOUND if least.gap else LEAST, lang, effort=effort, day=least.ready, gap=gap)


def too_late(found: Answers) -> bool:
    """Whether it is proved that no plan is done by the day that was set."""
    if isinstance(found, OverProfiles):
        return found.made == "none"
    return isinstance(found, ByWhen) and found.needed is not None and found.curve.proved_impossible(found.needed.date)


def deadline_lines(found: Answers, finish: str, lang: Lang) -> Iterator[str]:
    """Whether a plan is done by the day that was set, and how many person-days a week that takes; nothing without such a day."""
    if isinstance(found, OverProfiles) and found.ready_by and found.made:
        yield say(MADE_UNDER[found.made], lang, by=found.ready_by)
    if not isinstance(found, ByWhen) or found.ready_by is None:
        return
    if found.needed is None:
        yield say(BEFORE_START, lang, by=found.ready_by, start=found.staffing.calendar.first)
        return
    yield from _made_lines(found.curve, found.needed.date, finish, lang)
    # With how many, as the next half day up: "takes" only where any less is proved too little.
    per_week = found.needed.per_week(found.staffing)
    if per_week is None:
        if found.needed.exact:
            yield say(NOBODY_MAKES_IT, lang, by=found.needed.date)
    elif per_week:
        alone, shared = (TAKES, TAKES_SHARED) if found.needed.exact else (ENOUGH, ENOUGH_SHARED)
        effort = effort_words(half_day_up(per_week), lang)
        yield say(shared if found.staffing.split else alone, lang, by=found.needed.date, effort=effort)


def _made_lines(curve: Curve, by: str, finish: str, lang: Lang) -> Iterator[str]:
    made = curve.by(by)
    if curve.proved_impossible(by) and curve.plans:
        text = TOO_LATE_EARLIEST if curve.earliest_proved else TOO_LATE_FOUND
        yield say(text, lang, by=by, day=curve.plans[0].ready)
    elif curve.proved_impossible(by):
        yield say(TOO_LATE, lang, by=by)
    elif finish > by and made is not None:
        yield say(ANOTHER_MAKES_IT, lang, finish=finish, by=by, effort=effort_words(made.effort, lang))
    elif finish:
        yield say(SCHEDULED_UNTIL, lang, day=finish)

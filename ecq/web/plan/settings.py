"""The settings of a plan: target grade and goal, days, person-days, limits, and what is locked or left out.

Every change is saved at once and plans anew. What is refused stays in its field, to be corrected.
"""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any, Literal, get_args

import streamlit as st

from ecq.assessment.changes import set_to, set_up
from ecq.assessment.model import Assessment
from ecq.base.language import LANGUAGES, Text
from ecq.planning import Goal, agreed
from ecq.planning.calendar import CALENDARS, MAINLAND
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric
from ecq.telling.plan import words as p
from ecq.telling.plan.sentences import action
from ecq.telling.plan.words import CALENDARS as CALENDAR_NAMES
from ecq.telling.plan.words import PROVE_ONE
from ecq.telling.plan.work_plan import WorkPlan, capacity_words, effort_of
from ecq.telling.text import words as w
from ecq.web.html.parts import choose, draw_html, inert
from ecq.web.plan.component import Plans
from ecq.web.session import widget_keys as keys
from ecq.web.session.planned import Planned
from ecq.web.session.state import Refused, session
from ecq.web.session.visit import Visit, change, changing
from ecq.writers.html.blocks import tag

EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
"""What the calendar offers; a day saved beyond it can still be chosen."""

OWNER = "owner "
"""How the name of an owner's field begins."""

Limit = Literal["weekly", "days_off", "max_lead_time", "capacity"]


def draw_settings(visit: Visit, plans: Planned, worded: WorkPlan, today: str) -> None:
    """The terms of the plan in one line; each unfolds to what sets it. What is refused unfolds by itself."""
    terms, target = visit.assessment.terms, visit.say(plans.plan.target.title)
    with st.container(horizontal=True, key="plan-limits", gap="small"):
        with st.popover(f"{target} · {visit.say(p.GOALS[plans.goal])}", key="terms-target"):
            _targets(visit, plans)
        with st.popover(capacity_words(terms, visit.lang) or visit.say(p.WHO_WORKS), key="terms-people"):
            _number(visit, "weekly", p.WEEKLY, capacity_words(terms, visit.lang) or visit.say(p.NO_DATES))
            _owner_days(visit)
        start, ready_by = terms.start or worded.begins, terms.ready_by
        begins = visit.say(p.BEGINS, day=start) if start else visit.say(p.BEGINS_NEXT)
        days = visit.say(p.BEGINS_AND_DUE, begins=begins, day=ready_by) if ready_by else begins
        with st.popover(days, key="terms-days"):
            _days(visit, worded, today)
            _working_days(visit)
        count = sum(map(len, (terms.locked, terms.excluded, terms.efforts)))
        count += sum(map(bool, (terms.max_lead_time, terms.capacity)))
        limits = visit.say(p.LIMITS_COUNT, count=count) if count else visit.say(p.NO_LIMITS)
        with st.popover(limits, key="terms-limits"):
            _number(visit, "max_lead_time", p.LONGEST, visit.say(p.NO_LIMIT))
            _number(visit, "capacity", p.CAPACITY, visit.say(p.NO_LIMIT))
            _held(visit)
    for why in session().page(Plans).limits_refused.values():
        st.error(inert(visit.say(why)))
    session().page(Plans).limits_refused = {}


def _targets(visit: Visit, plans: Planned) -> None:
    by_grade = {plan.target.id: plan for plan in plans.staircase.plans}
    # The price is a caption, not part of the label: Streamlit recognises an option by its label.
    titles = {grade: visit.say(plan.target.title) for grade, plan in by_grade.items()}
    prices = [effort_of(plan, visit.lang) for plan in by_grade.values()]
    field = _field(visit, "target", keys.PLAN_TARGET, plans.target)
    choose(st.radio, visit.say(w.TARGET), titles, captions=prices, **field)
    goals = {goal: visit.say(name) for goal, name in p.GOALS.items()}
    notes = [visit.say(p.GOAL_NOTES[goal]) for goal in p.GOALS]
    field = _field(visit, "goal", keys.PLAN_GOAL, plans.goal)
    choose(st.radio, visit.say(p.GOAL), goals, captions=notes, **field)


def _days(visit: Visit, worded: WorkPlan, today: str) -> None:
    terms = visit.assessment.terms
    _day(visit, "start", p.START_DAY, terms.start)
    if terms.start and terms.start < today:
        st.caption(visit.say(p.START_PAST))
    _day(visit, "ready_by", p.READY_BY, terms.ready_by)
    if not terms.ready_by:
        return
    if terms.ready_by < today:
        st.caption(visit.say(p.READY_BY_PAST))
        return
    if worded.deadline:
        marks = {True: tag("jade", visit.say(p.IN_TIME)), False: tag("gold", visit.say(p.NOT_IN_TIME)), None: ""}
        told = LANGUAGES[visit.lang].sentences(worded.deadline)
        draw_html(f"<p>{marks[worded.in_time]}{escape(told)}</p>")


def _day(visit: Visit, which: str, label: Text, saved: str | None) -> None:
    day = date.fromisoformat(saved) if saved else None
    least, most = min(EARLIEST, day or EARLIEST), max(LATEST, day or LATEST)
    field = _field(visit, which, keys.PLAN_DAYS[which], day)
    st.date_input(visit.say(label), value=None, min_value=least, max_value=most, format="YYYY-MM-DD", **field)


def _number(visit: Visit, limit: Limit, label: Text, hint: str) -> None:
    field = _field(visit, limit, keys.PLAN_LIMITS[limit], getattr(visit.assessment.terms, limit) or "")
    st.text_input(visit.say(label), placeholder=hint, max_chars=40, **field)


def _owner_days(visit: Visit) -> None:
    """The days of each owner, one field for each that is named and one for what has no owner: one line that unfolds."""
    terms, refused = visit.assessment.terms, session().page(Plans).limits_refused
    owners = sorted({*terms.owners.values(), *terms.weekly_by_owner} - {""})
    if not owners:
        return
    with st.expander(visit.say(p.BY_OWNER), expanded=any(one.startswith(OWNER) for one in refused)):
        st.caption(visit.say(p.OWNERS_COME_FROM_LINES))
        for owner in (*owners, ""):
            field = _field(visit, OWNER + owner, f"plan-owner-days-{owner}", terms.weekly_by_owner.get(owner, ""))
            st.text_input(inert(owner) or visit.say(p.WITHOUT_OWNER), max_chars=40, **field)


def _working_days(visit: Visit) -> None:
    """Whose working days count, and own days off: one line that unfolds."""
    terms = visit.assessment.terms
    chosen = terms.calendar or MAINLAND
    known = chosen in CALENDARS  # a file can name one that there is not: the plan then says so, and no dates
    named = visit.say(CALENDAR_NAMES[chosen]) if known else inert(chosen)
    unfolded = "days_off" in session().page(Plans).limits_refused
    with st.expander(f"{visit.say(p.WORKING_DAYS)} · {named}", expanded=unfolded):
        titles = {calendar: visit.say(CALENDAR_NAMES[calendar]) for calendar in CALENDARS}
        field = _field(visit, "calendar", keys.PLAN_CALENDAR, chosen if known else None)
        choose(st.selectbox, visit.say(p.CALENDAR), titles, **field)
        field = _field(visit, "days_off", keys.PLAN_LIMITS["days_off"], " ".join(terms.days_off))
        st.text_input(visit.say(p.DAYS_OFF), placeholder=visit.say(p.DAYS_OFF_LIKE), **field)


def _field(visit: Visit, name: str, key: str, saved: object) -> dict[str, Any]:
    """What each field is drawn with. It shows what is saved, unless what was typed there was just refused."""
    # Only where it differs, which else would undo a press made meanwhile.
    if name not in session().page(Plans).limits_refused and st.session_state.get(key) != saved:
        st.session_state[key] = saved
    return {"key": key, "on_change": _save, "args": (name, key), "disabled": visit.looks_only}


def _save(name: str, key: str) -> None:
    """Save what a field holds. Where it is refused, the sentence stands at the field, and what was typed stays in it."""
    given = st.session_state.get(key)
    outcome = change(lambda assessment, rubric, at: _set(assessment, rubric, name, given, at))
    if isinstance(outcome, Refused):
        here = session().page(Plans)
        here.limits_refused = {**here.limits_refused, name: outcome.why}


def _set(assessment: Assessment, rubric: Rubric, name: str, given: Any, at: str) -> Assessment | Invalid:
    """The assessment with what a field holds. After a switch of language an old label may come once more: it sets nothing."""
    match name:
        case "target":
            known = given in {band.id for band in rubric.bands}
            return set_up(assessment, rubric, target=given, at=at) if known else assessment
        case "goal":
            return agreed.set_goal(assessment, given, at) if given in get_args(Goal) else assessment
        case "calendar":
            return agreed.set_calendar(assessment, given, at) if given in CALENDARS else assessment
        case "start" | "ready_by" as which:
            return agreed.set_day(assessment, which, given.isoformat() if isinstance(given, date) else "", at)
        case "weekly":
            return agreed.set_weekly(assessment, given or "", at)
        case "days_off":
            return agreed.set_days_off(assessment, given or "", at)
        case "max_lead_time" | "capacity" as limit:
            return agreed.set_limit(assessment, limit, given or "", at)
        case _:
            days = {**assessment.terms.weekly_by_owner, name.removeprefix(OWNER): given or ""}
            return agreed.set_owner_days(assessment, {owner: each for owner, each in days.items() if each.strip()}, at)


# -- what is locked or left out


def _held(visit: Visit) -> None:
    terms = visit.assessment.terms
    held = ((p.LOCKED_COUNT, terms.locked), (p.EXCLUDED_COUNT, terms.excluded), (p.OWN_COUNT, terms.efforts))
    counted = [visit.say(text, count=len(chosen)) for text, chosen in held if chosen]
    if counted:
        st.caption(visit.say(p.LIMITS_HELD, parts=LANGUAGES[visit.lang].listed(counted)))
    if (counted or terms.max_lead_time or terms.capacity) and not visit.looks_only:
        st.button(visit.say(p.LIFT_ALL), key="plan-lift", on_click=changing(Plans, set_to(agreed.lift_all)))
    known = [key for key in (*terms.locked, *terms.excluded) if key.partition("/")[0] in visit.rubric.by_id]
    if not known:
        return
    with st.expander(f"{visit.say(p.HELD_OUT)} · {len(known)}", expanded=len(known) <= 5):
        for key in known:
            locked = key in terms.locked
            st.write(inert(_key_title(visit, key)))
            if not visit.looks_only:
                label = visit.say(p.UNLOCK if locked else p.TAKE_IN)
                free = set_to(agreed.lock if locked else agreed.exclude, key, False)
                st.button(label, key=f"free-{key}", on_click=changing(Plans, free))


def _key_title(visit: Visit, key: str) -> str:
    """A question, or the action of a step of it."""
    question_id, _, step = key.partition("/")
    question = visit.rubric.by_id[question_id]
    bank_step, name = question.steps.get(step), visit.say(question.text)
    if bank_step is not None:
        return f"{visit.say(action(bank_step.advice))} · {name}"
    return visit.say(PROVE_ONE, question=name) if step else name

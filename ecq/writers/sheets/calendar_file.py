"""The days of a plan, and of invitations, as a calendar file (.ics, RFC 5545) for any calendar program; an all-day entry for each thing that has a day.

Holds what the plan page shows of each line and nothing else: no name of the client, no address.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from icalendar import Calendar, Event

from ecq.assessment.model import Assessment
from ecq.base.errors import PlanningError
from ecq.base.language import LANGUAGES, Lang
from ecq.planning import Plan
from ecq.planning.calendar import has_capacity
from ecq.planning.schedule import timeline
from ecq.rubric.model import Rubric
from ecq.store.invitations import Invitation
from ecq.telling.due import DUE_EVENT, DueLine
from ecq.telling.plan import words as p
from ecq.telling.plan.work_plan import figures_of, work_plan
from ecq.telling.portfolio.words import KINDS, due_about
from ecq.telling.text import words as w
from ecq.telling.text.words import say


def plan_calendar(rubric: Rubric, assessment: Assessment, plan: Plan, lang: Lang, day: str) -> bytes:
    """The calendar file of a plan as of a day (ISO 8601): each line on the day chosen for it, or else on that of the schedule.

    The same plan gives the same bytes, and the same entries again after a change, so that a calendar program replaces them.
    Raises PlanningError where no line has a day, with the reason.
    """
    worded = work_plan(rubric, assessment, plan, lang, day)
    lines = [line for line in worded.lines if line.day]
    if not lines:
        timeline(rubric, assessment, plan.steps, day)  # where there is a reason, this raises it
        why = p.NOTHING_LISTED if has_capacity(assessment.terms) else p.NOTHING_DATED
        raise PlanningError(why.en, why.zh)
    stamp = _at_midnight(day)
    events = []
    for line in lines:
        rests_on = "" if line.question in assessment.terms.due else worded.schedule
        figures = (*figures_of(line, plan.goal, lang), *([line.owner] if line.owner else []))
        evidence = LANGUAGES[lang].semicolon.join(line.evidence)
        produced = say(p.EVIDENCE, lang, evidence=evidence)
        told = filter(None, (line.asked, line.rise, *line.actions, produced, " · ".join(figures), rests_on))
        key = f"{assessment.created_at} {line.question}"
        events.append(_event(key, stamp, line.title, "\n".join(told), line.day))
    return _calendar(events, lang)


def due_calendar(invitations: Iterable[Invitation], lang: Lang) -> bytes:
    """The calendar file of the days on which invitations are due: whom each is for, how many questions; no name of the client."""
    events = []
    for one in invitations:
        if one.due:
            said = say(DUE_EVENT, lang, label=one.label, answered=one.answered, count=len(one.questions))
            events.append(_event(one.id, datetime.fromisoformat(one.created_at), said, "", one.due))
    return _calendar(events, lang)


def desk_calendar(lines: Iterable[DueLine], rubrics: Mapping[str, Rubric], lang: Lang, day: str) -> bytes:
    """The calendar file of what is due with clients, as of a day: whose it is and what, on its day; no answer."""
    events = []
    for line in lines:
        key = f"{line.id} {line.due.kind} {line.due.question} {line.due.piece or line.due.what}"
        summary = f"{line.name}{LANGUAGES[lang].colon}{say(KINDS[line.due.kind], lang)}"
        about = due_about(line.due, rubrics, lang)
        events.append(_event(key, _at_midnight(day), summary, about, line.due.day))
    return _calendar(events, lang)


def _at_midnight(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


def _calendar(events: Iterable[Event], lang: Lang) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//ECQ//ecq//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", say(w.PRODUCT, lang))
    for event in events:
        calendar.add_component(event)
    file: bytes = calendar.to_ical()
    return file


def _event(key: str, stamp: datetime, summary: str, description: str, day: str) -> Event:
    """A whole day. `key` is what it is known by, `stamp` the time it is of."""
    event = Event()
    due = date.fromisoformat(day)
    event.add("uid", f"{sha256(key.encode()).hexdigest()[:32]}@ecq")
    event.add("dtstamp", stamp)
    event.add("transp", "TRANSPARENT")  # what is due takes no time of the day
    event.add("dtstart", due)
    event.add("dtend", min(due, date.max - timedelta(days=1)) + timedelta(days=1))
    event.add("summary", summary)
    event.add("description", description)
    return event

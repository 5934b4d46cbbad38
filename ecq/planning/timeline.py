"""When the lines of a plan run, as its one schedule has it: page, report, workbook, calendar file and API show it.

Knows the terms of a plan; must not know words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ecq.assessment.model import Assessment
from ecq.assessment.plan_terms import PlanTerms
from ecq.planning.cheapest import PlanStep
from ecq.planning.schedule import Schedule, ScheduledStep, schedule
from ecq.planning.staffing import Staffing, staffing_of
from ecq.rubric.model import Rubric


@dataclass(frozen=True)
class Slot:
    """The days on which work on a question begins and is finished, counted from the start of the plan; its owner ("" for nobody)."""

    question: str
    owner: str
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Timeline:
    """The schedule of a plan, who works on it, and a slot for each of its lines, by question."""

    schedule: Schedule
    staffing: Staffing
    slots: Mapping[str, Slot]


def staffing_as_of(terms: PlanTerms, day: str) -> Staffing | None:
    """Who works from the day chosen on or, where that has passed, from the next working day on; None where nobody has said who.

    Raises PlanningError as `staffing_of` does.
    """
    if terms.start and terms.start < day:
        terms = terms.model_copy(update={"start": None})
    return staffing_of(terms, day)


def timeline(rubric: Rubric, assessment: Assessment, steps: Sequence[PlanStep], day: str) -> Timeline | None:
    """When the steps of a plan run, as of a day; None without steps, or where nobody has said who works on them.

    Raises PlanningError as `staffing_of` and `schedule` do.
    """
    terms = assessment.terms
    staffing = staffing_as_of(terms, day) if steps else None
    if staffing is None:
        return None
    made = schedule(rubric, assessment, steps, staffing)
    of_line: dict[str, list[ScheduledStep]] = {}
    for step in made.steps:
        of_line.setdefault(step.question, []).append(step)
    day_of = staffing.calendar.day
    slots = {
        question: Slot(
            question,
            terms.owners.get(question, ""),
            day_of(min(step.starts for step in line)),
            day_of(max(step.ends for step in line)),
        )
        for question, line in of_line.items()
    }
    return Timeline(made, staffing, slots)

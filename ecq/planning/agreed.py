"""What was laid down for improving, as limits of a plan; how it is changed; how the agreed plan stands; next steps.

Knows terms, plans and answers. Changes are pure, like those of `ecq.assessment.model`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from types import MappingProxyType
from typing import Any, Literal

from ecq.assessment.changes import clean, rebind
from ecq.assessment.evidence import read_day
from ecq.assessment.model import AMOUNT_MOST, PERSON_LIMIT, TERMS_MOST, AgreedPlan, AgreedStep, Assessment
from ecq.base.day import day_after
from ecq.base.errors import PlanningError
from ecq.base.exact import parse_exact, plain
from ecq.planning.calendar import CALENDARS, MAINLAND, MOST_A_WEEK
from ecq.planning.cheapest import Plan, PlanStep, package_efforts, plan, steps_of
from ecq.planning.limits import FINEST, PROOF, Limits
from ecq.planning.problem import Goal, raises, subjects
from ecq.planning.schedule import timeline
from ecq.rubric.kinds.base import Invalid, Rung, invalid
from ecq.rubric.model import Rubric
from ecq.scoring.readiness import target_band
from ecq.scoring.scorecard import QuestionScore, Scorecard

NO_DAYS: Mapping[str, str] = MappingProxyType({})

StepState = Literal["waiting", "to-confirm", "reached"]


def limits_of(rubric: Rubric, assessment: Assessment) -> Limits:
    """The limits laid down; what this rubric does not ask is left out here and kept in the assessment."""
    terms = assessment.terms

    def known(key: str) -> bool:
        question_id, _, step = key.partition("/")
        question = rubric.by_id.get(question_id)
        return question is not None and (not step or step in (*question.steps, PROOF))

    return Limits(
        locked=[key for key in terms.locked if key in rubric.by_id],
        excluded=[key for key in terms.excluded if known(key)],
        # Files of earlier versions may hold shares of a day that are finer than a plan takes.
        efforts={
            key: Fraction(ceil(parse_exact(v) * FINEST), FINEST) for key, v in terms.efforts.items() if known(key)
        },
        max_lead_time=None if terms.max_lead_time is None else parse_exact(terms.max_lead_time),
        capacity=None if terms.capacity is None else parse_exact(terms.capacity),
    )


def cheapest_plan(rubric: Rubric, assessment: Assessment, target: str | None = None) -> Plan:
    """The way to a grade, the assessment's target by default, under the limits and for the goal saved with it.

    Answers given under another state of the rubric are read under this one.
    """
    bound = rebind(assessment, rubric)
    return plan(rubric, bound, target or target_band(rubric, bound).id, limits_of(rubric, bound), bound.terms.goal)


def lock(assessment: Assessment, question_id: str, on: bool, at: str | None = None) -> Assessment:
    """Keep a question's answer in every plan, or let plans raise it again."""
    return _with(assessment, at, locked=_toggled(assessment.terms.locked, question_id, on))


def exclude(assessment: Assessment, key: str, on: bool, at: str | None = None) -> Assessment:
    """Keep steps out of every plan: a question's id, or `question/step`; or let them in again."""
    return _with(assessment, at, excluded=_toggled(assessment.terms.excluded, key, on))


def set_effort(assessment: Assessment, key: str, said: str, at: str | None = None) -> Assessment | Invalid:
    """The operator's own person-days for a question's steps or one step; "" goes back to the bank's."""
    days = _person_days(said)
    if isinstance(days, Invalid):
        return days
    efforts = {one: value for one, value in assessment.terms.efforts.items() if one != key}
    return _with(assessment, at, efforts=efforts if days is None else {**efforts, key: days})


def set_package(
    assessment: Assessment, proofs: Sequence[PlanStep], said: str, at: str | None = None
) -> Assessment | Invalid:
    """The operator's own person-days for evidence that is brought as one package; "" goes back to the bank's."""
    days = _person_days(said)
    if isinstance(days, Invalid):
        return days
    keys = {f"{step.question}/{PROOF}" for step in proofs}
    kept = {key: value for key, value in assessment.terms.efforts.items() if key not in keys}
    own = {} if days is None else package_efforts(proofs, parse_exact(days))
    return _with(assessment, at, efforts={**kept, **{key: plain(share) for key, share in own.items()}})


def set_limit(
    assessment: Assessment, limit: Literal["max_lead_time", "capacity"], said: str, at: str | None = None
) -> Assessment | Invalid:
    """The longest lead time in days, or the person-days there are; "" for no limit."""
    days = _amount(said)
    return days if isinstance(days, Invalid) else _with(assessment, at, **{limit: days})


def set_weekly(assessment: Assessment, typed: str, at: str | None = None) -> Assessment | Invalid:
    """The person-days a week of all together; "" where that is not said. It takes the place of what was said otherwise."""
    days = _a_week(typed)
    if isinstance(days, Invalid):
        return days
    return _with(assessment, at, weekly=days, weekly_by_owner={}, per_week=None)


def set_owner_days(assessment: Assessment, typed: Mapping[str, str], at: str | None = None) -> Assessment | Invalid:
    """The person-days a week of each owner by name, "" for what has no owner. Nobody else has any then."""
    weekly: dict[str, str] = {}
    for name, amount in typed.items():
        owner, days = clean(" ".join(name.split()), PERSON_LIMIT), _a_week(amount)
        if isinstance(owner, Invalid):
            return owner
        if isinstance(days, Invalid):
            return days
        if days is None:
            return invalid(
                f"{owner}没有每周人日，请填一个大于 0 的数，例如 2 或 0.5。",
                f"{owner} has no person-days a week; please give a number above 0, such as 2 or 0.5.",
            )
        weekly[owner] = days
    return _with(assessment, at, weekly_by_owner=weekly)


def _a_week(typed: str) -> str | Invalid | None:
    """Person-days a week as text; None for nothing."""
    number = _number(typed)
    if number is None or isinstance(number, Invalid):
        return number
    if not 0 < number <= MOST_A_WEEK:
        return invalid(
            f"每周人日要大于 0，最多 {MOST_A_WEEK}。",
            f"Person-days a week must be more than 0 and at most {MOST_A_WEEK}.",
        )
    return plain(number)


def set_calendar(assessment: Assessment, calendar: str, at: str | None = None) -> Assessment | Invalid:
    """Whose working days count: one of `calendar.CALENDARS`."""
    if calendar not in CALENDARS:
        listed = ", ".join(CALENDARS)
        return invalid(
            f"没有日历 {calendar}，可选：{listed}。", f"There is no calendar {calendar}; choose one of: {listed}."
        )
    return _with(assessment, at, calendar=None if calendar == MAINLAND else calendar)


def set_days_off(assessment: Assessment, typed: str, at: str | None = None) -> Assessment | Invalid:
    """Days off beside those of the calendar, one after the other with a space or a comma between; "" for none."""
    days: set[str] = set()
    for part in re.split(r"[\s,，、;；]+", typed.strip()):
        day = read_day(part) if part else ""
        if isinstance(day, Invalid):
            return invalid(f"休息日 {part}：{day.sentence.zh}", f"Day off {part}: {day.sentence.en}")
        days.add(day)
    off = tuple(sorted(days - {""}))
    if len(off) > TERMS_MOST:
        return invalid(f"休息日最多 {TERMS_MOST} 天。", f"There are at most {TERMS_MOST} days off.")
    return _with(assessment, at, days_off=off)


def set_day(
    assessment: Assessment, which: Literal["start", "ready_by"], typed: str, at: str | None = None
) -> Assessment | Invalid:
    """The day the work begins, or the day by which it is to be done; "" for none."""
    day = read_day(typed) if typed.strip() else None
    return day if isinstance(day, Invalid) else _with(assessment, at, **{which: day})


def set_goal(assessment: Assessment, goal: Goal, at: str | None = None) -> Assessment:
    """What plans are made for: to be ready, or the score alone."""
    return _with(assessment, at, goal=goal)


def assign(
    assessment: Assessment, question_id: str, owner: str, due: str, at: str | None = None
) -> Assessment | Invalid:
    """Who raises a question, and until which day; "" for nobody or no day."""
    person = clean(" ".join(owner.split()), PERSON_LIMIT)
    day = read_day(due) if due.strip() else ""
    for one in (person, day):
        if isinstance(one, Invalid):
            return one
    terms = assessment.terms
    owners = {key: value for key, value in terms.owners.items() if key != question_id}
    days = {key: value for key, value in terms.due.items() if key != question_id}
    return _with(
        assessment,
        at,
        owners={**owners, question_id: person} if person else owners,
        due={**days, question_id: day} if day else days,
    )


def lift_all(assessment: Assessment, at: str | None = None) -> Assessment:
    """No locks, exclusions, own efforts or limits any more; owners, days and the agreed plan stay."""
    return _with(assessment, at, locked=(), excluded=(), efforts={}, max_lead_time=None, capacity=None)


def agree(
    assessment: Assessment, plan: Plan, at: str | None = None, days: Mapping[str, str] = NO_DAYS
) -> Assessment | Invalid:
    """Keep a plan as the agreed one, with the `days` on which its questions are to be done. What another agreed plan had ticked off stays ticked where the step is the same."""
    if not plan.feasible or not plan.steps:
        return invalid(
            "这个方案没有要做的事，不能定下来；请换一个目标等级或放宽限制。",
            "This plan has no steps to agree on; choose another target grade or ease the limits.",
        )
    held = assessment.terms.agreed
    done = {(step.question, step.to, step.proves): step for step in held.steps if step.done} if held else {}
    steps = []
    for step in plan.steps:
        before = done.get((step.question, step.to, step.proves))
        agreed_step = AgreedStep(
            question=step.question,
            before=step.from_,
            to=step.to,
            effort=plain(step.effort),
            lead_time=plain(step.in_a_row),
            gain=str(step.gain),
            proves=step.proves,
            planned=days.get(step.question) or None,
            done=before is not None,
            done_on=before.done_on if before else None,
            spent=before.spent if before else None,
        )
        steps.append(agreed_step)
    agreed = AgreedPlan(
        target=plan.target.id,
        at=at,
        score_before=str(plan.score_before),
        score_after=str(plan.score_after),
        evidenced_before=str(plan.evidenced_before),
        evidenced_after=str(plan.evidenced_after),
        steps=tuple(steps),
    )
    return _with(assessment, at, agreed=agreed)


def dissolve(assessment: Assessment, at: str | None = None) -> Assessment:
    """No agreed plan any more; answers given stay."""
    return _with(assessment, at, agreed=None)


def tick(assessment: Assessment, question_id: str, done: bool, at: str | None = None) -> Assessment:
    """Tick a step of the agreed plan off as done, or not. The answer itself changes only when it is confirmed."""
    day = at[:10] if at and done else None
    return _step_with(assessment, question_id, at, done=done, done_on=day)


def set_spent(assessment: Assessment, question_id: str, typed: str, at: str | None = None) -> Assessment | Invalid:
    """The person-days that a step of the agreed plan really took; "" where nobody says. They are kept in the file alone."""
    days = _amount(typed)
    return days if isinstance(days, Invalid) else _step_with(assessment, question_id, at, spent=days)


def _step_with(assessment: Assessment, question_id: str, at: str | None, **changes: Any) -> Assessment:
    agreed = assessment.terms.agreed
    if agreed is None:
        return assessment
    steps = tuple(step.model_copy(update=changes) if step.question == question_id else step for step in agreed.steps)
    return _with(assessment, at, agreed=agreed.model_copy(update={"steps": steps}))


@dataclass(frozen=True)
class AgreedStanding:
    """A step of the agreed plan and where it stands.

    `to-confirm` is ticked off, but the answer is still lower, or has no evidence in hand where the step is to bring it.
    """

    step: AgreedStep
    state: StepState


def agreed_standing(rubric: Rubric, assessment: Assessment, card: Scorecard) -> tuple[AgreedStanding, ...]:
    """How each step of the agreed plan stands; steps of questions that do not apply any more are left out."""
    agreed = assessment.terms.agreed
    standings = []
    for step in agreed.steps if agreed else ():
        scored = card.questions.get(step.question)
        wanted = rubric.by_id[step.question].credit_of(step.to) if scored is not None else None
        if scored is None or wanted is None or not scored.counts:
            continue
        reached = scored.credit is not None and scored.credit >= wanted and (scored.evidenced or not step.proves)
        state: StepState = "reached" if reached else "to-confirm" if step.done else "waiting"
        standings.append(AgreedStanding(step, state))
    return tuple(standings)


def days_of_the_rest(rubric: Rubric, assessment: Assessment, card: Scorecard, day: str) -> Mapping[str, str]:
    """The days on which the steps of the agreed plan that are not done will be, scheduled anew as of a day, by question.

    Empty where nobody works on them or they cannot be scheduled; a step that no longer leads from the present answer to
    what was agreed is left out.
    """
    waiting = {
        one.step.question: one.step for one in agreed_standing(rubric, assessment, card) if one.state == "waiting"
    }
    goal: Goal = "ready" if any(step.proves for step in waiting.values()) else "score"
    chosen = [
        (subject, way)
        for subject in subjects(rubric, assessment, card, limits_of(rubric, assessment), goal, "worst")
        if (step := waiting.get(subject.question.id)) is not None
        for way in subject.raises
        if way.to == step.to
    ]
    try:
        made = timeline(rubric, assessment, steps_of(assessment, card, chosen, goal), day)
    except PlanningError:
        return NO_DAYS
    if made is None:
        return NO_DAYS
    return {question: day_after(made.schedule.begins, slot.end) for question, slot in made.slots.items()}


def _toggled(held: Iterable[str], key: str, on: bool) -> tuple[str, ...]:
    kept = tuple(one for one in held if one != key)
    return (*kept, key) if on else kept


def _amount(said: str) -> str | Invalid | None:
    """What was typed as an exact number from 0, as text; None for nothing."""
    number = _number(said)
    if number is None or isinstance(number, Invalid):
        return number
    if not 0 <= number <= AMOUNT_MOST:
        return invalid(f"数字要在 0 到 {AMOUNT_MOST} 之间。", f"The number must be from 0 to {AMOUNT_MOST}.")
    return plain(number)


def _person_days(said: str) -> str | Invalid | None:
    """The same of person-days of one's own, as fine as a plan takes them."""
    days = _amount(said)
    if isinstance(days, str) and (parse_exact(days) * FINEST).denominator != 1:
        return invalid("人日最多三位小数，例如 0.125。", "Person-days have at most three decimals, such as 0.125.")
    return days


def _number(said: str) -> Fraction | Invalid | None:
    if not said.strip():
        return None
    try:
        return parse_exact(said.strip())
    except ValueError:
        return invalid("请填一个数字，例如 2 或 0.5。", "Please give a number, such as 2 or 0.5.")


def _with(assessment: Assessment, at: str | None, **changes: Any) -> Assessment:
    return assessment.changed(at, terms=assessment.terms.model_copy(update=changes))


@dataclass(frozen=True)
class NextStep:
    """What to do next about a question. `gain` is in the guaranteed score, of all of `effort`; `in_a_row` in days."""

    rungs: tuple[Rung, ...]
    effort: Fraction
    in_a_row: Fraction
    gain: Fraction


@dataclass(frozen=True)
class NextSteps:
    """Next steps within the limits laid down, for one assessment; those of the plan where it raises the question."""

    rubric: Rubric
    assessment: Assessment
    limits: Limits
    planned: Mapping[str, PlanStep]

    def of(self, scored: QuestionScore) -> NextStep | None:
        """The next step of an answered question with points to gain; None for any other, or where the limits allow none.

        An open question has none: only its answer says whether anything is to be done.
        """
        if scored.state != "answered" or not scored.to_gain:
            return None
        planned = self.planned.get(scored.id)
        if planned is not None:
            return NextStep(planned.rungs, planned.effort, planned.in_a_row, planned.claimed)
        question, value = self.rubric.by_id[scored.id], self.assessment.response(scored.id).value
        goal = self.assessment.terms.goal
        ways = raises(question, value, scored.credit, scored.held, self.limits, goal)
        higher = next((way for way in ways if scored.credit is not None and way.credit > scored.credit), None)
        if higher is None or scored.credit is None:
            return None
        return NextStep(higher.rungs, higher.effort, higher.in_a_row, scored.points * (higher.credit - scored.credit))


def next_steps(rubric: Rubric, assessment: Assessment, steps: Iterable[PlanStep]) -> NextSteps:
    """What gives the next step of each question, given the steps of the plan."""
    raised = {step.question: step for step in steps if step.kind == "improve"}
    return NextSteps(rubric, assessment, limits_of(rubric, assessment), raised)

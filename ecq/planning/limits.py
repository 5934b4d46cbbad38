"""What a plan may not do: locks, exclusions, own efforts, lead-time limit, capacity; and whether they make sense together.

Knows what can be said about limits. Must not know how a plan is found.

A step is named `question` (all of its steps) or `question/step`, where `step` is the id of the option, band or checklist
item that the step leads to; the step of a yes-no question is `question/yes`. `question/+evidence` is bringing its
evidence together.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from ecq.assessment.model import Assessment
from ecq.base.errors import PlanningError
from ecq.base.exact import parse_exact
from ecq.rubric.kinds import Question
from ecq.rubric.model import GradeBand, Rubric

PROOF = "+evidence"
"""The step that brings the evidence of a question together. No option, band or item can have this id."""

FINEST = 1000
"""Own efforts have at most three decimals: a person-day is cut into so many parts at the most."""

LimitKind = Literal["target", "gate", "lock", "exclude", "lead-time", "capacity", "nothing"]
"""What can stand in the way of a plan. `nothing`: every question is set aside or ruled out, so no score is known."""


@dataclass(frozen=True)
class Limits:
    """Limits of a plan. Efforts and capacity in person-days, lead times in days, all exact (Fraction, int or text).

    `locked` questions keep their present answer, which may still be proved; `excluded` steps are not taken, nor those
    above them; `efforts` and `lead_times` replace the bank's own, for one step or for each step of a question that
    raises its answer. Raises PlanningError for a number that is negative or not exact, or an effort finer than
    thousandths.
    """

    locked: Collection[str] = frozenset()
    excluded: Collection[str] = frozenset()
    efforts: Mapping[str, Fraction] = field(default_factory=dict)
    lead_times: Mapping[str, Fraction] = field(default_factory=dict)
    max_lead_time: Fraction | None = None
    capacity: Fraction | None = None

    def __post_init__(self) -> None:
        keep = object.__setattr__
        keep(self, "locked", frozenset(self.locked))
        keep(self, "excluded", frozenset(self.excluded))
        for name, what, zh in (("efforts", "effort", "投入"), ("lead_times", "lead time", "周期")):
            given = getattr(self, name).items()
            keep(self, name, {key: _number(value, f"the {what} of {key}", f"{key} 的{zh}") for key, value in given})
        for key, days in self.efforts.items():
            if (days * FINEST).denominator != 1:
                raise PlanningError(
                    f"the effort of {key} is {days}; give person-days with at most three decimals, such as 0.125",
                    f"{key} 的投入是 {days}，人日最多三位小数，例如 0.125",
                )
        for name, what, zh in (("max_lead_time", "longest lead time", "最长周期"), ("capacity", "capacity", "总人日")):
            value = getattr(self, name)
            keep(self, name, None if value is None else _number(value, f"the {what}", zh))

    def allows(self, question: str, step: str) -> bool:
        """Whether nobody has excluded the step."""
        return question not in self.excluded and f"{question}/{step}" not in self.excluded


NO_LIMITS = Limits()


def _number(value: object, what: str, zh: str) -> Fraction:
    try:
        number = parse_exact(value)
    except ValueError as error:
        raise PlanningError(f"{what} cannot be read: {error}", f"{zh}：{value!r} 不是数字") from None
    if number < 0:
        raise PlanningError(f"{what} is {value}, but cannot be negative; give 0 or more", f"{zh}是 {value}，不能小于 0")
    return number


def check_rubric(rubric: Rubric, assessment: Assessment) -> None:
    """Raises PlanningError unless the assessment was made with exactly this rubric (`ecq.assessment.changes.rebind` moves it)."""
    made = assessment.rubric
    if made.id != rubric.id:
        raise PlanningError(
            f"the self-assessment was made with {made.id}, not with {rubric.id}; choose its own rubric",
            f"这份自评用的是评价细则 {made.id}，不是 {rubric.id}，请选它自己的评价细则",
        )
    if made.digest != rubric.digest:
        raise PlanningError(
            f"the self-assessment was made with {made.id} {made.version} of other content than the {rubric.version} at "
            "hand; read it with the new content first",
            f"这份自评用的是 {made.id} {made.version}，和现在的 {rubric.version} 内容不同，请先改用现在的评价细则",
        )


def check_limits(rubric: Rubric, limits: Limits) -> None:
    """Raises PlanningError for a question or step the rubric does not have."""
    for key in sorted(limits.locked):
        question_of(rubric, key)
    for key in sorted({*limits.excluded, *limits.efforts, *limits.lead_times}):
        question_id, slash, step = key.partition("/")
        question = question_of(rubric, question_id)
        if slash and step not in (*question.steps, PROOF):
            listed = ", ".join((*question.steps, PROOF))
            raise PlanningError(
                f"{question_id} has no step {step!r}; its steps are: {listed}",
                f"{question_id} 没有 {step!r} 这一步，有：{listed}",
            )


def question_of(rubric: Rubric, question_id: str) -> Question:
    """The question of that id. Raises PlanningError where the rubric does not ask it."""
    question = rubric.by_id.get(question_id)
    if question is None:
        raise PlanningError(
            f"{question_id!r} is not a question of {rubric.id}; see ecq questions",
            f"{rubric.id} 没有 {question_id!r} 这一题",
        )
    return question


def target_of(rubric: Rubric, band_id: str) -> GradeBand:
    """The grade aimed at. Raises PlanningError where the rubric has none of that id."""
    for band in rubric.bands:
        if band.id == band_id:
            return band
    listed = ", ".join(band.id for band in rubric.bands)
    raise PlanningError(
        f"{band_id!r} is not a grade of {rubric.id}; choose one of: {listed}",
        f"{rubric.id} 没有 {band_id!r} 这个等级，有：{listed}",
    )

"""How far a question can be raised from its present answer, step by step, and what each raise takes.

Knows the bank's steps and the limits of a plan. Must not know points, targets or other questions.

Steps up a ladder of options or bands follow one another; items of a checklist are independent, so the cheapest ones
come first. An open question starts at the bottom, also one with a tentative answer: nothing of it is sure yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ecq.assessment.model import Response, Value
from ecq.exact import plain
from ecq.language import Text
from ecq.planning.limits import Limits
from ecq.rubric.model import (
    Band,
    ChecklistQuestion,
    Item,
    LevelQuestion,
    MeasureQuestion,
    Option,
    Question,
    Step,
    YesNoQuestion,
)

ZERO = Fraction(0)


@dataclass(frozen=True)
class Rung:
    """One step of the bank: the option, band or item it leads to, what to do, person-days, lead time in days."""

    id: str
    advice: Text
    effort: Fraction
    lead_time: Fraction


@dataclass(frozen=True)
class Raise:
    """One way to raise a question: the new answer with its credit, and the steps it takes.

    `lead_time` is the longest of its steps, which is what the lead-time limit looks at; `in_a_row` is how long they
    take one after another (items of a checklist side by side).
    """

    to: Value
    credit: Fraction
    rungs: tuple[Rung, ...]
    in_a_row: Fraction

    @property
    def effort(self) -> Fraction:
        """Person-days of all its steps."""
        return sum((rung.effort for rung in self.rungs), ZERO)

    @property
    def lead_time(self) -> Fraction:
        """The longest lead time among its steps, in days."""
        return max(rung.lead_time for rung in self.rungs)


def step_advice(question: Question, step: str) -> Text | None:
    """What to do for one step of a question, named by the option, band or item it leads to; None for an unknown one."""
    levels: tuple[Item, ...] | tuple[Band, ...] | tuple[Option, ...]
    if isinstance(question, ChecklistQuestion):
        levels = question.items
    else:
        levels = question.bands if isinstance(question, MeasureQuestion) else question.options
    return next((one.step.advice for one in levels if one.id == step and one.step is not None), None)


def raises(question: Question, response: Response, credit: Fraction | None, limits: Limits) -> tuple[Raise, ...]:
    """Every useful raise within the limits, in rising credit. `credit` is the present one; None: the question is open."""
    if question.id in limits.locked or credit == 1:
        return ()
    if isinstance(question, ChecklistQuestion):
        ticked = response.value if credit is not None and isinstance(response.value, tuple) else ()
        return _by_items(question, frozenset(ticked), limits)
    rungs: tuple[Option, ...] | tuple[Band, ...]
    rungs = question.bands if isinstance(question, MeasureQuestion) else question.options
    return _up_the_ladder(question, rungs, credit or ZERO, limits)


def _up_the_ladder(
    question: Question, levels: tuple[Option, ...] | tuple[Band, ...], credit: Fraction, limits: Limits
) -> tuple[Raise, ...]:
    found: list[Raise] = []
    taken: tuple[Rung, ...] = ()
    for level in levels:
        if level.credit <= credit:
            continue
        assert level.step is not None  # only the first level has none, and its credit is 0
        rung = _rung(question.id, level.id, level.step, limits)
        if not _permitted(question.id, rung, limits):
            break
        taken = (*taken, rung)
        to = level.id if isinstance(question, LevelQuestion | YesNoQuestion) else _figure(question, level)
        found.append(Raise(to, level.credit, taken, sum((one.lead_time for one in taken), ZERO)))
    return tuple(found)


def _figure(question: Question, level: Option | Band) -> str:
    """The number that just reaches a band. One without an end, such as 1/3, goes to the better side: it cannot be typed."""
    assert isinstance(question, MeasureQuestion)
    assert isinstance(level, Band)
    bound = level.bound or ZERO
    if "/" not in plain(bound):
        return plain(bound)
    fine = 10**12
    whole, rest = divmod(bound.numerator * fine, bound.denominator)
    return plain(Fraction(whole + (1 if rest and question.better == "higher" else 0), fine))


def _by_items(question: ChecklistQuestion, ticked: frozenset[str], limits: Limits) -> tuple[Raise, ...]:
    left = [_rung(question.id, item.id, item.step, limits) for item in question.items if item.id not in ticked]
    ready = [rung for rung in left if _permitted(question.id, rung, limits)]
    ready.sort(key=lambda rung: (rung.effort, rung.lead_time))  # stable: equals stay in the question's order
    found: list[Raise] = []
    reached = question.credit_of_count(len(ticked))
    for count in range(1, len(ready) + 1):
        credit = question.credit_of_count(len(ticked) + count)
        if credit == reached:
            continue
        reached = credit
        chosen = ready[:count]
        held = ticked | {rung.id for rung in chosen}
        to = tuple(item.id for item in question.items if item.id in held)
        in_order = tuple(rung for rung in left if rung in chosen)
        found.append(Raise(to, credit, in_order, max(rung.lead_time for rung in chosen)))
        if credit == 1:
            break
    return tuple(found)


def _permitted(question: str, rung: Rung, limits: Limits) -> bool:
    in_time = limits.max_lead_time is None or rung.lead_time <= limits.max_lead_time
    return in_time and limits.allows(question, rung.id)


def _rung(question: str, step_id: str, step: Step, limits: Limits) -> Rung:
    key = f"{question}/{step_id}"
    effort = limits.efforts.get(key, limits.efforts.get(question, step.effort))
    lead_time = limits.lead_times.get(key, limits.lead_times.get(question, step.lead_time))
    return Rung(step_id, step.advice, effort, lead_time)

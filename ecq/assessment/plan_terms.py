"""What an operator sets for plans: limits, own efforts, owners, due days and the agreed plan; a part of the file format."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from ecq.base.day import Day
from ecq.base.exact import parse_exact
from ecq.base.frozen import Frozen, Id

PERSON_LIMIT, TERMS_MOST, AMOUNT_MOST = 200, 2_000, 100_000


def _is_amount(text: str) -> str:
    if not 0 <= parse_exact(text) <= AMOUNT_MOST:
        raise ValueError(f"not a number from 0 to {AMOUNT_MOST}")
    return text


def _is_unset(value: object) -> bool:
    """What came after 1.0.0 is left out of files where nobody set it."""
    return not value


def _is_above_zero(text: str) -> str:
    if parse_exact(text) <= 0:
        raise ValueError("not above 0")
    return text


Amount = Annotated[str, StringConstraints(min_length=1, max_length=40), AfterValidator(_is_amount)]
"""An exact number from 0, as text: person-days, or days of lead time."""

Points = Annotated[str, StringConstraints(max_length=60, pattern=r"^-?\d+(\.\d+|/0*[1-9]\d*)?$")]
"""Points as they were reckoned once, as text: exact, however many digits that takes."""

PerWeek = Annotated[Amount, AfterValidator(_is_above_zero)]
"""Person-days a week, as text."""

Key = Annotated[str, StringConstraints(min_length=1, max_length=200)]
"""A question's id, or `question/step` for one of its steps."""

Owner = Annotated[str, StringConstraints(max_length=PERSON_LIMIT)]
"""Whoever is named to do something; "" is whoever does what has no owner."""


class AgreedStep(Frozen):
    """Work on one question: from which answer (None: open) to which, with what was known when it was agreed.

    `proves`: evidence in hand is part of it; where the answer stays, it is all of it. `gain` is in the evidence-backed
    score then, else in the guaranteed one. Plans agreed before ECQ planned for evidence do not have it. `planned` is the day on which it was
    to be done by the schedule then; `done_on` when it was ticked off, `spent` the person-days that it really took.
    """

    question: Key
    before: str | tuple[str, ...] | None = None
    to: str | tuple[str, ...]
    effort: Amount
    lead_time: Amount
    gain: Points
    done: bool = False
    proves: bool = False
    planned: Annotated[Day | None, Field(exclude_if=_is_unset)] = None
    done_on: Annotated[Day | None, Field(exclude_if=_is_unset)] = None
    spent: Annotated[Amount | None, Field(exclude_if=_is_unset)] = None


class AgreedPlan(Frozen):
    """A plan as agreed: its target grade, when, and the scores before and after (exact, as text).

    Scores are the guaranteed ones; the evidence-backed ones are None in plans agreed before ECQ planned for evidence.
    """

    target: Key
    at: str | None = None
    score_before: Points
    score_after: Points
    evidenced_before: Points | None = None
    evidenced_after: Points | None = None
    steps: Annotated[tuple[AgreedStep, ...], Field(max_length=TERMS_MOST)] = ()


class PlanTerms(Frozen):
    """Limits set for every plan of this assessment, who does what until when, and the agreed plan.

    `locked` questions keep their answer; `excluded` holds questions or `question/step`; `efforts` are the operator's own
    person-days by the same keys; `owners` and `due` are by question. Work begins on the day `start`, with `per_week`
    person-days a week of each owner, and is to be done by `ready_by`. `goal`: what plans are made for, see
    `ecq.planning.problem.Goal`.

    `weekly` are person-days a week of all together, `weekly_by_owner` those of each owner, "" for what has none;
    `calendar` is one of `ecq.planning.calendar`, `days_off` are off for everybody, `owner_days_off` for one owner. How
    capacity is read from these and `per_week`: `ecq.planning.calendar`.
    """

    start: Day | None = None
    per_week: PerWeek | None = None
    ready_by: Day | None = None
    goal: Literal["ready", "score"] = "ready"

    weekly: Annotated[PerWeek | None, Field(exclude_if=_is_unset)] = None
    weekly_by_owner: Annotated[dict[Owner, PerWeek], Field(max_length=TERMS_MOST, exclude_if=_is_unset)] = Field(
        default_factory=dict
    )
    calendar: Annotated[Id | None, Field(exclude_if=_is_unset)] = None
    days_off: Annotated[tuple[Day, ...], Field(max_length=TERMS_MOST, exclude_if=_is_unset)] = ()
    owner_days_off: Annotated[
        dict[Owner, Annotated[tuple[Day, ...], Field(max_length=TERMS_MOST)]],
        Field(max_length=TERMS_MOST, exclude_if=_is_unset),
    ] = Field(default_factory=dict)

    locked: Annotated[tuple[Key, ...], Field(max_length=TERMS_MOST)] = ()
    excluded: Annotated[tuple[Key, ...], Field(max_length=TERMS_MOST)] = ()
    efforts: Annotated[dict[Key, Amount], Field(max_length=TERMS_MOST)] = Field(default_factory=dict)
    max_lead_time: Amount | None = None
    capacity: Amount | None = None
    owners: Annotated[dict[Key, Owner], Field(max_length=TERMS_MOST)] = Field(default_factory=dict)
    due: Annotated[dict[Key, Day], Field(max_length=TERMS_MOST)] = Field(default_factory=dict)
    agreed: AgreedPlan | None = None

    def exact_efforts(self) -> dict[str, Fraction]:
        """Own efforts as exact numbers."""
        return {key: parse_exact(value) for key, value in self.efforts.items()}


NO_TERMS = PlanTerms()

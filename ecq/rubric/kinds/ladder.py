"""Kinds whose credit rises over levels, each reached from the one below by its own step: `level`, `yes_no`, `measure`.

`level`: options that state facts, of which one is chosen;
`yes_no`: one fact that holds or does not; `measure`: a number in a unit, which bands turn into a credit.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Container, Mapping, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from ecq.base.exact import Exact, parse_exact, plain
from ecq.base.frozen import Frozen, Id, check_unique
from ecq.base.language import Text
from ecq.rubric.kinds.base import (
    NO_FIGURE,
    ONE,
    ZERO,
    Duty,
    Gate,
    Invalid,
    QuestionBase,
    Raise,
    Rung,
    Step,
    Value,
    invalid,
    is_absent,
    plain_text,
)


class Level(Frozen):
    """A level with its credit. `step` says how to get here from the level below."""

    id: Id
    credit: Exact
    step: Step | None = None


class Option(Level):
    """One observable fact of a level question. `duty`: what this option breaks, where it is another article than the gate's own."""

    text: Text
    duty: Duty | None = Field(default=None, exclude_if=is_absent)


class Band(Level):
    """The part of a measure that earns `credit`: from `bound` (in the question's unit) to the next band's."""

    bound: Exact | None = None


NONE: frozenset[str] = frozenset()


class LadderQuestion(QuestionBase):
    """A question whose levels rise from credit 0 to credit 1."""

    @property
    @abstractmethod
    def levels(self) -> tuple[Level, ...]:
        """The levels, rising."""

    @abstractmethod
    def value_at(self, level: str) -> Value:
        """The value that just reaches a level."""

    @cached_property
    def scale(self) -> Mapping[str, Fraction]:
        return {level.id: level.credit for level in self.levels}

    @property
    def proved_answers(self) -> tuple[str, ...]:
        return tuple(name for name, credit in self.scale.items() if credit)

    def needed(self, value: Value | None) -> frozenset[str]:
        """The pieces of the level reached."""
        reached = self._credit(value)
        return next((self.answer_pieces[name] for name in self.proved_answers if self.scale[name] == reached), NONE)

    def credit_proved(self, value: Value | None, held: Container[str]) -> Fraction:
        """The credit of the best level reached whose pieces are all held."""
        reached = self._credit(value)
        proved = (self.scale[name] for name, asked in self.answer_pieces.items() if all(one in held for one in asked))
        return max((credit for credit in proved if credit <= reached), default=ZERO)

    def answer_earning(self, credit: Fraction) -> Value:
        """The value that just reaches the level of this credit."""
        return self.value_at(next(name for name, earned in self.scale.items() if earned == credit))

    @cached_property
    def steps(self) -> Mapping[str, Step]:
        return {level.id: level.step for level in self.levels if level.step is not None}

    def steps_left(self, value: Value | None) -> Mapping[str, Step]:
        reached = self._credit(value)
        return {level: step for level, step in self.steps.items() if self.scale[level] > reached}

    def raises(self, value: Value | None, rungs: Mapping[str, Rung]) -> tuple[Raise, ...]:
        """One raise for each level above, up to the first whose step may not be taken."""
        ways: list[Raise] = []
        climbed: tuple[Rung, ...] = ()
        for level in self.steps_left(value):
            if level not in rungs:
                break
            climbed = (*climbed, rungs[level])
            in_a_row = sum((rung.lead_time for rung in climbed), ZERO)
            ways.append(Raise(self.value_at(level), self.scale[level], climbed, in_a_row))
        return tuple(ways)

    def _credit(self, value: Value | None) -> Fraction:
        return self.credit_of(value) or ZERO


class OptionsQuestion(LadderQuestion):
    """A question answered by choosing one of its options."""

    answered_by = "choice"

    @property
    @abstractmethod
    def levels(self) -> tuple[Option, ...]:
        """The options, rising."""

    def read(self, entry: str | Sequence[str], exact: bool = False) -> Value | Invalid:
        text = plain_text(entry)
        if isinstance(text, Invalid) or text in self.scale:
            return text
        listed = ", ".join(self.scale)
        return invalid(
            f"{entry!r} 不是这一题的选项，可选：{listed}。",
            f"{entry!r} is not an option here; choose one of: {listed}.",
        )

    @property
    def choices(self) -> tuple[tuple[str, Text], ...]:
        return tuple((option.id, option.text) for option in self.levels)

    def choose(self, ids: Sequence[str]) -> Value:
        return ids[0]

    @property
    def nothing(self) -> Value | None:
        return self.levels[0].id

    def answer_data(self) -> dict[str, Any]:
        return {"options": [{"id": name, "credit": str(credit)} for name, credit in self.scale.items()]}

    def credit_of(self, value: Value | None) -> Fraction | None:
        return self.scale.get(value) if isinstance(value, str) else None

    def value_at(self, level: str) -> Value:
        return level


def check_levels(levels: Sequence[Level], what: str) -> None:
    """Raises ValueError unless credits rise from 0 to 1 and every level but the first has a step."""
    check_unique([level.id for level in levels], what)
    credits = [level.credit for level in levels]
    if credits[0] != 0 or credits[-1] != 1 or credits != sorted(set(credits)):
        raise ValueError(f"credits must rise from 0 (first {what}) to 1 (last {what})")
    if levels[0].step is not None or any(level.step is None for level in levels[1:]):
        raise ValueError(f"every {what} but the first needs a step, and the first has none")


def check_gate(gate: Gate | None, levels: list[str]) -> None:
    """Raises ValueError unless the gate names one of these levels."""
    if gate is not None and gate.pass_ not in levels:
        raise ValueError(f"gate.pass is {gate.pass_!r}, but must be one of {', '.join(levels)}")


class LevelQuestion(OptionsQuestion):
    """Options that state facts, in rising order, from credit 0 to credit 1."""

    kind: Literal["level"]
    options: tuple[Option, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        check_levels(self.options, "option")
        check_gate(self.gate, [option.id for option in self.options[1:]])
        return self

    @property
    def levels(self) -> tuple[Option, ...]:
        return self.options

    def with_credits(self, credits: Mapping[str, Fraction]) -> dict[str, Any]:
        return {"options": tuple(one.model_copy(update={"credit": credits[one.id]}) for one in self.options)}


class YesNoQuestion(OptionsQuestion):
    """One fact that holds (`yes`) or does not (`no`), each put in words."""

    kind: Literal["yes_no"]
    yes: Text
    no: Text
    step: Step

    @model_validator(mode="after")
    def _sound(self) -> Self:
        check_gate(self.gate, ["yes"])
        return self

    @property
    def levels(self) -> tuple[Option, ...]:
        return self.options

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """No and yes as options, so that they read like those of a level question."""
        return (Option(id="no", text=self.no, credit=ZERO), Option(id="yes", text=self.yes, credit=ONE, step=self.step))

    @property
    def own_credits(self) -> Mapping[str, Fraction]:
        """None: no is always 0 and yes 1."""
        return {}

    def with_credits(self, credits: Mapping[str, Fraction]) -> dict[str, Any]:
        return {}


UnitId = Literal[
    "days", "working-days", "hours", "minutes", "seconds", "months", "years", "percent", "times-a-year", "count"
]


class MeasureQuestion(LadderQuestion):
    """A number the operator types; bands turn it into a credit. `none` words "there is no such figure" (credit 0)."""

    answered_by = "typed"

    kind: Literal["measure"]
    unit: UnitId
    better: Literal["higher", "lower"]
    least: Exact = Fraction(0)
    most: Exact
    none: Text | None = None
    bands: tuple[Band, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        check_levels(self.bands, "band")
        if self.bands[0].bound is not None:
            raise ValueError("the first band has no bound: it is what is left when no other band is reached")
        bounds = [band.bound for band in self.bands[1:]]
        if any(bound is None for bound in bounds):
            raise ValueError("every band but the first needs a bound")
        numbers = [bound for bound in bounds if bound is not None]
        ordered = sorted(set(numbers), reverse=self.better == "lower")
        if numbers != ordered:
            raise ValueError(f"bounds must {'rise' if self.better == 'higher' else 'fall'} with the credit")
        if self.least >= self.most or any(not self.least <= number <= self.most for number in numbers):
            raise ValueError("least must be below most, and every bound between them")
        if numbers[0] == self.worst:
            raise ValueError("no number from least to most falls into the first band")
        check_gate(self.gate, [band.id for band in self.bands[1:]])
        return self

    @property
    def levels(self) -> tuple[Band, ...]:
        return self.bands

    @property
    def worst(self) -> Fraction:
        """The number that is furthest from good."""
        return self.least if self.better == "higher" else self.most

    def band_of(self, value: Fraction) -> Band:
        """The band a number falls into; a bound itself belongs to the better band."""
        reached = self.bands[0]
        for band in self.bands[1:]:
            assert band.bound is not None
            if value >= band.bound if self.better == "higher" else value <= band.bound:
                reached = band
        return reached

    def read(self, entry: str | Sequence[str], exact: bool = False) -> Value | Invalid:
        """A number from `least` to `most`, or "none" where that is an answer."""
        text = plain_text(entry)
        if isinstance(text, Invalid) or (text == NO_FIGURE and self.none):
            return text
        try:
            if "/" in text and not exact:
                raise ValueError
            number = parse_exact(text.removesuffix("%").strip() if self.unit == "percent" else text)
        except ValueError:
            return invalid("请填一个数字，例如 7 或 99.95。", "Please give a number, such as 7 or 99.95.")
        if not self.least <= number <= self.most:
            low, high = plain(self.least), plain(self.most)
            return invalid(f"数字要在 {low} 到 {high} 之间。", f"The number must be from {low} to {high}.")
        return plain(number)

    @property
    def choices(self) -> tuple[tuple[str, Text], ...]:
        return ((NO_FIGURE, self.none),) if self.none else ()

    def choose(self, ids: Sequence[str]) -> Value:
        return NO_FIGURE

    @property
    def nothing(self) -> Value | None:
        return NO_FIGURE if self.none else None

    def answer_data(self) -> dict[str, Any]:
        return {
            "unit": self.unit,
            "better": self.better,
            "least": plain(self.least),
            "most": plain(self.most),
            "none": self.none is not None,
            "bands": [
                {"id": band.id, "bound": None if band.bound is None else plain(band.bound), "credit": str(band.credit)}
                for band in self.bands
            ],
        }

    def credit_of(self, value: Value | None) -> Fraction | None:
        return self._credit_of_text(value) if isinstance(value, str) else None

    @cached_property
    def _credit_of_text(self) -> Callable[[str], Fraction | None]:
        """The credit by text, remembered, as scoring asks for the same ones again and again. lru_cache is safe for threads."""
        return lru_cache(maxsize=256)(self._work_out_credit)

    def _work_out_credit(self, value: str) -> Fraction | None:
        if value == NO_FIGURE:
            return ZERO if self.none else None
        try:
            number = parse_exact(value)
        except ValueError:
            return None
        return self.band_of(number).credit if self.least <= number <= self.most else None

    def value_at(self, level: str) -> Value:
        bound = next(band.bound for band in self.bands if band.id == level)
        return plain(self.worst if bound is None else bound)

    def with_credits(self, credits: Mapping[str, Fraction]) -> dict[str, Any]:
        return {"bands": tuple(one.model_copy(update={"credit": credits[one.id]}) for one in self.bands)}

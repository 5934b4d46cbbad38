"""The kind `measure`: a number in a unit, which bands turn into a credit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from ecq.base.exact import Exact, parse_exact, plain
from ecq.base.language import Text
from ecq.rubric.kinds.base import NO_FIGURE, ZERO, Invalid, Value, invalid, plain_text
from ecq.rubric.kinds.ladder import Band, LadderQuestion, check_gate, check_levels

UnitId = Literal[
    "days", "working-days", "hours", "minutes", "seconds", "months", "years", "percent", "times-a-year", "count"
]


class MeasureQuestion(LadderQuestion):
    """A number the operator types; bands turn it into a credit. `none` words "there is no such figure" (credit 0)."""

    answered_by = "number"

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
        """The bands."""
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
        """That there is no such figure, where that is an answer."""
        return ((NO_FIGURE, self.none),) if self.none else ()

    def choose(self, ids: Sequence[str]) -> Value:
        """That there is no such figure."""
        return NO_FIGURE

    @property
    def nothing(self) -> Value | None:
        """That there is no such figure, where that is an answer."""
        return NO_FIGURE if self.none else None

    def answer_data(self) -> dict[str, Any]:
        """Unit, direction, range and bands."""
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
        """Credit of the band a number falls into."""
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
        """The number that just reaches a band."""
        bound = next(band.bound for band in self.bands if band.id == level)
        return plain(self.worst if bound is None else bound)

    def with_credits(self, credits: Mapping[str, Fraction]) -> dict[str, Any]:
        """The bands with these credits."""
        return {"bands": tuple(one.model_copy(update={"credit": credits[one.id]}) for one in self.bands)}

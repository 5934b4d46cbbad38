"""The kind `level`: options that state facts, of which one is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from ecq.rubric.kinds.ladder import Option, OptionsQuestion, check_gate, check_levels


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
        """The options."""
        return self.options

    def with_credits(self, credits: Mapping[str, Fraction]) -> dict[str, Any]:
        """The options with these credits."""
        return {"options": tuple(one.model_copy(update={"credit": credits[one.id]}) for one in self.options)}

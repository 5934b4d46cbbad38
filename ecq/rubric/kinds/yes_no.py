"""The kind `yes_no`: one fact that holds or does not."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal, Self

from pydantic import model_validator

from ecq.base.language import Text
from ecq.rubric.kinds.base import ONE, ZERO, Step
from ecq.rubric.kinds.ladder import Option, OptionsQuestion, check_gate


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
        """No and yes."""
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
        """Nothing changes."""
        return {}

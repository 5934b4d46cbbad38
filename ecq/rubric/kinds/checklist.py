"""The kind `checklist`: items ticked one by one, of which the number counts."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from ecq.base.exact import Count, Exact
from ecq.base.frozen import Frozen, check_unique
from ecq.base.language import Text
from ecq.rubric.kinds.base import NO_FIGURE, ZERO, Invalid, Item, QuestionBase, Raise, Rung, Step, Value, invalid


class CountCredit(Frozen):
    """From so many items on, a checklist earns this credit."""

    count: Count
    credit: Exact


class ChecklistQuestion(QuestionBase):
    """Items that are there or are not; credit by share, or by the declared `credits`."""

    answered_by = "items"

    kind: Literal["checklist"]
    items: tuple[Item, ...] = Field(min_length=2)
    credits: tuple[CountCredit, ...] = ()

    @model_validator(mode="after")
    def _sound(self) -> Self:
        check_unique([item.id for item in self.items], "item")
        last = CountCredit(count=0, credit=ZERO)
        for entry in self.credits:
            if entry.count <= last.count or entry.credit <= last.credit:
                raise ValueError("credits must rise in count and in credit")
            last = entry
        if self.credits and (last.credit != 1 or last.count > len(self.items)):
            raise ValueError(f"the last entry of credits must give credit 1 for at most {len(self.items)} items")
        if self.gate:
            passing = self.gate.pass_
            if not passing.isdigit() or not 1 <= int(passing) <= len(self.items):
                raise ValueError(f"gate.pass of a checklist is the number of items that pass, 1 to {len(self.items)}")
            if self.credit_of_count(int(passing)) == self.credit_of_count(int(passing) - 1):
                raise ValueError(
                    f"gate.pass is {passing} items, but one fewer earns the same credit; name a count in credits"
                )
        return self

    def credit_of_count(self, count: int) -> Fraction:
        """Credit for so many items ticked."""
        if not self.credits:
            return Fraction(count, len(self.items))
        return max((entry.credit for entry in self.credits if entry.count <= count), default=ZERO)

    def read(self, entry: str | Sequence[str], exact: bool = False) -> Value | Invalid:
        """Item ids, as a list or as one text with commas ("" or "none" for no item)."""
        entries = unicodedata.normalize("NFKC", entry).split(",") if isinstance(entry, str) else list(entry)
        named = [entry.strip() for entry in entries if entry.strip()]
        if named == [NO_FIGURE]:
            named = []
        unknown = [name for name in named if name not in self.steps]
        if unknown:
            listed = ", ".join(self.steps)
            return invalid(
                f"{unknown[0]!r} 不在这一题的清单里，可选：{listed}。",
                f"{unknown[0]!r} is not on this checklist; there are: {listed}.",
            )
        return self.choose(named)

    @property
    def choices(self) -> tuple[tuple[str, Text], ...]:
        return tuple((item.id, item.text) for item in self.items)

    def choose(self, ids: Sequence[str]) -> Value:
        """The items ticked, in the question's order."""
        return tuple(item.id for item in self.items if item.id in ids)

    @property
    def nothing(self) -> Value | None:
        return ()

    @property
    def parts(self) -> tuple[Item, ...]:
        return self.items

    def answer_data(self) -> dict[str, Any]:
        credits = [{"count": int(count), "credit": str(credit)} for count, credit in self.scale.items()]
        return {"items": list(self.steps), "credits": credits}

    @cached_property
    def scale(self) -> Mapping[str, Fraction]:
        return {str(count): self.credit_of_count(count) for count in range(len(self.items) + 1)}

    def credit_of(self, value: Value | None) -> Fraction | None:
        if value is None or isinstance(value, str):
            return None
        ticked = frozenset(value)
        return self._credits[len(ticked)] if ticked <= self._known else None

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.steps)

    @cached_property
    def _credits(self) -> tuple[Fraction, ...]:
        return tuple(self.scale.values())

    @property
    def proved_answers(self) -> tuple[str, ...]:
        return tuple(self.steps)

    def needed(self, value: Value | None) -> frozenset[str]:
        """The pieces of all items ticked."""
        return frozenset().union(*(self.answer_pieces.get(item, ()) for item in value or ()))

    def credit_proved(self, value: Value | None, held: Container[str]) -> Fraction:
        """The credit of the items ticked whose pieces are all held."""
        asked = (self.answer_pieces[item] for item in value or () if item in self._known)
        return self.credit_of_count(sum(all(one in held for one in pieces) for pieces in asked))

    def answer_earning(self, credit: Fraction) -> Value:
        """As many items as it takes, from the first."""
        count = next(count for count, earned in self.scale.items() if earned == credit)
        return tuple(item.id for item in self.items[: int(count)])

    def with_credits(self, credits: Mapping[str, Fraction]) -> dict[str, Any]:
        """The counts from which more is earned; none where each item earns its share."""
        most = len(self.items)
        by_count = [credits[str(count)] for count in range(most + 1)]
        if all(credit == Fraction(count, most) for count, credit in enumerate(by_count)):
            return {"credits": ()}
        rising = [count for count in range(1, most + 1) if by_count[count] > by_count[count - 1]]
        return {"credits": tuple({"count": count, "credit": by_count[count]} for count in rising)}

    @cached_property
    def steps(self) -> Mapping[str, Step]:
        """The steps to each item; they are independent of one another."""
        return {item.id: item.step for item in self.items}

    def steps_left(self, value: Value | None) -> Mapping[str, Step]:
        return {item: step for item, step in self.steps.items() if item not in (value or ())}

    def raises(self, value: Value | None, rungs: Mapping[str, Rung]) -> tuple[Raise, ...]:
        """One raise for each count that earns more, by the cheapest items first."""
        return self.raises_by(value, rungs, lambda ready: ([ready[:count]] for count in range(1, len(ready) + 1)))

    def raises_by(
        self,
        value: Value | None,
        rungs: Mapping[str, Rung],
        choices: Callable[[Sequence[Rung]], Iterable[Iterable[Sequence[Rung]]]],
    ) -> tuple[Raise, ...]:
        """The raises for each count that earns more, by these choices of so many items; they are given the cheapest first."""
        ticked = frozenset(value or ())
        ready = [rungs[item] for item in self.steps_left(value) if item in rungs]
        ready.sort(key=lambda rung: (rung.effort, rung.lead_time))  # stable: equals stay in the question's order
        ways: list[Raise] = []
        reached = self.credit_of_count(len(ticked))
        for count, of_so_many in enumerate(choices(ready), 1):
            credit = self.credit_of_count(len(ticked) + count)
            if credit == reached:
                continue
            reached = credit
            for chosen in ({rung.id: rung for rung in one} for one in of_so_many):
                in_order = tuple(chosen[item] for item in self.steps if item in chosen)
                to = self.choose([*ticked, *chosen])
                ways.append(Raise(to, credit, in_order, max(rung.lead_time for rung in in_order)))
        return tuple(ways)

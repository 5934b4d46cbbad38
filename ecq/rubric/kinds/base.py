"""What every kind of question has in common, and what a kind must say about its values.

A kind is one module of this package: which values answer it, what credit each earns, which steps lead upward. Callers
ask a question for these and need not look at its kind.
"""

from __future__ import annotations

import unicodedata
from abc import abstractmethod
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from ecq.base.exact import Count, Exact
from ecq.base.frozen import Frozen, Id, Words
from ecq.base.language import Text, in_every_language
from ecq.rubric.conditions import Choice, Condition

Status = Literal["confirmed", "secondary", "inferred", "working", "unknown"]
Value = str | tuple[str, ...]
"""A stored answer: an option's id, a number in the question's unit as text, or the ids of the items ticked."""

NO_FIGURE = "none"
"""The value of a measure question whose operator says that there is no such figure."""

ZERO, ONE = Fraction(0), Fraction(1)

HALF_A_DAY = Fraction(1, 2)
"""Person-days to bring the evidence of a question together, where neither the question nor its file says otherwise."""


def _thousandths(value: Fraction) -> Fraction:
    if value < 0 or (value * 1000).denominator != 1:
        raise ValueError("must be person-days from 0 with at most three decimals, such as 0.5")
    return value


PersonDays = Annotated[Exact, AfterValidator(_thousandths)]


def is_absent(value: object) -> bool:
    """Keys that came after 1.0.0 are left out where they say nothing, so that what was written before keeps its digest."""
    return value is None


def is_nothing(value: object) -> bool:
    """As `is_absent`, for what is empty where it says nothing."""
    return not value


@dataclass(frozen=True)
class Invalid:
    """An entry that cannot be taken, with the sentence that says why and what to do."""

    sentence: Text


def invalid(zh: str, en: str) -> Invalid:
    """An entry refused, with the reason in both languages."""
    return Invalid(Text(zh=zh, en=en))


class Step(Frozen):
    """What it takes to reach this option from the one below: effort in person-days, lead time in days."""

    advice: Text
    effort: Exact
    lead_time: Exact

    @model_validator(mode="after")
    def _not_negative(self) -> Self:
        if self.effort < 0 or self.lead_time < 0:
            raise ValueError("effort and lead_time cannot be negative")
        return self


@dataclass(frozen=True)
class Rung:
    """A step as a plan takes it: the option, band or item it leads to, what to do, person-days, lead time in days."""

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


class Duty(Frozen):
    """The article that binds the operator of the platform itself."""

    source: Id
    article: Words


class Item(Frozen):
    """One thing of a checklist that is there or is not. `duty`: without it a gate fails, by this article."""

    id: Id
    text: Text
    step: Step
    duty: Duty | None = Field(default=None, exclude_if=is_absent)


class Gate(Frozen):
    """A binding duty of the operator itself: what answer meets it, why, and by which article.

    `pass` names the lowest option, band or "yes" that passes; for a checklist, how many items.
    """

    pass_: Words = Field(alias="pass")
    reason: Text
    duty: Duty | None = Field(default=None, exclude_if=is_absent)


class Citation(Frozen):
    """Where a demand comes from: a source of the register, its articles or clauses, and how surely we know."""

    source: Id
    articles: tuple[Words, ...] = ()
    status: Status


class Piece(Text):
    """A piece of evidence to have ready, and the answers (options, items, bands) it belongs to; without any named, every one that earns credit.

    How old it may be, in months from its own date: `valid_for` where it is issued for a term, `not_older_than` where it shows
    a state; `status` says where that comes from. A piece without `id` is called by its number: bank files before 1.3.0 had none.
    """

    id: Id | None = Field(default=None, exclude_if=is_absent)
    for_: tuple[Id, ...] = Field(default=(), alias="for", exclude_if=is_nothing)
    valid_for: Count | None = Field(default=None, exclude_if=is_absent)
    not_older_than: Count | None = Field(default=None, exclude_if=is_absent)
    status: Status | None = Field(default=None, exclude_if=is_absent)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.valid_for is not None and self.not_older_than is not None:
            raise ValueError("a piece is either valid_for or not_older_than so many months, not both")
        if (self.months is None) != (self.status is None):
            raise ValueError("how old a piece may be needs the status of that, and a status needs what it is of")
        return self

    @property
    def months(self) -> int | None:
        """For how many months from its own date it holds."""
        return self.valid_for if self.valid_for is not None else self.not_older_than

    @cached_property
    def said(self) -> frozenset[str]:
        """Its words in every language, to know it again."""
        return frozenset(in_every_language(self))


class QuestionBase(Frozen):
    """A question of any kind: its text, when it applies, its gate, evidence and sources."""

    answered_by: ClassVar[Literal["choice", "items", "typed"]]
    """Whether one choice is made, items are ticked one by one, or the answer is typed."""

    id: Id
    text: Text
    why: Text
    core: bool = False
    applies: Condition | None = None
    not_applicable: tuple[Choice, ...] = ()
    gate: Gate | None = None
    evidence: tuple[Piece, ...] = Field(min_length=2)
    proof_effort: PersonDays | None = Field(default=None, exclude_if=is_absent)
    sources: tuple[Citation, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _evidence_known(self) -> Self:
        if len(self.pieces) < len(self.evidence):
            raise ValueError("a piece of evidence is named twice; give each its own id")
        unknown = {name for piece in self.evidence for name in piece.for_} - set(self.proved_answers)
        if unknown:
            raise ValueError(
                f"evidence is for {', '.join(sorted(unknown))}, but answers to prove are: {', '.join(self.proved_answers)}"
            )
        return self

    def __repr_args__(self) -> Iterator[tuple[str, object]]:
        yield "id", self.id

    @cached_property
    def pieces(self) -> Mapping[str, Piece]:
        """The pieces of evidence by id, or by number where they have none."""
        return {piece.id or str(number): piece for number, piece in enumerate(self.evidence, 1)}

    @cached_property
    def answer_pieces(self) -> Mapping[str, frozenset[str]]:
        """The pieces that belong to each answer (option, item, band) that can earn credit."""
        return {
            answer: frozenset(name for name, piece in self.pieces.items() if not piece.for_ or answer in piece.for_)
            for answer in self.proved_answers
        }

    @property
    def proof_days(self) -> Fraction:
        """Person-days to bring the evidence together when the thing itself is done: a working estimate."""
        return HALF_A_DAY if self.proof_effort is None else self.proof_effort

    # What a value is

    @abstractmethod
    def read(self, entry: str | Sequence[str], exact: bool = False) -> Value | Invalid:
        """The value that was given: an option's id, item ids, or a number in the question's unit.

        `exact`: as a file or a program states it, so that a number may be a ratio; who types 5/7 may mean "5 or 7".
        """

    @property
    @abstractmethod
    def choices(self) -> tuple[tuple[str, Text], ...]:
        """(id, words) of what can be chosen or ticked; "there is no such figure" for a number that may be missing."""

    @abstractmethod
    def choose(self, ids: Sequence[str]) -> Value:
        """The value of these choices: all of them where several can be ticked, else the first."""

    @property
    @abstractmethod
    def nothing(self) -> Value | None:
        """The answer "nothing of it is there"; None where there is no such answer."""

    @property
    def parts(self) -> tuple[Item, ...]:
        """What is ticked one by one; empty where a question has one answer."""
        return ()

    @abstractmethod
    def answer_data(self) -> dict[str, Any]:
        """What can be answered and what it earns, as `ecq questions --json` shows it."""

    # What a value earns

    @property
    @abstractmethod
    def scale(self) -> Mapping[str, Fraction]:
        """Credit by option, band or number of items ticked, from the lowest."""

    @abstractmethod
    def credit_of(self, value: Value | None) -> Fraction | None:
        """Credit of a stored value from 0 to 1, or None where it is not a value of this question (any more)."""

    # What proves it

    @property
    @abstractmethod
    def proved_answers(self) -> tuple[str, ...]:
        """The options, items or bands that evidence can prove, rising."""

    @abstractmethod
    def needed(self, value: Value | None) -> frozenset[str]:
        """The pieces of evidence that an answer needs to be proved; none where it earns nothing."""

    @abstractmethod
    def credit_proved(self, value: Value | None, held: Container[str]) -> Fraction:
        """The credit of the best answer not above this one whose pieces are all among those `held`."""

    @abstractmethod
    def answer_earning(self, credit: Fraction) -> Value:
        """An answer that earns just this credit; StopIteration where none does."""

    @property
    def lowest_answer(self) -> Value:
        """The answer of no credit."""
        return self.answer_earning(ZERO)

    @cached_property
    def gate_credit(self) -> Fraction | None:
        """The credit from which the question's gate passes; None where it is no gate."""
        return None if self.gate is None else self.scale[self.gate.pass_]

    def fails_gate(self, value: Value | None) -> bool:
        """Whether the question's gate fails with this answer."""
        credit, needed = self.credit_of(value), self.gate_credit
        return credit is not None and needed is not None and credit < needed

    @cached_property
    def credit_denominator(self) -> int:
        """What every credit of the question is a whole multiple of, as 1/denominator."""
        return lcm(*(credit.denominator for credit in self.scale.values()))

    @property
    def own_credits(self) -> Mapping[str, Fraction]:
        """The part of `scale` that a certification body may set; empty where the credits are fixed."""
        return self.scale

    @abstractmethod
    def with_credits(self, credits: Mapping[str, Fraction]) -> dict[str, Any]:
        """The fields that change when the levels of `scale` earn these credits."""

    # What leads upward

    @property
    @abstractmethod
    def steps(self) -> Mapping[str, Step]:
        """Every step, by the option, band or item it leads to."""

    @abstractmethod
    def steps_left(self, value: Value | None) -> Mapping[str, Step]:
        """The steps still to be taken from a value; all of them from None, an open question."""

    @abstractmethod
    def raises(self, value: Value | None, rungs: Mapping[str, Rung]) -> tuple[Raise, ...]:
        """Every useful raise from a value by these steps alone, in rising credit."""


def plain_text(entry: str | Sequence[str]) -> str | Invalid:
    """One answer as text, full-width characters as their plain forms; Invalid where several are given."""
    if not isinstance(entry, str):
        return invalid("这一题只有一个答案。", "This question takes one answer.")
    return unicodedata.normalize("NFKC", entry).strip()

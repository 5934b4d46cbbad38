"""What a rubric is: bank of questions, profile facts, tree with points, bands and gates, sources.

Knows the schema and what can be checked inside one object. Must not know files (loading), what an operator
said (assessment) or how a score is made (scoring).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from ecq.exact import Count, Exact, plain
from ecq.frozen import Frozen, Words
from ecq.language import Text

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Status = Literal["confirmed", "secondary", "inferred", "working", "unknown"]
UnitId = Literal[
    "days", "working-days", "hours", "minutes", "seconds", "months", "years", "percent", "times-a-year", "count"
]

HALF_A_DAY = Fraction(1, 2)
"""Person-days to bring the evidence of a question together, where neither the question nor its file says otherwise."""


def _thousandths(value: Fraction) -> Fraction:
    if value < 0 or (value * 1000).denominator != 1:
        raise ValueError("must be person-days from 0 with at most three decimals, such as 0.5")
    return value


PersonDays = Annotated[Exact, AfterValidator(_thousandths)]


def _not_given(value: object) -> bool:
    """Keys that came after 1.0.0 are left out where they say nothing, so that what was written before keeps its digest."""
    return value is None


class Condition(Frozen):
    """When a question applies, over profile facts alone. Exactly one of: fact+is, all, any, not."""

    fact: Id | None = None
    is_: tuple[Id, ...] = Field(default=(), alias="is")
    all_: tuple[Condition, ...] = Field(default=(), alias="all")
    any_: tuple[Condition, ...] = Field(default=(), alias="any")
    not_: Condition | None = Field(default=None, alias="not")

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        forms = [self.fact is not None, bool(self.all_), bool(self.any_), self.not_ is not None]
        if sum(forms) != 1:
            raise ValueError("a condition has exactly one of 'fact' (with 'is'), 'all', 'any' or 'not'")
        if (self.fact is not None) != bool(self.is_):
            raise ValueError("'fact' and 'is' go together: {fact: live-commerce, is: [yes]}")
        return self

    def facts(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Every (fact, values) the condition mentions."""
        if self.fact is not None:
            yield self.fact, self.is_
        for part in (*self.all_, *self.any_, *((self.not_,) if self.not_ else ())):
            yield from part.facts()


class Choice(Frozen):
    """One value a profile fact can have."""

    id: Id
    text: Text


class Fact(Frozen):
    """A profile question: `one` takes one of its options, `many` any number of them, none included."""

    id: Id
    text: Text
    help: Text | None = None
    kind: Literal["one", "many"]
    options: tuple[Choice, ...] = Field(min_length=2)


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


class Option(Frozen):
    """One observable fact of a level question. `step` says how to get here from the option below."""

    id: Id
    text: Text
    credit: Exact
    step: Step | None = None


class Item(Frozen):
    """One thing of a checklist that is there or is not."""

    id: Id
    text: Text
    step: Step


class Band(Frozen):
    """The part of a measure that earns `credit`: from `bound` (in the question's unit) to the next band's."""

    id: Id
    bound: Exact | None = None
    credit: Exact
    step: Step | None = None


class Duty(Frozen):
    """The article that binds the operator of the platform itself."""

    source: Id
    article: Words


class Gate(Frozen):
    """A binding duty of the operator itself: what answer meets it, why, and by which article.

    `pass` names the lowest option, band or "yes" that passes; for a checklist, how many items.
    """

    pass_: Words = Field(alias="pass")
    reason: Text
    duty: Duty | None = Field(default=None, exclude_if=_not_given)


class Citation(Frozen):
    """Where a demand comes from: a source of the register, its articles or clauses, and how surely we know."""

    source: Id
    articles: tuple[Words, ...] = ()
    status: Status


class _Question(Frozen):
    id: Id
    text: Text
    why: Text
    core: bool = False
    applies: Condition | None = None
    not_applicable: tuple[Choice, ...] = ()
    gate: Gate | None = None
    evidence: tuple[Text, ...] = Field(min_length=2)
    proof_effort: PersonDays | None = Field(default=None, exclude_if=_not_given)
    sources: tuple[Citation, ...] = Field(min_length=1)

    @property
    def proof_days(self) -> Fraction:
        """Person-days to bring the evidence together when the thing itself is done: a working estimate."""
        return HALF_A_DAY if self.proof_effort is None else self.proof_effort

    @cached_property
    def credits_known(self) -> dict[str | tuple[str, ...], Fraction | None]:
        """Credits worked out before, by value: a memory of this object, never part of what it says."""
        return {}


class LevelQuestion(_Question):
    """Options that state facts, in rising order, from credit 0 to credit 1."""

    kind: Literal["level"]
    options: tuple[Option, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        _rising(self.options, "option")
        _passes(self.gate, [option.id for option in self.options[1:]])
        return self

    @cached_property
    def credits(self) -> Mapping[str, Fraction]:
        """Credit by option."""
        return {option.id: option.credit for option in self.options}


class YesNoQuestion(_Question):
    """One fact that holds (`yes`) or does not (`no`), each put in words."""

    kind: Literal["yes_no"]
    yes: Text
    no: Text
    step: Step

    @model_validator(mode="after")
    def _sound(self) -> Self:
        _passes(self.gate, ["yes"])
        return self

    @cached_property
    def credits(self) -> Mapping[str, Fraction]:
        """Credit by answer."""
        return {option.id: option.credit for option in self.options}

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """The two answers as options, so that both kinds read alike."""
        return (
            Option(id="no", text=self.no, credit=Fraction(0)),
            Option(id="yes", text=self.yes, credit=Fraction(1), step=self.step),
        )


class CountCredit(Frozen):
    """From so many items on, a checklist earns this credit."""

    count: Count
    credit: Exact


class ChecklistQuestion(_Question):
    """Items that are there or are not; credit by share, or by the declared `credits`."""

    kind: Literal["checklist"]
    items: tuple[Item, ...] = Field(min_length=2)
    credits: tuple[CountCredit, ...] = ()

    @model_validator(mode="after")
    def _sound(self) -> Self:
        _unique([item.id for item in self.items], "item")
        last = CountCredit(count=0, credit=Fraction(0))
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
        return max((entry.credit for entry in self.credits if entry.count <= count), default=Fraction(0))


class MeasureQuestion(_Question):
    """A number the operator types; bands turn it into a credit. `none` words "there is no such figure" (credit 0)."""

    kind: Literal["measure"]
    unit: UnitId
    better: Literal["higher", "lower"]
    least: Exact = Fraction(0)
    most: Exact
    none: Text | None = None
    bands: tuple[Band, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        _rising(self.bands, "band")
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
        worst = self.least if self.better == "higher" else self.most
        if numbers[0] == worst:
            raise ValueError("no number from least to most falls into the first band")
        _passes(self.gate, [band.id for band in self.bands[1:]])
        return self

    def band_of(self, value: Fraction) -> Band:
        """The band a number falls into; a bound itself belongs to the better band."""
        reached = self.bands[0]
        for band in self.bands[1:]:
            assert band.bound is not None
            if value >= band.bound if self.better == "higher" else value <= band.bound:
                reached = band
        return reached


Question = Annotated[LevelQuestion | YesNoQuestion | ChecklistQuestion | MeasureQuestion, Field(discriminator="kind")]


def gate_credit(question: Question) -> Fraction | None:
    """The credit from which the question's gate passes; None where it is no gate."""
    if question.gate is None:
        return None
    passing = question.gate.pass_
    if isinstance(question, ChecklistQuestion):
        return question.credit_of_count(int(passing))
    if isinstance(question, MeasureQuestion):
        return next(band.credit for band in question.bands if band.id == passing)
    return next(option.credit for option in question.options if option.id == passing)


class Bank(Frozen):
    """One file of questions on a topic. `effort_basis` says where its person-days and lead times come from.

    `proof_effort` holds for the questions that state none of their own.
    """

    topic: Id
    effort_basis: Text
    proof_effort: PersonDays | None = None
    questions: tuple[Question, ...] = Field(min_length=1)


class Source(Frozen):
    """A law, rule or standard, once. Dates are ISO; `checked_on` is when we last compared our reading with a copy."""

    id: Id
    title: Text
    number: Words
    kind: Literal["law", "regulation", "rule", "interpretation", "standard", "guidance", "scheme"]
    in_force_since: Words | None = None
    in_force_until: Words | None = None
    state: Literal["in-force", "superseded", "draft"]
    status: Status
    official: Words
    checked_on: Words
    note: Text | None = None


class SourceRegister(Frozen):
    """All sources, each once."""

    sources: tuple[Source, ...]

    @model_validator(mode="after")
    def _sound(self) -> Self:
        _unique([source.id for source in self.sources], "source")
        return self


class Profile(Frozen):
    """All profile facts, in the order they are asked."""

    facts: tuple[Fact, ...]

    @model_validator(mode="after")
    def _sound(self) -> Self:
        _unique([fact.id for fact in self.facts], "fact")
        for fact in self.facts:
            _unique([option.id for option in fact.options], f"option of {fact.id}")
        return self


class GradeBand(Frozen):
    """A grade: it starts at `from` (of 100) and ends just below the next band's start."""

    id: Id
    from_: Exact = Field(alias="from")
    stars: Count
    title: Text


class Placed(Frozen):
    """A question put into the tree, with its own points or (None) an equal share."""

    question: Id
    points: Exact | None = None


class Node(Frozen):
    """A dimension or indicator. Either `children`, or `questions`, or (status unknown) neither and no points.

    `points` are out of the rubric's 100; siblings state them all or share their parent's equally.
    """

    id: Id
    title: Text
    status: Status
    clause: Words | None = None
    note: Text | None = None
    points: Exact | None = None
    children: tuple[Node, ...] = ()
    questions: tuple[Placed, ...] = ()

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.status == "unknown":
            if self.children or self.questions or self.points is not None:
                raise ValueError("a node of unknown content carries no questions and no points")
        elif bool(self.children) == bool(self.questions):
            raise ValueError("a node has either children or questions")
        return self


class Layout(Frozen):
    """A rubric file as written: the tree over the bank, its points and its bands."""

    id: Id
    version: Words
    title: Text
    state: Literal["current", "superseded"]
    points_status: Literal["working", "body", "official"]
    points_note: Text
    standard: Id
    gate_cap: Id | None = None
    bands: tuple[GradeBand, ...] = Field(min_length=2)
    bands_sources: tuple[Citation, ...] = Field(min_length=1)
    tree: tuple[Node, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.bands[0].from_ != 0:
            raise ValueError("the first band must start at 0")
        starts = [band.from_ for band in self.bands]
        if starts != sorted(set(starts)) or starts[-1] > 100:
            raise ValueError("bands must rise and start at 100 or less")
        _unique([band.id for band in self.bands], "band")
        if self.gate_cap is not None and self.gate_cap not in {band.id for band in self.bands}:
            raise ValueError(f"gate_cap names the band {self.gate_cap!r}, which is not among the bands")
        return self


class Rubric(Frozen):
    """A rubric ready for use: layout, the questions it places, profile facts and the sources they cite."""

    layout: Layout
    questions: tuple[Question, ...]
    efforts: tuple[Text, ...]
    profile: Profile
    sources: tuple[Source, ...]

    @property
    def id(self) -> str:
        """The rubric's stable id."""
        return self.layout.id

    @property
    def version(self) -> str:
        """The rubric's version; a change that moves a score raises it."""
        return self.layout.version

    @property
    def bands(self) -> tuple[GradeBand, ...]:
        """Grade bands, rising."""
        return self.layout.bands

    @cached_property
    def canonical(self) -> str:
        """All it says as one JSON text, the same for equal rubrics; `ecq.rubric.loading.read_rubric` takes it back."""
        return json.dumps(self.model_dump(mode="json", by_alias=True), sort_keys=True, ensure_ascii=False)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of `canonical`, so that a silent change of a rubric cannot go unseen."""
        return hashlib.sha256(self.canonical.encode()).hexdigest()

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Question by id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Question ids in the order of the tree, which is the order they are asked in."""
        return tuple(placed.question for node in self.leaves for placed in node.questions)

    @cached_property
    def leaves(self) -> tuple[Node, ...]:
        """The nodes that hold questions, in order."""
        return tuple(node for node, _ in walk(self.layout.tree) if node.questions)

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """Node by id."""
        return {node.id: node for node, _ in walk(self.layout.tree)}

    @cached_property
    def place(self) -> Mapping[str, tuple[str, str]]:
        """Question id -> (dimension id, indicator id)."""
        return {
            placed.question: (path[0].id if path else node.id, node.id)
            for node, path in walk(self.layout.tree)
            for placed in node.questions
        }

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Profile fact by id."""
        return {fact.id: fact for fact in self.profile.facts}

    @cached_property
    def source_by_id(self) -> Mapping[str, Source]:
        """Source by id."""
        return {source.id: source for source in self.sources}

    def band(self, band_id: str) -> GradeBand:
        """The band of that id; KeyError where there is none."""
        for band in self.bands:
            if band.id == band_id:
                return band
        raise KeyError(band_id)

    def grade_of(self, score: Fraction) -> GradeBand:
        """The band an exact score of 100 lies in: a band starts at its number and ends just below the next."""
        reached = self.bands[0]
        for band in self.bands:
            if score >= band.from_:
                reached = band
        return reached


class ByDigest:
    """A rubric as a cache key: two of one digest say the same, so hashing the whole tree each time would be waste."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric

    def __hash__(self) -> int:
        return hash(self.rubric.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByDigest) and other.rubric.digest == self.rubric.digest


def walk(nodes: tuple[Node, ...], path: tuple[Node, ...] = ()) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """Every node with the nodes above it, parents first."""
    for node in nodes:
        yield node, path
        yield from walk(node.children, (*path, node))


def shares(total: Fraction, stated: tuple[Fraction | None, ...]) -> tuple[Fraction, ...]:
    """Points of siblings: as stated, or `total` in equal parts. Raises ValueError where they do not add up."""
    if not stated:
        return ()
    given = [points for points in stated if points is not None]
    if not given:
        return tuple(Fraction(total, len(stated)) for _ in stated)
    if len(given) != len(stated):
        raise ValueError("either every sibling states its points or none does")
    if any(points <= 0 for points in given):
        raise ValueError("points must be above 0")
    if sum(given) != total:
        raise ValueError(f"points add up to {plain(sum(given, Fraction(0)))}, but must be {plain(total)}")
    return tuple(given)


def _unique(ids: list[str], what: str) -> None:
    doubles = sorted({one for one in ids if ids.count(one) > 1})
    if doubles:
        raise ValueError(f"{what} id {', '.join(doubles)} is used more than once")


def _rising(options: tuple[Option, ...] | tuple[Band, ...], what: str) -> None:
    _unique([option.id for option in options], what)
    credits = [option.credit for option in options]
    if credits[0] != 0 or credits[-1] != 1 or credits != sorted(set(credits)):
        raise ValueError(f"credits must rise from 0 (first {what}) to 1 (last {what})")
    if options[0].step is not None or any(option.step is None for option in options[1:]):
        raise ValueError(f"every {what} but the first needs a step, and the first has none")


def _passes(gate: Gate | None, ids: list[str]) -> None:
    if gate is not None and gate.pass_ not in ids:
        raise ValueError(f"gate.pass is {gate.pass_!r}, but must be one of {', '.join(ids)}")

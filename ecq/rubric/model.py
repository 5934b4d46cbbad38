"""A rubric: questions placed in a tree with points, grade bands, profile facts and sources; and what versions changed.

Changes are questions and answers that a new version of the bank retired or narrowed: `changes/*.yaml`, one file a version. An
id is never given to something else. Each retired one is listed there with where the same is asked now.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Literal, Self

from pydantic import Field, model_validator

from ecq.base.day import Day
from ecq.base.exact import Count, Exact, plain
from ecq.base.frozen import Frozen, Id, Words, check_unique
from ecq.base.language import Text
from ecq.rubric.conditions import Condition, Fact, Profile, ProfileValue, holds
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Citation, PersonDays, Status, is_absent


class Bank(Frozen):
    """One file of questions on a topic. `effort_basis` says where its person-days and lead times come from.

    `proof_effort` holds for the questions that state none of their own.
    """

    topic: Id
    effort_basis: Text
    proof_effort: PersonDays | None = None
    questions: tuple[Question, ...] = Field(min_length=1)

    def with_proof_effort(self) -> Iterator[Question]:
        """The questions, those that state no effort to prove with that of the file."""
        for one in self.questions:
            own = self.proof_effort is None or one.proof_effort is not None
            yield one if own else one.model_copy(update={"proof_effort": self.proof_effort})


SourceKind = Literal["law", "regulation", "rule", "interpretation", "standard", "guidance", "scheme"]


class Source(Frozen):
    """A law, rule or standard, once. Dates are ISO; `checked_on` is when we last compared our reading with a copy.

    `numbers`: articles that have another number now than the one by which they are cited.
    """

    id: Id
    title: Text
    number: Words
    kind: SourceKind
    in_force_since: Words | None = None
    in_force_until: Words | None = None
    state: Literal["in-force", "superseded", "draft"]
    status: Status
    official: Words
    checked_on: Words
    note: Text | None = None
    numbers: Mapping[str, Words] | None = Field(default=None, exclude_if=is_absent)


class SourceRegister(Frozen):
    """All sources, each once."""

    sources: tuple[Source, ...]

    @model_validator(mode="after")
    def _sound(self) -> Self:
        check_unique([source.id for source in self.sources], "source")
        return self


class GradeBand(Frozen):
    """A grade: it starts at `from` (of 100) and ends just below the next band's start."""

    id: Id
    from_: Exact = Field(alias="from")
    stars: Count
    title: Text

    def __repr_args__(self) -> Iterator[tuple[str, object]]:
        yield "id", self.id


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
    """A rubric file as written: the tree over the bank, its points and its bands.

    `bands_note` is what must be known of the bands wherever a grade is shown.
    """

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
    bands_note: Text | None = Field(default=None, exclude_if=is_absent)
    tree: tuple[Node, ...] = Field(min_length=1)

    def __repr_args__(self) -> Iterator[tuple[str, object]]:
        yield from (("id", self.id), ("version", self.version))

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.bands[0].from_ != 0:
            raise ValueError("the first band must start at 0")
        starts = [band.from_ for band in self.bands]
        if starts != sorted(set(starts)) or starts[-1] > 100:
            raise ValueError("bands must rise and start at 100 or less")
        check_unique([band.id for band in self.bands], "band")
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

    def __repr_args__(self) -> Iterator[tuple[str, object]]:
        yield from (("id", self.id), ("version", self.version), ("questions", len(self.questions)))

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

    @property
    def cap(self) -> GradeBand | None:
        """The band that a failed gate holds the grade down to; None where gates do not."""
        return None if self.layout.gate_cap is None else self.band(self.layout.gate_cap)

    @cached_property
    def canonical(self) -> str:
        """The whole rubric as one JSON text, the same for equal rubrics; `ecq.rubric.loading.read_rubric` reads it back."""
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

    def applying(self, profile: Mapping[str, ProfileValue]) -> Mapping[str, bool | None]:
        """Every question -> whether it applies under the profile (None: not decided yet), in order."""
        return _applying(ByDigest(self), tuple(sorted(profile.items())))

    def band(self, band_id: str) -> GradeBand:
        """The band of that id; KeyError where there is none."""
        return {band.id: band for band in self.bands}[band_id]

    def grade_of(self, score: Fraction) -> GradeBand:
        """The band an exact score of 100 lies in: a band starts at its number and ends just below the next."""
        return next(band for band in reversed(self.bands) if score >= band.from_)


class ByDigest:
    """A rubric as a cache key: compared by its digest, so that the whole tree need not be hashed each time."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric

    def __hash__(self) -> int:
        return hash(self.rubric.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByDigest) and other.rubric.digest == self.rubric.digest


@lru_cache(maxsize=256)
def _applying(key: ByDigest, facts: tuple[tuple[str, ProfileValue], ...]) -> Mapping[str, bool | None]:
    rules, places = _rules(key)
    profile = dict(facts)
    truths = [_truth(rule, tuple([profile.get(fact) for fact in rule.mentioned])) for rule in rules]
    return dict(zip(key.rubric.order, [truths[place] for place in places], strict=True))


@dataclass(frozen=True, eq=False, slots=True)
class _Rule:
    """A condition with the facts it mentions."""

    condition: Condition | None
    mentioned: tuple[str, ...]
    facts: Mapping[str, Fact]


@lru_cache(maxsize=64)
def _rules(key: ByDigest) -> tuple[tuple[_Rule, ...], tuple[int, ...]]:
    """The conditions that differ, a few dozen, and the place among them of each question's."""
    rubric = key.rubric
    places = {condition: n for n, condition in enumerate(dict.fromkeys(rubric.by_id[q].applies for q in rubric.order))}
    rules = (
        _Rule(one, tuple(dict.fromkeys(fact for fact, _ in one.facts())) if one else (), rubric.facts) for one in places
    )
    return tuple(rules), tuple(places[rubric.by_id[q].applies] for q in rubric.order)


@lru_cache(maxsize=2_048)
def _truth(rule: _Rule, values: tuple[ProfileValue | None, ...]) -> bool | None:
    """Whether it holds; remembered, since few facts decide it, and others differ."""
    profile = {fact: value for fact, value in zip(rule.mentioned, values, strict=True) if value is not None}
    return holds(rule.condition, profile, rule.facts)


def walk(nodes: tuple[Node, ...], path: tuple[Node, ...] = ()) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """Every node with the nodes above it, parents first."""
    for node in nodes:
        yield node, path
        yield from walk(node.children, (*path, node))


def shares(total: Fraction, stated: tuple[Fraction | None, ...]) -> tuple[Fraction, ...]:
    """Points of siblings: as stated, or `total` in equal parts. Raises ValueError where they do not add up."""
    if not stated:
        return ()
    points_stated = [points for points in stated if points is not None]
    if not points_stated:
        return tuple(Fraction(total, len(stated)) for _ in stated)
    if len(points_stated) != len(stated):
        raise ValueError("either every sibling states its points or none does")
    if any(points <= 0 for points in points_stated):
        raise ValueError("points must be above 0")
    if sum(points_stated) != total:
        raise ValueError(f"points add up to {plain(sum(points_stated, Fraction(0)))}, but must be {plain(total)}")
    return tuple(points_stated)


class RetiredQuestion(Frozen):
    """A question that is no longer asked, and the one that asks the same now, where there is one."""

    question: Id
    successor: Id | None = None


class RetiredOption(Frozen):
    """An option or item that its question no longer has: `successor` is the one to look at now, `asked_by` a question that asks it.

    For the answer "there is no such figure" of a measure, `option` is `none`.
    """

    question: Id
    option: Id
    successor: Id | None = None
    asked_by: Id | None = None


class AnswerAgain(Frozen):
    """Answers whose ids are still there but whose meaning has become narrower, so that they cannot be carried over."""

    question: Id
    options: tuple[Id, ...] = Field(min_length=1)


class FactAgain(Frozen):
    """A profile fact whose answer no longer says what it said, where it was one of `values`."""

    fact: Id
    values: tuple[Id, ...] = Field(min_length=1)
    why: Text


class Changes(Frozen):
    """All of that for one version of the rubrics named, and for other rubrics over the same bank from `day` on (ISO 8601)."""

    version: Words
    day: Day
    rubrics: tuple[Id, ...] = Field(min_length=1)
    questions: tuple[RetiredQuestion, ...] = ()
    options: tuple[RetiredOption, ...] = ()
    answers: tuple[AnswerAgain, ...] = ()
    facts: tuple[FactAgain, ...] = ()

    def come_after(self, rubric_id: str, version: str, begun: str | None) -> bool:
        """Whether an assessment under this version of a rubric, begun then, was made before these changes.

        A rubric of somebody else's has versions of its own, which say nothing about the bank's; there the day decides.
        """
        if rubric_id in self.rubrics:
            return version_number(version) < version_number(self.version)
        return begun is None or begun[:10] < self.day


def version_number(version: str) -> tuple[int, ...]:
    """The numbers of a version, for comparing: 1.10.0 comes after 1.9.0."""
    return tuple(int(part) for part in re.findall(r"\d+", version))

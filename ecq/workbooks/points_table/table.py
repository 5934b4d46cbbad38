"""What a table of points must hold for a rubric. Knows ids and the rules of points, credits and bands.

The rules are here once, for a workbook and for a stored variant alike. Must not know cells, files or languages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from ecq.exact import plain
from ecq.rubric.model import ChecklistQuestion, Node, Question, Rubric, YesNoQuestion, shares

Spot = tuple[str, ...]
"""Where in a table: ("points", id), ("credits", question id, option id) or ("bands", grade id)."""

HUNDRED = Fraction(100)
HINTED = 50
"""Up to so many unknown ids, a likely one is suggested for each; it takes time, and beyond that it is no slip."""
Numbers = Mapping[str, Fraction | None]


@dataclass
class Table:
    """Points by node or question, credits by question and option, starts by grade. None: said, but not readable."""

    points: dict[str, Fraction | None] = field(default_factory=dict)
    credits: dict[str, dict[str, Fraction | None]] = field(default_factory=dict)
    bands: dict[str, Fraction | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """One thing wrong. `missing`: nothing is said there; `unknown`: the id is not the rubric's; `parts`: what is summed."""

    kind: Literal["missing", "unknown", "wrong"]
    spot: Spot
    message: str
    parts: tuple[Spot, ...] = ()


def credits_of(question: Question) -> dict[str, Fraction]:
    """Credit by option, band or number of items, rising; none for a yes-or-no question, whose credits are fixed."""
    if isinstance(question, YesNoQuestion):
        return {}
    if isinstance(question, ChecklistQuestion):
        return {str(count): question.credit_of_count(count) for count in range(len(question.items) + 1)}
    levels = question.bands if question.kind == "measure" else question.options
    return {level.id: level.credit for level in levels}


def points_of(rubric: Rubric) -> dict[str, Fraction]:
    """What every node and question is worth before a profile hides anything, in the order of the tree."""
    worth: dict[str, Fraction] = {}

    def visit(nodes: Sequence[Node], whole: Fraction) -> None:
        known = counted(nodes)
        for node, part in zip(known, shares(whole, tuple(node.points for node in known)), strict=True):
            worth[node.id] = part
            own = shares(part, tuple(placed.points for placed in node.questions))
            worth.update(zip((placed.question for placed in node.questions), own, strict=True))
            visit(node.children, part)

    visit(rubric.layout.tree, HUNDRED)
    return worth


def counted(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """The nodes that carry points: all but those of unknown content."""
    return tuple(node for node in nodes if node.status != "unknown")


def unknown_nodes(rubric: Rubric) -> frozenset[str]:
    """Nodes known by name only; no question asks them, so they carry no points."""
    return frozenset(node.id for node in rubric.nodes.values() if node.status == "unknown")


def ambiguous(rubric: Rubric) -> tuple[str, ...]:
    """Ids that name both a node and a question: a table of points could not tell them apart."""
    return tuple(one for one in rubric.nodes if one in rubric.by_id)


def findings(table: Table, rubric: Rubric) -> Iterator[Finding]:
    """All that is wrong with a table for a rubric, nothing twice."""
    for one in ambiguous(rubric):
        yield Finding(
            "wrong", ("points", one), f"{one!r} names both a node and a question of {rubric.id}; give one another id"
        )
    yield from _same_ids(("points",), table.points, [*points_of(rubric)], rubric.id)
    yield from _points(table.points, rubric)
    yield from _credits(table.credits, rubric)
    grades = [band.id for band in rubric.bands]
    yield from _same_ids(("bands",), table.bands, grades, rubric.id)
    yield from _bands([(grade, table.bands.get(grade)) for grade in grades])


def _same_ids(under: Spot, said: Mapping[str, object], wanted: Sequence[str], owner: str) -> Iterator[Finding]:
    known = set(wanted)
    missing = [one for one in wanted if one not in said]
    strangers = [one for one in said if one not in known]
    for one in strangers:
        hint = _hint(one, missing, len(strangers))
        yield Finding("unknown", (*under, one), f"{one!r} is not an id of {owner}; {hint}")
    for one in missing:
        yield Finding("missing", (*under, one), f"nothing is said for {one!r}; add it")


def _hint(wrong: str, missing: Sequence[str], how_many: int) -> str:
    near = get_close_matches(wrong, missing, 1) if how_many <= HINTED else []
    return f"did you mean {near[0]!r}?" if near else "correct it or remove it"


def _points(points: Numbers, rubric: Rubric) -> Iterator[Finding]:
    expected = points_of(rubric)
    sound = {one: value for one in expected if (value := points.get(one)) is not None and 0 < value <= HUNDRED}
    for one in expected:
        value = points.get(one)
        if value is not None and one not in sound:
            yield Finding("wrong", ("points", one), "points must be above 0 and at most 100")

    def sums(nodes: Sequence[Node]) -> Iterator[Finding]:
        for node in counted(nodes):
            below = [placed.question for placed in node.questions] or [child.id for child in counted(node.children)]
            if node.id in sound:
                yield from _sum(below, sound, sound[node.id], ("points", node.id), f"{node.id} has")
            yield from sums(node.children)

    yield from _sum([node.id for node in counted(rubric.layout.tree)], sound, HUNDRED, ("points",), "the whole has")
    yield from sums(rubric.layout.tree)


def _sum(
    parts: Sequence[str], sound: Mapping[str, Fraction], whole: Fraction, spot: Spot, owner: str
) -> Iterator[Finding]:
    if not all(one in sound for one in parts):
        return  # already told: one of them is missing or wrong
    total = sum((sound[one] for one in parts), Fraction(0))
    if total != whole:
        hint = "; write a share that does not come out even as 100/3" if abs(total - whole) < Fraction(1, 10) else ""
        message = f"{owner} {plain(whole)} points, but its parts add up to {plain(total)}{hint}"
        yield Finding("wrong", spot, message, tuple(("points", one) for one in parts))


def _credits(credits: Mapping[str, Numbers], rubric: Rubric) -> Iterator[Finding]:
    wanted = {question.id: list(expected) for question in rubric.questions if (expected := credits_of(question))}
    strangers = [one for one in credits if one not in wanted]
    missing = [one for one in wanted if one not in credits]
    for question_id in strangers:
        spot = ("credits", question_id)
        if question_id in rubric.by_id:
            fixed = f"{question_id!r} is a yes-or-no question, whose credits are always 0 and 1; remove it"
            yield Finding("unknown", spot, fixed)
        else:
            hint = _hint(question_id, missing, len(strangers))
            yield Finding("unknown", spot, f"{question_id!r} is not a question of {rubric.id}; {hint}")
    for question_id, options in wanted.items():
        if question_id not in credits:
            yield Finding("missing", ("credits", question_id), f"nothing is said for {question_id!r}; add its options")
            continue
        said = credits[question_id]
        yield from _same_ids(("credits", question_id), said, options, question_id)
        yield from _rising(rubric.by_id[question_id], [(option, said.get(option)) for option in options])


def _rising(question: Question, credits: Sequence[tuple[str, Fraction | None]]) -> Iterator[Finding]:
    """Told at the upper of two that do not rise."""
    under = ("credits", question.id)
    level = isinstance(question, ChecklistQuestion)  # a further item need not earn more
    told = set()
    for place, (option, credit) in enumerate(credits):
        if credit is None:
            continue
        message = ""
        if not 0 <= credit <= 1:
            message = "a credit is from 0 to 1"
        elif place == 0 and credit != 0:
            message = f"is {plain(credit)}, but the lowest must have credit 0"
        elif place == len(credits) - 1 and credit != 1:
            message = f"is {plain(credit)}, but the highest must have credit 1"
        if message:
            told.add(option)
            yield Finding("wrong", (*under, option), message)
    for (below, less), (option, more) in pairwise(credits):
        if less is None or more is None or told & {below, option}:
            continue
        if more < less or (more == less and not level):
            told.add(option)
            message = f"is {plain(more)}, but {below!r} below it has {plain(less)}; credits must rise"
            yield Finding("wrong", (*under, option), message)
    if level and question.gate and not told:
        passing = int(question.gate.pass_)
        at, below_it = credits[passing][1], credits[passing - 1][1]
        if at is not None and at == below_it:
            message = f"{passing} items pass the gate, so they must earn more than {passing - 1} do"
            yield Finding("wrong", (*under, str(passing)), message)


def _bands(bands: Sequence[tuple[str, Fraction | None]]) -> Iterator[Finding]:
    told = set()
    for place, (grade, start) in enumerate(bands):
        if start is None:
            continue
        if not 0 <= start <= HUNDRED:
            told.add(grade)
            yield Finding("wrong", ("bands", grade), "a grade starts from 0 to 100")
        elif place == 0 and start != 0:
            told.add(grade)
            yield Finding("wrong", ("bands", grade), f"is {plain(start)}, but the first grade must start at 0")
    for (below, less), (grade, more) in pairwise(bands):
        if less is not None and more is not None and more <= less and not told & {below, grade}:
            message = f"is {plain(more)}, but {below!r} below it starts at {plain(less)}; grades must rise"
            yield Finding("wrong", ("bands", grade), message)

"""What a table of points must hold for a rubric. Knows ids and the rules of points, credits and bands.

The rules are here once, for a workbook and for a stored variant alike. Must not know cells or files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from ecq.base.exact import cut, plain
from ecq.base.language import Text, text
from ecq.rubric.kinds import Question
from ecq.rubric.model import Node, Rubric, shares

Spot = tuple[str, ...]
"""Where in a table: ("points", id), ("credits", question id, option id) or ("bands", grade id)."""

HUNDRED = Fraction(100)
HINTED = 50
"""Up to so many unknown ids, a likely one is suggested for each; it takes time, and beyond that it is no slip."""
Numbers = Mapping[str, Fraction | None]


@dataclass
class Table:
    """Points by node or question, credits by question and option, starts by grade. None: present, but not readable."""

    points: dict[str, Fraction | None] = field(default_factory=dict)
    credits: dict[str, dict[str, Fraction | None]] = field(default_factory=dict)
    bands: dict[str, Fraction | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """One thing wrong. `missing`: there is no such row; `unknown`: the id is not the rubric's; `parts`: what is summed."""

    kind: Literal["missing", "unknown", "wrong"]
    spot: Spot
    message: Text
    parts: tuple[Spot, ...] = ()


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
        message = text(
            f"{rubric.id} 里有一个节点和一道题都叫 {one!r}，请给其中一个另取编号",
            f"{one!r} names both a node and a question of {rubric.id}; give one another id",
        )
        yield Finding("wrong", ("points", one), message)
    yield from _same_ids(("points",), table.points, {one: _called(one, rubric) for one in points_of(rubric)}, rubric.id)
    yield from _points(table.points, rubric)
    yield from _credits(table.credits, rubric)
    grades = {band.id: _named(band.title, band.id) for band in rubric.bands}
    yield from _same_ids(("bands",), table.bands, grades, rubric.id)
    yield from _bands([(grade, table.bands.get(grade)) for grade in grades])


def _named(title: Text, one: str) -> Text:
    """What a person calls it, and its id."""
    return text(f"“{title.zh}”（{one}）", f"“{title.en}” ({one})")


def _called(one: str, rubric: Rubric) -> Text:
    return _named(rubric.by_id[one].text if one in rubric.by_id else rubric.nodes[one].title, one)


def _amount(points: Fraction) -> Text:
    """Points exactly, and beside a fraction as a decimal."""
    exact, about = plain(points), cut(points, 4)
    if "/" not in exact:
        return text(f"{exact} ", exact)
    return text(f"{exact}（约 {about}）", f"{exact} (about {about})")


def _same_ids(under: Spot, stated: Mapping[str, object], expected: Mapping[str, Text], owner: str) -> Iterator[Finding]:
    """Ids that are missing or too many; `expected` with what each is called."""
    missing = [one for one in expected if one not in stated]
    strangers = [one for one in stated if one not in expected]
    for one in strangers:
        hint = _hint(one, missing, len(strangers))
        message = text(f"{one!r} 不是 {owner} 的编号，{hint.zh}", f"{one!r} is not an id of {owner}; {hint.en}")
        yield Finding("unknown", (*under, one), message)
    for one in missing:
        called = expected[one]
        message = text(f"缺少{called.zh}，请补上", f"nothing is said for {called.en}; add it")
        yield Finding("missing", (*under, one), message)


def _hint(wrong: str, missing: Sequence[str], how_many: int) -> Text:
    near = get_close_matches(wrong, missing, 1) if how_many <= HINTED else []
    if near:
        return text(f"是不是 {near[0]!r}？", f"did you mean {near[0]!r}?")
    return text("请改正或删去", "correct it or remove it")


def _points(points: Numbers, rubric: Rubric) -> Iterator[Finding]:
    expected = points_of(rubric)
    sound = {one: value for one in expected if (value := points.get(one)) is not None and 0 < value <= HUNDRED}
    for one in expected:
        value = points.get(one)
        if value is not None and one not in sound:
            message = text("分值要大于 0，不超过 100", "points must be above 0 and at most 100")
            yield Finding("wrong", ("points", one), message)

    def sums(nodes: Sequence[Node]) -> Iterator[Finding]:
        for node in counted(nodes):
            below = [placed.question for placed in node.questions] or [child.id for child in counted(node.children)]
            if node.id in sound:
                yield from _sum(below, sound, sound[node.id], ("points", node.id), _called(node.id, rubric))
            yield from sums(node.children)

    yield from _sum(
        [node.id for node in counted(rubric.layout.tree)], sound, HUNDRED, ("points",), text("全部", "the whole")
    )
    yield from sums(rubric.layout.tree)


def _sum(
    parts: Sequence[str], sound: Mapping[str, Fraction], whole: Fraction, spot: Spot, owner: Text
) -> Iterator[Finding]:
    if not all(one in sound for one in parts):
        return  # already reported: one of them is missing or wrong
    total = sum((sound[one] for one in parts), Fraction(0))
    if total != whole:
        has, adds = _amount(whole), _amount(total)
        message = text(
            f"{owner.zh}是 {has.zh}分，下级加起来却是 {adds.zh.strip()}",
            f"{owner.en} has {has.en} points, but its parts add up to {adds.en}",
        )
        if abs(total - whole) < Fraction(1, 10):
            uneven = text("；除不尽的请写成 100/3 这样", "; write a share that does not come out even as 100/3")
            message = text(message.zh + uneven.zh, message.en + uneven.en)
        yield Finding("wrong", spot, message, tuple(("points", one) for one in parts))


def _credits(credits: Mapping[str, Numbers], rubric: Rubric) -> Iterator[Finding]:
    expected_credits = {
        question.id: list(expected) for question in rubric.questions if (expected := question.own_credits)
    }
    strangers = [one for one in credits if one not in expected_credits]
    missing = [one for one in expected_credits if one not in credits]
    for question_id in strangers:
        spot = ("credits", question_id)
        if question_id in rubric.by_id:
            fixed = text(
                f"{question_id!r} 是是非题，得分率总是 0 和 1，请删去",
                f"{question_id!r} is a yes-or-no question, whose credits are always 0 and 1; remove it",
            )
            yield Finding("unknown", spot, fixed)
        else:
            hint = _hint(question_id, missing, len(strangers))
            message = text(
                f"{rubric.id} 没有 {question_id!r} 这道题，{hint.zh}",
                f"{question_id!r} is not a question of {rubric.id}; {hint.en}",
            )
            yield Finding("unknown", spot, message)
    for question_id, options in expected_credits.items():
        if question_id not in credits:
            called = _called(question_id, rubric)
            message = text(f"缺少{called.zh}，请补上它的选项", f"nothing is said for {called.en}; add its options")
            yield Finding("missing", ("credits", question_id), message)
            continue
        stated = credits[question_id]
        of = _called(question_id, rubric)
        named = {one: text(f"{of.zh}的 {one!r}", f"{one!r} of {of.en}") for one in options}
        yield from _same_ids(("credits", question_id), stated, named, question_id)
        yield from _rising(rubric.by_id[question_id], [(option, stated.get(option)) for option in options])


def _rising(question: Question, credits: Sequence[tuple[str, Fraction | None]]) -> Iterator[Finding]:
    """Credits out of range or not rising; reported at the upper of two."""
    under = ("credits", question.id)
    level = bool(question.parts)  # a further item need not earn more
    reported = set()
    for place, (option, credit) in enumerate(credits):
        if credit is None:
            continue
        message = None
        if not 0 <= credit <= 1:
            message = text("得分率要在 0 到 1 之间", "a credit is from 0 to 1")
        elif place == 0 and credit != 0:
            message = text(
                f"是 {plain(credit)}，最低的得分率必须是 0", f"is {plain(credit)}, but the lowest must have credit 0"
            )
        elif place == len(credits) - 1 and credit != 1:
            message = text(
                f"是 {plain(credit)}，最高的得分率必须是 1", f"is {plain(credit)}, but the highest must have credit 1"
            )
        if message:
            reported.add(option)
            yield Finding("wrong", (*under, option), message)
    for (below, less), (option, more) in pairwise(credits):
        if less is None or more is None or reported & {below, option}:
            continue
        if more < less or (more == less and not level):
            reported.add(option)
            message = text(
                f"是 {plain(more)}，而前一级 {below!r} 是 {plain(less)}；得分率要逐级升高",
                f"is {plain(more)}, but {below!r} below it has {plain(less)}; credits must rise",
            )
            yield Finding("wrong", (*under, option), message)
    if level and question.gate and not reported:
        passing = int(question.gate.pass_)
        at, below_it = credits[passing][1], credits[passing - 1][1]
        if at is not None and at == below_it:
            message = text(
                f"{passing} 项就过红线，所以得分率要比 {passing - 1} 项的高",
                f"{passing} items pass the gate, so they must earn more than {passing - 1} do",
            )
            yield Finding("wrong", (*under, str(passing)), message)


def _bands(bands: Sequence[tuple[str, Fraction | None]]) -> Iterator[Finding]:
    reported = set()
    for place, (grade, start) in enumerate(bands):
        if start is None:
            continue
        if not 0 <= start <= HUNDRED:
            reported.add(grade)
            message = text("等级的起点在 0 到 100 之间", "a grade starts from 0 to 100")
            yield Finding("wrong", ("bands", grade), message)
        elif place == 0 and start != 0:
            reported.add(grade)
            message = text(
                f"是 {plain(start)}，第一个等级的起点必须是 0",
                f"is {plain(start)}, but the first grade must start at 0",
            )
            yield Finding("wrong", ("bands", grade), message)
    for (below, less), (grade, more) in pairwise(bands):
        if less is not None and more is not None and more <= less and not reported & {below, grade}:
            message = text(
                f"是 {plain(more)}，而前一个等级 {below!r} 从 {plain(less)} 开始；起点要逐级升高",
                f"is {plain(more)}, but {below!r} below it starts at {plain(less)}; grades must rise",
            )
            yield Finding("wrong", ("bands", grade), message)

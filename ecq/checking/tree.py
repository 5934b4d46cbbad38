"""What must hold for the tree under every profile: points that sum to 100, and no indicator emptied without a word.

Knows nodes and points; must not know grades.

Why checking each set of siblings once proves the sum for every profile: the scorer gives the points of a node to those
of its children (or questions) in which something counts, in proportion to their own, so what they get is again all of
it. By induction from the root, where it is 100, the questions that count share exactly 100, whatever drops out, as long
as no sibling's own points are 0 or less, and the points as written add up. The scorer is then asked for each pattern of
each component as well, so that the argument and the arithmetic cannot come apart unseen.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ecq.checking.finding import Finding
from ecq.checking.profiles import Pattern, Profiles
from ecq.exact import plain
from ecq.rubric.model import Node, Rubric, shares, walk
from ecq.scoring.scorecard import HUNDRED, ZERO, points


def check_points(rubric: Rubric, profiles: Profiles) -> Iterator[Finding]:
    """Points that do not add up, as written or as the scorer deals them out."""
    wrong = list(_siblings(rubric.layout.tree, HUNDRED, rubric.id))
    yield from wrong
    if wrong:
        return
    for pattern in _telling_patterns(profiles):
        total = sum(points(rubric, pattern.live).values(), ZERO)
        if pattern.live and total != HUNDRED:
            message = f"The points of the questions that apply sum to {plain(total)} under this profile, not to 100; report this as a fault of ECQ."
            example = {"profile": dict(pattern.profile), "sum": plain(total)}
            yield Finding("points-do-not-sum", "error", rubric.id, message, example)


def _siblings(nodes: tuple[Node, ...], whole: Fraction, where: str) -> Iterator[Finding]:
    known = [node for node in nodes if node.status != "unknown"]
    stated = tuple(node.points for node in known)
    wrong = _misfit(whole, stated, where)
    if wrong is not None:
        yield wrong
        return
    for node, part in zip(known, shares(whole, stated), strict=True):
        wrong = _misfit(part, tuple(placed.points for placed in node.questions), node.id)
        if wrong is not None:
            yield wrong
        yield from _siblings(node.children, part, node.id)


def _misfit(whole: Fraction, stated: tuple[Fraction | None, ...], where: str) -> Finding | None:
    try:
        shares(whole, stated)
    except ValueError as error:
        message = f"The points stated directly below do not fit: {error}. Correct them."
        given = [None if one is None else plain(one) for one in stated]
        total = sum((one for one in stated if one is not None), ZERO)
        example = {"stated": given, "sum": plain(total), "needed": plain(whole)}
        return Finding("points-do-not-sum", "error", where, message, example)
    return None


def _telling_patterns(profiles: Profiles) -> Iterator[Pattern]:
    """Every pattern of each component, the others at their widest and at their narrowest."""
    for place, component in enumerate(profiles.components):
        for pattern in component.patterns:
            for end in (0, -1):
                chosen = [pattern if n == place else c.patterns[end] for n, c in enumerate(profiles.components)]
                profile = {fact: value for one in chosen for fact, value in one.profile.items()}
                yield Pattern(profile, profiles.always.union(*(one.live for one in chosen)))
    if not profiles.components:
        yield Pattern({}, profiles.always)


def check_emptied(rubric: Rubric, profiles: Profiles) -> Iterator[Finding]:
    """Nodes that some profile leaves without a question; silent where the node's note says what then happens."""
    nothing = profiles.emptying(rubric.order)
    if nothing is not None:
        message = "Under this profile no question applies at all, so there is nothing to score; give the rubric a question that always applies."
        yield Finding("nothing-applies", "warning", rubric.id, message, {"profile": nothing})
    for node, _ in walk(rubric.layout.tree):
        questions = [placed.question for inner, _ in walk((node,)) for placed in inner.questions]
        if not questions or node.note is not None:
            continue
        emptied = profiles.emptying(questions)
        if emptied is not None:
            message = "Under this profile no question here applies, so its points go to its siblings; say so in the node's note, or give it a question that always applies."
            yield Finding("node-emptied", "warning", node.id, message, {"profile": emptied})

"""Checks of the tree under every profile: points that sum to 100, and no indicator emptied without a word.

Points as written add up, or the rubric is refused when it is read. Why that proves the sum for every profile: the scorer
gives the points of a node to those of its children (or questions) in which something counts, in proportion to their own,
so what they get is again all of it. By induction from the root, where it is 100, the questions that count share exactly
100, whatever drops out. The scorer is asked for each pattern of each component as well, so that the argument and the
arithmetic cannot come apart unseen.
"""

from __future__ import annotations

from collections.abc import Iterator

from ecq.base.exact import plain
from ecq.checking.finding import Finding
from ecq.checking.profiles import Pattern, Profiles
from ecq.rubric.model import Rubric, walk
from ecq.scoring.points import points
from ecq.scoring.scorecard import HUNDRED, ZERO


def check_points(rubric: Rubric, profiles: Profiles) -> Iterator[Finding]:
    """Patterns under which the points that the scorer gives do not sum to 100."""
    for pattern in _telling_patterns(profiles):
        total = sum(points(rubric, pattern.live).values(), ZERO)
        if pattern.live and total != HUNDRED:
            message = f"The points of the questions that apply sum to {plain(total)} under this profile, not to 100; report this as a fault of ECQ."
            example = {"profile": dict(pattern.profile), "sum": plain(total)}
            yield Finding("points-do-not-sum", "error", rubric.id, message, example)


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

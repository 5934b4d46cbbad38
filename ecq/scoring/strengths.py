"""Which indicators are strong and which are weak, measured against the grade aimed at.

Knows a scorecard and the target's lower end. Must not know words.
"""

from __future__ import annotations

from ecq.rubric.model import GradeBand, Rubric
from ecq.scoring.scorecard import NodeScore, Scorecard


def strengths(rubric: Rubric, card: Scorecard, target: GradeBand) -> tuple[NodeScore, ...]:
    """Indicators whose guaranteed share reaches the target and in which no gate is failed, strongest first."""
    failed = _with_failed_gate(card)
    strong = [
        node
        for node in _indicators(rubric, card)
        if node.share and node.share.low >= target.from_ and node.id not in failed
    ]
    return tuple(sorted(strong, key=lambda node: -node.low / node.points))


def weaknesses(rubric: Rubric, card: Scorecard, target: GradeBand) -> tuple[NodeScore, ...]:
    """Indicators with a failed gate, then those that miss the target however what is open turns out; lowest share first.

    So no indicator is weak merely because its questions are open.
    """
    failed = _with_failed_gate(card)
    weak = [
        node
        for node in _indicators(rubric, card)
        if node.share and (node.id in failed or node.share.high < target.from_)
    ]
    return tuple(sorted(weak, key=lambda node: (node.id not in failed, node.low / node.points)))


def _indicators(rubric: Rubric, card: Scorecard) -> list[NodeScore]:
    return [card.nodes[leaf.id] for leaf in rubric.leaves]


def _with_failed_gate(card: Scorecard) -> set[str]:
    return {card.questions[gate.question].indicator for gate in card.gates_in("failed")}

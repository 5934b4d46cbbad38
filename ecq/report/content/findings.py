"""What the report says on strengths and weaknesses, by dimension. Computes no score."""

from __future__ import annotations

from ecq.exact import cut, plain
from ecq.language import words
from ecq.report import words as r
from ecq.report.content.cover import View
from ecq.report.model import Finding, Findings, FindingsPart
from ecq.rubric.model import Node
from ecq.scoring.scorecard import NodeScore
from ecq.scoring.strengths import strengths, weaknesses
from ecq.text import result_words as wr
from ecq.text import words as w
from ecq.text.sentences import interval_words, node_title, to_gain_words

FINDINGS_SHOWN = 3


def findings_part(view: View, detailed: bool) -> FindingsPart:
    """Strengths and weaknesses of each dimension that counts; `detailed`: also where most of a weakness comes from."""
    dimensions = []
    for node in view.rubric.layout.tree:
        share = view.card.nodes[node.id].share
        if share is not None:
            title = f"{node_title(node, view.lang)} · {interval_words(share.low, share.high)}"
            dimensions.append(_findings(view, node, title, detailed))
    return FindingsPart(
        title=words(r.STRENGTHS, view.lang),
        strengths=words(w.STRENGTHS, view.lang),
        weaknesses=words(w.WEAKNESSES, view.lang),
        dimensions=tuple(dimensions),
    )


def _findings(view: View, dimension: Node, title: str, detailed: bool) -> Findings:
    target = view.verdict.target
    within = {node.id: node for node in view.rubric.leaves if _within(dimension, node)}
    strong = [one for one in strengths(view.rubric, view.card, target) if one.id in within]
    weak = [one for one in weaknesses(view.rubric, view.card, target) if one.id in within]
    start = plain(target.from_)
    return Findings(
        title=title,
        strengths=tuple(_strength(view, within[one.id], one) for one in strong),
        no_strengths=view.say(wr.NO_STRENGTHS, share=start),
        weaknesses=tuple(_weakness(view, within[one.id], one, detailed) for one in weak[:FINDINGS_SHOWN]),
        no_weaknesses=view.say(wr.NO_WEAKNESSES, share=start),
    )


def _strength(view: View, node: Node, scored: NodeScore) -> Finding:
    share = scored.share
    assert share is not None
    return Finding(view.say(w.STRENGTH_LINE, indicator=node_title(node, view.lang), share=cut(share.low, 1)), "")


def _within(dimension: Node, leaf: Node) -> bool:
    return leaf.id == dimension.id or any(_within(child, leaf) for child in dimension.children)


def _weakness(view: View, node: Node, scored: NodeScore, detailed: bool) -> Finding:
    failed = [gate.question for gate in view.card.gates_in("failed")]
    failed = [placed.question for placed in node.questions if placed.question in failed]
    asked = [view.card.questions[placed.question] for placed in node.questions]
    worst = max(asked, key=lambda one: one.to_gain)
    points = to_gain_words(scored.points, scored.low)
    text = view.say(w.WEAKNESS_LINE, indicator=node_title(node, view.lang), points=points)
    if failed:
        questions = view.listed(words(view.rubric.by_id[one].text, view.lang) for one in failed)
        return Finding(text, view.say(r.WORST_GATE, questions=questions))
    if not detailed:
        return Finding(text, "")
    question = words(view.rubric.by_id[worst.id].text, view.lang)
    gap = to_gain_words(worst.points, worst.contribution)
    return Finding(text, view.say(r.WORST, question=question, points=gap))

"""What the report says on strengths and weaknesses, by dimension. Computes no score."""

from __future__ import annotations

from collections.abc import Iterator

from ecq.base.exact import cut, plain
from ecq.base.language import words
from ecq.document.blocks import Block, Chapter, Column, Part, Row, Said, Section, Table, cell
from ecq.rubric.model import Node
from ecq.scoring.scorecard import NodeScore
from ecq.scoring.strengths import strengths, weaknesses
from ecq.telling.report import words as r
from ecq.telling.report.claims import strengths_claim
from ecq.telling.report.cover import View
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as w
from ecq.telling.text.sentences import interval_words, node_title, to_gain_words

FINDINGS_SHOWN = 3


def findings_part(view: View, detailed: bool) -> Iterator[Block]:
    """Strengths and weaknesses of each dimension that counts; `detailed`: also where most of a weakness comes from."""
    yield Chapter(words(r.STRENGTHS, view.lang), strengths_claim(view))
    for node in view.rubric.layout.tree:
        share = view.card.nodes[node.id].share
        if share is not None:
            yield Section(f"{node_title(node, view.lang)} · {interval_words(share.low, share.high)}")
            yield _findings(view, node, detailed)


def _findings(view: View, dimension: Node, detailed: bool) -> Table:
    target = view.verdict.target
    within = {node.id: node for node in view.rubric.leaves if _within(dimension, node)}
    strong = [one for one in strengths(view.rubric, view.card, target) if one.id in within]
    weak = [one for one in weaknesses(view.rubric, view.card, target) if one.id in within]
    start = plain(target.from_)
    strongest = [_strength(view, within[one.id], one) for one in strong]
    weakest = [part for one in weak[:FINDINGS_SHOWN] for part in _weakness(view, within[one.id], one, detailed)]
    none = Said(view.say(wr.NO_STRENGTHS, share=start), "muted"), Said(view.say(wr.NO_WEAKNESSES, share=start), "muted")
    columns = (Column(words(w.STRENGTHS, view.lang), 42), Column(words(w.WEAKNESSES, view.lang), 58))
    return Table(columns, (Row((cell(*(strongest or none[:1])), cell(*(weakest or none[1:])))),))


def _strength(view: View, node: Node, scored: NodeScore) -> str:
    share = scored.share
    assert share is not None
    return view.say(w.STRENGTH_LINE, indicator=node_title(node, view.lang), share=cut(share.low, 1))


def _within(dimension: Node, leaf: Node) -> bool:
    return leaf.id == dimension.id or any(_within(child, leaf) for child in dimension.children)


def _weakness(view: View, node: Node, scored: NodeScore, detailed: bool) -> tuple[Part, ...]:
    failed = [gate.question for gate in view.card.gates_in("failed")]
    failed = [placed.question for placed in node.questions if placed.question in failed]
    asked = [view.card.questions[placed.question] for placed in node.questions]
    worst = max(asked, key=lambda one: one.to_gain)
    points = to_gain_words(scored.points, scored.low)
    text = view.say(w.WEAKNESS_LINE, indicator=node_title(node, view.lang), points=points)
    if failed:
        questions = view.listed(words(view.rubric.by_id[one].text, view.lang) for one in failed)
        return text, Said(view.say(r.WORST_GATE, questions=questions), "muted")
    if not detailed:
        return (text,)
    question = words(view.rubric.by_id[worst.id].text, view.lang)
    gap = to_gain_words(worst.points, worst.contribution)
    return text, Said(view.say(r.WORST, question=question, points=gap), "muted")

"""The arithmetic of one indicator worked out from the actual answers. Shows what the scorer computed; computes no score."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ecq.base.exact import cut, plain
from ecq.base.language import words
from ecq.document.blocks import Block, Bullets, Column, Paragraph, Row, Section, Table, cell
from ecq.rubric.model import Node
from ecq.scoring.scorecard import QuestionScore
from ecq.telling.report import words as r
from ecq.telling.report.cover import View
from ecq.telling.text import words as w
from ecq.telling.text.sentences import node_title, point_words

_MOST = 12
"""An indicator of more questions than this is not chosen where another will do: the example must fit a page."""


def worked_example(view: View) -> Iterator[Block]:
    """An indicator with answers that are not all alike; nothing where nothing is answered yet."""
    leaf = _telling(view)
    if leaf is None:
        return
    scored = view.card.nodes[leaf.id]
    asked = [view.card.questions[placed.question] for placed in leaf.questions]
    aside = sum(one.state == "na" for one in asked)
    yield Section(words(r.WORKED, view.lang))
    yield Paragraph(view.say(r.WORKED_LEAD, indicator=node_title(leaf, view.lang), points=plain(scored.points)))
    if aside:
        yield Paragraph(view.say(r.WORKED_ASIDE, count=aside))
    total = (words(r.WORKED_SUM, view.lang), _exact(scored.points), "", _exact(scored.low))
    question, *numbers = (words(head, view.lang) for head in (w.QUESTION, w.WORTH, r.CREDIT, r.ADDS))
    yield Table(
        (
            Column(question, 47),
            *(Column(head, share, right=True) for head, share in zip(numbers, (21, 10, 22), strict=True)),
        ),
        (
            *(Row(tuple(map(cell, _step(view, one)))) for one in asked if one.counts),
            Row(tuple(map(cell, total)), "sum"),
        ),
    )
    yield Bullets(_after(view, leaf))


def _telling(view: View) -> Node | None:
    """The indicator that shows most: as many different credits as there are, few enough questions to fit."""

    def worth(leaf: Node) -> tuple[bool, int, int]:
        asked = [view.card.questions[placed.question] for placed in leaf.questions]
        credits = {one.credit for one in asked if one.credit is not None}
        return len(asked) <= _MOST, len(credits), -len(asked)

    answered = [
        leaf
        for leaf in view.rubric.leaves
        if any(view.card.questions[placed.question].credit is not None for placed in leaf.questions)
    ]
    return max(answered, key=worth, default=None)


def _step(view: View, one: QuestionScore) -> tuple[str, str, str, str]:
    question = words(view.rubric.by_id[one.id].text, view.lang)
    if one.credit is None:
        return question, _exact(one.points), words(r.CREDIT_OPEN, view.lang), _exact(Fraction(0))
    return question, _exact(one.points), plain(one.credit), _exact(one.contribution)


def _exact(value: Fraction) -> str:
    """The exact number, and where that is a ratio its first digits too."""
    exact = plain(value)
    return f"{exact} = {point_words(value)}…" if "/" in exact else exact


def _after(view: View, leaf: Node) -> tuple[str, ...]:
    scored = view.card.nodes[leaf.id]
    share = scored.share
    assert share is not None
    low, points = plain(scored.low), plain(scored.points)
    lines = [view.say(r.WORKED_SHARE, low=low, points=points, share=cut(share.low, 1))]
    if scored.open:
        lines.append(view.say(r.WORKED_OPEN, count=scored.open, high=plain(scored.high), share=cut(share.high, 1)))
    lines.append(view.say(r.WORKED_TOTAL, total=plain(view.card.score.low), shown=cut(view.card.score.low, 1)))
    return tuple(lines)

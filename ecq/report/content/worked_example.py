"""The arithmetic of one indicator worked out from the actual answers. Shows what the scorer computed; computes no score."""

from __future__ import annotations

from fractions import Fraction

from ecq.exact import cut, plain
from ecq.language import words
from ecq.report import words as r
from ecq.report.content.cover import View
from ecq.report.model import Step, WorkedPart
from ecq.rubric.model import Node
from ecq.scoring.scorecard import QuestionScore
from ecq.text import words as w
from ecq.text.sentences import node_title, point_words

_MOST = 12
"""An indicator of more questions than this is not chosen where another will do: the example must fit a page."""


def worked_part(view: View) -> WorkedPart | None:
    """An indicator with answers that are not all alike; None where nothing is answered yet."""
    leaf = _telling(view)
    if leaf is None:
        return None
    scored = view.card.nodes[leaf.id]
    asked = [view.card.questions[placed.question] for placed in leaf.questions]
    counted = [one for one in asked if one.counts]
    aside = sum(one.state == "na" for one in asked)
    lines = [view.say(r.WORKED_LEAD, indicator=node_title(leaf, view.lang), points=plain(scored.points))]
    if aside:
        lines.append(view.say(r.WORKED_ASIDE, count=aside))
    total = Step(
        what=words(r.WORKED_SUM, view.lang),
        worth=_exact(scored.points),
        credit="",
        adds=_exact(scored.low),
    )
    return WorkedPart(
        title=words(r.WORKED, view.lang),
        lines=tuple(lines),
        heads=tuple(words(head, view.lang) for head in (w.QUESTION, w.WORTH, r.CREDIT, r.ADDS)),
        steps=tuple(_step(view, one) for one in counted),
        sum=total,
        after=_after(view, leaf),
    )


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


def _step(view: View, one: QuestionScore) -> Step:
    question = words(view.rubric.by_id[one.id].text, view.lang)
    if one.credit is None:
        return Step(question, _exact(one.points), words(r.CREDIT_OPEN, view.lang), _exact(Fraction(0)))
    return Step(question, _exact(one.points), plain(one.credit), _exact(one.contribution))


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

"""The score's bar, the product's signature, as HTML: the same on every page, in lists and on slides.

Solid is with evidence, pale is claimed, hatched is open, the track is what is left to improve; `style.py` has the look.
Whoever draws a bar writes its numbers beside it.
"""

from __future__ import annotations

from ecq.base.language import Lang
from ecq.document.blocks import Shares
from ecq.document.charts import Key
from ecq.rubric.model import GradeBand, Rubric
from ecq.scoring.scorecard import HUNDRED, NodeScore, Scorecard
from ecq.telling.report.cover import score_interval
from ecq.telling.text.sentences import bar_states_reached
from ecq.writers.html.blocks import chart, interval, part


def score_bar(rubric: Rubric, scorecard: Scorecard, target: GradeBand, lang: Lang) -> str:
    """The score as a bar in its four states: with evidence, claimed, open, to improve; grades and target as ticks."""
    return interval(score_interval(rubric, scorecard, target, lang))


def share_bar(node: NodeScore, target: GradeBand) -> str:
    """The share of full marks of a dimension or indicator in the same four states, from 0; the numbers stand beside it."""
    share = node.share
    if not share:
        return ""
    ends = (node.evidenced / node.points, share.low / HUNDRED, share.high / HUNDRED)
    return part(Shares(*ends, target.from_ / HUNDRED, False, ""))


def bar_legend(scorecard: Scorecard, target: GradeBand, lang: Lang) -> str:
    """What the textures of the bars mean, each with the score it reaches; states that are not there are left out."""
    return chart(Key(bar_states_reached(scorecard, target, lang)))

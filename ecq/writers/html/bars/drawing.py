"""The score's bar, the product's signature, as HTML: the same on every page, in lists and on slides.

Solid is with evidence, pale is claimed, hatched is open, the track is what is left to improve; `style.py` has the look.
Whoever draws a bar writes its numbers beside it.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from ecq.base.language import Lang
from ecq.document.blocks import Shares
from ecq.rubric.model import GradeBand, Rubric
from ecq.scoring.scorecard import HUNDRED, NodeScore, Scorecard
from ecq.telling.report.cover import score_interval
from ecq.telling.text.sentences import bar_states_reached
from ecq.writers.html.blocks import STATES, interval, part


def score_bar(rubric: Rubric, scorecard: Scorecard, target: GradeBand, lang: Lang) -> str:
    """The score as a bar in its four states: with evidence, claimed, open, to improve; grades and target as ticks."""
    return interval(score_interval(rubric, scorecard, target, lang))


def share_bar(node: NodeScore, target: GradeBand) -> str:
    """The share of full marks of a dimension or indicator in the same four states, from 0; the numbers stand beside it."""
    share = node.share
    if share is None:
        return ""
    ends = (node.evidenced / node.points, share.low / HUNDRED, share.high / HUNDRED)
    return part(Shares(*ends, target.from_ / HUNDRED, False, ""))


def bar_legend(scorecard: Scorecard, target: GradeBand, lang: Lang) -> str:
    """What the textures of the bars mean, each with the score it reaches; states that are not there are left out."""
    lines = zip(STATES, bar_states_reached(scorecard, target, lang), strict=True)
    items = "".join(f'<li><b class="{kind}"></b>{escape(line)}</li>' for kind, line in lines if line)
    return f'<ul class="ecq-legend">{items}</ul>'


_SHEET = Path(__file__).with_name("bars.css").read_text(encoding="utf-8")
_RULE = re.compile(r"(:root[^{}]*)\{([^{}]*)\}")
_PAIRED = re.compile(r"(--[\w-]+): ([^;]*light-dark\([^;]*);")
_PAIR = re.compile(r"light-dark\(([^(),]+), ([^(),]+)\)")


def in_scheme(sheet: str, which: int) -> str:
    """The rules of a style sheet that choose a colour by light and dark, with the light one (1) or the dark one (2) alone."""
    chosen = rf"\{which}"
    rules = (
        (selector, [f"{name}: {_PAIR.sub(chosen, value)};" for name, value in _PAIRED.findall(body)])
        for selector, body in _RULE.findall(sheet)
    )
    return "".join(f"{selector}{{ {' '.join(lines)} }}\n" for selector, lines in rules if lines)


# Chromium before 123, Safari before 17.5. `@supports` cannot be asked within a value, so the colours are set anew.
_OLDER = "@supports not (color: light-dark(red, red))"
LIGHT_STYLE = f"{_SHEET}\n{_OLDER} {{\n{in_scheme(_SHEET, 1)}}}\n"
"""Light in older browsers whatever the system says."""
STYLE = f"{LIGHT_STYLE}{_OLDER} {{ @media screen and (prefers-color-scheme: dark) {{\n{in_scheme(_SHEET, 2)}}} }}\n"
"""Light or dark as the system says in older browsers, as the page says in others."""

"""The score's bar, the product's signature, as HTML: the same on every page, in lists and on slides.

Solid is with evidence, pale is claimed, hatched is open, the track is what is left to improve; `style.py` has the look. The numbers beside a bar are whoever draws it's.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from html import escape
from pathlib import Path

from ecq.base.exact import cut, plain
from ecq.base.language import Lang, words
from ecq.document.charts import axis_share
from ecq.rubric.model import ByDigest, GradeBand, Rubric
from ecq.scoring.scorecard import HUNDRED, NodeScore, Scorecard
from ecq.telling.text import words as w
from ecq.telling.text.sentences import bar_states_reached, score_words
from ecq.telling.text.words import say
from ecq.writers.html.blocks import STATES


def stars(count: int, label: str) -> str:
    """A grade's stars, with the grade in words for screen readers."""
    full, empty = "★" * count, "★" * (5 - count)
    return f'<div class="ecq-star" role="img" aria-label="{escape(label)}">{full}<span class="off">{empty}</span></div>'


def score_bar(rubric: Rubric, scorecard: Scorecard, target: GradeBand, lang: Lang, thin: bool = False) -> str:
    """The score as a bar in its four states: with evidence, claimed, open, to improve; grades and target as ticks."""
    return bar_of(rubric, target, (scorecard.evidenced.low, scorecard.score.low, scorecard.score.high), lang, thin)


def bar_of(
    rubric: Rubric, target: GradeBand, ends: tuple[Fraction, Fraction, Fraction], lang: Lang, thin: bool = False
) -> str:
    """The same from where its states end: with evidence, claimed, open."""
    first, ticks, named = _bar_marks(ByDigest(rubric), target.id, lang)
    evidenced, low, high = ends
    label = say(
        w.SCORE_BAR_ALT,
        lang,
        evidenced=score_words(evidenced),
        low=score_words(low),
        high=score_words(high),
        target=words(target.title, lang),
        marks=named,
    )
    parts = _states(*(axis_share(end, first) * HUNDRED for end in (evidenced, low, high)))
    size, squeezed = (" thin", "") if thin else ("", '<s style="left:12%"></s>')
    return f'<div class="ecq-bar{size}" role="img" aria-label="{escape(label)}"><span>{parts}{squeezed}</span>{ticks}</div>'


def share_bar(node: NodeScore, target: GradeBand) -> str:
    """The share of full marks of a dimension or indicator in the same four states, from 0; the numbers stand beside it."""
    share = node.share
    if share is None:
        return ""
    parts = _states(HUNDRED * node.evidenced / node.points, share.low, share.high)
    tick = f'<i class="target" style="left:{cut(target.from_, 2)}%"></i>'
    return f'<div class="ecq-bar thin" aria-hidden="true"><span>{parts}</span>{tick}</div>'


def bar_legend(scorecard: Scorecard, target: GradeBand, lang: Lang) -> str:
    """What the textures of the bars mean, each with the score it reaches; states that are not there are left out."""
    lines = zip(STATES, bar_states_reached(scorecard, target, lang), strict=True)
    items = "".join(f'<li><b class="{kind}"></b>{escape(line)}</li>' for kind, line in lines if line)
    return f'<ul class="ecq-legend">{items}</ul>'


@lru_cache(maxsize=512)
def _states(evidenced: Fraction, low: Fraction, high: Fraction) -> str:
    """The coloured parts of a bar, given where they end, in per cent of its width."""
    ends = (("proved", Fraction(0), evidenced), ("claimed", evidenced, low), ("open", low, high))
    return "".join(
        f'<b class="{kind}" style="left:{cut(start, 2)}%;width:{cut(end - start, 2)}%"></b>'
        for kind, start, end in ends
        if end > start
    )


@lru_cache(maxsize=64)
def _bar_marks(key: ByDigest, target: str, lang: Lang) -> tuple[Fraction, str, str]:
    """Where the first grade starts, the marks of all grades as HTML, and the same in words."""
    marks = [band for band in key.rubric.bands if band.stars]
    first = marks[0].from_
    ticks = "".join(
        f'<i{" class=target" if band.id == target else ""} style="left:{cut(axis_share(band.from_, first) * 100, 2)}%" '
        f'data-top="{escape(words(band.title, lang).split(" ")[0])}" data-few="{band.stars}★" data-low="{plain(band.from_)}"></i>'
        for band in marks
    )
    return first, ticks, ", ".join(f"{words(band.title, lang)} {plain(band.from_)}" for band in marks)


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

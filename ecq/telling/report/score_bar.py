"""The score as a bar, as data: wherever it is drawn, its numbers are said to those who do not see it. Computes no score."""

from __future__ import annotations

from fractions import Fraction

from ecq.base.exact import plain
from ecq.base.language import LANGUAGES, Lang, words
from ecq.document.charts import Interval, Mark
from ecq.rubric.model import GradeBand, Rubric
from ecq.scoring.scorecard import Scorecard
from ecq.telling.text import words as w
from ecq.telling.text.sentences import score_words


def score_interval(
    rubric: Rubric, card: Scorecard, target: GradeBand, lang: Lang, states: tuple[str, ...] = ()
) -> Interval:
    """The score from 0 to 100, with the starts of the grades and of the target; `states` name its parts."""
    starred = [band for band in rubric.bands if band.stars]
    marks = tuple(Mark(band.from_, words(band.title, lang), plain(band.from_), band.stars) for band in starred)
    alt = w.say(
        w.SCORE_BAR_ALT,
        lang,
        evidenced=score_words(card.evidenced.low),
        low=score_words(card.score.low),
        high=score_words(card.score.high),
        target=words(target.title, lang),
        marks=LANGUAGES[lang].listed(f"{mark.title} {mark.number}" for mark in marks),
    )
    first = starred[0].from_ if starred else Fraction(0)
    return Interval(card.evidenced.low, card.score.low, card.score.high, first, target.from_, marks, states, alt)

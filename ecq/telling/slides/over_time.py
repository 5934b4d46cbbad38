"""Scores over time as columns: as they were, and as the schedule of the plan has them. Computes no schedule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ecq.assessment.model import Assessment
from ecq.base.errors import PlanningError
from ecq.base.language import words
from ecq.document.charts import Level, ScoreColumns, ScorePoint
from ecq.planning import Plan
from ecq.planning.timeline import Timeline, timeline
from ecq.scoring.scorecard import Scorecard, score
from ecq.telling.report import words as r
from ecq.telling.report.cover import View
from ecq.telling.report.plan import bound
from ecq.telling.slides import words as w
from ecq.telling.text.sentences import interval_words, score_words

APART = 8
"""Points between the target and another grade whose names have room one below the other."""
MOST_COLUMNS = 7
"""So many columns have room on a slide."""


@dataclass(frozen=True)
class Before:
    """An earlier state, and its day (ISO 8601)."""

    day: str
    assessment: Assessment


def columns_before(view: View, day: str, before: Sequence[Before]) -> ScoreColumns | None:
    """The scores of earlier states answered under the same rubric, oldest first, and today's; None where there is none."""
    same = [one for one in before if one.assessment.rubric.digest == view.rubric.digest and one.day <= day]
    cards = [(one.day, score(view.rubric, one.assessment)) for one in sorted(same, key=lambda one: one.day)]
    return _columns(view, [*cards[1 - MOST_COLUMNS :], (day, view.card)]) if cards else None


def columns_planned(view: View, plan: Plan, day: str) -> ScoreColumns | None:
    """The scores on days of the schedule of a plan, with what is finished by then; None where no day may be said."""
    try:
        made = timeline(view.rubric, bound(view.rubric, view.assessment), plan.steps, day)
    except PlanningError:
        return None
    return _columns(view, [(day, view.card), *_ahead(made)]) if made else None


def _ahead(made: Timeline) -> list[tuple[str, Scorecard]]:
    """Some days on which something ends, spread evenly, the last of them always."""
    days = made.schedule.standings[1:]
    count = min(len(days), MOST_COLUMNS - 1)
    return [(one.date, one.card) for one in (days[len(days) * (place + 1) // count - 1] for place in range(count))]


def _columns(view: View, cards: Sequence[tuple[str, Scorecard]]) -> ScoreColumns:
    points = [ScorePoint(day, card.evidenced.low, card.score.low, card.score.high) for day, card in cards]
    target = view.verdict.target
    levels = [
        Level(band.from_, words(band.title, view.lang), band.from_ == target.from_)
        for band in view.rubric.bands
        if band.stars and (band.from_ == target.from_ or abs(band.from_ - target.from_) >= APART)
    ]
    said = (
        view.say(w.COLUMN, day=one.label, score=interval_words(one.low, one.high), evidenced=score_words(one.evidenced))
        for one in points
    )
    states = tuple(words(state, view.lang) for state in r.STATES[:3])
    return ScoreColumns(tuple(points), tuple(levels), states, view.listed(said))

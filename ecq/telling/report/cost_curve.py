"""What the report says on effort against score: the most that each number of person-days can buy. `ecq.planning` computes it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ecq.assessment.changes import rebind
from ecq.base.language import LANGUAGES, Lang, words
from ecq.document.charts import CostCurve, Level
from ecq.planning import Frontier, FrontierPoint, frontier
from ecq.planning.agreed import limits_of
from ecq.planning.raises import Goal
from ecq.telling.plan import words as p
from ecq.telling.plan.sentences import day_words
from ecq.telling.report import words as r
from ecq.telling.report.cover import View
from ecq.telling.text import words as w
from ecq.telling.text.sentences import score_words
from ecq.telling.text.words import say

FEWEST, MOST = 2, 120
"""A curve of fewer points is no curve; more are not told apart on paper."""


def cost_curve(view: View) -> CostCurve | None:
    """The cost curve with the grades' starts; None where effort buys no choice, or most is open."""
    rubric, assessment = view.rubric, view.assessment
    if view.early:
        return None
    answers = assessment if assessment.rubric.digest == rubric.digest else rebind(assessment, rubric)
    goal = answers.terms.goal
    found = frontier(rubric, answers, limits_of(rubric, answers), goal)
    if len(found.points) < FEWEST or found.blocked:
        return None
    target = view.verdict.target
    reached = next((point for point in found.points if point.score >= target.from_), None)
    note = curve_said(found, goal, view.lang)
    if reached is not None and view.plans and reached.effort == view.plans[0].effort and not view.plans[0].least.gap:
        marks = {"target": view.say(target.title), "least": day_words(reached.effort)}
        note = view.sentences(note, view.say(r.CURVE_TARGET, **marks))
    if count := view.card.counts.open:
        note = view.sentences(note, view.say(r.CURVE_OPEN, count=count))
    levels = tuple(Level(band.from_, view.say(band.title), band.id == target.id) for band in rubric.bands if band.stars)
    return CostCurve(
        points=_drawn(found.points, reached),
        levels=levels,
        aim=reached.effort if reached else None,
        axis=view.say(w.PERSON_DAYS_HEAD),
        alt=note,
    )


def curve_said(curve: Frontier, goal: Goal, lang: Lang) -> str:
    """What a curve shows, in words: where it begins and ends."""
    if not curve.points:
        return words(p.FRONTIER_NONE, lang)
    first, last = curve.points[0], curve.points[-1]
    marks = {"days": day_words(last.effort), "most": score_words(last.score)}
    if first is last:
        return say(r.CURVE_ONE, lang, **marks)
    marks |= {"effort": day_words(first.effort), "first": score_words(first.score)}
    gates = words(r.CURVE_GATES_BLOCKED if curve.blocked else r.CURVE_GATES, lang)
    return say(r.CURVE_NOTES[goal], lang, **marks, gates=gates)


def curves_said(least: Frontier, enough: Frontier | None, goal: Goal, waiting: int, lang: Lang) -> str:
    """The same where some questions are `waiting` for an answer: `least` if all of them turn out well, `enough` if none does."""
    said = [curve_said(least, goal, lang)]
    if enough is not None:
        said += [say(r.CURVE_OPEN, lang, count=waiting), say(r.CURVE_NONE, lang, curve=curve_said(enough, goal, lang))]
    return LANGUAGES[lang].sentences(said)


def _drawn(points: Sequence[FrontierPoint], reached: FrontierPoint | None) -> tuple[tuple[Fraction, Fraction], ...]:
    """Points evenly apart up to twice the effort of the target: each is as good as its effort buys."""
    end = 2 * reached.effort if reached and reached.effort else points[-1].effort
    near = [point for point in points if point.effort <= end] if reached else list(points)
    near = near if len(near) >= FEWEST else list(points[:FEWEST])
    step = -(-len(near) // MOST)
    kept = [
        point for place, point in enumerate(near) if place % step == 0 or place == len(near) - 1 or point is reached
    ]
    return tuple((point.effort, point.score) for point in kept)

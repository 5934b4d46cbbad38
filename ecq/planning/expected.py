"""How a self-check turns out if its open questions turn out like those that are answered: an assumption, never a guarantee.

Knows answers, points and evidence; must not know words. It is one way of answering, so score, effort and day made from it
fit together and lie between the ends of what is guaranteed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from ecq.assessment.changes import answer, valid
from ecq.assessment.model import Assessment, Evidence, Review
from ecq.base.caches import once
from ecq.planning.by_deadline import Aim, aim
from ecq.planning.calendar import Staffing
from ecq.planning.cheapest import Plan
from ecq.planning.deadline_curve import curve
from ecq.planning.limits import Limits
from ecq.planning.problem import Problem, Subject, counted, raises
from ecq.planning.schedule import staffing_as_of
from ecq.rubric.kinds import Question
from ecq.rubric.model import Rubric
from ecq.scoring.proof import NO_PIECES
from ecq.scoring.scorecard import ZERO, QuestionScore, Scorecard, score

WITH_EVIDENCE = Fraction(1, 2)
"""From this share of the points on, an open question is taken to have its evidence in hand."""

_SUPPOSED = Evidence(text="—", place="—", review=Review(verdict="accepted", by="—", on="1970-01-01"))
"""What is taken to be in hand, and accepted."""

TRIED = 8
"""Of so many open questions, those of most points, it is worked out how far each moves effort and day."""


@dataclass(frozen=True)
class Moves:
    """By how many person-days, and days of the earliest day, a plan differs between the best and the worst of an open
    question, the others as expected."""

    question: str
    effort: Fraction
    days: int


@dataclass(frozen=True)
class Outcome:
    """Score, least effort and its day as expected; the day is "" until somebody works on it.

    `moves` is empty where one of the questions cannot be compared. `some`: others are left out.
    """

    score: Fraction
    effort: Fraction
    ready: str
    moves: tuple[Moves, ...]
    some: bool


@dataclass(frozen=True)
class _Figures:
    effort: Fraction
    ready: str
    earliest: int


def as_expected(rubric: Rubric, assessment: Assessment, card: Scorecard) -> Assessment | None:
    """The open questions answered like those of their indicator, or else dimension, or else all.

    None where nothing is open or answered, or where facts of the profile are missing.
    """
    scored = card.questions.values()
    answered = [one for one in scored if one.credit is not None and one.points]
    still_open = [one for one in scored if one.open]
    if not answered or not still_open or any(one.state == "undecided" for one in scored):
        return None
    made = assessment
    for one in still_open:
        made = _answered(made, rubric.by_id[one.id], _alike(one, answered))
    return made


@once
def outcome(rubric: Rubric, assessment: Assessment, plan: Plan, day: str | None) -> Outcome | None:
    """What comes of it for a plan to its target, as of a day; None where there is no such assumption or nothing to compare."""
    card = score(rubric, assessment)
    made = as_expected(rubric, assessment, card)
    if made is None or plan.early or plan.facts or not plan.feasible:
        return None
    staffing = staffing_as_of(assessment.terms, day) if day else None
    aimed = aim(rubric, made, plan.target.id, plan.limits, plan.goal)
    figures = _figures(aimed, staffing)
    if figures is None:
        return None
    still_open = sorted((one for one in card.questions.values() if one.open), key=lambda one: -one.points)
    tried: list[Moves] = []
    for one in still_open[:TRIED]:
        best, worst = (_figures(_with_end(aimed, one.id, plan.limits, end), staffing) for end in (True, False))
        if best is None or worst is None:
            tried.clear()
            break
        tried.append(Moves(one.id, abs(worst.effort - best.effort), abs(worst.earliest - best.earliest)))
    return Outcome(aimed.card.score.low, figures.effort, figures.ready, tuple(tried), len(still_open) > TRIED)


def _figures(aimed: Aim, staffing: Staffing | None) -> _Figures | None:
    """The least effort with its day, and the earliest day; None where the target is not reached, or that is not proved."""
    if not aimed.reachable:
        return None
    if staffing is None:
        found = aimed.problem.least(aimed.need)
        if found is None or not found.exact or (aimed.most is not None and found.effort > aimed.most):
            return None
        return _Figures(found.effort, "", 0)
    made = curve(aimed, staffing)
    if not made.exact or not made.plans:
        return None
    return _Figures(made.plans[-1].effort, made.plans[-1].ready, made.plans[0].day)


def _with_end(aimed: Aim, question_id: str, limits: Limits, best: bool) -> Aim:
    """The aim with one question at its best, with evidence, or at its lowest, without."""
    question, scored = aimed.rubric.by_id[question_id], aimed.card.questions[question_id]
    low = aimed.problem.low - scored.points * counted(scored, aimed.goal) + (scored.points if best else ZERO)
    kept = {one.question.id: one for one in aimed.problem.subjects if one.question.id != question_id}
    if not best:
        ways = raises(question, question.lowest_answer, ZERO, NO_PIECES, limits, aimed.goal, in_time=True)
        kept[question_id] = Subject(question, scored.points, ZERO, question.gate_credit, ways)
    in_order = tuple(kept[one] for one in aimed.rubric.order if one in kept)
    return replace(aimed, problem=Problem(in_order, low))


def _alike(one: QuestionScore, answered: list[QuestionScore]) -> list[QuestionScore]:
    for place in ("indicator", "dimension"):
        near = [other for other in answered if getattr(other, place) == getattr(one, place)]
        if near:
            return near
    return answered


def _answered(assessment: Assessment, question: Question, alike: list[QuestionScore]) -> Assessment:
    worth = sum((one.points for one in alike), ZERO)
    mean = sum((one.contribution for one in alike), ZERO) / worth
    proved = sum((one.points for one in alike if one.evidenced), ZERO) / worth
    credit = min(sorted({*question.scale.values()}), key=lambda level: abs(level - mean))
    made = valid(answer(assessment, question, question.answer_earning(credit), exact=True))
    things = (_SUPPOSED.model_copy(update={"pieces": tuple(question.pieces)}),) if proved >= WITH_EVIDENCE else ()
    supposed = made.response(question.id).model_copy(update={"evidence": things})
    return made.model_copy(update={"responses": {**made.responses, question.id: supposed}})

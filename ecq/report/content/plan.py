"""What the report says on the plan to the target grade, its timeline, and how sure the grade is. `ecq.planning` computes it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from ecq.assessment.model import Assessment, rebind
from ecq.evidence import words as we
from ecq.language import words
from ecq.planning import Plan, PlanStep, fragile, na_refused, plan, robustness
from ecq.planning import page_words as wp
from ecq.planning import sentences as planning_words
from ecq.planning import words as p
from ecq.planning.agreed import limits_of
from ecq.planning.page_sentences import day_words, plan_headline, rise_words
from ecq.planning.timeline import Slot, timeline
from ecq.report import words as r
from ecq.report.content.cover import View
from ecq.report.model import Labelled, PlanPart, PlanRow, SurePart
from ecq.rubric.model import GradeBand, Rubric
from ecq.scoring.readiness import Readiness
from ecq.scoring.scorecard import Scorecard
from ecq.text import result_words as wr
from ecq.text import words as w
from ecq.text.sentences import point_words
from ecq.text.words import GATE, QUESTION, TO_GAIN


def plans_of(rubric: Rubric, assessment: Assessment, card: Scorecard, verdict: Readiness) -> tuple[Plan, ...]:
    """The cheapest plans to the target grade and, where that is lower, to the next star; none before the first answer."""
    if not card.counts.answered:
        return ()
    bound = _bound(rubric, assessment)
    wanted = [verdict.target]
    following = _next_star(rubric, card)
    if following is not None and following.from_ < verdict.target.from_:
        wanted.append(following)
    limits = limits_of(rubric, bound)
    return tuple(plan(rubric, bound, band.id, limits) for band in wanted)


def _bound(rubric: Rubric, assessment: Assessment) -> Assessment:
    """The answers under this state of the rubric: plans are made for no other."""
    return assessment if assessment.rubric.digest == rubric.digest else rebind(assessment, rubric)


def _next_star(rubric: Rubric, card: Scorecard) -> GradeBand | None:
    return next((band for band in rubric.bands if band.stars and band.from_ > card.grade.low.from_), None)


def plan_part(view: View) -> PlanPart | None:
    """The least to do for the target grade; None before the first answer."""
    if not view.plans:
        return None
    cheapest, lang = view.plans[0], view.lang
    slots = timeline(cheapest.steps, view.assessment.terms.owners)
    return PlanPart(
        title=words(wp.PLAN, lang),
        headline=view.sentence(plan_headline(cheapest, lang)),
        lines=tuple(_lines(view, cheapest)),
        heads=tuple(words(head, lang) for head in (QUESTION, w.EFFORT, w.LEAD_TIME, TO_GAIN)),
        rows=tuple(
            _row(view, step, slot, rank) for rank, (step, slot) in enumerate(zip(cheapest.steps, slots, strict=True), 1)
        ),
        times_title=words(wp.TIMELINE, lang),
        times_note=words(wp.TIMELINE_RULE, lang),
        times_heads=tuple(words(head, lang) for head in (QUESTION, r.TIMES_BAR, r.TIMES_DAYS)),
        length=max((slot.end for slot in slots), default=Fraction(0)),
    )


def _lines(view: View, cheapest: Plan) -> Iterable[str]:
    """Why no less will do or why none will; the next star; what the numbers rest on."""
    lang = view.lang
    less = planning_words.less_line(cheapest, lang)
    if less:
        yield less
    if not cheapest.feasible:
        for binding in cheapest.binding:
            yield planning_words.binding_line(view.rubric, cheapest, binding, lang, ids=False)
    for lower in view.plans[1:]:
        yield view.sentence(plan_headline(lower, lang))
    if view.card.counts.open:
        yield view.say(wp.OPEN_COUNT_AS_ZERO, count=view.card.counts.open)
    yield words(wp.EFFORTS_ARE_ESTIMATES, lang)


def _row(view: View, step: PlanStep, slot: Slot, rank: int) -> PlanRow:
    question = view.rubric.by_id[step.question]
    terms = view.assessment.terms
    day = terms.due.get(step.question, "")
    due = view.say(we.DUE_ON, day=day) if day else ""
    who = " · ".join(part for part in (due, terms.owners.get(step.question, "")) if part)
    return PlanRow(
        rank=str(rank),
        question=words(question.text, view.lang),
        rise=rise_words(question, view.assessment.response(step.question), step.to, view.lang),
        gate=words(GATE, view.lang) if step.gate else "",
        who=who,
        effort=view.say(wp.EFFORT_DAYS, days=day_words(step.effort)),
        lead=view.say(wp.LEAD_DAYS, days=day_words(step.lead_time)),
        gain=view.say(r.PLUS, points=point_words(step.gain)),
        start=slot.start,
        end=slot.end,
        days=f"{day_words(slot.start)}–{day_words(slot.end)}",
    )


def sureness_part(view: View) -> SurePart | None:
    """Which claims carry the grade, how far the weights may move, what refused not-applicables would cost."""
    rubric, card, lang = view.rubric, view.card, view.lang
    if not card.counts.answered:
        return None
    robust = robustness(rubric, card)
    witness = [planning_words.witness_line(rubric, robust.witness, lang)] if robust.witness else []
    claims = planning_words.fragile_lines(
        rubric, fragile(rubric, card), fragile(rubric, card, unproved=True), lang, ids=False
    )
    refused = planning_words.na_lines(rubric, na_refused(rubric, _bound(rubric, view.assessment)), lang, ids=False)
    parts = (
        (p.ROBUST_HEAD, [planning_words.robust_line(robust, lang, view.card.grade.settled), *witness]),
        (p.FRAGILE_HEAD, claims),
        (p.NA_HEAD, refused),
    )
    return SurePart(
        title=words(wr.HOW_SURE, lang),
        parts=tuple(Labelled(words(head, lang), tuple(line.strip() for line in lines)) for head, lines in parts),
    )


def robust_line(view: View) -> str:
    """How far the weights may move, in one sentence."""
    return planning_words.robust_line(robustness(view.rubric, view.card), view.lang)

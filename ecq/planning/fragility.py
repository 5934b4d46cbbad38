"""Fragile answers: the smallest set of claims whose refusal would cost the grade, which is where evidence goes first.

Knows what a scorecard says. Must not know answers' words or where evidence lies. An answer is a claim when it earns
points; one that is refused counts with credit 0, as in the evidence-backed score.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from ecq.assessment.model import Assessment, Response
from ecq.planning.limits import check_rubric
from ecq.rubric.model import GradeBand, Rubric
from ecq.scoring.scorecard import ZERO, Scorecard, score


@dataclass(frozen=True)
class Refusal:
    """What refusing these questions does: the guaranteed score and grade after it, the loss, and gates that then fail."""

    questions: tuple[str, ...]
    score: Fraction
    grade: GradeBand
    loss: Fraction
    gates: tuple[str, ...]


@dataclass(frozen=True)
class NaRefused:
    """Each question set aside refused alone, in question order, and all of them together; None where none is set aside."""

    each: tuple[Refusal, ...]
    together: Refusal | None


def na_refused(rubric: Rubric, assessment: Assessment) -> NaRefused:
    """What the score would be if each not-applicable were refused. Raises PlanningError for another rubric's assessment."""
    check_rubric(rubric, assessment)
    card = score(rubric, assessment)
    aside = [one.id for one in card.questions.values() if one.state == "na"]

    def refused(questions: Iterable[str]) -> Refusal:
        ids = tuple(questions)
        answers = {q: Response(state="answered", value=rubric.by_id[q].lowest_answer) for q in ids}
        after = score(rubric, assessment.model_copy(update={"responses": {**assessment.responses, **answers}}))
        failing = tuple(gate.question for gate in after.gates_in("failed") if gate.question in answers)
        return Refusal(ids, after.score.low, after.grade.low, card.score.low - after.score.low, failing)

    return NaRefused(tuple(refused([q]) for q in aside), refused(aside) if aside else None)


@dataclass(frozen=True)
class Claim:
    """An answer that earns points; `evidenced`: evidence in hand is named for it; else `proof` person-days bring it."""

    question: str
    points: Fraction
    evidenced: bool
    proof: Fraction


@dataclass(frozen=True)
class Fragility:
    """What it takes to lose the guaranteed grade.

    `claims` is a smallest set whose refusal costs the grade, of those the one that costs most, largest first; empty where
    no refusal of the claims looked at does. It proves itself: `spared` is the most that one claim fewer can cost, and
    that is within the `margin` above the grade's lower end. `alone`: claims each of which costs the grade by itself.
    `gates`: gates that pass on a claim looked at; whatever the score, refusing one of them means not ready.
    """

    grade: GradeBand
    margin: Fraction
    claims: tuple[Claim, ...]
    alone: tuple[str, ...]
    spared: Fraction
    score_after: Fraction
    grade_after: GradeBand
    gates: tuple[str, ...]


def fragile(rubric: Rubric, card: Scorecard, unproved: bool = False) -> Fragility:
    """The smallest set of claims whose refusal costs the guaranteed grade; with `unproved`, among those without evidence."""
    card = card.all_open
    claims = [
        Claim(one.id, one.contribution, one.evidenced, ZERO if one.evidenced else rubric.by_id[one.id].proof_days)
        for one in card.questions.values()
        if one.contribution > 0 and not (unproved and one.evidenced)
    ]
    grade, ids = card.grade.low, {claim.question for claim in claims}
    margin = card.score.low - grade.from_
    gates = tuple(gate.question for gate in card.gates_in("passed") if gate.question in ids)
    cap = None if rubric.layout.gate_cap is None else rubric.band(rubric.layout.gate_cap)
    capping = gates if cap is not None and cap.from_ < grade.from_ else ()
    refused, alone = _smallest(claims, margin, capping) if grade.from_ > 0 else ((), ())
    left = card.score.low - _total(refused)
    after = rubric.grade_of(left)
    held = card.gates_in("failed") or card.gates_in("open") or any(claim.question in gates for claim in refused)
    if cap is not None and held:
        after = min(after, cap, key=lambda band: band.from_)
    return Fragility(grade, margin, refused, alone, _total(refused[:-1]), left, after, gates)


def _smallest(
    claims: list[Claim], margin: Fraction, capping: tuple[str, ...]
) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
    """The smallest set that costs the grade, and the claims that do so alone."""
    # Of equals, those without evidence first, since they are refused first; then question order.
    by_points = sorted(claims, key=lambda claim: (-claim.points, claim.evidenced))
    alone = [claim for claim in by_points if claim.points > margin or claim.question in capping]
    if alone:
        return (alone[0],), tuple(claim.question for claim in alone)
    taken: list[Claim] = []
    for claim in by_points:
        taken.append(claim)
        if _total(tuple(taken)) > margin:
            return tuple(taken), ()
    return (), ()


def _total(claims: tuple[Claim, ...]) -> Fraction:
    return sum((claim.points for claim in claims), ZERO)

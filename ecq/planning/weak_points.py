"""How firmly a grade stands: the fewest claims whose refusal would cost it, and how far weights may move.

Knows what a scorecard says. Must not know answers' words or where evidence lies.

**Fragile answers.** An answer is a claim when it earns points; one that is refused counts with credit 0, as in the
evidence-backed score. The smallest set of them that costs the grade is where evidence goes first.

**Weights.** Exact, with a witness. Every indicator's weight may be multiplied by its own factor from 1 - delta to 1 +
delta; then all are renormalised to 100. With weights w, scores s and factors f the score is below a line L just when
the sum of f w (s - L) is negative. The least that sum can be is D - delta x M, with D the sum of w (s - L) and M the
sum of w |s - L|: factors 1 - delta above the line and 1 + delta below it. So the grade can fall just when delta is
above D / M for its lower end, and rise just when delta is at least -D / M for its upper end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ecq.assessment.model import Assessment, Response
from ecq.planning.limits import check_rubric
from ecq.rubric.model import GradeBand, Rubric
from ecq.scoring.scorecard import HUNDRED, ONE, ZERO, Scorecard, score


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
    cap = rubric.cap
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


BEYOND = Fraction(1, 1000)
"""A fall begins just above its delta, so its witness goes this part of the way from there to 1."""


@dataclass(frozen=True)
class Weighting:
    """Weights that flip the grade: `factors` by indicator, all within `delta` of 1; `points` they give, summing to 100."""

    delta: Fraction
    factors: Mapping[str, Fraction]
    points: Mapping[str, Fraction]
    score: Fraction
    grade: GradeBand


@dataclass(frozen=True)
class Robustness:
    """`delta` (0 to 1): the guaranteed grade is the same under all weights that move by less; 1: under all weights above 0.

    `falls`: above this delta the grade can fall; `rises`: from this delta on it can rise; None where it cannot. `delta` is
    the smaller. At a delta equal to `falls` the grade still stands. `witness` flips the grade; None where nothing does.
    `open`: questions are open, so that what is guaranteed need not be the grade.
    """

    grade: GradeBand
    score: Fraction
    delta: Fraction
    falls: Fraction | None
    rises: Fraction | None
    witness: Weighting | None
    open: bool


@dataclass(frozen=True)
class _Part:
    indicator: str
    points: Fraction
    score: Fraction


def robustness(rubric: Rubric, card: Scorecard) -> Robustness:
    """How far the weights of the indicators may move before the guaranteed grade changes."""
    card = card.all_open
    parts = [
        _Part(leaf.id, node.points, HUNDRED * node.low / node.points)
        for leaf in rubric.leaves
        for node in [card.nodes[leaf.id]]
        if node.points
    ]
    grade = card.grade.low
    falls = _turn(parts, grade.from_) if grade.from_ else None
    upper = _upper(rubric, card)
    rises = None if upper is None else _turn(parts, upper.from_)
    delta = min((one for one in (falls, rises) if one is not None), default=ONE)
    witness = None
    if rises is not None and upper is not None and rises == delta:
        witness = _weighted(rubric, card, parts, rises, upper.from_, up=True)
    elif falls is not None:
        witness = _weighted(rubric, card, parts, falls + (1 - falls) * BEYOND, grade.from_, up=False)
    return Robustness(grade, card.score.low, delta, falls, rises, witness, card.score.low < card.score.high)


def _upper(rubric: Rubric, card: Scorecard) -> GradeBand | None:
    """The band the grade would rise into; None at the top, and where a gate holds the grade down whatever the score."""
    cap, held = rubric.cap, card.gates_in("failed") or card.gates_in("open")
    if cap is not None and held and card.grade.low.from_ >= cap.from_:
        return None
    return next((band for band in rubric.bands if band.from_ > card.grade.low.from_), None)


def _turn(parts: list[_Part], line: Fraction) -> Fraction | None:
    """The delta at which the score can be brought onto a line; None where no weights above 0 bring it across."""
    distance = abs(sum((part.points * (part.score - line) for part in parts), ZERO))
    spread = sum((part.points * abs(part.score - line) for part in parts), ZERO)
    return None if distance == spread else distance / spread


def _weighted(
    rubric: Rubric, card: Scorecard, parts: list[_Part], delta: Fraction, line: Fraction, up: bool
) -> Weighting:
    """The weights within delta that bring the score furthest up, or down, against a line."""
    factors = {part.indicator: 1 + delta if (part.score > line) == up else 1 - delta for part in parts}
    whole = sum((factors[part.indicator] * part.points for part in parts), ZERO)
    points = {part.indicator: HUNDRED * factors[part.indicator] * part.points / whole for part in parts}
    score = sum((points[part.indicator] * part.score / HUNDRED for part in parts), ZERO)
    grade, cap = rubric.grade_of(score), rubric.cap
    if cap is not None and (card.gates_in("failed") or card.gates_in("open")):
        grade = min(grade, cap, key=lambda band: band.from_)
    return Weighting(delta, factors, points, score, grade)

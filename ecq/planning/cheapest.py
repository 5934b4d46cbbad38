"""The cheapest path to a target grade: what to confirm, to prove and to improve, at the least effort.

Knows what a plan says and why none exists. Scores nothing itself: the score after a plan is the scorer's.

**Interval.** While questions are open, so is the effort. At its lower end every open question turns out best with
evidence in hand; at its upper end every one turns out at nothing, without evidence and with its gate failed, and must be
raised like the rest. Each end is an optimum of its own, and each is what one way of answering takes, so neither can be
drawn tighter. Every other way of answering lies between: to answer better, or to have the evidence, takes away steps
and adds points, so what was enough before still is. (A question that turns out not to count takes nothing and lifts the
lower end; its points move to its neighbours, so the upper end is said of the questions that count.)

**Steps.** The steps listed are those of the lower end: what answered questions need even if all that is open turns out
well. So their sum is the lower end itself, nothing is listed that a good answer would make needless, and what the open
ones must then bring is one exact number of points, what the target still misses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

from ecq.assessment.model import Assessment
from ecq.base.exact import plain
from ecq.planning.limits import FINEST, NO_LIMITS, PROOF, LimitKind, Limits, check_limits, check_rubric, target_of
from ecq.planning.problem import End, Found, Goal, Known, Problem, Subject, held_back, open_points, problem
from ecq.planning.what_if import TakenStep, apply
from ecq.rubric.kinds.base import Raise, Rung, Value
from ecq.rubric.model import GradeBand, Rubric
from ecq.scoring.answers import QuestionState
from ecq.scoring.scorecard import HUNDRED, ZERO, Scorecard, score
from ecq.scoring.unknown_facts import MissingFact, Profile, unknown_facts

EARLY = HUNDRED / 2
"""While more points than this are open, no steps are listed: what is not known decides more of the score than what is,
so a list would mostly be about answers that nobody has given."""


PROFILES = 64
"""Under so many profiles a plan is made while facts are missing."""


@dataclass(frozen=True, kw_only=True)
class PlanStep(TakenStep):
    """Work on one answered question: answer and credit before and after, person-days, points, lead time in days.

    `kind`: `prove` brings the evidence for the present answer together, `improve` raises it, and its evidence is part of
    that. `gain` is in the score that the goal counts, `claimed` in the guaranteed score and `proved` in the evidence-backed
    one; all of them belong to all of `effort`.
    `lead_time` is the longest of its `rungs`, `in_a_row` what they take one after another. `gate`: it is a gate that
    fails now and passes with this step.
    """

    kind: Literal["prove", "improve"]
    from_: Value | None
    credit_before: Fraction | None
    credit_after: Fraction
    effort: Fraction
    gain: Fraction
    claimed: Fraction
    proved: Fraction
    lead_time: Fraction
    in_a_row: Fraction
    gate: bool
    rungs: tuple[Rung, ...]


@dataclass(frozen=True)
class Confirm:
    """An open question to be answered, and the points it can bring. It takes no effort of the plan."""

    question: str
    state: QuestionState
    points: Fraction
    gate: bool


@dataclass(frozen=True)
class Binding:
    """One thing that constrains. Which numbers it has depends on the limit and on whether the plan is feasible.

    Feasible: `target` has in `points` the margin above the target; every other limit has in `effort` the person-days
    that the plan would cost less without it (`gate`: without having to pass gates; `lock`, `exclude`: without that one).

    Not feasible: `points` is what the limit keeps out of reach, by the questions named, those that hold most first; with
    `gate` set, it keeps the question's gate from passing; `capacity` has in `effort` the person-days that are
    needed at the least, None where it is not proved that there are too few; `target` has in `points` what is missing.
    """

    limit: LimitKind
    questions: tuple[str, ...] = ()
    effort: Fraction | None = None
    points: Fraction | None = None
    gate: bool = False


@dataclass(frozen=True)
class Reachable:
    """The highest score within the limits, with its grade by points, the least effort for it, and gates still not passed.

    Gates that can pass come first (`gates_first`: the capacity may buy more without them); only where it does not even pay
    for them is the score taken without them. `bound`: no higher score is possible so; the score itself unless the search
    was cut short.
    """

    score: Fraction
    grade: GradeBand
    effort: Fraction
    gates: tuple[str, ...]
    gates_first: bool
    bound: Fraction


@dataclass(frozen=True)
class Certificate:
    """What proves that no plan costs less; anyone can check it without the solver.

    `below` is the highest score that less effort can buy with every gate passed: it misses the target. None where less
    effort does not even pass the gates (`gates`), or where the plan costs nothing. `bound` follows from `price` (days per point)
    by one line of arithmetic: any plan costs at least the sum, over the questions, of the least `effort - price x gain`
    among what may be chosen, plus `price` x the points missing.

    `gap`: how many person-days the plan may still be above the least; 0 means that none is cheaper. `exact`: the search
    was never cut short, so that ties are decided as promised too; where it was, `below` is None.
    """

    price: Fraction
    bound: Fraction
    below: Fraction | None
    gap: Fraction
    exact: bool
    gates: bool


@dataclass(frozen=True)
class EffortEnd:
    """One end of the effort. Where it is not feasible effort is 0, `most` says how far one can get, `binding` why no further.

    `score` is what is reached, in the score that the goal counts; `short` the points that even `most` misses. What binds a
    feasible plan is worked out for the lower end alone.
    """

    feasible: bool
    effort: Fraction
    score: Fraction
    short: Fraction
    binding: tuple[Binding, ...]
    most: Reachable | None = None
    certificate: Certificate | None = None

    @property
    def gap(self) -> Fraction:
        """How many person-days the effort may be above the least possible; 0 where it is proved to be the least."""
        return self.certificate.gap if self.certificate else ZERO

    @property
    def undecided(self) -> bool:
        """Whether no plan was found and it is not proved that there is none."""
        return any(one.limit == "capacity" and one.effort is None for one in self.binding)


@dataclass(frozen=True)
class Plan:
    """What to confirm, prove and improve for the target, or why it is out of reach. Effort in person-days.

    It was made within `limits`. `least` and `enough` are the ends of the effort, one and the same where nothing is open.
    While `facts` are missing they are the ends over all `profiles` that agree with what is known (where there are too many,
    the questions that hang on them are taken as open, which is wider), and all else is said of a platform as `assumed`. `steps` are those of `least`,
    in question order; none while `early`. Scores and grades after are with these steps alone: the open questions, worth
    `open_points`, must then bring `open_needed` of them (for `ready` with their evidence) and pass their gates.
    """

    target: GradeBand
    goal: Goal
    limits: Limits
    least: EffortEnd
    enough: EffortEnd
    early: bool
    steps: tuple[PlanStep, ...]
    facts: tuple[MissingFact, ...]
    assumed: Profile
    profiles: tuple[Profile, ...]
    confirm: tuple[Confirm, ...]
    open_points: Fraction
    open_needed: Fraction
    score_before: Fraction
    score_after: Fraction
    evidenced_before: Fraction
    evidenced_after: Fraction
    grade_before: GradeBand
    grade_after: GradeBand

    def __repr__(self) -> str:
        how = f"{plain(self.effort)} person-days in {len(self.steps)} steps" if self.feasible else "out of reach"
        return f"Plan({self.target.id}: {how})"

    @property
    def all_profiles(self) -> bool:
        """Whether nothing is wider than it is because of missing facts."""
        return bool(self.profiles) or not self.facts

    @property
    def settled(self) -> bool:
        """Whether nothing is open, so that the effort is one figure."""
        return not self.confirm and not self.facts

    @property
    def feasible(self) -> bool:
        """Whether the target can be reached at the best."""
        return self.least.feasible

    @property
    def effort(self) -> Fraction:
        """Person-days at the least."""
        return self.least.effort

    @property
    def gap(self) -> Fraction:
        """How many person-days either end of the effort may be above the least possible."""
        return max(self.least.gap, self.enough.gap)

    @property
    def binding(self) -> tuple[Binding, ...]:
        """What binds at the least effort."""
        return self.least.binding

    @property
    def most(self) -> Reachable | None:
        """How far one can get, where the target is out of reach at the best."""
        return self.least.most

    @property
    def certificate(self) -> Certificate | None:
        """What proves the least effort."""
        return self.least.certificate

    @property
    def lead_time(self) -> Fraction:
        """Days until the slowest question is done, all questions begun at once and each one's steps taken in a row."""
        return max((step.in_a_row for step in self.steps), default=ZERO)


def assuming(assessment: Assessment, plan: Plan) -> Assessment:
    """The assessment of the platform that a plan was listed for."""
    return assessment.model_copy(update={"profile": dict(plan.assumed)}) if plan.assumed else assessment


def under_each(assessment: Assessment, plan: Plan) -> list[Assessment]:
    """The assessment under every profile that agrees with what is known; none where these are too many."""
    if not plan.facts:
        return [assessment]
    return [assessment.model_copy(update={"profile": dict(profile)}) for profile in plan.profiles]


def plan(rubric: Rubric, assessment: Assessment, target: str, limits: Limits = NO_LIMITS, goal: Goal = "ready") -> Plan:
    """The least effort after which the readiness verdict for the target is "ready", once the open questions are answered.

    That asks for every gate, and the evidence-backed score in the target's band; the guaranteed score is then there too,
    since it is never lower. With the goal `score`, only for the gates and the guaranteed score.
    Ties go to the higher score, then to fewer steps, then to the plan that raises the first differing question further.
    Raises PlanningError where the question itself makes no sense: an unknown grade, question or step, another rubric.
    """
    check_rubric(rubric, assessment)
    check_limits(rubric, limits)
    found = unknown_facts(rubric, assessment)
    if found is None:
        return _plan(rubric, assessment, target, limits, goal)
    profiles = found.profiles(PROFILES)
    if profiles is None:
        return replace(_plan(rubric, assessment, target, limits, goal), facts=found.facts)
    ends: dict[End, list[EffortEnd]] = {"best": [], "worst": []}
    known: Known = {}
    for profile in profiles:
        under = assessment.model_copy(update={"profile": dict(profile)})
        asked = _Asked(rubric, under, score(rubric, under), target_of(rubric, target), limits, goal, known)
        ends["best"].append(asked.end("best", compared=False)[0])
        ends["worst"].append(asked.end("worst", compared=False)[0] if asked.card.counts.open else ends["best"][-1])
    least = [(not one.feasible, one.effort, -one.most.score if one.most else ZERO) for one in ends["best"]]
    assumed = profiles[least.index(min(least))]
    under = assessment.model_copy(update={"profile": dict(assumed)})
    enough = max(ends["worst"], key=lambda one: (not one.feasible, one.effort))
    listed = _plan(rubric, under, target, limits, goal)
    return replace(listed, enough=enough, facts=found.facts, assumed=assumed, profiles=tuple(profiles))


def _plan(rubric: Rubric, assessment: Assessment, target: str, limits: Limits, goal: Goal) -> Plan:
    """The plan of a profile that says which questions count."""
    asked = _Asked(rubric, assessment, score(rubric, assessment), target_of(rubric, target), limits, goal)
    least, found = asked.end("best")
    enough = asked.end("worst")[0] if asked.card.counts.open else least
    early = open_points(asked.card) > EARLY
    steps = () if early or found is None else steps_of(assessment, asked.card, found.raised, goal)
    after = score(rubric, apply(rubric, assessment, steps)) if steps else asked.card
    reached = least.most.score if least.most else least.score
    return Plan(
        target=asked.band,
        goal=goal,
        limits=limits,
        least=least,
        enough=enough,
        early=early,
        steps=steps,
        facts=(),
        assumed={},
        profiles=(),
        confirm=_to_confirm(asked),
        open_points=open_points(asked.card),
        open_needed=max(asked.band.from_ - reached + open_points(asked.card), ZERO),
        score_before=asked.card.score.low,
        score_after=after.score.low,
        evidenced_before=asked.card.evidenced.low,
        evidenced_after=after.evidenced.low,
        grade_before=asked.card.grade.low,
        grade_after=after.grade.low,
    )


def _to_confirm(asked: _Asked) -> tuple[Confirm, ...]:
    """The open questions: gates first, then those that narrow the score most. What is answered is not asked again."""
    card, said = asked.card, asked.assessment.response
    gates = {gate.question for gate in card.gates_in("open")}
    found = [
        Confirm(one.id, one.state, one.points, one.id in gates)
        for one in card.questions.values()
        if one.open and not (one.state == "undecided" and said(one.id).state == "answered")
    ]
    return tuple(sorted(found, key=lambda one: (not one.gate, -one.points)))


def steps_of(
    assessment: Assessment, card: Scorecard, raised: Iterable[tuple[Subject, Raise]], goal: Goal
) -> tuple[PlanStep, ...]:
    """What was chosen as steps of a plan."""
    return tuple(_step(assessment, card, subject, way, goal) for subject, way in raised)


def _step(assessment: Assessment, card: Scorecard, subject: Subject, way: Raise, goal: Goal) -> PlanStep:
    question_id = subject.question.id
    scored = card.questions[question_id]
    before = scored.credit
    proves = goal == "ready"
    return PlanStep(
        kind="prove" if way.credit == before else "improve",
        question=question_id,
        from_=None if before is None else assessment.response(question_id).value,
        to=way.to,
        credit_before=before,
        credit_after=way.credit,
        effort=way.effort,
        gain=subject.gain(way),
        claimed=subject.points * (way.credit - (before or ZERO)),
        proved=subject.points * (way.credit if proves else subject.question.credit_proved(way.to, scored.held))
        - scored.backed,
        lead_time=way.lead_time,
        in_a_row=way.in_a_row,
        gate=subject.needed is not None and way.credit >= subject.needed,
        proves=proves,
        rungs=way.rungs,
    )


def package_efforts(proofs: Iterable[PlanStep], days: Fraction) -> dict[str, Fraction]:
    """Entries for `Limits.efforts` that make evidence that one owner brings together take so many person-days, shared out
    over its questions as the efforts were; shares are cut to thousandths, and the last takes what is left over.
    """
    efforts = {f"{step.question}/{PROOF}": step.effort for step in proofs}
    whole = sum(efforts.values(), ZERO)
    parts = efforts if whole else dict.fromkeys(efforts, Fraction(1))
    shares = {
        key: Fraction(int(days * part / sum(parts.values(), ZERO) * FINEST), FINEST) for key, part in parts.items()
    }
    last = next(reversed(shares))
    return {**shares, last: shares[last] + days - sum(shares.values(), ZERO)}


@dataclass(frozen=True)
class _Asked:
    rubric: Rubric
    assessment: Assessment
    card: Scorecard
    band: GradeBand
    limits: Limits
    goal: Goal
    known: Known = field(default_factory=dict)
    """What these limits let do about questions."""

    def problem(self, end: End, limits: Limits) -> Problem:
        known = self.known if limits is self.limits else None
        return problem(self.rubric, self.assessment, self.card, limits, self.goal, end, known=known)

    def end(self, end: End, compared: bool = True) -> tuple[EffortEnd, Found | None]:
        """One end of the effort, and what was chosen for it where it is feasible. Where it is not `compared`, only the effort is asked for."""
        posed = self.problem(end, self.limits)
        missing = self.band.from_ - posed.low
        found = None if posed.blocked or posed.most < missing else posed.least(missing)
        if found is not None and not found.exact and self._too_dear(found):
            found = self._within_capacity(posed, found, missing)
        if found is None or self._too_dear(found):
            return self._out_of_reach(end, posed, missing, found), None
        if not compared:
            gap = found.effort - found.floor if found.effort else ZERO
            rough = Certificate(found.price, found.bound, None, gap, found.exact, gates=False)
            return EffortEnd(True, found.effort, posed.low + found.gain, ZERO, (), certificate=rough), found
        cheaper = posed.cheaper(found)
        below = posed.low + cheaper.gain if cheaper is not None and cheaper.exact and found.exact else None
        gates = cheaper is None and found.effort > 0
        gap = ZERO if gates else found.effort - found.floor
        certificate = Certificate(found.price, found.bound, below, gap, found.exact, gates)
        binding = self._what_binds(end, posed, found, missing) if end == "best" else ()
        return EffortEnd(True, found.effort, posed.low + found.gain, ZERO, binding, certificate=certificate), found

    def _too_dear(self, found: Found) -> bool:
        return self.limits.capacity is not None and found.effort > self.limits.capacity

    def _within_capacity(self, posed: Problem, found: Found, missing: Fraction) -> Found:
        """Where the cheapest choice found is too dear and a cheaper one is possible: the richest that the capacity pays for, if that will do."""
        assert self.limits.capacity is not None
        richest = posed.richest(self.limits.capacity)
        if richest is None or richest.gain < missing:
            return found
        return replace(found, raised=richest.raised, effort=richest.effort, gain=richest.gain)

    def _what_binds(self, end: End, posed: Problem, found: Found, missing: Fraction) -> tuple[Binding, ...]:
        """What the plan would cost less without, each limit lifted alone."""
        limits = self.limits
        bound = [Binding("target", points=found.gain - missing)]
        if not found.exact:  # what is not proved to be the least is not compared with another
            return tuple(bound)
        gates = tuple(subject.question.id for subject, _ in found.raised if subject.needed is not None)
        if gates:
            free = posed.least(missing, gates=False)
            if free is not None and free.exact and free.effort < found.effort:
                bound.append(Binding("gate", gates, found.effort - free.effort))

        def saved(without: Limits) -> Fraction:
            lifted = self.problem(end, without)
            cheaper = lifted.least(missing) if _could_save(posed, lifted, found) else None
            return max(found.effort - cheaper.effort, ZERO) if cheaper and cheaper.exact else ZERO

        for key in sorted(limits.locked, key=_in_order(self.rubric)):
            if days := saved(replace(limits, locked=[one for one in limits.locked if one != key])):
                bound.append(Binding("lock", (key,), days))
        for key in sorted(limits.excluded, key=_in_order(self.rubric)):
            if days := saved(replace(limits, excluded=[one for one in limits.excluded if one != key])):
                bound.append(Binding("exclude", (key,), days))
        if limits.max_lead_time is not None and (days := saved(replace(limits, max_lead_time=None))):
            bound.append(Binding("lead-time", effort=days))
        return tuple(bound)

    def _out_of_reach(self, end: End, posed: Problem, missing: Fraction, found: Found | None) -> EffortEnd:
        """How far one can get, and what is in the way."""
        held = held_back(self.rubric, self.assessment, self.card, self.limits, self.goal, end)
        why = [] if any(one.counts for one in self.card.questions.values()) else [Binding("nothing")]
        if posed.most < missing:
            why.append(Binding("target", points=missing - posed.most))
            for kind, points in held.items():
                if points:
                    most_first = tuple(sorted(points, key=points.__getitem__, reverse=True))
                    why.append(Binding(kind, most_first, points=sum(points.values(), ZERO)))
        why += [
            Binding(_gate_blocked_by(held, subject.question.id), (subject.question.id,), gate=True)
            for subject in posed.blocked
        ]
        if found is not None:
            too_few = self.limits.capacity is not None and found.floor > self.limits.capacity
            why.append(Binding("capacity", effort=found.floor if too_few else None))
        most = reachable(self.rubric, self.limits, posed)
        return EffortEnd(False, ZERO, posed.low, max(self.band.from_ - most.score, ZERO), tuple(why), most)


def _could_save(posed: Problem, lifted: Problem, found: Found) -> bool:
    """Whether new raises can lower the bound below what was found: mostly they cannot, and no search is needed."""
    least = found.bound
    for before, after in zip(posed.subjects, lifted.subjects, strict=True):
        if before.raises != after.raises:
            costs = [
                min(
                    ((way.effort if way else ZERO) - found.price * one.gain(way) for _, way in one.ranks(gates=True)),
                    default=ZERO,
                )
                for one in (before, after)
            ]
            least += costs[1] - costs[0]
    return least < found.effort


def _in_order(rubric: Rubric) -> Callable[[str], tuple[int, str]]:
    places = {question_id: place for place, question_id in enumerate(rubric.order)}
    return lambda key: (places[key.partition("/")[0]], key)


def _gate_blocked_by(held: Mapping[LimitKind, Mapping[str, Fraction]], question_id: str) -> LimitKind:
    """The limit that keeps a gate from passing: the first in what a person can lift at once."""
    order: tuple[LimitKind, ...] = ("lock", "exclude", "lead-time")
    return next(kind for kind in order if question_id in held[kind])


def reachable(rubric: Rubric, limits: Limits, posed: Problem) -> Reachable:
    """The highest score within all limits, capacity included."""
    capacity = posed.whole_effort if limits.capacity is None else limits.capacity
    with_gates = posed.richest(capacity)
    found = with_gates or posed.richest(capacity, gates=False)
    assert found is not None  # without gates, doing nothing is within any capacity
    reached = posed.low + found.gain
    can_pass = any(one.needed is not None and not one.blocked for one in posed.subjects)
    gates_first = capacity < posed.whole_effort and with_gates is not None and can_pass
    bound = reached if found.exact else posed.low + posed.most - found.floor
    gates = posed.gates_short(found)
    return Reachable(reached, rubric.grade_of(reached), found.effort, gates, gates_first, max(bound, reached))

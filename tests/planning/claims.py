"""When each sentence of a plan and of its days is true: its condition.

A sentence that has a number, a day, or "all", "nothing", "at least", "at most", "cannot", "earliest" is a claim. `TRUE_WHEN`
has the condition of each; it asks the engine again and knows nothing of how the sentence was chosen. Tests read every
surface in many states of a self-check and hold what they find against it. Its condition is given the numbers that were read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from ecq.assessment.model import Assessment
from ecq.base.day import days_between
from ecq.base.errors import PlanningError
from ecq.base.exact import cut, plain
from ecq.base.language import Text
from ecq.planning.agreed import AgreedStanding, agreed_standing, days_of_the_rest
from ecq.planning.by_deadline import aim, leads_are_too_long
from ecq.planning.calendar import Staffing, has_capacity
from ecq.planning.cheapest import EffortEnd, Plan, assuming, under_each
from ecq.planning.deadline_curve import ByWhen, Curve, StaffNeeded, by_when, curve, half_day_up
from ecq.planning.expected import Outcome, outcome
from ecq.planning.schedule import Timeline, timeline
from ecq.planning.weak_points import na_refused, robustness
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import HUNDRED, ZERO, Scorecard, score
from ecq.scoring.unknown_facts import scorecard
from ecq.telling.plan import date_sentences as d
from ecq.telling.plan import words as p
from ecq.telling.plan.sentences import day_words
from ecq.telling.report import words as r
from ecq.telling.text import words as text_words
from ecq.telling.text.sentences import gap_words, point_words, score_words
from ecq.telling.text.words import WITHOUT_EVIDENCE

Marks = Mapping[str, str]
"""What was read in a sentence, by the name of its mark."""


@dataclass(frozen=True, eq=False)
class Told:
    """A plan of a self-check as of a day, of which something is said."""

    rubric: Rubric
    held: Assessment
    plan: Plan
    day: str

    @cached_property
    def assessment(self) -> Assessment:
        """As the plan takes it."""
        return assuming(self.held, self.plan)

    @cached_property
    def card(self) -> Scorecard:
        """The scorecard that is shown."""
        return scorecard(self.rubric, self.held)

    @cached_property
    def timeline(self) -> Timeline | PlanningError | None:
        """When the steps run."""
        try:
            return timeline(self.rubric, self.assessment, self.plan.steps, self.day)
        except PlanningError as why:
            return why

    @property
    def finish(self) -> str:
        """The day on which all that is listed is done; "" for none."""
        return self.timeline.schedule.ready if isinstance(self.timeline, Timeline) else ""

    @cached_property
    def answers(self) -> ByWhen | PlanningError | None:
        """The curve of deadlines."""
        return None if self.plan.facts else by_when(self.rubric, self.assessment, self.plan, self.day)

    @cached_property
    def earliest(self) -> tuple[Curve, ...]:
        """While facts are missing, the curve under each profile that agrees; none where not all are exact at their left end."""
        staffing, plan = self.staffing, self.plan
        if staffing is None or not plan.facts:
            return ()
        aims = (aim(self.rubric, one, plan.target.id, plan.limits, plan.goal) for one in under_each(self.held, plan))
        made = tuple(curve(one, staffing) for one in aims)
        return made if all(one.earliest_proved for one in made) else ()

    @property
    def curve(self) -> Curve | None:
        """The curve, where it has plans."""
        return self.answers.curve if isinstance(self.answers, ByWhen) else None

    @property
    def needed(self) -> StaffNeeded | None:
        """What the day that was set takes."""
        return self.answers.needed if isinstance(self.answers, ByWhen) else None

    @property
    def staffing(self) -> Staffing | None:
        """Who works on it."""
        return self.timeline.staffing if isinstance(self.timeline, Timeline) else None

    @cached_property
    def expected(self) -> Outcome | None:
        """What comes of it as expected."""
        return outcome(self.rubric, self.assessment, self.plan, self.day)

    @cached_property
    def agreed(self) -> tuple[AgreedStanding, ...]:
        """How each step of the agreed plan stands."""
        return agreed_standing(self.rubric, self.held, self.card)

    @property
    def open_card(self) -> Scorecard:
        """The scorecard that takes what hangs on missing facts as open."""
        return self.card.all_open

    def claims(self, proved: bool) -> list[Fraction]:
        """What each answer that earns points adds, the largest first; with those that are `proved`, or without."""
        scored = self.open_card.questions.values()
        return sorted(
            (one.contribution for one in scored if one.contribution and (proved or not one.evidenced)), reverse=True
        )

    @property
    def counted(self) -> Fraction:
        """The score that the goal counts."""
        return self.card.evidenced.low if self.plan.goal == "ready" else self.card.score.low

    @property
    def reached(self) -> bool:
        """Whether nothing is left to do for the target."""
        waiting = self.card.gates_in("failed") or self.card.gates_in("open") or self.card.counts.open
        return not waiting and self.counted >= self.plan.target.from_

    @property
    def ends(self) -> tuple[EffortEnd, EffortEnd]:
        """Both ends of the effort."""
        return self.plan.least, self.plan.enough


Condition = Callable[[Told, Marks], bool]


def _between(told: Told, marks: Marks) -> bool:
    plan = told.plan
    least = day_words(plan.effort - plan.least.gap) if plan.early or plan.facts else day_words(plan.effort)
    right = "enough" not in marks or (plan.enough.feasible and marks["enough"] == day_words(plan.enough.effort))
    return plan.feasible and marks["least"] == least and right


def _one(told: Told, marks: Marks) -> bool:
    same = told.plan.enough.feasible and told.plan.enough.effort == told.plan.effort
    return _between(told, marks) and same and not told.plan.facts


def _from(told: Told, marks: Marks) -> bool:
    proved = day_words(told.plan.effort - told.plan.least.gap)
    return told.plan.feasible and not told.plan.enough.feasible and marks["least"] == proved


def _confirm_only(told: Told, marks: Marks) -> bool:
    plan = told.plan
    right = plan.feasible and not plan.steps and not plan.effort and len(plan.confirm) == int(marks["count"])
    return right and ("enough" not in marks or marks["enough"] == day_words(plan.enough.effort))


def _held(limit: str) -> Condition:
    def holds(told: Told, marks: Marks) -> bool:
        counts = [sum(one.gate and one.limit == limit for one in end.binding) for end in told.ends]
        return int(marks["count"]) in counts

    return holds


def _most(told: Told, marks: Marks) -> bool:
    return marks["score"] in [score_words(end.most.bound) for end in told.ends if end.most is not None]


def _leads(told: Told, marks: Marks) -> bool:
    terms, days = told.assessment.terms, int(marks["days"])
    right = days == max(days_between(max(told.day, terms.start or ""), terms.ready_by or ""), 0)
    return right and all(
        leads_are_too_long(told.rubric, one, told.plan, days) for one in under_each(told.held, told.plan) or [told.held]
    )


def _must_bring(told: Told, marks: Marks) -> bool:
    plan, needed = told.plan, Fraction(marks["needed"])
    rounded = min(plan.open_needed, Fraction(cut(plan.open_points, 2)))
    least = marks["least"] == day_words(plan.effort)
    return (
        least and rounded <= needed < plan.open_needed + Fraction(1, 100) and int(marks["count"]) == len(plan.confirm)
    )


def _as_expected(told: Told, marks: Marks) -> bool:
    found, plan = told.expected, told.plan
    if found is None or not plan.least.effort <= found.effort:
        return False
    shown = (score_words(found.score), day_words(found.effort), found.ready)
    inside = not plan.enough.feasible or found.effort <= plan.enough.effort
    within = told.card.score.low <= found.score <= told.card.score.high
    return shown == (marks["score"], marks["effort"], marks.get("day", "")) and inside and within


def _moves(figure: str) -> Condition:
    def holds(told: Told, marks: Marks) -> bool:
        moves = told.expected.moves if told.expected else ()
        most = max((getattr(one, figure) for one in moves), default=ZERO)
        return bool(most) and marks["days"] == day_words(Fraction(most))

    return holds


def _more(told: Told, marks: Marks) -> bool:
    plan, days = told.plan, marks.get("more") or marks["days"]
    return plan.feasible and plan.enough.feasible and days == day_words(plan.enough.effort - plan.effort) != "0"


def _staffed(condition: Callable[[Told, Staffing], bool]) -> Condition:
    def holds(told: Told, marks: Marks) -> bool:
        return told.staffing is not None and condition(told, told.staffing)

    return holds


def _of_curve(condition: Callable[[Told, Curve, Marks], bool]) -> Condition:
    def holds(told: Told, marks: Marks) -> bool:
        return told.curve is not None and condition(told, told.curve, marks)

    return holds


def _left_end(told: Told, curve: Curve, marks: Marks) -> bool:
    first = curve.plans[0]
    return marks["day"] == first.ready and _amount(marks["effort"]) == day_words(first.effort)


def _earliest(told: Told, curve: Curve, marks: Marks) -> bool:
    return _left_end(told, curve, marks) and curve.earliest_proved


def _right_end(told: Told, curve: Curve, marks: Marks) -> bool:
    last = curve.plans[-1]
    return marks["day"] == last.ready and _amount(marks["effort"]) == day_words(last.effort)


def _earlier(told: Told, curve: Curve, marks: Marks) -> bool:
    return any(
        marks["day"] == sooner.ready
        and int(marks["days"]) == later.day - sooner.day
        and _amount(marks["more"]) == day_words(sooner.effort - later.effort)
        and sooner.exact
        and later.exact
        for sooner, later in pairwise(curve.plans)
    )


def _under_profiles(told: Told, marks: Marks) -> bool:
    days = sorted(one.plans[0].ready for one in told.earliest if one.plans)
    last = marks.get("day") or marks.get("last")
    everywhere = len(days) == len(told.earliest)
    return (
        bool(days)
        and (marks.get("day") or marks["first"]) == days[0]
        and ((everywhere and last == days[-1]) if last else not everywhere)
    )


def _made_under(some: bool, every: bool) -> Condition:
    def holds(told: Told, marks: Marks) -> bool:
        made = [bool(one.plans) and one.plans[0].ready <= marks["by"] for one in told.earliest]
        return bool(made) and (any(made), all(made)) == (some, every)

    return holds


def _too_late(told: Told, curve: Curve, marks: Marks) -> bool:
    found = "day" not in marks or (bool(curve.plans) and marks["day"] == curve.plans[0].ready)
    return curve.proved_impossible(marks["by"]) and found


def _a_week(exact: bool, split: bool) -> Condition:
    def holds(told: Told, marks: Marks) -> bool:
        if told.needed is None or told.staffing is None:
            return False
        per_week = told.needed.per_week(told.staffing)
        shown = per_week is not None and day_words(half_day_up(per_week))
        return (told.needed.exact, told.staffing.split, _amount(marks["effort"])) == (exact, split, shown)

    return holds


def _amount(words: str) -> str:
    """The number of "12.5 person-days"."""
    return "".join(one for one in words if one.isdigit() or one == ".")


def _announced(told: Told, marks: Marks) -> bool:
    if told.staffing is None:
        return False
    calendar, terms = told.staffing.calendar, told.assessment.terms
    curves = (*told.earliest, *([told.curve] if told.curve else []))
    days = [told.finish, terms.ready_by or "", *(one.ready for made in curves for one in made.plans)]
    return int(marks["years"][-4:]) in calendar.assumed(calendar.day(max(days)))


def _days_off(told: Told, marks: Marks) -> bool:
    terms = told.assessment.terms
    return bool(terms.days_off or any(terms.owner_days_off.values()))


def _hangs(told: Told, marks: Marks) -> bool:
    return any(
        len(one.questions) == int(marks["count"]) and marks.get("points", "") in ("", point_words(one.moves or ZERO))
        for one in told.plan.facts
    )


def _facts(told: Told, marks: Marks) -> bool:
    return len(told.plan.facts) == int(marks["count"])


def _less(told: Told, marks: Marks) -> bool:
    proof = told.plan.certificate
    return proof is not None and not proof.gap and bool(told.plan.effort) and not told.plan.facts


def _in_place(told: Told, marks: Marks) -> bool:
    states = [one.state for one in told.agreed]
    return (int(marks["reached"]), int(marks["all"])) == (states.count("reached"), len(states))


def _spent(told: Told, marks: Marks) -> bool:
    steps = [one.step for one in told.agreed if one.step.spent is not None]
    effort, spent = (sum((Fraction(getattr(one, name)) for one in steps), ZERO) for name in ("effort", "spent"))
    shown = (len(steps), day_words(effort), day_words(spent))
    return bool(steps) and (int(marks["count"]), _amount(marks["effort"]), marks["spent"]) == shown


def _rest(told: Told, marks: Marks) -> bool:
    waiting = {one.step.question for one in told.agreed if one.state == "waiting"}
    days = days_of_the_rest(told.rubric, told.held, score(told.rubric, told.held), told.day)
    agreed = told.held.terms.agreed
    planned = [one.planned or "" for one in agreed.steps] if agreed else []
    was = "planned" not in marks or ("" not in planned and marks["planned"] == max(planned))
    return bool(waiting) and days.keys() == waiting and marks["day"] == max(days.values()) and was


def _differs(told: Told, marks: Marks) -> bool:
    left = {one.step.question: one.step.to for one in told.agreed if one.state != "reached"}
    now = {one.question: one.to for one in told.plan.steps}
    both = sum(left[one] != now[one] for one in left.keys() & now.keys())
    shown = (len(now.keys() - left.keys()), len(left.keys() - now.keys()), both)
    return tuple(int(marks.get(name, 0)) for name in ("added", "dropped", "other")) == shown


def _binds(limit: str, gate: bool = False) -> Condition:
    def holds(told: Told, marks: Marks) -> bool:
        for one in (one for end in told.ends for one in end.binding if one.limit == limit and one.gate == gate):
            points = marks.get("points", "") in ("", point_words(one.points or ZERO), gap_words(one.points or ZERO))
            effort = "effort" not in marks or _amount(marks["effort"]) == day_words(one.effort or ZERO)
            if points and effort:
                return True
        return False

    return holds


def _highest(told: Told, marks: Marks) -> bool:
    most = [end.most for end in told.ends if end.most is not None]
    shown = marks["points"], _amount(marks["effort"])
    return any(shown == (score_words(one.score), day_words(one.effort)) for one in most)


def _refused(proved: bool) -> Condition:
    """So many answers, the largest first, cost the grade, and one fewer does not; all of them, or those without evidence."""

    def holds(told: Told, marks: Marks) -> bool:
        claims, count = told.claims(proved), int(marks["count"])
        left = told.open_card.score.low - sum(claims[:count], ZERO)
        kept = left + claims[count - 1] >= told.open_card.grade.low.from_ if len(claims) >= count else False
        score_told = marks.get("score", score_words(left)) == score_words(left)
        return kept and left < told.open_card.grade.low.from_ and score_told

    return holds


def _carried(told: Told, marks: Marks) -> bool:
    return told.open_card.score.low - sum(told.claims(False), ZERO) >= told.open_card.grade.low.from_


def _weights(rises: bool) -> Condition:
    def holds(told: Told, marks: Marks) -> bool:
        found = robustness(told.rubric, told.open_card)
        flips = found.witness is not None and found.witness.grade.id != found.grade.id
        return flips and (found.rises == found.delta) == rises and marks["percent"] == cut(100 * found.delta, 1)

    return holds


def _aside(told: Told, marks: Marks) -> bool:
    found = na_refused(told.rubric, told.held)
    if "count" in marks:
        return int(marks["count"]) == len(found.each) > 0
    shown = marks["score"], marks["loss"]
    refused = (*found.each, *([found.together] if found.together else []))
    return shown in {(score_words(one.score), point_words(one.loss)) for one in refused}


def _costs(told: Told, marks: Marks) -> bool:
    found = na_refused(told.rubric, told.held).together
    now = score_words(told.card.score.low)
    shown = int(marks["count"]), marks.get("before", now), marks["after"]
    falls = found is not None and found.score < told.card.score.low
    return (
        found is not None
        and falls == ("before" in marks)
        and shown == (len(found.questions), now, score_words(found.score))
    )


def _witness(told: Told, marks: Marks) -> bool:
    """The weights named, and what they make of the score, added up anew."""
    found, nodes = robustness(told.rubric, told.open_card).witness, told.open_card.nodes
    if found is None:
        return False
    total = sum((points * nodes[one].low / nodes[one].points for one, points in found.points.items()), ZERO)
    return marks["score"] == score_words(total) and sum(found.points.values()) == HUNDRED


def _at_risk(told: Told, marks: Marks) -> bool:
    unproved = [one for one in told.open_card.questions.values() if one.unproved]
    points = sum((one.contribution - one.backed for one in unproved), ZERO)
    return int(marks["count"]) == len(unproved) > 0 and marks.get("points") in (None, point_words(points))


TRUE_WHEN: Mapping[Text, Condition] = {
    # The headline
    p.EFFORT: _one,
    p.EFFORT_PROVE: lambda told, m: (
        _one(told, m)
        and told.card.score.low >= told.plan.target.from_
        and not told.card.gates_in("failed")
        and {one.kind for one in told.plan.steps} == {"prove"}
    ),
    p.EFFORT_BETWEEN: _between,
    p.EFFORT_FROM: _from,
    p.SCHEDULED: lambda told, m: (
        told.staffing is not None and (m["capacity"], m["day"]) == (day_words(told.staffing.per_week), told.finish)
    ),
    p.EARLY: lambda told, m: told.plan.early and _between(told, m) and int(m["count"]) == len(told.plan.confirm),
    p.EARLY_FACTS: lambda told, m: told.plan.early and _facts(told, m) and _between(told, m) and told.card.waiting > 0,
    p.EARLY_FACTS_FROM: lambda told, m: told.plan.early and _facts(told, m) and _from(told, m) and told.card.waiting > 0,
    p.EARLY_FROM: lambda told, m: told.plan.early and _from(told, m) and int(m["count"]) == len(told.plan.confirm),
    p.CONFIRM_ONLY: lambda told, m: told.plan.enough.feasible and _confirm_only(told, m),
    p.CONFIRM_ONLY_OR_NOT: lambda told, m: not told.plan.enough.feasible and _confirm_only(told, m),
    p.CONFIRM_ONLY_AT_ANY: lambda told, m: not told.plan.enough.effort and _confirm_only(told, m),
    p.READY: lambda told, m: told.reached and told.plan.goal == "ready",
    p.SCORE_REACHED: lambda told, m: told.reached and told.plan.goal == "score",
    p.OUT_OF_REACH: lambda told, m: not told.plan.feasible and not told.plan.least.undecided,
    p.NOT_FOUND: lambda told, m: told.plan.least.undecided,
    p.FACTS_FIRST: lambda told, m: _facts(told, m) and _between(told, m),
    p.FACTS_FIRST_AT_ANY: lambda told, m: (
        _facts(told, m) and _between(told, m) and day_words(told.plan.enough.effort) == m["least"]
    ),
    p.FACTS_FIRST_FROM: lambda told, m: _facts(told, m) and _from(told, m),
    # Missing facts
    p.FILL_IN: _facts,
    p.HANGS_ON: _hangs,
    p.HANGS_ON_AND_MOVES: _hangs,
    p.LISTED_FOR: lambda told, m: bool(told.plan.facts) and told.plan.all_profiles,
    p.WIDER_THAN_TRUE: lambda told, m: not told.plan.all_profiles,
    # What stands in the way
    **{text: _held(limit) for limit, text in p.GATES_HELD.items()},
    p.TOO_FEW_DAYS: lambda told, m: (
        told.plan.limits.capacity is not None and told.plan.limits.capacity < Fraction(m["effort"])
    ),
    **dict.fromkeys(p.MOST_SCORE.values(), _most),
    p.FURTHER_OBSTACLES: lambda told, m: not told.plan.feasible,
    p.BEST_FOUND: lambda told, m: bool(told.plan.gap) and m["gap"] == plain(told.plan.gap),
    p.PLAN_LESS: lambda told, m: (
        _less(told, m) and (told.plan.certificate.below if told.plan.certificate else None) is not None
    ),
    p.PLAN_NO_LESS: _less,
    p.PLAN_LESS_GATES: lambda told, m: _less(told, m) and bool(told.plan.certificate and told.plan.certificate.gates),
    # What dates rest on
    p.SCHEDULE: lambda told, m: (
        isinstance(told.timeline, Timeline) and m["begins"] == told.timeline.staffing.calendar.first
    ),
    p.OWN_DAYS_OFF: _days_off,
    p.NO_DATES_SINCE: lambda told, m: isinstance(told.timeline, PlanningError),
    p.NO_SCHEDULE: lambda told, m: bool(told.plan.steps) and not has_capacity(told.assessment.terms),
    p.LEADS_TOO_LONG: _leads,
    # Why it is a range
    p.WHY_BETWEEN: lambda told, m: _more(told, m) and _between(told, {"least": m["least"]}),
    p.WHY_FROM: lambda told, m: not told.plan.enough.feasible and m["least"] == day_words(told.plan.effort),
    p.MUST_BRING: _must_bring,
    p.MUST_BRING_PROVED: _must_bring,
    p.AS_EXPECTED: _as_expected,
    p.AS_EXPECTED_BY: _as_expected,
    p.MOVES_MOST: _moves("effort"),
    p.MOVES_DAY_MOST: _moves("days"),
    p.WHY_NO_STEPS: lambda told, m: told.plan.early and not told.plan.steps,
    p.ONLY_IF_NOT_CONFIRMED: lambda told, m: _more(told, m) and not told.plan.facts and told.card.counts.open > 0,
    p.NOT_CONFIRMED_IS_NOT_ENOUGH: lambda told, m: (
        told.plan.feasible and not told.plan.enough.feasible and not told.plan.facts and told.card.counts.open > 0
    ),
    p.ONLY_IF_OTHERWISE: lambda told, m: _more(told, m) and bool(told.plan.facts),
    p.OTHERWISE_OUT_OF_REACH: lambda told, m: (
        told.plan.feasible and not told.plan.enough.feasible and bool(told.plan.facts)
    ),
    # Where nothing is listed
    p.NOTHING_TO_DO: lambda told, m: told.reached,
    p.NOTHING_COUNTS: lambda told, m: not any(one.counts for one in told.card.questions.values()),
    p.NOTHING_POSSIBLE: lambda told, m: not told.plan.feasible and not told.plan.least.undecided,
    p.NOTHING_FOUND: lambda told, m: told.plan.least.undecided,
    # What binds, and how far one gets
    p.PLAN_MOST: _highest,
    p.PLAN_MOST_FOUND: _highest,
    **{text: _binds(limit) for limit, text in p.LIMITS_COST.items()},
    **{text: _binds(limit.removesuffix("-unknown")) for limit, text in p.LIMITS_STOP.items() if limit != "nothing"},
    **{text: _binds(limit, gate=True) for limit, text in p.GATES_STOP.items()},
    # How sure the grade is
    p.FRAGILE_SET: _refused(proved=True),
    p.FRAGILE_UNPROVED_SET: _refused(proved=False),
    p.FRAGILE_NONE: lambda told, m: not told.open_card.grade.low.from_,
    p.FRAGILE_PROVED: _carried,
    p.FRAGILE_GATES: lambda told, m: any(told.open_card.questions[one.question].unproved for one in told.card.gates_in("passed")),
    p.ROBUST_ALWAYS: lambda told, m: told.card.counts.answered > 0 and robustness(told.rubric, told.open_card).witness is None,
    p.ROBUST_FALLS: _weights(rises=False),
    p.ROBUST_RISES: _weights(rises=True),
    p.ROBUST_HARDLY: lambda told, m: 0 <= robustness(told.rubric, told.open_card).delta < Fraction(1, 1000),
    p.NA_LEAD: _aside,
    p.NA_EACH: _aside,
    p.NA_TOGETHER: _aside,
    p.NA_COSTS: _costs,
    p.NA_COSTS_NONE: _costs,
    p.ROBUST_WITNESS: _witness,
    p.ROBUST_WITNESS_OPEN: _witness,
    WITHOUT_EVIDENCE: _at_risk,
    r.CLAIM_EVIDENCE: _at_risk,
    r.AT_RISK_TITLE: _at_risk,
    r.CLAIM_FRAGILE: _refused(proved=True),
    # The agreed plan
    p.AGREED_LINE: _in_place,
    p.SPENT_IN_ALL: _spent,
    p.REST_UNTIL: _rest,
    p.REST_UNTIL_AGAINST: _rest,
    p.AGREED_SAME: _differs,
    p.AGREED_DIFFERS: _differs,
    p.AGREED_ELSEWHERE: lambda told, m: (
        told.held.terms.agreed is not None and int(m["count"]) == len(told.held.terms.agreed.steps) - len(told.agreed)
    ),
    # Days
    d.ANYONE: _staffed(lambda told, staffing: not staffing.split),
    d.ONE_TEAM: _staffed(lambda told, staffing: any(not one.owner for one in staffing.workers)),
    d.NOT_ANNOUNCED: _announced,
    d.SCHEDULE_OPEN: lambda told, m: bool(told.card.counts.open),
    d.EARLIEST: _of_curve(_earliest),
    d.EARLIEST_FOUND: _of_curve(lambda told, curve, m: _left_end(told, curve, m) and not curve.earliest_proved),
    d.EARLIEST_FOUND_NOT_BY: _of_curve(
        lambda told, curve, m: _left_end(told, curve, m) and curve.proved_impossible(m["before"])
    ),
    d.LEAST: _of_curve(lambda told, curve, m: _right_end(told, curve, m) and not curve.plans[-1].gap),
    d.LEAST_IS_EARLIEST: _of_curve(
        lambda told, curve, m: _right_end(told, curve, m) and _left_end(told, curve, m) and curve.exact
    ),
    d.LEAST_FOUND: _of_curve(lambda told, curve, m: _right_end(told, curve, m) and bool(curve.plans[-1].gap)),
    d.OTHER_STEPS: _of_curve(lambda told, curve, m: curve.plans[-1].ready != told.finish),
    d.EARLIER: _of_curve(_earlier),
    d.NO_EARLIEST: lambda told, m: isinstance(told.answers, PlanningError),
    d.EARLIEST_UNDER_ALL: _under_profiles,
    d.EARLIEST_BETWEEN: _under_profiles,
    d.EARLIEST_OR_NEVER: _under_profiles,
    d.MADE_UNDER["all"]: _made_under(some=True, every=True),
    d.MADE_UNDER["some"]: _made_under(some=True, every=False),
    d.MADE_UNDER["none"]: _made_under(some=False, every=False),
    d.BEFORE_START: lambda told, m: m["by"] < m["start"] == (told.staffing.calendar.first if told.staffing else ""),
    d.SCHEDULED_UNTIL: lambda told, m: m["day"] == told.finish,
    d.ANOTHER_MAKES_IT: _of_curve(
        lambda told, curve, m: m["finish"] == told.finish > m["by"] and (made := curve.by(m["by"])) is not None
        and _amount(m["effort"]) == day_words(made.effort)
    ),
    d.TOO_LATE: _of_curve(_too_late),
    d.TOO_LATE_EARLIEST: _of_curve(lambda told, curve, m: _too_late(told, curve, m) and curve.earliest_proved),
    d.TOO_LATE_FOUND: _of_curve(_too_late),
    d.TAKES: _a_week(exact=True, split=False),
    d.TAKES_SHARED: _a_week(exact=True, split=True),
    d.ENOUGH: _a_week(exact=False, split=False),
    d.ENOUGH_SHARED: _a_week(exact=False, split=True),
    d.NOBODY_MAKES_IT: lambda told, m: told.needed is not None and told.needed.factor is None and told.needed.exact,
}  # fmt: skip

PARTS: tuple[Text, ...] = (
    p.A_WEEK, p.EACH_A_WEEK, p.OWNERS_A_WEEK, p.REACH_BETWEEN, p.REACH_FROM, p.REACH_FOUND, p.REACH_NOT, p.CAN_BRING, text_words.PERSON_DAYS,
    text_words.DAYS, p.EVIDENCE, p.QUESTION_COUNT, p.PROVE_ONE, p.THE_OTHERS, p.THE_OTHER_QUESTIONS, p.AND_SO_ON,
    p.AFTERWARDS, p.AMONG, p.NOTHING_LISTED, p.NOTHING_DATED, p.NONE_OF_THESE, p.FIRST_WEEK, p.FROM_TO, p.PACKAGE_OF, p.PACKAGE, p.WORK_OF,
    p.CARRIED_ON, p.WAITED_FOR, p.ONLY_OTHERWISE, p.TO_CONFIRM, *p.GAINS.values(),
    p.AND_MORE, p.REASON_POINT, p.GRADE_IS, p.GRADE_SO_FAR, p.NA_COSTS_GATES,
    p.WEEKLY, p.DAYS_OFF_LIKE, p.LONGEST, p.CAPACITY, p.BEGINS, p.BEGINS_AND_DUE, p.LIMITS_COUNT, p.LIFT_ALL, p.LIMITS_HELD,
    p.LOCKED_COUNT, p.EXCLUDED_COUNT, p.OWN_COUNT, p.WORK_LABEL, p.RISE_BY, p.EFFORT_OF,
    p.ALL_CONFIRMED, p.TOO_LATE, p.AT_LEAST_ENDS, p.ACTUAL, p.ACTUAL_DAYS, p.IN_PLACE, p.NEW_ANSWER, p.ANSWER_STAYS,
)  # fmt: skip
"""Cells, labels and parts of sentences: what they belong to says what is claimed of them."""

ELSEWHERE: tuple[Text, ...] = (
    p.DIFF_HEAD, p.DIFF_GRADES, p.DIFF_HANGING, p.DIFF_SHIFTED, p.DIFF_GATE, p.PLAN_CHANGED, p.MORE_DAYS, p.FEWER_DAYS, p.EFFORT_THEN,
    p.NOW_OUT_OF_REACH_THEN, p.STEPS_IN, p.STEPS_OUT, p.STEPS_OTHER, p.NOW_IMPOSSIBLE, p.WHAT_IF,
    p.FRONTIER_GATES_BLOCKED, p.FRONTIER_NONE,
)  # fmt: skip
"""Sentences of two states, of a choice of steps, or of a chart of effort and score: `Told` has one plan in one state."""

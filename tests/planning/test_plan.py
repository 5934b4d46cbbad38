"""The cheapest path is the cheapest: against everything tried on small rubrics, and by its own certificate."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecq.assessment.changes import answer, set_aside, set_up
from ecq.assessment.evidence import drop_evidence
from ecq.planning import PROOF, Limits, apply, frontier, plan, staircase
from ecq.scoring.readiness import readiness
from ecq.scoring.scorecard import score
from tests import building as b
from tests import strategies
from tests.planning.brute import outcomes, ways
from tests.planning.making import grades, planned

F = Fraction


GOALS = st.sampled_from(["ready", "score"])
ENDS = {"least": "best", "enough": "worst"}


@pytest.mark.slow
@given(st.data())
def test_neither_end_of_the_effort_has_a_cheaper_choice_and_ties_fall_as_promised(data):
    rubric, assessment, limits = data.draw(planned())
    target, goal = rubric.band(data.draw(grades(rubric))), data.draw(GOALS)
    made = plan(rubric, assessment, target.id, limits, goal)
    for name, end in ENDS.items():
        all_of = list(outcomes(rubric, assessment, limits, goal, end))
        good = [one for one in all_of if one.passes and one.score >= target.from_]
        within = [one for one in good if limits.capacity is None or one.effort <= limits.capacity]
        found = getattr(made, name)
        assert found.feasible == bool(within)
        if within:
            best = min(within, key=lambda one: one.order)
            assert (found.effort, found.score) == (best.effort, best.score)
            if name == "least" and not made.early:
                assert len(made.steps) == best.steps
                moved = {step.question: step.credit_after for step in made.steps}
                assert moved == moved_by(rubric, assessment, best, goal)
        else:
            affordable = [one for one in all_of if limits.capacity is None or one.effort <= limits.capacity]
            passable = max(len(one.gates) for one in all_of)
            passing = [one for one in affordable if len(one.gates) == passable]
            best = min(passing or affordable, key=lambda one: (-one.score, one.effort))
            assert (found.effort, found.most.score, found.most.effort) == (0, best.score, best.effort)
            assert found.short == max(target.from_ - best.score, 0)


def moved_by(rubric, assessment, outcome, goal):
    """Counted credits of the answered questions that an outcome changes."""
    card = score(rubric, assessment)
    counted = [card.questions[q] for q in rubric.order if card.questions[q].counts]
    now = {one.id: (one.credit if goal == "score" or one.evidenced else F(0)) for one in counted if not one.open}
    after = dict(zip([one.id for one in counted], outcome.credits, strict=True))
    return {q: after[q] for q in now if after[q] != now[q]}


@pytest.mark.slow
@given(st.data())
def test_a_plan_done_and_the_open_questions_answered_well_is_ready(data):
    rubric, assessment, limits = data.draw(planned())
    target = data.draw(st.sampled_from([band.id for band in rubric.bands if band.stars]))
    made = plan(rubric, assessment, target, limits)
    if not made.feasible or made.early:
        return
    done = apply(rubric, assessment, made.steps)
    after = score(rubric, done)
    assert (made.score_after, made.evidenced_after) == (after.score.low, after.evidenced.low)
    assert after.score.low >= after.evidenced.low
    assert made.open_needed == max(rubric.band(target).from_ - after.evidenced.low, 0) <= made.open_points
    assert made.open_points == sum(one.points for one in made.confirm)
    aimed = set_up(done, rubric, target=target)
    verdict = readiness(rubric, aimed, after)
    assert (verdict.verdict == "ready") == made.settled
    for finished in completions(rubric, aimed, data):
        card = score(rubric, finished)
        brought = card.evidenced.low - after.evidenced.low
        assert card.counts.open == 0
        enough = brought >= made.open_needed and not card.gates_in("failed")
        assert (readiness(rubric, finished, card).verdict == "ready") == enough


@pytest.mark.slow
@given(st.data())
def test_the_listed_steps_add_up_to_what_the_plan_says(data):
    rubric, assessment, limits = data.draw(planned())
    made = plan(rubric, assessment, data.draw(grades(rubric)), limits, data.draw(GOALS))
    if not made.steps:
        return
    before, after = score(rubric, assessment), score(rubric, apply(rubric, assessment, made.steps))
    assert made.effort == sum(step.effort for step in made.steps)
    assert made.score_after == made.score_before + sum(step.claimed for step in made.steps) == after.score.low
    assert made.evidenced_after == made.evidenced_before + sum(step.proved for step in made.steps)
    assert made.evidenced_after == after.evidenced.low
    gained = [step.proved if made.goal == "ready" else step.claimed for step in made.steps]
    assert gained == [step.gain for step in made.steps]
    assert (made.grade_before, made.grade_after) == (before.grade.low, after.grade.low)
    assert not after.gates_in("failed")
    assert [step.question for step in made.steps] == [q for q in rubric.order if q in {s.question for s in made.steps}]
    for step in made.steps:
        assert not before.questions[step.question].open
        assert step.effort == sum(rung.effort for rung in step.rungs)
        assert step.lead_time == max(rung.lead_time for rung in step.rungs) <= step.in_a_row
        assert before.questions[step.question].credit == step.credit_before
        assert after.questions[step.question].credit == step.credit_after
        assert (step.kind == "prove") == (step.credit_before == step.credit_after) == (step.from_ == step.to)
        assert step.proves == (made.goal == "ready") == (step.rungs[-1].id == PROOF)


@pytest.mark.slow
@given(st.data())
def test_whatever_is_answered_the_effort_lies_between_its_ends(data):
    rubric, assessment, limits = data.draw(planned(4, capacity=False))
    target, goal = data.draw(grades(rubric)), data.draw(GOALS)
    made = plan(rubric, assessment, target, limits, goal)
    reached = []
    for finished in completions(rubric, assessment, data):
        after = plan(rubric, finished, target, limits, goal)
        assert after.settled
        assert after.least == after.enough
        assert made.feasible or not after.feasible
        assert after.feasible or not made.enough.feasible
        if after.feasible:
            assert made.effort <= after.effort
            assert not made.enough.feasible or after.effort <= made.enough.effort
            reached.append(after.effort)
    if made.enough.feasible and reached:
        assert {made.effort, made.enough.effort} <= set(reached)


@pytest.mark.slow
@given(st.data())
def test_nothing_that_turns_out_not_to_count_takes_less_than_the_lower_end(data):
    rubric, assessment, limits = data.draw(planned(4, capacity=False))
    target = data.draw(grades(rubric))
    made = plan(rubric, assessment, target, limits)
    missing = {fact: data.draw(strategies.fact_values(one)) for fact, one in rubric.facts.items()}
    known = set_up(assessment, rubric, profile={**missing, **assessment.profile})
    aside = known
    for question in rubric.questions:
        if score(rubric, known).questions[question.id].open:
            if question.not_applicable and data.draw(st.booleans()):
                aside = b.accepted(set_aside(aside, question, "not-here"))
            else:
                aside = b.accepted(answer(aside, question, data.draw(strategies.valid_answers(question))))
    if any(one.counts for one in score(rubric, aside).questions.values()):
        after = plan(rubric, aside, target, limits)
        assert made.feasible or not after.feasible
        assert not after.feasible or made.effort <= after.effort


def completions(rubric, assessment, data):
    """Ways to answer everything that is open, the ends among them: any answer, with and without evidence.

    None where facts are not known, since which questions then apply hangs together.
    """
    card = score(rubric, assessment)
    if any(one.state == "undecided" for one in card.questions.values()):
        return
    opened = [rubric.by_id[one.id] for one in card.questions.values() if one.open]
    chosen = []
    for question in opened:
        any_answer = st.tuples(st.sampled_from(list(b.values(question))), st.booleans())
        more = data.draw(st.lists(any_answer, max_size=2))
        chosen.append([(b.best(question), True), (b.worst(question), False), *more])
    for answers in islice(product(*chosen), 60):
        made = assessment
        for question, (value, proved) in zip(opened, answers, strict=True):
            held = made.response(question.id).evidence
            for _ in held:
                made = drop_evidence(made, question, 0)
            made = b.accepted(answer(made, question, value))
            if proved:
                made = b.prove(made, question)
        yield made


@pytest.mark.slow
@given(st.data())
def test_the_certificate_is_what_it_claims(data):
    rubric, assessment, limits = data.draw(planned(capacity=False))
    target, goal = rubric.band(data.draw(grades(rubric))), data.draw(GOALS)
    made = plan(rubric, assessment, target.id, limits, goal)
    for name, end in ENDS.items():
        found = getattr(made, name)
        if not found.feasible:
            continue
        cheaper = [
            one.score
            for one in outcomes(rubric, assessment, limits, goal, end)
            if one.passes and one.effort < found.effort
        ]
        certificate = found.certificate
        assert (certificate.gap, certificate.exact) == (0, True)
        assert certificate.below == max(cheaper, default=None)
        assert certificate.below is None or certificate.below < target.from_
        assert certificate.bound == dual(rubric, assessment, limits, target, certificate.price, goal, end)
        assert certificate.bound <= found.effort


def dual(rubric, assessment, limits, target, price, goal, end):
    """The bound as docs/planning.md writes it."""
    card = score(rubric, assessment)
    all_of = {
        one.id: ways(rubric.by_id[one.id], assessment, limits, one, goal, end)
        for one in card.questions.values()
        if one.counts
    }
    now = {q: card.questions[q].points * group[0].counted for q, group in all_of.items()}
    total = price * max(target.from_ - sum(now.values()), 0)
    for question_id, group in all_of.items():
        needed = rubric.by_id[question_id].gate_credit or F(0)
        total += min(
            way.effort - price * (card.questions[question_id].points * way.counted - now[question_id])
            for way in group
            if way.credit >= needed
        )
    return total


@pytest.mark.slow
@given(st.data())
def test_every_point_of_the_frontier_is_one_nobody_beats_and_none_is_missing(data):
    rubric, assessment, limits = data.draw(planned())
    goal, end = data.draw(GOALS), data.draw(st.sampled_from(["best", "worst"]))
    found = frontier(rubric, assessment, limits, goal, end)
    if found.blocked:
        return
    tried = [o for o in outcomes(rubric, assessment, limits, goal, end) if o.passes]
    tried = [o for o in tried if limits.capacity is None or o.effort <= limits.capacity]
    unbeaten = []
    for effort in sorted({one.effort for one in tried}):
        best = max(one.score for one in tried if one.effort <= effort)
        if not unbeaten or best > unbeaten[-1][1]:
            unbeaten.append((effort, best))
    assert found.complete
    assert [(point.effort, point.score) for point in found.points] == unbeaten


@pytest.mark.slow
@given(st.data())
def test_the_staircase_stands_on_the_frontier(data):
    rubric, assessment, limits = data.draw(planned())
    stairs, line = staircase(rubric, assessment, limits), frontier(rubric, assessment, limits)
    for step in stairs.plans:
        reaching = [point for point in line.points if point.score >= step.target.from_]
        assert step.feasible == (bool(reaching) and not line.blocked)
        if step.feasible:
            assert (step.effort, step.least.score) == (reaching[0].effort, reaching[0].score)
    if line.points:
        assert stairs.top.score == line.points[-1].score


@pytest.mark.slow
@given(st.data())
def test_what_binds_is_what_the_plan_would_save_without_it(data):
    rubric, assessment, limits = data.draw(planned(capacity=False))
    target = data.draw(grades(rubric))
    found = plan(rubric, assessment, target, limits)
    if not found.feasible:
        return
    told = {(one.limit, *one.questions): one.effort for one in found.binding if one.limit != "target"}
    expected = {}
    for key in limits.locked:
        expected["lock", key] = without(rubric, assessment, target, limits, locked=limits.locked - {key})
    for key in limits.excluded:
        expected["exclude", key] = without(rubric, assessment, target, limits, excluded=limits.excluded - {key})
    if limits.max_lead_time is not None:
        expected["lead-time",] = without(rubric, assessment, target, limits, max_lead_time=None)
    saved = {key: found.effort - effort for key, effort in expected.items() if effort < found.effort}
    assert {key: days for key, days in told.items() if key[0] != "gate"} == saved
    free = min(
        o.effort for o in outcomes(rubric, assessment, limits, end="best") if o.score >= rubric.band(target).from_
    )
    gates = [one.effort for one in found.binding if one.limit == "gate"]
    assert gates == ([found.effort - free] if free < found.effort else [])


def without(rubric, assessment, target, limits, **lifted):
    loose = Limits(**{**{name: getattr(limits, name) for name in limits.__dataclass_fields__}, **lifted})
    good = [
        o.effort
        for o in outcomes(rubric, assessment, loose, end="best")
        if o.passes and o.score >= rubric.band(target).from_
    ]
    return min(good)


@pytest.mark.slow
@given(st.data())
def test_what_keeps_the_score_down_adds_up_to_what_cannot_be_reached(data):
    rubric, assessment, limits = data.draw(planned(capacity=False))
    made = plan(rubric, assessment, "five-star", limits)
    for found in (made.least, made.enough):
        kept = [one for one in found.binding if one.limit in ("lock", "exclude", "lead-time") and not one.gate]
        if not found.feasible and any(one.limit == "target" for one in found.binding):
            nothing = any(one.limit == "nothing" for one in found.binding)
            assert sum(one.points for one in kept) == (0 if nothing else 100 - found.most.score)
        blocked = {question for one in found.binding if one.gate for question in one.questions}
        assert blocked <= set(found.most.gates if found.most else ())
        assert found.feasible or found.binding


@pytest.mark.slow
@given(st.data())
def test_asking_twice_gives_the_same_plan(data):
    rubric, assessment, limits = data.draw(planned())
    target = data.draw(grades(rubric))
    assert plan(rubric, assessment, target, limits) == plan(rubric, assessment, target, limits)


def test_the_bound_is_the_documented_sum_also_where_the_missing_points_are_no_whole_number():
    """40 points for 1 day and 60 for 3; 50 1/2 are missing. The price is 1/20 day per point, so Σ is -1 + 0 and the
    bound -1 + 50 1/2 / 20 = 1 21/40, below the 3 days of the one plan that is enough."""
    bands = (b.BANDS[0], b.BANDS[1] | {"from": F(101, 2)})
    tree = [b.node("all", b.node("part", ("a", F(40)), ("b", F(60))))]
    rubric = b.rubric([b.yes_no("a"), b.yes_no("b")], tree, bands=bands)
    found = plan(rubric, b.answered(rubric, {"a": "no", "b": "no"}), "two-star", Limits(efforts={"b": F(3)}), "score")
    assert [step.question for step in found.steps] == ["b"]
    assert (found.effort, found.certificate.price, found.certificate.bound) == (3, F(1, 20), F(61, 40))
    for parts in (4, 1000):
        limits = Limits(efforts={"a": F(1, parts), "b": F(3, parts)})
        found = plan(rubric, b.answered(rubric, {"a": "no", "b": "no"}), "two-star", limits, "score")
        assert found.certificate.price == F(1, 20 * parts)
        assert found.certificate.bound == F(61, 40 * parts)

"""What a plan is asked: limits that make no sense get one sentence; those that do are kept to."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ecq.assessment.changes import mark_unsure, rebind, set_aside
from ecq.assessment.model import Assessment
from ecq.base.errors import EcqError, PlanningError
from ecq.cli.section_lines import plan_lines
from ecq.planning import PROOF, Limits, apply, frontier, plan, staircase
from ecq.scoring.scorecard import score
from ecq.telling.plan.sentences import binding_line
from tests import building as b
from tests.in_one_language import in_one

F = Fraction


@pytest.fixture
def small():
    return b.rubric(
        [
            b.level("a", (F(0), F(1, 2), F(1))),
            b.checklist("c", 3),
            b.yes_no("g", gate=b.gate("yes")),
            b.measure("m", ((None, F(0)), (7, F(1, 2)), (14, F(1)))),
        ]
    )


@pytest.fixture
def made(small):
    return b.answered(small, {"a": "o0", "c": (), "g": "no", "m": "0"})


@pytest.mark.parametrize(
    ("target", "limits", "sentence"),
    [
        ("gold", {}, "'gold' is not a grade of small; choose one of: none, two-star"),
        ("two-star", {"locked": {"x"}}, "'x' is not a question of small"),
        ("two-star", {"excluded": {"x/o1"}}, "'x' is not a question of small"),
        ("two-star", {"excluded": {"a/o0"}}, "a has no step 'o0'; its steps are: o1, o2, .evidence"),
        ("two-star", {"efforts": {"g/no": F(1)}}, "g has no step 'no'; its steps are: yes"),
        ("two-star", {"lead_times": {"m/b9": F(1)}}, "m has no step 'b9'; its steps are: b1, b2"),
    ],
)
def test_what_the_rubric_does_not_have_is_named(small, made, target, limits, sentence):
    with pytest.raises(PlanningError, match=sentence) as raised:
        plan(small, made, target, Limits(**limits))
    assert isinstance(raised.value, EcqError)
    assert any("一" <= letter <= "鿿" for letter in raised.value.zh)


@pytest.mark.parametrize(
    ("limits", "sentence", "zh"),
    [
        ({"efforts": {"a": F(-1)}}, "the effort of a is -1, but cannot be negative", "a 的投入是 -1，不能小于 0"),
        (
            {"efforts": {"a": 0.1}},
            "the effort of a cannot be read: 0.1 is not an exact number",
            "a 的投入：0.1 不是数字",
        ),
        ({"lead_times": {"a": "-2"}}, "the lead time of a is -2", "a 的周期是 -2，不能小于 0"),
        ({"max_lead_time": F(-1)}, "the longest lead time is -1", "最长周期是 -1，不能小于 0"),
        (
            {"efforts": {"a": "0.1234"}},
            "the effort of a is 617/5000; give person-days with at most three decimals",
            "a 的投入是 617/5000，人日最多三位小数，例如 0.125",
        ),
        ({"capacity": "many"}, "the capacity cannot be read: 'many' is not an exact number", "总人日：'many' 不是数字"),
    ],
)
def test_numbers_that_cannot_be_are_refused_before_anything_is_planned(limits, sentence, zh):
    with pytest.raises(PlanningError, match=sentence) as raised:
        Limits(**limits)
    assert raised.value.zh == zh


def test_limits_are_the_same_however_they_are_given():
    said = Limits(locked=["a"], excluded=["c", "g/yes"], efforts={"a": "0.5"}, lead_times={"a": 2}, capacity="1/2")
    assert said == Limits(frozenset({"a"}), frozenset({"g/yes", "c"}), {"a": F(1, 2)}, {"a": F(2)}, capacity=F(1, 2))


@pytest.mark.parametrize(
    "ask", [lambda r, a: plan(r, a, "two-star"), staircase, frontier, lambda r, a: apply(r, a, [])]
)
def test_an_assessment_of_another_rubric_or_of_another_state_of_it_is_refused(small, teaching, made, ask):
    with pytest.raises(PlanningError, match="made with teaching, not with small"):
        ask(small, b.answered(teaching, {}))
    changed = b.rubric([b.yes_no("a")])
    with pytest.raises(PlanningError, match="of other content"):
        ask(changed, made)
    ask(changed, rebind(made, changed))


def test_a_step_that_is_not_an_answer_of_its_question_is_refused(small, made):
    class Wish:
        question, to, proves = "a", "o7", False

    with pytest.raises(PlanningError, match="a: 'o7' is not an option here"):
        apply(small, made, [Wish()])


def test_what_if_keeps_notes_evidence_and_the_other_answers(small, made):
    steps = plan(small, made, "five-star", goal="score").steps
    one = apply(small, made, steps[:1], "2026-11-24T00:00:00+00:00")
    assert isinstance(one, Assessment)
    assert {q for q in small.order if one.response(q) != made.response(q)} == {steps[0].question}
    assert score(small, one).score.low == score(small, made).score.low + steps[0].gain
    assert apply(small, made, []) == made


def test_steps_of_each_kind_lead_to_answers_the_question_takes(small, made):
    found = {step.question: step for step in plan(small, made, "five-star", goal="score").steps}
    assert {q: (step.from_, step.to) for q, step in found.items()} == {
        "a": ("o0", "o2"),
        "c": ((), ("i0", "i1", "i2")),
        "g": ("no", "yes"),
        "m": ("0", "14"),
    }
    assert {q: [rung.id for rung in step.rungs] for q, step in found.items()} == {
        q: list(small.by_id[q].steps) for q in found
    }


def test_a_question_set_aside_stays_aside_and_a_tentative_answer_is_not_built_on():
    rubric = b.rubric([b.level("a", (F(0), F(1, 2), F(1))), b.yes_no("n", not_applicable=b.NA)])
    made = mark_unsure(b.answered(rubric, {"a": "o1"}), rubric.by_id["a"])
    made = b.accepted(set_aside(made, rubric.by_id["n"], "not-here"))
    found = plan(rubric, made, "five-star")
    assert found.steps == ()
    assert [(one.question, one.state, one.points) for one in found.confirm] == [("a", "unsure", 100)]
    assert (found.effort, found.enough.effort) == (0, F(5, 2))


def test_the_cheapest_items_of_a_checklist_come_first(small, made):
    efforts = {"c/i0": F(9), "c/i1": F(3), "c/i2": F(1), "a": F(20), "m": F(20)}
    found = plan(small, made, "none", Limits(efforts=efforts, locked={"a", "m"}), "score")
    assert [step.question for step in found.steps] == ["g"]
    line = frontier(small, made, Limits(efforts=efforts, locked={"a", "m"}), "score")
    assert [point.effort for point in line.points] == [1, 2, 5, 14]


def test_raises_that_cost_nothing_are_always_taken(small, made):
    found = plan(small, made, "none", Limits(efforts={"a": F(0)}), "score")
    assert [(step.question, step.to, step.effort) for step in found.steps] == [("a", "o2", 0), ("g", "yes", 1)]


def test_what_is_there_already_costs_nothing_and_needs_no_price(small, made):
    there = b.answered_further(small, made, {"a": "o2", "c": ("i0", "i1", "i2"), "g": "yes"})
    found = plan(small, there, "two-star", goal="score")
    proof = found.certificate
    assert (found.effort, found.steps, found.binding[0].points) == (0, (), 5)
    assert (proof.price, proof.bound, proof.below, proof.gap, proof.exact) == (0, 0, None, 0, True)


def test_a_lead_time_limit_stops_a_ladder_where_a_step_takes_longer(small, made):
    limits = Limits(lead_times={"a/o1": F(3), "a/o2": F(9)}, max_lead_time=F(8))
    found = plan(small, made, "five-star", limits, "score")
    assert not found.feasible
    assert (found.most.score, found.most.effort, found.least.short) == (F(175, 2), 7, F(15, 2))
    assert {one.limit: (one.questions, one.points) for one in found.binding} == {
        "target": ((), F(15, 2)),
        "lead-time": (("a",), F(25, 2)),
    }
    found = plan(small, made, "three-star", limits, "score")
    (step,) = [step for step in found.steps if step.question == "a"]
    assert (step.to, step.lead_time, step.in_a_row, found.lead_time) == ("o1", 3, 3, 3)
    blocked = plan(small, made, "two-star", Limits(locked={"g"}), "score")
    assert (blocked.feasible, blocked.most.score, blocked.least.short, blocked.lead_time) == (False, 75, 0, 0)


@pytest.mark.parametrize(
    ("limit", "limits"), [("lock", {"locked": {"z", "a"}}), ("exclude", {"excluded": {"z", "a/yes"}})]
)
def test_what_binds_stands_in_question_order_and_what_is_out_of_reach_by_what_holds_most(limit, limits):
    def of(*points):
        placed = list(zip("zyabc", map(F, points), strict=True))
        bands = (b.BANDS[0], b.BANDS[1] | {"from": F(40)}, b.BANDS[4])
        rubric = b.rubric([b.yes_no(q) for q in "zyabc"], [b.node("all", b.node("part", *placed))], bands=bands)
        return rubric, b.answered(rubric, dict.fromkeys("zyabc", "no"))

    dear = Limits(**limits, efforts={"y": F(10), "b": F(10), "c": F(10)})
    found = plan(*of(20, 20, 20, 20, 20), "two-star", dear, "score")
    assert found.effort == 20
    named = [key for key in ("z", "a", "a/yes") if key in (*dear.locked, *dear.excluded)]
    assert [(one.limit, one.questions, one.effort) for one in found.binding[1:]] == [
        (limit, (key,), 9) for key in named
    ]
    found = plan(*of(10, 20, 30, 20, 20), "five-star", dear, "score")
    assert [(one.limit, one.questions, one.points) for one in found.binding] == [
        ("target", (), 35),
        (limit, ("a", "z"), 40),
    ]


def test_an_excluded_step_that_passes_a_gate_for_less_binds():
    """The points are there: the gate takes 5 days by the second item, where the first would take 1."""
    tree = [b.node("all", b.node("part", ("a", F(80)), ("c", F(20))))]
    rubric = b.rubric([b.yes_no("a"), b.checklist("c", 2, gate=b.gate("1"))], tree)
    made = b.answered(rubric, {"a": "yes", "c": ()})
    limits = Limits(efforts={"c/i0": F(1), "c/i1": F(5)}, excluded={"c/i0"})
    found = plan(rubric, made, "two-star", limits, "score")
    assert found.effort == 5
    assert [(one.limit, one.questions, one.effort) for one in found.binding] == [
        ("target", (), None),
        ("gate", ("c",), 5),
        ("exclude", ("c/i0",), 4),
    ]


def test_what_is_just_enough_is_enough(small, made):
    """All there is to do for just the points that are missing, and just the person-days that there are."""
    whole = b.rubric([b.yes_no("a"), b.yes_no("c")], bands=(b.BANDS[0], b.BANDS[1] | {"from": F(50)}))
    none = b.answered(whole, {"a": "no", "c": "no"})
    assert plan(whole, none, "two-star", Limits(locked={"a"}), "score").effort == 1
    needed = b.rubric([b.yes_no("a"), b.yes_no("g", gate=b.gate("yes"))])
    both = plan(needed, b.answered(needed, {"a": "no", "g": "no"}), "two-star", goal="score")
    assert [(one.limit, one.points) for one in both.binding] == [("target", 30)]
    cheapest = plan(small, made, "two-star")
    assert plan(small, made, "two-star", Limits(capacity=cheapest.effort)).steps == cheapest.steps
    assert not plan(small, made, "two-star", Limits(capacity=cheapest.effort - F(1, 1000))).feasible


def test_of_two_ways_of_the_same_effort_and_score_the_one_of_fewer_steps_is_taken():
    points = [("b", F(10)), ("c", F(10)), ("a", F(20)), ("d", F(60))]
    rubric = b.rubric([b.yes_no(q) for q in "bcad"], [b.node("all", b.node("part", *points))])
    made = b.answered(rubric, {"b": "no", "c": "no", "a": "no", "d": "yes"})
    found = plan(rubric, made, "three-star", Limits(efforts={"a": F(2)}), "score")
    assert [(step.question, step.effort) for step in found.steps] == [("a", 2)]


@pytest.mark.slow
def test_a_frontier_of_finely_divided_efforts_says_that_points_are_left_out_and_is_exact_in_those_it_has(small, made):
    fine = Limits(efforts={"a/o1": "9000.001", "a/o2": "2.3", "m/b1": "0.777"})
    line = frontier(small, made, fine)
    assert not line.complete
    for point in line.points:
        enough = Limits(efforts=fine.efforts, capacity=point.effort)
        assert frontier(small, made, enough).points[-1] == point
    stairs = [one for one in staircase(small, made, fine).plans if one.feasible]
    reached = {(point.effort, point.score) for point in line.points}
    assert {(one.effort, one.least.score) for one in stairs} <= reached


def test_a_bound_that_no_decimal_says_is_reached_exactly():
    rubric = b.rubric(
        [b.measure("m", ((None, F(0)), (F(1, 3), F(1)))), b.measure("l", ((None, F(0)), (F(1, 3), F(1))), "lower")]
    )
    made = b.answered(rubric, {"m": "0", "l": "30"})
    found = plan(rubric, made, "five-star")
    assert (found.score_after, found.evidenced_after) == (100, 100)
    assert [step.to for step in found.steps] == ["1/3", "1/3"]


def test_nothing_that_counts_means_no_plan(small):
    rubric = b.rubric([b.yes_no("n", not_applicable=b.NA)])
    made = b.accepted(set_aside(b.answered(rubric, {}), rubric.by_id["n"], "not-here"))
    found = plan(rubric, made, "two-star")
    assert not found.feasible
    assert {one.limit for one in found.binding} >= {"nothing"}
    assert frontier(rubric, made).points[-1].score == 0


def test_a_locked_answer_may_be_proved_and_one_whose_evidence_is_excluded_is_left_alone(small):
    made = b.answered(small, {"a": "o1", "c": ("i0", "i1", "i2"), "g": "yes", "m": "14"})
    proofs = {q: ("prove", F(1, 2)) for q in ("c", "g", "m")}
    found = plan(small, made, "three-star", Limits(locked={"a"}))
    assert {step.question: (step.kind, step.effort) for step in found.steps} == {**proofs, "a": ("prove", F(1, 2))}
    assert found.evidenced_after == found.score_after == F(175, 2)
    for excluded in ("a", f"a/{PROOF}"):
        found = plan(small, made, "two-star", Limits(excluded={excluded}))
        assert {step.question: (step.kind, step.effort) for step in found.steps} == proofs
        assert [one.limit for one in plan(small, made, "five-star", Limits(excluded={excluded})).binding] == [
            "target",
            "exclude",
        ]


def test_a_raise_takes_its_evidence_along_and_own_efforts_for_it_count(small):
    made = b.answered(small, {"a": "o1", "c": ("i0", "i1", "i2"), "g": "yes", "m": "14"})
    found = plan(small, made, "five-star", Limits(efforts={f"a/{PROOF}": "2.125"}))
    step = next(one for one in found.steps if one.question == "a")
    assert (step.kind, step.effort, step.gain, step.claimed) == ("improve", F(25, 8), 25, F(25, 2))
    assert [rung.id for rung in step.rungs] == ["o2", PROOF]
    slow = plan(small, made, "five-star", Limits(lead_times={f"a/{PROOF}": F(5), "a/o2": F(3)}))
    step = next(one for one in slow.steps if one.question == "a")
    assert (step.lead_time, step.in_a_row, slow.lead_time) == (5, 8, 8)


def test_no_steps_are_listed_while_less_than_half_of_the_points_are_decided(small):
    early = plan(small, b.answered(small, {"g": "no"}), "five-star")
    assert (early.early, early.steps) == (True, ())
    assert [one.question for one in early.confirm] == ["a", "c", "m"]
    assert early.effort == F(3, 2)
    half = plan(small, b.answered(small, {"g": "no", "a": "o2"}), "five-star")
    assert (half.early, [step.question for step in half.steps]) == (False, ["a", "g"])
    assert (half.open_points, half.open_needed) == (50, 45)
    open_gate = plan(small, b.answered(small, {"a": "o0"}), "two-star")
    assert [one.question for one in open_gate.confirm] == ["g", "c", "m"]


@pytest.mark.parametrize("lang", in_one("en"))
def test_everything_that_can_bind_has_its_sentence(small, made, lang):
    gate = {"locked": {"g"}}
    asked = [
        Limits(),
        Limits(locked={"a"}, efforts={"c": F(9)}),
        Limits(excluded={"a/o2"}, efforts={"c": F(9)}),
        Limits(max_lead_time=F(0)),
        Limits(locked={"a", "c"}),
        Limits(excluded={"a", "c", "g"}),
        Limits(capacity=F(1)),
        Limits(efforts={"g": F(30)}),
        Limits(**gate),
        Limits(max_lead_time=F(2), lead_times={"a/o2": F(9)}, efforts={"c": F(9)}),
    ]
    plans = [(small, plan(small, made, target, limits)) for limits in asked for target in ("two-star", "five-star")]
    kinds = {(found.feasible, one.limit, one.gate) for _, found in plans for one in found.binding}
    assert kinds >= {
        *((True, limit, False) for limit in ("target", "gate", "lock", "exclude", "lead-time")),
        *((False, limit, False) for limit in ("target", "lock", "exclude", "lead-time", "capacity")),
        *((False, limit, True) for limit in ("lock", "exclude", "lead-time")),
    }
    for rubric, found in plans:
        assert "\n".join(plan_lines(rubric, b.answered(rubric, {}), found, lang, "2026-11-24"))
        for one in found.binding:
            line = binding_line(rubric, found, one, lang)
            assert line
            assert "{" not in line
            assert all(key.partition("/")[0] in line for key in one.questions)

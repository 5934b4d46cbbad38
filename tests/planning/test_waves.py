"""The order to work in, the next step of each question, and what lies between two assessments: figures are those of the scorer."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecq.assessment.changes import mark_unsure, rebind, set_aside, set_up
from ecq.assessment.model import Assessment
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.errors import PlanningError
from ecq.base.language import LANGS, Text
from ecq.planning import PROOF, apply, difference, plan
from ecq.planning.agreed import NextStep, cheapest_plan, exclude, next_steps, set_effort, set_goal
from ecq.planning.schedule import in_working_order, waves
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.telling.plan.sentences import action, next_words, title
from tests import building as b
from tests import strategies
from tests.building import sampled

F = Fraction


@pytest.fixture(params=["xinghuo-live", "lianshan-industrial"], scope="module")
def planned(request, shipped):
    assessment = sampled(request.param, shipped, "zh")
    return assessment, plan(shipped, assessment, "four-star")


def test_failed_gates_come_first_then_what_brings_most_per_day(planned):
    _, made = planned
    ordered = in_working_order(made.steps)
    assert sorted(ordered, key=lambda step: step.question) == sorted(made.steps, key=lambda step: step.question)
    gates = [step.gate for step in ordered]
    assert gates == sorted(gates, reverse=True)
    rates = [step.gain / step.effort for step in ordered if not step.gate]
    assert rates == sorted(rates, reverse=True)


def test_waves_hold_every_step_once_and_their_scores_are_those_of_the_scorer(shipped, planned):
    """What stands after a wave counts the steps up to there and nothing that is done later."""
    assessment, made = planned
    done = []
    found = waves(made)
    assert [wave.kind for wave in found] in (["gates", "rest"], ["rest"])
    for wave in found:
        done += [work.step for work in wave.work]
        assert {work.step.gate for work in wave.work} == {wave.kind == "gates"}
        assert wave.effort == sum(work.step.effort for work in wave.work)
        card = score(shipped, apply(shipped, assessment, done))
        assert (wave.score, wave.evidenced) == (card.score.low, card.evidenced.low)
    assert sorted(step.question for step in done) == sorted(step.question for step in made.steps)
    assert (wave.score, wave.evidenced) == (made.score_after, made.evidenced_after)


def test_titles_are_actions_and_never_questions(shipped):
    for question in shipped.questions:
        for step in question.steps.values():
            words = action(step.advice)
            assert step.advice.zh.startswith(words.zh)
            assert step.advice.en.startswith(words.en)
            for one in (words.zh, words.en):
                assert one
                assert one[-1] not in "？?，,。.；;：:"
            assert len(words.zh) <= 40


def test_a_title_is_as_many_clauses_as_fit_and_nothing_is_cut_within_brackets(planned, shipped):
    long = Text(
        zh="建立漏洞反馈入口，指定接收人，写明几天内答复、几天内修好（含第三方组件，含小程序）。每季复盘。",
        en="Open a channel (mail, form) for reports, name who receives them, and set days to answer and to repair. Review.",
    )
    assert action(long).zh == "建立漏洞反馈入口，指定接收人"
    assert action(long).en.startswith("Open a channel (mail, form) for reports")
    assert action(Text(zh="有没有入口？建立入口。", en="Is there one? Open one.")) == Text(zh="建立入口", en="Open one")
    for step in planned[1].steps:
        words = title(shipped.by_id[step.question], step)
        assert words.zh.startswith("备齐证据：") == (step.kind == "prove")


def step_of(rubric: Rubric, made: Assessment, question: str) -> NextStep | None:
    return next_steps(rubric, made, ()).of(score(rubric, made).questions[question])


def advice(step: NextStep | None) -> list[str] | None:
    return step and [rung.advice.en for rung in step.rungs if rung.id != PROOF]


def test_it_is_one_level_above_the_answer_and_none_for_an_open_question(teaching):
    def next_of(answer):
        return advice(step_of(teaching, b.answered(teaching, {"refund-days": answer} if answer else {}), "refund-days"))

    assert [next_of(days) for days in (None, "20", "none", "15", "7", "3")] == [
        None,
        ["Be faster."],
        ["Be faster."],
        ["Faster still."],
        ["On the day."],
        None,
    ]


def test_an_unsure_answer_is_confirmed_first_and_never_raised_to_the_lowest_level(teaching):
    question = teaching.by_id["refund-days"]
    made = mark_unsure(b.answered(teaching, {question.id: "20"}), question)
    scored = score(teaching, made).questions[question.id]
    step = step_of(teaching, made, question.id)
    assert step is None
    for lang in LANGS:
        (line,) = next_words(scored, step, lang)
        assert "Be faster" not in line
    assert next_words(scored, step, "en")[0].startswith("Confirm first")


def test_the_next_step_of_a_checklist_is_a_missing_item(teaching):
    for ticked, told in [("", "Check it."), ("address", "Check them."), ("goods,weight", "Check it.")]:
        made = b.answered(teaching, {"parcel-checks": ticked}, profile={"delivers": "yes"})
        found = advice(step_of(teaching, made, "parcel-checks"))
        assert found is not None
        assert told in found


def test_a_question_that_does_not_count_has_none(teaching):
    question = teaching.by_id["parcel-checks"]
    made = b.accepted(set_aside(b.answered(teaching, {}, profile={"delivers": "yes"}), question, "carrier-checks"))
    made = b.prove(made, question)
    assert step_of(teaching, made, question.id) is None


def test_gain_and_effort_are_those_of_the_step_not_of_the_whole_question(teaching):
    question = teaching.by_id["refund-days"]
    made = b.answered(teaching, {question.id: "20"})
    scored = score(teaching, made).questions[question.id]
    step = step_of(teaching, made, question.id)
    assert step is not None
    assert Fraction(0) < step.gain < scored.to_gain
    first = next(iter(question.steps.values()))
    assert step.effort == first.effort + question.proof_days
    for_score = step_of(teaching, set_goal(made, "score"), question.id)
    assert for_score is not None
    assert (for_score.effort, for_score.gain) == (first.effort, step.gain)


def test_own_efforts_and_exclusions_hold(teaching):
    made = b.answered(teaching, {"refund-days": "20"})
    question = teaching.by_id["refund-days"]
    own = b.accepted(set_effort(made, question.id, "9"))
    step = step_of(teaching, own, question.id)
    assert step is not None
    assert step.effort == 9 + question.proof_days
    assert step_of(teaching, exclude(made, question.id, True), question.id) is None


@pytest.mark.slow
def test_where_the_plan_raises_a_question_its_step_is_the_next_one(shipped):
    for sample in load_samples():
        made = sample_assessment(sample, shipped, "en")
        plan, card = cheapest_plan(shipped, made), score(shipped, made)
        steps = next_steps(shipped, made, plan.steps)
        raised = [step for step in plan.steps if step.kind == "improve"]
        assert raised
        for step in raised:
            found = steps.of(card.questions[step.question])
            assert found == NextStep(step.rungs, step.effort, step.in_a_row, step.claimed)
        for one in card.questions.values():
            found = steps.of(one)
            assert found is None or Fraction(0) < found.gain <= one.to_gain


@pytest.mark.slow
@given(st.data())
def test_the_parts_sum_to_the_difference_of_two_assessments(data):
    rubric = data.draw(strategies.rubrics())
    one, other = (data.draw(strategies.assessments(rubric)) for _ in range(2))
    check(rubric, one, rubric, other)


@pytest.mark.slow
@given(st.data())
def test_the_parts_sum_to_the_difference_across_two_versions_of_a_rubric(data):
    old, new = data.draw(strategies.rubrics()), data.draw(strategies.rubrics())
    one = data.draw(strategies.assessments(old))
    other = rebind(set_up(one, old, profile=dict.fromkeys(one.profile)), new)
    check(old, one, new, other)


def check(old, one, new, other):
    found = difference(old, one, new, other)
    assert sum(move.difference for move in found.moves) == found.difference
    assert found.difference == score(new, other).score.low - score(old, one).score.low
    assert {move.question for move in found.moves} == {*old.order, *new.order}
    for move in found.moves:
        assert move.difference == move.after.contribution - move.before.contribution
        assert move.cause != "same" or move.own == 0
    back = difference(new, other, old, one)
    assert sum(move.difference for move in back.moves) == -found.difference


@pytest.mark.slow
def test_the_sums_hold_for_the_samples_under_both_editions(library):
    current, former = library.rubric("gbt31526-2025"), library.rubric("sqe-2015")
    for sample in load_samples():
        check(current, sample_assessment(sample, current, "zh"), former, sample_assessment(sample, former, "zh"))


def test_each_change_is_named_and_points_that_move_are_kept_apart():
    rubric = b.rubric([b.yes_no(q, not_applicable=b.NA) for q in ("a", "c", "d", "e")])
    before = b.answered(rubric, {"a": "yes", "c": "no", "d": "yes"})
    after = b.answered(rubric, {"a": "yes", "c": "yes", "e": "no"})
    after = b.accepted(set_aside(after, rubric.by_id["d"], "not-here"))
    found = difference(rubric, before, rubric, after)
    moves = {move.question: (move.cause, move.own, move.shifted) for move in found.moves}
    assert moves == {
        "a": ("same", 0, F(100, 3) - 25),
        "c": ("raised", F(100, 3), 0),
        "d": ("set-aside", -25, 0),
        "e": ("answered", 0, 0),
    }
    assert (found.difference, found.shifted) == (F(200, 3) - 50, F(100, 3) - 25)


def test_a_gate_that_passes_now_is_told():
    rubric = b.rubric([b.yes_no("g", gate=b.gate("yes"))])
    found = difference(rubric, b.answered(rubric, {"g": "no"}), rubric, b.answered(rubric, {"g": "yes"}))
    assert [(gate.question, gate.before, gate.after) for gate in found.gates] == [("g", "failed", "passed")]


def test_each_side_must_come_with_its_own_rubric(shipped, teaching):
    made = b.answered(teaching, {})
    with pytest.raises(PlanningError, match="made with teaching"):
        difference(shipped, made, teaching, made)

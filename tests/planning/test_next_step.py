"""The next step of a question: its work, effort and points belong together, and an open question has none."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ecq.assessment.changes import mark_unsure, set_aside
from ecq.assessment.model import Assessment
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.language import LANGS
from ecq.planning import PROOF
from ecq.planning.agreed import cheapest_plan, exclude, set_effort, set_goal
from ecq.planning.next_step import NextStep, next_steps
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.telling.plan.sentences import next_words
from tests import building as b


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
